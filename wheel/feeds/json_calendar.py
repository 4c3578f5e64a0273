"""A feed as JSON, for pages such as an intranet's: the same events as its iCalendar bytes, and nothing besides.

The same values always give the same bytes. What the fields mean is written in docs/json-feed.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from wheel.core.zones import ZONES
from wheel.feeds.event_facts import bounds_of, status_of, summary_of
from wheel.feeds.events import FeedEvent, FeedItem, FeedWords, is_dated
from wheel.feeds.text import many_lines, one_line

VERSION: Final = 1
"""Rises when a field changes its meaning or goes away; a new field leaves it as it is."""

Document = dict[str, Any]


def render_json(
    *,
    name: str,
    description: str,
    colour: str,
    time_zone: str,
    language: str,
    events: Iterable[tuple[FeedEvent, int, datetime]],
    words: FeedWords,
) -> bytes:
    """UTF-8 with a line break at its end: the events in the order given, each with its SEQUENCE and when it changed.

    `colour` is "#rrggbb" or empty, `language` "da" or "en", `time_zone` one of `core.zones.ZONES`. Raises ValueError
    for another zone, and for an event whose time of change has no zone.
    """
    if time_zone not in ZONES:
        raise ValueError(f"not a zone that feeds know: {time_zone!r}")
    feed: Document = {
        "version": VERSION,
        "name": one_line(name),
        "description": many_lines(description),
        "colour": colour or None,
        "time_zone": time_zone,
        "language": language,
        "events": [_event(event, sequence, modified, words) for event, sequence, modified in events],
    }
    return json.dumps(feed, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def _event(event: FeedEvent, sequence: int, modified: datetime, words: FeedWords) -> Document:
    start, end = bounds_of(event)
    return {
        "uid": event.uid,
        "sequence": sequence,
        "modified": _instant(modified),
        "title": one_line(event.title),
        "summary": summary_of(event, words),
        "kind": event.kind.value,
        "status": status_of(event).lower(),
        "is_all_day": event.is_all_day,
        "start": start.isoformat(),
        "end": end.isoformat(),
        **_times(event),
        "precision": event.precision.value,
        **_particulars(event),
        "agenda": [_item(number, item) for number, item in enumerate(event.items, start=1)],
        "url": event.url or None,
        "note": many_lines(event.note) or None,
    }


def _times(event: FeedEvent) -> Document:
    """The clock on the wall, also of what fills its day, such as a deadline at noon; not where that is not known."""
    start, end = (event.start_time, event.end_time) if is_dated(event) else (None, None)
    return {"start_time": f"{start:%H:%M}" if start else None, "end_time": f"{end:%H:%M}" if end else None}


def _particulars(event: FeedEvent) -> Document:
    """What not every event has: null where there is nothing to tell."""
    because = one_line(event.cancelled_because) if event.is_cancelled else ""
    return {
        "words": one_line(event.words) or None,
        "body": one_line(event.body_name or "") or None,
        "ring": one_line(event.category) or None,
        "place": one_line(event.place) or None,
        "cancelled_because": because or None,
        "moved_from": event.moved_from.isoformat() if event.moved_from else None,
        "agenda_deadline": event.agenda_deadline.isoformat() if event.agenda_deadline else None,
    }


def _item(number: int, item: FeedItem) -> Document:
    """What is not treated at this meeting takes no minutes."""
    state = _state(item)
    return {
        "number": number,
        "title": one_line(item.title) if item.is_told or not item.is_closed else None,
        "is_closed": item.is_closed,
        "minutes": item.minutes if state == "placed" else None,
        "state": state,
    }


def _state(item: FeedItem) -> str:
    if item.is_withdrawn:
        return "withdrawn"
    return "postponed" if item.is_postponed else "placed"


def _instant(at: datetime) -> str:
    if at.utcoffset() is None:
        raise ValueError(f"the time of change must have a zone: {at!r}")
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
