"""let follow-ups be nobody's yet, say to whom, and be due at the next meeting

Revision ID: f4b6c8d0e2a3
Revises: d2f4a6b8c0e1
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "f4b6c8d0e2a3"
down_revision = "d2f4a6b8c0e1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("follow_ups") as batch:
        batch.alter_column("post_id", existing_type=sa.Integer(), nullable=True)
        for name in ("who", "recipient"):
            batch.add_column(sa.Column(name, sa.String(length=200), server_default="", nullable=False))
        batch.add_column(sa.Column("is_due_next_meeting", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    # The release before knows of no follow-up without a post.
    op.execute("DELETE FROM follow_ups WHERE post_id IS NULL")
    with op.batch_alter_table("follow_ups") as batch:
        for column in ("is_due_next_meeting", "recipient", "who"):
            batch.drop_column(column)
        batch.alter_column("post_id", existing_type=sa.Integer(), nullable=False)
