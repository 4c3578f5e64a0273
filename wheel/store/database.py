"""The engine and its transactions, safe on SQLite and PostgreSQL alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from wheel.store.glances import FoundRow, Glances, Statement
from wheel.store.stamps import watch_changes

__all__ = ["Database", "NotNowError", "Session"]

BUSY_MILLISECONDS = 30_000
HASTY_MILLISECONDS = 10
"""Long enough for another who is as hasty, and too short for a request to be noticed."""


class NotNowError(Exception):
    """Nothing could be written now: somebody else is writing, or the database can only be read."""


class Database:
    """One database. `reading()` never blocks a writer; `writing()` commits, or rolls everything back."""

    def __init__(self, url: str) -> None:
        self.engine = _make_engine(url, pool_pre_ping=True)
        # Its connections are never in a transaction, so there is none to end when they go back to the pool.
        self._glances = Glances(_make_engine(url, isolation_level="AUTOCOMMIT", pool_reset_on_return=None))
        # Used seldom, so one connection is kept; nobody waits for one either.
        self._hasty_engine = _make_engine(url, HASTY_MILLISECONDS, poolclass=QueuePool, pool_size=1, max_overflow=-1)
        self._reading_engine = self.engine.execution_options(reading=True)
        self._is_sqlite = self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A snapshot to read from."""
        options = {} if self._is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        connection = self._reading_engine.connect().execution_options(**options)
        with connection, Session(connection, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction. On SQLite it takes the write lock before its first read, so that no update is lost."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            watch_changes(session)
            yield session

    @contextmanager
    def writing_in_haste(self) -> Iterator[Session]:
        """One transaction that waits for others no longer than 10 ms at a time: for what may as well be done later.

        Raises NotNowError, with nothing written, for whatever keeps the database from it. What it writes shows nowhere
        else: it raises no stamp.
        """
        try:
            with Session(self._hasty_engine) as session, session.begin():
                yield session
        except DBAPIError as error:
            raise NotNowError(type(error.orig).__name__) from error

    def glance(self, statement: Statement, **values: str) -> FoundRow:
        """The first row of one small read, or None; its values are as the driver gives them.

        A poll asks nothing more, thousands of times an hour, and a session with its transaction costs ten times what
        the question does. `statement` must be a constant of its module: it is compiled once.
        """
        return self._glances.first_row(statement, values)

    def dispose(self) -> None:
        self.engine.dispose()
        self._glances.dispose()
        self._hasty_engine.dispose()


def _make_engine(url: str, patience: int = BUSY_MILLISECONDS, **options: Any) -> Engine:
    """`patience` is for how many milliseconds it waits for somebody else's lock; PostgreSQL usually waits for ever."""
    # An error names its statement, and goes into the log: not with what was being written, which may be closed.
    engine = create_engine(url, hide_parameters=True, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_prepare_sqlite, patience))
        event.listen(engine, "begin", _begin_sqlite)
    elif patience < BUSY_MILLISECONDS:
        event.listen(engine, "begin", partial(_begin_in_haste, patience))
    return engine


def _begin_in_haste(patience: int, connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {patience}")


def _prepare_sqlite(patience: int, connection: Any, _record: object) -> None:
    """Turn off pysqlite's own transactions, which leave a SELECT outside and so lose updates silently."""
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError("the SQLite driver must be the standard library's")
    connection.isolation_level = None
    for pragma in (f"busy_timeout={patience}", "journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    is_reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN DEFERRED" if is_reading else "BEGIN IMMEDIATE")
