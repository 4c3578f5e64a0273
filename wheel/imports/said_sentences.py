"""Walks through what minutes say: every sentence, with its point, its section, and the item that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wheel.core.minutes_findings import AgendaPoint, Finding, FindingKind
from wheel.imports.decisions import DecidedSentence, sentences_of
from wheel.imports.item_titles import first_sentence
from wheel.imports.minutes_points import Point
from wheel.imports.named_bodies import is_own
from wheel.imports.point_sections import Section, SectionKind
from wheel.imports.title_matching import ComparableTitle, comparable

LONGEST_SENTENCE = 1000
LONGEST_TITLE = 200

_SKIPPED = frozenset({SectionKind.PARTICULARS, SectionKind.ROUTE, SectionKind.ATTACHMENTS, SectionKind.AFTER})
_GATHERS = re.compile(r"\b(?:punkter til behandling|øvrige punkter|øvrige sager)\b", re.IGNORECASE)
_TABS = re.compile(r"\s*\t\s*")


_Item = tuple[ComparableTitle, AgendaPoint]


@dataclass(frozen=True)
class MeetingOf:
    """The meeting that the minutes are of: its day, and the names that they call its body by."""

    day: date | None
    names: tuple[str, ...] = ()

    @property
    def body(self) -> str | None:
        return self.names[0] if self.names else None

    def is_own(self, name: str) -> bool:
        return any(is_own(own, name) for own in self.names)


@dataclass(frozen=True)
class Said:
    """A sentence; `title` is what it is about and `before` the sentence before it in its paragraph, if any."""

    text: str
    line: int
    point: str
    title: str
    section: SectionKind
    before: str = ""
    is_listed: bool = False

    @property
    def is_decision(self) -> bool:
        return self.section is SectionKind.DECISION

    def finding(self, kind: FindingKind, **more: Any) -> Finding:
        """What the sentence asks for; `more` are further fields of a Finding, or another title."""
        return replace(Finding(kind, self.text, self.line, self.point, self.title), **more)


def said_in(point: Point, items: list[AgendaPoint]) -> Iterator[Said]:
    """The sentences of a point, in order. `items` are those within the point."""
    titles = [(comparable(item.title), item) for item in items]
    for section in point.sections:
        if section.kind not in _SKIPPED:
            yield from _said(point, section, titles)


def _said(point: Point, section: Section, items: list[_Item]) -> Iterator[Said]:
    rows = {item.line for _, item in items}
    above: tuple[str, AgendaPoint | None] = ("", None)
    lines = ((one.line, one.after_blank or one.line.number in rows) for one in section.lines)
    for told in sentences_of(point.title, lines):
        text = _TABS.sub(" ", told.text)[:LONGEST_SENTENCE]
        if section.kind is SectionKind.TEXT or told.title != above[0]:
            above = (told.title, _item(items, told, section.kind))
        item = above[1]
        yield Said(
            text=text,
            line=told.line,
            point=item.number if item else point.number,
            title=item.title if item else _title(told, text, point),
            section=section.kind,
            before=told.before,
            is_listed=told.is_listed,
        )


def _item(items: list[_Item], told: DecidedSentence, section: SectionKind) -> AgendaPoint | None:
    """In the case's text the row that it stands in; in a decision the item that its bullet names, however spelt."""
    if section is SectionKind.TEXT:
        return next((item for _, item in reversed(items) if item.line <= told.line), None)
    wanted = comparable(told.title)
    return next((item for title, item in items if title.resembles(wanted)), None)


def _title(told: DecidedSentence, sentence: str, point: Point) -> str:
    """The list's entry that the sentence stands in, unless that is the sentence itself or but announces a list.

    Under a point that only gathers items, what follows an entry is about that entry too.
    """
    names_item = told.names_item or _GATHERS.search(point.title) is not None
    is_own = names_item and told.title != first_sentence(sentence) and not told.title.endswith(":")
    return told.title if is_own and 0 < len(told.title) <= LONGEST_TITLE else point.title
