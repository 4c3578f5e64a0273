"""Walks through the decisions in minutes: every sentence, with the item that it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from wheel.imports.item_titles import first_sentence, sentences
from wheel.imports.minutes_headings import (
    awaiting_heading,
    decision_body,
    is_section_heading,
    numbered_title,
)
from wheel.imports.minutes_lines import Line
from wheel.imports.row_cells import WRAPPED_AT, is_bulleted

_BULLET = re.compile(r"\s*(?:[-–—*•●▪◦·]|o(?=\s)|[0-9]{1,2}[.)](?=\s))\s*")
_JOURNAL = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}-|[0-9]{2}/[0-9]{1,6}$")
_OPENS_ITEM = frozenset({"åben sag", "lukket sag", "åbent punkt", "lukket punkt"})


@dataclass(frozen=True)
class DecidedSentence:
    """A sentence of a decision. `title` is its item's, "" if unknown; `line` is where it begins.

    `before` is the sentence before it in its paragraph.
    `is_listed`: its paragraph is an entry of a list. `names_item`: and the title is that entry's own.
    """

    text: str
    title: str
    line: int
    is_listed: bool = False
    names_item: bool = False
    before: str = ""


@dataclass
class _Paragraph:
    """`lines` are the numbers of the lines that its parts stand on."""

    parts: list[str]
    lines: list[int]
    bulleted: bool

    @property
    def text(self) -> str:
        return " ".join(self.parts)

    def numbered(self) -> Iterator[tuple[str, int]]:
        """Its sentences with the line that each begins on."""
        ends = list(accumulate(len(part) + 1 for part in self.parts))
        flat, start = " ".join(self.text.split()), 0
        for sentence in sentences(flat):
            start = flat.index(sentence, start)
            yield sentence, self.lines[min(bisect_right(ends, start), len(self.lines) - 1)]
            start += len(sentence)


def decided_sentences(lines: list[Line]) -> Iterator[DecidedSentence]:
    """The sentences of all decisions, in order. What was presented or recommended is left out."""
    for heading, paragraphs in _decisions(lines):
        yield from _sentences(heading, paragraphs)


def sentences_of(heading: str, lines: Iterable[tuple[Line, bool]]) -> Iterator[DecidedSentence]:
    """The sentences of one section, given its lines and whether a gap stands before each; `heading` is its item's."""
    paragraphs: list[_Paragraph] = []
    for line, after_blank in lines:
        _append(paragraphs, line, after_blank=after_blank)
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
        paragraphs.append(_Paragraph([content[mark.end() :] if mark else content], [line.number], bulleted=True))
    elif paragraphs and not after_blank and _goes_on(paragraphs[-1].parts[-1], content):
        paragraphs[-1].parts.append(content)
        paragraphs[-1].lines.append(line.number)
    else:
        paragraphs.append(_Paragraph([content], [line.number], bulleted=False))


def _goes_on(above: str, below: str) -> bool:
    """Whether a line was wrapped: the one above is long or the one below begins small, and no sentence ended."""
    return not above.endswith((".", ":", "!", "?")) and (len(above) >= WRAPPED_AT or not below[:1].isupper())


def _sentences(heading: str, paragraphs: list[_Paragraph]) -> Iterator[DecidedSentence]:
    """A bullet opens an item, but not in a list inside an item: one that a paragraph ending in a colon announces."""
    title, in_inner_list, has_item = heading, False, False
    for paragraph in paragraphs:
        names_item = paragraph.bulleted and not in_inner_list
        if not paragraph.bulleted:
            in_inner_list = has_item and paragraph.text.endswith(":")
        elif names_item:
            title, has_item = first_sentence(paragraph.text), True
        before = ""
        for sentence, line in paragraph.numbered():
            yield DecidedSentence(sentence, title, line, paragraph.bulleted, names_item, before)
            before = sentence
