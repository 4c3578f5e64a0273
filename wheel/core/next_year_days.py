"""Local days again in another year: a first suggestion, made from where they lay before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from wheel.core.calendar import easter_sunday
from wheel.core.dates import ONE_DAY, DateSpan, month_day, weeks_in_iso_year
from wheel.core.local_days import LocalDays, LocalDaysKind

_WORKING_WEEK, _SATURDAY = 5, 6
_ASCENSION, _WHIT_MONDAY = 39, 50


class Basis(StrEnum):
    """What stays the same from one year to the next."""

    EASTER = "easter"
    SUMMER = "summer"
    DATES = "dates"
    WEEKS = "weeks"


@dataclass(frozen=True)
class Suggestion:
    """Days suggested for another year, and what they keep of those they are made from."""

    days: LocalDays
    basis: Basis


def suggest(days: LocalDays, year: int) -> Suggestion:
    """The days as they would lie if they began in `year`; for a person to look over.

    The schools' summer holiday begins on the last Saturday of June, as municipalities' published calendars have it, and
    ends in the same week. What lies round Easter, or on the days beside Ascension Day and Whit Sunday, follows Easter.
    What touches Christmas and New Year keeps its dates, and so do closing days of less than a working week. All else
    keeps its ISO weeks and weekdays; a week 53 that the year does not have becomes week 52.
    """
    basis = _basis(days)
    return Suggestion(replace(days, span=_span_in(days.span, year, basis), id="", version=1), basis)


def _span_in(span: DateSpan, year: int, basis: Basis) -> DateSpan:
    match basis:
        case Basis.EASTER:
            return span.moved_to(easter_sunday(year) + (span.start - easter_sunday(span.start.year)))
        case Basis.SUMMER:
            return DateSpan.of_days(_last_saturday_of_june(year), _same_week(span.last, year))
        case Basis.DATES:
            last_year = year + span.last.year - span.start.year
            return DateSpan.of_days(_same_date(span.start, year), _same_date(span.last, last_year))
        case Basis.WEEKS:
            return span.moved_to(_same_week(span.start, year))


def _basis(days: LocalDays) -> Basis:
    is_school_holiday = days.kind is LocalDaysKind.SCHOOL_HOLIDAY
    if is_school_holiday and days.span.start == _last_saturday_of_june(days.span.start.year):
        # One that goes on into the next year is no summer holiday.
        return Basis.SUMMER if days.span.last.month in (7, 8) else Basis.WEEKS
    if _lies_round_easter(days.span):
        return Basis.EASTER
    is_short = not is_school_holiday and days.span.day_count < _WORKING_WEEK
    return Basis.DATES if is_short or _touches_christmas(days.span) else Basis.WEEKS


def _last_saturday_of_june(year: int) -> date:
    last = date(year, 6, 30)
    return last - timedelta(days=(last.isoweekday() - _SATURDAY) % 7)


def _lies_round_easter(span: DateSpan) -> bool:
    easter = easter_sunday(span.start.year)
    holy_week = DateSpan.of_days(easter - timedelta(days=6), easter + ONE_DAY)
    spring = DateSpan.of_days(easter + timedelta(days=_ASCENSION), easter + timedelta(days=_WHIT_MONDAY + 1))
    is_short = span.day_count < _WORKING_WEEK
    return span.overlaps(holy_week) or (is_short and span.overlaps(spring) and not _holds_constitution_day(span))


def _holds_constitution_day(span: DateSpan) -> bool:
    """5 June, which is often a day off wherever Easter lies."""
    return span.contains(date(span.start.year, 6, 5))


def _touches_christmas(span: DateSpan) -> bool:
    year = span.start.year
    ends = (DateSpan.of_days(date(year, 12, 24), date(year + 1, 1, 1)), DateSpan.of_day(date(year, 1, 1)))
    return any(span.overlaps(end) for end in ends)


def _same_date(day: date, year: int) -> date:
    return month_day(year, day.month, day.day)


def _same_week(day: date, year: int) -> date:
    iso = day.isocalendar()
    # A week that begins in the old year and belongs to the new one stays so.
    iso_year = year + iso.year - day.year
    return date.fromisocalendar(iso_year, min(iso.week, weeks_in_iso_year(iso_year)), iso.weekday)
