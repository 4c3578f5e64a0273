"""Cancel an occurrence, or reinstate it; what is on a cancelled meeting's agenda awaits a date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wheel.core.access import Moment, Viewer, require_planner, sign
from wheel.core.agenda import checked_reason
from wheel.core.audit import Act, AuditThing
from wheel.core.occurrences import Status
from wheel.core.plan_history import PlanAction
from wheel.errors import RefusedError
from wheel.store.database import Session
from wheel.store.occurrence_history import record_change
from wheel.store.series import find_series
from wheel.usecases.audited import audit
from wheel.usecases.meeting_items import AWAIT, ItemsSent, send_items
from wheel.usecases.plan_records import carry_out
from wheel.usecases.planned_occurrence import changes_to, find_behind_lock


@dataclass(frozen=True)
class CancelOccurrence:
    """`items_to` is where what is on its agenda goes: AWAIT, or the id of another coming meeting of the body."""

    occurrence_id: str
    reason: str
    seen: int | None = None
    in_draft: bool = False
    items_to: str = AWAIT


@dataclass(frozen=True)
class ReinstateOccurrence:
    occurrence_id: str
    seen: int | None = None
    in_draft: bool = False


def cancel_occurrence(session: Session, viewer: Viewer, command: CancelOccurrence, moment: Moment) -> ItemsSent:
    """Cancel it with a reason, which its items then say too; what became of them: nothing is silently dropped.

    In a draft, its items stay where they are until the draft is published.
    """
    require_planner(viewer)
    planned, state = find_behind_lock(
        session, viewer, command.occurrence_id, seen=command.seen, in_draft=command.in_draft
    )
    if state.status is not Status.PLANNED:
        raise RefusedError("It does not take place already.")
    reason = checked_reason(command.reason, "Write why it is cancelled.")
    signature = sign(viewer, moment)
    sent = ItemsSent()
    if not command.in_draft:
        sent = send_items(session, viewer, planned.id, command.items_to, reason, signature)
    day = state.span.start
    title = find_series(session, planned.series_id).title
    told = {"title": title, "from": day.isoformat(), "reason": reason}
    after = replace(state, status=Status.CANCELLED, because=reason)
    changes = changes_to(planned, after, in_draft=command.in_draft)
    carry_out(session, signature, PlanAction.CANCELLED, planned.plan_year, changes, told, also=sent.changes)
    if not command.in_draft:
        record_change(session, planned.id, signature.at, signature.actor, "cancelled", from_day=day, reason=reason)
    _audit(session, viewer, moment, Act.CANCELLED, planned.id, in_draft=command.in_draft)
    return sent


def reinstate_occurrence(session: Session, viewer: Viewer, command: ReinstateOccurrence, moment: Moment) -> None:
    """Hold a cancelled occurrence after all. Its items stay where they went: somebody may have placed them anew."""
    require_planner(viewer)
    planned, state = find_behind_lock(
        session, viewer, command.occurrence_id, seen=command.seen, in_draft=command.in_draft
    )
    if state.status is not Status.CANCELLED:
        raise RefusedError("It is not cancelled.")
    signature = sign(viewer, moment)
    day = state.span.start
    told = {"title": find_series(session, planned.series_id).title, "from": day.isoformat()}
    changes = changes_to(planned, replace(state, status=Status.PLANNED, because=""), in_draft=command.in_draft)
    carry_out(session, signature, PlanAction.REINSTATED, planned.plan_year, changes, told)
    if not command.in_draft:
        record_change(session, planned.id, signature.at, signature.actor, "reinstated", from_day=day)
    _audit(session, viewer, moment, Act.REINSTATED, planned.id, in_draft=command.in_draft)


def _audit(session: Session, viewer: Viewer, moment: Moment, act: Act, occurrence_id: str, *, in_draft: bool) -> None:
    audit(session, viewer, moment, act, AuditThing.OCCURRENCE, occurrence_id, in_draft=in_draft)
