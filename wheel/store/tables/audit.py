"""The audit: who did what when to which thing; append-only, kept so by the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant


class AuditEntryRow(Base):
    """One thing that was done. It names things by their ids alone, so that it holds no title that is closed.

    `account_id` is NULL for the operator's commands and for a visitor; `actor` is the post that the account acted for.
    `told` holds a few plain facts, such as a role given.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "at"), Index(None, "account_id"), Index(None, "thing", "thing_id"))

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    at: Mapped[datetime] = mapped_column(UtcInstant)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    actor: Mapped[str] = mapped_column(String(200))
    act: Mapped[str] = mapped_column(String(60))
    thing: Mapped[str] = mapped_column(String(20))
    thing_id: Mapped[str] = mapped_column(String(80))
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
