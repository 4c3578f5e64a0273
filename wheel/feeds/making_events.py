"""From what a feed holds to what it shows of that: one event for each entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from wheel.core.feed_options import USUAL, Deadlines, FeedOptions
from wheel.core.occurrences import Kind, Occurrence, Ring
from wheel.core.stops import Stop, StopState
from wheel.core.zones import COPENHAGEN
from wheel.feeds.description import full_date
from wheel.feeds.events import FeedEvent, FeedItem, FeedWords
from wheel.usecases.serve_feed import Entry, MeetingEntry, SendingEntry, SlotEntry, TaskEntry


@dataclass(frozen=True)
class EntryWords:
    """What stands before the number of an item ("Punkt"), before what is to be done, and before a meeting's day."""

    item_number: str
    follow_up: str
    meeting: str


@dataclass(frozen=True)
class Frame:
    """What the events of one feed have in common.

    `domain` is what stands behind the @ of their UIDs. Without a `public_url` no event has a link: the address that a
    poll came to may be anybody's invention.
    """

    words: FeedWords
    entry_words: EntryWords
    domain: str
    public_url: str = ""
    time_zone: str = COPENHAGEN
    rings: Mapping[str, Ring] = field(default_factory=dict)
    options: FeedOptions = USUAL

    def uid(self, name: str) -> str:
        """Of what has that public id; it never changes, and is the same in all feeds."""
        return f"{name}@{self.domain}"

    def link(self, path: str) -> str:
        return f"{self.public_url}{path}" if self.public_url else ""


def event_of(entry: Entry, frame: Frame) -> FeedEvent:
    match entry:
        case MeetingEntry():
            return event_of_meeting(entry, frame)
        case SlotEntry():
            return event_of_slot(entry, frame)
        case TaskEntry():
            return event_of_task(entry, frame)
        case SendingEntry():
            return event_of_sending(entry, frame)
        case _ as unknown:
            assert_never(unknown)


def event_of_meeting(entry: MeetingEntry, frame: Frame) -> FeedEvent:
    """An occurrence of any kind, with the agenda that the entry has."""
    occurrence = entry.occurrence
    return FeedEvent(
        uid=frame.uid(occurrence.id),
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
        category=_ring_name(occurrence, frame),
        items=tuple(_item(stop, frame) for stop in entry.stops) if frame.options.agenda else (),
        agenda_deadline=entry.deadline,
        url=frame.link(f"/occurrences/{occurrence.id}"),
        note=occurrence.note,
        moved_from=occurrence.moved_from.start if occurrence.moved_from else None,
        time_zone=frame.time_zone,
        is_at_its_time=frame.options.deadlines is Deadlines.TIMED,
    )


def event_of_slot(entry: SlotEntry, frame: Frame) -> FeedEvent:
    """One item alone, at its time at the meeting; over the whole meeting where that is not known."""
    meeting, line, stop = entry.occurrence, entry.line, entry.line.stop
    title = _title(stop, frame) or frame.words.closed_item
    return FeedEvent(
        uid=frame.uid(stop.id),
        title=f"{title} · {meeting.body_name or meeting.title}",
        span=meeting.span,
        kind=meeting.kind,
        start_time=line.starts or meeting.start_time,
        end_time=(line.ends or meeting.end_time) if line.starts else meeting.end_time,
        place=meeting.place,
        is_cancelled=meeting.is_cancelled or stop.state in (StopState.WITHDRAWN, StopState.POSTPONED),
        cancelled_because=meeting.because if meeting.is_cancelled else "",
        precision=meeting.precision,
        words=meeting.words,
        body_name=meeting.body_name,
        category=_ring_name(meeting, frame),
        url=frame.link(f"/occurrences/{meeting.id}"),
        note=f"{frame.entry_words.item_number} {line.number}",
        time_zone=frame.time_zone,
    )


def event_of_task(entry: TaskEntry, frame: Frame) -> FeedEvent:
    """A follow-up, on the last day on which it is in time."""
    task = entry.follow_up
    said = (task.post, task.who, task.recipient)
    return FeedEvent(
        uid=frame.uid(task.id),
        title=f"{frame.entry_words.follow_up}: {task.what}",
        span=entry.span,
        kind=Kind.DEADLINE,
        url=frame.link("/me"),
        note="\n".join(dict.fromkeys(filter(None, said))),
        time_zone=frame.time_zone,
    )


def event_of_sending(entry: SendingEntry, frame: Frame) -> FeedEvent:
    """The day on which the agenda of a meeting goes out."""
    meeting = entry.occurrence
    return FeedEvent(
        uid=frame.uid(f"{meeting.id}-dagsorden"),
        title=f"{frame.words.agenda_deadline}: {meeting.body_name or meeting.title}",
        span=entry.span,
        kind=Kind.DEADLINE,
        body_name=meeting.body_name,
        category=_ring_name(meeting, frame),
        note=f"{frame.entry_words.meeting}: {full_date(meeting.span.start, frame.words)}",
        url=frame.link(f"/occurrences/{meeting.id}"),
        time_zone=frame.time_zone,
    )


def _item(stop: Stop, frame: Frame) -> FeedItem:
    return FeedItem(
        stop.title or "",
        stop.minutes,
        stop.is_closed,
        is_told=frame.options.closed and stop.title is not None,
        is_withdrawn=stop.state is StopState.WITHDRAWN,
        is_postponed=stop.state is StopState.POSTPONED,
    )


def _title(stop: Stop, frame: Frame) -> str:
    """Empty for a closed item, unless whoever may see it has asked for that."""
    return (stop.title or "") if not stop.is_closed or frame.options.closed else ""


def _ring_name(occurrence: Occurrence, frame: Frame) -> str:
    ring = frame.rings.get(occurrence.ring)
    return ring.name if ring else ""
