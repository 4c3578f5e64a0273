"""Databases to test on: real SQLite files, and PostgreSQL where a server is named. For the conftests to import.

`database` runs a test once on each; `sqlite_database` and `postgresql_database` are for tests that need a certain one,
or both at once. Migrations run once a session: a SQLite database is then a copied file, and PostgreSQL is emptied after
each test. `empty_database` is one in which no migration has run.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from wheel.store.database import Database
from wheel.store.migrations import migrate
from wheel.store.tables import Base

POSTGRESQL_URL = "AARSHJUL_TEST_POSTGRESQL_URL"
ON_BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=ON_BOTH)
def database(request: pytest.FixtureRequest) -> Database:
    return request.getfixturevalue(f"{request.param}_database")


@pytest.fixture
def sqlite_database(new_sqlite: Callable[[], Database]) -> Database:
    return new_sqlite()


@pytest.fixture
def new_sqlite(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """Makes as many databases as a test needs."""
    made: list[Database] = []

    def make() -> Database:
        path = tmp_path / f"plan{len(made)}.sqlite3"
        shutil.copyfile(migrated_sqlite, path)
        made.append(Database(f"sqlite:///{path}"))
        return made[-1]

    yield make
    for database in made:
        database.dispose()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "plan.sqlite3"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.engine.connect() as connection:
        # The copies are made of this one file, so nothing may be left in the log beside it.
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    database.dispose()
    return path


@pytest.fixture
def postgresql_database(migrated_postgresql: Database) -> Iterator[Database]:
    yield migrated_postgresql
    # TRUNCATE goes past the triggers that keep history append-only.
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables if table.name != "stamps")
    with migrated_postgresql.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
        connection.execute(text("UPDATE stamps SET value = 1"))


@pytest.fixture(scope="session")
def migrated_postgresql() -> Iterator[Database]:
    with postgresql_schema() as database:
        migrate(database)
        yield database


@pytest.fixture(params=ON_BOTH)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of the test's own, without a single table."""
    if request.param == "postgresql":
        with postgresql_schema() as database:
            yield database
        return
    database = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    yield database
    database.dispose()


@contextmanager
def postgresql_schema() -> Iterator[Database]:
    """A new schema, so that several sessions of tests can share a server's one database; dropped at the end."""
    url = os.environ.get(POSTGRESQL_URL)
    if not url:
        pytest.skip(f"{POSTGRESQL_URL} names no PostgreSQL database")
    schema = f"test_{secrets.token_hex(6)}"
    _run(make_url(url), f"CREATE SCHEMA {schema}")
    own = make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
    database = Database(own.render_as_string(hide_password=False))
    try:
        yield database
    finally:
        database.dispose()
        _run(make_url(url), f"DROP SCHEMA {schema} CASCADE")


@contextmanager
def another(database: Database) -> Iterator[Database]:
    """The same database, as another process of the service would open it."""
    other = Database(url_of(database))
    try:
        yield other
    finally:
        other.dispose()


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def _run(url: URL, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
