"""Take back the last change of a stop: it goes back to where it stood."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer
from wheel.core.agenda import Decision, require_placeable
from wheel.core.stop_history import undo
from wheel.core.stops import Stop
from wheel.store.database import Session
from wheel.store.stops import history_of, order_at
from wheel.usecases.chosen_meeting import chosen_meeting
from wheel.usecases.move_stop import change_stop


@dataclass(frozen=True)
class UndoStop:
    """`seen` is the version that the change to take back left."""

    stop_id: str
    seen: int


def undo_stop(session: Session, viewer: Viewer, command: UndoStop, moment: Moment) -> Stop:
    """The stop. Raises ConflictError if somebody changed it since, and RefusedError if it cannot go back."""

    def decide(stop: Stop) -> Decision:
        history = history_of(session, stop.id)
        back = history[-2].meeting_id if len(history) > 1 else None
        if back is not None and back != stop.meeting_id:
            require_placeable(chosen_meeting(session, viewer, back, ""), stop.body, moment.today)
        meetings = {meeting for meeting in (stop.meeting_id, back) if meeting is not None}
        return undo(stop, history, {meeting: order_at(session, meeting) for meeting in meetings})

    return change_stop(session, viewer, command.stop_id, command.seen, decide, moment)
