"""Dates that an event names besides those of its rule (RDATE), and those it leaves out (EXDATE), however written."""

from __future__ import annotations

import pytest
from calendar_texts import event, only, read, said
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.calendar import Calendar
from wheel.core.dates import DateSpan
from wheel.core.imported_calendars import ImportedChange, ImportedSeries
from wheel.core.schedule_documents import schedule_from_document, schedule_to_document

AT_NINE = "DTSTART:20261201T090000"
AN_HOUR = "DURATION:PT1H"
ON_SECOND = "12-02 12-03 - -"

OF_ANOTHER_KIND = [
    ((AT_NINE, AN_HOUR, "RDATE;VALUE=DATE:20261202"), ON_SECOND, "a day, of an event of an hour"),
    ((AT_NINE, "DTEND:20261201T100000", "RDATE;VALUE=DATE:20261202"), ON_SECOND, "with an end for a duration"),
    ((AT_NINE, AN_HOUR, "RRULE:FREQ=WEEKLY", "RDATE;VALUE=DATE:20261202"), ON_SECOND, "besides a rule"),
    ((AT_NINE, AN_HOUR, "RDATE:20261202"), ON_SECOND, "a day that does not say that it is one"),
    ((AT_NINE, "RDATE;VALUE=PERIOD:20261202/PT1H"), ON_SECOND, "an hour of a day"),
    ((AT_NINE, AN_HOUR, "RDATE;VALUE=PERIOD:20261202/20261202"), ON_SECOND, "from a day until the same"),
    ((AT_NINE, AN_HOUR, "RDATE;VALUE=PERIOD:20261202/P2D"), "12-02 12-04 - -", "a period of days"),
    ((AT_NINE, "DTEND:20261203T100000", "RDATE:20261211"), "12-11 12-12 - -", "a day, of an event of three"),
    (("DTSTART:20261201", "RDATE:20261202T140000"), "12-02 12-03 14:00 -", "a time, of an event of whole days"),
]


@pytest.mark.parametrize(("lines", "expected", "reason"), OF_ANOTHER_KIND, ids=[each[2] for each in OF_ANOTHER_KIND])
def test_a_date_of_another_kind_than_its_event_is_held_as_it_is_written(
    lines: tuple[str, ...], expected: str, reason: str
) -> None:
    found = read(event(*lines), event(AT_NINE, uid="good"))
    assert said(found) == [], reason
    assert expected in dates(found.series[0]), reason
    assert found.series[1].uid == "good", reason


FOUR_HOURS = "DURATION:PT4H"
UNTIL_MIDNIGHT = [
    ((event(AT_NINE, AN_HOUR, "RDATE;VALUE=PERIOD:20261202T200000/PT4H"),), "a period that is added"),
    ((event("DTSTART:20261201T200000", FOUR_HOURS, "RDATE:20261202T200000"),), "a date that is added"),
    ((event("DTSTART:20261201T200000", FOUR_HOURS, "RRULE:FREQ=DAILY"),), "a date of a rule"),
    (
        (
            event(AT_NINE, AN_HOUR, "RRULE:FREQ=DAILY"),
            event("RECURRENCE-ID:20261202T090000", "DTSTART:20261202T200000", FOUR_HOURS),
        ),
        "a changed day",
    ),
    ((event("RECURRENCE-ID:20261202T090000", "DTSTART:20261202T200000", FOUR_HOURS),), "a changed day alone"),
]


@pytest.mark.parametrize(("parts", "reason"), UNTIL_MIDNIGHT, ids=[reason for _, reason in UNTIL_MIDNIGHT])
def test_what_ends_at_midnight_is_on_the_day_before_until_its_last_minute(parts: tuple[str, ...], reason: str) -> None:
    assert "12-02 12-03 20:00 23:59" in dates(only(read(*parts))), reason


