"""Walks through the decisions in minutes: every sentence, with the item that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wheel.imports.item_titles import first_sentence, sentences
from wheel.imports.minutes_headings import (
    awaiting_heading,
    decision_body,
    is_section_heading,
    numbered_title,
)
from wheel.imports.minutes_lines import Line
from wheel.imports.row_cells import is_bulleted

_BULLET = re.compile(r"\s*(?:[-–—*•●▪◦·]|o(?=\s)|[0-9]{1,2}[.)](?=\s))\s*")
_JOURNAL = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}-|[0-9]{2}/[0-9]{1,6}$")
_OPENS_ITEM = frozenset({"åben sag", "lukket sag", "åbent punkt", "lukket punkt"})


@dataclass(frozen=True)
class DecidedSentence:
    """A sentence of a decision. `title` is its item's, "" if unknown; `line` is where its paragraph begins."""

    text: str
    title: str
    line: int


@dataclass
class _Paragraph:
    parts: list[str]
    line: int
    bulleted: bool

    @property
    def text(self) -> str:
        return " ".join(self.parts)


def decided_sentences(lines: list[Line]) -> Iterator[DecidedSentence]:
    """The sentences of all decisions, in order. What was presented or recommended is left out."""
    for heading, paragraphs in _decisions(lines):
        yield from _sentences(heading, paragraphs)


def _decisions(lines: list[Line]) -> Iterator[tuple[str, list[_Paragraph]]]:
    """Each decision's paragraphs with the heading of its item."""
    filled = [(line, blank) for line, blank in _with_blanks(lines)]
    heading, paragraphs, deciding = "", list[_Paragraph](), False
    for index, (line, after_blank) in enumerate(filled):
        content = line.content
        following = filled[index + 1][0].content if index + 1 < len(filled) else ""
        opens_item = numbered_title(content) is not None and _is_item_heading(content, following)
        if opens_item or _is_other_section(content):
            if paragraphs:
                yield heading, paragraphs
            heading = (numbered_title(content) or "") if opens_item else heading
            deciding, paragraphs = decision_body(content) is not None, []
        elif deciding:
            _append(paragraphs, line, after_blank=after_blank)
    if paragraphs:
        yield heading, paragraphs


def _with_blanks(lines: list[Line]) -> Iterator[tuple[Line, bool]]:
    """The lines that hold something, and whether a gap stands before each."""
    after_blank = True
    for line in lines:
        if line.is_blank or line.is_debris:
            after_blank = True
        else:
            yield line, after_blank or line.after_page_break
            after_blank = False


def _is_item_heading(content: str, following: str) -> bool:
    """A numbered line is an item's heading, not a list's entry, if an item's first section follows."""
    opens = following.casefold() in _OPENS_ITEM or bool(_JOURNAL.match(following))
    return content.casefold().startswith("punkt ") or opens or is_section_heading(following, stands_alone=False)


def _is_other_section(content: str) -> bool:
    plain = content.rstrip(":").casefold()
    return plain == "bilag" or is_section_heading(content, stands_alone=False) or awaiting_heading(content) is not None


def _append(paragraphs: list[_Paragraph], line: Line, *, after_blank: bool) -> None:
    """A line without a bullet goes on with the paragraph above unless that one is closed."""
    bulleted = is_bulleted(line.text) or numbered_title(line.content) is not None
    content = line.content
    if bulleted:
        mark = _BULLET.match(content)
        paragraphs.append(_Paragraph([content[mark.end() :] if mark else content], line.number, bulleted=True))
    elif paragraphs and not after_blank and not paragraphs[-1].parts[-1].endswith((".", ":", "!", "?")):
        paragraphs[-1].parts.append(content)
    else:
        paragraphs.append(_Paragraph([content], line.number, bulleted=False))


def _sentences(heading: str, paragraphs: list[_Paragraph]) -> Iterator[DecidedSentence]:
    """A bullet opens an item, but not in a list inside an item: one that a paragraph ending in a colon announces."""
    title, in_inner_list, has_item = heading, False, False
    for paragraph in paragraphs:
        if not paragraph.bulleted:
            in_inner_list = has_item and paragraph.text.endswith(":")
        elif not in_inner_list:
            title, has_item = first_sentence(paragraph.text), True
        for sentence in sentences(paragraph.text):
            yield DecidedSentence(sentence, title, paragraph.line)
