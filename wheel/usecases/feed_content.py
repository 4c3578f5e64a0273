"""Read what a feed is made from: of the plan only what those who subscribe to it may see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

from wheel.core.access import Viewer
from wheel.core.dates import DateSpan
from wheel.core.deadlines import Notice, agenda_deadline
from wheel.core.feed_options import Deadlines
from wheel.core.feed_views import FeedView, feed_view
from wheel.core.occurrences import Kind, Occurrence, Ring, Status
from wheel.core.plan import Body, Organisation
from wheel.core.successions import Successor, name_on, succession
from wheel.core.wheel_filters import filter_of, has_open_agenda
from wheel.errors import NotFoundError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.feed_days import days_of_nearest
from wheel.store.feed_stops import title_of_item
from wheel.store.feeds import DEADLINES_ALONE, Feed
from wheel.store.kept_feeds import KeptFeed, RenderedFor, SentEvent, SentKey, sent_events
from wheel.store.occurrences import occurrences_between, occurrences_of_rows, public_ids_of_rows
from wheel.store.organisation import all_rings, find_organisation, load_calendar
from wheel.store.rings import main_ring
from wheel.store.stamps import changed_since
from wheel.store.stops import stops_at
from wheel.usecases.feed_entries import Entry, MeetingEntry, SendingEntry
from wheel.usecases.feed_publisher import Publisher
from wheel.usecases.filtered_events import concern_of
from wheel.usecases.post_entries import entries_of_item, entries_of_posts


@dataclass(frozen=True)
class FeedContent:
    """Everything a feed is rendered from. `view` is what a view of the wheel picks out, where the feed is of one, and
    `title` its item's, where it is of one. `ring` is the key of the ring that its body mostly meets in.

    `rendition` is for whom, and with which options, as what was sent before is kept by.
    """

    feed: Feed
    rendered_for: RenderedFor
    organisation: Organisation | None
    entries: tuple[Entry, ...]
    rings: Mapping[str, Ring]
    rendition: str
    sent: Mapping[SentKey, SentEvent]
    kept: KeptFeed | None
    view: FeedView | None = None
    title: str = ""
    ring: str | None = None


def read_content(
    session: Session, reader: Viewer, feed: Feed, publisher: Publisher, wanted: RenderedFor, kept: KeptFeed | None
) -> FeedContent:
    """Raises NotFoundError where the feed is about something that the reader may not know of."""
    reading = _Reading(session, reader, feed, publisher)
    return _content(session, reading, tuple(reading.entries()), wanted, kept)


def read_changes(
    session: Session, reader: Viewer, feed: Feed, publisher: Publisher, wanted: RenderedFor, kept: KeptFeed
) -> tuple[FeedContent, frozenset[str]] | None:
    """What has changed since what was kept: of these occurrences (public ids), what the feed holds now.

    None where any event may have changed, or what the feed holds does not follow from its events one by one.
    """
    was = kept.rendered_for
    rows = changed_since(session, was.stamp) if (was.day, was.settings) == (wanted.day, wanted.settings) else None
    reading = _Reading(session, reader, feed, publisher)
    if rows is None or not reading.is_of_single_events:
        return None
    content = _content(session, reading, reading.entries_of_rows(rows), wanted, kept)
    return content, public_ids_of_rows(session, rows)


def _content(
    session: Session, reading: _Reading, entries: tuple[Entry, ...], wanted: RenderedFor, kept: KeptFeed | None
) -> FeedContent:
    feed = reading.named_feed
    rendition = rendition_of(feed)
    return FeedContent(
        feed=feed,
        rendered_for=wanted,
        organisation=find_organisation(session),
        entries=entries,
        rings={ring.key: ring for ring in reading.rings},
        rendition=rendition,
        sent=sent_events(session, [entry.key(rendition) for entry in entries]),
        kept=kept,
        view=reading.view,
        title=reading.title,
        ring=main_ring(session, feed.body) if feed.body else None,
    )


def rendition_of(feed: Feed) -> str:
    """What everybody is shown depends on the options alone; a person's own is like no other."""
    return f"feed:{feed.id}" if feed.is_own else feed.options.of_events.query


