"""let accounts be planners, things be closed, and an organisation have no public part

Revision ID: b1c3e5a7d9f2
Revises: a9e1c3d5f468
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "b1c3e5a7d9f2"
down_revision = "a9e1c3d5f468"
branch_labels = None
depends_on = None

ROLES = ("reader", "planner", "administrator")
FORMER_ROLES = ("reader", "secretary", "administrator")
VISIBILITIES = ("public", "internal", "closed")
FORMER_VISIBILITIES = ("public", "internal")
SWITCHES = ("has_public_part", "allows_passwords", "admits_newcomers")


def upgrade() -> None:
    _change_words("accounts", "role", ROLES, {"secretary": "planner"})
    for table in ("bodies", "series"):
        _change_words(table, "visibility", VISIBILITIES, {})
    with op.batch_alter_table("organisation") as batch:
        for switch in SWITCHES:
            batch.add_column(sa.Column(switch, sa.Boolean(), server_default=sa.true(), nullable=False))
        batch.add_column(sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("organisation") as batch:
        for column in ("version", *reversed(SWITCHES)):
            batch.drop_column(column)
    # The release before has nothing more hidden than this.
    for table in ("bodies", "series"):
        _change_words(table, "visibility", FORMER_VISIBILITIES, {"closed": "internal"})
    _change_words("accounts", "role", FORMER_ROLES, {"planner": "secretary"})


def _change_words(table: str, column: str, words: Iterable[str], renamed: dict[str, str]) -> None:
    """Let the column hold these words; rows with a renamed one change in between, while any word may stand there."""
    name = op.f(f"ck_{table}_{column}")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
    for old, new in renamed.items():
        op.execute(f"UPDATE {table} SET {column} = '{new}' WHERE {column} = '{old}'")  # noqa: S608
    listed = ", ".join(f"'{word}'" for word in words)
    with op.batch_alter_table(table) as batch:
        batch.create_check_constraint(name, f"{column} IN ({listed})")
