"""Rules: pure values that yield the slots of a calendar year.

Every standalone rule's `slots(year, calendar)` gives slots sorted by start, no two with the same start, each starting
in that calendar year (it may run over New Year). Years are 1900 to 2100. A rule that cannot be right is refused when
made, with InvalidInputError.
"""
# ruff: noqa: ARG002 - every rule is handed the calendar; only some look at it.

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from wheel.core.bounds import require_between, require_choice, require_length
from wheel.core.calendar import Calendar, easter_sunday
from wheel.core.claims import CountRule
from wheel.core.dates import DateSpan
from wheel.core.recurrence import check_recurrence, recurrence_days
from wheel.core.relative import RelativeRule, SchoolHolidayRule
from wheel.core.slots import Slot
from wheel.core.terms import TermWindow
from wheel.core.windows import Window
from wheel.core.year_days import (
    EVERY_YEAR,
    DaysOfYear,
    WithoutWeek53,
    Years,
    iso_days,
    span_of_length,
)
from wheel.errors import InvalidInputError


@dataclass(frozen=True)
class RecurrenceRule:
    """An RFC 5545 recurrence rule of whole days, with the dates `added` to it and `left_out` of it (by first day).

    `start` need not match `rrule`: the first slot is the first matching day on or after it (unlike a DTSTART, which
    is always an occurrence). COUNT counts the days the rule gives, those left out included. See
    `recurrence_days` for what is understood; `length_days` is 1 to 366.
    """

    rrule: str
    start: date
    length_days: int = 1
    added: tuple[date, ...] = ()
    left_out: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        require_length(self.length_days)
        check_recurrence(self.rrule, self.start)
        object.__setattr__(self, "added", tuple(sorted(set(self.added))))
        object.__setattr__(self, "left_out", tuple(sorted(set(self.left_out))))
        both = set(self.added).intersection(self.left_out)
        if both:
            raise InvalidInputError("%(day)s is both added and left out: choose one.", field="added", day=min(both))

    def slots(self, year: int, calendar: Calendar) -> tuple[Slot, ...]:
        days = set(recurrence_days(self.rrule, self.start, year)).difference(self.left_out)
        days.update(day for day in self.added if day.year == year)
        return tuple(Slot(span_of_length(day, self.length_days)) for day in sorted(days))


@dataclass(frozen=True)
class DateList:
    """Fixed dates, in any order. None at all is allowed: it is known to happen, but no date is."""

    spans: tuple[DateSpan, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "spans", tuple(sorted(self.spans)))
        for span, following in pairwise(self.spans):
            if span.start == following.start:
                raise InvalidInputError(
                    "Two of the dates begin on %(day)s: keep one of them.", field="dates", day=span.start
                )

    def slots(self, year: int, calendar: Calendar) -> tuple[Slot, ...]:
        return tuple(Slot(span) for span in self.spans if span.start.year == year)


@dataclass(frozen=True)
class IsoWeekday:
    """A weekday (1 is Monday, 7 Sunday) of an ISO 8601 week: "Thursday in week 42". `years` are ISO years.

    The date belongs to the calendar year it falls in: Monday of 2026's week 1 is 29 December 2025.
    """

    week: int
    weekday: int
    length_days: int = 1
    without_week_53: WithoutWeek53 = "skip"
    years: Years = EVERY_YEAR

    def __post_init__(self) -> None:
        require_between("week", self.week, 1, 53)
        require_between("weekday", self.weekday, 1, 7)
        require_length(self.length_days)
        require_choice("without_week_53", self.without_week_53, ("skip", "last"))

    def slots(self, year: int, calendar: Calendar) -> tuple[Slot, ...]:
        days = iso_days(year, self.week, self.weekday, self.years, self.without_week_53)
        return tuple(Slot(span_of_length(day, self.length_days)) for day in sorted(days))


@dataclass(frozen=True)
class EasterOffset:
    """So many days after Easter Sunday, or before it if negative: -80 to 200, which stays in Easter's own year."""

    days: int
    length_days: int = 1
    years: Years = EVERY_YEAR

    def __post_init__(self) -> None:
        # The earliest Easter Sunday is 22 March, the 81st day of a common year.
        require_between("days", self.days, -80, 200)
        require_length(self.length_days)

    def slots(self, year: int, calendar: Calendar) -> tuple[Slot, ...]:
        if not self.years.include(year):
            return ()
        return (Slot(span_of_length(easter_sunday(year) + timedelta(days=self.days), self.length_days)),)


@dataclass(frozen=True)
class YearlySpan:
    """The same days each year, both ends included; over New Year if the last comes before the first.

    29 February becomes the 28th in a common year.
    """

    first_month: int
    first_day: int
    last_month: int
    last_day: int
    years: Years = EVERY_YEAR

    def __post_init__(self) -> None:
        self._days()

    def slots(self, year: int, calendar: Calendar) -> tuple[Slot, ...]:
        return tuple(Slot(span) for span in self._days().spans_of(year, self.years))

    def _days(self) -> DaysOfYear:
        return DaysOfYear(self.first_month, self.first_day, self.last_month, self.last_day)


StandaloneRule = (
    RecurrenceRule
    | DateList
    | IsoWeekday
    | EasterOffset
    | YearlySpan
    | Window
    | SchoolHolidayRule
    | TermWindow
    | CountRule
)
"""A rule whose slots need only the calendar; a RelativeRule needs another series' occurrences too."""

Rule = StandaloneRule | RelativeRule
