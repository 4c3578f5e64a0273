"""Rules of real municipalities, for every year from 2020 to 2040."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_calendar import BARE_CALENDAR, LOCAL_CALENDAR, independent_easter
from random_rules import standalone_rules
from rule_years import slots_between

from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.relative import (
    Anchor,
    EveryNth,
    FirstAfter,
    Offset,
    RelativeRule,
    SchoolHolidayRule,
    Unit,
    WeekdayOffset,
)
from wheel.core.rules import EasterOffset, IsoWeekday, RecurrenceRule, StandaloneRule
from wheel.core.schedule import Schedule
from wheel.core.windows import Window

ALL_YEARS = range(2020, 2041)
WITH_WEEK_53 = {2020, 2026, 2032, 2037}
FIRST_TUESDAYS = RecurrenceRule("FREQ=MONTHLY;BYDAY=1TU", date(2015, 1, 1))


def days_of(rule: StandaloneRule) -> list[date]:
    return [slot.span.start for slot in slots_between(rule, 2020, 2040, LOCAL_CALENDAR)]


def first_monday(year: int) -> date:
    """The Monday of the week that holds 4 January, which is week 1."""
    fourth = date(year, 1, 4)
    return fourth - timedelta(days=fourth.weekday())


def holidays_of(year: int) -> set[date]:
    """Denmark's public holidays by the law, counted here; the general prayer day was last kept in 2023."""
    from_easter = [-3, -2, 0, 1, 39, 49, 50, *([26] if year < 2024 else [])]
    movable = {independent_easter(year) + timedelta(days=days) for days in from_easter}
    return movable | {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}


HOLIDAYS = {day for year in range(2018, 2043) for day in holidays_of(year)}


