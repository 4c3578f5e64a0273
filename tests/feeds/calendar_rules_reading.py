"""Content lines and components of a calendar file, read without any library and without ever failing on a bad one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

Read = TypeVar("Read")
# RFC 5545 section 3.1: name *(";" param-name "=" param-value *("," param-value)) ":" value.
_VALUE = r'(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)'
_PARAMETER = rf";[A-Za-z0-9-]+={_VALUE}(?:,{_VALUE})*"
CONTENT_LINE = re.compile(rf"([A-Za-z0-9-]+)((?:{_PARAMETER})*):(.*)", re.DOTALL)
_ONE_PARAMETER = re.compile(rf";([A-Za-z0-9-]+)=({_VALUE}(?:,{_VALUE})*)")
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?")


@dataclass(frozen=True)
class Line:
    """One unfolded content line; `name` is empty where it is none."""

    raw: str
    name: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    value: str = ""

    @classmethod
    def read(cls, raw: str) -> Line:
        found = CONTENT_LINE.fullmatch(raw)
        if found is None:
            return cls(raw)
        parameters = {name.upper(): value.strip('"') for name, value in _ONE_PARAMETER.findall(found[2])}
        return cls(raw, found[1].upper(), parameters, found[3])

    @property
    def day(self) -> date | None:
        """The day that it says, with or without a time; None where it is no real one."""
        found = _DAY.match(self.value)
        return _or_none(lambda: date(*map(int, found.groups()))) if found else None

    @property
    def moment(self) -> datetime | None:
        """The wall-clock time that it says; None where it is no real one."""
        found = _MOMENT.fullmatch(self.value)
        return _or_none(lambda: datetime(*map(int, found.groups()))) if found else None  # type: ignore[arg-type,misc]  # noqa: DTZ001

    @property
    def is_utc(self) -> bool:
        return self.moment is not None and self.value.endswith("Z") and not self.parameters


ABSENT = Line("")


@dataclass
class Part:
    """A component; `at` is the number of its first line, `end` what its END says."""

    kind: str
    at: int
    lines: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    end: str = ""

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line:
        return next(iter(self.all(name)), ABSENT)

    def value(self, name: str) -> str:
        return self.first(name).value

    def count(self, name: str) -> int:
        return len(self.all(name))

    def of(self, *kinds: str) -> list[Part]:
        return [part for part in self.parts if part.kind in kinds]

    def walk(self) -> Iterator[Part]:
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def called(self) -> str:
        return self.value("UID") or self.value("TZID") or f"{self.kind} in line {self.at}"


@dataclass
class CalendarFile:
    """A file, and the moment (aware) at which it was fetched, where that is known."""

    data: bytes
    now: datetime | None = None

    @cached_property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace")

    @cached_property
    def folded(self) -> list[bytes]:
        """The lines as they stand there, without their line breaks."""
        return self.data.removesuffix(b"\r\n").split(b"\r\n")

    @cached_property
    def lines(self) -> list[Line]:
        unfolded = re.sub(r"\r?\n[ \t]", "", self.text)
        return [Line.read(raw) for raw in re.split(r"\r?\n", unfolded) if raw]

    @cached_property
    def root(self) -> Part:
        """What holds everything; its parts are the calendars."""
        root = Part("", 0)
        open_parts = [root]
        for at, line in enumerate(self.lines, start=1):
            if line.name == "BEGIN":
                part = Part(line.value.upper(), at)
                open_parts[-1].parts.append(part)
                open_parts.append(part)
            elif line.name == "END" and len(open_parts) > 1:
                open_parts.pop().end = line.value.upper()
            else:
                open_parts[-1].lines.append(line)
        return root

    @property
    def calendar(self) -> Part:
        return next(iter(self.root.of("VCALENDAR")), Part("VCALENDAR", 0))

    @property
    def zones(self) -> list[Part]:
        return self.calendar.of("VTIMEZONE")

    @property
    def changes(self) -> list[Part]:
        """When clocks change, in every zone."""
        return [change for zone in self.zones for change in zone.of("STANDARD", "DAYLIGHT")]

    @property
    def events(self) -> list[Part]:
        return self.calendar.of("VEVENT")

    @property
    def properties(self) -> Iterator[tuple[Part, Line]]:
        for part in self.root.walk():
            for line in part.lines:
                yield part, line


@dataclass(frozen=True)
class Rule:
    """`breaks` says where the file breaks it: one text a place."""

    says: str
    source: str
    breaks: Callable[[CalendarFile], Iterable[str]]


def once_a_file(says: str, source: str, is_broken: Callable[[CalendarFile], object]) -> Rule:
    return Rule(says, source, lambda file: ["the file"] if is_broken(file) else [])


def of_calendar(says: str, source: str, is_broken: Callable[[Part], object]) -> Rule:
    return once_a_file(says, source, lambda file: is_broken(file.calendar))


def of_each_event(says: str, source: str, is_broken: Callable[[Part], object]) -> Rule:
    return Rule(says, source, lambda file: [event.called for event in file.events if is_broken(event)])


def of_each_change(says: str, source: str, is_broken: Callable[[Part], object]) -> Rule:
    return Rule(says, source, lambda file: [change.called for change in file.changes if is_broken(change)])


def of_each_zone(says: str, source: str, is_broken: Callable[[Part], object]) -> Rule:
    return Rule(says, source, lambda file: [zone.called for zone in file.zones if is_broken(zone)])


def _or_none(read: Callable[[], Read]) -> Read | None:
    try:
        return read()
    except ValueError:
        return None
