"""Undo one entry of the plan's history: everything it changed goes back, or nothing does."""

from __future__ import annotations

from collections.abc import Sequence

from wheel.core.access import Moment, Signature, Viewer, require_planner, sign
from wheel.core.audit import Act, AuditThing
from wheel.core.occurrences import Status
from wheel.core.plan import YearPlan
from wheel.core.plan_history import EntryChange, PlanAction, PlanEntry, Subject
from wheel.core.plan_states import ABSENT, UNTOUCHED, Absent, Layer, LayerState, PlanState, StateChange, Untouched
from wheel.core.schedule_documents import schedule_from_document, schedule_to_document
from wheel.errors import ConflictError, RefusedError
from wheel.store.database import Session
from wheel.store.imported_series import forget_what_was_imported
from wheel.store.occurrence_history import record_change
from wheel.store.organisation import lock_plan, save_year_plan, year_plan
from wheel.store.plan_history import append_entry, find_entry
from wheel.store.plan_writing import apply_state_changes
from wheel.store.planning import Planned, lock_agendas, planned_by_ids, planned_in_years
from wheel.store.series import find_series, replace_schedule
from wheel.usecases.audited import audit
from wheel.usecases.meeting_items import bring_back, take_along
from wheel.usecases.plan_records import entry_change, state_change, year_document, year_from_document
from wheel.usecases.remove_series import remove_unused


def undo_entry(session: Session, viewer: Viewer, entry_id: str, moment: Moment) -> PlanEntry:
    """Take back what an entry did; the entry. The taking back is an entry of its own.

    Raises RefusedError if it was undone already, and ConflictError if something it changed has been changed since.
    Items that a cancelled or moved meeting lost go back to it, except those that somebody has touched since.
    """
    require_planner(viewer)
    lock_plan(session)
    entry, changes = find_entry(session, entry_id)
    if not entry.can_be_undone:
        raise RefusedError("This has been undone already.")
    lock_agendas(session, entry.year)
    signature = sign(viewer, moment)
    undone = [change.undone for change in _state_changes(session, changes)]
    apply_state_changes(session, undone)
    others = [change for change in changes if change.subject in (Subject.YEAR, Subject.SERIES)]
    also = [_undo_other(session, change, entry.action) for change in others]
    _take_items_along(session, undone, signature)
    _give_back_items(session, viewer, changes, signature)
    _note_days(session, undone, signature)
    kept = [*(entry_change(change) for change in undone), *also]
    told = {**entry.told, "undone": entry.action.value}
    append_entry(session, signature, PlanAction.UNDONE, entry.year, kept, told, undoes=entry.id)
    audit(session, viewer, moment, Act.UNDONE, AuditThing.YEAR, str(entry.year), undone=entry.action.value)
    return entry


def _state_changes(session: Session, changes: Sequence[EntryChange]) -> list[StateChange]:
    """The entry's changes of occurrences, the last first, once it is sure that all are still as it left them."""
    found = [state_change(change) for change in changes if change.subject in (Subject.PLAN, Subject.DRAFT)]
    stored = planned_by_ids(session, {change.occurrence_id for change in found})
    for change in found:
        planned = stored.get(change.occurrence_id)
        if _now(planned, change.layer) != change.after:
            raise _changed_since()
        if planned is not None and change.layer is Layer.PLAN:
            _require_agenda_kept(planned, change.before)
    _require_free_slots(session, [change for change in found if isinstance(change.after, Absent)])
    return found[::-1]


def _now(planned: Planned | None, layer: Layer) -> LayerState:
    if planned is None:
        return ABSENT if layer is Layer.PLAN else UNTOUCHED
    return planned.plan if layer is Layer.PLAN else planned.draft


