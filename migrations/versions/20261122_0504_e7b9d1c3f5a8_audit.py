"""keep an audit of who did what

Revision ID: e7b9d1c3f5a8
Revises: d5a7f9b2c4e6
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e7b9d1c3f5a8"
down_revision = "d5a7f9b2c4e6"
branch_labels = None
depends_on = None

TABLE = "audit_entries"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("thing", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.String(length=80), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_audit_entries_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("public_id", name=op.f("uq_audit_entries_public_id")),
    )
    op.create_index(op.f("ix_audit_entries_at"), TABLE, ["at"])
    op.create_index(op.f("ix_audit_entries_account_id"), TABLE, ["account_id"])
    op.create_index(op.f("ix_audit_entries_thing_thing_id"), TABLE, ["thing", "thing_id"])
    _keep_append_only()


def _keep_append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE} "
                "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
            )
    else:
        op.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_history_change()"
        )


def downgrade() -> None:
    op.drop_table(TABLE)
