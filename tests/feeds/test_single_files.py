"""Files of single events: when they change, and that they agree with the feeds about it, on either database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import vobject
from feed_samples import raw_lines
from feed_site import DIRECTORS, FeedSite
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from sqlalchemy import select

from wheel.feeds.revisions import Revision, next_change, revision_of
from wheel.store.kept_feeds import SentEvent, SentKind
from wheel.store.tables import StampRow

AT = datetime.fromisoformat("2026-11-21T12:00:00+00:00")
HALF_A_SECOND, SECOND, HOUR = timedelta(seconds=0.5), timedelta(seconds=1), timedelta(hours=1)


def file_of(site: FeedSite, address: str) -> bytes:
    answer = site.app.test_client().get(address)
    assert answer.status_code == 200
    raw_lines(answer.data)
    return answer.data


def revision_in(data: bytes) -> tuple[int, datetime]:
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
    return event["SEQUENCE"], event["LAST-MODIFIED"].dt


def test_without_a_change_a_file_keeps_its_bytes_and_a_change_raises_its_revision(site_on_both: FeedSite) -> None:
    site, meeting = site_on_both, site_on_both.meetings()[0]
    stop = site.add_item(meeting, "Budgetopfølgning")
    addresses = (f"/occurrences/{meeting.id}.ics", f"/stops/{stop}.ics")
    before = [file_of(site, address) for address in addresses]
    site.clock.pass_by(hours=30)
    other = site.another()
    assert [file_of(other, address) for address in addresses] == before
    other.database.dispose()
    site.move(meeting, 1)
    after = [file_of(site, address) for address in addresses]
    for old, new in zip(before, after, strict=True):
        assert revision_in(new) == (revision_in(old)[0] + 1, site.clock.at)
    assert [file_of(site, address) for address in addresses] == after


def test_a_change_of_another_event_leaves_a_file_as_it_is(site: FeedSite) -> None:
    first, second, *_ = site.meetings()
    before = file_of(site, f"/occurrences/{first.id}.ics")
    site.clock.pass_by(hours=1)
    site.cancel(second)
    assert file_of(site, f"/occurrences/{first.id}.ics") == before


@pytest.mark.parametrize("is_file_first", [True, False], ids=["the file first", "the feed first"])
def test_whoever_is_sent_a_change_first_the_feed_and_the_file_number_it_alike(
    site_on_both: FeedSite, is_file_first: bool
) -> None:
    site, meeting = site_on_both, site_on_both.meetings()[0]
    address, sequences = f"/occurrences/{meeting.id}.ics", []
    for title in ("Første", "Andet", "Tredje"):
        site.add_item(meeting, title)
        site.clock.pass_by(minutes=10)
        if is_file_first:
            file, in_feed = revision_in(file_of(site, address)), site.revisions(DIRECTORS)[meeting.id]
        else:
            in_feed, file = site.revisions(DIRECTORS)[meeting.id], revision_in(file_of(site, address))
        assert file == in_feed
        sequences.append(file[0])
    assert sequences == [0, 1, 2]


def test_a_feed_that_a_file_has_gone_before_sends_the_very_same_event(site: FeedSite) -> None:
    meeting = site.meetings()[0]
    file = file_of(site, f"/occurrences/{meeting.id}.ics")
    assert file[file.index(b"BEGIN:VEVENT") : file.index(b"END:VCALENDAR")] in site.bytes(DIRECTORS)
    assert file_of(site, f"/occurrences/{meeting.id}.ics") == file


def test_a_reader_that_knows_no_zones_but_those_in_the_file_finds_the_same_time(site: FeedSite) -> None:
    meeting = site.meetings()[0]
    data = file_of(site, f"/occurrences/{meeting.id}.ics")
    event = vobject.readOne(data.decode()).vevent
    starts = datetime.combine(meeting.span.start, meeting.start_time, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert event.dtstart.value.astimezone(UTC) == starts.astimezone(UTC)
    assert event.uid.value.partition("@")[0] == meeting.id


def test_a_file_makes_no_feed_be_rendered_anew(site: FeedSite) -> None:
    def stamps() -> list[int]:
        with site.database.reading() as session:
            return list(session.scalars(select(StampRow.value).order_by(StampRow.name)))

    before = stamps()
    file_of(site, f"/occurrences/{site.meetings()[0].id}.ics")
    assert stamps() == before


def test_an_event_that_no_feed_has_room_for_has_a_file(site: FeedSite) -> None:
    meeting = site.meetings()[0]
    site.clock.pass_by(days=3 * 365)
    assert meeting.id not in site.events(DIRECTORS)
    assert revision_in(file_of(site, f"/occurrences/{meeting.id}.ics"))[0] == 0


def test_two_changes_within_a_second_are_two_revisions(site: FeedSite) -> None:
    meeting, seen = site.meetings()[0], []
    for title in ("Et", "To", "Tre"):
        site.add_item(meeting, title)
        seen.append(revision_in(file_of(site, f"/occurrences/{meeting.id}.ics")))
    assert [sequence for sequence, _ in seen] == [0, 1, 2]
    assert all(earlier[1] < later[1] for earlier, later in pairwise(seen))


def sent(content_hash: str, sequence: int, modified_at: datetime) -> SentEvent:
    return SentEvent((SentKind.EVENT, "x", ""), "", content_hash, sequence, modified_at, b"")


@pytest.mark.parametrize(
    ("before", "now", "expected", "reason"),
    [
        (None, AT + HALF_A_SECOND, Revision(0, AT), "the first is number 0, in whole seconds"),
        (sent("same", 4, AT), AT + HOUR, Revision(4, AT), "the same content is no new revision"),
        (sent("other", 4, AT), AT + HOUR + HALF_A_SECOND, Revision(5, AT + HOUR), "another one is, in whole seconds"),
        (sent("other", 4, AT), AT + HALF_A_SECOND, Revision(5, AT + SECOND), "within a second, too, it is a later one"),
        (sent("other", 4, AT), AT - HOUR, Revision(5, AT + SECOND), "and where the clock was put back"),
    ],
)
def test_a_revision_is_new_when_and_only_when_the_content_is(
    before: SentEvent | None, now: datetime, expected: Revision, reason: str
) -> None:
    assert revision_of(before, "same", now) == expected, reason


@given(st.lists(st.integers(-5, 5), max_size=20))
def test_changes_always_grow_later_whatever_the_clock_does(steps: list[int]) -> None:
    at, clock = AT, AT
    for step in steps:
        clock += timedelta(seconds=step)
        following = next_change(at, clock)
        assert following > at
        at = following
