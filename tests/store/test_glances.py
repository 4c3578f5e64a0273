"""A glance answers as a session would, on both databases, though it goes past session and transaction."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Select, bindparam, func, insert, select, text, update

from wheel.core.feed_sources import FeedForm
from wheel.store.database import Database
from wheel.store.tables import FeedBodyRow, FeedRow, StampRow

AT = datetime(2026, 11, 21, 18, 34, 5, tzinfo=UTC)
BYTES = b"\x00\xff\\'gzip"
STAMP = select(StampRow.value).where(StampRow.name == bindparam("name"))
TWICE = select(StampRow.name, func.sum(StampRow.value * 2)).where(StampRow.name == bindparam("name")).group_by("name")
BODY = (
    select(FeedBodyRow.stamp, FeedBodyRow.etag, FeedBodyRow.body, FeedBodyRow.day, FeedBodyRow.modified_at)
    .join(FeedRow)
    .where(FeedBodyRow.form == bindparam("form"), FeedRow.address == bindparam("address"))
)


@pytest.fixture
def with_a_feed(database: Database) -> Database:
    with database.writing() as session:
        feed = FeedRow(address="aarshjul")
        session.add(feed)
        session.flush()
        session.execute(
            insert(FeedBodyRow).values(
                feed_id=feed.id,
                form=FeedForm.ICALENDAR,
                stamp=7,
                day=date(2026, 11, 21),
                rendered_for="",
                etag="æ$1%s",
                modified_at=AT,
                body=BYTES,
            )
        )
    return database


def test_values_come_as_they_were_written(with_a_feed: Database) -> None:
    found = with_a_feed.glance(BODY, address="aarshjul", form="ics")
    assert found is not None
    stamp, etag, body, day, modified_at = found
    assert (stamp, etag, body, str(day)) == (7, "æ$1%s", BYTES, "2026-11-21")
    instant = modified_at if isinstance(modified_at, datetime) else datetime.fromisoformat(f"{modified_at}+00:00")
    assert instant == AT


@pytest.mark.parametrize("value", ["frister", "", "' OR '1'='1", "$1", "%s", "å" * 300])
def test_what_is_asked_for_is_never_taken_for_sql(with_a_feed: Database, value: str) -> None:
    assert with_a_feed.glance(BODY, address=value, form="ics") is None


def test_several_questions_take_turns(database: Database) -> None:
    questions: list[tuple[Select[Any], object]] = [(STAMP, (1,)), (TWICE, ("plan", 2))]
    for _ in range(3):
        for question, answer in questions:
            assert database.glance(question, name="plan") == answer


def test_what_was_committed_since_is_seen(database: Database) -> None:
    assert database.glance(STAMP, name="plan") == (1,)
    with database.writing() as session:
        session.execute(update(StampRow).where(StampRow.name == "plan").values(value=5))
        session.flush()
        assert database.glance(STAMP, name="plan") == (1,)
    assert database.glance(STAMP, name="plan") == (5,)


def test_an_error_is_the_drivers_own_and_the_next_question_is_answered(database: Database) -> None:
    wrong = select(text("no_such_column")).select_from(StampRow).where(StampRow.name == bindparam("name"))
    with pytest.raises(database.engine.dialect.loaded_dbapi.Error, match="no_such_column"):
        database.glance(wrong, name="plan")
    assert database.glance(STAMP, name="plan") == (1,)


def test_a_column_that_has_changed_its_type_is_read_anew(postgresql_database: Database) -> None:
    """By another process that brings the database up to date; PostgreSQL refuses what was prepared before."""
    database = postgresql_database
    assert database.glance(STAMP, name="plan") == (1,)
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE stamps ALTER COLUMN value TYPE numeric"))
    assert database.glance(STAMP, name="plan") == (1,)
