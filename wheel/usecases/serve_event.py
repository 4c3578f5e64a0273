"""Serve one event, or one item's slot at its meeting, as a file: as the viewer may see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from wheel.core.access import Viewer, may
from wheel.core.feed_options import FeedOptions
from wheel.core.occurrences import Ring, Status
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Organisation
from wheel.core.stops import Stop, StopState
from wheel.errors import NotFoundError
from wheel.store.bodies import find_body
from wheel.store.database import Database, Session
from wheel.store.feed_stops import stops_left_waiting
from wheel.store.kept_feeds import SentEvent, SentKey, keep_events, lock_plan, sent_events
from wheel.store.occurrences import find_occurrence
from wheel.store.organisation import all_rings, find_organisation
from wheel.store.stops import find_stop, stops_at
from wheel.usecases.feed_entries import MeetingEntry, SlotEntry
from wheel.usecases.post_entries import slots_left
from wheel.usecases.show_meeting import agenda_now
from wheel.usecases.show_occurrence import notice_deadline

__all__ = ["EventContent", "EventPublisher", "MeetingEntry", "SentEvent", "SlotEntry", "serve_event", "serve_slot"]


@dataclass(frozen=True)
class EventContent:
    """All that one file is made from. `sent` is what was last sent of it with these options, if anything was."""

    entry: MeetingEntry | SlotEntry
    options: FeedOptions
    organisation: Organisation | None
    rings: Mapping[str, Ring]
    key: SentKey
    sent: SentEvent | None


class EventPublisher(Protocol):
    """Whoever knows how calendars are written."""

    def event_sent(self, content: EventContent) -> SentEvent:
        """What to send; the very same as was sent before where nothing that shows has changed."""


Read = Callable[[Session], EventContent]


def serve_event(
    database: Database, viewer: Viewer, occurrence_id: str, options: FeedOptions, publisher: EventPublisher
) -> tuple[EventContent, SentEvent]:
    """One occurrence with its agenda. Raises NotFoundError also where the viewer may not know of it.

    What the options say of drafts and of dates that are not known chooses events of a feed, and says nothing here.
    """
    return _served(database, lambda session: _event(session, viewer, occurrence_id, options.of_events), publisher)


def serve_slot(
    database: Database, viewer: Viewer, stop_id: str, language: str, publisher: EventPublisher
) -> tuple[EventContent, SentEvent]:
    """One item alone, at its time at the meeting, also at one that was cancelled while it waits for another.

    Raises NotFoundError where it is on no agenda, and where the viewer may see no more of it than its number. Whoever
    asks for one closed item asks for its title: it stands in the file.
    """
    return _served(database, lambda session: _slot(session, viewer, stop_id, language), publisher)


def _served(database: Database, read: Read, publisher: EventPublisher) -> tuple[EventContent, SentEvent]:
    """Only what shows something new is written down, and by one at a time: each state gets one SEQUENCE."""
    with database.reading() as session:
        content = read(session)
    event = publisher.event_sent(content)
    if event == content.sent:
        return content, event
    with database.writing() as session:
        stamp = lock_plan(session, is_own=False)
        content = read(session)
        event = publisher.event_sent(content)
        if event != content.sent:
            keep_events(session, stamp, [event])
    return content, event


def _event(session: Session, viewer: Viewer, occurrence_id: str, options: FeedOptions) -> EventContent:
    found = find_occurrence(session, viewer, occurrence_id)
    if found.status is Status.BLOCKED:
        raise NotFoundError("There is no such event.")
    stops = stops_at(session, viewer, [found.id])[found.id] if found.has_agenda and options.agenda else []
    # By the right, not by what is on the agenda now: one address stays one file, whose SEQUENCE only rises.
    if not may(viewer, Right.SEE, Thing.CLOSED_ITEM, found.body):
        options = replace(options, closed=False)
    shown = tuple(stops) if options.closed else tuple(map(_as_others_see, stops))
    body = find_body(session, viewer, found.body) if found.body else None
    deadline = notice_deadline(session, body, found) if found.has_agenda else None
    return _content(session, MeetingEntry(found, shown, deadline), options)


def _slot(session: Session, viewer: Viewer, stop_id: str, language: str) -> EventContent:
    stop = find_stop(session, viewer, stop_id)
    if stop.title is None:
        raise NotFoundError("There is no such item.")
    entry = _left(session, viewer, stop) if stop.meeting_id is None else _placed(session, viewer, stop, stop.meeting_id)
    return _content(session, entry, FeedOptions(closed=stop.is_closed, language=language))


def _placed(session: Session, viewer: Viewer, stop: Stop, meeting_id: str) -> SlotEntry:
    meeting = find_occurrence(session, viewer, meeting_id)
    line = next(line for line in agenda_now(session, viewer, meeting).lines if line.stop.id == stop.id)
    return SlotEntry(meeting, line)


def _left(session: Session, viewer: Viewer, stop: Stop) -> SlotEntry:
    """At the meeting that was cancelled, where it awaits a date since. Raises NotFoundError where it does not."""
    for one in stops_left_waiting(session, viewer, [stop.item_id or ""]):
        if one.stop.id == stop.id:
            return next(slots_left([one], [find_occurrence(session, viewer, one.meeting_id)]))
    raise NotFoundError("There is no such item.")


def _content(session: Session, entry: MeetingEntry | SlotEntry, options: FeedOptions) -> EventContent:
    # As everybody's feeds name it: so one event has one revision, in a feed and in a file.
    key = entry.key(options.query)
    rings = {ring.key: ring for ring in all_rings(session)}
    sent = sent_events(session, [key]).get(key)
    return EventContent(entry, options, find_organisation(session), rings, key, sent)


def _as_others_see(stop: Stop) -> Stop:
    """Of a closed item what those are told who may not see it: with these options, the file is the same for all."""
    if not stop.is_closed:
        return stop
    return Stop(stop.id, None, is_closed=True, body=stop.body, state=StopState.PLACED, version=0, minutes=stop.minutes)
