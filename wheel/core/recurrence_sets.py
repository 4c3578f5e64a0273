"""The sets of days a recurrence rule gives, one for each period: a year, a month, a week or a day, by its FREQ.

Periods are numbered without gaps and part all days between them, so the sets near a year are found without going
through those before it.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from wheel.core.recurrence_parts import RecurrenceParts

_Condition = Callable[[date], bool]

_EVERY_MONTH = frozenset(range(1, 13))


def completed_from(parts: RecurrenceParts, start: date) -> RecurrenceParts:
    """The rule with what it leaves out taken from `start`, by RFC 5545 (DTSTART) and RFC 8984, section 4.3.3.1."""
    if parts.freq == "DAILY" or parts.weekdays or parts.month_days or parts.year_days:
        return parts
    if parts.freq == "WEEKLY" or parts.weeks:
        return replace(parts, weekdays=frozenset({(0, start.weekday())}))
    months = parts.months
    if parts.freq == "YEARLY" and not months:
        months = frozenset({start.month})
    return replace(parts, months=months, month_days=frozenset({start.day}))


def sets_between(parts: RecurrenceParts, start: date, first: date, last: date) -> Iterator[list[date]]:
    """The sets of the periods that hold the days from `first` to `last`, in order, INTERVAL counted from `start`."""
    begin = _period_of(parts, first)
    begin += (_period_of(parts, start) - begin) % parts.interval
    conditions = _conditions(parts)
    weekdays = frozenset(weekday for _, weekday in parts.weekdays)
    for number in range(begin, _period_of(parts, last) + 1, parts.interval):
        days = [date.fromordinal(day) for day in _days_of_period(parts, number, weekdays)]
        for condition in conditions:
            days = list(filter(condition, days))
        yield _at_positions(days, parts.positions) if parts.positions else days


def year_of_week(day: date, week_start: int) -> int:
    """The year that numbers the week of `day`: the one with at least four of its days, so that of the fourth."""
    return date.fromordinal(_first_of_week(day, week_start) + 3).year


def _at_positions(days: list[date], positions: frozenset[int]) -> list[date]:
    wanted = {position - 1 if position > 0 else len(days) + position for position in positions}
    return [day for place, day in enumerate(days) if place in wanted]


def _period_of(parts: RecurrenceParts, day: date) -> int:
    if parts.freq == "YEARLY":
        return year_of_week(day, parts.week_start) if parts.weeks else day.year
    if parts.freq == "MONTHLY":
        return day.year * 12 + day.month - 1
    if parts.freq == "WEEKLY":
        return _first_of_week(day, parts.week_start) // 7
    return day.toordinal()


def _days_of_period(parts: RecurrenceParts, number: int, weekdays: frozenset[int]) -> Iterable[int]:
    """The days of a period in order, as ordinals of `date`; many that cannot be wanted are left out already."""
    if parts.freq == "YEARLY" and parts.weeks:
        return _days_of_weeks(parts, number, weekdays)
    if parts.freq == "YEARLY":
        months = sorted(parts.months or _EVERY_MONTH)
        return chain.from_iterable(_days_of_month(parts, number, month, weekdays) for month in months)
    if parts.freq == "MONTHLY":
        return _days_of_month(parts, number // 12, number % 12 + 1, weekdays)
    if parts.freq == "WEEKLY":
        # Ordinal 1 is a Monday, so the ordinals of a week's first days leave the same rest as the weekday after it.
        first = number * 7 + (parts.week_start + 1) % 7
        return _on_weekdays(range(first, first + 7), weekdays)
    return [number]


def _days_of_month(parts: RecurrenceParts, year: int, month: int, weekdays: frozenset[int]) -> Iterable[int]:
    first = date(year, month, 1).toordinal()
    days = range(first, first + _length_of_month(year, month))
    if parts.month_days:
        return sorted({days[day - 1 if day > 0 else day] for day in parts.month_days if abs(day) <= len(days)})
    return _on_weekdays(days, weekdays)


def _days_of_weeks(parts: RecurrenceParts, year: int, weekdays: frozenset[int]) -> Iterator[int]:
    """The days of the wanted weeks that `year` numbers; the first and last may lie in the years beside it."""
    first = _first_of_week(date(year, 1, 4), parts.week_start)
    weeks = (_first_of_week(date(year + 1, 1, 4), parts.week_start) - first) // 7
    wanted = {week if week > 0 else weeks + 1 + week for week in parts.weeks}.intersection(range(1, weeks + 1))
    begins = (first + 7 * (week - 1) for week in sorted(wanted))
    return (day for begin in begins for day in _on_weekdays(range(begin, begin + 7), weekdays))


def _on_weekdays(days: range, weekdays: frozenset[int]) -> Iterable[int]:
    if not weekdays:
        return days
    return sorted(day for weekday in weekdays for day in days[(weekday + 1 - days.start) % 7 :: 7])


def _first_of_week(day: date, week_start: int) -> int:
    return day.toordinal() - (day.weekday() - week_start) % 7


def _conditions(parts: RecurrenceParts) -> list[_Condition]:
    """What a day must satisfy, all of it, whichever of the parts expand and whichever limit."""
    conditions: list[_Condition] = []
    if parts.months:
        conditions.append(lambda day: day.month in parts.months)
    if parts.year_days:
        conditions.append(lambda day: _counts_as(_day_of_year(day), _length_of_year(day.year), parts.year_days))
    if parts.month_days:
        conditions.append(lambda day: _counts_as(day.day, _length_of_month(day.year, day.month), parts.month_days))
    if parts.weekdays:
        conditions.append(_weekday_condition(parts))
    return conditions


def _counts_as(place: int, length: int, wanted: frozenset[int]) -> bool:
    """Whether the `place` among `length`, counted from the beginning or (negative) from the end, is wanted."""
    return place in wanted or place - length - 1 in wanted


def _weekday_condition(parts: RecurrenceParts) -> _Condition:
    """A list of weekdays is a union: "MO,2TU" is every Monday, and the second Tuesday."""
    every = frozenset(weekday for ordinal, weekday in parts.weekdays if not ordinal)
    if len(every) == len(parts.weekdays):
        return lambda day: day.weekday() in every
    in_year = parts.freq == "YEARLY" and not parts.months

    def is_wanted(day: date) -> bool:
        weekday = day.weekday()
        from_start, from_end = _ordinals_in_year(day) if in_year else _ordinals_in_month(day)
        return weekday in every or not parts.weekdays.isdisjoint({(from_start, weekday), (from_end, weekday)})

    return is_wanted


def _ordinals_in_year(day: date) -> tuple[int, int]:
    place = _day_of_year(day)
    return (place - 1) // 7 + 1, -((_length_of_year(day.year) - place) // 7 + 1)


def _ordinals_in_month(day: date) -> tuple[int, int]:
    return (day.day - 1) // 7 + 1, -((_length_of_month(day.year, day.month) - day.day) // 7 + 1)


def _day_of_year(day: date) -> int:
    return day.toordinal() - date(day.year, 1, 1).toordinal() + 1


def _length_of_year(year: int) -> int:
    return 365 + isleap(year)


def _length_of_month(year: int, month: int) -> int:
    return monthrange(year, month)[1]
