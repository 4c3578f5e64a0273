"""iCalendar bytes: one VEVENT per occurrence, to be kept while its hash holds, and the calendar round them.

The same values always give the same bytes: nothing here reads a clock or makes up an id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from icalendar import Calendar, Event

from wheel.core.zones import COPENHAGEN
from wheel.feeds.colours import css_colour_name
from wheel.feeds.description import describe
from wheel.feeds.event_facts import bounds_of, status_of, summary_of
from wheel.feeds.events import FeedEvent, FeedWords
from wheel.feeds.text import ExactText, many_lines, one_line
from wheel.feeds.timezone import feed_zone

PRODUCT: Final = "-//Aarshjul//Aarshjul feeds//DA"
REFRESH_EVERY: Final = "PT4H"

_END: Final = b"END:VCALENDAR\r\n"
_END_OF_EVENT: Final = b"END:VEVENT\r\n"


def render_calendar(
    *, name: str, description: str, colour: str, events: Iterable[bytes], time_zone: str = COPENHAGEN
) -> bytes:
    """A whole VCALENDAR round events from `render_event`, in the order given.

    `time_zone` is that of its events, one of `core.zones.ZONES`. `colour` is "#rrggbb", a CSS3 colour name or empty;
    raises InvalidInputError for anything else. The caller sees to it that there are at most `window.MAX_EVENTS` events
    and 1 MB.
    """
    header = _header(one_line(name), many_lines(description), colour, time_zone).to_ical()
    return b"".join((header.removesuffix(_END), feed_zone(time_zone).vtimezone, *events, _END))


def render_event(event: FeedEvent, words: FeedWords, *, sequence: int, modified: datetime) -> bytes:
    """One folded VEVENT with CRLF after every line.

    `modified`, an aware moment, is when the content hash last changed, and `sequence` (from 0) how often it has:
    clients that see neither grow keep what they have. DTSTAMP is `modified` too, never the time of rendering (RFC 5545
    section 3.8.7.2). Raises ValueError if `modified` has no zone or `sequence` is negative.
    """
    if modified.utcoffset() is None:
        raise ValueError(f"the time of change must have a zone: {modified!r}")
    if sequence < 0:
        raise ValueError(f"a sequence number starts at 0: {sequence}")
    at = f"{modified.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    revision = f"DTSTAMP:{at}\r\nLAST-MODIFIED:{at}\r\nSEQUENCE:{sequence}\r\n".encode()
    return b"".join((_content(event, words).removesuffix(_END_OF_EVENT), revision, _END_OF_EVENT))


def event_content_hash(event: FeedEvent, words: FeedWords) -> str:
    """SHA-256, in hex, of all that shows in the VEVENT: all but SEQUENCE, LAST-MODIFIED and DTSTAMP."""
    return hashlib.sha256(_content(event, words)).hexdigest()


# Whoever asks for the hash asks for the event next, and making it is what a feed spends its time on.
@lru_cache(maxsize=1)
def _content(event: FeedEvent, words: FeedWords) -> bytes:
    content: bytes = _component(event, words).to_ical()
    return content


def _component(event: FeedEvent, words: FeedWords) -> Event:
    component = Event()
    component.add("uid", event.uid)
    component.add("summary", ExactText(summary_of(event, words)))
    component.add("description", ExactText(describe(event, words)))
    component.add("status", status_of(event))
    start, end = bounds_of(event)
    component.add("dtstart", start)
    component.add("dtend", end)
    is_free = event.is_all_day or event.is_cancelled
    component.add("transp", "TRANSPARENT" if is_free else "OPAQUE")
    component.add("x-microsoft-cdo-busystatus", "FREE" if is_free else "BUSY")
    for name, text in _optional_texts(event):
        component.add(name, text)
    return component


def _optional_texts(event: FeedEvent) -> Iterator[tuple[str, str | ExactText]]:
    if place := one_line(event.place):
        yield "location", ExactText(place)
    if category := one_line(event.category):
        yield "categories", ExactText(category)
    if event.url:
        yield "url", event.url


def _header(name: str, description: str, colour: str, time_zone: str) -> Calendar:
    header = Calendar()
    header.add("version", "2.0")
    header.add("prodid", PRODUCT)
    header.add("calscale", "GREGORIAN")
    for key, text in _header_texts(name, description, time_zone):
        # Several of these icalendar knows only as values of an unknown kind, which it would leave unescaped.
        header.add(key, ExactText(text))
    if colour:
        header.add("color", css_colour_name(colour))
    # RFC 7986 section 5.7 demands the parameter; the older property is what Outlook reads.
    header.add("refresh-interval", ExactText(REFRESH_EVERY), parameters={"VALUE": "DURATION"})
    header.add("x-published-ttl", ExactText(REFRESH_EVERY))
    return header


def _header_texts(name: str, description: str, time_zone: str) -> Iterator[tuple[str, str]]:
    yield "name", name
    yield "x-wr-calname", name
    yield "x-wr-timezone", time_zone
    if description:
        yield "description", description
        yield "x-wr-caldesc", description
