"""keep minutes that were handed in until somebody has ticked what to take over

Revision ID: a6d8e0f2b4c5
Revises: f4b6c8d0e2a3
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a6d8e0f2b4c5"
down_revision = "f4b6c8d0e2a3"
branch_labels = None
depends_on = None

TABLE = "uploaded_minutes"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("year_hint", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_uploaded_minutes_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_uploaded_minutes_body_id_bodies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploaded_minutes")),
        sa.UniqueConstraint("public_id", name=op.f("uq_uploaded_minutes_public_id")),
    )
    op.create_index(op.f("ix_uploaded_minutes_body_id"), TABLE, ["body_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
