"""A municipality's calendar for the years 2019 to 2041, with school holidays and closing days as they commonly lie."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wheel.core.calendar import Calendar, danish_calendar
from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays, LocalDaysKind

YEARS = range(2019, 2042)


def independent_easter(year: int) -> date:
    """Easter Sunday by Butcher's computus: the Sunday after the ecclesiastical full moon, without the library."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    too_late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * too_late + 114, 31)
    return date(year, month, day + 1)


def of_week(year: int, week: int) -> DateSpan:
    """Its Saturday before to its Sunday."""
    monday = date.fromisocalendar(year, week, 1)
    return DateSpan.of_days(monday - timedelta(days=2), monday + timedelta(days=6))


def _local_days() -> Iterator[LocalDays]:
    for year in YEARS:
        summer = DateSpan.of_days(date.fromisocalendar(year, 26, 6), date.fromisocalendar(year, 32, 7))
        yield LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Vinterferie", of_week(year, 7))
        yield LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Sommerferie", summer)
        yield LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Efterårsferie", of_week(year, 42))
        christmas = DateSpan.of_days(date(year, 12, 24), date(year, 12, 31))
        yield LocalDays(LocalDaysKind.CLOSING_DAY, "Lukket mellem jul og nytår", christmas)


LOCAL_CALENDAR: Calendar = danish_calendar(YEARS, local=_local_days())
BARE_CALENDAR: Calendar = danish_calendar(YEARS)
