"""What concerns posts, and an item's journey, as a calendar holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wheel.core.access import OPERATOR, Viewer, reach
from wheel.core.dates import DateSpan
from wheel.core.meeting_agenda import TimedStop, as_seen, timetable
from wheel.core.occurrences import Occurrence
from wheel.core.permissions import Right, Thing
from wheel.core.post_concerns import Concern
from wheel.core.posts import Membership, Seat
from wheel.core.stops import Stop
from wheel.store.database import Session
from wheel.store.feed_stops import LeftStop, stops_in_calendar, stops_left_waiting
from wheel.store.follow_ups import follow_ups_of_posts
from wheel.store.items import items_of_officers
from wheel.store.occurrences import occurrences_between
from wheel.store.posts import all_posts, memberships_of_posts
from wheel.store.stops import stops_at
from wheel.usecases.feed_entries import SlotEntry, TaskEntry


@dataclass(frozen=True)
class EntriesOfPosts:
    """`meetings` are those that they sit in or that name them, deadlines too; `slots` are their items at others.

    `to_be_sent` are the meetings whose agendas they send out.
    """

    meetings: tuple[Occurrence, ...] = ()
    slots: tuple[SlotEntry, ...] = ()
    tasks: tuple[TaskEntry, ...] = ()
    to_be_sent: tuple[Occurrence, ...] = ()


def entries_of_posts(
    session: Session, viewer: Viewer, posts: frozenset[str], window: DateSpan, found: Sequence[Occurrence]
) -> EntriesOfPosts:
    """What concerns these posts (public ids) of what was `found` in the window; nothing where posts may not be seen."""
    if reach(viewer, Right.SEE, Thing.POST).is_empty or not posts:
        return EntriesOfPosts()
    memberships = memberships_of_posts(session, posts)
    titles = tuple(post.title for post in all_posts(session) if post.id in posts)
    concern = Concern(memberships, frozenset(), titles)
    meetings = tuple(one for one in found if concern.holds(one))
    theirs = {one.id for one in meetings}
    others = tuple(one for one in found if one.id not in theirs)
    stops = stops_in_calendar(session, viewer, items_of_officers(session, posts), window)
    return EntriesOfPosts(
        meetings=meetings,
        slots=_slots(session, viewer, stops, others),
        tasks=_tasks(session, viewer, posts, window),
        to_be_sent=tuple(one for one in meetings if _is_sent_by(memberships, one)),
    )


def entries_of_item(session: Session, viewer: Viewer, item_id: str, window: DateSpan) -> tuple[SlotEntry, ...]:
    """The item at each of its meetings in the window, as far as the viewer may see it.

    Also at one that was cancelled since, until the item has another: whoever has it in a calendar must see that.
    """
    stops = stops_in_calendar(session, viewer, (item_id,), window)
    left = stops_left_waiting(session, viewer, (item_id,))
    bodies = {stop.body for stop in (*stops, *(one.stop for one in left))}
    found = occurrences_between(session, viewer, window, bodies=bodies)
    return (*_slots(session, viewer, stops, found), *slots_left(left, found))


def slots_left(left: Iterable[LeftStop], meetings: Iterable[Occurrence]) -> Iterator[SlotEntry]:
    """Their slots at those of these meetings that were cancelled: at no time of their own any more."""
    known = {meeting.id: meeting for meeting in meetings}
    for one in left:
        if one.meeting_id in known:
            yield SlotEntry(known[one.meeting_id], TimedStop(one.stop, one.number))


def _is_sent_by(memberships: Iterable[Membership], meeting: Occurrence) -> bool:
    day = meeting.span.start
    return any(
        one.seat is Seat.SECRETARY and one.body == meeting.body and one.term.holds_on(day) for one in memberships
    )


def _slots(
    session: Session, viewer: Viewer, stops: Sequence[Stop], meetings: Iterable[Occurrence]
) -> tuple[SlotEntry, ...]:
    wanted = {stop.id for stop in stops}
    ids = {stop.meeting_id for stop in stops}
    at = [meeting for meeting in meetings if meeting.id in ids]
    lines = _lines(session, viewer, at)
    return tuple(SlotEntry(meeting, line) for meeting in at for line in lines[meeting.id] if line.stop.id in wanted)


def _lines(session: Session, viewer: Viewer, meetings: Sequence[Occurrence]) -> dict[str, tuple[TimedStop, ...]]:
    """The agendas as the viewer may see them, at the times that they have for everybody."""
    ids = [meeting.id for meeting in meetings]
    everything, seen = stops_at(session, OPERATOR, ids), stops_at(session, viewer, ids)
    return {
        meeting.id: as_seen(timetable(meeting, everything[meeting.id]), seen[meeting.id]).lines for meeting in meetings
    }


def _tasks(session: Session, viewer: Viewer, posts: frozenset[str], window: DateSpan) -> tuple[TaskEntry, ...]:
    """What they are still to do, as far as it is known by when."""
    found = follow_ups_of_posts(session, viewer, posts)
    return tuple(
        TaskEntry(one, one.due_by)
        for one in found
        if one.done_on is None and one.due_by is not None and window.contains(one.due_by)
    )
