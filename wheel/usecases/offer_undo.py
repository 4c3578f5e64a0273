"""Say what somebody has just done to a stop, where they may take it back."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Viewer
from wheel.core.stop_history import can_be_undone
from wheel.core.stops import Stop, StopChange
from wheel.errors import NotFoundError
from wheel.store.database import Session
from wheel.store.stops import find_stop, history_of


@dataclass(frozen=True)
class UndoOffer:
    """The stop as the change left it."""

    stop: Stop
    change: StopChange


def offer_undo(session: Session, viewer: Viewer, stop_id: str) -> UndoOffer | None:
    """The stop's last change, if the viewer made it and may take it back; None as well where there is no such stop.

    What somebody else did since is not taken back by accident.
    """
    try:
        stop = find_stop(session, viewer, stop_id)
    except NotFoundError:
        return None
    if stop.title is None or not viewer.may_change_item(stop.body, stop.is_closed):
        return None
    history = history_of(session, stop.id)
    if not can_be_undone(history) or history[-1].actor != viewer.name:
        return None
    return UndoOffer(stop, history[-1])
