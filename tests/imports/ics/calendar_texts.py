"""Calendar files written for tests, and what is read of them."""

from __future__ import annotations

from datetime import date

from wheel.core.calendar import Calendar
from wheel.core.dates import DateSpan
from wheel.core.imported_calendars import ImportedCalendar, ImportedSeries
from wheel.imports.ics.reading import read_calendar

WINDOW = DateSpan(date(2024, 1, 1), date(2030, 1, 1))


def event(*lines: str, uid: str = "a@example.org", title: str = "Møde") -> str:
    """A VEVENT of five lines, and those given."""
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT"))


def calendar(*parts: str) -> bytes:
    """A file; its first part begins on line 3."""
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", "")).encode()


def read(*parts: str) -> ImportedCalendar:
    return read_bytes(calendar(*parts))


def read_bytes(data: bytes) -> ImportedCalendar:
    return read_calendar(data, "Europe/Copenhagen", WINDOW)


def only(found: ImportedCalendar) -> ImportedSeries:
    (series,) = found.series
    return series


def said(found: ImportedCalendar) -> list[tuple[int, str, bool]]:
    return [(problem.line, str(problem), problem.is_left_out) for problem in found.problems]


def slots(series: ImportedSeries, year: int = 2026) -> list[str]:
    """The first days of the year's slots, as month and day."""
    found = series.schedule.rule.slots(year, Calendar())  # type: ignore[union-attr, call-arg]
    return [f"{slot.span.start:%m-%d}" for slot in found]
