"""Accounts and the counted attempts to sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wheel.core.access import Role
from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant, choice


class AccountRow(Base):
    """`session_key` is what a signed-in browser holds; a new one signs every browser out."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("user_name"), UniqueConstraint("session_key"))

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    user_name: Mapped[str] = mapped_column(String(200))
    display_name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    session_key: Mapped[str] = mapped_column(String(64))
    is_sample: Mapped[bool] = mapped_column(default=False)


class SignInAttemptRow(Base):
    """A failed attempt; `subject` is a keyed hash of the user name or the address, so that neither is kept."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index(None, "subject", "at"),)

    id: Mapped[RowId]
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcInstant)
