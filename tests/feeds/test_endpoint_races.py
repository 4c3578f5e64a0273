"""Several processes that poll while the plan changes: nobody is sent an older state after a newer one."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier
from time import monotonic_ns

import pytest
from feed_site import DIRECTORS, NOW, Clock, FeedSite
from icalendar import Calendar
from sqlalchemy import func, select

from wheel.store.database import Session
from wheel.store.kept_feeds import SentEvent, SentKey, SentKind, keep_events, lock_plan, sent_events
from wheel.store.stamps import note_change, read_stamp
from wheel.store.tables import FeedBodyRow, FeedEventRow

CHANGES = 12
MOST_POLLS = 2_000


@dataclass(frozen=True)
class Received:
    """One event of one answer, with the moments (of the machine's one clock) at which it was asked for and there."""

    asked: int
    there: int
    sequence: int
    event: bytes


def poll_until_the_last_change(url: str, feed: str | None, event: str, everybody_is_ready: Barrier) -> list[Received]:
    """What one process was sent. The two ask for different feeds, which share the event, and their clocks differ."""
    site = FeedSite(url, Clock(NOW + timedelta(hours=1 if feed else 2)))
    everybody_is_ready.wait()
    found: list[Received] = []
    while len(found) < MOST_POLLS and (not found or found[-1].sequence < CHANGES):
        asked = monotonic_ns()
        response = site.poll(feed)
        there = monotonic_ns()
        vevents = Calendar.from_ical(response.data).walk("VEVENT")
        vevent = next(vevent for vevent in vevents if str(vevent["UID"]).startswith(event))
        found.append(Received(asked, there, vevent["SEQUENCE"], vevent.to_ical()))
    site.database.dispose()
    return found


def test_processes_that_poll_while_the_plan_changes_agree_on_every_revision(site_on_both: FeedSite) -> None:
    site = site_on_both
    meeting = site.meetings()[4]
    context = multiprocessing.get_context("spawn")
    with context.Manager() as shared, ProcessPoolExecutor(2, mp_context=context) as processes:
        barrier = shared.Barrier(3)
        pollers = [
            processes.submit(poll_until_the_last_change, site.url, feed, meeting.id, barrier)
            for feed in (DIRECTORS, None)
        ]
        barrier.wait()
        site.bytes()
        for change in range(CHANGES):
            site.set_occurrence(meeting.id, place=f"Lokale {change}")
            site.bytes(DIRECTORS if change % 2 else None)
        received = [answer for poller in pollers for answer in poller.result()]
    assert received[-1].sequence == CHANGES, "the last change was seen"
    revisions: dict[int, set[bytes]] = {}
    for answer in received:
        revisions.setdefault(answer.sequence, set()).add(answer.event)
    assert {sequence: len(events) for sequence, events in revisions.items() if len(events) > 1} == {}
    by_end = sorted(received, key=lambda answer: answer.there)
    for answer in received:
        earlier = [other.sequence for other in by_end if other.there < answer.asked]
        assert answer.sequence >= max(earlier, default=0)


def key(meeting: str) -> SentKey:
    return SentKind.EVENT, meeting, ""


def sent(meeting: str, sequence: int, at: object) -> SentEvent:
    return SentEvent(key(meeting), "source", "content", sequence, at, b"BEGIN:VEVENT")  # type: ignore[arg-type]


def test_what_was_sent_of_a_newer_plan_is_never_put_back(site_on_both: FeedSite) -> None:
    site, meeting = site_on_both, site_on_both.meetings()[0].id
    older, newer = sent(meeting, 3, site.clock.at), sent(meeting, 4, site.clock.at)
    with site.database.writing() as session:
        assert keep_events(session, 8, [newer])
    with site.database.writing() as session:
        assert not keep_events(session, 7, [older])
        assert not keep_events(session, 7, [older, sent(site.meetings()[1].id, 0, site.clock.at)])
    with site.database.reading() as session:
        assert sent_events(session, [key(one.id) for one in site.meetings()]) == {key(meeting): newer}
    with site.database.writing() as session:
        assert keep_events(session, 8, [sent(meeting, 5, site.clock.at)]), "the same plan may be rendered again"


def test_an_event_that_was_removed_meanwhile_is_not_kept(site_on_both: FeedSite) -> None:
    with site_on_both.database.writing() as session:
        assert keep_events(session, 8, [sent("nosuchmeeting", 0, site_on_both.clock.at)])
        assert sent_events(session, [key("nosuchmeeting")]) == {}


def test_rendering_a_feed_is_no_change_of_the_plan(site_on_both: FeedSite) -> None:
    """A poll that raised the stamp would make every other feed be rendered anew."""

    def stamp() -> int:
        with site_on_both.database.reading() as session:
            return read_stamp(session)

    before = stamp()
    site_on_both.bytes()
    site_on_both.bytes(DIRECTORS)
    assert stamp() == before


def test_a_poll_that_finds_nothing_new_writes_nothing_and_waits_for_nobody(site_on_both: FeedSite) -> None:
    site = site_on_both
    first = site.poll()
    other = site.another()
    with site.database.writing() as session:
        lock_plan(session, is_own=False)
        assert other.poll(If_None_Match=first.headers["ETag"]).status_code == 304
        assert other.poll().data == first.data
        assert other.app.test_client().get("/feeds/nosuchfeed/x.ics").status_code == 404
    other.database.dispose()


def test_an_unknown_feed_leaves_no_trace(site_on_both: FeedSite) -> None:
    assert site_on_both.app.test_client().get("/feeds/nosuchfeed/x.ics").status_code == 404
    with site_on_both.database.reading() as session:
        assert rows(session) == (0, 0)
    site_on_both.bytes("hovedmed")
    with site_on_both.database.reading() as session:
        kept, events = rows(session)
    assert kept == 1
    assert events > 0


def rows(session: Session) -> tuple[int, int]:
    return session.query(FeedBodyRow).count(), session.query(FeedEventRow).count()


def test_a_change_that_shows_nowhere_and_a_new_day_leave_the_bytes_as_they_are(site_on_both: FeedSite) -> None:
    site = site_on_both
    first = site.poll()
    site.change(note_change)
    site.clock.pass_by(days=1)
    assert site.poll(If_None_Match=first.headers["ETag"]).status_code == 304
    again = site.poll()
    assert again.data == first.data
    assert again.last_modified == first.last_modified


@pytest.mark.postgresql
def test_a_database_server_that_was_restarted_is_found_again(postgresql_site: FeedSite) -> None:
    """By the first poll after it, whichever connections had been open."""
    site = postgresql_site
    etag = site.poll().headers["ETag"]
    glances = site.database._glances._engine
    connections = [glances.raw_connection() for _ in range(4)]
    pids = [connection.dbapi_connection.info.backend_pid for connection in connections]  # type: ignore[union-attr]
    for connection in connections:
        connection.close()
    with site.database.writing() as session:
        assert session.scalars(select(func.pg_terminate_backend(func.unnest(pids)))).all() == [True] * 4
    assert site.poll(If_None_Match=etag).status_code == 304
    assert site.poll().status_code == 200
