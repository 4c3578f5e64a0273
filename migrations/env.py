"""Runs the migrations, one transaction each, on the database that the service's settings name."""

from __future__ import annotations

import os
from pathlib import Path

from alembic import context
from sqlalchemy import Connection, Engine, text

import wheel
from wheel.settings import settings_from
from wheel.store.database import Database
from wheel.store.tables import Base
from wheel.store.tables.base import UtcInstant

if Path(wheel.__file__).resolve().parent.parent != Path(__file__).resolve().parent.parent:
    raise RuntimeError(f"another package called wheel was found first: {wheel.__file__}")


def run() -> None:
    """Use the engine handed over by the caller, or the one of the settings when started as `alembic`."""
    engine: Engine | None = context.config.attributes.get("engine")
    if engine is None:
        engine = Database(settings_from(os.environ).database_url).engine
    with engine.connect() as connection:
        _without_foreign_keys(connection)
        _migrate(connection)


def _without_foreign_keys(connection: Connection) -> None:
    """SQLite rebuilds a table to alter it; with foreign keys on, that would delete the rows that refer to it.

    The switch is ignored inside a transaction, so it is turned on the driver's connection, before any begins.
    """
    if connection.dialect.name == "sqlite":
        _pragma(connection, "foreign_keys=OFF")


def _migrate(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=is_sqlite,
        transaction_per_migration=True,
        render_item=_render_item,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
        if is_sqlite:
            _check_foreign_keys(connection)
    finally:
        if is_sqlite:
            connection.rollback()
            _pragma(connection, "foreign_keys=ON")


def _pragma(connection: Connection, setting: str) -> None:
    driver = connection.connection.dbapi_connection
    if driver is None:
        raise RuntimeError("the connection was closed while migrating")
    driver.cursor().execute(f"PRAGMA {setting}")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        raise RuntimeError(f"the migration left rows that refer to nothing: {broken[:5]}")


def _render_item(kind: str, item: object, _context: object) -> str | bool:
    """Migrations import nothing of the service, so our own column type is written as what it is stored as."""
    if kind == "type" and isinstance(item, UtcInstant):
        return "sa.DateTime(timezone=True)"
    return False


run()
