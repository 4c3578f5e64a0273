"""Serve a feed: as it was last rendered while that holds, else rendered anew from what every visitor may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache, cached_property
from itertools import chain
from typing import Protocol

from wheel.core.access import Moment, Viewer
from wheel.core.dates import DateSpan
from wheel.core.deadlines import Notice, agenda_deadline
from wheel.core.feed_views import FeedView, feed_view
from wheel.core.occurrences import Occurrence, Ring, Status
from wheel.core.plan import Body, Organisation
from wheel.core.stops import Stop
from wheel.core.successions import Successor, name_on, succession
from wheel.core.wheel_filters import filter_of, has_open_agenda
from wheel.errors import NotFoundError
from wheel.store.bodies import all_bodies, find_body
from wheel.store.database import Database, Session
from wheel.store.feeds import (
    Feed,
    KeptFeed,
    RenderedFor,
    SentEvent,
    all_feeds,
    days_of_nearest,
    etag_that_holds,
    feed_that_holds,
    find_feed,
    keep_events,
    keep_feed,
    kept_feed,
    lock_plan,
    sent_events,
)
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import all_rings, find_organisation, load_calendar
from wheel.store.stops import stops_at
from wheel.usecases.identify import visitor

__all__ = [
    "Entry",
    "Feed",
    "FeedContent",
    "KeptFeed",
    "Publisher",
    "RenderedFor",
    "Rendering",
    "SentEvent",
    "etag_that_holds",
    "serve_feed",
    "show_feed_of",
    "show_feeds",
]


@dataclass(frozen=True)
class Entry:
    """One occurrence with its agenda, and the day on which that goes out."""

    occurrence: Occurrence
    stops: tuple[Stop, ...]
    deadline: date | None


@dataclass(frozen=True)
class FeedContent:
    """Everything a feed is rendered from; only what every visitor may see. `view` is what a view of it picks out."""

    feed: Feed
    rendered_for: RenderedFor
    organisation: Organisation | None
    entries: tuple[Entry, ...]
    rings: dict[str, Ring]
    sent: dict[str, SentEvent]
    kept: KeptFeed | None
    view: FeedView | None = None


@dataclass(frozen=True)
class Rendering:
    """The feed to send and keep, and those of its events that were rendered anew."""

    feed: KeptFeed
    changed: tuple[SentEvent, ...]


class Publisher(Protocol):
    """Who makes a feed of what the plan holds. `settings` names all that the bytes depend on besides plan and day."""

    @property
    def moment(self) -> Moment: ...
    @property
    def settings(self) -> str: ...
    @property
    def window(self) -> DateSpan: ...
    @property
    def most_events(self) -> int: ...

    def choose(self, occurrences: Iterable[Occurrence]) -> Sequence[Occurrence]:
        """Those that the feed shows."""

    def render(self, content: FeedContent) -> Rendering: ...


def show_feeds(session: Session) -> tuple[Feed, ...]:
    """The feeds there are, the same for everybody: what is internal has none, since anybody can read an address.

    Without a public part there are none.
    """
    return all_feeds(session, visitor(session))


def show_feed_of(session: Session, name: str) -> Feed:
    """The feed of the body that goes by `name`. Raises NotFoundError, also where visitors may not know of that body."""
    reader = visitor(session)
    try:
        body = find_body(session, reader, name).short_name
        return next(feed for feed in all_feeds(session, reader) if feed.body == body)
    except (NotFoundError, StopIteration):
        raise NotFoundError("There is no such calendar feed.") from None


def serve_feed(database: Database, feed_id: str, publisher: Publisher) -> KeptFeed:
    """The feed to send now: as it was last rendered while that holds, else rendered anew.

    Raises NotFoundError, also where the organisation has no public part.

    One renders at a time, and nobody changes the plan meanwhile: whoever comes second finds it kept. So each state of
    an event gets one SEQUENCE, and nobody sends an older state after a newer one.
    """
    today, settings = publisher.moment.today, publisher.settings
    kept = feed_that_holds(database, feed_id, today, settings)
    if kept is not None:
        return kept
    with database.reading() as session:
        # Whoever only guesses at addresses makes nobody wait.
        find_feed(session, visitor(session), feed_id)
    with database.writing() as session:
        wanted = RenderedFor(lock_plan(session), today, settings)
        kept = kept_feed(session, feed_id)
        if kept is not None and kept.rendered_for == wanted:
            return kept
        rendering = publisher.render(_content(session, feed_id, publisher, wanted, kept))
        if keep_events(session, wanted.stamp, rendering.changed):
            keep_feed(session, feed_id, rendering.feed)
        return rendering.feed


def _content(
    session: Session, feed_id: str, publisher: Publisher, wanted: RenderedFor, kept: KeptFeed | None
) -> FeedContent:
    reader = visitor(session)
    feed = find_feed(session, reader, feed_id)
    bodies = {body.short_name: body for body in all_bodies(session, reader)}
    rings = all_rings(session)
    line = succession(feed.body, bodies) if feed.body else ()
    reading = _Reading(session, reader, bodies, publisher)
    view = None if feed.query is None else feed_view(filter_of(feed.query), rings, bodies, publisher.moment.today)
    entries = reading.entries(reading.held_by(line) if view is None else reading.picked_by(view))
    return FeedContent(
        feed=replace(feed, name=name_on(publisher.moment.today, line)) if line else feed,
        rendered_for=wanted,
        organisation=find_organisation(session),
        entries=entries,
        rings={ring.key: ring for ring in rings},
        sent=sent_events(session, [entry.occurrence.id for entry in entries]),
        kept=kept,
        view=view,
    )


class _Reading:
    """Reads what a feed shows of the plan. `bodies` are those that the reader may know of."""

    def __init__(self, session: Session, reader: Viewer, bodies: Mapping[str, Body], publisher: Publisher) -> None:
        self._session = session
        self._reader = reader
        self._bodies = bodies
        self._publisher = publisher

    def held_by(self, line: Sequence[Successor]) -> Iterable[Occurrence]:
        """By day: everything, or what the body holds and, each since its own day, whoever took over from it."""
        today, most = self._publisher.moment.today, self._publisher.most_events
        days = days_of_nearest(self._session, self._reader, line, self._publisher.window, today, most)
        if len(line) < 2:
            return occurrences_between(self._session, self._reader, days, bodies=(line[0].body,) if line else None)
        of_each = (
            (
                found
                for found in occurrences_between(self._session, self._reader, days, bodies=(one.body,))
                if one.counts_on(found.span.start)
            )
            for one in line
        )
        return sorted(chain.from_iterable(of_each), key=lambda found: (found.span.start, found.start_time or time.min))

    def picked_by(self, view: FeedView) -> Iterable[Occurrence]:
        """By day: what the view keeps. As of today, an agenda is open or has gone out."""
        window, today, asked = self._publisher.window, self._publisher.moment.today, view.wanted
        found = occurrences_between(self._session, self._reader, window, rings=asked.rings, kinds=asked.kinds or None)
        return (
            one
            for one in found
            if view.keeps(one) and (not asked.open_agenda or has_open_agenda(one, self._deadline(one), today))
        )

    def entries(self, found: Iterable[Occurrence]) -> tuple[Entry, ...]:
        """Those that the publisher chooses, with their agendas."""
        shown = self._publisher.choose(found)
        stops = stops_at(self._session, self._reader, [one.id for one in shown if one.item_count])
        return tuple(Entry(one, tuple(stops.get(one.id, ())), self._deadline(one)) for one in shown)

    def _deadline(self, occurrence: Occurrence) -> date | None:
        body = self._bodies.get(occurrence.body or "")
        if body is None or not occurrence.has_agenda or occurrence.status is not Status.PLANNED:
            return None
        return None if body.notice is None else self._deadline_before(occurrence.span.start, body.notice)

    @cached_property
    def _deadline_before(self) -> Callable[[date, Notice], date]:
        # A meeting in January has its deadline in the year before.
        window = self._publisher.window
        calendar = load_calendar(self._session, window.start.year - 1, window.last.year)
        return cache(lambda day, notice: agenda_deadline(day, notice, calendar))
