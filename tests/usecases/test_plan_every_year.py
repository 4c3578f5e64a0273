"""The sample municipality, planned for every year from 2020 to 2040, beside holidays worked out another way."""

from __future__ import annotations

from datetime import date, timedelta

from small_plan import MOMENT

from wheel.core.access import OPERATOR
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.store.database import Database
from wheel.store.local_days import add_local_days
from wheel.store.occurrences import occurrences_between
from wheel.usecases.load_sample import load_sample
from wheel.usecases.plan_year import plan_year, preview_plan
from wheel.usecases.sample_calendar import sample_days

YEARS = range(2020, 2041)
STORE_BEDEDAG_UNTIL = 2023
NO_MEETING_IN_JULY = 7


def test_every_year_is_planned_right(sqlite_database: Database) -> None:
    with sqlite_database.writing() as session:
        load_sample(session, OPERATOR, MOMENT)
        for year in (*range(2019, 2025), *range(2029, 2042)):
            for days in sample_days(year):
                add_local_days(session, days)
    for year in YEARS:
        with sqlite_database.writing() as session:
            plan_year(session, OPERATOR, year, MOMENT, publish=True)
        with sqlite_database.reading() as session:
            assert preview_plan(session, OPERATOR, year, MOMENT.today).is_empty, f"{year} is planned"
            # A policy may move what is asked for on 1 January into the year before.
            around = DateSpan(date(year - 1, 12, 1), date(year + 1, 1, 1))
            found = occurrences_between(session, OPERATOR, around, kinds=(Kind.MEETING,))
        own = [one for one in found if one.slot.start.year == year and not one.is_moved]
        check_year(year, sorted(own, key=lambda one: one.slot))


def check_year(year: int, planned: list[Occurrence]) -> None:
    meetings = [one for one in planned if one.status is Status.PLANNED]
    holidays = public_holidays(year - 1) | public_holidays(year)
    on_holidays = [one for one in meetings if one.span.start in holidays]
    assert on_holidays == [], year
    assert all(one.span.start.isoweekday() <= 5 for one in meetings), year
    council = days_of(meetings, "Kommunalbestyrelsesmøde")
    assert council == second_tuesdays(year), year
    committee = [one for one in meetings if one.title == "Økonomiudvalgsmøde"]
    assert [one.slot.start for one in committee] == [day - timedelta(days=7) for day in council], year
    moved = [one for one in committee if one.span != one.slot]
    assert all(one.slot.start in observances(year) | holidays and one.because for one in moved), year


def days_of(meetings: list[Occurrence], title: str) -> list[date]:
    return [one.span.start for one in meetings if one.title == title]


def second_tuesdays(year: int) -> list[date]:
    months = (month for month in range(1, 13) if month != NO_MEETING_IN_JULY)
    firsts = (date(year, month, 8) for month in months)
    return [first + timedelta(days=(1 - first.weekday()) % 7) for first in firsts]


def public_holidays(year: int) -> set[date]:
    easter = computus(year)
    offsets = [-3, -2, 0, 1, 39, 49, 50, *([26] if year <= STORE_BEDEDAG_UNTIL else [])]
    return {
        *(easter + timedelta(days=days) for days in offsets),
        date(year, 1, 1),
        date(year, 12, 25),
        date(year, 12, 26),
    }


def observances(year: int) -> set[date]:
    return {date(year, 5, 1), date(year, 6, 5), date(year, 12, 24), date(year, 12, 31)}


def computus(year: int) -> date:
    """Easter Sunday by Gauss's rule as corrected for the Gregorian calendar (Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    l_ = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * l_) // 451
    month, day = divmod(h + l_ - 7 * m + 114, 31)
    return date(year, month, day + 1)
