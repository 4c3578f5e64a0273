from datetime import date

import pytest
from local_calendar import LOCAL_CALENDAR
from rule_years import slots_between

from wheel.core.dates import DateSpan
from wheel.core.rules import RecurrenceRule
from wheel.core.slots import Precision
from wheel.core.terms import TermPart, TermWindow, term_of, years_of_term
from wheel.errors import InvalidInputError


@pytest.mark.parametrize(
    ("year", "first", "reason"),
    [
        (1900, 1898, "long before anything was planned"),
        (2017, 2014, "the fourth year, in which the next election is held"),
        (2018, 2018, "after the election of 21 November 2017"),
        (2021, 2018, "after the election of 16 November 2021 the old council still sits"),
        (2022, 2022, "the first year"),
        (2025, 2022, "election on 18 November 2025"),
        (2026, 2026, "and the next term"),
        (2040, 2038, "the third year"),
    ],
)
def test_a_term_is_four_calendar_years_from_the_january_after_the_election(year: int, first: int, reason: str) -> None:
    assert term_of(year) == DateSpan(date(first, 1, 1), date(first + 4, 1, 1))


def test_every_year_lies_in_its_own_term_at_the_place_that_its_number_says() -> None:
    for year in range(1900, 2101):
        (number,) = (number for number in range(1, 5) if years_of_term(number).include(year))
        assert term_of(year).start.year == year - number + 1


def test_elections_are_held_on_the_third_tuesday_of_november_in_the_fourth_year() -> None:
    rule = RecurrenceRule("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=3TU", date(2017, 1, 1))
    days = [slot.span.start for slot in slots_between(rule, 2020, 2040, LOCAL_CALENDAR)]
    # The days that the Act gives or the ministry has announced; the later ones counted by hand.
    assert days == [
        date(2021, 11, 16),
        date(2025, 11, 18),
        date(2029, 11, 20),
        date(2033, 11, 15),
        date(2037, 11, 17),
    ]
    assert all(years_of_term(4).include(day.year) for day in days)


@pytest.mark.parametrize(
    ("part", "first", "last", "reason"),
    [
        (TermPart.FIRST_HALF, date(2026, 1, 1), date(2027, 12, 31), "in the first half of the term"),
        (TermPart.SECOND_HALF, date(2028, 1, 1), date(2029, 12, 31), "in the second"),
        (TermPart.MIDWAY, date(2027, 10, 1), date(2028, 3, 31), "midtvejs i valgperioden"),
        (TermPart.WHOLE, date(2026, 1, 1), date(2029, 12, 31), "once in the term"),
    ],
)
def test_a_part_of_the_term_is_one_slot_a_term_in_the_year_it_begins(
    part: TermPart, first: date, last: date, reason: str
) -> None:
    slots = slots_between(TermWindow(part, reason), 2020, 2040, LOCAL_CALENDAR)
    (slot,) = (slot for slot in slots if term_of(slot.span.start.year) == term_of(2026))
    assert (slot.span, slot.precision, slot.words) == (DateSpan.of_days(first, last), Precision.YEAR, reason)
    starts = [slot.span.start.year for slot in slots]
    assert starts == list(range(starts[0], 2041, 4))
    assert starts[0] < 2024, "none is lost at the beginning"


def test_what_is_no_part_of_a_term_is_refused() -> None:
    for number in (0, 5):
        with pytest.raises(InvalidInputError, match="years 1 to 4"):
            years_of_term(number)
    with pytest.raises(InvalidInputError, match="words") as refusal:
        TermWindow(TermPart.MIDWAY, " ")
    assert refusal.value.field == "words"
