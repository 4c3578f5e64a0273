from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_years import slots_between

from wheel.core.calendar import Calendar, easter_sunday
from wheel.core.dates import DateSpan, weeks_in_iso_year
from wheel.core.rules import (
    DateList,
    EasterOffset,
    IsoWeekday,
    StandaloneRule,
    YearlySpan,
)
from wheel.core.year_days import Years
from wheel.errors import InvalidInputError

NO_CALENDAR = Calendar()


def days_of(rule: StandaloneRule, year: int, calendar: Calendar = NO_CALENDAR) -> list[date]:
    return [slot.span.start for slot in rule.slots(year, calendar)]


def spans_of(rule: StandaloneRule, year: int) -> list[tuple[date, date]]:
    return [(slot.span.start, slot.span.last) for slot in rule.slots(year, NO_CALENDAR)]


# Fixed dates


def test_a_list_of_dates_is_sorted_and_split_by_year() -> None:
    seminar, lone = DateSpan.of_days(date(2026, 12, 31), date(2027, 1, 1)), DateSpan.of_day(date(2026, 9, 2))
    rule = DateList((seminar, lone))
    assert [slot.span for slot in rule.slots(2026, NO_CALENDAR)] == [lone, seminar]
    assert days_of(rule, 2027) == []


def test_no_dates_are_allowed_but_two_that_begin_together_are_not() -> None:
    assert DateList(()).slots(2026, NO_CALENDAR) == ()
    day = date(2026, 9, 2)
    with pytest.raises(InvalidInputError, match="begin on 2026-09-02"):
        DateList((DateSpan.of_day(day), DateSpan.of_days(day, day + timedelta(days=1))))


# Weekdays of ISO weeks


@pytest.mark.parametrize(
    ("rule", "year", "days", "reason"),
    [
        (IsoWeekday(42, 4), 2026, [date(2026, 10, 15)], "Thursday in week 42"),
        (IsoWeekday(1, 1), 2025, [date(2025, 12, 29)], "Monday of 2026's week 1 falls in 2025"),
        (IsoWeekday(1, 1), 2026, [], "2026 itself has no such Monday"),
        (IsoWeekday(1, 1), 2024, [date(2024, 1, 1), date(2024, 12, 30)], "and 2024 has two"),
        (IsoWeekday(53, 5), 2027, [date(2027, 1, 1)], "Friday of 2026's week 53 falls in 2027"),
        (IsoWeekday(53, 1), 2025, [], "2025 has 52 weeks: skipped"),
        (IsoWeekday(53, 1, without_week_53="last"), 2025, [date(2025, 12, 22)], "or its last week"),
        (IsoWeekday(53, 1, without_week_53="last"), 2026, [date(2026, 12, 28)], "2026 has a week 53"),
        (IsoWeekday(42, 4, years=Years(2026, every=2)), 2027, [], "every second year"),
        (IsoWeekday(42, 4, years=Years(2026, every=2)), 2028, [date(2028, 10, 19)], "every second year"),
        (IsoWeekday(1, 1, years=Years(first=2026)), 2025, [date(2025, 12, 29)], "years are ISO years"),
        (IsoWeekday(1, 1, years=Years(first=2027)), 2025, [], "years are ISO years"),
    ],
)
def test_a_weekday_of_an_iso_week(rule: IsoWeekday, year: int, days: list[date], reason: str) -> None:
    assert days_of(rule, year) == days


@given(st.integers(1, 53), st.integers(1, 7), st.integers(1902, 2095), st.booleans())
def test_over_the_years_no_week_is_lost_or_doubled(week: int, weekday: int, first: int, takes_last: bool) -> None:
    rule = IsoWeekday(week, weekday, without_week_53="last" if takes_last else "skip")
    found = [slot.span.start for slot in slots_between(rule, first, first + 4, NO_CALENDAR)]
    expected = [
        date.fromisocalendar(year, min(week, weeks_in_iso_year(year)), weekday)
        for year in range(first - 1, first + 6)
        if takes_last or week <= weeks_in_iso_year(year)
    ]
    assert found == [day for day in expected if first <= day.year <= first + 4]


# Easter


@pytest.mark.parametrize(
    ("days", "day", "reason"),
    [
        (0, date(2026, 4, 5), "Easter Sunday"),
        (-49, date(2026, 2, 15), "Shrovetide Sunday"),
        (40, date(2026, 5, 15), "the day after Ascension"),
    ],
)
def test_days_counted_from_easter(days: int, day: date, reason: str) -> None:
    assert days_of(EasterOffset(days), 2026) == [day]


@given(st.integers(-80, 200), st.integers(1900, 2100))
def test_days_counted_from_easter_stay_in_its_year(days: int, year: int) -> None:
    assert days_of(EasterOffset(days), year) == [easter_sunday(year) + timedelta(days=days)]
    assert days_of(EasterOffset(days), year)[0].year == year


def test_easter_rules_keep_to_their_years() -> None:
    rule = EasterOffset(1, years=Years(2026, 2028, every=2))
    assert [slot.span.start.year for slot in slots_between(rule, 2024, 2032, NO_CALENDAR)] == [2026, 2028]


# The same days every year


@pytest.mark.parametrize(
    ("rule", "year", "span", "reason"),
    [
        (YearlySpan(9, 1, 10, 15), 2026, (date(2026, 9, 1), date(2026, 10, 15)), "within a year"),
        (YearlySpan(9, 15, 9, 15), 2026, (date(2026, 9, 15), date(2026, 9, 15)), "a single day"),
        (YearlySpan(12, 24, 1, 1), 2026, (date(2026, 12, 24), date(2027, 1, 1)), "over New Year"),
        (YearlySpan(2, 29, 3, 1), 2026, (date(2026, 2, 28), date(2026, 3, 1)), "no 29 February in 2026"),
        (YearlySpan(2, 1, 2, 29), 2028, (date(2028, 2, 1), date(2028, 2, 29)), "but in 2028"),
        (YearlySpan(12, 1, 2, 29), 2027, (date(2027, 12, 1), date(2028, 2, 29)), "the leap year is the next one"),
    ],
)
def test_a_yearly_span(rule: YearlySpan, year: int, span: tuple[date, date], reason: str) -> None:
    assert spans_of(rule, year) == [span]


# Refusals shared by the yearly rules


@pytest.mark.parametrize(
    ("make", "field", "reason"),
    [
        (lambda: IsoWeekday(0, 1), "week", "no week 0"),
        (lambda: IsoWeekday(54, 1), "week", "no week 54"),
        (lambda: IsoWeekday(1, 8), "weekday", "seven days a week"),
        (lambda: IsoWeekday(1, 1, 0), "length_days", "no days"),
        (lambda: IsoWeekday(1, 1, without_week_53="next"), "without_week_53", "no such choice"),
        (lambda: EasterOffset(-81), "days", "could fall in the year before"),
        (lambda: EasterOffset(201), "days", "too far"),
        (lambda: EasterOffset(1, 400), "length_days", "longer than a year"),
        (lambda: YearlySpan(2, 30, 3, 1), "first_day", "30 February"),
        (lambda: YearlySpan(1, 1, 13, 1), "last_day", "no 13th month"),
    ],
)
def test_a_rule_that_cannot_be_right_is_refused(make, field: str, reason: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InvalidInputError) as refusal:
        make()
    assert refusal.value.field == field
