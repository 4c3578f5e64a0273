"""Feeds, what has been sent of each occurrence, and the stamp that says whether anything changed since."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wheel.core.feed_views import LONGEST_FILTER
from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant
from wheel.store.tables.plan import BodyRow


class StampRow(Base):
    """A counter that every write raises: a poll reads one small row to learn that nothing changed."""

    __tablename__ = "stamps"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int]


class FeedRow(Base):
    """An address people subscribe to: one body's meetings, or everything public where `body_id` is NULL.

    `filter` is what a view of everything picks out, as the query that stands for it; NULL where nothing is left out.
    """

    __tablename__ = "feeds"
    __table_args__ = (
        UniqueConstraint("body_id"),
        UniqueConstraint("filter"),
        CheckConstraint("filter IS NULL OR body_id IS NULL", name="filter_of_everything"),
    )

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    filter: Mapped[str | None] = mapped_column(String(LONGEST_FILTER))

    body: Mapped[BodyRow | None] = relationship()


class FeedEventRow(Base):
    """What was last sent of an occurrence: a new content hash raises SEQUENCE and LAST-MODIFIED, and only then.

    `source_hash` tells cheaply that nothing it is made from changed; `stamp` is the plan it was made from, so that a
    slow process never puts back what a quicker one has already replaced.
    """

    __tablename__ = "feed_events"

    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    source_hash: Mapped[str] = mapped_column(String(64))
    content_hash: Mapped[str] = mapped_column(String(64))
    stamp: Mapped[int]
    sequence: Mapped[int]
    modified_at: Mapped[datetime] = mapped_column(UtcInstant)
    vevent: Mapped[bytes] = mapped_column(LargeBinary)


class FeedBodyRow(Base):
    """The bytes of a feed as last rendered, gzipped, and the stamp, day and settings they were rendered for."""

    __tablename__ = "feed_bodies"

    feed_id: Mapped[int] = mapped_column(
        ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    stamp: Mapped[int]
    day: Mapped[date]
    rendered_for: Mapped[str] = mapped_column(String(400))
    etag: Mapped[str] = mapped_column(String(64))
    modified_at: Mapped[datetime] = mapped_column(UtcInstant)
    body: Mapped[bytes] = mapped_column(LargeBinary)
