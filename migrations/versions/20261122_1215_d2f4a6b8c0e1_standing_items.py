"""keep standing items, their rosters, and which items come from them

Revision ID: d2f4a6b8c0e1
Revises: b0d2f4a6c8e9
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "d2f4a6b8c0e1"
down_revision = "b0d2f4a6c8e9"
branch_labels = None
depends_on = None

PURPOSES = ("information", "discussion", "decision", "first_reading", "second_reading", "consultation")


def upgrade() -> None:
    purpose = sa.Enum(*PURPOSES, name="purpose", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "standing_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("purpose", purpose, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("is_closed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_standing_items_body_id_bodies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_items")),
        sa.UniqueConstraint("public_id", name=op.f("uq_standing_items_public_id")),
    )
    op.create_index(op.f("ix_standing_items_body_id"), "standing_items", ["body_id"])
    op.create_table(
        "standing_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("standing_item_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["standing_item_id"],
            ["standing_items.id"],
            name=op.f("fk_standing_posts_standing_item_id_standing_items"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_standing_posts_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_posts")),
        sa.UniqueConstraint("standing_item_id", "post_id", name=op.f("uq_standing_posts_standing_item_id_post_id")),
    )
    with op.batch_alter_table("items") as batch:
        batch.add_column(sa.Column("standing_item_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("standing_key", sa.String(length=80), nullable=True))
        batch.create_foreign_key(
            op.f("fk_items_standing_item_id_standing_items"), "standing_items", ["standing_item_id"], ["id"]
        )
        batch.create_unique_constraint(
            op.f("uq_items_standing_item_id_standing_key"), ["standing_item_id", "standing_key"]
        )


def downgrade() -> None:
    with op.batch_alter_table("items") as batch:
        batch.drop_constraint(op.f("uq_items_standing_item_id_standing_key"), type_="unique")
        batch.drop_constraint(op.f("fk_items_standing_item_id_standing_items"), type_="foreignkey")
        for column in ("standing_key", "standing_item_id"):
            batch.drop_column(column)
    for table in ("standing_posts", "standing_items"):
        op.drop_table(table)
