"""Items, their stops, attachments and follow-ups, and the append-only history of every stop."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wheel.core.look_again import LONGEST_WORDS, LookKind
from wheel.core.stops import Action, Outcome, Purpose, StopState
from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant, Version, choice
from wheel.store.tables.plan import BodyRow, OccurrenceRow
from wheel.store.tables.posts import PostRow


class ItemRow(Base):
    """An agenda item. `case_officer` is as written; where that is the title of a post, `case_officer_post_id` is it.

    `folded` is what searching looks in: all that the item says, folded. An item from a standing item is told from the
    others that come from there by its `standing_key`.
    """

    __tablename__ = "items"
    __table_args__ = (UniqueConstraint("standing_item_id", "standing_key"),)

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    title: Mapped[str] = mapped_column(String(500))
    text: Mapped[str] = mapped_column(Text, default="")
    case_number: Mapped[str] = mapped_column(String(60), default="")
    case_officer: Mapped[str] = mapped_column(String(200), default="")
    is_closed: Mapped[bool] = mapped_column(default=False)
    sub_date: Mapped[date | None]
    source_words: Mapped[str] = mapped_column(Text, default="")
    decision_theme: Mapped[str] = mapped_column(Text, default="", server_default="")
    economy: Mapped[str] = mapped_column(Text, default="", server_default="")
    legal_basis: Mapped[str] = mapped_column(Text, default="", server_default="")
    recommendation: Mapped[str] = mapped_column(Text, default="", server_default="")
    participants: Mapped[str] = mapped_column(Text, default="", server_default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=sql("'[]'"))
    folded: Mapped[str] = mapped_column(Text, default="", server_default="")
    case_officer_post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    standing_item_id: Mapped[int | None] = mapped_column(ForeignKey("standing_items.id"))
    standing_key: Mapped[str | None] = mapped_column(String(80))
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
    """Something to be done after an item was treated (`stop_id`), by the holders of a post; done since `done_on`.

    `who` says in words who does it, where that is no post (or besides); `recipient` to whom it is handed. It is due on
    `due_day`, or at the body's next meeting after the one that asked for it.
    """

    __tablename__ = "follow_ups"
    __table_args__ = (Index(None, "stop_id"), Index(None, "post_id"))

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    who: Mapped[str] = mapped_column(String(200), default="", server_default="")
    what: Mapped[str] = mapped_column(Text)
    recipient: Mapped[str] = mapped_column(String(200), default="", server_default="")
    due_day: Mapped[date | None]
    is_due_next_meeting: Mapped[bool] = mapped_column(default=False, server_default=false())
    done_on: Mapped[date | None]
    version: Mapped[Version]

    stop: Mapped[StopRow] = relationship()
    post: Mapped[PostRow | None] = relationship()


class StopRow(Base):
    """An item's treatment in one body. `version` rises with each change, so that a lost update is noticed.

    The `look_…` columns are when to look again at what waits, and `owner_post_id` who sees to it; they are kept while
    it is placed. It takes up again the stop `resumes_id`, which at most one does.
    """

    __tablename__ = "stops"
    __table_args__ = (
        CheckConstraint("(occurrence_id IS NULL) = (position IS NULL)", name="place_has_position"),
        CheckConstraint(
            "CASE WHEN state IN ('awaiting', 'on_hold') THEN occurrence_id IS NULL"
            " WHEN state = 'withdrawn' THEN 1 = 1 ELSE occurrence_id IS NOT NULL END",
            name="placed_has_place",
        ),
        CheckConstraint("state NOT IN ('treated', 'resumed') OR outcome IS NOT NULL", name="treated_has_outcome"),
        CheckConstraint("step >= 1 AND lead_days >= 0", name="step_from_one"),
        UniqueConstraint("resumes_id"),
        Index(None, "body_id", "state"),
        Index(None, "occurrence_id"),
        Index(None, "item_id"),
        Index(None, "state", "look_day"),
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
    starts_at: Mapped[time | None]
    is_provisional: Mapped[bool] = mapped_column(default=False, server_default=false())
    reason: Mapped[str] = mapped_column(Text, default="")
    since: Mapped[date]
    look_kind: Mapped[LookKind | None] = mapped_column(choice(LookKind, "look_kind"))
    look_day: Mapped[date | None]
    look_until: Mapped[date | None]
    look_words: Mapped[str] = mapped_column(String(LONGEST_WORDS), default="", server_default="")
    look_body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    owner_post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome, "outcome"))
    decision: Mapped[str] = mapped_column(Text, default="", server_default="")
    resumes_id: Mapped[int | None] = mapped_column(ForeignKey("stops.id"))
    step: Mapped[int] = mapped_column(default=1, server_default=sql("1"))
    lead_days: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    version: Mapped[int] = mapped_column(default=1)

    item: Mapped[ItemRow] = relationship(back_populates="stops")
    body: Mapped[BodyRow] = relationship(foreign_keys=[body_id])
    occurrence: Mapped[OccurrenceRow | None] = relationship()
    changes: Mapped[list[StopChangeRow]] = relationship(order_by="StopChangeRow.id")


class StopChangeRow(Base):
    """One change of a stop; append-only, kept so by the database. Days are copied: they say what was true then.

    `state` and `occurrence_id` are where it then stood; NULL for what was done before these were kept.
    """

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
    state: Mapped[StopState | None] = mapped_column(choice(StopState, "state"))
    occurrence_id: Mapped[int | None] = mapped_column(ForeignKey("occurrences.id"))
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome, "outcome"))