def is_worked(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


# Rules that stand alone


@pytest.mark.parametrize(
    ("rule", "expected", "reason"),
    [
        (IsoWeekday(42, 4), lambda year: first_monday(year) + timedelta(weeks=41, days=3), "Thursday in week 42"),
        (IsoWeekday(7, 1), lambda year: first_monday(year) + timedelta(weeks=6), "Monday in week 7"),
        (EasterOffset(-3), lambda year: independent_easter(year) - timedelta(days=3), "Maundy Thursday"),
        (EasterOffset(39), lambda year: independent_easter(year) + timedelta(days=39), "Ascension"),
        (EasterOffset(50), lambda year: independent_easter(year) + timedelta(days=50), "Whit Monday"),
        (Window.of_week(26, "uge 26-27", 27), lambda year: first_monday(year) + timedelta(weeks=25), "weeks 26-27"),
        (Window.of_quarter(1, "ultimo 1. kvartal", third="ultimo"), lambda year: date(year, 3, 1), "March"),
        (
            SchoolHolidayRule("Sommerferie", "after", words="efter sommerferien"),
            lambda year: first_monday(year) + timedelta(weeks=32),
            "the schools begin in week 33",
        ),
        (
            RecurrenceRule("FREQ=YEARLY;BYMONTH=8;BYDAY=-1TH", date(2015, 1, 1)),
            lambda year: max(date(year, 8, day) for day in range(25, 32) if date(year, 8, day).weekday() == 3),
            "the last Thursday of August, the budget seminar",
        ),
    ],
)
def test_once_a_year_on_the_day_that_is_counted_by_hand(
    rule: StandaloneRule, expected: Callable[[int], date], reason: str
) -> None:
    assert days_of(rule) == [expected(year) for year in ALL_YEARS]


@pytest.mark.parametrize(
    ("rule", "days", "reason"),
    [
        (IsoWeekday(42, 4), {date(2026, 10, 15), date(2028, 10, 19), date(2032, 10, 14)}, "53 weeks; leap; both"),
        (
            EasterOffset(0),
            {date(2026, 4, 5), date(2028, 4, 16), date(2035, 3, 25), date(2038, 4, 25)},
            "early and late",
        ),
        (IsoWeekday(1, 1), {date(2020, 12, 28) + timedelta(weeks=1), date(2024, 12, 30)}, "week 1 after week 53"),
    ],
)
def test_days_that_can_be_looked_up(rule: StandaloneRule, days: set[date], reason: str) -> None:
    assert days.issubset(days_of(rule))


@pytest.mark.parametrize("weekday", range(1, 8))
def test_week_53_is_there_when_the_year_has_one(weekday: int) -> None:
    skipping = IsoWeekday(53, weekday)
    lasting = IsoWeekday(53, weekday, without_week_53="last")
    iso_years = {day.isocalendar().year for day in days_of(skipping)}
    assert iso_years == {year for year in WITH_WEEK_53 if date.fromisocalendar(year, 53, weekday).year <= 2040}
    weeks = {day.isocalendar().year: day.isocalendar().week for day in days_of(lasting)}
    assert all(week == (53 if year in WITH_WEEK_53 else 52) for year, week in weeks.items())
    assert set(range(2020, 2040)) <= set(weeks)


def test_even_weeks_stay_even_past_a_year_of_53_weeks_only_when_they_are_named() -> None:
    even = ",".join(str(week) for week in range(2, 53, 2))
    named = RecurrenceRule(f"FREQ=YEARLY;BYWEEKNO={even};BYDAY=WE", date(2020, 1, 1))
    every_other = RecurrenceRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", date(2020, 1, 8))
    assert all(day.isocalendar().week % 2 == 0 for day in days_of(named))
    assert {day.isocalendar().year for day in days_of(every_other) if day.isocalendar().week % 2} >= {2021, 2026, 2033}


# Policies


def test_the_public_holidays_are_those_of_the_law() -> None:
    for year in ALL_YEARS:
        assert {day for day in BARE_CALENDAR.public_holidays if day.year == year} == holidays_of(year)


@pytest.mark.parametrize(
    ("action", "step"), [(HolidayAction.EARLIER_WORKING_DAY, -1), (HolidayAction.LATER_WORKING_DAY, 1)]
)
@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (RecurrenceRule("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5", date(2020, 1, 1)), "5 June"),
        (RecurrenceRule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", date(2020, 1, 1)), "24 December"),
        (RecurrenceRule("FREQ=WEEKLY;BYDAY=TH", date(2020, 1, 1)), "Thursdays: Ascension, Maundy Thursday, Christmas"),
        (RecurrenceRule("FREQ=MONTHLY;BYMONTHDAY=1", date(2020, 1, 1)), "the 1st, weekends and New Year's Day too"),
    ],
)
def test_meetings_move_to_the_nearest_day_that_is_worked(
    action: HolidayAction, step: int, rule: RecurrenceRule, reason: str
) -> None:
    def is_open(day: date) -> bool:
        return is_worked(day) and (day.month, day.day) not in {(5, 1), (6, 5), (12, 24), (12, 31)}

    schedule = Schedule(rule, HolidayPolicy(action, frozenset({Closure.PUBLIC_HOLIDAYS, Closure.OBSERVANCES})))
    for year in ALL_YEARS:
        for proposal in schedule.proposals(year, BARE_CALENDAR):
            tried = (proposal.slot.span.start + timedelta(days=step * days) for days in count())
            assert proposal.span == DateSpan.of_day(next(filter(is_open, tried)))