THRICE = "RRULE:FREQ=DAILY;COUNT=3"
OUT = "EXDATE;TZID=Europe/Copenhagen:20261202T090000"
AT_TWO = "RDATE;TZID=Europe/Copenhagen:20261202T140000"
MOVED = "01 09:00, 02 14:00, 03 09:00"
MOVED_IN_TIME = [
    ((AT_NINE, THRICE, OUT, AT_TWO), MOVED, "left out at its time, and added at another"),
    ((AT_NINE, THRICE, "EXDATE:20261202T080000Z", "RDATE:20261202T130000Z"), MOVED, "the same in UTC"),
    ((AT_NINE, THRICE, "EXDATE:20261202T000000", AT_TWO), MOVED, "left out at no time of its own"),
    ((AT_NINE, THRICE + ";UNTIL=20261224", OUT, AT_TWO), MOVED, "a rule that becomes dates"),
    ((AT_NINE, THRICE, "EXDATE:20261201T090000", "RDATE:20261201T140000"), "01 14:00, 02 09:00, 03 09:00", "the first"),
    ((AT_NINE, THRICE, OUT, "RDATE;VALUE=DATE:20261202"), "01 09:00, 02 -, 03 09:00", "to all of the day"),
    ((AT_NINE, "EXDATE:20261201T090000", "RDATE:20261201T140000"), "01 14:00", "without a rule"),
    ((AT_NINE, THRICE, OUT, "RDATE:20261202T090000"), "01 09:00, 03 09:00", "added at the very time that is left out"),
    ((AT_NINE, THRICE, OUT, AT_TWO, "EXDATE:20261202T140000"), "01 09:00, 03 09:00", "both times are left out"),
    ((AT_NINE, THRICE, "EXDATE;VALUE=DATE:20261202", AT_TWO), "01 09:00, 03 09:00", "all of the day is left out"),
    ((AT_NINE, THRICE, "RDATE:20261207T090000", "EXDATE:20261207"), "01 09:00, 02 09:00, 03 09:00", "not of the rule"),
    (
        ("DTSTART:20261202T090000", "RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=2", OUT, AT_TWO),
        "02 14:00, 03 09:00",
        "the first, which the rule does not give",
    ),
]


@pytest.mark.parametrize(("lines", "expected", "reason"), MOVED_IN_TIME, ids=[each[2] for each in MOVED_IN_TIME])
def test_a_day_left_out_at_one_time_and_added_at_another_is_moved(
    lines: tuple[str, ...], expected: str, reason: str
) -> None:
    found = read(event(*lines))
    assert ", ".join(f"{told[3:5]} {told.split()[2]}" for told in dates(only(found))) == expected, reason
    assert not any(problem.is_left_out for problem in found.problems), reason


def dates(series: ImportedSeries) -> list[str]:
    """How it is held in December 2026: from which day until which, and at what time."""
    changed = {change.slot: change for change in series.changed}
    return [
        _told(changed[span.start].span, changed[span.start]) if span.start in changed else _told(span, series)
        for span in (slot.span for slot in series.schedule.rule.slots(2026, Calendar()))  # type: ignore[union-attr]
        if span.start.month == 12
    ]


def _told(span: DateSpan, held: ImportedSeries | ImportedChange) -> str:
    times = (f"{at:%H:%M}" if at else "-" for at in (held.start_time, held.end_time))
    return " ".join((f"{span.start:%m-%d}", f"{span.end:%m-%d}", *times))


STARTS = ("DTSTART:20261201T090000", "DTSTART;VALUE=DATE:20261201", "DTSTART:20261201T080000Z")
ENDS = (
    "",
    "DURATION:PT1H",
    "DURATION:P1D",
    "DTEND:20261203T090000",
    "DTEND;VALUE=DATE:20261202",
    "DTEND:20261201T230000Z",
)
RULES = ("", "RRULE:FREQ=DAILY;COUNT=5", "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY;COUNT=9;UNTIL=20261204")
VALUES = st.builds(
    "{}{}".format,
    st.sampled_from(("20261201", "20261202")),
    st.sampled_from(("", "T000000", "T090000", "T140000", "T235900", "T080000Z", "T230000Z", "T140000/PT1H", "/PT1H"))
    | st.sampled_from(("/P1D", "/20261203", "T090000Z/20261202", "/20261202T100000", "T140000/-PT1H", "/P", "Z")),
)
NAMES = st.builds(
    "{}{}:{}".format,
    st.sampled_from(("RDATE", "EXDATE")),
    st.sampled_from(("", ";VALUE=DATE", ";VALUE=PERIOD", ";TZID=Europe/Copenhagen", ";TZID=America/New_York")),
    st.lists(VALUES, min_size=1, max_size=3).map(",".join),
)
SLOTS = ("RECURRENCE-ID:20261202T090000", "RECURRENCE-ID;VALUE=DATE:20261202", "RECURRENCE-ID:20261201T080000Z")


@st.composite
def overrides(draw: st.DrawFn) -> str:
    return event(*(draw(st.sampled_from(each)) for each in (SLOTS, STARTS, ENDS)))


@st.composite
def dated_events(draw: st.DrawFn) -> str:
    lines = [draw(st.sampled_from(each)) for each in (STARTS, ENDS, RULES)]
    return event(*lines, *draw(st.lists(NAMES, max_size=4)))


@given(st.lists(dated_events(), max_size=1), st.lists(overrides(), max_size=3))
def test_dates_of_any_kinds_are_read_or_reported(masters: list[str], changes: list[str]) -> None:
    found = read(*masters, *changes, event(AT_NINE, uid="good"))
    uids = [series.uid for series in found.series]
    assert uids[-1] == "good"
    assert len(uids) > 1 or any(problem.is_left_out for problem in found.problems) or not (masters or changes)
    for series in found.series:
        assert schedule_from_document(schedule_to_document(series.schedule)) == series.schedule
