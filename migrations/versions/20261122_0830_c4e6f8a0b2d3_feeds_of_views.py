"""let a view of the wheel have a feed of its own

Revision ID: c4e6f8a0b2d3
Revises: a2c4e6f8b0d1
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c4e6f8a0b2d3"
down_revision = "a2c4e6f8b0d1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("feeds") as batch:
        batch.add_column(sa.Column("filter", sa.String(length=2000), nullable=True))
        batch.create_unique_constraint(op.f("uq_feeds_filter"), ["filter"])
        batch.create_check_constraint(op.f("ck_feeds_filter_of_everything"), "filter IS NULL OR body_id IS NULL")


def downgrade() -> None:
    # The release before would take them for feeds of everything.
    op.execute("DELETE FROM feed_bodies WHERE feed_id IN (SELECT id FROM feeds WHERE filter IS NOT NULL)")
    op.execute("DELETE FROM feeds WHERE filter IS NOT NULL")
    with op.batch_alter_table("feeds") as batch:
        batch.drop_constraint(op.f("ck_feeds_filter_of_everything"), type_="check")
        batch.drop_constraint(op.f("uq_feeds_filter"), type_="unique")
        batch.drop_column("filter")
