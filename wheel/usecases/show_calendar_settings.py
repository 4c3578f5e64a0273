"""Show a planner what is special about the days of a year, and what last year's local days would be in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer, require_planner
from wheel.core.calendar import FIRST_YEAR, LAST_YEAR, require_known_year
from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.next_year_days import Suggestion, suggest
from wheel.store.database import Session
from wheel.store.local_days import find_local_days, local_days_in
from wheel.store.organisation import load_calendar


@dataclass(frozen=True)
class NamedDay:
    """A day with a name of its own; `is_public_holiday` tells it from an observance."""

    day: date
    name: str
    is_public_holiday: bool


@dataclass(frozen=True)
class CalendarYear:
    """`school_holidays` and `closing_days` are those that touch the year; `days` are the public ones in it.

    `before` and `after` are the years beside it, None beyond those that the calendar knows. `can_copy`: last year has
    days that this year has not.
    """

    year: int
    before: int | None
    after: int | None
    school_holidays: tuple[LocalDays, ...]
    closing_days: tuple[LocalDays, ...]
    days: tuple[NamedDay, ...]
    can_copy: bool


def show_calendar_settings(session: Session, viewer: Viewer, year: int, language: str) -> CalendarYear:
    """Raises InvalidInputError for a year that the calendar does not reach. `language` is "da" or "en"."""
    require_planner(viewer)
    require_known_year(year)
    local = local_days_in(session, DateSpan.of_year(year))
    return CalendarYear(
        year=year,
        before=year - 1 if year > FIRST_YEAR else None,
        after=year + 1 if year < LAST_YEAR else None,
        school_holidays=tuple(days for days in local if days.kind is LocalDaysKind.SCHOOL_HOLIDAY),
        closing_days=tuple(days for days in local if days.kind is LocalDaysKind.CLOSING_DAY),
        days=_named_days(session, year, language),
        can_copy=bool(suggested_days(session, viewer, year)),
    )


def _named_days(session: Session, year: int, language: str) -> tuple[NamedDay, ...]:
    calendar = load_calendar(session, year, year, language)
    public = [NamedDay(day, name, is_public_holiday=True) for day, name in calendar.public_holidays.items()]
    others = [NamedDay(day, name, is_public_holiday=False) for day, name in calendar.observances.items()]
    return tuple(sorted((one for one in (*public, *others) if one.day.year == year), key=lambda one: one.day))


def suggested_days(session: Session, viewer: Viewer, year: int) -> tuple[Suggestion, ...]:
    """What began last year, as it would lie this year; without what this year has under the same name already."""
    require_planner(viewer)
    require_known_year(year)
    if year == FIRST_YEAR:
        return ()
    before, now = _beginning_in(session, year - 1), _beginning_in(session, year)
    there = {days.name.casefold() for days in now}
    found = (suggest(days, year) for days in before if days.name.casefold() not in there)
    return tuple(sorted(found, key=lambda one: one.days.span))


def _beginning_in(session: Session, year: int) -> list[LocalDays]:
    span = DateSpan.of_year(year)
    return [days for days in local_days_in(session, span) if days.span.start.year == year]


def show_local_days(session: Session, viewer: Viewer, days_id: str) -> LocalDays:
    """Raises NotFoundError."""
    require_planner(viewer)
    return find_local_days(session, days_id)
