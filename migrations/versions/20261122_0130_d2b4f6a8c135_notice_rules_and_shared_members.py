"""give bodies notice rules of other kinds, shared members and mergers

Revision ID: d2b4f6a8c135
Revises: c4e8a6b2d013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "d2b4f6a8c135"
down_revision = "c4e8a6b2d013"
branch_labels = None
depends_on = None

ONE_RULE = (
    "(notice_working_days IS NULL AND notice_days IS NULL)"
    " OR (notice_working_days IS NULL AND notice_weekday IS NULL)"
    " OR (notice_days IS NULL AND notice_weekday IS NULL)"
)


def upgrade() -> None:
    with op.batch_alter_table("bodies") as batch:
        batch.add_column(sa.Column("notice_days", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("notice_weekday", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))
        batch.create_check_constraint(op.f("ck_bodies_one_notice_rule"), ONE_RULE)
        batch.create_foreign_key(op.f("fk_bodies_merged_into_id_bodies"), "bodies", ["merged_into_id"], ["id"])
    op.create_table(
        "shared_members",
        sa.Column("body_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("other_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("body_id < other_id", name=op.f("ck_shared_members_older_first")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_shared_members_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["bodies.id"], name=op.f("fk_shared_members_other_id_bodies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("body_id", "other_id", name=op.f("pk_shared_members")),
    )


def downgrade() -> None:
    op.drop_table("shared_members")
    with op.batch_alter_table("bodies") as batch:
        batch.drop_constraint(op.f("fk_bodies_merged_into_id_bodies"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_bodies_one_notice_rule"), type_="check")
        for column in ("version", "merged_into_id", "notice_weekday", "notice_days"):
            batch.drop_column(column)
