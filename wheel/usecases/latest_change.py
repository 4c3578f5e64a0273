"""The latest change of an occurrence, for whoever made it and would rather take it back."""

from __future__ import annotations

from datetime import timedelta

from wheel.core.access import Moment, Viewer
from wheel.core.plan_history import PlanAction, PlanEntry
from wheel.store.database import Session
from wheel.store.plan_history import latest_entry_about

LATELY = timedelta(hours=12)
"""Within a working day, one still knows what one did."""

_OF_ONE_EVENT = (
    PlanAction.MOVED,
    PlanAction.CHANGED,
    PlanAction.CANCELLED,
    PlanAction.REINSTATED,
    PlanAction.ADDED,
)


def change_to_take_back(session: Session, viewer: Viewer, occurrence_id: str, moment: Moment) -> PlanEntry | None:
    """What the viewer did to the occurrence in the last 12 hours, if nothing has happened to it since; else None.

    What planned or published a whole year is taken back on the year's own page.
    """
    if not viewer.may_plan:
        return None
    entry = latest_entry_about(session, occurrence_id, moment.at - LATELY)
    if entry is None or not entry.can_be_undone or entry.actor != viewer.name or entry.action not in _OF_ONE_EVENT:
        return None
    return entry
