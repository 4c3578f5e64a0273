"""Transactions lose nothing, roll back whole, and let readers read, on both databases."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from databases import another, url_of
from small_plan import planned_years
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from wheel.core.plan import PlanStatus
from wheel.store.database import Database
from wheel.store.organisation import set_plan_status
from wheel.store.tables import BodyAliasRow, StampRow

PROCESSES, ROUNDS = 4, 200


def count_up(url: str) -> None:
    database = Database(url)
    for _ in range(ROUNDS):
        with database.writing() as session:
            row = session.get_one(StampRow, "plan")
            row.value += 1
    database.dispose()


def test_four_processes_that_read_and_write_at_once_lose_no_update(sqlite_database: Database) -> None:
    """With SQLite's driver left to itself, more than half of them are lost without an error."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(count_up, [url_of(sqlite_database)] * PROCESSES))
    with sqlite_database.reading() as session:
        assert session.get_one(StampRow, "plan").value == 1 + PROCESSES * ROUNDS


def test_what_is_written_is_there_for_everybody(database: Database) -> None:
    with database.writing() as session:
        set_plan_status(session, 2026, PlanStatus.DRAFT)
    with another(database) as other, other.reading() as session:
        assert planned_years(session) == {2026: PlanStatus.DRAFT}


def test_what_fails_is_rolled_back_whole(database: Database) -> None:
    def fail() -> None:
        with database.writing() as session:
            set_plan_status(session, 2026, PlanStatus.DRAFT)
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as session:
        assert planned_years(session) == {}


def test_foreign_keys_are_enforced(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(BodyAliasRow(body_id=999_999, alias="KB"))


def test_sqlite_keeps_a_write_ahead_log_on_every_connection(sqlite_database: Database) -> None:
    with sqlite_database.engine.connect() as first, sqlite_database.engine.connect() as second:
        # Both at once would wait for one another's write lock.
        for connection in (first, second):
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            connection.rollback()


def test_a_reader_blocks_no_writer_and_keeps_its_snapshot(database: Database) -> None:
    with database.reading() as reader:
        assert planned_years(reader) == {}
        with database.writing() as writer:
            set_plan_status(writer, 2026, PlanStatus.DRAFT)
        assert planned_years(reader) == {}
    with database.reading() as reader:
        assert planned_years(reader) == {2026: PlanStatus.DRAFT}


def test_a_writer_blocks_no_reader(database: Database) -> None:
    with database.writing() as writer:
        set_plan_status(writer, 2026, PlanStatus.DRAFT)
        writer.flush()
        with database.reading() as reader:
            assert planned_years(reader) == {}


@pytest.mark.postgresql
def test_postgresql_refuses_to_write_while_reading(postgresql_database: Database) -> None:
    with pytest.raises(DBAPIError, match="read-only"), postgresql_database.reading() as session:
        session.execute(text("UPDATE stamps SET value = 0"))
