"""Items, their stops, attachments and follow-ups, and the append-only history of every stop."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wheel.core.agenda import Action, Purpose, StopState
from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant, Version, choice
from wheel.store.tables.plan import BodyRow, OccurrenceRow
from wheel.store.tables.posts import PostRow


class ItemRow(Base):
    """An agenda item. `case_officer` is as written; where that is the title of a post, `case_officer_post_id` is it."""

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
    case_officer_post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    version: Mapped[Version]

    case_officer_post: Mapped[PostRow | None] = relationship()
    attachments: Mapped[list[AttachmentRow]] = relationship(order_by="AttachmentRow.position")
    stops: Mapped[list[StopRow]] = relationship(back_populates="item", order_by="StopRow.id")


class AttachmentRow(Base):
    """A document that belongs to an item; of a closed one, others see its number (`position`, from 1) alone."""

    __tablename__ = "attachments"
    __table_args__ = (Index(None, "item_id"),)

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    document_number: Mapped[str] = mapped_column(String(60), default="")
    link: Mapped[str] = mapped_column(String(1000), default="")
    is_closed: Mapped[bool] = mapped_column(default=False)


class FollowUpRow(Base):
    """Something to be done after an item was treated (`stop_id`), by the holders of a post; done since `done_on`."""

    __tablename__ = "follow_ups"
    __table_args__ = (Index(None, "stop_id"), Index(None, "post_id"))

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    what: Mapped[str] = mapped_column(Text)
    due_day: Mapped[date | None]
    done_on: Mapped[date | None]
    version: Mapped[Version]

    stop: Mapped[StopRow] = relationship()
    post: Mapped[PostRow] = relationship()


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
