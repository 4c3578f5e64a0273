"""Which recurrence rules have everyday words, and that the rule they are written as is the one that is found again."""

from __future__ import annotations

from datetime import date

import pytest
from everyday_schedules import recurrences
from hypothesis import given, settings

from wheel.core.recurrence import recurrence_days
from wheel.core.rules import RecurrenceRule
from wheel.core.sentences.everyday import (
    AlternateWeeks,
    Everyday,
    MonthlyDays,
    MonthlyWeekdays,
    Weekly,
    YearlyDay,
    YearlyWeekdays,
    everyday,
    first_day,
)

START = date(2026, 1, 7)


@pytest.mark.parametrize(
    ("shape", "rrule"),
    [
        (Weekly((3,)), "FREQ=WEEKLY;BYDAY=WE"),
        (Weekly((1, 3), 2), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"),
        (MonthlyWeekdays(((3, 4),)), "FREQ=MONTHLY;BYDAY=3TH"),
        (MonthlyWeekdays(((1, 4), (-1, 4)), (3, 6), 2), "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TH,-1TH;BYMONTH=3,6"),
        (MonthlyDays((15,)), "FREQ=MONTHLY;BYMONTHDAY=15"),
        (MonthlyDays((1, -1), (3,)), "FREQ=MONTHLY;BYMONTHDAY=1,-1;BYMONTH=3"),
        (YearlyDay(6, 5), "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5"),
        (YearlyWeekdays(((3, 2),), 11, 4), "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=3TU"),
    ],
)
def test_an_everyday_rule_is_written_in_one_way(shape: Everyday, rrule: str) -> None:
    assert shape.rrule == rrule
    assert everyday(rrule, START) == shape


def test_alternate_weeks_are_those_with_an_even_or_an_odd_number() -> None:
    even, odd = (AlternateWeeks((3,), is_even).rrule for is_even in (True, False))
    days = {rrule: recurrence_days(rrule, START, 2026) for rrule in (even, odd)}
    assert {day.isocalendar().week % 2 for day in days[even]} == {0}
    assert {day.isocalendar().week % 2 for day in days[odd]} == {1}
    assert len(days[even]) + len(days[odd]) == 52


def test_months_of_every_year_are_just_those_months() -> None:
    yearly = "FREQ=YEARLY;BYMONTH=3,6;BYDAY=3TH"
    shape = everyday(yearly, START)
    assert shape == MonthlyWeekdays(((3, 4),), (3, 6))
    assert recurrence_days(yearly, START, 2027) == recurrence_days(shape.rrule, START, 2027)


@pytest.mark.parametrize(
    ("rrule", "reason"),
    [
        ("FREQ=DAILY", "every day is no weekday's or month's"),
        ("FREQ=WEEKLY;BYDAY=WE;COUNT=9", "it ends by itself"),
        ("FREQ=WEEKLY;BYDAY=WE;BYMONTH=3", "weeks of some months"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "the last working day, as RFC 5545 has it"),
        ("FREQ=MONTHLY;BYDAY=TH", "every Thursday, by way of the months"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "the last day but one"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "Friday the 13th"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3,6;BYDAY=1MO", "some months of every other year"),
        ("FREQ=YEARLY;BYMONTH=3,6;BYDAY=1MO;BYSETPOS=1", "the first of some months' days"),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5,6", "two days of a year"),
        ("FREQ=YEARLY;BYYEARDAY=100", "a day by its number"),
        ("FREQ=YEARLY;BYDAY=20MO", "the 20th Monday of the year"),
        ("FREQ=YEARLY;INTERVAL=2;" + AlternateWeeks((3,), is_even=True).rrule.removeprefix("FREQ=YEARLY;"), "both"),
    ],
)
def test_what_has_no_everyday_words_is_left_as_it_is(rrule: str, reason: str) -> None:
    assert everyday(rrule, START) is None, reason


@given(rule=recurrences())
@settings(deadline=None, max_examples=150)
def test_an_everyday_rule_is_found_again_with_the_day_it_begins_on(rule: RecurrenceRule) -> None:
    shape = everyday(rule.rrule, rule.start)
    assert shape is not None
    assert shape.rrule == rule.rrule
    first = first_day(rule.rrule, rule.start)
    assert recurrence_days(rule.rrule, rule.start, first.year)[0] == first >= rule.start
