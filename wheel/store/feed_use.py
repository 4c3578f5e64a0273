"""How much each feed is used, as an administrator may know it; and taking away the feed of a view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Subquery, and_, case, delete, distinct, func, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.feed_options import FeedOptions, options_of
from wheel.core.feed_sources import FeedSource
from wheel.errors import NotFoundError
from wheel.store.tables import AccountRow, BodyRow, FeedFetchRow, FeedRow, ItemRow
from wheel.store.visibility import visible_feed


@dataclass(frozen=True)
class UsedFeed:
    """One of everybody's, and how much it is used. `name` is what the body that it is about is called.

    `last_at` is its newest fetch, None where none is remembered; `kinds` is how many kinds of program have fetched it
    since the day asked about. `is_made`: a form made it for a view, and nothing makes it again by itself.
    """

    id: str
    source: FeedSource
    options: FeedOptions
    name: str | None
    is_made: bool
    last_at: datetime | None
    kinds: int


@dataclass(frozen=True)
class OwnFeedUse:
    """How many calendars people have of their own, and how many of these have been fetched of late."""

    count: int
    in_use: int


def used_feeds(
    session: Session, viewer: Viewer, since: datetime, *, is_unused_first: bool, offset: int, limit: int
) -> tuple[UsedFeed, ...]:
    """Everybody's that the viewer may know of: those fetched last first, or those left alone the longest first."""
    use = _use(since)
    is_never = use.c.last_at.is_(None)
    order = (is_never.desc(), use.c.last_at) if is_unused_first else (is_never, use.c.last_at.desc())
    query = (
        select(FeedRow, BodyRow.short_name, BodyRow.name, ItemRow.public_id, use.c.last_at, use.c.kinds)
        .outerjoin(use, use.c.feed_id == FeedRow.id)
        .outerjoin(BodyRow, BodyRow.id == FeedRow.body_id)
        .outerjoin(ItemRow, ItemRow.id == FeedRow.item_id)
        .where(_IS_EVERYBODYS, visible_feed(viewer))
        .order_by(*order, FeedRow.id)
    )
    return tuple(_used(*row) for row in session.execute(query.offset(offset).limit(limit)))


def count_used_feeds(session: Session, viewer: Viewer, since: datetime) -> tuple[int, int]:
    """How many of everybody's the viewer may know of, and how many of these nobody has fetched since then."""
    is_used = FeedRow.id.in_(select(FeedFetchRow.feed_id).where(FeedFetchRow.at >= since))
    counts = select(func.count(), func.count(case((is_used, 1)))).select_from(FeedRow)
    known = counts.outerjoin(BodyRow, BodyRow.id == FeedRow.body_id).where(_IS_EVERYBODYS, visible_feed(viewer))
    all_of_them, used = session.execute(known).one()
    return all_of_them, all_of_them - used


def own_feed_use(session: Session, since: datetime) -> OwnFeedUse:
    """Of people's own that are open. Whose they are, and what they are called, is read by nobody here."""
    fetched = and_(FeedFetchRow.feed_id == FeedRow.id, FeedFetchRow.at >= since)
    counts = (
        select(func.count(distinct(FeedRow.id)), func.count(distinct(FeedFetchRow.feed_id)))
        .select_from(FeedRow)
        .join(AccountRow, AccountRow.id == FeedRow.account_id)
        .outerjoin(FeedFetchRow, fetched)
        .where(FeedRow.token_hash.is_not(None), FeedRow.withdrawn_at.is_(None), AccountRow.is_closed.is_(False))
    )
    return OwnFeedUse(*session.execute(counts).one())


def find_made_view(session: Session, feed_id: str) -> str:
    """The filter of the feed that a form made for a view. Raises NotFoundError for every other feed."""
    query = select(FeedRow.filter).where(FeedRow.public_id == feed_id, _IS_MADE)
    found = session.scalar(query)
    if found is None:
        raise NotFoundError("There is no such calendar feed.")
    return found


def newest_fetch_of_view(session: Session, filter_: str) -> datetime | None:
    """When the view's feed was last fetched, with whichever options."""
    query = select(func.max(FeedFetchRow.at)).join(FeedRow, FeedRow.id == FeedFetchRow.feed_id)
    return session.scalar(query.where(_of_view(filter_)))


def delete_feeds_of_view(session: Session, filter_: str) -> None:
    """Take away the view's feed with all its options; from then on their addresses lead nowhere."""
    session.execute(delete(FeedRow).where(_of_view(filter_)))


_IS_EVERYBODYS = FeedRow.token_hash.is_(None)
# Those of rings and of deadlines have an address that speaks; with options behind it, so has a view's.
_IS_MADE = and_(_IS_EVERYBODYS, FeedRow.filter.is_not(None), FeedRow.address.is_(None), FeedRow.options == "")


def _of_view(filter_: str) -> ColumnElement[bool]:
    return and_(_IS_EVERYBODYS, FeedRow.filter == filter_)


def _use(since: datetime) -> Subquery:
    return (
        select(
            FeedFetchRow.feed_id,
            func.max(FeedFetchRow.at).label("last_at"),
            func.count(case((FeedFetchRow.at >= since, 1))).label("kinds"),
        )
        .group_by(FeedFetchRow.feed_id)
        .subquery()
    )


def _used(
    row: FeedRow, short_name: str | None, name: str | None, item: str | None, last_at: datetime | None, kinds: int
) -> UsedFeed:
    is_made = row.filter is not None and row.address is None and not row.options
    source = FeedSource(body=short_name, query=row.filter, item=item)
    return UsedFeed(row.public_id, source, options_of(row.options), name, is_made, last_at, kinds or 0)
