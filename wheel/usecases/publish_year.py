"""Publish a year, or the draft beside a published one; begin such a draft, or discard it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Moment, Signature, Viewer, require_planner, sign
from wheel.core.audit import Act, AuditThing
from wheel.core.occurrences import Status
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.plan_history import EntryChange, PlanAction
from wheel.core.plan_states import ABSENT, UNTOUCHED, Absent, Layer, LayerState, PlanState, StateChange, Untouched
from wheel.errors import ConflictError, RefusedError
from wheel.store.database import Session
from wheel.store.occurrence_history import record_change
from wheel.store.organisation import lock_plan, year_plan
from wheel.store.planning import Planned, lock_agendas, planned_in_years
from wheel.usecases.audited import audit
from wheel.usecases.meeting_items import AWAIT, send_items, take_along
from wheel.usecases.plan_records import carry_out, change_year


@dataclass(frozen=True)
class ItemsAffected:
    """How many items await a date now because their meeting does not take place, and how many moved with theirs."""

    awaiting: int = 0
    along: int = 0


def publish_year(session: Session, viewer: Viewer, year: int, moment: Moment) -> ItemsAffected:
    """Show the year, or what its draft holds, to everybody; what that did to items that are placed already.

    Raises RefusedError if there is nothing to publish.
    """
    require_planner(viewer)
    lock_plan(session)
    plan = year_plan(session, year)
    if plan.status is None:
        raise RefusedError("The year has not been planned yet. Plan it first.")
    if plan.status is PlanStatus.PUBLISHED and not plan.has_draft:
        raise RefusedError("The year is published already.")
    affected = publish_states(session, viewer, year, moment)
    audit(session, viewer, moment, Act.PUBLISHED, AuditThing.YEAR, str(year))
    return affected


def publish_states(session: Session, viewer: Viewer, year: int, moment: Moment) -> ItemsAffected:
    """Publish whatever there is to publish, in a transaction that already holds the plan's lock."""
    lock_agendas(session, year)
    before = year_plan(session, year)
    signature = sign(viewer, moment)
    # Only a draft beside the published year has states that are not the plan's yet.
    drafted = planned_in_years(session, (year,)) if before.has_draft else []
    changes = [change for planned in drafted for change in _published(planned)]
    also = change_year(session, before, YearPlan(year, PlanStatus.PUBLISHED))
    if not changes and not also:
        return ItemsAffected()
    note_history(session, changes, signature)
    lost = lose_items(session, viewer, changes, signature)
    carry_out(session, signature, PlanAction.PUBLISHED, year, changes, _told(changes), also=also + lost)
    return ItemsAffected(len(lost), take_along(session, moved_days(changes), "", signature))


def _published(planned: Planned) -> Iterable[StateChange]:
    """The draft's state becomes the plan's; then the draft says nothing more."""
    if planned.plan.is_in_draft:
        yield planned.changed(Layer.PLAN, replace(planned.plan, is_in_draft=False))
        return
    if isinstance(planned.draft, Untouched):
        return
    after = planned.draft
    if _is_not_held(after) and (planned.has_items or planned.has_history):
        # Somebody has decided something about it since the draft was made: it stays, and says that no rule asks for it.
        after = replace(planned.plan, is_unasked=True)
    yield planned.changed(Layer.DRAFT, UNTOUCHED)
    yield planned.changed(Layer.PLAN, after)


def _is_not_held(state: LayerState) -> bool:
    """Whether planning takes it away or blocks it; what somebody cancelled is another matter."""
    return isinstance(state, Absent) or (isinstance(state, PlanState) and state.status is Status.BLOCKED)


def note_history(session: Session, changes: Iterable[StateChange], signature: Signature) -> None:
    """Moves and cancellations that the draft held become the occurrences' own history now."""
    for change, before, after in _kept_in_plan(changes):
        if _is_cancelled(before, after):
            _record(session, signature, change.occurrence_id, "cancelled", before, reason=after.because)
        elif before.status is Status.CANCELLED and after.status is Status.PLANNED:
            _record(session, signature, change.occurrence_id, "reinstated", before)
        elif after.is_moved and after.span != before.span:
            _record(session, signature, change.occurrence_id, "moved", before, to_day=after.span.start)


