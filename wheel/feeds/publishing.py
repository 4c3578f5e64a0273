"""From what the plan holds to the bytes of a feed, rendering anew only the events that changed."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from wheel.core.access import Moment
from wheel.core.dates import DateSpan
from wheel.core.feed_options import USUAL, Deadlines, FeedOptions
from wheel.core.feed_sources import FeedForm
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.plan import Organisation
from wheel.feeds.calendar import event_content_hash, render_event
from wheel.feeds.events import FeedEvent, FeedWords, is_dated
from wheel.feeds.making_events import Frame, event_of
from wheel.feeds.patching import patched, place_of, taken_apart
from wheel.feeds.revisions import next_change, revision_of
from wheel.feeds.surroundings import About, Wording, about_of, domain_of, zone_of
from wheel.feeds.window import MAX_EVENTS, feed_window, in_feed_window, leaves_out, nearest_events
from wheel.usecases.serve_feed import (
    Entry,
    Feed,
    FeedContent,
    KeptFeed,
    RenderedFor,
    Rendering,
    SentEvent,
    SentKey,
    SlotEntry,
)

Made = Sequence[tuple[FeedEvent, SentEvent]]

LARGEST_FEED: Final = 1_000_000
"""Bytes; Google Calendar leaves out what comes after."""
RENDERING: Final = 5
"""Raised with every change of how a feed is rendered, so that what was kept before is not sent after."""

_ROOM_ROUND_THE_EVENTS: Final = 5_000
# More than any event is long: below that, nothing has been left out for want of room.
_ROOM_FOR_PATCHES: Final = 50_000
# A rebuild spends its time on compressing; the next level takes twice as long for a tenth fewer bytes.
_COMPRESSION: Final = 1


@dataclass(frozen=True)
class FeedPublisher:
    """Makes feeds as of `moment`; `settings` names all they depend on besides the plan and the day.

    Without a `public_url` no event has a link: the address that a poll came to may be anybody's invention.
    """

    wordings: Mapping[str, Wording]
    public_url: str
    settings: str
    moment: Moment
    most_events: int = MAX_EVENTS

    @property
    def window(self) -> DateSpan:
        return feed_window(self.moment.today)

    def choose(self, occurrences: Iterable[Occurrence], options: FeedOptions = USUAL) -> Sequence[Occurrence]:
        """Those within the window that the options ask for: the next ones, and as many of the latest past as fit."""
        today = self.moment.today
        wanted = (found for found in occurrences if _is_asked_for(found, options) and not leaves_out(found, today))
        return nearest_events(wanted, today, self.most_events)

    def render(self, content: FeedContent, form: FeedForm = FeedForm.ICALENDAR) -> Rendering:
        """Events whose source did not change keep their bytes; where what shows did, they get a higher SEQUENCE."""
        wording, today = self._wording(content.feed, content.organisation), self.moment.today
        frame = self._frame(content, wording)
        entries = nearest_events((one for one in content.entries if _has_room_for(one, today)), today, self.most_events)
        made = [self._made(content, entry, frame) for entry in entries]
        kept = set(_fitting([sent.vevent for _, sent in made], [entry.span for entry in entries], today))
        fitting = sorted(
            ((event, sent) for event, sent in made if sent.vevent in kept), key=lambda one: place_of(one[0])
        )
        body = _body(about_of(content, wording), form, fitting)
        return Rendering(_kept(content, body, self.moment.at), _changed(content, made))

    def patch(self, content: FeedContent, changed: Collection[str]) -> Rendering | None:
        """The calendar that was kept, with the entries of `content` in place of all that it holds of `changed`.

        `changed` are the public ids of occurrences. None where everything must be rendered: it may not all fit.
        """
        if content.kept is None:
            return None
        frame = self._frame(content, self._wording(content.feed, content.organisation))
        made = [self._made(content, entry, frame) for entry in content.entries]
        events = {place_of(event): sent.vevent for event, sent in made}
        pieces = taken_apart(gzip.decompress(content.kept.gzipped))
        found = patched(pieces, changed, events, today=self.moment.today, most=self.most_events)
        if found is None or max(found.size, pieces.size) > LARGEST_FEED - _ROOM_FOR_PATCHES:
            return None
        return Rendering(_kept(content, found.joined(), self.moment.at), _changed(content, made))

    def render_closed(self, feed: Feed, organisation: Organisation | None, form: FeedForm) -> KeptFeed:
        """One event that says so, and nothing of what the feed held: on the day on which its owner closed it.

        One of everybody's that is not public now says it today, and is newer than whatever was fetched of it.
        """
        zone, wording = ZoneInfo(zone_of(organisation)), self._wording(feed, organisation)
        closed_at = (feed.withdrawn_at or datetime.combine(self.moment.today, time.min, zone)).replace(microsecond=0)
        day = closed_at.astimezone(zone).date()
        event = FeedEvent(
            uid=f"{feed.id}-lukket@{domain_of(organisation)}",
            title=wording.closed,
            span=DateSpan.of_day(day),
            kind=Kind.EVENT,
            note=wording.about_closed,
            time_zone=zone_of(organisation),
        )
        about = About(feed.own_name or wording.closed, wording.about_closed, "", event.time_zone, wording.words)
        vevent = render_event(event, wording.words, sequence=0, modified=closed_at)
        body = about.json([(event, 0, closed_at)]) if form is FeedForm.JSON else about.calendar([vevent])
        return KeptFeed(
            feed_id=feed.id,
            rendered_for=RenderedFor(0, self.moment.today, self.settings),
            etag=_etag(body),
            modified_at=closed_at if feed.withdrawn_at else self.moment.at.replace(microsecond=0),
            gzipped=gzip.compress(body, _COMPRESSION, mtime=0),
        )

    def _wording(self, feed: Feed, organisation: Organisation | None) -> Wording:
        return self.wordings[feed.options.language or (organisation.locale if organisation else "da")]

    def _frame(self, content: FeedContent, wording: Wording) -> Frame:
        return Frame(
            words=wording.words,
            entry_words=wording.entries,
            domain=domain_of(content.organisation),
            public_url=self.public_url,
            time_zone=zone_of(content.organisation),
            rings=content.rings,
            options=content.feed.options,
        )

    def _made(self, content: FeedContent, entry: Entry, frame: Frame) -> tuple[FeedEvent, SentEvent]:
        event, key = event_of(entry, frame), entry.key(content.rendition)
        return event, _sent(content.sent.get(key), key, event, frame.words, self.moment.at)


def _changed(content: FeedContent, made: Made) -> tuple[SentEvent, ...]:
    return tuple(sent for _, sent in made if content.sent.get(sent.key) != sent)


def _is_asked_for(found: Occurrence, options: FeedOptions) -> bool:
    is_left_out = options.deadlines is Deadlines.NONE and found.kind is Kind.DEADLINE
    return (options.imprecise or is_dated(found)) and not is_left_out


def _has_room_for(entry: Entry, today: date) -> bool:
    """What occurrences there are is chosen before their agendas are read; of other entries it is here."""
    if isinstance(entry, SlotEntry):
        return not leaves_out(entry.occurrence, today)
    return in_feed_window(entry.span, today)


def _sent(before: SentEvent | None, key: SentKey, event: FeedEvent, words: FeedWords, now: datetime) -> SentEvent:
    """The event's bytes: kept ones where nothing changed, a higher SEQUENCE only where something that shows did."""
    source = hashlib.sha256(repr((RENDERING, event, words)).encode("utf-8", "backslashreplace")).hexdigest()
    if before is not None and before.source_hash == source and before.vevent:
        return before
    content = event_content_hash(event, words)
    sequence, modified = revision_of(before, content, now)
    vevent = render_event(event, words, sequence=sequence, modified=modified)
    return SentEvent(key, source, content, sequence, modified, vevent)


