"""number the versions of what planners edit

Revision ID: e5c7a9b1d246
Revises: d2b4f6a8c135
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e5c7a9b1d246"
down_revision = "d2b4f6a8c135"
branch_labels = None
depends_on = None

EDITED = ("local_days", "rings", "series")


def upgrade() -> None:
    for table in EDITED:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))


def downgrade() -> None:
    for table in EDITED:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("version")
