"""keep a draft beside a published year, and extra occurrences

Revision ID: f8d0b2c4e357
Revises: e5c7a9b1d246
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "f8d0b2c4e357"
down_revision = "e5c7a9b1d246"
branch_labels = None
depends_on = None

BY_SLOT = "uq_occurrences_series_id_slot_start"
BY_SLOT_AND_EXTRA = "uq_occurrences_series_id_slot_start_is_extra"
SWITCHES = ("is_extra", "is_in_draft")


def upgrade() -> None:
    with op.batch_alter_table("occurrences") as batch:
        for switch in SWITCHES:
            batch.add_column(sa.Column(switch, sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))
        batch.drop_constraint(op.f(BY_SLOT), type_="unique")
        batch.create_unique_constraint(op.f(BY_SLOT_AND_EXTRA), ["series_id", "slot_start", "is_extra"])
    with op.batch_alter_table("year_plans") as batch:
        batch.add_column(sa.Column("has_draft", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "occurrence_drafts",
        sa.Column("occurrence_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrences.id"],
            name=op.f("fk_occurrence_drafts_occurrence_id_occurrences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("occurrence_id", name=op.f("pk_occurrence_drafts")),
    )


def downgrade() -> None:
    op.drop_table("occurrence_drafts")
    with op.batch_alter_table("year_plans") as batch:
        batch.drop_column("has_draft")
    # What was only in a draft was never shown, and of two on the same slot the rule's own stays.
    op.execute(
        "DELETE FROM occurrences WHERE (is_in_draft OR (is_extra AND EXISTS "
        "(SELECT 1 FROM occurrences own WHERE own.series_id = occurrences.series_id "
        "AND own.slot_start = occurrences.slot_start AND NOT own.is_extra))) "
        "AND id NOT IN (SELECT occurrence_id FROM stops WHERE occurrence_id IS NOT NULL) "
        "AND id NOT IN (SELECT occurrence_id FROM occurrence_changes)"
    )
    # Foreign keys are off on SQLite meanwhile, so nothing goes by itself.
    op.execute("DELETE FROM feed_events WHERE occurrence_id NOT IN (SELECT id FROM occurrences)")
    with op.batch_alter_table("occurrences") as batch:
        batch.drop_constraint(op.f(BY_SLOT_AND_EXTRA), type_="unique")
        batch.create_unique_constraint(op.f(BY_SLOT), ["series_id", "slot_start"])
        for column in ("version", *SWITCHES):
            batch.drop_column(column)
