"""A service of the fifth release gets calendars of one's own: every row stays, and everybody's addresses go on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fifth_release import ADDED, go_back_to_fifth, make_fifth_release
from first_release import ROWS
from fourth_release import ADDED as ADDED_BY_FOURTH
from since_fifth_release import NEW_TABLES, Tables, brought_forth, usual_since_fifth, without_kept_feeds
from small_plan import MOMENT, any_row
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from test_migrations_from_first_release import everything, triggers_of
from third_release import ADDED as ADDED_BY_THIRD

from wheel.core.access import OPERATOR
from wheel.core.feed_sources import FeedForm
from wheel.store.database import Database
from wheel.store.feeds import all_feeds, ensure_feeds
from wheel.store.migrations import migrate
from wheel.store.tables import (
    FeedBodyRow,
    FeedEventRow,
    FeedFetchRow,
    FeedRow,
    FeedSlotRow,
    FeedTaskRow,
)

OWN = {"token_hash": "h" * 64, "account_id": 7, "made_at": MOMENT.at}


@pytest.fixture
def fifth(empty_database: Database) -> Database:
    make_fifth_release(empty_database)
    return empty_database


def filled() -> Iterator[str]:
    for added in (ROWS, ADDED_BY_THIRD, ADDED_BY_FOURTH, ADDED):
        yield from (table.partition(" ")[0] for table in added)


def everything_but_what_is_searched(database: Database) -> Tables:
    """What searching looks in is written by the service after it has migrated."""
    tables = everything(database)
    return tables | {"items": [without(row, {"folded": ""}) for row in tables["items"]]}


def without(row: dict[str, object], names: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in names}


def test_every_row_is_kept_there_and_back(fifth: Database) -> None:
    before, triggers = everything_but_what_is_searched(fifth), triggers_of(fifth)
    assert set(filled()) <= {table for table, rows in before.items() if rows}
    migrate(fifth)
    after, usual = everything_but_what_is_searched(fifth), usual_since_fifth()
    expected = brought_forth(before)
    for table, rows in expected.items():
        added = usual.get(table, {})
        assert after[table] == [row | added for row in rows], table
        assert {name for row in after[table] for name in without(row, added)} == {name for row in rows for name in row}
    assert {table for table in after if table not in before} == NEW_TABLES
    assert not any(after[table] for table in NEW_TABLES)
    go_back_to_fifth(fifth)
    assert everything_but_what_is_searched(fifth) == without_kept_feeds(before)
    assert triggers_of(fifth) == triggers


def test_everybodys_addresses_go_on_and_get_addresses_that_speak_beside_them(fifth: Database) -> None:
    migrate(fifth)
    with fifth.writing() as session:
        ensure_feeds(session)
    with fifth.reading() as session:
        feeds = {feed.id: feed.address for feed in all_feeds(session, OPERATOR)}
    assert {name: feeds.pop(name) for name in ("feed1", "feed2")} == {"feed1": "aarshjul", "feed2": "oeu"}
    assert list(feeds.values()) == ["kb"], "the body that had none has one now"


CALLED_OTHERWISE = [
    ("frister", "frister-2"),
    ("aarshjul", "aarshjul-2"),
    ("ring-politik", "udvalg-ring-politik"),
    ("punkt-item9", "udvalg-punkt-item9"),
    ("ØU", "oeu"),
    ("KB 2", "kb-2"),
    ("日本", "udvalg"),
]


@pytest.mark.parametrize(("name", "address"), CALLED_OTHERWISE)
def test_a_body_whose_name_no_address_can_have_is_called_otherwise_there(
    fifth: Database, name: str, address: str
) -> None:
    with fifth.engine.begin() as connection:
        connection.execute(text("UPDATE bodies SET short_name = :name WHERE id = 2"), {"name": name})
    migrate(fifth)
    with fifth.writing() as session:
        ensure_feeds(session)
    with fifth.reading() as session:
        addresses = {feed.id: feed.address for feed in all_feeds(session, OPERATOR)}
    assert (addresses["feed1"], addresses["feed2"]) == ("aarshjul", address)


def added_by_this_release(database: Database) -> None:
    """A row in everything that is new: what the release before could not say."""
    with database.writing() as session:
        session.add_all(
            [
                FeedRow(id=201, address="oeu?agenda=no", body_id=2, options="agenda=no"),
                FeedRow(id=202, address="punkt-item9", item_id=9),
                FeedRow(id=203, is_mine=True, name="min telefon", **OWN),
                FeedRow(id=204, post_id=1, **OWN | {"token_hash": "i" * 64, "withdrawn_at": MOMENT.at}),
            ]
        )
        session.flush()
        session.add(any_row(FeedEventRow, occurrence_id=1, rendition="feed:own"))
        session.add(any_row(FeedSlotRow, stop_id=9, rendition=""))
        session.add(any_row(FeedTaskRow, follow_up_id=9, rendition="feed:own"))
        session.add(any_row(FeedFetchRow, feed_id=203, client="thunderbird"))
        session.add_all(any_row(FeedBodyRow, feed_id=203, form=form) for form in FeedForm)


def test_on_the_way_back_what_is_ones_own_goes_and_nothing_of_it_is_told_to_everybody(fifth: Database) -> None:
    """The release before would take it for feeds of everything."""
    before = everything_but_what_is_searched(fifth)
    migrate(fifth)
    added_by_this_release(fifth)
    go_back_to_fifth(fifth)
    after = everything_but_what_is_searched(fifth)
    expected = without_kept_feeds(before)
    # Writing raised the stamp, and the stamp of access is no more.
    assert [row["name"] for row in after.pop("stamps")] == [row["name"] for row in expected.pop("stamps")]
    assert after == expected


def test_another_step_forth_after_that_gives_the_same_tables(fifth: Database) -> None:
    migrate(fifth)
    once = everything(fifth)
    go_back_to_fifth(fifth)
    migrate(fifth)
    assert everything(fifth) == once


def test_a_calendar_of_ones_own_is_kept_without_its_account_when_that_goes(fifth: Database) -> None:
    """So that its address can say for some weeks that it is closed."""
    migrate(fifth)
    added_by_this_release(fifth)
    with fifth.writing() as session:
        # Nothing else refers to this account.
        session.execute(text("UPDATE feeds SET account_id = 8 WHERE id = 203"))
        session.execute(text("DELETE FROM account_links WHERE account_id = 8"))
        session.execute(text("DELETE FROM accounts WHERE id = 8"))
    kept = {row["id"]: row for row in everything(fifth)["feeds"]}
    assert (kept[203]["account_id"], kept[203]["token_hash"]) == (None, "h" * 64)
    assert kept[204]["account_id"] == 7


def test_what_belongs_to_a_feed_goes_with_it(fifth: Database) -> None:
    migrate(fifth)
    added_by_this_release(fifth)
    with fifth.writing() as session:
        session.execute(text("DELETE FROM feeds WHERE id = 203"))
    after = everything(fifth)
    assert (after["feed_fetches"], after["feed_bodies"]) == ([], [])


@pytest.mark.parametrize("statement", ["UPDATE {table} SET actor = 'En anden'", "DELETE FROM {table}"])
@pytest.mark.parametrize("table", ["stop_changes", "agenda_versions", "audit_entries", "occurrence_changes"])
def test_history_is_append_only_after_upgrading(fifth: Database, table: str, statement: str) -> None:
    migrate(fifth)
    with pytest.raises(DBAPIError, match="history is append-only"), fifth.writing() as session:
        session.execute(text(statement.format(table=table)))
