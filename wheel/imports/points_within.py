"""Reads the items within a point: the rows of a table "Tid / Punkt", and what was decided on each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import time

from wheel.core.item_content import LONGEST
from wheel.core.minutes_findings import AgendaPoint
from wheel.imports.item_titles import sentences
from wheel.imports.minutes_points import Point
from wheel.imports.point_content import LONGEST_DECISION, is_closed, participants_in
from wheel.imports.point_sections import SectionKind, SectionLine
from wheel.imports.row_cells import is_bulleted
from wheel.imports.said_sentences import Said

MOST_ITEMS = 100

# Out of a PDF the cells come with a space between them.
_HEADER = re.compile(
    r"(?:tid|tidspunkt|kl\.?|klokken|klokkeslæt)(?:\s*\t.{0,80}|\s+(?:punkt|emne|sag)\w{0,3})", re.IGNORECASE
)
_CLOCK = r"(?P<hour>[0-2]?[0-9])[.:](?P<minute>[0-5][0-9])"
_UNTIL = r"(?:[-–]\s?(?:[0-9]{1,2}[.:][0-9]{2})?)?"
_ROW = re.compile(rf"(?:kl\.? ?)?{_CLOCK}\.?\s?{_UNTIL}(?:\s*\t|\s+(?=\S))(?P<text>.*)", re.IGNORECASE)
# Markup between paragraphs leaves two spaces or more.
_PARAGRAPHS = re.compile(r"\s{2,}(?=[A-ZÆØÅ•-])")
_DOUBLED = re.compile(r"(\w)\1")
_WORDS = re.compile(r"\w+")


@dataclass
class _Row:
    line: int
    starts_at: time | None
    parts: list[str] = field(default_factory=list)


def items_within(point: Point) -> list[AgendaPoint]:
    """The rows of the point's table, numbered "3.1", "3.2" …; none where it has no such table.

    What is within a closed point is closed as well.
    """
    rows = [row for section in point.of(SectionKind.TEXT) for row in _rows(section.lines)][:MOST_ITEMS]
    return [_item(row, f"{point.number}.{index}", point) for index, row in enumerate(rows, start=1)]


def said_anew(items: list[AgendaPoint], said: Iterable[Said]) -> Iterator[Said]:
    """The sentences without those of a decision that only repeat what its item's own text says."""
    known = {item.number: _key(f"{item.title} {_text(item)}") for item in items}
    return (one for one in said if not (one.is_decision and _key(one.text) in known.get(one.point, "")))


def with_decisions(items: list[AgendaPoint], decided: Iterable[tuple[str, str]]) -> list[AgendaPoint]:
    """The items with what was decided on them: pairs of an item's number and a sentence."""
    found: dict[str, list[str]] = {item.number: [] for item in items}
    for number, sentence in decided:
        found.get(number, []).append(sentence)
    return [replace(item, decision=" ".join(found[item.number])[:LONGEST_DECISION]) for item in items]


def _rows(lines: list[SectionLine]) -> Iterator[_Row]:
    """A row without a clock time of its own is an item of its own too, unless it goes on with a list or a sentence."""
    rows: list[_Row] = []
    in_table = False
    for one in lines:
        text = one.line.text.strip(" ")
        match = _ROW.fullmatch(text)
        if _HEADER.fullmatch(text):
            in_table = True
        elif in_table and match:
            rows.append(_Row(one.line.number, _clock(match), [match["text"].strip()]))
        elif in_table and rows and text.startswith("\t"):
            _go_on(rows, text.strip(), one.line.number)
        elif in_table and rows and (is_bulleted(text) or text[:1].islower() or not one.after_blank):
            rows[-1].parts.append(text.strip())
        else:
            in_table = in_table and not rows
    yield from (row for row in rows if row.parts and row.parts[0])


def _go_on(rows: list[_Row], text: str, line: int) -> None:
    if is_bulleted(text) or text[:1].islower():
        rows[-1].parts.append(text)
    elif text:
        rows.append(_Row(line, None, [text]))


def _clock(match: re.Match[str]) -> time | None:
    hour = int(match["hour"])
    return time(hour, int(match["minute"])) if hour < 24 else None


def _item(row: _Row, number: str, point: Point) -> AgendaPoint:
    """Its first sentence is its title; the paragraphs that the cell's markup told apart stay apart."""
    paragraphs = [part for text in row.parts for part in _PARAGRAPHS.split(text) if part.strip()]
    title, *rest = sentences(paragraphs[0])
    texts = [text for text in (" ".join(rest), *(" ".join(part.split()) for part in paragraphs[1:])) if text]
    text = "\n".join(texts)[: LONGEST["text"]]
    return AgendaPoint(
        number=number,
        title=title.rstrip(". :")[: LONGEST["title"]],
        line=row.line,
        within=point.number,
        starts_at=row.starts_at,
        is_closed=is_closed(point),
        fields=(("text", text),) if text else (),
        participants="\n".join(who for part in texts for who in participants_in(part))[: LONGEST["participants"]],
    )


def _text(item: AgendaPoint) -> str:
    return dict(item.fields).get("text", "")


def _key(sentence: str) -> str:
    """One spelling for "Norrdjurs" and "Norddjurs", and for a list's entries with and without their mark."""
    words = (_DOUBLED.sub(r"\1", word) for word in _WORDS.findall(sentence.casefold()))
    return " ".join(words).replace("deltog i", "deltager i")
