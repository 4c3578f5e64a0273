"""Show somebody their own calendars: what each holds, how, and when it was last fetched and by what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wheel.core.access import Moment, Viewer
from wheel.core.own_feeds import OwnFeed
from wheel.store.database import Session
from wheel.store.feed_fetches import Fetch, fetches_of
from wheel.store.own_feeds import own_feed, own_feeds_of
from wheel.usecases.own_feed_sources import Choices, NamedSource, choices_for, named_source
from wheel.usecases.own_proof import own_account_id

__all__ = ["Fetch", "OwnFeedLine", "OwnFeeds", "show_own_feed", "show_own_feeds"]


@dataclass(frozen=True)
class OwnFeedLine:
    """One calendar. `fetches` are the latest of each kind of program, the newest first; empty where none ever came."""

    feed: OwnFeed
    about: NamedSource
    fetches: tuple[Fetch, ...]


@dataclass(frozen=True)
class OwnFeeds:
    """All of one account's, in the order they were made. `closing` are closed and still say so to who fetches them."""

    open: tuple[OwnFeedLine, ...]
    closing: tuple[OwnFeedLine, ...]
    gone: tuple[OwnFeedLine, ...]
    choices: Choices
    holds_posts: bool

    @property
    def all(self) -> tuple[OwnFeedLine, ...]:
        return (*self.open, *self.closing, *self.gone)


def show_own_feeds(session: Session, viewer: Viewer, moment: Moment) -> OwnFeeds:
    """Raises ForbiddenError for who has no account."""
    feeds = own_feeds_of(session, own_account_id(viewer))
    choices = choices_for(session, viewer, moment.today)
    fetches = fetches_of(session, [feed.id for feed in feeds])
    lines = [_line(session, viewer, feed, choices, fetches, moment) for feed in feeds]
    return OwnFeeds(
        open=_those(lines, lambda feed: feed.is_open),
        closing=_those(lines, lambda feed: feed.is_closing(moment.at)),
        gone=_those(lines, lambda feed: not feed.is_open and not feed.is_closing(moment.at)),
        choices=choices,
        holds_posts=bool(viewer.posts),
    )


def show_own_feed(session: Session, viewer: Viewer, feed_id: str, moment: Moment) -> OwnFeedLine:
    """One of the viewer's own, closed or not. Raises NotFoundError, for another's as for none."""
    feed = own_feed(session, own_account_id(viewer), feed_id)
    choices = choices_for(session, viewer, moment.today)
    return _line(session, viewer, feed, choices, fetches_of(session, [feed.id]), moment)


def _those(lines: Iterable[OwnFeedLine], wanted: Callable[[OwnFeed], bool]) -> tuple[OwnFeedLine, ...]:
    return tuple(line for line in lines if wanted(line.feed))


def _line(
    session: Session,
    viewer: Viewer,
    feed: OwnFeed,
    choices: Choices,
    fetches: Mapping[str, tuple[Fetch, ...]],
    moment: Moment,
) -> OwnFeedLine:
    about = named_source(session, viewer, feed.source, choices, moment.today)
    return OwnFeedLine(feed, about, fetches.get(feed.id, ()))
