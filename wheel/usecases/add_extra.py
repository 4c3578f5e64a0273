"""Add an occurrence that no rule asked for: an extraordinary meeting, or one that meets "1-2 a year"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Moment, Viewer, require_planner, sign
from wheel.core.audit import Act, AuditThing
from wheel.core.dates import DateSpan
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.plan_history import PlanAction
from wheel.core.plan_states import ABSENT, Layer, StateChange
from wheel.errors import InvalidInputError
from wheel.store.bodies import find_body
from wheel.store.database import Session
from wheel.store.organisation import lock_plan, year_plan
from wheel.store.plan_writing import new_public_id
from wheel.store.planning import planned_in_years
from wheel.store.series import find_series
from wheel.usecases.audited import audit
from wheel.usecases.move_occurrence import NewTimes, require_order, span_from
from wheel.usecases.plan_records import carry_out, change_year
from wheel.usecases.planned_occurrence import require_draft, require_shown_year

LONGEST_NOTE = 2000


@dataclass(frozen=True)
class AddExtra:
    """`times` of None are the series' own (or its body's). `note` says why, for everybody to read."""

    series_id: str
    day: date
    last_day: date | None = None
    times: NewTimes | None = None
    note: str = ""
    in_draft: bool = False


def add_extra(session: Session, viewer: Viewer, command: AddExtra, moment: Moment) -> str:
    """Add it to its year's plan; its public id. Raises InvalidInputError if the series has an extra that day already.

    A year that has not been planned becomes a draft.
    """
    require_planner(viewer)
    lock_plan(session)
    series = find_series(session, command.series_id)
    span = DateSpan.of_day(command.day) if command.last_day is None else span_from(command.day, command.last_day)
    require_shown_year(span, "day")
    year = span.start.year
    plan = year_plan(session, year)
    if command.in_draft:
        require_draft(plan)
    for other in planned_in_years(session, (year,), (series.id,)):
        if other.plan.is_extra and other.plan.slot.start == span.start:
            raise InvalidInputError("There is an extra one on that day already.", field="day")
    held = series.held_by(find_body(session, viewer, series.body) if series.body else None)
    times = command.times or NewTimes(held.start_time, held.end_time)
    require_order(span, times)
    state = replace(
        held.on(span),
        start_time=times.start,
        end_time=times.end,
        note=_checked_note(command.note),
        is_extra=True,
        is_in_draft=command.in_draft,
    )
    new_id = new_public_id()
    also = change_year(session, plan, YearPlan(year, plan.status or PlanStatus.DRAFT, plan.has_draft))
    change = StateChange(new_id, series.id, year, Layer.PLAN, ABSENT, state)
    told = {"title": series.title, "to": span.start.isoformat()}
    carry_out(session, sign(viewer, moment), PlanAction.ADDED, year, [change], told, also=also)
    audit(session, viewer, moment, Act.EXTRA, AuditThing.OCCURRENCE, new_id, in_draft=command.in_draft)
    return new_id


def _checked_note(note: str) -> str:
    text = note.strip()
    if len(text) > LONGEST_NOTE:
        raise InvalidInputError("Write at most %(count)s characters.", field="note", count=LONGEST_NOTE)
    return text
