"""When feeds were fetched: one line for each feed and kind of program, and nothing that shows in the plan."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from at_once import at_once
from small_plan import COMMITTEE, set_up
from sqlalchemy import delete, select

from wheel.core.access import ANONYMOUS
from wheel.core.calendar_clients import CalendarClient, Fetch
from wheel.store.database import Database
from wheel.store.feed_fetches import fetches_of, forget_fetches_before, note_fetch
from wheel.store.feeds import all_feeds, ensure_feeds
from wheel.store.stamps import read_stamp
from wheel.store.tables import FeedFetchRow, FeedRow

GOOGLE, OUTLOOK = CalendarClient.GOOGLE, CalendarClient.OUTLOOK
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)


@pytest.fixture
def feeds(database: Database) -> tuple[str, str]:
    """The ids of everything's feed and of the committee's."""
    set_up(database)
    with database.writing() as session:
        ensure_feeds(session)
    with database.reading() as session:
        found = {feed.body: feed.id for feed in all_feeds(session, ANONYMOUS)}
    return found[None], found[COMMITTEE]


def note(
    database: Database, feed_id: str, client: CalendarClient = GOOGLE, at: datetime = NOON, status: int = 200
) -> None:
    with database.writing() as session:
        note_fetch(session, feed_id, client, at, status)


def read(database: Database, *feed_ids: str) -> dict[str, tuple[Fetch, ...]]:
    with database.reading() as session:
        return fetches_of(session, feed_ids)


def test_each_kind_of_program_has_one_fetch_the_newest_first(database: Database, feeds: tuple[str, str]) -> None:
    feed, other = feeds
    note(database, feed, OUTLOOK)
    note(database, feed, GOOGLE, LATER, 304)
    note(database, other, GOOGLE)
    assert read(database, feed, other) == {
        feed: (Fetch(GOOGLE, LATER, 304), Fetch(OUTLOOK, NOON, 200)),
        other: (Fetch(GOOGLE, NOON, 200),),
    }


@pytest.mark.parametrize("at", [LATER, NOON - timedelta(hours=2)])
def test_a_fetch_stands_in_place_of_the_last_one(database: Database, feeds: tuple[str, str], at: datetime) -> None:
    """Also where the clock has been set back."""
    note(database, feeds[0])
    note(database, feeds[0], GOOGLE, at, 304)
    assert read(database, feeds[0])[feeds[0]] == (Fetch(GOOGLE, at, 304),)


def test_what_nobody_has_fetched_has_no_fetches(database: Database, feeds: tuple[str, str]) -> None:
    assert read(database, feeds[1], "no-such-feed") == {feeds[1]: (), "no-such-feed": ()}
    assert read(database) == {}


def test_an_instant_is_the_same_in_any_zone(database: Database, feeds: tuple[str, str]) -> None:
    note(database, feeds[0], at=NOON.astimezone(timezone(timedelta(hours=9))))
    [fetch] = read(database, feeds[0])[feeds[0]]
    assert (fetch.at, fetch.at.utcoffset()) == (NOON, timedelta(0))


def test_of_a_feed_that_is_gone_nothing_is_noted(database: Database, feeds: tuple[str, str]) -> None:
    note(database, feeds[0])
    with database.writing() as session:
        session.execute(delete(FeedRow).where(FeedRow.public_id == feeds[0]))
    note(database, feeds[0])
    with database.reading() as session:
        assert session.scalars(select(FeedFetchRow)).all() == []


def test_what_is_old_is_forgotten_of_every_feed(database: Database, feeds: tuple[str, str]) -> None:
    note(database, feeds[0])
    note(database, feeds[1], at=NOON - timedelta(seconds=1))
    with database.writing() as session:
        forget_fetches_before(session, NOON)
    assert {feed: len(found) for feed, found in read(database, *feeds).items()} == {feeds[0]: 1, feeds[1]: 0}


def test_a_word_of_another_release_is_read_as_another_program(database: Database, feeds: tuple[str, str]) -> None:
    note(database, feeds[0])
    with database.writing() as session:
        session.scalars(select(FeedFetchRow)).one().client = "a_later_one"
    assert read(database, feeds[0])[feeds[0]] == (Fetch(CalendarClient.OTHER, NOON, 200),)


def test_a_note_leaves_every_rendered_feed_as_it_is(database: Database, feeds: tuple[str, str]) -> None:
    with database.reading() as session:
        before = read_stamp(session)
    note(database, feeds[0])
    with database.reading() as session:
        assert read_stamp(session) == before


def test_two_who_note_the_same_at_once_make_no_mistake(database: Database, feeds: tuple[str, str]) -> None:
    at_once(database, lambda own, number: note(own, feeds[0], status=200 + number), people=4)
    [fetch] = read(database, feeds[0])[feeds[0]]
    assert fetch.status in range(200, 204)
