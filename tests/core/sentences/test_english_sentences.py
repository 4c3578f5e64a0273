"""Rules and schedules in English, and read back."""

from __future__ import annotations

from datetime import date

import pytest
from wordings import NAMES, english

from wheel.core.claims import CountRule
from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.relative import EveryNth, FirstAfter, Offset, RelativeRule, SchoolHolidayRule, Unit, WeekdayOffset
from wheel.core.rules import DateList, EasterOffset, IsoWeekday, RecurrenceRule, Rule, YearlySpan
from wheel.core.schedule import EarlierRule, Schedule
from wheel.core.sentences import parse_rule, parse_schedule, say_rule, say_schedule
from wheel.core.sentences.everyday import AlternateWeeks
from wheel.core.terms import TermPart, TermWindow, years_of_term
from wheel.core.windows import Window
from wheel.core.year_days import Years

START = date(2026, 1, 7)
MEETINGS = "“Kommunalbestyrelsesmøde”"


def recurrence(rrule: str, start: date = START, **dates: tuple[date, ...]) -> RecurrenceRule:
    return RecurrenceRule(rrule, start, **dates)  # type: ignore[arg-type]


def days(first: date, last: date | None = None) -> DateSpan:
    return DateSpan.of_days(first, last or first)


RULES: list[tuple[Rule, str]] = [
    (recurrence("FREQ=WEEKLY;BYDAY=WE"), "every Wednesday from 7 January 2026"),
    (recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"), "every other Wednesday from 7 January 2026"),
    (recurrence("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE"), "Monday and Wednesday every 3rd week from 7 January 2026"),
    (recurrence("FREQ=WEEKLY;INTERVAL=12;BYDAY=WE"), "Wednesday every 12th week from 7 January 2026"),
    (recurrence("FREQ=WEEKLY;INTERVAL=21;BYDAY=WE"), "Wednesday every 21st week from 7 January 2026"),
    (recurrence(AlternateWeeks((3,), is_even=False).rrule), "Wednesday in odd weeks from 7 January 2026"),
    (recurrence("FREQ=MONTHLY;BYDAY=1TH,-1TH"), "the first and last Thursday of every month from 7 January 2026"),
    (
        recurrence("FREQ=MONTHLY;BYDAY=-2FR;BYMONTH=3,9"),
        "the last but one Friday of March and September from 7 January 2026",
    ),
    (recurrence("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=11"), "the 11th of every 3rd month from 7 January 2026"),
    (recurrence("FREQ=MONTHLY;BYMONTHDAY=22"), "the 22nd of every month from 7 January 2026"),
    (recurrence("FREQ=MONTHLY;BYMONTHDAY=-1"), "the last day of every month from 7 January 2026"),
    (recurrence("FREQ=MONTHLY;BYMONTHDAY=30"), "the 30th of every month (where there is one) from 7 January 2026"),
    (recurrence("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5"), "every year on 5 June from 7 January 2026"),
    (
        recurrence("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=3TU", date(2025, 1, 1)),
        "the third Tuesday of November every 4th year from 1 January 2025",
    ),
    (
        recurrence("FREQ=WEEKLY;BYDAY=WE", added=(date(2026, 1, 8),), left_out=(date(2026, 4, 1),)),
        "every Wednesday from 7 January 2026, and also 8 January 2026, but not 1 April 2026",
    ),
    (recurrence("FREQ=DAILY;COUNT=9"), "by the rule FREQ=DAILY;COUNT=9 from 7 January 2026"),
    (
        DateList((days(date(2026, 9, 9)), days(date(2026, 9, 16), date(2026, 9, 17)))),
        "9 September 2026 and 16–17 September 2026",
    ),
    (DateList(()), "no date yet"),
    (IsoWeekday(42, 4), "Thursday of week 42"),
    (IsoWeekday(53, 1, 14, "last"), "Monday of week 53, else in the year's last week, 14 days"),
    (IsoWeekday(42, 4, years=years_of_term(3)), "Thursday of week 42, in the 3rd year of the election term"),
    (EasterOffset(39), "39 days after Easter Sunday"),
    (YearlySpan(4, 13, 6, 10), "every year from 13 April to 10 June"),
    (YearlySpan(6, 5, 6, 5, Years(2026, 2026)), "only in 2026 on 5 June"),
    (YearlySpan(4, 13, 2, 29, Years(2026, every=3)), "every 3rd year from 2026 from 13 April to 28/29 February"),
    (Window.of_month(10, "ultimo oktober", third="ultimo"), "ultimo oktober (21–31 October)"),
    (Window.of_week(26, "weeks 26-27", 27), "weeks 26-27"),
    (Window.of_half(1, "1. halvår", third="primo"), "1. halvår (1 January–28/29 February, given as a half-year)"),
    (SchoolHolidayRule("summer", "after", 1, "after summer"), "after summer (1 week)"),
    (SchoolHolidayRule("sommerferien", "after", weekday=3), "the first Wednesday after sommerferien"),
    (TermWindow(TermPart.MIDWAY, "midtvejs"), "midtvejs (midway through the election term)"),
    (CountRule(1, 2), "1-2 times a year"),
    (CountRule(4), "at least 4 times a year"),
    (RelativeRule("kb1", WeekdayOffset(5, "before")), f"the Friday before every meeting of {MEETINGS}"),
    (
        RelativeRule("kb1", Offset(4, Unit.WORKING_DAYS, "before"), EveryNth(4)),
        f"4 working days before every 4th of the year's meetings of {MEETINGS}",
    ),
    (
        RelativeRule("kb1", Offset(0, Unit.DAYS, "after"), FirstAfter(10, 1)),
        f"the day on which the first meeting of {MEETINGS} after 1 October ends",
    ),
]


@pytest.mark.parametrize(("rule", "sentence"), RULES, ids=[sentence for _, sentence in RULES])
def test_a_rule_is_said_in_english_and_read_back(rule: Rule, sentence: str) -> None:
    assert say_rule(rule, english(), NAMES) == sentence
    assert parse_rule(sentence, english(), NAMES) == rule


def test_a_schedule_says_its_closed_days_its_end_and_what_was_before_in_english() -> None:
    skip = HolidayPolicy(HolidayAction.SKIP, frozenset({Closure.PUBLIC_HOLIDAYS, Closure.SCHOOL_HOLIDAYS}))
    later = HolidayPolicy(HolidayAction.LATER_WORKING_DAY, frozenset({Closure.CLOSING_DAYS}))
    earlier = (EarlierRule(date(2026, 8, 1), recurrence("FREQ=MONTHLY;BYMONTHDAY=1"), later),)
    schedule = Schedule(recurrence("FREQ=WEEKLY;BYDAY=WE"), skip, earlier, date(2028, 1, 1))
    sentence = (
        "every Wednesday from 7 January 2026, not on public holidays and in the school holidays, "
        "up to and including 31 December 2027, in force from 1 August 2026; until then: the 1st of every month from "
        "7 January 2026, on Saturdays, Sundays and closing days the working day after"
    )
    assert say_schedule(schedule, english(), NAMES) == sentence
    assert parse_schedule(sentence, english(), NAMES) == schedule
