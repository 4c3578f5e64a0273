"""A database of the fourth release: the rows of the third, with a saved view and stops of every state it knew."""

from __future__ import annotations

from alembic import command
from first_release import AT
from since_fifth_release import usual_since_fifth
from third_release import make_third_release

from wheel.store.database import Database
from wheel.store.migrations import _config

REVISION = "c4e6f8a0b2d3"
ADDED = {
    "saved_views": ["1, 'view1', 7, 'Min', 'month', '', false, 1"],
    "feeds (id, public_id, body_id, filter)": ["99, 'viewfeed', NULL, 'kinds=meeting'"],
    "items (id, public_id, title, text, case_number, case_officer, is_closed, source_words, version)": [
        "7, 'item7', 'APV på Ærø', 'Kort', '26/17', '', true, '', 4"
    ],
    "stops": [
        "7, 'stop7', 7, 2, NULL, NULL, 'awaiting', 'discussion', 30, 'Høring', '2026-05-20', 2",
        "8, 'stop8', 7, 1, NULL, NULL, 'withdrawn', 'decision', NULL, 'Bortfaldet', '2026-05-21', 3",
    ],
    "stop_changes": [f"7, 7, {AT}, 'Sekretariatet', 'postponed', '2026-09-01', NULL, 2, NULL, 'Høring'"],
}


def make_fourth_release(database: Database) -> None:
    """Bring the third release's database as far as the fourth did, and fill what that added."""
    make_third_release(database)
    command.upgrade(_config(database), REVISION)
    with database.engine.begin() as connection:
        for table, rows in ADDED.items():
            for row in rows:
                connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({row})")  # noqa: S608
        if database.engine.dialect.name == "postgresql":
            for table in ("stops", "stop_changes"):
                connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 99)")


def go_back_to_fourth(database: Database) -> None:
    command.downgrade(_config(database), REVISION)


def usual_since_fourth(database: Database) -> dict[str, dict[str, object]]:
    """What the rows of the fourth release hold in the columns that came after it, by table."""
    is_sqlite = database.engine.dialect.name == "sqlite"
    texts = ("decision_theme", "economy", "legal_basis", "recommendation", "participants")
    return usual_since_fifth() | {
        "bodies": {"field_names": "{}" if is_sqlite else {}},
        "items": {
            **dict.fromkeys(texts, ""),
            "tags": "[]" if is_sqlite else [],
            "folded": "budget",
            "standing_item_id": None,
            "standing_key": None,
        },
        "stops": {
            **dict.fromkeys(("starts_at", "look_kind", "look_day", "look_until", "look_body_id", "owner_post_id")),
            **dict.fromkeys(("outcome", "resumes_id")),
            "is_provisional": False,
            "look_words": "",
            "decision": "",
            "step": 1,
            "lead_days": 0,
        },
        "stop_changes": dict.fromkeys(("state", "occurrence_id", "outcome")),
        "follow_ups": {"who": "", "recipient": "", "is_due_next_meeting": False},
    }
