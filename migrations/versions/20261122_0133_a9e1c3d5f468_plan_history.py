"""keep the plan's history, so that it can be undone

Revision ID: a9e1c3d5f468
Revises: f8d0b2c4e357
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a9e1c3d5f468"
down_revision = "f8d0b2c4e357"
branch_labels = None
depends_on = None

HISTORIES = ("plan_entries", "plan_entry_changes")
ACTIONS = (
    "planned",
    "published",
    "drafted",
    "discarded",
    "moved",
    "cancelled",
    "reinstated",
    "added",
    "changed",
    "carried",
    "undone",
)
SUBJECTS = ("plan", "draft", "stop", "year", "series")


def upgrade() -> None:
    op.create_table(
        "plan_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("action", _choice(ACTIONS, "action"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["plan_entries.id"], name=op.f("fk_plan_entries_undoes_id_plan_entries")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_entries")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_entries_public_id")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_plan_entries_undoes_id")),
    )
    op.create_index(op.f("ix_plan_entries_year"), "plan_entries", ["year"])
    op.create_table(
        "plan_entry_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("subject", _choice(SUBJECTS, "subject"), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["plan_entries.id"], name=op.f("fk_plan_entry_changes_entry_id_plan_entries")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_entry_changes")),
    )
    op.create_index(op.f("ix_plan_entry_changes_entry_id"), "plan_entry_changes", ["entry_id"])
    _keep_append_only()


def _choice(words: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _keep_append_only() -> None:
    for table in HISTORIES:
        if op.get_bind().dialect.name == "sqlite":
            for verb in ("update", "delete"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
                )
        else:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_history_change()"
            )


def downgrade() -> None:
    for table in reversed(HISTORIES):
        op.drop_table(table)
