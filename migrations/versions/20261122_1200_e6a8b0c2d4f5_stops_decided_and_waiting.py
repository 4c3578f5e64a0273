"""let stops be treated and postponed at their meeting, wait until somebody looks again, and run in steps

Items get the text fields of a case presentation, and bodies their own names for these.

Revision ID: e6a8b0c2d4f5
Revises: c4e6f8a0b2d3
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "e6a8b0c2d4f5"
down_revision = "c4e6f8a0b2d3"
branch_labels = None
depends_on = None

FORMER_STATES = ("awaiting", "placed", "withdrawn")
STATES = ("awaiting", "placed", "treated", "postponed", "resumed", "withdrawn", "on_hold")
FORMER_ACTIONS = ("added", "placed", "moved", "postponed", "ordered", "withdrawn", "cancelled")
NEW_ACTIONS = ("meeting_moved", "held", "waited", "decided", "corrected", "resumed", "undone")
OUTCOMES = (
    *("noted", "discussed", "approved", "approved_remarks", "adopted", "recommended", "acknowledged"),
    *("not_approved", "sent_on", "treated_before"),
)
LOOKS = ("day", "window", "meeting", "condition")
TEXTS = ("decision_theme", "economy", "legal_basis", "recommendation", "participants", "folded")
PLACED_HAS_PLACE = (
    "CASE WHEN state IN ('awaiting', 'on_hold') THEN occurrence_id IS NULL"
    " WHEN state = 'withdrawn' THEN 1 = 1 ELSE occurrence_id IS NOT NULL END"
)
CHECKS = {
    "place_has_position": "(occurrence_id IS NULL) = (position IS NULL)",
    "placed_has_place": PLACED_HAS_PLACE,
    "treated_has_outcome": "state NOT IN ('treated', 'resumed') OR outcome IS NOT NULL",
    "step_from_one": "step >= 1 AND lead_days >= 0",
}
REFERENCES = {"look_body_id": "bodies", "owner_post_id": "posts", "resumes_id": "stops"}


def upgrade() -> None:
    with op.batch_alter_table("bodies") as batch:
        batch.add_column(sa.Column("field_names", sa.JSON(), server_default=sa.text("'{}'"), nullable=False))
    with op.batch_alter_table("items") as batch:
        for name in TEXTS:
            batch.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("tags", sa.JSON(), server_default=sa.text("'[]'"), nullable=False))
    _upgrade_stops()
    _drop_triggers()
    with op.batch_alter_table("stop_changes") as batch:
        batch.drop_constraint(op.f("ck_stop_changes_action"), type_="check")
        batch.add_column(sa.Column("state", sa.String(length=20), nullable=True))
        batch.add_column(sa.Column("occurrence_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("outcome", sa.String(length=20), nullable=True))
    with op.batch_alter_table("stop_changes") as batch:
        words = {"action": (*FORMER_ACTIONS, *NEW_ACTIONS), "state": STATES, "outcome": OUTCOMES}
        for column, choices in words.items():
            batch.create_check_constraint(op.f(f"ck_stop_changes_{column}"), _one_of(column, choices))
        batch.create_foreign_key(
            op.f("fk_stop_changes_occurrence_id_occurrences"), "occurrences", ["occurrence_id"], ["id"]
        )
    _create_triggers()


def _upgrade_stops() -> None:
    with op.batch_alter_table("stops") as batch:
        for name in ("state", "placed_has_place"):
            batch.drop_constraint(op.f(f"ck_stops_{name}"), type_="check")
        batch.add_column(sa.Column("starts_at", sa.Time(), nullable=True))
        batch.add_column(sa.Column("is_provisional", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("look_kind", sa.String(length=20), nullable=True))
        for name in ("look_day", "look_until"):
            batch.add_column(sa.Column(name, sa.Date(), nullable=True))
        batch.add_column(sa.Column("look_words", sa.String(length=200), server_default="", nullable=False))
        for name in REFERENCES:
            batch.add_column(sa.Column(name, sa.Integer(), nullable=True))
        batch.add_column(sa.Column("outcome", sa.String(length=20), nullable=True))
        batch.add_column(sa.Column("decision", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("step", sa.Integer(), server_default=sa.text("1"), nullable=False))
        batch.add_column(sa.Column("lead_days", sa.Integer(), server_default=sa.text("0"), nullable=False))
    with op.batch_alter_table("stops") as batch:
        for name, rule in CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_stops_{name}"), rule)
        for column, choices in {"state": STATES, "look_kind": LOOKS, "outcome": OUTCOMES}.items():
            batch.create_check_constraint(op.f(f"ck_stops_{column}"), _one_of(column, choices))
        for column, table in REFERENCES.items():
            batch.create_foreign_key(op.f(f"fk_stops_{column}_{table}"), table, [column], ["id"])
        batch.create_unique_constraint(op.f("uq_stops_resumes_id"), ["resumes_id"])
        batch.create_index(op.f("ix_stops_state_look_day"), ["state", "look_day"])


def downgrade() -> None:
    _drop_triggers()
    with op.batch_alter_table("stop_changes") as batch:
        for name in ("action", "state", "outcome"):
            batch.drop_constraint(op.f(f"ck_stop_changes_{name}"), type_="check")
        batch.drop_constraint(op.f("fk_stop_changes_occurrence_id_occurrences"), type_="foreignkey")
        for column in ("outcome", "occurrence_id", "state"):
            batch.drop_column(column)
    # The release before has one word for whatever left a stop where it stood.
    op.execute("UPDATE stop_changes SET action = 'postponed' WHERE action IN ('held', 'waited')")
    op.execute(f"UPDATE stop_changes SET action = 'ordered' WHERE NOT ({_one_of('action', FORMER_ACTIONS)})")  # noqa: S608
    with op.batch_alter_table("stop_changes") as batch:
        batch.create_check_constraint(op.f("ck_stop_changes_action"), _one_of("action", FORMER_ACTIONS))
    _create_triggers()
    _downgrade_stops()
    with op.batch_alter_table("items") as batch:
        for name in ("tags", *reversed(TEXTS)):
            batch.drop_column(name)
    with op.batch_alter_table("bodies") as batch:
        batch.drop_column("field_names")


def _downgrade_stops() -> None:
    with op.batch_alter_table("stops") as batch:
        batch.drop_index(op.f("ix_stops_state_look_day"))
        batch.drop_constraint(op.f("uq_stops_resumes_id"), type_="unique")
        for column, table in REFERENCES.items():
            batch.drop_constraint(op.f(f"fk_stops_{column}_{table}"), type_="foreignkey")
        for name in (*CHECKS, "state", "look_kind", "outcome"):
            batch.drop_constraint(op.f(f"ck_stops_{name}"), type_="check")
        for column in ("lead_days", "step", "decision", "outcome", *REFERENCES, "look_words", "look_until", "look_day"):
            batch.drop_column(column)
        for column in ("look_kind", "is_provisional", "starts_at"):
            batch.drop_column(column)
    # What a meeting treated stays on its agenda; there, what was withdrawn has no place any more.
    op.execute("UPDATE stops SET state = 'placed' WHERE state IN ('treated', 'postponed', 'resumed')")
    op.execute("UPDATE stops SET state = 'awaiting' WHERE state = 'on_hold'")
    op.execute("UPDATE stops SET occurrence_id = NULL, position = NULL WHERE state = 'withdrawn'")
    with op.batch_alter_table("stops") as batch:
        placed = "(state = 'placed') = (occurrence_id IS NOT NULL AND position IS NOT NULL)"
        batch.create_check_constraint(op.f("ck_stops_placed_has_place"), placed)
        batch.create_check_constraint(op.f("ck_stops_state"), _one_of("state", FORMER_STATES))


def _one_of(column: str, words: Iterable[str]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"


def _drop_triggers() -> None:
    """The history is rebuilt to be altered, so the database lets go of it meanwhile."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER stop_changes_no_{verb}")
    else:
        op.execute("DROP TRIGGER stop_changes_append_only ON stop_changes")


def _create_triggers() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER stop_changes_no_{verb} BEFORE {verb.upper()} ON stop_changes "
                "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
            )
    else:
        op.execute(
            "CREATE TRIGGER stop_changes_append_only BEFORE UPDATE OR DELETE ON stop_changes "
            "FOR EACH ROW EXECUTE FUNCTION refuse_history_change()"
        )
