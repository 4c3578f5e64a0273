"""Move or cancel an occurrence; what is on a cancelled meeting's agenda awaits a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Moment, Viewer, require_edit, sign
from wheel.core.agenda import checked_reason, lose_meeting
from wheel.core.occurrences import Status
from wheel.errors import RefusedError
from wheel.store.agenda import apply_decision, stops_at
from wheel.store.bodies import lock_body
from wheel.store.database import Session
from wheel.store.occurrences import find_occurrence, occurrence_row
from wheel.store.planning import record_change


@dataclass(frozen=True)
class MoveOccurrence:
    occurrence_id: str
    to_day: date
    reason: str = ""


@dataclass(frozen=True)
class CancelOccurrence:
    occurrence_id: str
    reason: str


def move_occurrence(session: Session, viewer: Viewer, command: MoveOccurrence, moment: Moment) -> None:
    """Move it to start on another day; it keeps its length, its slot, its UID and its agenda."""
    require_edit(viewer)
    occurrence = find_occurrence(session, viewer, command.occurrence_id)
    if occurrence.status is not Status.PLANNED:
        raise RefusedError("What does not take place cannot be moved.")
    if occurrence.span.start == command.to_day:
        raise RefusedError("It is on that day already.")
    row = occurrence_row(session, occurrence.id)
    span = occurrence.span.moved_to(command.to_day)
    row.start_day, row.end_day = span.start, span.end
    row.is_moved = span != occurrence.slot
    signature = sign(viewer, moment)
    days = {"from_day": occurrence.span.start, "to_day": span.start, "reason": command.reason.strip()}
    record_change(session, row, signature.at, signature.actor, "moved", **days)


def cancel_occurrence(session: Session, viewer: Viewer, command: CancelOccurrence, moment: Moment) -> None:
    """Cancel it with a reason, which its items' awaiting then says too: nothing is silently dropped."""
    require_edit(viewer)
    occurrence = find_occurrence(session, viewer, command.occurrence_id)
    if occurrence.status is not Status.PLANNED:
        raise RefusedError("It does not take place already.")
    reason = checked_reason(command.reason, "Write why it is cancelled.")
    if occurrence.body is not None:
        lock_body(session, occurrence.body)
    signature = sign(viewer, moment)
    for stop in stops_at(session, viewer, [occurrence.id])[occurrence.id]:
        apply_decision(session, lose_meeting(stop, reason), signature)
    row = occurrence_row(session, occurrence.id)
    row.status, row.because = Status.CANCELLED, reason
    record_change(
        session, row, signature.at, signature.actor, "cancelled", from_day=occurrence.span.start, reason=reason
    )