def _require_agenda_kept(planned: Planned, after: LayerState) -> None:
    """Nothing that has items may stop being held, and nothing with a history may be hidden in a draft."""
    is_held = isinstance(after, PlanState) and after.status is Status.PLANNED and not after.is_in_draft
    is_hidden = isinstance(after, PlanState) and after.is_in_draft
    if (planned.has_items and not is_held) or (planned.has_history and is_hidden and not planned.plan.is_in_draft):
        raise ConflictError("Items or meetings have been moved or placed since, so this cannot be undone.")


def _require_free_slots(session: Session, changes: Sequence[StateChange]) -> None:
    """What comes back must not meet another that planning has made in its place since."""
    if not changes:
        return
    years, series = {change.plan_year for change in changes}, {change.series_id for change in changes}
    taken = {
        (planned.series_id, planned.plan.slot.start, planned.plan.is_extra)
        for planned in planned_in_years(session, years, series)
    }
    for change in changes:
        before = change.before
        if isinstance(before, PlanState) and (change.series_id, before.slot.start, before.is_extra) in taken:
            raise _changed_since()


def _undo_other(session: Session, change: EntryChange, action: PlanAction) -> EntryChange:
    if change.subject is Subject.YEAR:
        year = int(change.subject_id)
        now = year_document(year_plan(session, year))
        _require_same(now, change.after)
        before = year_from_document(year, change.before)
        _require_nothing_left_behind(session, before)
        save_year_plan(session, before)
    else:
        now = schedule_to_document(find_series(session, change.subject_id).schedule)
        _require_same(now, change.after)
        if action is not PlanAction.ADDED or not remove_unused(session, change.subject_id):
            replace_schedule(session, change.subject_id, schedule_from_document(change.before))
            forget_what_was_imported(session, change.subject_id)
    return EntryChange(change.subject, change.subject_id, change.after, change.before)


def _require_same(now: dict[str, object], then: dict[str, object]) -> None:
    if now != then:
        raise _changed_since()


def _require_nothing_left_behind(session: Session, plan: YearPlan) -> None:
    """A draft, or a year's plan, goes only with all that is in it."""
    planned = planned_in_years(session, (plan.year,))
    drafts = [one for one in planned if one.plan.is_in_draft or not isinstance(one.draft, Untouched)]
    if (plan.status is None and planned) or (drafts and not plan.has_draft):
        raise _changed_since()


def _give_back_items(session: Session, viewer: Viewer, changes: Sequence[EntryChange], signature: Signature) -> None:
    lost = [change for change in changes if change.subject is Subject.STOP]
    left = [(change.subject_id, change.after["version"], change.before["meeting"]) for change in lost]
    bring_back(session, viewer, left, signature)


def _take_items_along(session: Session, undone: Sequence[StateChange], signature: Signature) -> None:
    """What is on the agenda of a meeting that goes back to its day goes back with it."""
    moved = {
        change.occurrence_id: change.before.span.start
        for change in undone
        if change.layer is Layer.PLAN
        and isinstance(change.before, PlanState)
        and isinstance(change.after, PlanState)
        and change.before.span.start != change.after.span.start
    }
    take_along(session, moved, "", signature)


def _note_days(session: Session, undone: Sequence[StateChange], signature: Signature) -> None:
    """What became an occurrence's own history when it was done is answered there when it is undone."""
    for change in undone:
        before, after = change.before, change.after
        if change.layer is not Layer.PLAN or not isinstance(before, PlanState) or not isinstance(after, PlanState):
            continue
        if before.is_in_draft or after.is_in_draft:
            continue
        action = ""
        if before.span != after.span:
            action = "moved"
        elif before.status is Status.CANCELLED and after.status is Status.PLANNED:
            action = "reinstated"
        elif before.status is Status.PLANNED and after.status is Status.CANCELLED:
            action = "cancelled"
        if action and (before.is_moved or after.is_moved or action != "moved"):
            days = {"from_day": before.span.start, "to_day": after.span.start}
            record_change(session, change.occurrence_id, signature.at, signature.actor, action, **days)


def _changed_since() -> ConflictError:
    return ConflictError("Something that this changed has been changed again since, so it cannot be undone.")
