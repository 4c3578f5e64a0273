"""The whole calendar, read back by parsers that know nothing of each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
import vobject
from feed_samples import MEETING, a_meeting, calendar_of, raw_lines, raw_properties, rendered, unescaped
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from wheel.core.dates import DateSpan
from wheel.errors import InvalidInputError
from wheel.feeds.calendar import render_calendar
from wheel.feeds.events import FeedItem

# What clients agree on: uid -> (summary, description, start, end), times as instants.
Read = dict[str, tuple[str, str, date, date]]
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def instant(value: date) -> date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def read_with_icalendar(data: bytes) -> Read:
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    return {
        str(event["UID"]): (
            str(event["SUMMARY"]),
            str(event["DESCRIPTION"]),
            instant(event["DTSTART"].dt),
            instant(event["DTEND"].dt),
        )
        for event in calendar.walk("VEVENT")
    }


def read_with_recurring_ical_events(data: bytes) -> Read:
    found = recurring_ical_events.of(Calendar.from_ical(data)).between(date(2020, 1, 1), date(2035, 1, 1))
    return {
        str(event["UID"]): (str(event["SUMMARY"]), str(event["DESCRIPTION"]), instant(event.start), instant(event.end))
        for event in found
    }


def read_with_vobject(data: bytes) -> Read:
    """vobject builds its zones from the VTIMEZONE in the file, where the others know Copenhagen by name."""
    (calendar,) = vobject.readComponents(data.decode())
    return {
        event.uid.value: (
            event.summary.value,
            event.description.value,
            instant(event.dtstart.value),
            instant(event.dtend.value),
        )
        for event in calendar.vevent_list
    }


def read_raw(data: bytes) -> Read:
    read: Read = {}
    for block in data.split(b"BEGIN:VEVENT\r\n")[1:]:
        event = raw_properties(b"BEGIN:VEVENT\r\n" + block.removesuffix(b"END:VCALENDAR\r\n"))
        start, end = (raw_moment(event, name) for name in ("DTSTART", "DTEND"))
        read[event["UID"]] = (unescaped(event["SUMMARY"]), unescaped(event["DESCRIPTION"]), start, end)
    return read


def raw_moment(event: dict[str, str], name: str) -> date:
    if f"{name};VALUE=DATE" in event:
        return date.fromisoformat(event[f"{name};VALUE=DATE"])
    return datetime.fromisoformat(event[f"{name};TZID=Europe/Copenhagen"]).replace(tzinfo=COPENHAGEN).astimezone(UTC)


READERS = [read_with_icalendar, read_with_recurring_ical_events, read_with_vobject, read_raw]
every_reader = pytest.mark.parametrize("read", READERS)
Reader = Callable[[bytes], Read]

THREE_YEARS_OF_TUESDAYS = [date(2025, 1, 7) + timedelta(weeks=week) for week in range(156)]
CHANGE_DAYS = [
    date(2025, 3, 30), date(2025, 10, 26), date(2026, 3, 29),
    date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31),
]  # fmt: skip


def utc_hour_of_nine(day: date) -> int:
    """Copenhagen is 2 hours ahead from the last Sunday of March to the last of October, else 1: counted by hand."""
    summer, winter = [change for change in CHANGE_DAYS if change.year == day.year]
    return 7 if summer <= day < winter else 8


@every_reader
def test_nine_o_clock_is_nine_o_clock_on_both_sides_of_every_clock_change(read: Reader) -> None:
    days = [*THREE_YEARS_OF_TUESDAYS, *CHANGE_DAYS, *(change - timedelta(days=1) for change in CHANGE_DAYS)]
    meetings = [
        a_meeting(uid=f"{day}@aarshjul.example", span=DateSpan.of_day(day), start_time=time(9), end_time=time(11))
        for day in days
    ]
    read_back = read(calendar_of(meetings))
    assert len(read_back) == len(meetings) == 168
    for day in days:
        start, end = read_back[f"{day}@aarshjul.example"][2:]
        assert start == datetime(day.year, day.month, day.day, utc_hour_of_nine(day), tzinfo=UTC)
        assert end == start + timedelta(hours=2)


@every_reader
def test_an_all_day_event_ends_on_the_day_after_its_last(read: Reader) -> None:
    spans = {
        "one": DateSpan.of_day(date(2026, 6, 5)),
        "week": DateSpan.of_days(date(2026, 7, 27), date(2026, 8, 2)),
        "new-year": DateSpan.of_days(date(2026, 12, 31), date(2027, 1, 1)),
        "clock-change": DateSpan.of_days(date(2026, 3, 28), date(2026, 3, 30)),
    }
    read_back = read(calendar_of([a_meeting(uid=uid, span=span, start_time=None) for uid, span in spans.items()]))
    assert {uid: event[2:] for uid, event in read_back.items()} == {
        uid: (span.start, span.end) for uid, span in spans.items()
    }


HOSTILE = [
    ("Budget\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil", "Budget END:VEVENT BEGIN:VEVENT UID:evil", "a second event"),
    ("a, b; c: d \"e\" 'f'", "a, b; c: d \"e\" 'f'", "the separators of content lines"),
    (r"C:\nyt\,mappe\;", r"C:\nyt\,mappe\;", "backslashes that look like escapes"),
    ("Word\x0bhar\u2028linjer\u2029og\x85mere", "Word har linjer og mere", "every kind of line break"),
    ("\x00Bu\x1bdget\x7f", "Budget", "control characters"),
    ("Sommerfest 🎉👩‍👩‍👧‍👦🇩🇰", "Sommerfest 🎉👩‍👩‍👧‍👦🇩🇰", "emoji of four octets and more"),
    ("æøå" * 100, "æøå" * 100, "300 characters of two octets, which folding must not cut"),
    ("x" + "ø" * 200, "x" + "ø" * 200, "the same, one octet later"),
    ("%(name)s {title} <b>fed</b>", "%(name)s {title} <b>fed</b>", "what other languages would read as code"),
    ("Bud\ud83dget", "Budget", "half an emoji"),
]


@every_reader
@pytest.mark.parametrize(("title", "expected", "reason"), HOSTILE)
def test_a_hostile_text_stays_text(read: Reader, title: str, expected: str, reason: str) -> None:
    event = a_meeting(title=title, place=title, category=title, note=title, items=(FeedItem(title),), body_name=title)
    data = calendar_of([event, a_meeting(uid="next@aarshjul.example")], name=title, description=title)
    raw_lines(data)
    read_back = read(data)
    assert set(read_back) == {MEETING.uid, "next@aarshjul.example"}, reason
    summary, description = read_back[MEETING.uid][:2]
    assert summary == expected, reason
    assert f"1. {expected}" in description.split("\n"), reason


# Printable text of every alphabet, with whatever has a meaning in iCalendar made frequent.
TRICKY = st.text(
    st.one_of(st.sampled_from('\\;,:"nN \n^æøåÆØÅ🎉='), st.characters(exclude_categories=("Cc", "Cs", "Z"))),
    max_size=120,
)


@every_reader
@settings(deadline=None)
@given(text=TRICKY)
def test_title_and_note_come_back_as_they_were_sent(read: Reader, text: str) -> None:
    # vobject takes the N of an escaped backslash and an N for a line break.
    assume(read is not read_with_vobject or "\\N" not in text)
    title = " ".join(f"a {text} z".split())
    note = "\n".join(line.rstrip() for line in f"a {text} z".split("\n"))
    summary, description = read(calendar_of([a_meeting(title=title, note=note)]))[MEETING.uid][:2]
    assert summary == title
    assert f"\n\n{note}\n\nDagsorden:\n" in description


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_at_all_gives_well_formed_lines(text: str) -> None:
    event = a_meeting(title=text, place=text, category=text, note=text, words=text, cancelled_because=text)
    lines = raw_lines(calendar_of([event], name=text, description=text))
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert not any(character < " " or character in "\x7f\x85\u2028\u2029" for line in lines for character in line)


def test_the_calendar_introduces_itself_before_its_events() -> None:
    lines = raw_lines(calendar_of([MEETING], name="Møder, alle; også lukkede", description="Linje 1\nLinje 2"))
    header = lines[: lines.index("BEGIN:VTIMEZONE")]
    assert header[0] == "BEGIN:VCALENDAR"
    assert sorted(header[1:]) == sorted(
        [
            "VERSION:2.0",
            "PRODID:-//Aarshjul//Aarshjul feeds//DA",
            "CALSCALE:GREGORIAN",
            r"NAME:Møder\, alle\; også lukkede",
            r"X-WR-CALNAME:Møder\, alle\; også lukkede",
            r"DESCRIPTION:Linje 1\nLinje 2",
            r"X-WR-CALDESC:Linje 1\nLinje 2",
            "X-WR-TIMEZONE:Europe/Copenhagen",
            "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
            "X-PUBLISHED-TTL:PT4H",
            "COLOR:teal",
        ]
    )
    assert lines.index("END:VTIMEZONE") < lines.index("BEGIN:VEVENT")
    assert lines[-1] == "END:VCALENDAR"


def test_the_time_zone_is_written_as_yearly_rules() -> None:
    lines = raw_lines(calendar_of([]))
    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE")]
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in zone
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in zone
    assert not any(line.startswith("RDATE") for line in zone)


def test_a_calendar_without_events_colour_or_description_is_still_a_calendar() -> None:
    data = render_calendar(name="Tom", description="", colour="", events=[])
    assert Calendar.from_ical(data).walk("VEVENT") == []
    assert not any(line.startswith(("COLOR", "DESCRIPTION", "X-WR-CALDESC")) for line in raw_lines(data))


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        render_calendar(name="Møder", description="", colour="blå", events=[])


def test_the_same_values_give_the_same_bytes() -> None:
    events = [a_meeting(uid=f"{number}@aarshjul.example") for number in range(3)]
    assert calendar_of(events) == calendar_of(events)
    assert b"".join(rendered(event) for event in events) in calendar_of(events)


def test_the_events_stand_in_the_order_they_were_given() -> None:
    uids = ["b@aarshjul.example", "c@aarshjul.example", "a@aarshjul.example"]
    lines = raw_lines(calendar_of(a_meeting(uid=uid) for uid in uids))
    assert [line.removeprefix("UID:") for line in lines if line.startswith("UID:")] == uids


@pytest.mark.parametrize("forbidden", ["METHOD", "SOURCE", "VALARM", "ATTENDEE", "ORGANIZER", "VTODO", "RDATE"])
def test_what_clients_stumble_over_stands_nowhere(forbidden: str) -> None:
    assert forbidden.encode() not in calendar_of([MEETING, a_meeting(uid="x@y", is_cancelled=True)])
