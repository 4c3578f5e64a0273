"""Give a view of the wheel a calendar of its own: show what is in it, and make its address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Moment, Viewer
from wheel.core.audit import Act, AuditThing
from wheel.core.feed_views import LONGEST_FILTER, FeedView, feed_view, public_part
from wheel.core.wheel_filters import WheelFilter, filter_of, query_string
from wheel.errors import NotFoundError, RefusedError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.feeds import Feed, add_view_feed, count_view_feeds, find_feed, find_view_feed
from wheel.store.organisation import all_rings
from wheel.usecases.attempts import Attempt, Door, count_new_feed
from wheel.usecases.audited import audit
from wheel.usecases.identify import visitor

__all__ = ["FeedView", "MakeViewFeed", "ViewFeed", "make_view_feed", "show_view", "show_view_feed"]

MOST_VIEW_FEEDS = 1_000


@dataclass(frozen=True)
class ViewFeed:
    """A view of the wheel as a calendar: what everybody gets, whoever asks.

    `feed` is None until somebody makes it. `leaves_out_posts`: it was asked for what concerns posts, too.
    """

    view: FeedView
    feed: Feed | None
    leaves_out_posts: bool = False


@dataclass(frozen=True)
class MakeViewFeed:
    """`address` is where it is made from; `secret` keys the hash under which that is counted."""

    wanted: WheelFilter
    address: str
    secret: str


def show_view(session: Session, wanted: WheelFilter, today: date) -> ViewFeed | None:
    """What a calendar of that view holds; None where that is everything public, and where there is no public part.

    Raises NotFoundError where nothing of it can be public, and RefusedError where it picks out too much to keep.
    """
    public = _public_part(session, wanted)
    if public.is_everything:
        return None
    feed = find_view_feed(session, visitor(session), _query(public))
    return ViewFeed(_named(session, public, today), feed, leaves_out_posts=wanted.is_mine or bool(wanted.posts))


def show_view_feed(session: Session, feed_id: str, today: date) -> ViewFeed:
    """The calendar with that address. Raises NotFoundError, also for the feed of a body or of everything."""
    feed = find_feed(session, visitor(session), feed_id)
    if feed.query is None:
        raise NotFoundError("There is no such calendar feed.")
    return ViewFeed(_named(session, filter_of(feed.query), today), feed)


def make_view_feed(session: Session, viewer: Viewer, command: MakeViewFeed, moment: Moment) -> str | None:
    """Give the view an address, or find the one that it has; the feed's id, or None where `show_view` gives none.

    Raises what `show_view` does; and RefusedError after 20 new ones from one place within an hour, and at 1,000 in all.
    """
    public = _public_part(session, command.wanted)
    if public.is_everything:
        return None
    query = _query(public)
    if there := find_view_feed(session, visitor(session), query):
        return there.id
    # Whoever counts makes the others wait, so that two who ask at once find the same one.
    count_new_feed(session, Attempt(Door.FEED, "", command.address, command.secret), moment.at)
    if there := find_view_feed(session, visitor(session), query):
        return there.id
    if count_view_feeds(session) >= MOST_VIEW_FEEDS:
        raise RefusedError(
            "There are %(count)s addresses of views already, and no more can be made. Subscribe to everything public, "
            "or to one body.",
            count=MOST_VIEW_FEEDS,
        )
    feed_id = add_view_feed(session, query)
    audit(session, viewer, moment, Act.ADDED, AuditThing.FEED, feed_id)
    return feed_id


def _public_part(session: Session, wanted: WheelFilter) -> WheelFilter:
    reader = visitor(session)
    if reader.is_shut_out:
        return WheelFilter()
    bodies = {body.short_name for body in all_bodies(session, reader)}
    public = public_part(wanted, {ring.key for ring in all_rings(session)}, bodies)
    if public is None:
        raise NotFoundError("Nothing of this view is public, so there is nothing to subscribe to.")
    return public


def _query(public: WheelFilter) -> str:
    query = query_string(public)
    if len(query) > LONGEST_FILTER:
        raise RefusedError("This view picks out too much to get an address of its own. Choose fewer of each kind.")
    return query


def _named(session: Session, public: WheelFilter, today: date) -> FeedView:
    bodies = {body.short_name: body for body in all_bodies(session, visitor(session))}
    return feed_view(public, all_rings(session), bodies, today)
