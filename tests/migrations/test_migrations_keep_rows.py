"""No migration loses a row or stops half-way, whatever it does to a table on SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_plan import COMMITTEE, a_body, any_row, place, set_up
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError
from throw_away import upgrade_with

from wheel.core.access import OPERATOR
from wheel.core.feed_sources import FeedForm
from wheel.store.bodies import add_body, find_body
from wheel.store.database import Database
from wheel.store.feeds import ensure_feeds
from wheel.store.migrations import current_revision, migrate
from wheel.store.occurrences import occurrence_row
from wheel.store.tables import (
    Base,
    FeedBodyRow,
    FeedEventRow,
    FeedFetchRow,
    FeedRow,
    FeedSlotRow,
    OccurrenceDraftRow,
    SharedMembersRow,
    StopRow,
)

PARENTS = ("bodies", "occurrences", "feeds", "series", "items", "stops", "plan_entries")
REBUILD = "\n".join(
    f"with op.batch_alter_table('{table}') as batch:\n"
    "    batch.alter_column('public_id', existing_type=sa.String(32), type_=sa.String(40), existing_nullable=False)"
    for table in PARENTS
)
EMPTY_TABLES = {
    "accounts",
    "account_links",
    "account_sessions",
    "agenda_versions",
    "attachments",
    "claim_rules",
    "feed_tasks",
    "imported_series",
    "follow_ups",
    "local_days",
    "meeting_records",
    "memberships",
    "occurrence_changes",
    "posts",
    "recovery_codes",
    "route_steps",
    "route_templates",
    "saved_views",
    "sign_in_attempts",
    "standing_items",
    "standing_posts",
    "tenures",
    "uploaded_minutes",
}
EMPTY = "op.execute('DELETE FROM {table}')"
BREAKS = 'op.create_table("remarks", sa.Column("id", sa.Integer()))\nraise ZeroDivisionError("half-way")'


@pytest.fixture
def filled(empty_database: Database) -> Database:
    """A database of the test's own with a row in every table that another table's rows belong to."""
    migrate(empty_database)
    plan = set_up(empty_database)
    place(empty_database, plan.meetings[0], "Budgetopfølgning", "Mødeplan")
    with empty_database.writing() as session:
        add_body(session, a_body("chefforum", aliases=("SCF", "Tværgående chefgruppe"), parent=COMMITTEE))
        ensure_feeds(session)
        session.flush()
        occurrence, feeds = occurrence_row(session, plan.meetings[0]), session.scalars(select(FeedRow))
        session.add(any_row(FeedEventRow, occurrence_id=occurrence.id, rendition=""))
        session.add_all(
            any_row(FeedSlotRow, stop_id=row_id, rendition="") for row_id in session.scalars(select(StopRow.id))
        )
        session.add(any_row(FeedFetchRow, feed_id=1, client="thunderbird"))
        session.add_all(any_row(FeedBodyRow, feed_id=feed.id, form=form) for feed in feeds for form in FeedForm)
        session.add(OccurrenceDraftRow(occurrence_id=occurrence.id, state=None))
        session.add(SharedMembersRow(body_id=1, other_id=2))
    return empty_database


def test_rebuilding_a_table_keeps_the_rows_that_belong_to_it(filled: Database, tmp_path: Path) -> None:
    """SQLite alters a table by dropping it; with foreign keys on, ON DELETE CASCADE takes the children along."""
    before = rows(filled)
    assert {table for table in before if not before[table]} == EMPTY_TABLES
    upgrade_with(filled, tmp_path, REBUILD)
    lengths = [
        column["type"].length
        for table in PARENTS
        for column in inspect(filled.engine).get_columns(table)
        if column["name"] == "public_id"
    ]
    assert lengths == [40] * len(PARENTS)
    assert rows(filled) == before
    with filled.reading() as session:
        assert find_body(session, OPERATOR, "scf").short_name == "chefforum"


def test_foreign_keys_are_enforced_again_after_a_migration(filled: Database, tmp_path: Path) -> None:
    upgrade_with(filled, tmp_path, REBUILD)
    _foreign_keys_are_enforced(filled)


def test_foreign_keys_are_enforced_again_after_a_migration_that_failed(filled: Database, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        upgrade_with(filled, tmp_path, BREAKS)
    _foreign_keys_are_enforced(filled)


def _foreign_keys_are_enforced(database: Database) -> None:
    # On a few connections at once, because the one that migrated has gone back to the pool.
    with database.engine.connect() as first, database.engine.connect() as second:
        for connection in (first, second):
            with pytest.raises(DBAPIError):
                connection.execute(text("INSERT INTO body_aliases (body_id, alias) VALUES (999999, 'KB')"))
            connection.rollback()


def test_a_migration_that_fails_leaves_nothing_behind(filled: Database, tmp_path: Path) -> None:
    """SQLite's driver would by itself commit each CREATE TABLE at once."""
    before, revision = rows(filled), current_revision(filled)
    with pytest.raises(ZeroDivisionError):
        upgrade_with(filled, tmp_path, EMPTY.format(table="body_aliases") + "\n" + BREAKS)
    assert "remarks" not in inspect(filled.engine).get_table_names()
    assert current_revision(filled) == revision
    assert rows(filled) == before


def test_a_migration_that_fails_keeps_those_before_it(filled: Database, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        upgrade_with(filled, tmp_path, 'op.create_table("notes", sa.Column("id", sa.Integer()))', BREAKS)
    tables = inspect(filled.engine).get_table_names()
    assert "notes" in tables
    assert "remarks" not in tables
    assert current_revision(filled) == "000000000001"


def test_a_migration_that_leaves_rows_without_what_they_refer_to_is_reported(filled: Database, tmp_path: Path) -> None:
    """SQLite says nothing by itself while foreign keys are off; PostgreSQL refuses the statement."""
    with pytest.raises((RuntimeError, DBAPIError), match=r"refer to nothing|violates foreign key"):
        upgrade_with(filled, tmp_path, EMPTY.format(table="items"))


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything in every table."""
    with database.reading() as session:
        return {
            name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for name, table in Base.metadata.tables.items()
        }
