from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    Calendar,
    NamedSpan,
    danish_calendar,
    easter_sunday,
    require_known_year,
)
from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.errors import InvalidInputError

AUTUMN = LocalDays(
    LocalDaysKind.SCHOOL_HOLIDAY, "Efterårsferie", DateSpan.of_days(date(2026, 10, 10), date(2026, 10, 18))
)
SUMMER = LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Sommerferie", DateSpan.of_days(date(2026, 6, 27), date(2026, 8, 9)))
BETWEEN_THE_YEARS = LocalDays(
    LocalDaysKind.CLOSING_DAY, "Lukket mellem jul og nytår", DateSpan.of_days(date(2026, 12, 24), date(2026, 12, 31))
)
CALENDAR = danish_calendar(range(2023, 2028), local=[AUTUMN, SUMMER, BETWEEN_THE_YEARS])


@pytest.mark.parametrize(
    ("day", "is_working_day", "reason"),
    [
        (date(2026, 1, 1), False, "New Year's Day, a Thursday"),
        (date(2026, 1, 2), True, "an ordinary Friday"),
        (date(2026, 1, 3), False, "a Saturday"),
        (date(2026, 4, 2), False, "Maundy Thursday is a public holiday in Denmark"),
        (date(2026, 4, 6), False, "Easter Monday"),
        (date(2026, 5, 14), False, "Ascension Day"),
        (date(2026, 5, 15), True, "the day after Ascension is closed only where the place says so"),
        (date(2026, 5, 1), True, "1 May is an observance, not a public holiday"),
        (date(2026, 6, 5), True, "5 June is an observance too"),
        (date(2026, 10, 14), True, "people work in school holidays"),
        (date(2026, 12, 24), False, "a closing day here"),
        (date(2025, 12, 24), True, "24 December where no closing day was set"),
        (date(2023, 5, 5), False, "store bededag was still a public holiday in 2023"),
        (date(2024, 4, 26), True, "and was abolished from 2024"),
    ],
)
def test_working_days_are_weekdays_that_are_neither_public_holidays_nor_closing_days(
    day: date, is_working_day: bool, reason: str
) -> None:
    assert CALENDAR.is_working_day(day) is is_working_day


@pytest.mark.parametrize(
    ("day", "because", "reason"),
    [
        (date(2026, 4, 5), "Påskedag", "a public holiday, though a Sunday"),
        (date(2026, 12, 28), "Lukket mellem jul og nytår", "a closing day"),
        (date(2026, 12, 25), "Juledag", "both: the public holiday goes first"),
        (date(2026, 1, 3), None, "a weekend has no name"),
        (date(2026, 10, 14), None, "a school holiday closes nothing"),
    ],
)
def test_a_closed_day_says_why(day: date, because: str | None, reason: str) -> None:
    assert CALENDAR.closed_because(day) == because


def test_school_holidays_and_observances_have_their_names() -> None:
    assert CALENDAR.school_holiday(date(2026, 10, 18)) == "Efterårsferie"
    assert CALENDAR.school_holiday(date(2026, 10, 19)) is None
    assert CALENDAR.observance(date(2026, 6, 5)) == "Grundlovsdag"
    assert CALENDAR.observance(date(2026, 12, 25)) is None
    assert CALENDAR.closing_day(date(2026, 10, 14)) is None


def test_local_days_are_sorted_by_time() -> None:
    assert CALENDAR.school_holidays == (NamedSpan(SUMMER.name, SUMMER.span), NamedSpan(AUTUMN.name, AUTUMN.span))


@pytest.mark.parametrize("year", [2023, 2024, 2026, 2027])
def test_the_four_observances_of_a_year_are_no_public_holidays(year: int) -> None:
    found = [day for day in CALENDAR.observances if day.year == year]
    assert found == [date(year, 5, 1), date(year, 6, 5), date(year, 12, 24), date(year, 12, 31)]
    assert not CALENDAR.public_holidays.keys() & set(found)


def test_names_come_in_english_too_on_the_same_days() -> None:
    english = danish_calendar(range(2023, 2028), language="en")
    assert english.public_holiday(date(2026, 4, 5)) == "Easter Sunday"
    assert english.observance(date(2026, 6, 5)) == "Constitution Day"
    assert english.public_holidays.keys() == CALENDAR.public_holidays.keys()


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no names in 'de'"):
        danish_calendar(range(2026, 2027), language="de")


def test_the_neighbouring_years_come_along() -> None:
    calendar = danish_calendar(range(2026, 2027))
    assert calendar.public_holiday(date(2025, 12, 26)) == "Anden juledag"
    assert calendar.public_holiday(date(2027, 1, 1)) == "Nytårsdag"
    assert calendar.public_holiday(date(2028, 1, 1)) is None


@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
def test_the_calendar_knows_its_outermost_years(year: int) -> None:
    assert danish_calendar(range(year, year + 1)).public_holiday(easter_sunday(year)) == "Påskedag"


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_years_the_calendar_does_not_reach_are_refused(year: int) -> None:
    for ask in (require_known_year, easter_sunday, lambda outside: danish_calendar(range(outside, outside + 1))):
        with pytest.raises(InvalidInputError, match="from 1900 to 2100"):
            ask(year)


def test_no_years_and_no_days_make_an_empty_calendar() -> None:
    assert danish_calendar(range(0)) == Calendar()


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2008, date(2008, 3, 23)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_sunday_is_found_by_its_name(year: int, sunday: date) -> None:
    assert easter_sunday(year) == sunday


@given(st.integers(FIRST_YEAR, LAST_YEAR))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    sunday = easter_sunday(year)
    assert sunday.isoweekday() == 7
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)
