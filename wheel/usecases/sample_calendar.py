"""The sample municipality's own days: school holidays as most municipalities lay them, and its closing days."""

from __future__ import annotations

from datetime import date, timedelta

from wheel.core.calendar import easter_sunday
from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays, LocalDaysKind

SATURDAY, SUNDAY = 6, 7


def sample_days(year: int) -> tuple[LocalDays, ...]:
    """The school holidays and closing days that begin in `year`."""
    easter = easter_sunday(year)
    ascension = easter + timedelta(days=39)
    return (
        _school("Vinterferie", _week_with_weekends(year, 7)),
        _school("Påskeferie", DateSpan.of_days(easter - timedelta(days=8), easter + timedelta(days=1))),
        _school("Sommerferie", DateSpan.of_days(_last_saturday_of_june(year), date.fromisocalendar(year, 32, SUNDAY))),
        _school("Efterårsferie", _week_with_weekends(year, 42)),
        _school("Juleferie", DateSpan.of_days(_saturday_before_christmas(year), date(year + 1, 1, 3))),
        _closed("Dagen efter Kristi himmelfart", DateSpan.of_day(ascension + timedelta(days=1))),
        _closed("Lukket mellem jul og nytår", DateSpan.of_days(date(year, 12, 24), date(year, 12, 31))),
    )


def _week_with_weekends(year: int, week: int) -> DateSpan:
    """An ISO week with the Saturday and Sunday before it."""
    monday = date.fromisocalendar(year, week, 1)
    return DateSpan.of_days(monday - timedelta(days=2), monday + timedelta(days=6))


def _last_saturday_of_june(year: int) -> date:
    last = date(year, 6, 30)
    return last - timedelta(days=(last.isoweekday() - SATURDAY) % 7)


def _saturday_before_christmas(year: int) -> date:
    day = date(year, 12, 22)
    return day - timedelta(days=(day.isoweekday() - SATURDAY) % 7)


def _school(name: str, span: DateSpan) -> LocalDays:
    return LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, name, span)


def _closed(name: str, span: DateSpan) -> LocalDays:
    return LocalDays(LocalDaysKind.CLOSING_DAY, name, span)