def _kept_in_plan(changes: Iterable[StateChange]) -> Iterator[tuple[StateChange, PlanState, PlanState]]:
    """The changes of what the plan held before and holds after, with both states."""
    for change in changes:
        before, after = change.before, change.after
        if change.layer is Layer.PLAN and isinstance(before, PlanState) and isinstance(after, PlanState):
            yield change, before, after


def _is_cancelled(before: PlanState, after: PlanState) -> bool:
    return after.status is Status.CANCELLED and before.status is not Status.CANCELLED


def lose_items(
    session: Session, viewer: Viewer, changes: Iterable[StateChange], signature: Signature
) -> list[EntryChange]:
    """What is on the agendas of the meetings that are cancelled now awaits a date; what an entry says of it."""
    lost: list[EntryChange] = []
    for change, before, after in _kept_in_plan(changes):
        if _is_cancelled(before, after):
            lost += send_items(session, viewer, change.occurrence_id, AWAIT, after.because, signature).changes
    return lost


def moved_days(changes: Iterable[StateChange]) -> dict[str, date]:
    """Those that everybody sees on another day now, with the day they were on."""
    return {
        change.occurrence_id: before.span.start
        for change, before, after in _kept_in_plan(changes)
        if before.span.start != after.span.start and not before.is_in_draft and not _is_cancelled(before, after)
    }


def _record(
    session: Session, signature: Signature, occurrence_id: str, action: str, before: PlanState, **what: object
) -> None:
    record_change(session, occurrence_id, signature.at, signature.actor, action, from_day=before.span.start, **what)


def _told(changes: Iterable[StateChange]) -> dict[str, int]:
    shown = [change for change in changes if change.layer is Layer.PLAN]
    return {
        "new": sum(1 for change in shown if isinstance(change.before, PlanState) and change.before.is_in_draft),
        "removed": sum(1 for change in shown if isinstance(change.after, Absent)),
        "changed": sum(
            1
            for change in shown
            if isinstance(change.after, PlanState)
            and isinstance(change.before, PlanState)
            and not change.before.is_in_draft
        ),
    }


def begin_draft(session: Session, viewer: Viewer, year: int, moment: Moment) -> None:
    """Begin a new draft beside the published year. Raises RefusedError where there is one, or nothing is published."""
    require_planner(viewer)
    lock_plan(session)
    plan = year_plan(session, year)
    if plan.status is not PlanStatus.PUBLISHED:
        raise RefusedError("The year is not published, so it is a draft as it is.")
    if plan.has_draft:
        raise RefusedError("There is a draft beside the published year already.")
    also = change_year(session, plan, replace(plan, has_draft=True))
    carry_out(session, sign(viewer, moment), PlanAction.DRAFTED, year, (), {}, also=also)
    audit(session, viewer, moment, Act.DRAFT_BEGUN, AuditThing.YEAR, str(year))


def discard_draft(session: Session, viewer: Viewer, year: int, moment: Moment) -> None:
    """Throw away the draft beside the published year, which stays as it is."""
    require_planner(viewer)
    lock_plan(session)
    plan = year_plan(session, year)
    if not plan.has_draft:
        raise ConflictError("There is no draft beside the published year any more.")
    changes = [change for planned in planned_in_years(session, (year,)) for change in _discarded(planned)]
    also = change_year(session, plan, replace(plan, has_draft=False))
    told = {"changes": len(changes)}
    carry_out(session, sign(viewer, moment), PlanAction.DISCARDED, year, changes, told, also=also)
    audit(session, viewer, moment, Act.DRAFT_DISCARDED, AuditThing.YEAR, str(year), count=len(changes))


def _discarded(planned: Planned) -> Iterable[StateChange]:
    if planned.plan.is_in_draft:
        yield planned.changed(Layer.PLAN, ABSENT)
    elif not isinstance(planned.draft, Untouched):
        yield planned.changed(Layer.DRAFT, UNTOUCHED)
