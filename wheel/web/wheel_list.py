"""The wheel's events as a list to read: by month and week, with the days off among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from flask_babel import format_date

from wheel.core.calendar import Calendar
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Occurrence
from wheel.usecases.show_wheel import WheelContent


@dataclass(frozen=True)
class DayOff:
    """A public holiday, or a school holiday (`is_school`), where it begins or where the period does."""

    name: str
    span: DateSpan
    is_school: bool


@dataclass
class ListedMonth:
    """`key` ("2026-03") names it in an address; `rows` are its events and days off, by day."""

    key: str
    name: str
    occurrences: list[Occurrence] = field(default_factory=list)
    rows: list[Occurrence | DayOff] = field(default_factory=list)


def months_of(content: WheelContent) -> tuple[ListedMonth, ...]:
    """The months of the period, in order. What began before the period stands in its first month."""
    span = content.period.span
    firsts = [day for day in span.days() if day.day == 1]
    months = {(first.year, first.month): ListedMonth(f"{first:%Y-%m}", _name(first, span)) for first in firsts}
    for one in content.occurrences:
        months[_month(one.span.start, span)].occurrences.append(one)
    for off in _days_off(content.calendar, span):
        months[_month(off.span.start, span)].rows.append(off)
    for month in months.values():
        # Days off come before what is held on the same day.
        month.rows = sorted([*month.rows, *month.occurrences], key=lambda row: max(row.span.start, span.start))
    return tuple(months.values())


def _month(day: date, span: DateSpan) -> tuple[int, int]:
    shown = max(day, span.start)
    return shown.year, shown.month


def _name(first: date, span: DateSpan) -> str:
    """With its year, where the period holds more than one."""
    is_one_year = span.start.year == span.last.year
    return str(format_date(first, "LLLL" if is_one_year else "LLLL y"))


def _days_off(calendar: Calendar, span: DateSpan) -> Iterable[DayOff]:
    for day, name in calendar.public_holidays.items():
        if span.contains(day):
            yield DayOff(name, DateSpan.of_day(day), is_school=False)
    for each in calendar.school_holidays:
        if each.span.overlaps(span):
            yield DayOff(each.name, each.span, is_school=True)
