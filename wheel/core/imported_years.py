"""In which years an event of a calendar file has days: one pass over its rule, and the work of all of them counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from wheel.core.recurrence_parts import RecurrenceParts, read_parts
from wheel.core.recurrence_sets import completed_from, sets_between
from wheel.core.rules import DateList, RecurrenceRule
from wheel.errors import RefusedError

MOST_LOOKED_AT: Final = 8_000_000
"""Periods and days that the rules of one import are tried on: a few seconds of work."""


class Effort:
    """What is left of the work that one import may ask for."""

    def __init__(self, most: int) -> None:
        self._left = most

    def take(self, count: int) -> None:
        """Raises RefusedError when there is none left."""
        self._left -= count
        if self._left < 0:
            raise RefusedError("The file's repeated events ask for too much work: import it in parts.")


def years_with_days(rule: DateList | RecurrenceRule, first: int, last: int, effort: Effort) -> tuple[int, ...]:
    """Those from `first` to `last`, in order. Raises RefusedError when `effort` is used up."""
    if isinstance(rule, DateList):
        return tuple(sorted({span.start.year for span in rule.spans if first <= span.start.year <= last}))
    years = {day.year for day in rule.added}
    left_out = set(rule.left_out)
    years.update(day.year for day in _given(rule, first, last, effort) if day not in left_out)
    return tuple(sorted(year for year in years if first <= year <= last))


def _given(rule: RecurrenceRule, first: int, last: int, effort: Effort) -> Iterator[date]:
    """The days of the rule until `last` is over, from `first` on or, where it counts its days, from its start on."""
    parts = completed_from(read_parts(rule.rrule), rule.start)
    begin = rule.start if parts.count is not None else max(rule.start, date(first, 1, 1))
    end = min(date(last, 12, 31), parts.until or date.max)
    if begin > end:
        return
    found, walked, year, price = 0, 0, first - 1, _days_tried(parts) + 1
    for one_set in sets_between(parts, rule.start, begin, end):
        walked += price
        effort.take(price)
        for day in one_set:
            if not begin <= day <= end:
                continue
            if parts.count is not None and day.year > year:
                # Whoever wants the dates of that year counts from the start again.
                effort.take(walked)
                year = day.year
            yield day
            found += 1
            if found == parts.count:
                return


def _days_tried(parts: RecurrenceParts) -> int:
    """At most how many days of a period are tried."""
    weekdays = len({weekday for _, weekday in parts.weekdays})
    in_month = len(parts.month_days) or 5 * weekdays or 31
    match parts.freq:
        case "DAILY":
            return 1
        case "WEEKLY":
            return weekdays or 7
        case "MONTHLY":
            return in_month
        case _ if parts.weeks:
            return 7 * len(parts.weeks)
        case _:
            return (len(parts.months) or 12) * in_month
