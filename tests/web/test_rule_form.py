"""The rule form: whatever schedule it is filled from, it gives back; and the everyday ones stand in their controls."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from random_forms import KINDS, forms_of

from wheel.core.claims import CountRule
from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import KEEP, HolidayAction, HolidayPolicy
from wheel.core.relative import EveryNth, FirstAfter, Offset, RelativeRule, SchoolHolidayRule, Unit, WeekdayOffset
from wheel.core.rules import DateList, EasterOffset, IsoWeekday, RecurrenceRule, Rule, YearlySpan
from wheel.core.schedule import Schedule
from wheel.core.slots import Precision
from wheel.core.terms import TermPart, TermWindow
from wheel.core.windows import Window
from wheel.core.year_days import DaysOfYear, IsoWeeks, Years
from wheel.errors import InvalidInputError
from wheel.web.rule_form.whole import read_rule, read_schedule, rule_fields, schedule_fields

START = date(2026, 1, 1)
EVEN = ",".join(map(str, range(2, 53, 2)))
ODD = ",".join(map(str, range(1, 54, 2)))


def recurrence(text: str, **more: object) -> RecurrenceRule:
    return RecurrenceRule(text, START, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_whatever_the_controls_say_opens_in_the_same_controls(kind: str, data: st.DataObject) -> None:
    form = data.draw(forms_of(kind))
    try:
        schedule = read_schedule(form)
    except InvalidInputError:
        # 31 February is no day, though both lists hold their part of it.
        assume(False)
    filled = schedule_fields(schedule)
    assert filled["rule_kind"] == kind
    assert read_schedule(filled) == schedule
    assert all("\n" not in text for name, text in filled.items() if name not in LISTS), "as one line can hold"


month_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: (day.month, day.day))
weeks = st.integers(1, 53)


@given(
    st.sampled_from([unit for unit in Precision if unit is not Precision.EXACT]),
    st.builds(lambda first, last: DaysOfYear(*first, *last), month_days, month_days)
    | st.builds(IsoWeeks, weeks, weeks, st.sampled_from(["skip", "last"])),
    st.text(" abc", min_size=1).filter(str.strip),
)
def test_an_imprecise_rule_comes_back_also_where_no_control_has_a_name_for_it(
    unit: Precision, when: DaysOfYear | IsoWeeks, words: str
) -> None:
    rule = Window(unit, words, when)
    assert read_rule(rule_fields(rule)) == rule


PARTS = [
    *("INTERVAL=2", "COUNT=4", "UNTIL=20301231", "WKST=SU", "BYDAY=MO", "BYDAY=1TU,3TU", "BYDAY=MO,-1FR"),
    *("BYMONTH=9", "BYMONTH=1,2,3", "BYMONTHDAY=15", "BYMONTHDAY=-1,1", "BYSETPOS=-1", "BYWEEKNO=20", "BYYEARDAY=100"),
]


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.sets(st.sampled_from(PARTS), max_size=3),
    st.dates(date(2020, 1, 1), date(2028, 1, 1)),
)
def test_so_does_every_recurrence_rule_as_it_is_written(freq: str, parts: set[str], start: date) -> None:
    try:
        rule = RecurrenceRule(";".join([f"FREQ={freq}", *sorted(parts)]), start)
    except InvalidInputError:
        return
    assert read_rule(rule_fields(rule)) == rule


LISTS = {"dates", "added", "left_out", "kept", "window_words", "term_words", "holiday_words"}

EVERYDAY: list[tuple[Rule, str, dict[str, str], str]] = [
    (
        recurrence("FREQ=WEEKLY;BYDAY=WE"),
        "weekly",
        {"weekly_on_3": "1", "weekly_weeks": "every"},
        "every Wednesday",
    ),
    (
        recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        "weekly",
        {"weekly_on_1": "1", "weekly_on_4": "1", "weekly_weeks": "spaced", "weekly_every": "2"},
        "two weekdays of every other week, counted from the start",
    ),
    (
        recurrence(f"FREQ=YEARLY;BYWEEKNO={EVEN};BYDAY=WE"),
        "weekly",
        {"weekly_on_3": "1", "weekly_weeks": "even"},
        "even weeks",
    ),
    (recurrence(f"FREQ=YEARLY;BYWEEKNO={ODD};BYDAY=WE"), "weekly", {"weekly_weeks": "odd"}, "week 53 is odd"),
    (
        recurrence("FREQ=MONTHLY;BYDAY=-1TU;BYMONTH=1,2,3,4,5,6,8,9,10,11,12"),
        "nth",
        {"nth_last": "1", "nth_weekday": "2", "nth_month_6": "1", "nth_month_8": "1"},
        "the last Tuesday of the month, not in July",
    ),
    (recurrence("FREQ=MONTHLY;BYDAY=1WE,3WE"), "nth", {"nth_1": "1", "nth_3": "1"}, "twice a month"),
    (recurrence("BYMONTH=3;FREQ=MONTHLY;BYDAY=2TU"), "nth", {"nth_month_3": "1"}, "whatever the order of its parts"),
    (recurrence("RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"), "monthly_day", {"day_of_month": "last"}, "the last of the month"),
    (
        recurrence("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=15"),
        "yearly_date",
        {"date_day": "15", "date_month": "10", "every_years": "1"},
        "a date of every year",
    ),
    (recurrence("FREQ=YEARLY"), "yearly_date", {"date_day": "1", "date_month": "1"}, "what it leaves to its start"),
    (
        RecurrenceRule("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=3TU", date(2025, 1, 1), added=(date(2027, 5, 1),)),
        "yearly_weekday",
        {"every_years": "4", "year_nth": "3", "year_weekday": "2", "year_month": "11", "added": "1.5.2027"},
        "local elections, and one more",
    ),
    (
        IsoWeekday(53, 4, 2, "last", Years(2026, every=2)),
        "iso_week",
        {"week": "53", "week_weekday": "4", "length_days": "2", "without_week_53": "last", "from_year": "2026"},
        "Thursday and Friday of the last week",
    ),
    (
        YearlySpan(12, 24, 1, 2),
        "yearly_span",
        {"first_day": "24", "first_month": "12", "last_day": "2", "last_month": "1"},
        "over New Year",
    ),
    (
        DateList((DateSpan.of_day(date(2026, 9, 9)), DateSpan.of_days(date(2026, 12, 30), date(2027, 1, 2)))),
        "dates",
        {"dates": "9.9.2026\n30.12.2026-2.1.2027"},
        "fixed dates",
    ),
    (EasterOffset(-3), "easter", {"easter_days": "3", "easter_side": "before"}, "Maundy Thursday"),
    (
        RelativeRule("byraad", Offset(1, Unit.WEEKS, "before")),
        "relative",
        {"series": "byraad", "relative_by": "count", "relative_count": "1", "relative_choice": "each"},
        "a week before the council",
    ),
    (
        RelativeRule("byraad", WeekdayOffset(5, "before"), EveryNth(4)),
        "relative",
        {"relative_by": "weekday", "relative_weekday": "5", "relative_choice": "nth", "relative_nth": "4"},
        "the Friday before every fourth",
    ),
    (
        RelativeRule("byraad", Offset(0, Unit.DAYS, "after"), FirstAfter(10, 1)),
        "relative",
        {"relative_choice": "first_after", "after_day": "1", "after_month": "10"},
        "the first after 1 October",
    ),
    (
        SchoolHolidayRule("Sommerferie", "after", words="efter sommerferien"),
        "school_holiday",
        {"holiday": "Sommerferie", "holiday_as": "weeks", "holiday_weeks": "2", "holiday_words": "efter sommerferien"},
        "some time after the summer holiday",
    ),
    (
        SchoolHolidayRule("Vinterferie", "before", weekday=3),
        "school_holiday",
        {"holiday_as": "weekday", "holiday_weekday": "3", "holiday_side": "before"},
        "the last Wednesday before it",
    ),
    (
        Window.of_week(26, "uge 26-27", 27),
        "window",
        {"window_unit": "week", "window_week": "26", "window_last_week": "27"},
        "two weeks",
    ),
    (
        Window.of_month(10, "ultimo oktober", third="ultimo"),
        "window",
        {"window_unit": "month", "window_month": "10", "window_third": "ultimo", "window_words": "ultimo oktober"},
        "a third of a month",
    ),
    (Window.of_season("winter", "vinteren"), "window", {"window_unit": "season", "window_season": "winter"}, "winter"),
    (Window.of_year("i løbet af året"), "window", {"window_unit": "year", "window_third": "whole"}, "some time"),
    (TermWindow(TermPart.MIDWAY, "midtvejs"), "term", {"term_part": "midway", "term_words": "midtvejs"}, "midway"),
    (CountRule(4), "count", {"at_least": "4", "at_most": ""}, "at least four"),
    (recurrence("FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1"), "advanced", {}, "no control for it"),
    (recurrence("FREQ=WEEKLY;BYDAY=WE;UNTIL=20271231"), "advanced", {}, "the form's own end is the schedule's"),
    (recurrence("FREQ=WEEKLY;BYDAY=WE;WKST=SU;INTERVAL=2"), "advanced", {}, "its weeks begin on Sunday"),
    (Window(Precision.MONTH, "omkring påske", DaysOfYear(3, 15, 4, 20)), "kept", {}, "days without a name"),
    (Window(Precision.WEEK, "uge 53", IsoWeeks(53, 53, "last")), "kept", {}, "a policy that the form does not ask for"),
]


@pytest.mark.parametrize(("rule", "kind", "fields", "reason"), EVERYDAY, ids=[case[-1] for case in EVERYDAY])
def test_a_rule_opens_in_the_controls_that_say_it(rule: Rule, kind: str, fields: dict[str, str], reason: str) -> None:
    filled = rule_fields(rule)
    assert filled["rule_kind"] == kind
    assert filled.items() >= fields.items()
    assert read_rule(filled) == rule


def test_the_other_groups_of_controls_are_passed_over() -> None:
    filled = rule_fields(EasterOffset(39)) | {"weekly_weeks": "?", "dates": "?", "rrule": "?", "start": "?"}
    assert read_rule(filled) == EasterOffset(39)


def test_what_says_the_same_keeps_its_text_until_the_controls_say_otherwise() -> None:
    rule = recurrence("BYDAY=2TU;FREQ=MONTHLY")
    assert read_rule(rule_fields(rule)) == rule
    assert read_rule(rule_fields(rule) | {"nth_weekday": "3"}) == recurrence("FREQ=MONTHLY;BYDAY=2WE")


@pytest.mark.parametrize("action", [action for action in HolidayAction if action is not HolidayAction.KEEP])
def test_which_days_are_closed_only_counts_where_something_happens_on_them(action: HolidayAction) -> None:
    on = frozenset({Closure.SCHOOL_HOLIDAYS, Closure.OBSERVANCES})
    filled = schedule_fields(Schedule(EasterOffset(1), HolidayPolicy(action, on)))
    assert read_schedule(filled).policy == HolidayPolicy(action, on)
    assert read_schedule(filled | {"on_closed": "keep"}).policy == KEEP


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_the_end_is_written_as_the_last_day(day: date) -> None:
    filled = schedule_fields(Schedule(EasterOffset(1), ends_on=day))
    assert date.fromisoformat(filled["ends_on"]).toordinal() == day.toordinal() - 1
