"""Show an item: what it is, where it stands in each body, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer, item_thing, may
from wheel.core.occurrences import Occurrence
from wheel.core.permissions import Right
from wheel.core.plan import Body
from wheel.core.stops import Stop, StopChange, StopState
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.stops import find_stop, stops_of_item
from wheel.usecases.item_history import item_histories
from wheel.usecases.route_rules import coming_by_body
from wheel.usecases.show_agenda import placeable


@dataclass(frozen=True)
class StopPage:
    """One stop; its history, and the meetings it could be moved to, for those who may see and change them."""

    stop: Stop
    body: Body
    history: tuple[StopChange, ...]
    choices: tuple[Occurrence, ...]


def show_item(session: Session, viewer: Viewer, item_id: str, today: date) -> tuple[StopPage, ...]:
    """The stops of an item. A closed item has no page for those who may not see it: NotFoundError."""
    return _pages(session, viewer, stops_of_item(session, viewer, item_id), today)


def show_stop(session: Session, viewer: Viewer, stop_id: str, today: date) -> StopPage:
    return _pages(session, viewer, (find_stop(session, viewer, stop_id),), today)[0]


def _pages(session: Session, viewer: Viewer, stops: tuple[Stop, ...], today: date) -> tuple[StopPage, ...]:
    """However many bodies treat an item, they, their meetings and its history are read at once."""
    histories = item_histories(session, viewer, stops)
    bodies = {body.short_name: body for body in all_bodies(session, viewer)}
    movable = {stop.body for stop in stops if _can_be_moved(viewer, stop)}
    meetings = coming_by_body(session, viewer, movable, today) if movable else {}
    return tuple(
        StopPage(
            stop=stop,
            body=bodies[stop.body],
            history=histories.get(stop.id, ()),
            choices=_choices(stop, meetings.get(stop.body, ())) if _can_be_moved(viewer, stop) else (),
        )
        for stop in stops
    )


def _can_be_moved(viewer: Viewer, stop: Stop) -> bool:
    """What goes on at another meeting is moved there."""
    is_over = stop.state is StopState.WITHDRAWN or stop.followed_by is not None
    return not is_over and may(viewer, Right.CHANGE, item_thing(stop.is_closed), stop.body)


def _choices(stop: Stop, meetings: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    return tuple(meeting for meeting in placeable(tuple(meetings)) if meeting.id != stop.meeting_id)
