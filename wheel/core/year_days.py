"""Days that come back every year: which years, from one day of the year to another, from one ISO week to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from wheel.core.bounds import require_between, require_choice
from wheel.core.dates import DateSpan, month_day, weeks_in_iso_year
from wheel.errors import InvalidInputError

WithoutWeek53 = Literal["skip", "last"]
"""What a rule for week 53 does in a year of 52 weeks: gives nothing, or takes the year's last week."""

_LEAP_YEAR = 2024


@dataclass(frozen=True)
class Years:
    """Every year, or from `first` to `last` (both included), or every so many years counted from `first`."""

    first: int | None = None
    last: int | None = None
    every: int = 1

    def __post_init__(self) -> None:
        require_between("every", self.every, 1, 100)
        if self.every > 1 and self.first is None:
            raise InvalidInputError("Say from which year every %(every)s years count.", field="first", every=self.every)
        if self.first is not None and self.last is not None and self.last < self.first:
            raise InvalidInputError("The last year must not be before the first.", field="last")

    def include(self, year: int) -> bool:
        if self.last is not None and year > self.last:
            return False
        return self.first is None or (year >= self.first and (year - self.first) % self.every == 0)


EVERY_YEAR = Years()


@dataclass(frozen=True)
class DaysOfYear:
    """From one day of the year to another, both included; over New Year if the last comes before the first.

    29 February becomes the 28th in a common year.
    """

    first_month: int
    first_day: int
    last_month: int
    last_day: int

    def __post_init__(self) -> None:
        _require_day("first", self.first_month, self.first_day)
        _require_day("last", self.last_month, self.last_day)

    def spans_of(self, year: int, years: Years) -> Iterator[DateSpan]:
        """The one span that starts in `year`, if those years include it."""
        if not years.include(year):
            return
        runs_over_new_year = (self.last_month, self.last_day) < (self.first_month, self.first_day)
        yield DateSpan.of_days(
            month_day(year, self.first_month, self.first_day),
            month_day(year + runs_over_new_year, self.last_month, self.last_day),
        )


@dataclass(frozen=True)
class IsoWeeks:
    """From one ISO 8601 week to another, both whole; into the next ISO year if the last comes before the first.

    A last week 53 is week 52 in a year without it; `without_week_53` says what a first week 53 is.
    """

    first: int
    last: int
    without_week_53: WithoutWeek53 = "skip"

    def __post_init__(self) -> None:
        require_between("first_week", self.first, 1, 53)
        require_between("last_week", self.last, 1, 53)
        require_choice("without_week_53", self.without_week_53, ("skip", "last"))

    def spans_of(self, year: int, years: Years) -> Iterator[DateSpan]:
        """The spans whose Monday falls in the calendar year `year`; `years` are ISO years."""
        for monday in iso_days(year, self.first, 1, years, self.without_week_53):
            iso_year = monday.isocalendar().year + (self.last < self.first)
            last_week = min(self.last, weeks_in_iso_year(iso_year))
            yield DateSpan.of_days(monday, date.fromisocalendar(iso_year, last_week, 7))


def iso_days(year: int, week: int, weekday: int, years: Years, without_week_53: WithoutWeek53) -> Iterator[date]:
    """The days in calendar year `year` that are this weekday of this week of one of those ISO years.

    Near New Year a week's days belong to the neighbouring calendar year, so a calendar year may hold none or two of
    them; over the years none is lost or counted twice.
    """
    for iso_year in (year - 1, year, year + 1):
        weeks = weeks_in_iso_year(iso_year)
        if not years.include(iso_year) or (week > weeks and without_week_53 == "skip"):
            continue
        day = date.fromisocalendar(iso_year, min(week, weeks), weekday)
        if day.year == year:
            yield day


def span_of_length(first: date, length_days: int) -> DateSpan:
    return DateSpan(first, first + timedelta(days=length_days))


def _require_day(which: str, month: int, day: int) -> None:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError as error:
        raise InvalidInputError(
            "There is no day %(day)s in month %(month)s.", field=f"{which}_day", day=day, month=month
        ) from error
