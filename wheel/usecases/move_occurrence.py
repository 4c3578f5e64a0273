"""Move or cancel an occurrence; what is on a cancelled meeting's agenda awaits a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Moment, Viewer, require_edit, sign
from wheel.core.agenda import checked_reason, lose_meeting, optional_reason
from wheel.core.occurrences import Occurrence, Status
from wheel.errors import InvalidInputError, RefusedError
from wheel.store.agenda import apply_decision, stops_at
from wheel.store.bodies import lock_body
from wheel.store.database import Session
from wheel.store.occurrences import find_occurrence, occurrence_row
from wheel.store.planning import record_change
from wheel.usecases.show_wheel import FIRST_YEAR, LAST_YEAR


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
    _require_shown_year(command.to_day)
    occurrence = _find_behind_lock(session, viewer, command.occurrence_id)
    if occurrence.status is not Status.PLANNED:
        raise RefusedError("What does not take place cannot be moved.")
    if occurrence.span.start == command.to_day:
        raise RefusedError("It is on that day already.")
    row = occurrence_row(session, occurrence.id)
    span = occurrence.span.moved_to(command.to_day)
    row.start_day, row.end_day = span.start, span.end
    row.is_moved = span != occurrence.slot
    signature = sign(viewer, moment)
    days = {"from_day": occurrence.span.start, "to_day": span.start, "reason": optional_reason(command.reason)}
    record_change(session, row, signature.at, signature.actor, "moved", **days)


def cancel_occurrence(session: Session, viewer: Viewer, command: CancelOccurrence, moment: Moment) -> None:
    """Cancel it with a reason, which its items' awaiting then says too: nothing is silently dropped."""
    require_edit(viewer)
    occurrence = _find_behind_lock(session, viewer, command.occurrence_id)
    if occurrence.status is not Status.PLANNED:
        raise RefusedError("It does not take place already.")
    reason = checked_reason(command.reason, "Write why it is cancelled.")
    signature = sign(viewer, moment)
    for stop in stops_at(session, viewer, [occurrence.id])[occurrence.id]:
        apply_decision(session, lose_meeting(stop, reason), signature)
    row = occurrence_row(session, occurrence.id)
    row.status, row.because = Status.CANCELLED, reason
    record_change(
        session, row, signature.at, signature.actor, "cancelled", from_day=occurrence.span.start, reason=reason
    )


def _find_behind_lock(session: Session, viewer: Viewer, occurrence_id: str) -> Occurrence:
    """The occurrence, read again where nobody else can be changing it or its agenda any more."""
    occurrence = find_occurrence(session, viewer, occurrence_id)
    if occurrence.body is None:
        return occurrence
    lock_body(session, occurrence.body)
    session.expire_all()
    return find_occurrence(session, viewer, occurrence_id)


def _require_shown_year(day: date) -> None:
    """No wheel shows the other years, so what is moved to one would be lost."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidInputError(
            "Choose a year from %(first)s to %(last)s.", field="to_day", first=FIRST_YEAR, last=LAST_YEAR
        )
