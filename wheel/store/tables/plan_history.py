"""The plan's history: one entry for each thing a planner did, with what undoing it needs; append-only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wheel.core.plan_history import PlanAction, Subject
from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant, choice


class PlanEntryRow(Base):
    """What somebody did to the plan of a year. `told` is what its sentence needs; `undoes_id` is what it took back."""

    __tablename__ = "plan_entries"
    __table_args__ = (Index(None, "year"), UniqueConstraint("undoes_id"))

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    at: Mapped[datetime] = mapped_column(UtcInstant)
    actor: Mapped[str] = mapped_column(String(200))
    action: Mapped[PlanAction] = mapped_column(choice(PlanAction, "action"))
    year: Mapped[int]
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("plan_entries.id"))

    undoes: Mapped[PlanEntryRow | None] = relationship(remote_side="PlanEntryRow.id")
    changes: Mapped[list[PlanEntryChangeRow]] = relationship(order_by="PlanEntryChangeRow.id")


class PlanEntryChangeRow(Base):
    """One thing that an entry changed, before and after; `subject_id` is its public id, or the year."""

    __tablename__ = "plan_entry_changes"
    __table_args__ = (Index(None, "entry_id"),)

    id: Mapped[RowId]
    entry_id: Mapped[int] = mapped_column(ForeignKey("plan_entries.id"))
    subject: Mapped[Subject] = mapped_column(choice(Subject, "subject"))
    subject_id: Mapped[str] = mapped_column(String(32))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