class _Reading:
    """Reads what a feed shows of the plan to `reader`."""

    def __init__(self, session: Session, reader: Viewer, feed: Feed, publisher: Publisher) -> None:
        self._session = session
        self._reader = reader
        self._feed = feed
        self._publisher = publisher
        self._today = publisher.moment.today
        self._bodies: Mapping[str, Body] = {body.short_name: body for body in all_bodies(session, reader)}
        self.rings = all_rings(session)

    @cached_property
    def view(self) -> FeedView | None:
        query = self._feed.query
        return None if query is None else feed_view(filter_of(query), self.rings, self._bodies, self._today)

    @property
    def named_feed(self) -> Feed:
        """The feed, called as the body that it is about is called today."""
        return replace(self._feed, name=name_on(self._today, self._line)) if self._line else self._feed

    @cached_property
    def _line(self) -> tuple[Successor, ...]:
        """Who meets for the body that the feed is about, each since its own day; empty where it is about no body."""
        body = self._feed.body
        return () if body is None or self.is_out_of_sight else succession(body, self._bodies)

    @cached_property
    def is_out_of_sight(self) -> bool:
        """Whether a person's own is about something that they may not know of any more: then it holds nothing.

        Raises NotFoundError where everybody's is.
        """
        try:
            self._require_in_sight()
        except NotFoundError:
            if self._feed.is_own:
                return True
            raise
        return False

    def _require_in_sight(self) -> None:
        source = self._feed.source
        if source.body is not None and source.body not in self._bodies:
            raise NotFoundError("There is no such calendar feed.")
        if source.item is not None:
            title_of_item(self._session, self._reader, source.item)

    @property
    def title(self) -> str:
        """Of the item that the feed is about."""
        item = self._feed.source.item
        return title_of_item(self._session, self._reader, item) if item and not self.is_out_of_sight else ""

    @property
    def is_of_single_events(self) -> bool:
        """Whether each event is in the feed, or not, by what is known of that event."""
        source = self._feed.source
        is_picked = self.view is not None and (self.view.wanted.open_agenda or source.query == DEADLINES_ALONE)
        return not (self._feed.is_own or source.item or is_picked)

    def entries_of_rows(self, rows: Collection[int]) -> tuple[Entry, ...]:
        """Of these occurrences, those that are in the feed."""
        found = occurrences_of_rows(self._session, self._reader, rows)
        return self._with_agendas(one for one in found if self._holds(one))

    def _holds(self, one: Occurrence) -> bool:
        if self.view is not None:
            return self.view.keeps(one)
        return not self._line or any(each.body == one.body and each.counts_on(one.span.start) for each in self._line)

    def entries(self) -> Iterable[Entry]:
        source = self._feed.source
        if self.is_out_of_sight:
            return ()
        if source.item is not None:
            return entries_of_item(self._session, self._reader, source.item, self._window)
        if source.is_of_posts:
            posts = frozenset({source.post}) if source.post else self._reader.posts
            return self._of_posts(posts)
        meetings = self._with_agendas(self._held() if self.view is None else self._picked(self.view))
        if source.query == DEADLINES_ALONE:
            return (*meetings, *self._sendings(self._meetings_of(None)))
        return meetings

    @property
    def _window(self) -> DateSpan:
        return self._publisher.window

    def _held(self) -> Iterable[Occurrence]:
        """By day: everything, or what the body holds and, each since its own day, whoever took over from it."""
        line, most = self._line, self._publisher.most_events
        options = self._feed.options
        days = days_of_nearest(self._session, self._reader, line, self._window, self._today, most, options)
        bodies = {each.body for each in line} if line else None
        found = occurrences_between(self._session, self._reader, days, bodies=bodies)
        return (one for one in found if self._holds(one))

    def _picked(self, view: FeedView) -> Iterable[Occurrence]:
        """By day: what the view keeps. As of today, an agenda is open or has gone out."""
        asked = view.wanted
        concern = concern_of(self._session, self._reader, asked, self._window)
        found = occurrences_between(
            self._session, self._reader, self._window, rings=asked.rings, kinds=asked.kinds or None
        )
        return (
            one
            for one in found
            if view.keeps(one)
            and (concern is None or concern.holds(one))
            and (not asked.open_agenda or has_open_agenda(one, self._deadline(one), self._today))
        )

    def _with_agendas(self, found: Iterable[Occurrence]) -> tuple[MeetingEntry, ...]:
        """Those that the publisher chooses, with their agendas."""
        options = self._feed.options
        kept = (one for one in found if options.drafts or not one.is_draft)
        shown = self._publisher.choose(kept, options)
        with_items = [one.id for one in shown if one.item_count] if options.agenda else []
        stops = stops_at(self._session, self._reader, with_items)
        return tuple(MeetingEntry(one, tuple(stops.get(one.id, ())), self._deadline(one)) for one in shown)

    def _of_posts(self, posts: frozenset[str]) -> Iterable[Entry]:
        """Their meetings and deadlines, the items they prepare for other meetings, and what they are to do."""
        of_posts = entries_of_posts(self._session, self._reader, posts, self._window, self._meetings_of(None))
        deadlines = () if self._feed.options.deadlines is Deadlines.NONE else self._sendings(of_posts.to_be_sent)
        return (*self._with_agendas(of_posts.meetings), *of_posts.slots, *of_posts.tasks, *deadlines)

    def _meetings_of(self, kinds: frozenset[Kind] | None) -> tuple[Occurrence, ...]:
        found = occurrences_between(self._session, self._reader, self._window, kinds=kinds)
        return tuple(one for one in found if self._feed.options.drafts or not one.is_draft)

    def _sendings(self, meetings: Iterable[Occurrence]) -> tuple[SendingEntry, ...]:
        found = ((one, self._deadline(one)) for one in meetings)
        return tuple(SendingEntry(one, day) for one, day in found if day is not None and self._window.contains(day))

    def _deadline(self, occurrence: Occurrence) -> date | None:
        body = self._bodies.get(occurrence.body or "")
        if body is None or not occurrence.has_agenda or occurrence.status is not Status.PLANNED:
            return None
        return None if body.notice is None else self._deadline_before(occurrence.span.start, body.notice)

    @cached_property
    def _deadline_before(self) -> Callable[[date, Notice], date]:
        # A meeting in January has its deadline in the year before.
        calendar = load_calendar(self._session, self._window.start.year - 1, self._window.last.year)
        return cache(lambda day, notice: agenda_deadline(day, notice, calendar))
