"""keep history append-only

The database itself refuses to change or delete a line of history, whoever asks.

Revision ID: b7d3e5f1a902
Revises: a1f0c2d4e6b8
"""

from __future__ import annotations

from alembic import op

revision = "b7d3e5f1a902"
down_revision = "a1f0c2d4e6b8"
branch_labels = None
depends_on = None

HISTORIES = ("occurrence_changes", "stop_changes")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in HISTORIES:
            for verb in ("update", "delete"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$"
    )
    for table in HISTORIES:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_history_change()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in HISTORIES:
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    for table in HISTORIES:
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    op.execute("DROP FUNCTION refuse_history_change()")
