"""What a page says of feeds: those it names to programs that look for them, and where its reader can subscribe."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from flask import g, url_for

from wheel.core.feed_sources import FeedForm
from wheel.errors import NotFoundError
from wheel.services import database
from wheel.usecases.public_feeds import (
    PublicFeed,
    show_feed_of_deadlines,
    show_feed_of_item,
    show_feed_of_ring,
    show_feeds,
)
from wheel.web.context import viewer
from wheel.web.translation import gettext

_TYPES = {FeedForm.ICALENDAR: "text/calendar", FeedForm.JSON: "application/json"}


@dataclass(frozen=True)
class Alternate:
    """A feed in one form, as the head of a page names it (HTML, section 4.6.7.1)."""

    title: str
    type: str
    address: str


def alternates(
    body: str | None = None, *, ring: str | None = None, item: str | None = None, deadlines: bool = False
) -> tuple[Alternate, ...]:
    """Everything's feed and that of what the page is about, each in both forms; none that is not for everybody."""
    feeds = (*_everythings(), *_feeds_about(body, ring, item, is_of_deadlines=deadlines))
    return tuple(_alternate(feed, form) for feed in feeds for form in FeedForm)


def alternates_of_view(feed_id: str, name: str) -> tuple[Alternate, ...]:
    """The feed that somebody has made of a view."""
    addresses = {form: url_for("feeds.calendar", feed_id=feed_id, name=name, form=form.value) for form in FeedForm}
    return tuple(Alternate(name, _TYPES[form], address) for form, address in addresses.items())


def subscribe_page(*, body: str | None = None, ring: str | None = None, item: str | None = None) -> str | None:
    """Where the reader can subscribe to the one that is given.

    To what is not for everybody those who are signed in subscribe by a calendar of their own; others not at all (None).
    """
    if not _feeds_about(body, ring, item):
        return own_calendar_of(body=body, ring=ring, item=item) if viewer().is_signed_in else None
    if ring is not None:
        return url_for("subscriptions.ring", key=ring)
    return url_for("subscriptions.item", item_id=item) if item else url_for("subscriptions.body", name=body)


def own_calendar_of(*, body: str | None = None, ring: str | None = None, item: str | None = None) -> str:
    """The page on which a calendar of one's own is made, filled in with the one that is given."""
    return url_for("own_feeds.show", body=body, ring=ring, item=item)


def feed_title(feed: PublicFeed) -> str:
    """What a feed is called in the reader's language."""
    if feed.name is not None:
        return feed.name
    return gettext("The annual wheel") if feed.source.is_everything else gettext("Deadlines")


def _everythings() -> tuple[PublicFeed, ...]:
    return tuple(feed for feed in _listed() if feed.source.is_everything)


def _listed() -> tuple[PublicFeed, ...]:
    """Everything's and each body's, read once a request: a page asks for them in its head and for its links."""
    if "public_feeds" not in g:
        with database().reading() as session:
            g.public_feeds = show_feeds(session)
    found: tuple[PublicFeed, ...] = g.public_feeds
    return found


def _feeds_about(
    body: str | None, ring: str | None, item: str | None, *, is_of_deadlines: bool = False
) -> tuple[PublicFeed, ...]:
    """At most one of these is given, a body by its short name; empty where it is not for everybody."""
    if body is not None:
        return tuple(feed for feed in _listed() if feed.body == body)
    with database().reading() as session, suppress(NotFoundError):
        if ring is not None:
            return (show_feed_of_ring(session, ring),)
        if item is not None:
            return (show_feed_of_item(session, item),)
        if is_of_deadlines:
            return (show_feed_of_deadlines(session),)
    return ()


def _alternate(feed: PublicFeed, form: FeedForm) -> Alternate:
    address = url_for("feeds.called", called=feed.address, form=form.value)
    return Alternate(feed_title(feed), _TYPES[form], address)
