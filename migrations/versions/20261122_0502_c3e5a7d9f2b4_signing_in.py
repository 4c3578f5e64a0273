"""keep each signed-in browser, links to choose a password, second factors and identities at a sign-in provider

Revision ID: c3e5a7d9f2b4
Revises: b1c3e5a7d9f2
"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "c3e5a7d9f2b4"
down_revision = "b1c3e5a7d9f2"
branch_labels = None
depends_on = None

PURPOSES = ("invitation", "reset")
TEXTS = {
    "email": 254,
    "second_factor_key": 300,
    "provider_issuer": 300,
    "provider_subject": 300,
}


def upgrade() -> None:
    with op.batch_alter_table("accounts") as batch:
        for name, length in TEXTS.items():
            batch.add_column(sa.Column(name, sa.String(length=length), nullable=True))
        batch.add_column(sa.Column("second_factor_since", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("second_factor_step", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("is_closed", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("is_anonymised", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))
        batch.alter_column("password_hash", existing_type=sa.String(length=200), nullable=True)
        batch.drop_constraint(op.f("uq_accounts_session_key"), type_="unique")
        # Everybody signs in once more: browsers get keys of their own.
        batch.drop_column("session_key")
        batch.create_unique_constraint(op.f("uq_accounts_email"), ["email"])
        batch.create_unique_constraint(
            op.f("uq_accounts_provider_issuer_provider_subject"), ["provider_issuer", "provider_subject"]
        )
        batch.create_check_constraint(
            op.f("ck_accounts_whole_provider_identity"), "(provider_issuer IS NULL) = (provider_subject IS NULL)"
        )
    _create_sessions()
    _create_links()
    _create_recovery_codes()


def _create_sessions() -> None:
    op.create_table(
        "account_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("browser", sa.String(length=80), nullable=False),
        sa.Column("awaits_second_factor", sa.Boolean(), nullable=False),
        sa.Column("is_from_provider", sa.Boolean(), nullable=False),
        sa.Column("id_token", sa.Text(), nullable=True),
        _of_account("account_sessions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_sessions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_account_sessions_public_id")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_account_sessions_key_hash")),
    )
    op.create_index(op.f("ix_account_sessions_account_id"), "account_sessions", ["account_id"])


def _create_links() -> None:
    purpose = sa.Enum(*PURPOSES, name="purpose", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "account_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("purpose", purpose, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        _of_account("account_links"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_links_token_hash")),
    )
    op.create_index(op.f("ix_account_links_account_id"), "account_links", ["account_id"])


def _create_recovery_codes() -> None:
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        _of_account("recovery_codes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
        sa.UniqueConstraint("account_id", "code_hash", name=op.f("uq_recovery_codes_account_id_code_hash")),
    )


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id"], ["accounts.id"], name=op.f(f"fk_{table}_account_id_accounts"), ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in ("recovery_codes", "account_links", "account_sessions"):
        op.drop_table(table)
    with op.batch_alter_table("accounts") as batch:
        batch.add_column(sa.Column("session_key", sa.String(length=64), nullable=True))
    _give_session_keys()
    with op.batch_alter_table("accounts") as batch:
        batch.alter_column("session_key", existing_type=sa.String(length=64), nullable=False)
        batch.create_unique_constraint(op.f("uq_accounts_session_key"), ["session_key"])
        batch.alter_column("password_hash", existing_type=sa.String(length=200), nullable=False)
        batch.drop_constraint(op.f("ck_accounts_whole_provider_identity"), type_="check")
        batch.drop_constraint(op.f("uq_accounts_provider_issuer_provider_subject"), type_="unique")
        batch.drop_constraint(op.f("uq_accounts_email"), type_="unique")
        for column in (
            "version",
            "is_anonymised",
            "is_closed",
            "second_factor_step",
            "second_factor_since",
            *reversed(TEXTS),
        ):
            batch.drop_column(column)


def _give_session_keys() -> None:
    """The release before knows one key an account, and passwords alone; a closed account gets none that fits."""
    accounts = sa.table(
        "accounts", sa.column("id"), sa.column("session_key"), sa.column("password_hash"), sa.column("is_closed")
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(accounts.c.id, accounts.c.password_hash, accounts.c.is_closed)).all():
        password_hash = "none" if row.is_closed else row.password_hash or "none"
        connection.execute(
            sa.update(accounts)
            .where(accounts.c.id == row.id)
            .values(session_key=secrets.token_urlsafe(32), password_hash=password_hash)
        )
