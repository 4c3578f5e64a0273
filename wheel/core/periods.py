"""Periods: the spans of days that a wheel can show, each with the key that stands in its address."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wheel.core.dates import DateSpan
from wheel.errors import InvalidInputError, NotFoundError

FIRST_YEAR, LAST_YEAR = 1950, 2090
"""No wheel shows days outside these years."""

SCHOOL_MONTH = 8
"""A school year runs from 1 August to 31 July (folkeskoleloven § 14 a)."""


class Zoom(StrEnum):
    """How much of time fills the circle.

    ROLLING is twelve months from any month on. A BUDGET is two calendar years: the one in which a budget is prepared
    and adopted (by 15 October, kommunestyrelsesloven § 38), and the one that it is for.
    """

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    ROLLING = "rolling"
    SCHOOL = "school"
    BUDGET = "budget"


@dataclass(frozen=True)
class Period:
    """A span of whole months that a wheel shows, and how it was asked for."""

    zoom: Zoom
    span: DateSpan

    @classmethod
    def containing(cls, zoom: Zoom, day: date) -> Period:
        """The one that `day` lies in: the rolling one that starts with its month, the budget made in its year."""
        first = _FIRST_DAYS[zoom](day)
        return cls(zoom, DateSpan(first, _months_on(first, _MONTHS[zoom])))

    @property
    def key(self) -> str:
        """What stands in the address, such as "2026", "2026-H1", "2026-Q3", "2026-03" or "school-2026"."""
        first = self.span.start
        match self.zoom:
            case Zoom.YEAR:
                return f"{first.year}"
            case Zoom.HALF:
                return f"{first.year}-H{1 + first.month // 7}"
            case Zoom.QUARTER:
                return f"{first.year}-Q{1 + first.month // 3}"
            case Zoom.MONTH:
                return _month_key(first)
            case Zoom.ROLLING:
                return f"rolling-{_month_key(first)}"
            case Zoom.SCHOOL:
                return f"school-{first.year}"
            case Zoom.BUDGET:
                return f"budget-{first.year + 1}"

    @property
    def before(self) -> Period | None:
        """The one before; None where no wheel shows it. Rolling ones step by a month, budgets by a year."""
        return self._stepped(-1)

    @property
    def after(self) -> Period | None:
        return self._stepped(1)

    def focus(self, today: date) -> date:
        """The day that another zoom should be opened at: today where it is shown, else where this one begins."""
        return today if self.span.contains(today) else self.span.start

    def _stepped(self, by: int) -> Period | None:
        first = _months_on(self.span.start, by * _STEPS.get(self.zoom, _MONTHS[self.zoom]))
        span = DateSpan(first, _months_on(first, _MONTHS[self.zoom]))
        return Period(self.zoom, span) if is_shown(span) else None


def is_shown(span: DateSpan) -> bool:
    """Whether the span lies within the years that a wheel can show."""
    return span.start.year >= FIRST_YEAR and span.last.year <= LAST_YEAR


def period_from(key: str) -> Period:
    """The period with that key. Raises NotFoundError for what is no key, InvalidInputError for far years."""
    for pattern, zoom, first_day in _KEYS:
        found = pattern.fullmatch(key)
        if found:
            first = first_day(*map(int, found.groups()))
            if first is not None:
                return _within_reach(zoom, first)
    raise NotFoundError("There is no such period. Write a year, such as 2026, or a month, such as 2026-03.")


def _within_reach(zoom: Zoom, first: date) -> Period:
    span = DateSpan(first, _months_on(first, _MONTHS[zoom])) if first.year <= LAST_YEAR else None
    if span is None or not is_shown(span):
        raise InvalidInputError("Choose a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
    return Period(zoom, span)


_MONTHS = {
    Zoom.YEAR: 12,
    Zoom.HALF: 6,
    Zoom.QUARTER: 3,
    Zoom.MONTH: 1,
    Zoom.ROLLING: 12,
    Zoom.SCHOOL: 12,
    Zoom.BUDGET: 24,
}
_STEPS = {Zoom.ROLLING: 1, Zoom.BUDGET: 12}

_FIRST_DAYS: dict[Zoom, Callable[[date], date]] = {
    Zoom.YEAR: lambda day: date(day.year, 1, 1),
    Zoom.HALF: lambda day: date(day.year, 1 if day.month < 7 else 7, 1),
    Zoom.QUARTER: lambda day: date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
    Zoom.MONTH: lambda day: day.replace(day=1),
    Zoom.ROLLING: lambda day: day.replace(day=1),
    Zoom.SCHOOL: lambda day: date(day.year if day.month >= SCHOOL_MONTH else day.year - 1, SCHOOL_MONTH, 1),
    Zoom.BUDGET: lambda day: date(day.year, 1, 1),
}


def _months_on(first: date, count: int) -> date:
    """The first of the month `count` months after that of `first`."""
    years, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    return date(years, month + 1, 1)


def _month_key(first: date) -> str:
    return f"{first.year}-{first.month:02d}"


def _first_of(year: int, month: int = 1) -> date | None:
    return date(year, month, 1) if year >= 1 and 1 <= month <= 12 else None


_YEAR = r"([0-9]{4})"
_KEYS: tuple[tuple[re.Pattern[str], Zoom, Callable[..., date | None]], ...] = (
    (re.compile(_YEAR), Zoom.YEAR, _first_of),
    (re.compile(_YEAR + "-H([12])"), Zoom.HALF, lambda year, number: _first_of(year, number * 6 - 5)),
    (re.compile(_YEAR + "-Q([1-4])"), Zoom.QUARTER, lambda year, number: _first_of(year, number * 3 - 2)),
    (re.compile(_YEAR + "-([0-9]{2})"), Zoom.MONTH, _first_of),
    (re.compile(f"rolling-{_YEAR}-([0-9]{{2}})"), Zoom.ROLLING, _first_of),
    (re.compile(f"school-{_YEAR}"), Zoom.SCHOOL, lambda year: _first_of(year, SCHOOL_MONTH)),
    (re.compile(f"budget-{_YEAR}"), Zoom.BUDGET, lambda year: _first_of(year - 1)),
)
