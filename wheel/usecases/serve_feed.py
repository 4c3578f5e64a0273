"""Serve a feed: what stands in it for everybody, and what of it has been sent before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.agenda import Stop
from wheel.core.calendar import Calendar
from wheel.core.dates import DateSpan
from wheel.core.deadlines import agenda_deadline
from wheel.core.occurrences import Occurrence, Ring, Status
from wheel.core.plan import Body, Organisation
from wheel.store.agenda import stops_at
from wheel.store.bodies import all_bodies
from wheel.store.database import Database, Session
from wheel.store.feeds import (
    Feed,
    KeptFeed,
    SentEvent,
    all_feeds,
    find_feed,
    keep_events,
    keep_feed,
    kept_bytes,
    kept_feed,
    sent_events,
)
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import all_rings, find_organisation, load_calendar

__all__ = ["Feed", "FeedContent", "KeptFeed", "SentEvent", "feed_content", "keep_rendering", "show_feeds", "state_of"]


@dataclass(frozen=True)
class FeedContent:
    """Everything a feed is rendered from; only what everybody may see."""

    feed: Feed
    organisation: Organisation | None
    stamp: int
    entries: tuple[tuple[Occurrence, tuple[Stop, ...], date | None], ...]
    rings: dict[str, Ring]
    sent: dict[str, SentEvent]
    kept: KeptFeed | None


def show_feeds(session: Session, viewer: Viewer) -> tuple[Feed, ...]:
    """The feeds there are. What is internal has none yet: a public address would give it away."""
    del viewer
    return all_feeds(session, ANONYMOUS)


def state_of(session: Session, feed_id: str) -> tuple[int, KeptFeed | None, bytes | None]:
    """The plan's stamp, and the feed as kept. Raises NotFoundError."""
    find_feed(session, ANONYMOUS, feed_id)
    stamp, kept = kept_feed(session, feed_id)
    return stamp, kept, kept_bytes(session, feed_id) if kept else None


def feed_content(session: Session, feed_id: str, window: DateSpan) -> FeedContent:
    feed = find_feed(session, ANONYMOUS, feed_id)
    stamp, kept = kept_feed(session, feed_id)
    occurrences = occurrences_between(session, ANONYMOUS, window, body=feed.body)
    ids = [occurrence.id for occurrence in occurrences]
    stops = stops_at(session, ANONYMOUS, [occurrence.id for occurrence in occurrences if occurrence.item_count])
    bodies = {body.short_name: body for body in all_bodies(session, ANONYMOUS)}
    calendar = load_calendar(session, window.start.year - 1, window.last.year)
    return FeedContent(
        feed=feed,
        organisation=find_organisation(session),
        stamp=stamp,
        entries=tuple(
            (occurrence, tuple(stops.get(occurrence.id, ())), _deadline(occurrence, bodies, calendar))
            for occurrence in occurrences
        ),
        rings={ring.key: ring for ring in all_rings(session)},
        sent=sent_events(session, ids),
        kept=kept,
    )


def keep_rendering(database: Database, feed_id: str, changed: Sequence[SentEvent], kept: KeptFeed, body: bytes) -> None:
    """Remember the rendering for the next poll, unless a quicker process has sent something newer."""
    with database.writing() as session:
        if keep_events(session, kept.stamp, changed):
            keep_feed(session, feed_id, kept, body)


def _deadline(occurrence: Occurrence, bodies: dict[str, Body], calendar: Calendar) -> date | None:
    body = bodies.get(occurrence.body or "")
    if body is None or not occurrence.has_agenda or occurrence.status is not Status.PLANNED:
        return None
    days = body.notice_working_days
    return None if days is None else agenda_deadline(occurrence.span.start, days, calendar)
