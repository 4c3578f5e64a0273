"""Events that recur: kept as rules where ours say them, else as dates; and what changes single days of them."""

from __future__ import annotations

from datetime import date, time

import pytest
from calendar_texts import event, only, read, said, slots

from wheel.core.rules import DateList, RecurrenceRule

AT_TEN = "DTSTART;TZID=Europe/Copenhagen:20260107T100000"
WEEKLY = "RRULE:FREQ=WEEKLY;UNTIL=20260128T090000Z"

DAYS = [
    ((AT_TEN, WEEKLY), "01-07 01-14 01-21 01-28", "UNTIL in UTC is when the last one begins"),
    ((AT_TEN, "RRULE:FREQ=WEEKLY;UNTIL=20260128T085959Z"), "01-07 01-14 01-21", "a second too early"),
    ((AT_TEN, "RRULE:FREQ=WEEKLY;UNTIL=20260128T100000"), "01-07 01-14 01-21 01-28", "UNTIL in local time"),
    ((AT_TEN, "RRULE:FREQ=WEEKLY;UNTIL=20260128"), "01-07 01-14 01-21 01-28", "UNTIL as a day, of a timed event"),
    (("DTSTART:20260107", "RRULE:FREQ=DAILY;UNTIL=20260108T230000Z"), "01-07 01-08 01-09", "midnight here, in UTC"),
    ((AT_TEN, "RRULE:FREQ=WEEKLY;COUNT=3"), "01-07 01-14 01-21", "COUNT"),
    ((AT_TEN, "RRULE:FREQ=WEEKLY;COUNT=3;"), "01-07 01-14 01-21", "a semicolon at the end"),
    ((AT_TEN, "RRULE:FREQ=WEEKLY;COUNT=3;FREQ=WEEKLY"), "01-07 01-14 01-21", "a part said twice alike"),
    ((AT_TEN, "RRULE:FREQ=WEEKLY;COUNT=3;BYHOUR=10;BYMINUTE=0;X-A=B"), "01-07 01-14 01-21", "parts that say nothing"),
    ((AT_TEN, "RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=WE, TH"), "01-07 01-08", "blanks in a list"),
    ((AT_TEN, "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TH"), "01-07 01-08 01-15", "DTSTART is always an instance, and counts"),
    ((AT_TEN, "RRULE:FREQ=WEEKLY;COUNT=9;UNTIL=20260121"), "01-07 01-14 01-21", "COUNT and UNTIL: what ends first"),
    ((AT_TEN, "RRULE:FREQ=WEEKLY;COUNT=1"), "01-07", "a rule for one day"),
    ((AT_TEN, "RRULE:"), "01-07", "an empty rule"),
    ((AT_TEN, "RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;INTERVAL=2"), "01-08 01-10", "a rule of what is left out"),
    ((AT_TEN, "RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=WEEKLY;COUNT=2"), "01-07 01-08 01-14", "two rules"),
    ((AT_TEN, WEEKLY, "EXDATE:20260114T090000Z,20260121T090000Z"), "01-07 01-28", "left out in UTC, several a line"),
    ((AT_TEN, WEEKLY, "EXDATE;VALUE=DATE:20260114", "EXDATE:20260121T100000"), "01-07 01-28", "left out as days"),
    ((AT_TEN, WEEKLY, "EXDATE;VALUE=DATE:20260107"), "01-14 01-21 01-28", "the first is left out"),
    ((AT_TEN, WEEKLY, "RDATE:20260201T100000"), "01-07 01-14 01-21 01-28 02-01", "a date more"),
    ((AT_TEN, "RDATE:20260201T090000Z,20260202T090000Z"), "01-07 02-01 02-02", "only dates"),
    (("DTSTART:20240229", "RRULE:FREQ=YEARLY;UNTIL=99991231"), "", "leap days, until the end of time"),
    ((AT_TEN, "RRULE:FREQ=YEARLY;BYMONTHDAY=7;COUNT=3"), "01-07 02-07 03-07", "read as a day of every month"),
    (("DTSTART:20260107T090000Z", WEEKLY), "01-07 01-14 01-21 01-28", "in UTC, all in winter"),
    (("DTSTART;TZID=America/New_York:20260107T200000", WEEKLY), "01-08 01-15 01-22", "the day after, seen from here"),
]


@pytest.mark.parametrize(("lines", "expected", "reason"), DAYS, ids=[reason for _, _, reason in DAYS])
def test_an_event_recurs_on_its_days(lines: tuple[str, ...], expected: str, reason: str) -> None:
    assert " ".join(slots(only(read(event(*lines))))) == expected, reason


@pytest.mark.parametrize(
    ("lines", "is_rule", "reason"),
    [
        ((AT_TEN, "RRULE:FREQ=MONTHLY;BYDAY=1WE"), True, "a rule of ours"),
        ((AT_TEN.replace("Copenhagen", "Berlin"), "RRULE:FREQ=DAILY"), True, "the same clock by another name"),
        (("DTSTART:20260107T090000Z", WEEKLY), True, "UTC, where the clocks do not change"),
        (("DTSTART:20260107T090000Z", "RRULE:FREQ=WEEKLY"), False, "UTC, where they do"),
        (("DTSTART:20350107T090000Z", "RRULE:FREQ=WEEKLY"), False, "UTC, all of it after the window"),
        (
            (AT_TEN.replace("Copenhagen", "Berlin"), "RRULE:FREQ=WEEKLY;UNTIL=20991231T000000Z"),
            True,
            "until long after",
        ),
        ((AT_TEN, "RRULE:FREQ=WEEKLY;COUNT=9;UNTIL=20260121"), False, "no rule of ours ends twice"),
    ],
)
def test_what_a_rule_of_ours_says_is_a_rule(lines: tuple[str, ...], is_rule: bool, reason: str) -> None:
    series = only(read(event(*lines)))
    assert isinstance(series.schedule.rule, RecurrenceRule if is_rule else DateList), reason
    assert (series.why_dates == "") is is_rule, reason


