"""Which calendar feeds everybody can subscribe to, and how they are called in their addresses."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Viewer
from wheel.core.feed_options import USUAL, FeedOptions
from wheel.core.feed_sources import FeedSource
from wheel.core.occurrences import Ring
from wheel.core.wheel_filters import WheelFilter, query_string
from wheel.errors import NotFoundError
from wheel.store.bodies import find_body
from wheel.store.database import Session
from wheel.store.feed_stops import title_of_item
from wheel.store.feeds import (
    DEADLINES_ALONE,
    OF_DEADLINES,
    OF_ITEM,
    OF_RING,
    Feed,
    add_feed,
    all_feeds,
    find_feed,
    find_feed_about,
    find_feed_at,
    set_feed_address,
)
from wheel.store.organisation import all_rings
from wheel.usecases.identify import visitor


@dataclass(frozen=True)
class PublicFeed:
    """A feed for everybody. `name` is what its body, ring or item is called; None for everything and for deadlines.

    `address` is how it is called in its address. `id` is None where nobody has fetched it yet.
    """

    source: FeedSource
    address: str
    name: str | None = None
    id: str | None = None

    @property
    def body(self) -> str | None:
        """The short name of the body that it is about."""
        return self.source.body


def show_feeds(session: Session) -> tuple[PublicFeed, ...]:
    """Everything's feed and each body's, the same for everybody: what is internal has none, as anybody can read it.

    Without a public part there are none.
    """
    return tuple(map(_public, all_feeds(session, visitor(session))))


def show_feed_of(session: Session, name: str) -> PublicFeed:
    """The feed of the body that goes by `name`. Raises NotFoundError, also where visitors may not know of that body."""
    reader = visitor(session)
    try:
        body = find_body(session, reader, name).short_name
        return next(_public(feed) for feed in all_feeds(session, reader) if feed.body == body)
    except (NotFoundError, StopIteration):
        raise NotFoundError("There is no such calendar feed.") from None


def show_feeds_of_rings(session: Session) -> tuple[PublicFeed, ...]:
    """Each ring's; none without a public part."""
    if visitor(session).is_shut_out:
        return ()
    return tuple(map(_of_ring, all_rings(session)))


def show_feed_of_ring(session: Session, key: str) -> PublicFeed:
    """Raises NotFoundError where there is no such ring, and where there is no public part."""
    for feed in show_feeds_of_rings(session):
        if feed.address == OF_RING + key:
            return feed
    raise NotFoundError("There is no such calendar feed.")


def show_feed_of_deadlines(session: Session) -> PublicFeed:
    """The deadlines, and the days on which agendas go out. Raises NotFoundError where there is no public part."""
    if visitor(session).is_shut_out:
        raise NotFoundError("There is no such calendar feed.")
    return PublicFeed(FeedSource(query=DEADLINES_ALONE), OF_DEADLINES)


def show_feed_of_item(session: Session, item_id: str) -> PublicFeed:
    """One item's journey. Raises NotFoundError where visitors may not see the item."""
    return _of_item(session, visitor(session), item_id)


def source_called(session: Session, called: str) -> FeedSource:
    """What everybody's feed of that address, or of that id, is about. Raises NotFoundError where there is none."""
    reader = visitor(session)
    found = find_feed_at(session, reader, called)
    if found is not None:
        return found.source
    if called == OF_DEADLINES:
        return show_feed_of_deadlines(session).source
    if called.startswith(OF_RING):
        return show_feed_of_ring(session, called.removeprefix(OF_RING)).source
    if called.startswith(OF_ITEM):
        return _of_item(session, reader, called.removeprefix(OF_ITEM)).source
    return find_feed(session, reader, called).source


def ensure_feed(session: Session, called: str, options: FeedOptions) -> Feed:
    """Everybody's feed of that address, or of that id, with these options: made when it is fetched for the first time.

    Options that make no difference are passed over, so that nobody can have thousands of the same made. Raises
    NotFoundError where there is none.
    """
    reader, source = visitor(session), source_called(session, called)
    options = options.of_slots if source.item is not None else options
    address = f"{called}?{options.query}" if options.query else called
    found = find_feed_about(session, reader, source, options)
    if found is None:
        return add_feed(session, source, options, address)
    if found.address is None and options == USUAL and called != found.id:
        set_feed_address(session, found.id, address)
    return found


def _public(feed: Feed) -> PublicFeed:
    return PublicFeed(feed.source, feed.address or feed.id, feed.name, feed.id)


def _of_ring(ring: Ring) -> PublicFeed:
    query = query_string(WheelFilter(rings=frozenset({ring.key})))
    return PublicFeed(FeedSource(query=query), OF_RING + ring.key, ring.name)


def _of_item(session: Session, reader: Viewer, item_id: str) -> PublicFeed:
    return PublicFeed(FeedSource(item=item_id), OF_ITEM + item_id, title_of_item(session, reader, item_id))
