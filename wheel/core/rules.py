"""Rules: pure values that yield the slots of a calendar year.

Every rule's `slots(year, calendar)` gives slots sorted by start, no two with the same start, each starting in that
calendar year (it may run over New Year). Years are 1900 to 2100. A rule that cannot be right is refused when made,
with InvalidInputError.
"""
# ruff: noqa: ARG002 - every rule is handed the calendar; only some look at it.

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Literal

from wheel.core.bounds import require_between, require_choice, require_length
from wheel.core.calendar import Calendar, easter_sunday
from wheel.core.dates import DateSpan
from wheel.core.recurrence import check_recurrence, recurrence_days
from wheel.core.slots import Precision, Slot
from wheel.core.year_days import (
    EVERY_YEAR,
    DaysOfYear,
    IsoWeeks,
    WithoutWeek53,
    Years,
    iso_days,
    span_of_length,
)
from wheel.errors import InvalidInputError

Season = Literal["spring", "summer", "autumn", "winter"]
Third = Literal["primo", "medio", "ultimo"]

# Meteorological seasons: first and last month.
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_THIRDS = {"primo": (1, 10), "medio": (11, 20), "ultimo": (21, 31)}
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Closure(StrEnum):
    """A kind of day on which a recurrence may be told not to fall."""

    PUBLIC_HOLIDAYS = "public_holidays"
    OBSERVANCES = "observances"
    SCHOOL_HOLIDAYS = "school_holidays"
    CLOSING_DAYS = "closing_days"


@dataclass(frozen=True)
class RecurrenceRule:
    """An RFC 5545 recurrence rule of whole days, with the dates `added` to it and `left_out` of it (by first day).

    `start` need not match `rrule`: the first slot is the first matching day on or after it (unlike a DTSTART, which
    is always an occurrence). COUNT counts the days the rule gives, those left out or skipped included. A slot is
    skipped when any of its days is one of `skips`; an added date never is, for somebody asked for exactly that day.
    See `recurrence_days` for what is understood; `length_days` is 1 to 366.
    """

    rrule: str
    start: date
    length_days: int = 1
    added: tuple[date, ...] = ()
    left_out: tuple[date, ...] = ()
    skips: frozenset[Closure] = frozenset()

    def __post_init__(self) -> None:
        require_length(self.length_days)
        check_recurrence(self.rrule, self.start)
        object.__setattr__(self, "added", tuple(sorted(set(self.added))))
        object.__setattr__(self, "left_out", tuple(sorted(set(self.left_out))))
        both = set(self.added).intersection(self.left_out)
        if both:
            raise InvalidInputError("%(day)s is both added and left out: choose one.", field="added", day=min(both))

    def slots(self, year: int, calendar: Calendar) -> tuple[Slot, ...]:
        days = {day for day in recurrence_days(self.rrule, self.start, year) if not self._is_skipped(day, calendar)}
        days.difference_update(self.left_out)
        days.update(day for day in self.added if day.year == year)
        return tuple(Slot(span_of_length(day, self.length_days)) for day in sorted(days))

    def _is_skipped(self, first: date, calendar: Calendar) -> bool:
        span = span_of_length(first, self.length_days)
        return any(_falls_on(closure, day, calendar) for closure in self.skips for day in span.days())


def _falls_on(closure: Closure, day: date, calendar: Calendar) -> bool:
    match closure:
        case Closure.PUBLIC_HOLIDAYS:
            return calendar.public_holiday(day) is not None
        case Closure.OBSERVANCES:
            return calendar.observance(day) is not None
        case Closure.SCHOOL_HOLIDAYS:
            return calendar.school_holiday(day) is not None
        case Closure.CLOSING_DAYS:
            return calendar.closing_day(day) is not None


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


@dataclass(frozen=True)
class Window:
    """An imprecise time of the year, with the source's own `words` for it ("ultimo oktober", "foråret", "uge 26-27").

    The window says within which `days` it happens; it is drawn hatched and has no date. For weeks, `years` are ISO
    years.
    """

    precision: Precision
    words: str
    days: DaysOfYear | IsoWeeks
    years: Years = EVERY_YEAR

    def __post_init__(self) -> None:
        if self.precision is Precision.EXACT:
            raise InvalidInputError("A window cannot be exact: give the dates instead.", field="precision")
        if not self.words.strip():
            raise InvalidInputError('Give the window its words, such as "ultimo oktober".', field="words")

    @classmethod
    def of_year(cls, words: str, years: Years = EVERY_YEAR) -> Window:
        return cls(Precision.YEAR, words, _months(1, 12), years)

    @classmethod
    def of_half(cls, half: int, words: str, years: Years = EVERY_YEAR) -> Window:
        """Half-year 1 or 2."""
        require_between("half", half, 1, 2)
        return cls(Precision.HALF, words, _months(half * 6 - 5, half * 6), years)

    @classmethod
    def of_quarter(cls, quarter: int, words: str, years: Years = EVERY_YEAR) -> Window:
        """Quarter 1 to 4."""
        require_between("quarter", quarter, 1, 4)
        return cls(Precision.QUARTER, words, _months(quarter * 3 - 2, quarter * 3), years)

    @classmethod
    def of_season(cls, season: Season, words: str, years: Years = EVERY_YEAR) -> Window:
        """A meteorological season: spring is March to May; winter begins on 1 December and runs over New Year."""
        require_choice("season", season, tuple(_SEASONS))
        return cls(Precision.SEASON, words, _months(*_SEASONS[season]), years)

    @classmethod
    def of_month(cls, month: int, words: str, years: Years = EVERY_YEAR) -> Window:
        require_between("month", month, 1, 12)
        return cls(Precision.MONTH, words, _months(month, month), years)

    @classmethod
    def of_third(cls, third: Third, month: int, words: str, years: Years = EVERY_YEAR) -> Window:
        """ "primo" is the 1st to the 10th of the month, "medio" the 11th to the 20th, "ultimo" the rest."""
        require_between("month", month, 1, 12)
        require_choice("third", third, tuple(_THIRDS))
        first, last = _THIRDS[third]
        return cls(Precision.MONTH, words, DaysOfYear(month, first, month, min(last, _LAST_DAYS[month - 1])), years)

    @classmethod
    def of_week(cls, week: int, words: str, last_week: int | None = None, years: Years = EVERY_YEAR) -> Window:
        """An ISO week, or the weeks up to and including `last_week`. A year without week 53 has no window then."""
        return cls(Precision.WEEK, words, IsoWeeks(week, week if last_week is None else last_week), years)

    def slots(self, year: int, calendar: Calendar) -> tuple[Slot, ...]:
        return tuple(Slot(span, self.precision, self.words) for span in sorted(self.days.spans_of(year, self.years)))


def _months(first: int, last: int) -> DaysOfYear:
    return DaysOfYear(first, 1, last, _LAST_DAYS[last - 1])


Rule = RecurrenceRule | DateList | IsoWeekday | EasterOffset | YearlySpan | Window
