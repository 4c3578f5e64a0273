"""Feeds, what has been sent of each occurrence, and the stamp that says whether anything changed since."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from wheel.core.feed_sources import LONGEST_NAME, FeedForm
from wheel.core.feed_views import LONGEST_FILTER
from wheel.store.tables.base import Base, PublicId, RowId, UtcInstant, choice

LONGEST_ADDRESS = 200
LONGEST_RENDITION = 120

_IS_EVERYBODYS = text("token_hash IS NULL")


def _one_of_everybodys(column: str) -> Index:
    return Index(
        f"uq_feeds_{column}",
        column,
        "options",
        unique=True,
        sqlite_where=_IS_EVERYBODYS,
        postgresql_where=_IS_EVERYBODYS,
    )


class StampRow(Base):
    """A counter that every write raises: a poll reads one small row to learn that nothing changed."""

    __tablename__ = "stamps"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int]


class OccurrenceStampRow(Base):
    """The plan's stamp after the last change of an occurrence by which a feed may show it in another way."""

    __tablename__ = "occurrence_stamps"
    __table_args__ = (Index(None, "stamp"),)

    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    stamp: Mapped[int]


class FeedRow(Base):
    """An address people subscribe to: for everybody, or one person's own.

    It is about at most one of `body_id`, a view's `filter` as the query that stands for it, `item_id`, `post_id` and
    `is_mine` (the posts that its owner holds); about everything where there is none. `options` are written as in
    core/feed_options.py. `address` is how everybody's is called in its address, with the options behind a question
    mark; the feed of a view has only its public id.

    A person's own has a secret address instead, of which only the hash is kept; `account_id` is NULL once the account
    is erased. From `withdrawn_at` on it holds nothing.
    """

    __tablename__ = "feeds"
    __table_args__ = (
        UniqueConstraint("address"),
        UniqueConstraint("token_hash"),
        CheckConstraint(
            "(CASE WHEN body_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN filter IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN item_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN post_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN is_mine THEN 1 ELSE 0 END) <= 1",
            name="about_one_thing",
        ),
        CheckConstraint(
            "token_hash IS NOT NULL OR (account_id IS NULL AND post_id IS NULL AND NOT is_mine AND name = ''"
            " AND made_at IS NULL AND withdrawn_at IS NULL)",
            name="everybodys_has_no_owner",
        ),
        CheckConstraint("token_hash IS NULL OR (address IS NULL AND made_at IS NOT NULL)", name="own_is_secret"),
        # Each thing has one feed for everybody with the same options.
        _one_of_everybodys("body_id"),
        _one_of_everybodys("filter"),
        _one_of_everybodys("item_id"),
        Index(None, "account_id"),
    )

    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    address: Mapped[str | None] = mapped_column(String(LONGEST_ADDRESS))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    filter: Mapped[str | None] = mapped_column(String(LONGEST_FILTER))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    is_mine: Mapped[bool] = mapped_column(default=False, server_default=false())
    options: Mapped[str] = mapped_column(String(100), default="", server_default="")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    token_hash: Mapped[str | None] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="", server_default="")
    made_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class _SentRow:
    """What was last sent of something: a new content hash raises SEQUENCE and LAST-MODIFIED, and only then.

    `rendition` names for whom and with which options: what is shown, and so how often it has changed, is not the same
    for all. `source_hash` tells cheaply that nothing it is made from changed; `stamp` is the plan it was made from, so
    that a slow process never puts back what a quicker one has already replaced.
    """

    rendition: Mapped[str] = mapped_column(String(LONGEST_RENDITION), primary_key=True, server_default="")
    source_hash: Mapped[str] = mapped_column(String(64))
    content_hash: Mapped[str] = mapped_column(String(64))
    stamp: Mapped[int]
    sequence: Mapped[int]
    modified_at: Mapped[datetime] = mapped_column(UtcInstant)
    vevent: Mapped[bytes] = mapped_column(LargeBinary)


class FeedEventRow(_SentRow, Base):
    """What was last sent of an occurrence, or of the day on which its agenda goes out."""

    __tablename__ = "feed_events"

    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class FeedSlotRow(_SentRow, Base):
    """What was last sent of an item's slot at a meeting."""

    __tablename__ = "feed_slots"

    stop_id: Mapped[int] = mapped_column(
        ForeignKey("stops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class FeedTaskRow(_SentRow, Base):
    """What was last sent of a follow-up."""

    __tablename__ = "feed_tasks"

    follow_up_id: Mapped[int] = mapped_column(
        ForeignKey("follow_ups.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class FeedBodyRow(Base):
    """The bytes of a feed as last rendered, gzipped, and the stamp, day and settings they were rendered for."""

    __tablename__ = "feed_bodies"

    feed_id: Mapped[int] = mapped_column(
        ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    form: Mapped[FeedForm] = mapped_column(choice(FeedForm, "form"), primary_key=True)
    stamp: Mapped[int]
    day: Mapped[date]
    rendered_for: Mapped[str] = mapped_column(String(400))
    etag: Mapped[str] = mapped_column(String(64))
    modified_at: Mapped[datetime] = mapped_column(UtcInstant)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class FeedFetchRow(Base):
    """When a kind of calendar program last fetched a feed, and what it was answered; noted at most once an hour.

    Nothing of who fetched it is kept: `client` is one of a few kinds (core/calendar_clients.py).
    """

    __tablename__ = "feed_fetches"

    feed_id: Mapped[int] = mapped_column(
        ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    client: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcInstant)
    status: Mapped[int]
