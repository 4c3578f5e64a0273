"""A database of the third release: the rows of the second, with people, posts, papers and an audit added by it."""

from __future__ import annotations

from alembic import command
from first_release import AT
from second_release import make_second_release

from wheel.store.database import Database
from wheel.store.migrations import _config

REVISION = "f9c1e3b5d7a0"
ADDED = {
    "accounts (id, public_id, user_name, display_name, role, is_closed, is_anonymised, is_sample, version)": [
        "7, 'acc7', 'anna', 'Anna', 'reader', false, false, false, 3",
        "8, 'acc8', 'deleted-1', '', 'reader', true, true, false, 2",
    ],
    "account_sessions": [f"1, 'ses1', 7, 'keyhash', {AT}, {AT}, 'Firefox, Linux', false, false, NULL"],
    "account_links": [f"1, 8, 'invitation', 'tokenhash', {AT}, {AT}"],
    "recovery_codes": ["1, 7, 'codehash', NULL"],
    "claim_rules": ["1, 'claim1', 'groups', 'sekretariat', 'planner', NULL"],
    "audit_entries": [f"9, 'aud9', {AT}, 7, 'Sekretariatet', 'saved', 'body', 'kb', '{{}}'"],
    "attachments": ["1, 'att1', 1, 1, 'Notat', '26/17', 'https://esdh.strandby.dk/17', false"],
    "follow_ups": ["1, 'fol1', 1, (SELECT min(id) FROM posts), 'Send brev', '2026-10-01', NULL, 1"],
}


def make_third_release(database: Database) -> None:
    """Bring the second release's database as far as the third did, and fill what that added."""
    make_second_release(database)
    command.upgrade(_config(database), REVISION)
    with database.engine.begin() as connection:
        for table, rows in ADDED.items():
            for row in rows:
                connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({row})")  # noqa: S608


def go_back_to_third(database: Database) -> None:
    command.downgrade(_config(database), REVISION)
