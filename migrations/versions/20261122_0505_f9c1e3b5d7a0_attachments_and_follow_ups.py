"""give items attachments, follow-ups and case officers that are posts

Revision ID: f9c1e3b5d7a0
Revises: e7b9d1c3f5a8
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "f9c1e3b5d7a0"
down_revision = "e7b9d1c3f5a8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("items") as batch:
        batch.add_column(sa.Column("case_officer_post_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))
        batch.create_foreign_key(op.f("fk_items_case_officer_post_id_posts"), "posts", ["case_officer_post_id"], ["id"])
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("document_number", sa.String(length=60), nullable=False),
        sa.Column("link", sa.String(length=1000), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_attachments_item_id_items")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("public_id", name=op.f("uq_attachments_public_id")),
    )
    op.create_index(op.f("ix_attachments_item_id"), "attachments", ["item_id"])
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("due_day", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["stop_id"], ["stops.id"], name=op.f("fk_follow_ups_stop_id_stops")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_follow_ups_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint("public_id", name=op.f("uq_follow_ups_public_id")),
    )
    for column in ("stop_id", "post_id"):
        op.create_index(op.f(f"ix_follow_ups_{column}"), "follow_ups", [column])


def downgrade() -> None:
    for table in ("follow_ups", "attachments"):
        op.drop_table(table)
    with op.batch_alter_table("items") as batch:
        batch.drop_constraint(op.f("fk_items_case_officer_post_id_posts"), type_="foreignkey")
        batch.drop_column("version")
        batch.drop_column("case_officer_post_id")
