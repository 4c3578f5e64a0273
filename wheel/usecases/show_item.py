"""Show an item: what it is, where it stands in each body, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer, item_thing, may
from wheel.core.occurrences import Occurrence
from wheel.core.permissions import Right
from wheel.core.plan import Body
from wheel.core.stops import Stop, StopChange, StopState
from wheel.store.agenda import find_stop, stops_of_item
from wheel.store.bodies import find_body
from wheel.store.database import Session
from wheel.usecases.item_history import item_history
from wheel.usecases.show_agenda import coming_meetings, placeable


@dataclass(frozen=True)
class StopPage:
    """One stop; its history, and the meetings it could be moved to, for those who may see and change them."""

    stop: Stop
    body: Body
    history: tuple[StopChange, ...]
    choices: tuple[Occurrence, ...]


def show_item(session: Session, viewer: Viewer, item_id: str, today: date) -> tuple[StopPage, ...]:
    """The stops of an item. A closed item has no page for those who may not see it: NotFoundError."""
    return tuple(_page(session, viewer, stop, today) for stop in stops_of_item(session, viewer, item_id))


def show_stop(session: Session, viewer: Viewer, stop_id: str, today: date) -> StopPage:
    return _page(session, viewer, find_stop(session, viewer, stop_id), today)


def _page(session: Session, viewer: Viewer, stop: Stop, today: date) -> StopPage:
    may_change = may(viewer, Right.CHANGE, item_thing(stop.is_closed), stop.body)
    can_be_moved = may_change and stop.state is not StopState.WITHDRAWN
    meetings = coming_meetings(session, viewer, stop.body, today) if can_be_moved else ()
    return StopPage(
        stop=stop,
        body=find_body(session, viewer, stop.body),
        history=item_history(session, viewer, stop),
        choices=tuple(meeting for meeting in placeable(meetings) if meeting.id != stop.meeting_id),
    )
