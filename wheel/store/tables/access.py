"""Accounts, how they sign in, and the counted attempts to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from wheel.core.access import Role
from wheel.core.sign_in import LinkPurpose
from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant, Version, choice


class AccountRow(Base):
    """Somebody who can sign in. Nothing else of the plan names a person: histories name posts.

    `password_hash` is NULL until one is chosen. `second_factor_key` is the encrypted key of the authenticator, in use
    since `second_factor_since`; `second_factor_step` is the last time step whose code was used, so that none is used
    twice. `provider_issuer` and `provider_subject` say who it is at the sign-in provider. A closed account cannot sign
    in; an anonymised one is closed for good and holds nothing of its person.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("user_name"),
        UniqueConstraint("email"),
        UniqueConstraint("provider_issuer", "provider_subject"),
        CheckConstraint("(provider_issuer IS NULL) = (provider_subject IS NULL)", name="whole_provider_identity"),
    )

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    user_name: Mapped[str] = mapped_column(String(200))
    display_name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    second_factor_key: Mapped[str | None] = mapped_column(String(300))
    second_factor_since: Mapped[datetime | None] = mapped_column(UtcInstant)
    second_factor_step: Mapped[int | None]
    provider_issuer: Mapped[str | None] = mapped_column(String(300))
    provider_subject: Mapped[str | None] = mapped_column(String(300))
    is_closed: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_anonymised: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_sample: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


class AccountSessionRow(Base):
    """A signed-in browser. It holds a random key, of which only the hash is kept here.

    `awaits_second_factor`: the password was right, and nothing may be done before the second factor is. `id_token` is
    the provider's, encrypted, for signing out there.
    """

    __tablename__ = "account_sessions"
    __table_args__ = (UniqueConstraint("key_hash"), Index(None, "account_id"))

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    key_hash: Mapped[str] = mapped_column(String(64))
    began_at: Mapped[datetime] = mapped_column(UtcInstant)
    seen_at: Mapped[datetime] = mapped_column(UtcInstant)
    browser: Mapped[str] = mapped_column(String(80), default="")
    awaits_second_factor: Mapped[bool] = mapped_column(default=False)
    is_from_provider: Mapped[bool] = mapped_column(default=False)
    id_token: Mapped[str | None] = mapped_column(Text)


class AccountLinkRow(Base):
    """A link that lets whoever has it choose the account's password once, until it expires; only its hash is kept."""

    __tablename__ = "account_links"
    __table_args__ = (UniqueConstraint("token_hash"), Index(None, "account_id"))

    id: Mapped[RowId]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    purpose: Mapped[LinkPurpose] = mapped_column(choice(LinkPurpose, "purpose"))
    token_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    expires_at: Mapped[datetime] = mapped_column(UtcInstant)


class RecoveryCodeRow(Base):
    """A code that replaces the second factor once; only its keyed hash is kept."""

    __tablename__ = "recovery_codes"
    __table_args__ = (UniqueConstraint("account_id", "code_hash"),)

    id: Mapped[RowId]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class SignInAttemptRow(Base):
    """A failed attempt; `subject` is a keyed hash of the user name or the address, so that neither is kept."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index(None, "subject", "at"),)

    id: Mapped[RowId]
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcInstant)


class ClaimRuleRow(Base):
    """What somebody whom the sign-in provider says this of becomes: either a role, or the holder of a post."""

    __tablename__ = "claim_rules"
    __table_args__ = (CheckConstraint("(role IS NULL) <> (post_id IS NULL)", name="role_or_post"),)

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    claim: Mapped[str] = mapped_column(String(120))
    value: Mapped[str] = mapped_column(String(300))
    role: Mapped[Role | None] = mapped_column(choice(Role, "role"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
