"""The databases that the migrations' tests run on."""

from __future__ import annotations

from databases import (  # noqa: F401 - fixtures, taken by their names
    database,
    empty_database,
    migrated_postgresql,
    migrated_sqlite,
    new_sqlite,
    postgresql_database,
    sqlite_database,
)