@pytest.mark.parametrize(
    ("rrule", "met", "reason"),
    [
        ("FREQ=MONTHLY;BYDAY=1FR;BYMONTH=6", {2020, 2026, 2037}, "5 June, a Friday"),
        (
            "FREQ=MONTHLY;BYDAY=4TH;BYMONTH=12",
            {2020, 2026, 2037} | {2025, 2031, 2036} | {2024, 2030},
            "24, 25 or 26 December, a Thursday",
        ),
        ("FREQ=MONTHLY;BYDAY=2TH;BYMONTH=5", {2021, 2024, 2026, 2029, 2037, 2040}, "Ascension"),
    ],
)
def test_years_in_which_a_holiday_meets_the_rule(rrule: str, met: set[int], reason: str) -> None:
    policy = HolidayPolicy(HolidayAction.NEXT_WEEK, frozenset({Closure.PUBLIC_HOLIDAYS, Closure.OBSERVANCES}))
    schedule = Schedule(RecurrenceRule(rrule, date(2020, 1, 1)), policy)
    proposals = [one for year in ALL_YEARS for one in schedule.proposals(year, BARE_CALENDAR)]
    moved = {one.slot.span.start.year for one in proposals if one.span != one.slot.span}
    assert moved == met
    assert all(one.span.start.weekday() == one.slot.span.start.weekday() for one in proposals)
    assert all(bool(one.because) == (one.span != one.slot.span) for one in proposals)


# Rules that count from the council's meetings, on the first Tuesday of each month


def council_around(year: int) -> list[Anchor]:
    proposals = (
        one for each in (year - 1, year, year + 1) for one in Schedule(FIRST_TUESDAYS).proposals(each, BARE_CALENDAR)
    )
    return [Anchor.proposed(proposal) for proposal in proposals]


def counted_from_council(rule: RelativeRule) -> list[date]:
    found = (rule.proposals(year, BARE_CALENDAR, {"raad": council_around(year)}) for year in ALL_YEARS)
    return [proposal.slot.span.start for proposals in found for proposal in proposals]


def meetings(first_year: int = 2020, last_year: int = 2040) -> list[date]:
    days = (
        date(year, month, day)
        for year in range(first_year, last_year + 1)
        for month in range(1, 13)
        for day in range(1, 8)
    )
    return [day for day in days if day.weekday() == 1]


def in_years(days: list[date]) -> list[date]:
    return [day for day in days if day.year in ALL_YEARS]


def test_the_agenda_goes_out_four_working_days_before() -> None:
    def fourth_before(day: date) -> date:
        worked = (day - timedelta(days=days) for days in count(1) if is_worked(day - timedelta(days=days)))
        return [next(worked) for _ in range(4)][-1]

    rule = RelativeRule("raad", Offset(4, Unit.WORKING_DAYS, "before"))
    assert counted_from_council(rule) == in_years([fourth_before(day) for day in meetings(2020, 2041)])


def test_the_friday_before_is_the_friday_before_in_every_year_good_friday_included() -> None:
    fridays = counted_from_council(RelativeRule("raad", WeekdayOffset(5, "before")))
    assert fridays == in_years([day - timedelta(days=4) for day in meetings(2020, 2041)])
    good_fridays = {independent_easter(year) - timedelta(days=2) for year in ALL_YEARS}
    assert [day.year for day in fridays if day in good_fridays] == [2021, 2024, 2026, 2029, 2037, 2040]


def test_the_first_meeting_after_1_october_is_in_november_where_that_day_is_the_meetings() -> None:
    days = counted_from_council(RelativeRule("raad", Offset(0, Unit.DAYS, "before"), FirstAfter(10, 1)))
    assert days == [min(day for day in meetings(year, year) if day > date(year, 10, 1)) for year in ALL_YEARS]
    assert [day.year for day in days if day.month == 11] == [2024, 2030]


def test_every_fourth_meeting_is_in_april_august_and_december() -> None:
    days = counted_from_council(RelativeRule("raad", Offset(0, Unit.DAYS, "before"), EveryNth(4)))
    assert [(day.year, day.month) for day in days] == [(year, month) for year in ALL_YEARS for month in (4, 8, 12)]


# Whatever the rule


@given(standalone_rules, st.integers(2020, 2035))
def test_every_rule_gives_sorted_slots_with_unique_starts_in_the_year(rule: StandaloneRule, first: int) -> None:
    for year in range(first, first + 5):
        assert all(slot.span.start.year == year for slot in rule.slots(year, LOCAL_CALENDAR))
    starts = [slot.span.start for slot in slots_between(rule, first, first + 4, LOCAL_CALENDAR)]
    assert all(one < other for one, other in pairwise(starts))
