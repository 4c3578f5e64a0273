"""From the bytes of a calendar file to what is imported of it: series by UID, each with what changes single days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from time import monotonic
from typing import Final

from wheel.core.dates import DateSpan
from wheel.core.imported_calendars import LONGEST_TITLE, ImportedCalendar, ImportedSeries, Problem
from wheel.errors import InvalidInputError
from wheel.imports.ics.components import CalendarFile, Component, components_of
from wheel.imports.ics.content_lines import ContentLine, content_lines
from wheel.imports.ics.event_days import Surroundings
from wheel.imports.ics.event_properties import Frame, WrittenEvent, read_event
from wheel.imports.ics.limits import MOST_BYTES, MOST_LINES, Allowance, Clock, TooMuchError
from wheel.imports.ics.properties import first_property, one_line, properties_of, shortened
from wheel.imports.ics.reports import Reports
from wheel.imports.ics.same_uid import EventsOfUid, by_uid
from wheel.imports.ics.series_making import series_of
from wheel.imports.ics.written_times import NamedZone, UnreadableError
from wheel.imports.ics.zones import described_zones

LONGEST_NAME: Final = 200

_ZEROS_BETWEEN: Final = (b"", b"\0", b"\0\0\0")
_OF_CALENDARS: Final = frozenset({"NAME", "X-WR-CALNAME", "METHOD"})


def read_calendar(data: bytes, zone: str, window: DateSpan, clock: Clock = monotonic) -> ImportedCalendar:
    """What the file holds, in wall-clock times of `zone` (one of `core.zones.ZONES`).

    A broken event is left out and said in a problem with its line; the others are read. `window` is where events that
    never end become dates, if no rule of ours says them. Raises InvalidInputError (field "file") for what is no
    calendar file, is too big, or takes too long by the `clock`. The work is bounded by counting, too: see `limits`.
    """
    _require_possible(data)
    reports = Reports()
    file = components_of(content_lines(data), reports)
    if not file.calendars:
        raise InvalidInputError(
            "This is no calendar file: it has no BEGIN:VCALENDAR. Export it from the calendar program as .ics.",
            field="file",
        )
    around = Surroundings(NamedZone(zone), window, Allowance(clock=clock), reports)
    found = list(_series(by_uid(_events(file, around), reports), around))
    name = _name(file, reports)
    problems = tuple(_titled(reports.sorted(), file, around.allowance))
    return ImportedCalendar(name, tuple(found), problems, dict(file.passed_over))


def _require_possible(data: bytes) -> None:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InvalidInputError("The file is empty. Choose a calendar file (.ics).", field="file")
    if len(data) > MOST_BYTES:
        raise InvalidInputError(
            "The file is bigger than %(most)s MB: import it in parts.", field="file", most=MOST_BYTES // 1_000_000
        )
    if _line_count(data) > MOST_LINES:
        raise InvalidInputError(
            "The file has more than %(most)s lines: import it in parts.", field="file", most=MOST_LINES
        )


def _line_count(data: bytes) -> int:
    """The line ends; CR and LF are one, also where each of them takes two or four bytes."""
    pairs = sum(data.count(b"\r" + zeros + b"\n") for zeros in _ZEROS_BETWEEN)
    return data.count(b"\n") + data.count(b"\r") - pairs


def _name(file: CalendarFile, reports: Reports) -> str:
    for calendar in file.calendars:
        said = {each.name: each.value for each in properties_of(calendar.lines, _OF_CALENDARS, reports)}
        if name := one_line(said.get("NAME") or said.get("X-WR-CALNAME") or ""):
            return shortened(name, LONGEST_NAME)
    return ""


def _events(file: CalendarFile, around: Surroundings) -> Iterable[WrittenEvent]:
    for calendar in file.calendars:
        frame = _frame(calendar, around)
        for part in calendar.parts:
            if part.name != "VEVENT":
                continue
            around.allowance.go_on()
            try:
                yield read_event(part, frame)
            except UnreadableError as error:
                sentence, details, line = error.args
                around.reports.left_out(line, sentence, **details)
            except TooMuchError as error:
                sentence, details = error.args
                around.reports.left_out(part.line, sentence, **details)


def _titled(problems: Iterable[Problem], file: CalendarFile, allowance: Allowance) -> Iterator[Problem]:
    """The problems, each with the title of the event at whose lines it is: few know their events by line."""
    events = sorted((part for calendar in file.calendars for part in calendar.parts), key=lambda part: part.line)
    titles: dict[int, str] = {}
    for problem in problems:
        at = bisect_right(events, problem.line, key=lambda part: part.line) - 1
        lines = events[at].lines if at >= 0 else []
        if not lines or problem.line > lines[-1].number:
            yield problem
            continue
        if at not in titles:
            allowance.go_on()
            titles[at] = _title(lines)
        yield replace(problem, title=titles[at])


def _title(lines: Iterable[ContentLine]) -> str:
    said = first_property(lines, "SUMMARY")
    return shortened(one_line(said.value), LONGEST_TITLE) if said else ""


def _frame(calendar: Component, around: Surroundings) -> Frame:
    said = properties_of(calendar.lines, _OF_CALENDARS, around.reports)
    is_cancelled = any(each.name == "METHOD" and each.value.strip().upper() == "CANCEL" for each in said)
    zones = described_zones(calendar, around.reports, around.allowance)
    return Frame(around.own, zones, is_cancelled, around.allowance, around.reports)


def _series(groups: Iterable[EventsOfUid], around: Surroundings) -> Iterable[ImportedSeries]:
    for group in groups:
        around.allowance.go_on()
        try:
            yield series_of(group, around)
        except UnreadableError as error:
            sentence, details, line = error.args
            around.reports.left_out(line, sentence, **details)
        except TooMuchError as error:
            sentence, details = error.args
            around.reports.left_out(group.line, sentence, **details)
