"""From what the plan holds to the bytes of a feed, rendering anew only the events that changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from wheel.core.agenda import Stop
from wheel.core.occurrences import Occurrence
from wheel.feeds.calendar import event_content_hash, render_calendar, render_event
from wheel.feeds.events import FeedEvent, FeedItem, FeedWords, is_dated
from wheel.feeds.window import leaves_out, nearest_events
from wheel.usecases.serve_feed import FeedContent, KeptFeed, SentEvent

LARGEST_FEED = 1_000_000
"""Bytes; Google Calendar leaves out what comes after."""


@dataclass(frozen=True)
class Rendering:
    """The bytes to send, what to remember of them, and the events that were rendered anew."""

    body: bytes
    kept: KeptFeed
    changed: tuple[SentEvent, ...]


@dataclass(frozen=True)
class Rendered:
    name: str
    description: str
    words: FeedWords
    url_of: Callable[[str], str]
    rendered_for: str


def render_feed(content: FeedContent, how: Rendered, now: datetime, today: date) -> Rendering:
    """Render `content`; events whose source did not change keep their bytes."""
    events = [(entry[0].id, _event(content, entry, how)) for entry in content.entries]
    wanted = [(id_, event) for id_, event in events if is_dated(event) and not leaves_out(event, today)]
    nearest = set(map(id, nearest_events([event for _, event in wanted], today)))
    sent = [_sent(content.sent.get(id_), id_, event, how.words, now) for id_, event in wanted if id(event) in nearest]
    colour = next((ring.colour for ring in content.rings.values()), "#0b5a8a")
    body = render_calendar(
        name=how.name, description=how.description, colour=colour, events=_fitting(event.vevent for event in sent)
    )
    etag = hashlib.sha256(body).hexdigest()[:32]
    is_same = content.kept is not None and content.kept.etag == etag
    modified_at = content.kept.modified_at if content.kept and is_same else now
    kept = KeptFeed(content.stamp, today, how.rendered_for, etag, modified_at.replace(microsecond=0))
    changed = tuple(event for event in sent if content.sent.get(event.occurrence_id) != event)
    return Rendering(body, kept, changed)


def _event(content: FeedContent, entry: tuple[Occurrence, tuple[Stop, ...], date | None], how: Rendered) -> FeedEvent:
    occurrence, stops, deadline = entry
    domain = content.organisation.uid_domain if content.organisation else "aarshjul"
    ring = content.rings.get(occurrence.ring)
    return FeedEvent(
        uid=f"{occurrence.id}@{domain}",
        title=occurrence.title,
        span=occurrence.span,
        kind=occurrence.kind,
        start_time=occurrence.start_time,
        end_time=occurrence.end_time,
        place=occurrence.place,
        is_cancelled=occurrence.is_cancelled,
        cancelled_because=occurrence.because if occurrence.is_cancelled else "",
        precision=occurrence.precision,
        words=occurrence.words,
        body_name=occurrence.body_name,
        category=ring.name if ring else "",
        items=tuple(FeedItem(stop.title or "", stop.minutes, stop.is_closed) for stop in stops),
        agenda_deadline=deadline,
        url=how.url_of(occurrence.id),
        note=occurrence.note,
        moved_from=occurrence.slot.start if occurrence.is_moved else None,
    )


def _sent(before: SentEvent | None, id_: str, event: FeedEvent, words: FeedWords, now: datetime) -> SentEvent:
    """The event's bytes: kept ones where nothing changed, a higher SEQUENCE only where something that shows did."""
    source = hashlib.sha256(repr((event, words)).encode()).hexdigest()
    if before is not None and before.source_hash == source and before.vevent:
        return before
    content = event_content_hash(event, words)
    sequence, modified = 0, now.replace(microsecond=0)
    if before is not None:
        is_same = before.content_hash == content
        sequence, modified = (before.sequence, before.modified_at) if is_same else (before.sequence + 1, modified)
    vevent = render_event(event, words, sequence=sequence, modified=modified)
    return SentEvent(id_, source, content, sequence, modified, vevent)


def _fitting(events: Iterator[bytes]) -> Iterator[bytes]:
    """The events, soonest first, up to the size that every calendar takes."""
    room = LARGEST_FEED - 5_000
    for event in events:
        room -= len(event)
        if room < 0:
            return
        yield event
