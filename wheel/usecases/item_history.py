"""Tell a stop's history to those who may see it, without the days of meetings that they may not know of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from wheel.core.access import Viewer, may, sees_event
from wheel.core.dates import ONE_DAY, DateSpan
from wheel.core.occurrences import Visibility
from wheel.core.permissions import Right, Thing
from wheel.core.stops import Stop, StopChange
from wheel.store.database import Session
from wheel.store.occurrence_history import days_moved_between
from wheel.store.occurrences import occurrences_between
from wheel.store.stops import histories_of

# A meeting that is moved stays within this of the day it was planned for, but for what nobody would call a move.
FARTHEST_MOVE = timedelta(days=400)


def item_history(session: Session, viewer: Viewer, stop: Stop) -> tuple[StopChange, ...]:
    """A stop's history, oldest first; nothing for those who may not see it, or not even the item."""
    return item_histories(session, viewer, [stop]).get(stop.id, ())


def item_histories(session: Session, viewer: Viewer, stops: Iterable[Stop]) -> dict[str, tuple[StopChange, ...]]:
    """As `item_history`, of several stops at once, by the ids of those whose history the viewer may see."""
    seen = {stop.id: stop for stop in stops if _sees_history(viewer, stop)}
    found = histories_of(session, list(seen)) if seen else {}
    return {stop_id: _told(session, viewer, seen[stop_id], history) for stop_id, history in found.items()}


def _sees_history(viewer: Viewer, stop: Stop) -> bool:
    return stop.title is not None and may(viewer, Right.SEE, Thing.ITEM_HISTORY, stop.body)


def _told(session: Session, viewer: Viewer, stop: Stop, history: tuple[StopChange, ...]) -> tuple[StopChange, ...]:
    if _sees_every_meeting(viewer, stop.body):
        return history
    known = _days_of_meetings(session, viewer, stop.body, history)
    return tuple(change if _days(change) <= known else _without_days(change) for change in history)


def _sees_every_meeting(viewer: Viewer, body: str) -> bool:
    """Whether the viewer sees even what is least seen of a body: a closed meeting in the draft of a year."""
    return sees_event(viewer, Visibility.CLOSED, is_published=False, body=body, body_visibility=Visibility.CLOSED)


def _days_of_meetings(session: Session, viewer: Viewer, body: str, history: Sequence[StopChange]) -> set[date]:
    """The days on which meetings that the viewer may know of stand now, were asked for, and have stood."""
    days = set[date]().union(*map(_days, history))
    if not days:
        return set()
    span = DateSpan(min(days) - FARTHEST_MOVE, max(days) + FARTHEST_MOVE + ONE_DAY)
    meetings = occurrences_between(session, viewer, span, bodies=(body,), with_blocked=True)
    stood = days_moved_between(session, [meeting.id for meeting in meetings])
    planned = {day for meeting in meetings for day in (meeting.span.start, meeting.slot.start)}
    return planned.union(*stood.values())


def _days(change: StopChange) -> set[date]:
    return {day for day in (change.from_day, change.to_day) if day is not None}


def _without_days(change: StopChange) -> StopChange:
    """It is still told that something was done; its place on an agenda goes with the day of that agenda."""
    return replace(change, from_day=None, to_day=None, from_position=None, to_position=None, is_dayless=True)