def test_an_endless_rule_of_another_zone_becomes_dates_of_the_window_at_the_time_of_each() -> None:
    series = only(read(event("DTSTART:20210107T090000Z", "RRULE:FREQ=MONTHLY;BYDAY=1TH")))
    assert [len(slots(series, year)) for year in (2021, 2023, 2024, 2029, 2030)] == [1, 0, 12, 12, 0]
    assert series.start_time == time(10)
    summer = {change.slot.month for change in series.changed if change.start_time == time(11)}
    assert summer == {4, 5, 6, 7, 8, 9, 10}


def test_what_runs_over_midnight_in_a_rule_ends_on_its_last_day() -> None:
    night = only(read(event("DTSTART:20260107T220000", "DTEND:20260108T020000", "RRULE:FREQ=WEEKLY")))
    evening = only(read(event("DTSTART:20260107T200000", "DTEND:20260108T000000", "RRULE:FREQ=WEEKLY")))
    assert (night.schedule.rule.length_days, night.end_time) == (2, time(2))  # type: ignore[union-attr]
    assert (evening.schedule.rule.length_days, evening.end_time) == (1, time(23, 59))  # type: ignore[union-attr]


def test_a_period_that_is_added_has_its_own_length() -> None:
    series = only(read(event(AT_TEN, "DURATION:PT1H", WEEKLY, "RDATE;VALUE=PERIOD:20260203T120000/PT3H")))
    (change,) = series.changed
    assert (change.slot, change.start_time, change.end_time) == (date(2026, 2, 3), time(12), time(15))


def test_a_changed_day_is_held_as_it_says() -> None:
    change = event("RECURRENCE-ID:20260114T090000Z", "DTSTART:20260115T120000Z", "LOCATION:Lokale 2", title="Seminar")
    cancelled = event("RECURRENCE-ID;VALUE=DATE:20260121", "DTSTART:20260121T090000Z", "STATUS:CANCELLED")
    series = only(read(cancelled, event(AT_TEN, WEEKLY), change))
    assert slots(series) == ["01-07", "01-14", "01-21", "01-28"]
    moved, dropped = series.changed
    assert (moved.slot, moved.span.start, moved.start_time) == (date(2026, 1, 14), date(2026, 1, 15), time(13))
    assert (moved.title, moved.place, moved.is_cancelled) == ("Seminar", "Lokale 2", False)
    assert (dropped.slot, dropped.is_cancelled, dropped.line) == (date(2026, 1, 21), True, 3)


def test_changes_without_their_event_are_imported_alone() -> None:
    found = read(
        event("RECURRENCE-ID:20260114T090000Z", "DTSTART:20260115T090000Z"),
        event("RECURRENCE-ID:20260121T090000Z", "DTSTART:20260121T090000Z"),
    )
    assert slots(only(found)) == ["01-14", "01-21"]
    assert [change.span.start.day for change in only(found).changed] == [15, 21]
    assert said(found) == [
        (3, "The event that this changes a day of is not in the file: only this day is imported.", False)
    ]


def test_a_change_of_a_day_that_the_rule_does_not_give_adds_it_unless_a_newer_event_dropped_it() -> None:
    change = event("RECURRENCE-ID:20260116T100000", "DTSTART:20260116T110000", "SEQUENCE:1")
    added, dropped = read(event(AT_TEN, WEEKLY), change), read(event(AT_TEN, WEEKLY, "SEQUENCE:2"), change)
    assert slots(only(added)) == ["01-07", "01-14", "01-16", "01-21", "01-28"]
    assert slots(only(dropped)) == ["01-07", "01-14", "01-21", "01-28"]
    assert [(line, is_left_out) for line, _, is_left_out in said(dropped)] == [(10, True)]
    again = read(event(AT_TEN, WEEKLY, "EXDATE:20260114T100000"), change.replace("20260116", "20260114"))
    assert slots(only(again)) == ["01-07", "01-14", "01-21", "01-28"]


def test_a_range_of_changes_is_said_not_to_be_understood() -> None:
    change = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260114T100000", "DTSTART:20260114T110000")
    found = read(event(AT_TEN, WEEKLY), change)
    assert said(found) == [(12, "RANGE=THISANDFUTURE is not understood: only that one day is changed.", False)]


def test_of_two_versions_of_an_event_the_newer_counts() -> None:
    found = read(
        event(AT_TEN, "SEQUENCE:2", title="Ny"), event(AT_TEN, title="Gammel"), event(AT_TEN, "SEQUENCE:2", title="Ny")
    )
    assert (only(found).title, said(found)) == ("Ny", [])


def test_two_events_that_share_a_uid_are_both_imported() -> None:
    found = read(event(AT_TEN, title="Et"), event(AT_TEN, title="Andet"))
    assert [series.title for series in found.series] == ["Et", "Andet"]
    assert len({series.uid for series in found.series}) == 2
    assert [line for line, _, _ in said(found)] == [8]


def test_twice_a_day_is_once_and_that_is_said() -> None:
    found = read(event(AT_TEN, WEEKLY, "RDATE:20260114T150000"))
    assert only(found).changed == ()
    assert said(found) == [(3, "The event is held twice on 2026-01-14: only the first time is imported.", True)]


def test_a_second_reading_is_the_same_wherever_the_event_stands() -> None:
    first, second = read(event(AT_TEN, WEEKLY)), read("X-A:b", "X-B:c", event(AT_TEN, WEEKLY, "X-C:d"))
    assert only(first) == only(second)
    assert only(first).content_hash == only(second).content_hash
