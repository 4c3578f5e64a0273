"""keep views of the wheel under a name

Revision ID: a2c4e6f8b0d1
Revises: f9c1e3b5d7a0
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a2c4e6f8b0d1"
down_revision = "f9c1e3b5d7a0"
branch_labels = None
depends_on = None

TABLE = "saved_views"
ZOOMS = ("year", "half", "quarter", "month", "rolling", "school", "budget")


def upgrade() -> None:
    zoom = sa.Enum(*ZOOMS, name="zoom", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("zoom", zoom, nullable=False),
        sa.Column("query", sa.String(length=2000), nullable=False),
        sa.Column("is_list", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_saved_views_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_views_public_id")),
        sa.UniqueConstraint("account_id", "name", name=op.f("uq_saved_views_account_id_name")),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
