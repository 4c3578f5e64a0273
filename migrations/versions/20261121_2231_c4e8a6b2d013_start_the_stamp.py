"""start the stamp that says whether anything changed

Revision ID: c4e8a6b2d013
Revises: b7d3e5f1a902
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c4e8a6b2d013"
down_revision = "b7d3e5f1a902"
branch_labels = None
depends_on = None

stamps = sa.table("stamps", sa.column("name", sa.String), sa.column("value", sa.Integer))


def upgrade() -> None:
    op.bulk_insert(stamps, [{"name": "plan", "value": 1}])


def downgrade() -> None:
    op.execute(stamps.delete())