def _fitting(events: Sequence[bytes], spans: Sequence[DateSpan], today: date) -> Iterable[bytes]:
    """As many of the events, by date, as every calendar takes: what is to come goes before what is past."""
    past = [event for event, span in zip(events, spans, strict=True) if span.end <= today]
    coming = [event for event, span in zip(events, spans, strict=True) if span.end > today]
    room = LARGEST_FEED - _ROOM_ROUND_THE_EVENTS
    kept = set()
    for event in (*coming, *reversed(past)):
        room -= len(event)
        if room < 0:
            break
        kept.add(event)
    return (event for event in events if event in kept)


def _body(about: About, form: FeedForm, made: Made) -> bytes:
    if form is FeedForm.JSON:
        return about.json((event, sent.sequence, sent.modified_at) for event, sent in made)
    return about.calendar(sent.vevent for _, sent in made)


def _kept(content: FeedContent, body: bytes, now: datetime) -> KeptFeed:
    etag, before = _etag(body), content.kept
    if before is None:
        modified = now.replace(microsecond=0)
    else:
        modified = before.modified_at if before.etag == etag else next_change(before.modified_at, now)
    return KeptFeed(content.feed.id, content.rendered_for, etag, modified, gzip.compress(body, _COMPRESSION, mtime=0))


def _etag(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]
