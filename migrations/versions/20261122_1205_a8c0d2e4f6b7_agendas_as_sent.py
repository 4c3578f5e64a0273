"""keep agendas as they were sent, and what is noted of a meeting

Revision ID: a8c0d2e4f6b7
Revises: e6a8b0c2d4f5
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a8c0d2e4f6b7"
down_revision = "e6a8b0c2d4f5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("absent", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrences.id"], name=op.f("fk_meeting_records_occurrence_id_occurrences")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_records")),
        sa.UniqueConstraint("occurrence_id", name=op.f("uq_meeting_records_occurrence_id")),
    )
    op.create_table(
        "agenda_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrences.id"], name=op.f("fk_agenda_versions_occurrence_id_occurrences")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_versions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agenda_versions_public_id")),
        sa.UniqueConstraint("occurrence_id", "number", name=op.f("uq_agenda_versions_occurrence_id_number")),
    )
    _keep_append_only()


def _keep_append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER agenda_versions_no_{verb} BEFORE {verb.upper()} ON agenda_versions "
                "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
            )
    else:
        op.execute(
            "CREATE TRIGGER agenda_versions_append_only BEFORE UPDATE OR DELETE ON agenda_versions "
            "FOR EACH ROW EXECUTE FUNCTION refuse_history_change()"
        )


def downgrade() -> None:
    # Their triggers go with the tables.
    for table in ("agenda_versions", "meeting_records"):
        op.drop_table(table)
