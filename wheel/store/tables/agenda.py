"""Items, their stops, and the append-only history of every stop."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wheel.core.agenda import Action, Purpose, StopState
from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant, choice
from wheel.store.tables.plan import BodyRow, OccurrenceRow


class ItemRow(Base):
    __tablename__ = "items"

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    title: Mapped[str] = mapped_column(String(500))
    text: Mapped[str] = mapped_column(Text, default="")
    case_number: Mapped[str] = mapped_column(String(60), default="")
    case_officer: Mapped[str] = mapped_column(String(200), default="")
    is_closed: Mapped[bool] = mapped_column(default=False)
    sub_date: Mapped[date | None]
    source_words: Mapped[str] = mapped_column(Text, default="")

    stops: Mapped[list[StopRow]] = relationship(back_populates="item", order_by="StopRow.id")


class StopRow(Base):
    """An item's treatment in one body. `version` rises with each change, so that a lost update is noticed."""

    __tablename__ = "stops"
    __table_args__ = (
        CheckConstraint(
            "(state = 'placed') = (occurrence_id IS NOT NULL AND position IS NOT NULL)", name="placed_has_place"
        ),
        Index(None, "body_id", "state"),
        Index(None, "occurrence_id"),
        Index(None, "item_id"),
    )

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    occurrence_id: Mapped[int | None] = mapped_column(ForeignKey("occurrences.id"))
    position: Mapped[int | None]
    state: Mapped[StopState] = mapped_column(choice(StopState, "state"))
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose, "purpose"))
    minutes: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    since: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)

    item: Mapped[ItemRow] = relationship(back_populates="stops")
    body: Mapped[BodyRow] = relationship()
    occurrence: Mapped[OccurrenceRow | None] = relationship()
    changes: Mapped[list[StopChangeRow]] = relationship(order_by="StopChangeRow.id")


class StopChangeRow(Base):
    """One change of a stop; append-only, kept so by the database. Days are copied: they say what was true then."""

    __tablename__ = "stop_changes"
    __table_args__ = (Index(None, "stop_id"),)

    id: Mapped[RowId]
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    at: Mapped[datetime] = mapped_column(UtcInstant)
    actor: Mapped[str] = mapped_column(String(200))
    action: Mapped[Action] = mapped_column(choice(Action, "action"))
    from_day: Mapped[date | None]
    to_day: Mapped[date | None]
    from_position: Mapped[int | None]
    to_position: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
