"""What a feed says of its zone gives the same times as the zone database, to readers that go by the file alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
import vobject
from dateutil.tz import tzical
from feed_samples import MODIFIED, WORDS, a_meeting, raw_lines
from icalendar import Calendar, Timezone

from wheel.core.dates import DateSpan
from wheel.core.zones import COPENHAGEN, FAROE, NUUK, ZONES
from wheel.feeds.calendar import render_calendar, render_event
from wheel.feeds.timezone import feed_zone

UNTIL = datetime(2041, 1, 1, tzinfo=UTC)
# From when on the written rules are promised to hold.
SINCE = {
    COPENHAGEN: datetime(1996, 10, 1, tzinfo=UTC),
    FAROE: datetime(1996, 10, 1, tzinfo=UTC),
    NUUK: datetime(2023, 3, 26, 1, tzinfo=UTC),
}
QUARTER = timedelta(minutes=15)


def read_by_dateutil(name: str) -> tzinfo:
    zone = tzical(io.StringIO(feed_zone(name).vtimezone.decode())).get(name)
    assert zone is not None
    return zone


def read_by_icalendar(name: str) -> tzinfo:
    component = Timezone.from_ical(feed_zone(name).vtimezone)
    assert isinstance(component, Timezone)
    return component.to_tz(lookup_tzid=False)


every_zone = pytest.mark.parametrize("name", ZONES)


@cache
def changes_of(name: str) -> tuple[datetime, ...]:
    """The instants at which the zone database changes the clocks, to the hour, found by walking through the years."""
    zone, instant, found = ZoneInfo(name), SINCE[name], []
    while instant < UNTIL:
        following = instant + timedelta(hours=1)
        if instant.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            found.append(following)
        instant = following
    return tuple(found)


@every_zone
def test_clocks_change_twice_a_year_except_where_greenland_left_one_summer_out(name: str) -> None:
    """So that what the other tests compare with is what it is thought to be."""
    in_years = [change.year for change in changes_of(name)]
    assert {year: in_years.count(year) for year in range(2024, 2041)} == dict.fromkeys(range(2024, 2041), 2)
    assert in_years.count(2023) == (0 if name == NUUK else 2)


@pytest.mark.parametrize("read", [read_by_dateutil, read_by_icalendar])
@every_zone
def test_the_written_zone_agrees_with_the_zone_database_round_each_change(
    read: Callable[[str], tzinfo], name: str
) -> None:
    zone, known = read(name), ZoneInfo(name)
    for change in changes_of(name):
        for quarters in (-96, -13, -12, -5, -4, -1, 0, 1, 4, 5, 12, 13, 96):
            instant = change + quarters * QUARTER
            if instant >= SINCE[name]:
                written = instant.astimezone(zone).replace(tzinfo=None)
                assert written == instant.astimezone(known).replace(tzinfo=None), instant


@every_zone
def test_the_written_zone_holds_from_its_first_day_on(name: str) -> None:
    zone, known = read_by_dateutil(name), ZoneInfo(name)
    for days in range(400):
        noon = SINCE[name] + timedelta(days=days)
        assert noon.astimezone(zone).replace(tzinfo=None) == noon.astimezone(known).replace(tzinfo=None), noon


Starts = dict[str, datetime]


def starts_by_icalendar(data: bytes) -> Starts:
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    return {str(event["UID"]): event["DTSTART"].dt.astimezone(UTC) for event in calendar.walk("VEVENT")}


def starts_by_recurring_ical_events(data: bytes) -> Starts:
    found = recurring_ical_events.of(Calendar.from_ical(data)).between(date(2019, 1, 1), date(2042, 1, 1))
    return {str(event["UID"]): event.start.astimezone(UTC) for event in found}


def starts_by_vobject(data: bytes) -> Starts:
    (calendar,) = vobject.readComponents(data.decode())
    return {event.uid.value: event.dtstart.value.astimezone(UTC) for event in calendar.vevent_list}


READERS = [starts_by_icalendar, starts_by_recurring_ical_events, starts_by_vobject]


@pytest.mark.parametrize("read", READERS)
@every_zone
def test_a_meeting_is_at_its_time_on_both_sides_of_every_change_from_2020_to_2040(
    read: Callable[[bytes], Starts], name: str
) -> None:
    known = ZoneInfo(name)
    days = {
        change.astimezone(known).date() + timedelta(days=away)
        for change in changes_of(name)
        for away in (-2, -1, 0, 1, 2)
        if change.year >= 2020
    }
    at = {f"{day}@x": datetime.combine(day, time(9), tzinfo=known).astimezone(UTC) for day in days}
    events = [
        render_event(
            a_meeting(uid=f"{day}@x", span=DateSpan.of_day(day), start_time=time(9), end_time=time(11), time_zone=name),
            WORDS,
            sequence=0,
            modified=MODIFIED,
        )
        for day in sorted(days)
    ]
    calendar = render_calendar(name="x", description="", colour="", events=events, time_zone=name)
    assert len(at) >= 170
    assert read(calendar) == at


@every_zone
def test_a_calendar_names_its_zone_and_writes_it_as_yearly_rules(name: str) -> None:
    lines = raw_lines(render_calendar(name="x", description="", colour="", events=[], time_zone=name))
    assert f"X-WR-TIMEZONE:{name}" in lines
    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE")]
    assert zone[1] == f"TZID:{name}"
    assert len([line for line in zone if line.startswith("RRULE:FREQ=YEARLY;")]) == 2
    assert not any(line.startswith("RDATE") for line in zone)
