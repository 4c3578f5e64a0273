"""Serve a feed: as it was last rendered while that holds, else rendered anew from what its subscribers may see."""

from __future__ import annotations

from datetime import date

from wheel.core.access import Moment, Viewer
from wheel.core.feed_options import options_of
from wheel.core.feed_sources import FeedForm
from wheel.core.own_feeds import SAYS_CLOSED
from wheel.errors import GoneError, NotFoundError
from wheel.store.accounts import account_by_id
from wheel.store.database import Database, Session
from wheel.store.feeds import DEADLINES_ALONE, Feed, find_feed_once_fetched, find_own_feed
from wheel.store.kept_feeds import (
    Asked,
    FeedKey,
    KeptFeed,
    RenderedFor,
    SentEvent,
    SentKey,
    etag_that_holds,
    feed_that_holds,
    fetch_noted_at,
    keep_events,
    keep_feed,
    kept_feed,
    lock_plan,
)
from wheel.store.organisation import find_organisation
from wheel.usecases.feed_content import FeedContent, read_changes, read_content
from wheel.usecases.feed_entries import Entry, MeetingEntry, SendingEntry, SlotEntry, TaskEntry
from wheel.usecases.feed_publisher import Publisher, Rendering
from wheel.usecases.identify import viewer_of, visitor
from wheel.usecases.public_feeds import ensure_feed, source_called

__all__ = [
    "DEADLINES_ALONE",
    "Asked",
    "Entry",
    "Feed",
    "FeedContent",
    "FeedKey",
    "KeptFeed",
    "MeetingEntry",
    "Publisher",
    "RenderedFor",
    "Rendering",
    "SendingEntry",
    "SentEvent",
    "SentKey",
    "SlotEntry",
    "TaskEntry",
    "etag_that_holds",
    "fetch_noted_at",
    "serve_feed",
]


def serve_feed(database: Database, asked: Asked, publisher: Publisher) -> KeptFeed:
    """The feed to send now: as it was last rendered while that holds, else rendered anew.

    An address with options has them behind a question mark. Raises NotFoundError where there is no such feed, also
    where the organisation has no public part, and GoneError 30 days after its owner has closed it. What somebody has
    fetched while it was public is there ever after, and says that it is closed while it is not.

    One renders at a time, and nobody changes the plan meanwhile: whoever comes second finds it kept. So each state of
    an event gets one SEQUENCE, and nobody sends an older state after a newer one.
    """
    today, settings = publisher.moment.today, publisher.settings
    kept = feed_that_holds(database, asked, today, settings)
    if kept is not None:
        return kept
    with database.reading() as session:
        # Whoever only guesses at addresses makes nobody wait, and what is closed needs nothing of the plan.
        closed = _closed(session, asked, publisher)
    if closed is not None:
        return closed
    with database.writing() as session:
        stamp = lock_plan(session, is_own=asked.key is FeedKey.SECRET)
        # It may have been closed while this one waited.
        closed = _closed(session, asked, publisher)
        if closed is not None:
            return closed
        feed = _feed(session, asked)
        wanted = RenderedFor(stamp, today, settings)
        kept = kept_feed(session, feed.id, asked.form)
        if kept is not None and kept.rendered_for == wanted:
            return kept
        rendering = _rendering(session, feed, asked.form, publisher, wanted, kept)
        if keep_events(session, wanted.stamp, rendering.changed):
            keep_feed(session, asked.form, rendering.feed)
        return rendering.feed


def _rendering(
    session: Session, feed: Feed, form: FeedForm, publisher: Publisher, wanted: RenderedFor, kept: KeptFeed | None
) -> Rendering:
    """What changed put into what was kept, where that can be done; else everything anew."""
    reader = _reader(session, feed, publisher.moment.today)
    if kept is not None and form is FeedForm.ICALENDAR:
        changes = read_changes(session, reader, feed, publisher, wanted, kept)
        patched = publisher.patch(*changes) if changes is not None else None
        if patched is not None:
            return patched
    return publisher.render(read_content(session, reader, feed, publisher, wanted, kept), form)


def _closed(session: Session, asked: Asked, publisher: Publisher) -> KeptFeed | None:
    """What to send in place of a feed that holds nothing any more; None where it is open."""
    if asked.key is not FeedKey.SECRET:
        return _not_public_now(session, asked, publisher)
    feed = find_own_feed(session, asked.value)
    if feed.withdrawn_at is None and not _is_left_behind(session, feed):
        return None
    if feed.withdrawn_at is None or _is_over(feed, publisher.moment):
        raise GoneError("This calendar has been closed.")
    return publisher.render_closed(feed, find_organisation(session), asked.form)


def _not_public_now(session: Session, asked: Asked, publisher: Publisher) -> KeptFeed | None:
    """The same of one of everybody's: told that there is none, programs would go on showing what they got last.

    Without a public part nothing is told to anybody.
    """
    try:
        source_called(session, _called(asked))
    except NotFoundError:
        feed = None if visitor(session).is_shut_out else find_feed_once_fetched(session, _called(asked))
        if feed is None:
            raise
        return publisher.render_closed(feed, find_organisation(session), asked.form)
    return None


def _is_left_behind(session: Session, feed: Feed) -> bool:
    """Whether the account that it belongs to is closed, or erased."""
    return feed.account is None or account_by_id(session, feed.account).is_closed


def _is_over(feed: Feed, moment: Moment) -> bool:
    return feed.withdrawn_at is not None and moment.at - feed.withdrawn_at > SAYS_CLOSED


def _feed(session: Session, asked: Asked) -> Feed:
    if asked.key is FeedKey.SECRET:
        return find_own_feed(session, asked.value)
    return ensure_feed(session, _called(asked), options_of(asked.value.partition("?")[2]))


def _called(asked: Asked) -> str:
    return asked.value.partition("?")[0]


def _reader(session: Session, feed: Feed, today: date) -> Viewer:
    """For whom it is rendered. Whose own it is may see what they may see today; everybody else, what visitors may."""
    if feed.account is None:
        return visitor(session)
    return viewer_of(session, account_by_id(session, feed.account), today)
