"""Find an occurrence that somebody is about to change, where nobody else can be changing it any more."""

from __future__ import annotations

from dataclasses import replace

from wheel.core.access import Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Status
from wheel.core.periods import FIRST_YEAR, LAST_YEAR
from wheel.core.plan import YearPlan
from wheel.core.plan_states import UNTOUCHED, Layer, PlanState, StateChange
from wheel.errors import ConflictError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.bodies import lock_body
from wheel.store.database import Session
from wheel.store.occurrences import find_occurrence
from wheel.store.organisation import lock_plan, year_plan
from wheel.store.planning import Planned, find_planned
from wheel.store.series import find_series


def find_behind_lock(
    session: Session, viewer: Viewer, occurrence_id: str, *, seen: int | None, in_draft: bool
) -> tuple[Planned, PlanState]:
    """The occurrence and the state to change: the draft's for `in_draft`, else what everybody sees.

    Raises NotFoundError, RefusedError if there is no draft to change, and ConflictError if it is not in the version
    `seen` any more.
    """
    lock_plan(session)
    planned = find_planned(session, occurrence_id)
    _lock_agenda(session, planned.series_id)
    planned = find_planned(session, occurrence_id)
    if in_draft:
        require_draft(year_plan(session, planned.plan_year))
    else:
        find_occurrence(session, viewer, occurrence_id)
    if seen is not None and seen != planned.version:
        raise ConflictError("Somebody else changed this event while you were looking at it. This is how it is now.")
    state = planned.state if in_draft else planned.plan
    if state is None:
        raise NotFoundError("There is no such event.")
    return planned, state


def _lock_agenda(session: Session, series_id: str) -> None:
    body = find_series(session, series_id).body
    if body is not None:
        lock_body(session, body)
        session.expire_all()


def require_draft(plan: YearPlan) -> None:
    if not plan.has_draft:
        raise RefusedError("There is no draft beside the published year any more. Load the page again.")


def changes_to(planned: Planned, after: PlanState, *, in_draft: bool) -> list[StateChange]:
    """The change of one layer; what planning alone decided of it in the draft gives way to what somebody does now.

    Otherwise publishing the draft would take back a move or a cancellation that was made meanwhile. What somebody
    decided in the draft stays there, for the planner to compare.
    """
    changes = [planned.changed(Layer.DRAFT if in_draft else Layer.PLAN, after)]
    draft = planned.draft
    if not in_draft and isinstance(draft, PlanState) and not _is_decided(draft, planned.plan):
        says = None if draft.span in (after.span, after.slot) else draft.span
        noted = replace(after, rule_says=says, is_unasked=draft.is_unasked)
        said = UNTOUCHED if noted == after else noted
        changes.append(StateChange(planned.id, planned.series_id, planned.plan_year, Layer.DRAFT, draft, said))
    return changes


def _is_decided(draft: PlanState, plan: PlanState) -> bool:
    """Whether somebody has moved or cancelled it in the draft."""
    is_moved = draft.is_moved and (draft.span, draft.start_time, draft.end_time) != (
        plan.span,
        plan.start_time,
        plan.end_time,
    )
    return is_moved or (draft.status is Status.CANCELLED and plan.status is not Status.CANCELLED)


def require_shown_year(span: DateSpan, field: str) -> None:
    """No wheel shows the other years, so what is moved to one would be lost."""
    if not FIRST_YEAR <= span.start.year <= LAST_YEAR:
        raise InvalidInputError(
            "Choose a year from %(first)s to %(last)s.", field=field, first=FIRST_YEAR, last=LAST_YEAR
        )
