"""note which series came from which event of a calendar file, so that a later file finds it again

Revision ID: c0f2a4b6d8e9
Revises: b8e0f2a4c6d7
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c0f2a4b6d8e9"
down_revision = "b8e0f2a4c6d7"
branch_labels = None
depends_on = None

TABLE = "imported_series"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("decided", sa.JSON(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_imported_series_series_id_series"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_series")),
        sa.UniqueConstraint("series_id", name=op.f("uq_imported_series_series_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_imported_series_uid")),
    )
    op.create_index(op.f("ix_imported_series_source"), TABLE, ["source"])


def downgrade() -> None:
    op.drop_table(TABLE)
