"""The databases that the use cases' tests run on."""

from __future__ import annotations

from databases import (  # noqa: F401 - fixtures, taken by their names
    database,
    migrated_postgresql,
    migrated_sqlite,
    new_sqlite,
    postgresql_database,
    sqlite_database,
)
from password_people import hasher, office  # noqa: F401 - fixtures too
from people_signing_in import people, quick_hashes  # noqa: F401 - fixtures too
