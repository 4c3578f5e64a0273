"""The migrations give the tables that the code expects, forth and back, on both databases."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from small_plan import MOMENT, SECRETARY, place, set_up
from sqlalchemy import MetaData, inspect, text
from sqlalchemy.exc import DBAPIError

from wheel.store.database import Database
from wheel.store.migrations import _config, current_revision, is_up_to_date, migrate
from wheel.store.stamps import read_stamp
from wheel.store.tables import Base
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence

NAMES = (
    "first tables",
    "keep history append-only",
    "start the stamp that says whether anything changed",
    "give bodies notice rules of other kinds, shared members and mergers",
    "number the versions of what planners edit",
    "keep a draft beside a published year, and extra occurrences",
    "keep the plan's history, so that it can be undone",
    "let accounts be planners, things be closed, and an organisation have no public part",
    "keep each signed-in browser, links to choose a password, second factors and identities at a sign-in provider",
    "give posts seats in bodies, and accounts posts",
    "keep an audit of who did what",
    "give items attachments, follow-ups and case officers that are posts",
    "keep views of the wheel under a name",
    "let a view of the wheel have a feed of its own",
    "let stops be treated and postponed at their meeting, wait until somebody looks again, and run in steps",
    "keep agendas as they were sent, and what is noted of a meeting",
    "keep the routes that items often take",
    "keep standing items, their rosters, and which items come from them",
    "let follow-ups be nobody's yet, say to whom, and be due at the next meeting",
    "keep minutes that were handed in until somebody has ticked what to take over",
    "let a person have calendars of their own, and everybody choose what a calendar shows",
    "note which series came from which event of a calendar file, so that a later file finds it again",
)


def test_an_empty_database_is_brought_up_to_date_once(empty_database: Database) -> None:
    assert not is_up_to_date(empty_database)
    assert migrate(empty_database) == NAMES
    assert is_up_to_date(empty_database)
    assert migrate(empty_database) == ()


def test_the_migrations_give_the_tables_of_the_models(empty_database: Database) -> None:
    migrate(empty_database)
    command.check(_config(empty_database))  # raises if autogenerate would write anything
    found = inspect(empty_database.engine).get_table_names()
    assert set(found) == {*Base.metadata.tables, "alembic_version"}


def test_the_databases_have_the_constraints_of_the_models_under_the_same_names(empty_database: Database) -> None:
    """Alembic's own check looks at neither CHECK constraints nor names."""
    migrate(empty_database)
    with empty_database.engine.connect() as connection:
        migrated = constraint_names(connection)
    empty = MetaData()
    with empty_database.engine.begin() as connection:
        empty.reflect(connection)
        empty.drop_all(connection)
        Base.metadata.create_all(connection)
        assert constraint_names(connection) == migrated
    assert not [name for name in migrated if name is None]
    assert "ck_stops_placed_has_place" in migrated
    assert "uq_occurrences_series_id_slot_start_is_extra" in migrated


def constraint_names(connection: object) -> set[str | None]:
    found = inspect(connection)
    tables = [name for name in found.get_table_names() if name != "alembic_version"]
    return {
        constraint["name"]
        for table in tables
        for constraint in (
            found.get_pk_constraint(table),
            *found.get_check_constraints(table),
            *found.get_unique_constraints(table),
            *found.get_foreign_keys(table),
            *found.get_indexes(table),
        )
    }


def test_each_migration_can_be_undone_and_done_again(empty_database: Database) -> None:
    config = _config(empty_database)
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    for revision in reversed(revisions):
        before = shape(empty_database)
        command.upgrade(config, revision)
        done = shape(empty_database)
        command.downgrade(config, "-1")
        assert shape(empty_database) == before, revision
        command.upgrade(config, revision)
        assert shape(empty_database) == done, revision
        assert current_revision(empty_database) == revision
        assert done != before, revision


def shape(database: Database) -> set[tuple[object, ...]]:
    """Tables with their columns, indexes, triggers and stamps: all that our migrations make."""
    is_sqlite = database.engine.dialect.name == "sqlite"
    triggers = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if is_sqlite
        else "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
    )
    with database.engine.connect() as connection:
        found = inspect(connection)
        tables = [name for name in found.get_table_names() if name != "alembic_version"]
        columns = {(table, column["name"]) for table in tables for column in found.get_columns(table)}
        indexes = {(table, index["name"]) for table in tables for index in found.get_indexes(table)}
        stamps = connection.execute(text("SELECT name, value FROM stamps")).all() if "stamps" in tables else []
        return columns | indexes | {*map(tuple, stamps)} | set(map(tuple, connection.execute(text(triggers))))


def test_everything_can_be_undone_and_done_again(empty_database: Database) -> None:
    migrate(empty_database)
    done = shape(empty_database)
    command.downgrade(_config(empty_database), "base")
    assert shape(empty_database) == set()
    assert migrate(empty_database) == NAMES
    assert shape(empty_database) == done


def test_a_new_database_has_its_stamp(database: Database) -> None:
    with database.reading() as session:
        assert read_stamp(session) == 1
        assert session.execute(text("SELECT name, value FROM stamps ORDER BY name")).all() == [
            ("access", 1),
            ("broad", 1),
            ("plan", 1),
        ]


@pytest.mark.parametrize(
    "table", ["stop_changes", "occurrence_changes", "plan_entries", "plan_entry_changes", "audit_entries"]
)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET id = id + 1000", "DELETE FROM {table}"])
def test_the_database_refuses_to_change_history(database: Database, table: str, statement: str) -> None:
    plan = set_up(database)
    place(database, plan.meetings[0], "Budgetopfølgning")
    with database.writing() as session:
        cancel_occurrence(session, SECRETARY, CancelOccurrence(plan.meetings[0], "Ingen sager"), MOMENT)
    before = lines(database, table)
    assert before
    with pytest.raises(DBAPIError, match="history is append-only"), database.writing() as session:
        session.execute(text(statement.format(table=table)))
    assert lines(database, table) == before


def lines(database: Database, table: str) -> list[tuple[object, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(text(f"SELECT * FROM {table} ORDER BY id"))]  # noqa: S608
