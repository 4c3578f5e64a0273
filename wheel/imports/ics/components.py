"""From lines to the parts of a calendar file: its calendars, each with its events and time zones (section 3.6)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from wheel.core.sentences.wording import later
from wheel.errors import InvalidInputError
from wheel.imports.ics.content_lines import ContentLine
from wheel.imports.ics.limits import MOST_EVENTS
from wheel.imports.ics.reports import Reports

_EDGE: Final = re.compile(r"\s*(BEGIN|END)\s*:\s*([A-Za-z0-9-]+)\s*", re.IGNORECASE)
_EVENT, _CALENDAR, _ZONE = "VEVENT", "VCALENDAR", "VTIMEZONE"
_DEEPEST: Final = 20
_MOST_NAMES: Final = 50
_OTHERS: Final = "…"
_PARTS_OF_ZONES: Final = frozenset({"STANDARD", "DAYLIGHT"})


@dataclass(slots=True)
class Component:
    """One part with the lines of its own, without those of the parts in it."""

    name: str
    line: int
    lines: list[ContentLine] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)


@dataclass(slots=True)
class CalendarFile:
    """`calendars` hold their events and zones as parts; `passed_over` counts the other parts by name."""

    calendars: list[Component] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)


def components_of(lines: Iterable[ContentLine], reports: Reports) -> CalendarFile:
    """Raises InvalidInputError (field "file") for more events than may be. No calendars at all: it is no calendar file.

    Events that stand outside any calendar count as one calendar of their own.
    """
    reader = _Reader(reports)
    for line in lines:
        edge = _EDGE.fullmatch(line.text)
        if edge is None:
            reader.take(line)
        elif edge[1].upper() == "BEGIN":
            reader.begin(edge[2].upper(), line.number)
        else:
            reader.end(edge[2].upper(), line.number)
    reader.finish()
    return reader.file


class _Reader:
    def __init__(self, reports: Reports) -> None:
        self.file = CalendarFile()
        self._reports = reports
        self._open: list[Component] = []
        self._events = 0

    def take(self, line: ContentLine) -> None:
        if self._open:
            self._open[-1].lines.append(line)

    def begin(self, name: str, number: int) -> None:
        if name in (_EVENT, _CALENDAR) and self._stands_in(_EVENT):
            self._reports.note(number, later("The event before this line has no END:VEVENT."))
            self._close(_EVENT)
        component = Component(name, number)
        if name == _CALENDAR:
            self._open = []
            self.file.calendars.append(component)
        elif name in (_EVENT, _ZONE):
            self._calendar(number).parts.append(component)
            self._count_event(name)
        elif name in _PARTS_OF_ZONES and self._open and self._open[-1].name == _ZONE:
            self._open[-1].parts.append(component)
        else:
            self._pass_over(name[:40])
        self._open.append(component)
        _require_shallow(len(self._open))

    def end(self, name: str, number: int) -> None:
        if self._stands_in(name):
            self._close(name)
        else:
            self._reports.note(number, later("END:%(name)s ends nothing that has begun."), name=name[:40])

    def finish(self) -> None:
        """What the file leaves open was cut off: nobody knows what else it said."""
        for component in self._open:
            if component.name == _EVENT:
                self._reports.left_out(component.line, later("The file ends in the middle of this event."))
                self.file.calendars[-1].parts.remove(component)

    def _pass_over(self, name: str) -> None:
        known = self.file.passed_over
        known[name if name in known or len(known) < _MOST_NAMES else _OTHERS] += 1

    def _count_event(self, name: str) -> None:
        self._events += name == _EVENT
        if self._events > MOST_EVENTS:
            raise InvalidInputError(
                "The file has more than %(most)s events: import it in parts.", field="file", most=MOST_EVENTS
            )

    def _calendar(self, number: int) -> Component:
        if not self.file.calendars:
            self.file.calendars.append(Component(_CALENDAR, number))
        return self.file.calendars[-1]

    def _stands_in(self, name: str) -> bool:
        return any(component.name == name for component in self._open)

    def _close(self, name: str) -> None:
        while self._open.pop().name != name:
            pass


def _require_shallow(depth: int) -> None:
    if depth > _DEEPEST:
        raise InvalidInputError("The file's parts stand too deep in each other: it is no calendar file.", field="file")
