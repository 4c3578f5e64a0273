"""The recurrence rules that people make: which ones have everyday words, and how each is written in RFC 5545."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from wheel.core.calendar import LAST_YEAR
from wheel.core.recurrence import recurrence_days
from wheel.core.recurrence_parts import RecurrenceParts, read_parts
from wheel.core.recurrence_sets import completed_from

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST_WEEKS = 53

Nth = tuple[int, int]
"""Which one in the month (1 to 5, -1 the last, -2 the last but one) and which weekday (1 is Monday)."""


@dataclass(frozen=True)
class Weekly:
    """Those weekdays (1 is Monday) of every week, or of every so many."""

    weekdays: tuple[int, ...]
    interval: int = 1

    @property
    def rrule(self) -> str:
        return f"FREQ=WEEKLY{_interval(self.interval)};BYDAY={_codes(self.weekdays)}"


@dataclass(frozen=True)
class AlternateWeeks:
    """Those weekdays of every ISO week with an even, or an odd, number."""

    weekdays: tuple[int, ...]
    is_even: bool

    @property
    def rrule(self) -> str:
        weeks = range(2 if self.is_even else 1, _MOST_WEEKS + 1, 2)
        return f"FREQ=YEARLY;BYWEEKNO={_commas(weeks)};BYDAY={_codes(self.weekdays)}"


@dataclass(frozen=True)
class MonthlyWeekdays:
    """Those weekdays, such as the third Thursday, of every month, of some months, or of every so many months."""

    nths: tuple[Nth, ...]
    months: tuple[int, ...] = ()
    interval: int = 1

    @property
    def rrule(self) -> str:
        return f"FREQ=MONTHLY{_interval(self.interval)};BYDAY={_nths(self.nths)}{_months(self.months)}"


@dataclass(frozen=True)
class MonthlyDays:
    """Those days of the month (-1 is the last) of every month, of some months, or of every so many months."""

    days: tuple[int, ...]
    months: tuple[int, ...] = ()
    interval: int = 1

    @property
    def rrule(self) -> str:
        return f"FREQ=MONTHLY{_interval(self.interval)};BYMONTHDAY={_commas(self.days)}{_months(self.months)}"


@dataclass(frozen=True)
class YearlyWeekdays:
    """Those weekdays of one month, every year or every so many years."""

    nths: tuple[Nth, ...]
    month: int
    interval: int = 1

    @property
    def rrule(self) -> str:
        return f"FREQ=YEARLY{_interval(self.interval)};BYMONTH={self.month};BYDAY={_nths(self.nths)}"


@dataclass(frozen=True)
class YearlyDay:
    """A day of a month, every year or every so many years."""

    month: int
    day: int
    interval: int = 1

    @property
    def rrule(self) -> str:
        return f"FREQ=YEARLY{_interval(self.interval)};BYMONTH={self.month};BYMONTHDAY={self.day}"


Everyday = Weekly | AlternateWeeks | MonthlyWeekdays | MonthlyDays | YearlyWeekdays | YearlyDay


def everyday(rrule: str, start: date) -> Everyday | None:
    """What people would call a checked recurrence rule that begins at `start`; None if they have no words for it.

    The rule may be written in any way: `everyday(...).rrule` means the same, in the order that is written here.
    """
    meaning = _meaning(rrule, start)
    return next((found for found in _guesses(meaning) if _meaning(found.rrule, start) == meaning), None)


def _meaning(rrule: str, start: date) -> RecurrenceParts:
    """The rule's parts; those of several months of every year are the same as those of these months."""
    parts = completed_from(read_parts(rrule), start)
    has_months = len(parts.months) > 1 and not (parts.weeks or parts.year_days or parts.positions)
    if parts.freq == "YEARLY" and parts.interval == 1 and has_months:
        return replace(parts, freq="MONTHLY")
    return parts


def _guesses(parts: RecurrenceParts) -> Iterator[Everyday]:
    """The only shapes that could mean these parts, whatever else the parts say."""
    weekdays = tuple(sorted(weekday + 1 for nth, weekday in parts.weekdays if nth == 0))
    nths = in_order((nth, weekday + 1) for nth, weekday in parts.weekdays if nth in ORDINALS)
    months, days = tuple(sorted(parts.months)), days_in_order(day for day in parts.month_days if day >= -1)
    if parts.freq == "WEEKLY" and weekdays:
        yield Weekly(weekdays, parts.interval)
    if parts.weeks and weekdays:
        yield AlternateWeeks(weekdays, is_even=2 in parts.weeks)
    if parts.freq == "MONTHLY":
        yield from [MonthlyWeekdays(nths, months, parts.interval)] if nths else []
        yield from [MonthlyDays(days, months, parts.interval)] if days else []
    if parts.freq == "YEARLY" and len(months) == 1:
        yield from [YearlyWeekdays(nths, months[0], parts.interval)] if nths else []
        yield from [YearlyDay(months[0], day, parts.interval) for day in days[:1]]


def first_day(rrule: str, start: date) -> date:
    """The first day that a checked recurrence rule gives."""
    years = range(start.year, LAST_YEAR + 1)
    return next(day for year in years for day in recurrence_days(rrule, start, year)[:1])


ORDINALS = (1, 2, 3, 4, 5, -2, -1)
"""Which ones of a month have a name, in the order in which they come."""


def in_order(nths: Iterable[Nth]) -> tuple[Nth, ...]:
    return tuple(sorted(nths, key=lambda nth: (ORDINALS.index(nth[0]), nth[1])))


def days_in_order(days: Iterable[int]) -> tuple[int, ...]:
    """Those counted from the first of the month before those counted from its last."""
    return tuple(sorted(days, key=lambda day: (day < 0, day)))


def _interval(interval: int) -> str:
    return "" if interval == 1 else f";INTERVAL={interval}"


def _months(months: tuple[int, ...]) -> str:
    return f";BYMONTH={_commas(months)}" if months else ""


def _codes(weekdays: tuple[int, ...]) -> str:
    return ",".join(_CODES[weekday - 1] for weekday in weekdays)


def _nths(nths: tuple[Nth, ...]) -> str:
    return ",".join(f"{nth}{_CODES[weekday - 1]}" for nth, weekday in nths)


def _commas(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))
