"""Delete a school holiday or closing days; planned years follow when they are planned again."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.local_days import LocalDays
from wheel.store.database import Session
from wheel.store.local_days import delete_local_days as drop_days
from wheel.usecases.audited import audit
from wheel.usecases.save_local_days import days_behind_lock


@dataclass(frozen=True)
class DeleteLocalDays:
    days_id: str
    seen: int


def delete_local_days(session: Session, viewer: Viewer, command: DeleteLocalDays, moment: Moment) -> LocalDays:
    """Take them away; they are handed back. Raises ConflictError if they are not as they were seen."""
    require_planner(viewer)
    days = days_behind_lock(session, command.days_id, command.seen)
    drop_days(session, days.id)
    audit(session, viewer, moment, Act.DELETED, AuditThing.LOCAL_DAYS, days.id)
    return days
