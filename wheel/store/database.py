"""The engine and its transactions, safe on SQLite and PostgreSQL alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

from wheel.store.stamps import watch_changes

__all__ = ["Database", "Session"]

BUSY_SECONDS = 30


class Database:
    """One database. `reading()` never blocks a writer; `writing()` commits, or rolls everything back."""

    def __init__(self, url: str) -> None:
        self.engine = _make_engine(url)
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

    def dispose(self) -> None:
        self.engine.dispose()


def _make_engine(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Turn off pysqlite's own transactions, which leave a SELECT outside and so lose updates silently."""
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError("the SQLite driver must be the standard library's")
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_SECONDS * 1000}", "journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    is_reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN DEFERRED" if is_reading else "BEGIN IMMEDIATE")
