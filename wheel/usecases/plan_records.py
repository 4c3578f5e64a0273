"""Apply what was decided of planned occurrences, and write it down as one entry that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wheel.core.access import Signature
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.plan_history import EntryChange, PlanAction, Subject
from wheel.core.plan_state_documents import layer_from_document, layer_to_document
from wheel.core.plan_states import Layer, StateChange
from wheel.store.database import Session
from wheel.store.organisation import save_year_plan
from wheel.store.plan_history import append_entry
from wheel.store.plan_writing import apply_state_changes

_SUBJECTS = {Layer.PLAN: Subject.PLAN, Layer.DRAFT: Subject.DRAFT}
_LAYERS = {subject: layer for layer, subject in _SUBJECTS.items()}


def carry_out(
    session: Session,
    signature: Signature,
    action: PlanAction,
    year: int,
    changes: Sequence[StateChange],
    told: dict[str, Any],
    *,
    also: Sequence[EntryChange] = (),
    undoes: str | None = None,
) -> str:
    """Apply the changes of occurrences and append one entry of them; its id. `also` has been applied already."""
    changes = [change for change in changes if not change.is_empty]
    apply_state_changes(session, changes)
    entry_changes = [*(entry_change(change) for change in changes), *also]
    return append_entry(session, signature, action, year, entry_changes, told, undoes=undoes)


def change_year(session: Session, before: YearPlan, after: YearPlan) -> list[EntryChange]:
    """Write how far the year's plan has come; what an entry says of it."""
    if before == after:
        return []
    save_year_plan(session, after)
    return [EntryChange(Subject.YEAR, str(after.year), year_document(before), year_document(after))]


def year_document(plan: YearPlan) -> dict[str, Any]:
    return {"status": plan.status.value if plan.status else None, "has_draft": plan.has_draft}


def year_from_document(year: int, document: dict[str, Any]) -> YearPlan:
    status = document["status"]
    return YearPlan(year, PlanStatus(status) if status else None, document["has_draft"])


def entry_change(change: StateChange) -> EntryChange:
    where = {"series": change.series_id, "year": change.plan_year}
    return EntryChange(
        _SUBJECTS[change.layer],
        change.occurrence_id,
        where | layer_to_document(change.before),
        where | layer_to_document(change.after),
    )


def state_change(change: EntryChange) -> StateChange:
    """The change of an occurrence that an entry keeps; only for the subjects PLAN and DRAFT."""
    return StateChange(
        occurrence_id=change.subject_id,
        series_id=change.before["series"],
        plan_year=change.before["year"],
        layer=_LAYERS[change.subject],
        before=layer_from_document(change.before),
        after=layer_from_document(change.after),
    )
