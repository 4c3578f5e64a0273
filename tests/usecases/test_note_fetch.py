"""Noting that a calendar was fetched: once an hour, and never at the cost of the poll."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from databases import url_of
from small_plan import MOMENT, TODAY, set_up
from sqlalchemy import make_url, text

from wheel.core.access import ANONYMOUS, Moment
from wheel.core.calendar_clients import CalendarClient, Fetch
from wheel.store import feed_fetches
from wheel.store.database import Database
from wheel.store.feeds import all_feeds, ensure_feeds
from wheel.usecases import note_fetch as noting
from wheel.usecases.note_fetch import FORGOTTEN_AFTER, NOTED_EVERY, is_due, note_fetch

NOW = MOMENT.at
SECOND = timedelta(seconds=1)
GOOGLE = CalendarClient.GOOGLE


@pytest.fixture
def feed(database: Database) -> str:
    """The id of everything's feed."""
    set_up(database)
    with database.writing() as session:
        ensure_feeds(session)
    with database.reading() as session:
        return all_feeds(session, ANONYMOUS)[0].id


@pytest.fixture(autouse=True)
def nothing_told_yet() -> Iterator[None]:
    noting._tell_once.cache_clear()
    yield
    noting._tell_once.cache_clear()


def noted(database: Database, feed: str) -> tuple[Fetch, ...]:
    with database.reading() as session:
        return feed_fetches.fetches_of(session, [feed])[feed]


@pytest.mark.parametrize(
    ("last", "is_so", "why"),
    [
        (None, True, "never before"),
        (NOW, False, "just now"),
        (NOW - NOTED_EVERY + SECOND, False, "within the hour"),
        (NOW - NOTED_EVERY, True, "an hour ago"),
        (NOW + SECOND, False, "by another process whose clock is ahead"),
        (NOW + timedelta(days=365), True, "while the clock was set wrong"),
    ],
)
def test_a_fetch_is_noted_once_an_hour(last: datetime | None, is_so: bool, why: str) -> None:
    assert is_due(last, NOW) is is_so, why


def test_what_is_noted_is_there_for_everybody(database: Database, feed: str) -> None:
    note_fetch(database, feed, GOOGLE, 304, MOMENT)
    assert noted(database, feed) == (Fetch(GOOGLE, NOW, 304),)


@pytest.mark.parametrize(("hour", "is_kept"), [(2, True), (3, False), (4, True)])
def test_by_night_a_fetch_of_more_than_a_year_ago_is_forgotten(
    database: Database, feed: str, hour: int, is_kept: bool
) -> None:
    night = Moment(NOW.replace(hour=hour), TODAY)
    limit = night.at - FORGOTTEN_AFTER
    note_fetch(database, feed, CalendarClient.OUTLOOK, 200, Moment(limit - SECOND, TODAY))
    note_fetch(database, feed, CalendarClient.APPLE, 200, Moment(limit, TODAY))
    note_fetch(database, feed, GOOGLE, 200, night)
    kept = [GOOGLE, CalendarClient.APPLE, CalendarClient.OUTLOOK][: 3 if is_kept else 2]
    assert [fetch.client for fetch in noted(database, feed)] == kept


def test_while_somebody_else_writes_nothing_is_noted_and_the_poll_goes_on(
    database: Database, feed: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), database.writing() as session:
        feed_fetches.note_fetch(session, feed, GOOGLE, NOW, 200)
        for _ in range(3):
            note_fetch(database, feed, GOOGLE, 304, MOMENT)
    assert noted(database, feed) == (Fetch(GOOGLE, NOW, 200),), "the longer one's is there"
    assert len(caplog.records) == 1, "and the log is told once"
    assert feed not in caplog.text


def test_afterwards_it_is_noted_again(database: Database, feed: str) -> None:
    with database.writing() as session:
        feed_fetches.note_fetch(session, feed, GOOGLE, NOW, 200)
        note_fetch(database, feed, GOOGLE, 304, MOMENT)
    note_fetch(database, feed, GOOGLE, 304, MOMENT)
    assert noted(database, feed) == (Fetch(GOOGLE, NOW, 304),)


def test_a_database_that_can_only_be_read_is_passed_over(
    database: Database, feed: str, caplog: pytest.LogCaptureFixture
) -> None:
    read_only = only_to_read(database)
    with caplog.at_level(logging.WARNING):
        note_fetch(read_only, feed, GOOGLE, 200, MOMENT)
    read_only.dispose()
    assert noted(database, feed) == ()
    assert len(caplog.records) == 1


def test_haste_waits_for_nobody_and_leaves_the_other_transactions_as_they_are(database: Database) -> None:
    is_sqlite = database.engine.dialect.name == "sqlite"
    patience = text("PRAGMA busy_timeout" if is_sqlite else "SHOW lock_timeout")
    with database.writing_in_haste() as session:
        assert session.scalar(patience) == (10 if is_sqlite else "10ms")
    with database.writing() as session:
        assert session.scalar(patience) == (30_000 if is_sqlite else "0")


def only_to_read(database: Database) -> Database:
    """The same database, opened so that nothing can be written."""
    url = make_url(url_of(database))
    if database.engine.dialect.name == "sqlite":
        return Database(f"sqlite:///file:{url.database}?mode=ro&uri=true")
    options = f"{url.query['options']} -c default_transaction_read_only=on"
    return Database(url.update_query_dict({"options": options}).render_as_string(hide_password=False))
