from datetime import date

import pytest
from rule_years import slots_between

from wheel.core.calendar import Calendar
from wheel.core.dates import DateSpan, weeks_in_iso_year
from wheel.core.rules import RecurrenceRule
from wheel.errors import InvalidInputError

NO_CALENDAR = Calendar()


def days_of(rule: RecurrenceRule, year: int) -> list[date]:
    return [slot.span.start for slot in rule.slots(year, NO_CALENDAR)]


def recurrence(rrule: str, start: date = date(2026, 1, 1), **more: object) -> RecurrenceRule:
    return RecurrenceRule(rrule, start, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rrule", "start", "year", "days", "reason"),
    [
        (
            "FREQ=MONTHLY;BYDAY=1TU;BYMONTH=9,10",
            date(2020, 1, 1),
            2023,
            [date(2023, 9, 5), date(2023, 10, 3)],
            "the first Tuesday of two months",
        ),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1", date(2026, 1, 1), 2026, [date(2026, 6, 30)], "counted from the end"),
        ("FREQ=WEEKLY;COUNT=2", date(2026, 12, 30), 2026, [date(2026, 12, 30)], "COUNT runs on over New Year"),
        ("FREQ=WEEKLY;COUNT=2", date(2026, 12, 30), 2027, [date(2027, 1, 6)], "and ends there"),
        ("FREQ=WEEKLY;COUNT=2;BYDAY=WE", date(2026, 1, 1), 2026, [date(2026, 1, 7), date(2026, 1, 14)], "start snaps"),
        (
            "FREQ=WEEKLY;UNTIL=20260114;BYDAY=WE",
            date(2026, 1, 1),
            2026,
            [date(2026, 1, 7), date(2026, 1, 14)],
            "UNTIL is inclusive",
        ),
        (
            "FREQ=WEEKLY;UNTIL=20260114T000000Z;BYDAY=WE",
            date(2026, 1, 1),
            2026,
            [date(2026, 1, 7), date(2026, 1, 14)],
            "UNTIL as an instant: its date counts",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=26;BYDAY=MO",
            date(2026, 1, 1),
            2026,
            [date(2026, 6, 29), date(2026, 12, 28)],
            "weeks are counted from the start's own week",
        ),
        ("FREQ=YEARLY;INTERVAL=2", date(2026, 3, 1), 2027, [], "every other year"),
        ("FREQ=YEARLY;INTERVAL=2", date(2026, 3, 1), 2028, [date(2028, 3, 1)], "every other year"),
        ("FREQ=YEARLY", date(2024, 2, 29), 2026, [], "29 February is not moved, by RFC 5545"),
        ("FREQ=WEEKLY", date(2027, 1, 1), 2026, [], "nothing before the start"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYMONTH=1,2",
            date(2026, 1, 1),
            2026,
            [date(2026, 1, 30), date(2026, 2, 27)],
            "the last weekday of a month",
        ),
        ("freq=yearly;byyearday=100", date(2026, 1, 1), 2026, [date(2026, 4, 10)], "case does not matter"),
        ("FREQ=YEARLY;BYWEEKNO=42;BYDAY=TH", date(2026, 1, 1), 2026, [date(2026, 10, 15)], "an ISO week"),
        (
            "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO",
            date(2025, 12, 29),
            2027,
            [],
            "2028's week 1 begins in 2028",
        ),
        (
            "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO",
            date(2025, 12, 29),
            2028,
            [date(2028, 1, 3)],
            "INTERVAL counts ISO years: 2026, 2028",
        ),
        ("FREQ=YEARLY;BYWEEKNO=20,21;BYDAY=WE;COUNT=3", date(2026, 1, 1), 2027, [date(2027, 5, 19)], "COUNT and weeks"),
    ],
)
def test_a_recurrence_gives_these_days(rrule: str, start: date, year: int, days: list[date], reason: str) -> None:
    assert days_of(recurrence(rrule, start), year) == days


def test_added_dates_come_on_top_and_left_out_ones_do_not_stretch_the_count() -> None:
    rule = recurrence(
        "FREQ=WEEKLY;COUNT=3",
        date(2026, 5, 7),
        added=(date(2026, 5, 15), date(2026, 5, 7), date(2027, 1, 4)),
        left_out=(date(2026, 5, 21),),
    )
    assert days_of(rule, 2026) == [date(2026, 5, 7), date(2026, 5, 14), date(2026, 5, 15)]
    assert days_of(rule, 2027) == [date(2027, 1, 4)]


def test_a_slot_that_runs_over_new_year_belongs_to_the_year_it_begins_in() -> None:
    rule = recurrence("FREQ=YEARLY", date(2026, 12, 30), length_days=5)
    assert [slot.span for slot in rule.slots(2026, NO_CALENDAR)] == [
        DateSpan.of_days(date(2026, 12, 30), date(2027, 1, 3))
    ]
    assert days_of(rule, 2027) == [date(2027, 12, 30)]


