"""keep the routes that items often take

Revision ID: b0d2f4a6c8e9
Revises: a8c0d2e4f6b7
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "b0d2f4a6c8e9"
down_revision = "a8c0d2e4f6b7"
branch_labels = None
depends_on = None

PURPOSES = ("information", "discussion", "decision", "first_reading", "second_reading", "consultation")


def upgrade() -> None:
    op.create_table(
        "route_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_templates")),
        sa.UniqueConstraint("name", name=op.f("uq_route_templates_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_route_templates_public_id")),
    )
    purpose = sa.Enum(*PURPOSES, name="purpose", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "route_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("purpose", purpose, nullable=False),
        sa.Column("lead_days", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("step >= 1 AND lead_days >= 0", name=op.f("ck_route_steps_step_from_one")),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["route_templates.id"],
            name=op.f("fk_route_steps_template_id_route_templates"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_route_steps_body_id_bodies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_steps")),
    )
    op.create_index(op.f("ix_route_steps_template_id"), "route_steps", ["template_id"])


def downgrade() -> None:
    for table in ("route_steps", "route_templates"):
        op.drop_table(table)
