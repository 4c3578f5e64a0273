"""Rules over when the events of a calendar file are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, timedelta

from calendar_rules_reading import CalendarFile, Line, Part, Rule, of_each_event
from dateutil.relativedelta import relativedelta

_DAY = re.compile(r"\d{8}")
_TIME = re.compile(r"\d{8}T([01]\d|2[0-3])[0-5]\d[0-5]\dZ?")


def _bounds(event: Part) -> tuple[Line, Line]:
    return event.first("DTSTART"), event.first("DTEND")


def _is_day(line: Line) -> bool:
    return line.parameters.get("VALUE") == "DATE"


def _is_all_day(event: Part) -> bool:
    return _is_day(event.first("DTSTART"))


def _timed(event: Part) -> list[Line]:
    return [line for line in _bounds(event) if not _is_day(line)]


def _days(event: Part) -> tuple[date, date] | None:
    start, end = (line.day for line in _bounds(event))
    return (start, end) if start and end else None


def _ends_early(event: Part) -> bool:
    start, end = _bounds(event)
    if _is_day(start) or _is_day(end):
        days = _days(event)
        return days is not None and days[0] > days[1]
    return start.moment is not None and end.moment is not None and start.moment >= end.moment


def _takes_no_day(event: Part) -> bool:
    days = _days(event)
    return _is_all_day(event) and days is not None and days[0] == days[1]


def _outside(file: CalendarFile) -> Iterable[str]:
    """The events that touch no day of the window; a day more on either side, for the zones."""
    if file.now is None:
        return
    today = file.now.astimezone(UTC).date()
    first = today - relativedelta(months=3) - timedelta(days=1)
    last = today + relativedelta(months=15) + timedelta(days=1)
    for event in file.events:
        days = _days(event)
        if days is not None and (days[1] < first or days[0] > last):
            yield f"{event.called}: {days[0]}"


def _from_tomorrow(file: CalendarFile) -> Iterable[str]:
    if file.now is None:
        return
    latest = f"{file.now.astimezone(UTC) + timedelta(minutes=5):%Y%m%dT%H%M%SZ}"
    yield from (event.called for event in file.events if event.value("LAST-MODIFIED") > latest)


TIME_RULES = [
    of_each_event(
        "a day is eight digits",
        "RFC 5545 3.3.4",
        lambda e: any(_is_day(line) and not _DAY.fullmatch(line.value) for line in _bounds(e)),
    ),
    of_each_event(
        "a time is written as 20261121T090000",
        "RFC 5545 3.3.5",
        lambda e: any(not _TIME.fullmatch(line.value) for line in _timed(e)),
    ),
    of_each_event("days and times are real", "RFC 5545 3.3.4", lambda e: _days(e) is None),
    of_each_event(
        "start and end are both days or both times",
        "RFC 5545 3.8.2.2",
        lambda e: _is_day(e.first("DTSTART")) != _is_day(e.first("DTEND")),
    ),
    of_each_event(
        "a time has a zone, and is not floating",
        "feeds.md, events: all-day",
        lambda e: any("TZID" not in line.parameters and not line.value.endswith("Z") for line in _timed(e)),
    ),
    of_each_event(
        "a time is in the organisation's zone, not in UTC",
        "feeds.md, events: all-day",
        lambda e: any(line.value.endswith("Z") for line in _timed(e)),
    ),
    of_each_event(
        "start and end are in the same zone",
        "feeds.md, events: all-day",
        lambda e: len({line.parameters.get("TZID") for line in _bounds(e)}) > 1,
    ),
    of_each_event(
        "a day has no zone",
        "RFC 5545 3.2.19",
        lambda e: any(_is_day(line) and "TZID" in line.parameters for line in _bounds(e)),
    ),
    of_each_event(
        "start and end have no other parameters than VALUE=DATE and TZID",
        "RFC 5545 3.8.2",
        lambda e: any(
            line.parameters.keys() - {"TZID", "VALUE"} or line.parameters.get("VALUE", "DATE") != "DATE"
            for line in _bounds(e)
        ),
    ),
    of_each_event("an event ends after it starts", "RFC 5545 3.8.2.2", _ends_early),
    of_each_event("the end of a whole day is the day after it", "feeds.md, events: all-day", _takes_no_day),
    of_each_event(
        "whole days take nobody's time",
        "feeds.md, events: all-day",
        lambda e: _is_all_day(e) and e.value("TRANSP") != "TRANSPARENT",
    ),
    Rule("events are from 3 months back to 15 months ahead", "feeds.md, calendar: window", _outside),
    Rule("nothing was changed in the future", "feeds.md, events: DTSTAMP", _from_tomorrow),
]
