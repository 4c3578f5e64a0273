"""What is kept of a meeting besides its items: its agenda as it was sent, and who was absent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant, Version
from wheel.store.tables.plan import OccurrenceRow


class MeetingRecordRow(Base):
    """What the secretary notes of a meeting besides its items: who was absent."""

    __tablename__ = "meeting_records"

    id: Mapped[RowId]
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id"), unique=True)
    absent: Mapped[str] = mapped_column(Text, default="", server_default="")
    version: Mapped[Version]

    occurrence: Mapped[OccurrenceRow] = relationship()


class AgendaVersionRow(Base):
    """A meeting's agenda as it was sent; `number` counts from 1. Append-only, kept so by the database.

    `lines` are its items in order: [{"stop": public id, "title", "minutes", "starts_at", "state"}].
    """

    __tablename__ = "agenda_versions"
    __table_args__ = (UniqueConstraint("occurrence_id", "number"),)

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcInstant)
    actor: Mapped[str] = mapped_column(String(200))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    occurrence: Mapped[OccurrenceRow] = relationship()
