"""Show an administrator which calendar feeds are used, and how many people have of their own: not whose, nor which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from wheel.core.access import Moment, Viewer, require
from wheel.core.calendar_clients import Fetch
from wheel.core.feed_views import FeedView, feed_view
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.wheel_filters import filter_of
from wheel.errors import NotFoundError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.feed_fetches import fetches_of
from wheel.store.feed_stops import title_of_item
from wheel.store.feed_use import OwnFeedUse, UsedFeed, count_used_feeds, own_feed_use, used_feeds
from wheel.store.feeds import DEADLINES_ALONE
from wheel.store.organisation import all_rings
from wheel.usecases.identify import visitor

__all__ = ["OF_LATE", "PAGE", "UNUSED_AFTER", "FeedUse", "FeedUsePage", "OwnFeedUse", "UsedFeed", "show_feed_use"]

PAGE: Final = 50
OF_LATE: Final = timedelta(days=30)
UNUSED_AFTER: Final = timedelta(days=90)


@dataclass(frozen=True)
class FeedUse:
    """One feed. `view` names what a view picks out; `title` is the item's, None where visitors may not know it now.

    `is_unused`: nobody has fetched it for 90 days; `is_in_use`: somebody has within 30.
    """

    feed: UsedFeed
    fetches: tuple[Fetch, ...]
    is_unused: bool
    is_in_use: bool
    view: FeedView | None = None
    title: str | None = None

    @property
    def is_deadlines(self) -> bool:
        return self.feed.source.query == DEADLINES_ALONE


@dataclass(frozen=True)
class FeedUsePage:
    """50 of everybody's feeds. `count` is how many there are in all, and `unused` how many of those nobody uses."""

    lines: tuple[FeedUse, ...]
    number: int
    has_more: bool
    count: int
    unused: int
    own: OwnFeedUse


def show_feed_use(
    session: Session, viewer: Viewer, moment: Moment, *, is_unused_first: bool = False, number: int = 1
) -> FeedUsePage:
    """The page of that number, from 1: of the feeds that visitors may know of, since nobody else can use one.

    Raises ForbiddenError unless the viewer is an administrator.
    """
    require(viewer, Right.SEE, Thing.AUDIT)
    reader, late, first = visitor(session), moment.at - OF_LATE, (number - 1) * PAGE
    found = used_feeds(session, reader, late, is_unused_first=is_unused_first, offset=first, limit=PAGE + 1)
    count, unused = count_used_feeds(session, reader, moment.at - UNUSED_AFTER)
    return FeedUsePage(
        lines=_lines(session, reader, found[:PAGE], moment),
        number=number,
        has_more=len(found) > PAGE,
        count=count,
        unused=unused,
        own=own_feed_use(session, late),
    )


def _lines(session: Session, reader: Viewer, feeds: tuple[UsedFeed, ...], moment: Moment) -> tuple[FeedUse, ...]:
    fetches = fetches_of(session, [feed.id for feed in feeds])
    views = _views(session, reader, feeds, moment)
    return tuple(
        FeedUse(
            feed=feed,
            fetches=fetches[feed.id],
            is_unused=_is_before(feed.last_at, moment.at - UNUSED_AFTER),
            is_in_use=not _is_before(feed.last_at, moment.at - OF_LATE),
            view=views.get(feed.id),
            title=_title(session, reader, feed),
        )
        for feed in feeds
    )


def _is_before(last: datetime | None, limit: datetime) -> bool:
    return last is None or last < limit


def _views(session: Session, reader: Viewer, feeds: tuple[UsedFeed, ...], moment: Moment) -> Mapping[str, FeedView]:
    rings = all_rings(session)
    bodies: dict[str, Body] = {body.short_name: body for body in all_bodies(session, reader)}
    return {
        feed.id: feed_view(filter_of(feed.source.query), rings, bodies, moment.today)
        for feed in feeds
        if feed.source.query is not None
    }


def _title(session: Session, reader: Viewer, feed: UsedFeed) -> str | None:
    if feed.source.item is None:
        return None
    try:
        return title_of_item(session, reader, feed.source.item)
    except NotFoundError:
        return None
