"""Feeds as large as they get, and as calendar programs read them, over HTTP."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
import recurring_ical_events
import vobject
from feed_site import DIRECTORS, TODAY, FeedSite
from icalendar import Calendar, Event
from sqlalchemy import insert, select

from wheel.core.access import ANONYMOUS
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.stops import Purpose, StopState
from wheel.core.successions import Successor
from wheel.feeds.publishing import FeedPublisher
from wheel.store.database import Session
from wheel.store.feed_days import days_of_nearest
from wheel.store.occurrences import occurrences_between
from wheel.store.series import add_series
from wheel.store.tables import ItemRow, OccurrenceRow, SeriesRow, StopRow

GOOGLE_TAKES = 1_000_000

# The last Sundays of March and October: the days on which the clock changes.
CHANGES = [(date(2026, 3, 29), date(2026, 10, 25)), (date(2027, 3, 28), date(2027, 10, 31))]
CHANGES += [(date(2028, 3, 26), date(2028, 10, 29))]
WEEKLY = [date(2026, 1, 6) + timedelta(weeks=week) for week in range(155)]


def nine_o_clock(day: date) -> datetime:
    """09:00 in Copenhagen as an instant, by the two changes of its year."""
    summer, winter = next(change for change in CHANGES if change[0].year == day.year)
    return datetime.combine(day, time(7 if summer <= day < winter else 8), UTC)


def starts_read_by_icalendar(data: bytes) -> dict[str, datetime]:
    return {str(event["UID"]): event["DTSTART"].dt for event in Calendar.from_ical(data).walk("VEVENT")}


def starts_read_by_recurring_ical_events(data: bytes) -> dict[str, datetime]:
    events = recurring_ical_events.of(Calendar.from_ical(data)).between(date(2020, 1, 1), date(2035, 1, 1))
    return {str(event["UID"]): event.start for event in events}


def starts_read_by_vobject(data: bytes) -> dict[str, datetime]:
    (calendar,) = vobject.readComponents(data.decode())
    return {event.uid.value: event.dtstart.value for event in calendar.vevent_list}


READERS = [starts_read_by_icalendar, starts_read_by_recurring_ical_events, starts_read_by_vobject]


def test_a_weekly_meeting_is_at_nine_through_three_years_of_clock_changes(site: FeedSite) -> None:
    days = sorted({*WEEKLY, *(day for change in CHANGES for day in change)})
    site.add_days("Ugemøde", days)
    read = {reader: dict[date, datetime]() for reader in READERS}
    # The window moves along with the year.
    for day in (date(2026, 3, 1), date(2027, 3, 1), date(2028, 3, 1)):
        site.clock.at = datetime.combine(day, time(12), UTC)
        data = site.bytes(DIRECTORS)
        own = {str(event["UID"]) for event in Calendar.from_ical(data).walk("VEVENT") if event["SUMMARY"] == "Ugemøde"}
        for reader, starts in read.items():
            starts |= {start.date(): start for uid, start in reader(data).items() if uid in own}
    for reader, starts in read.items():
        assert sorted(starts) == days, reader
        for day, start in starts.items():
            assert start.astimezone(UTC) == nine_o_clock(day), reader


@pytest.fixture
def busy(site: FeedSite) -> FeedSite:
    """A municipality with 3,000 occurrences a year."""
    days = [date(year, 1, 1) + timedelta(days=7 * week) for year in (2026, 2027) for week in range(50)]

    def fill(session: Session) -> None:
        series = [_a_series(session, number) for number in range(60)]
        session.execute(insert(OccurrenceRow), [_an_occurrence(id_, day) for id_ in series for day in days])

    site.change(fill)
    return site


def give_every_meeting_a_long_agenda(session: Session) -> None:
    items = [ItemRow(title=f"Sag {number} om ældreområdet: " + "budget og drift, " * 5) for number in range(8)]
    session.add_all(items)
    session.flush()
    meetings = session.execute(
        select(OccurrenceRow.id, SeriesRow.body_id).join(SeriesRow).where(SeriesRow.title.like("Møde %"))
    ).all()
    session.execute(insert(StopRow), [_a_stop(item.id, at, *one) for one in meetings for at, item in enumerate(items)])


def _a_series(session: Session, number: int) -> int:
    rule = DateList((DateSpan.of_day(date(1990, 1, 1)),))
    public_id = add_series(session, Series(f"Møde {number}", Kind.MEETING, "direktion", Schedule(rule), DIRECTORS))
    return session.scalars(select(SeriesRow.id).filter_by(public_id=public_id)).one()


def _an_occurrence(series_id: int, day: date) -> dict[str, object]:
    next_day = day + timedelta(days=1)
    return {
        "series_id": series_id,
        "plan_year": day.year,
        "slot_start": day,
        "slot_end": next_day,
        "start_day": day,
        "end_day": next_day,
        "start_time": time(9),
        "end_time": time(11),
    }


def _a_stop(item_id: int, number: int, meeting: int, body_id: int) -> dict[str, object]:
    return {
        "item_id": item_id,
        "body_id": body_id,
        "occurrence_id": meeting,
        "position": number + 1,
        "state": StopState.PLACED,
        "purpose": Purpose.DECISION,
        "since": date(2026, 1, 1),
    }


def test_a_busy_municipalitys_feed_is_one_that_google_takes_whole(busy: FeedSite) -> None:
    busy.change(give_every_meeting_a_long_agenda)
    response = busy.poll()
    assert GOOGLE_TAKES * 0.97 < len(response.data) < GOOGLE_TAKES
    events = Calendar.from_ical(response.data).walk("VEVENT")
    assert 500 < len(events) < 990
    assert min(day_of(event, "DTEND") for event in events) >= TODAY, "what is past gives room to what is to come"
    by_month = Counter((day.year, day.month) for day in (day_of(event, "DTSTART") for event in events))
    assert by_month[2026, 12] > 100
    assert [day_of(event, "DTSTART") for event in events] == sorted(day_of(event, "DTSTART") for event in events)
    assert response.data.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n"), "whole events only"


def day_of(event: Event, name: str) -> date:
    value: date = event.decoded(name)
    return value.date() if isinstance(value, datetime) else value


def test_many_short_events_are_cut_by_their_number(busy: FeedSite) -> None:
    events = Calendar.from_ical(busy.bytes()).walk("VEVENT")
    assert len(events) == 990
    # The year to come has more than there is room for, so no day before today is shown.
    assert min(day_of(event, "DTEND") for event in events) >= TODAY


def test_a_quiet_bodys_feed_shows_the_past_three_months_too(busy: FeedSite) -> None:
    days = [day_of(event, "DTSTART") for event in busy.events("hovedmed").values()]
    assert date(2026, 8, 21) <= min(days) < TODAY < max(days) <= date(2028, 2, 21)


def test_a_busy_feed_is_the_same_on_the_next_poll_in_any_process(busy: FeedSite) -> None:
    etag = busy.poll().headers["ETag"]
    process = busy.another()
    assert process.poll(If_None_Match=etag).status_code == 304
    process.database.dispose()


@pytest.mark.parametrize("limit", [1, 2, 30, 60, 90, 150, 200, 1_000])
def test_what_is_read_is_enough_to_choose_from(site: FeedSite, limit: int) -> None:
    """A feed reads only the days that hold its nearest events, and shows what it would if it read its whole window."""
    # Some of what is past and of what is to come was cancelled; the first leaves the feed, the second stays.
    for meeting in (*site.meetings()[:2], *site.meetings()[5:7]):
        site.cancel(meeting)
    site.clock.pass_by(days=21)
    publisher = FeedPublisher({}, "", "settings", site.clock.moment, most_events=limit)
    for body in (None, DIRECTORS):
        with site.database.reading() as session:
            everything = occurrences_between(session, ANONYMOUS, publisher.window, bodies=(body,) if body else None)
            line, today = (Successor(body, body, None),) if body else (), publisher.moment.today
            days = days_of_nearest(session, ANONYMOUS, line, publisher.window, today, limit)
            read = occurrences_between(session, ANONYMOUS, days, bodies=(body,) if body else None)
        assert publisher.choose(read) == publisher.choose(everything)
        assert len(publisher.choose(read)) <= limit
