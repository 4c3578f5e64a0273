"""From what the plan holds to the bytes of a feed, rendering anew only the events that changed."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from wheel.core.access import Moment
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Occurrence
from wheel.core.stops import Stop, StopState
from wheel.core.zones import COPENHAGEN
from wheel.feeds.calendar import event_content_hash, render_calendar, render_event
from wheel.feeds.events import FeedEvent, FeedItem, FeedWords, is_dated
from wheel.feeds.view_names import ViewWords, view_name
from wheel.feeds.window import MAX_EVENTS, feed_window, leaves_out, nearest_events
from wheel.usecases.serve_feed import Entry, FeedContent, KeptFeed, Rendering, SentEvent

LARGEST_FEED: Final = 1_000_000
"""Bytes; Google Calendar leaves out what comes after."""
RENDERING: Final = 3
"""Raised with every change of how a feed is rendered, so that what was kept before is not sent after."""

_ROOM_ROUND_THE_EVENTS: Final = 5_000
# A rebuild spends its time on compressing; the next level takes twice as long for a tenth fewer bytes.
_COMPRESSION: Final = 1
_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True)
class Wording:
    """A feed's own texts in one language.

    `everything` names the feed of all bodies; `about` says what is in a feed, with a place for its %(name)s, and
    `about_view` what is in that of a view. `view` are the words of such a one's name.
    """

    everything: str
    about: str
    about_view: str
    words: FeedWords
    view: ViewWords


@dataclass(frozen=True)
class FeedPublisher:
    """Makes the feed for everybody, as of `moment`; `settings` names all it depends on besides the plan and the day.

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

    def choose(self, occurrences: Iterable[Occurrence]) -> Sequence[Occurrence]:
        """Those with an exact date within the window: the next ones, and as many of the latest past ones as fit."""
        today = self.moment.today
        wanted = (found for found in occurrences if is_dated(found) and not leaves_out(found, today))
        return nearest_events(wanted, today, self.most_events)

    def render(self, content: FeedContent) -> Rendering:
        """Events whose source did not change keep their bytes; where what shows did, they get a higher SEQUENCE."""
        wording = self.wordings[content.organisation.locale if content.organisation else "da"]
        events = [self._event_sent(content, entry, wording.words) for entry in content.entries]
        spans = [entry.occurrence.span for entry in content.entries]
        fitting = _fitting([event.vevent for event in events], spans, self.moment.today)
        changed = tuple(event for event in events if content.sent.get(event.occurrence_id) != event)
        return Rendering(_kept(content, _calendar(content, wording, fitting), self.moment.at), changed)

    def _event_sent(self, content: FeedContent, entry: Entry, words: FeedWords) -> SentEvent:
        before = content.sent.get(entry.occurrence.id)
        return _sent(before, entry.occurrence.id, _event(content, entry, self.public_url), words, self.moment.at)


def _item(stop: Stop) -> FeedItem:
    return FeedItem(
        stop.title or "",
        stop.minutes,
        stop.is_closed,
        is_withdrawn=stop.state is StopState.WITHDRAWN,
        is_postponed=stop.state is StopState.POSTPONED,
    )


def _event(content: FeedContent, entry: Entry, public_url: str) -> FeedEvent:
    occurrence = entry.occurrence
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
        items=tuple(_item(stop) for stop in entry.stops),
        agenda_deadline=entry.deadline,
        url=f"{public_url}/occurrences/{occurrence.id}" if public_url else "",
        note=occurrence.note,
        moved_from=occurrence.moved_from.start if occurrence.moved_from else None,
        time_zone=_time_zone(content),
    )


def _sent(before: SentEvent | None, id_: str, event: FeedEvent, words: FeedWords, now: datetime) -> SentEvent:
    """The event's bytes: kept ones where nothing changed, a higher SEQUENCE only where something that shows did."""
    source = hashlib.sha256(repr((RENDERING, event, words)).encode()).hexdigest()
    if before is not None and before.source_hash == source and before.vevent:
        return before
    content = event_content_hash(event, words)
    sequence, modified = _revision(before, content, now)
    vevent = render_event(event, words, sequence=sequence, modified=modified)
    return SentEvent(id_, source, content, sequence, modified, vevent)


def _revision(before: SentEvent | None, content_hash: str, now: datetime) -> tuple[int, datetime]:
    if before is None:
        return 0, now.replace(microsecond=0)
    if before.content_hash == content_hash:
        return before.sequence, before.modified_at
    return before.sequence + 1, _after(before.modified_at, now)


def _after(before: datetime, now: datetime) -> datetime:
    """`now` in whole seconds, yet later than `before`: a second change within a second is still a newer one."""
    return max(now.replace(microsecond=0), before + _SECOND)


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


def _calendar(content: FeedContent, wording: Wording, events: Iterable[bytes]) -> bytes:
    name, description = _name_and_description(content, wording)
    return render_calendar(
        name=name,
        description=description,
        colour=_colour(content),
        events=events,
        time_zone=_time_zone(content),
    )


def _name_and_description(content: FeedContent, wording: Wording) -> tuple[str, str]:
    if content.view is not None:
        return view_name(content.view, wording.view), wording.about_view
    what = content.feed.name or wording.everything
    name = f"{what} · {content.organisation.name}" if content.organisation else what
    return name, wording.about % {"name": what}


def _colour(content: FeedContent) -> str:
    """The colour of the first ring that the feed is about; empty where there is none."""
    asked = content.view.wanted.rings if content.view else None
    return next((ring.colour for key, ring in content.rings.items() if asked is None or key in asked), "")


def _time_zone(content: FeedContent) -> str:
    return content.organisation.time_zone if content.organisation else COPENHAGEN


def _kept(content: FeedContent, body: bytes, now: datetime) -> KeptFeed:
    etag = hashlib.sha256(body).hexdigest()[:32]
    before = content.kept
    if before is None:
        modified = now.replace(microsecond=0)
    else:
        modified = before.modified_at if before.etag == etag else _after(before.modified_at, now)
    gzipped = gzip.compress(body, _COMPRESSION, mtime=0)
    return KeptFeed(content.rendered_for, etag, modified, gzipped)