@pytest.mark.parametrize(
    ("rrule", "sentence", "reason"),
    [
        ("", "recurrence rule of whole days", "empty"),
        ("every Wednesday", "does not belong", "not a rule"),
        ("BYDAY=WE", "how often", "no FREQ"),
        ("FREQ=HOURLY", "FREQ=HOURLY", "shorter than a day"),
        ("FREQ=SECONDLY;COUNT=5", "FREQ=SECONDLY", "shorter than a day"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR=9", "a time of day"),
        ("FREQ=YEARLY;BYEASTER=1", "BYEASTER=1", "not in RFC 5545"),
        ("DTSTART:20260101\nRRULE:FREQ=DAILY", "does not belong", "an embedded start"),
        ("FREQ=DAILY\nEXDATE:20260101", "not a possible part", "an embedded exception"),
        ("FREQ=DAILY;FREQ=WEEKLY", "more than once", "said twice"),
        ("FREQ=DAILY;;", "does not belong", "an empty part"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0", "would never move on"),
        ("FREQ=DAILY;INTERVAL=1,2", "INTERVAL=1,2", "one number only"),
        ("FREQ=DAILY;COUNT=-1", "COUNT=-1", "negative"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260301", "not by both", "two ends"),
        ("FREQ=DAILY;UNTIL=20260231", "does not name a day", "no such day"),
        ("FREQ=DAILY;UNTIL=2026-03-01", "not a possible part", "another way to write dates"),
        ("FREQ=DAILY;UNTIL=20251231", "never gives a day", "ends before it starts"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13", "no such month"),
        ("FREQ=YEARLY;BYMONTHDAY=0", "BYMONTHDAY=0", "dateutil would take it for no limit at all"),
        ("FREQ=YEARLY;BYMONTH=٣", "BYMONTH", "other digits"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY cannot be used", "by RFC 5545"),
        ("FREQ=MONTHLY;BYWEEKNO=3;BYDAY=MO", "BYWEEKNO cannot be used", "by RFC 5545"),
        ("FREQ=MONTHLY;BYYEARDAY=3", "BYYEARDAY cannot be used", "by RFC 5545"),
        ("FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO", "number before a weekday", "by RFC 5545"),
        ("FREQ=WEEKLY;BYDAY=2TU", "number before a weekday", "by RFC 5545"),
        ("FREQ=MONTHLY;BYDAY=6MO", "from 1 to 5", "no month has six Mondays"),
        ("FREQ=YEARLY;BYDAY=0MO", "from 1 to 53", "zero"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX", "no such weekday"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS chooses", "nothing to choose from"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never gives a day", "30 February"),
        ("FREQ=DAILY;BYDAY=MO;BYSETPOS=3", "never gives a day", "a day has no third Monday"),
    ],
)
def test_a_recurrence_that_cannot_be_right_is_refused(rrule: str, sentence: str, reason: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence) as refusal:
        recurrence(rrule)
    assert refusal.value.field == "rrule"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"length_days": 0}, "length_days must be from 1 to 366"),
        ({"length_days": 367}, "length_days must be from 1 to 366"),
        ({"added": (date(2026, 2, 1),), "left_out": (date(2026, 2, 1),)}, "both added and left out"),
        ({"start": date(1899, 12, 31)}, "from 1900 to 2100"),
        ({"start": date(2101, 1, 1)}, "from 1900 to 2100"),
    ],
)
def test_other_parts_of_a_recurrence_are_checked_too(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        RecurrenceRule(**{"rrule": "FREQ=WEEKLY", "start": date(2026, 1, 1), **changes})  # type: ignore[arg-type]


def test_a_year_the_calendar_does_not_reach_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="from 1900 to 2100"):
        recurrence("FREQ=WEEKLY").slots(2101, NO_CALENDAR)


@pytest.mark.parametrize("week", [1, 2, 26, 52, 53, -1, -52, -53])
@pytest.mark.parametrize("weekday", range(1, 8))
def test_recurrences_by_week_agree_with_iso_8601_in_every_kind_of_year(week: int, weekday: int) -> None:
    name = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[weekday - 1]
    rule = recurrence(f"FREQ=YEARLY;BYWEEKNO={week};BYDAY={name}", date(2000, 1, 1))
    asked = range(2000, 2029)
    numbers = {year: week if week > 0 else weeks_in_iso_year(year) + 1 + week for year in range(1999, 2030)}
    expected = [
        date.fromisocalendar(year, number, weekday)
        for year, number in numbers.items()
        if 1 <= number <= weeks_in_iso_year(year)
    ]
    found = [slot.span.start for slot in slots_between(rule, asked[0], asked[-1], NO_CALENDAR)]
    assert found == [day for day in expected if day.year in asked]


@pytest.mark.parametrize("weekday", ["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
def test_the_53rd_weekday_is_the_one_after_52_others(weekday: str) -> None:
    rule = recurrence(f"FREQ=YEARLY;BYDAY=53{weekday}", date(2000, 1, 1))
    every = recurrence(f"FREQ=WEEKLY;BYDAY={weekday}", date(2000, 1, 1))
    for year in range(2000, 2029):
        assert days_of(rule, year) == days_of(every, year)[52:]
