"""A database of the second release: the first one's rows, and rows in the tables that it added."""

from __future__ import annotations

from alembic import command
from first_release import AT, make_first_release

from wheel.store.database import Database
from wheel.store.migrations import _config

REVISION = "a9e1c3d5f468"
ADDED = {
    "shared_members": ["1, 2"],
    "occurrence_drafts": ["1, NULL"],
    "plan_entries": [f"1, 'entry1', {AT}, 'Sekretariatet', 'published', 2026, '{{}}', NULL"],
    "plan_entry_changes": ["1, 1, 'year', '2026', '{}', '{}'"],
    "accounts": [
        "2, 'acc2', 'stab', 'Stabschefen', 'hash', 'administrator', 'key2', false",
        "3, 'acc3', 'en til', 'Sekretariatet', 'hash', 'secretary', 'key3', false",
        "4, 'acc4', 'leder', 'Sekretariatet', 'hash', 'reader', 'key4', false",
    ],
}


def make_second_release(database: Database) -> None:
    """Migrate an empty database as far as that release did, and fill it."""
    make_first_release(database)
    command.upgrade(_config(database), REVISION)
    with database.engine.begin() as connection:
        for table, rows in ADDED.items():
            for row in rows:
                connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({row})")  # noqa: S608


def go_back_to_second(database: Database) -> None:
    command.downgrade(_config(database), REVISION)
