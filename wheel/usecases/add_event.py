"""Add a new event: a series that asks for one date, and its occurrence in that year's plan at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Moment, Viewer, require_planner, sign
from wheel.core.audit import Act, AuditThing
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Visibility
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.plan_history import EntryChange, PlanAction, Subject
from wheel.core.plan_states import ABSENT, Layer, StateChange
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.schedule_documents import schedule_to_document
from wheel.core.series import Series
from wheel.errors import InvalidInputError
from wheel.store.bodies import find_body
from wheel.store.database import Session
from wheel.store.organisation import lock_plan, year_plan
from wheel.store.plan_writing import new_public_id
from wheel.store.series import find_series
from wheel.usecases.audited import as_one_act
from wheel.usecases.move_occurrence import NewTimes, require_order, span_from
from wheel.usecases.plan_records import carry_out, change_year
from wheel.usecases.planned_occurrence import require_shown_year
from wheel.usecases.preview_series import YEARS_AHEAD
from wheel.usecases.save_series import SaveSeries, save_series

NO_TIMES = NewTimes(None, None)


@dataclass(frozen=True)
class AddEvent:
    """`body` is a short name, or None for what belongs to no body. Times of None are those of the meeting's body."""

    title: str
    kind: Kind
    ring: str
    day: date
    last_day: date | None = None
    times: NewTimes = NO_TIMES
    place: str = ""
    body: str | None = None
    visibility: Visibility = Visibility.PUBLIC


def add_event(session: Session, viewer: Viewer, command: AddEvent, moment: Moment) -> str:
    """Add it, with a series of its own that asks for that date alone; the public id of the occurrence.

    Everybody sees it at once, if its year is published; a year that has not been planned becomes a draft. It is one
    entry of the year's history: taking it back takes the series away too. Raises InvalidInputError with the field to
    blame, also for a day that is not in this year or the ten after it.
    """
    require_planner(viewer)
    lock_plan(session)
    span = _span(command, moment.today)
    new_id = new_public_id()
    with as_one_act(session, viewer, moment, Act.ADDED, AuditThing.OCCURRENCE, new_id):
        series_id = save_series(session, viewer, SaveSeries(_series(command, span)), moment)
    series = find_series(session, series_id)
    year = span.start.year
    plan = year_plan(session, year)
    also = change_year(session, plan, YearPlan(year, plan.status or PlanStatus.DRAFT, plan.has_draft))
    held = series.held_by(find_body(session, viewer, series.body) if series.body else None)
    change = StateChange(new_id, series.id, year, Layer.PLAN, ABSENT, held.on(span))
    told = {"title": series.title, "to": span.start.isoformat()}
    also.append(_new_date(series))
    carry_out(session, sign(viewer, moment), PlanAction.ADDED, year, [change], told, also=also)
    return new_id


def _span(command: AddEvent, today: date) -> DateSpan:
    span = DateSpan.of_day(command.day) if command.last_day is None else span_from(command.day, command.last_day)
    require_shown_year(span, "day")
    if not today.year <= span.start.year <= today.year + YEARS_AHEAD:
        raise InvalidInputError(
            "Choose a day from %(first)s to %(last)s.", field="day", first=today.year, last=today.year + YEARS_AHEAD
        )
    require_order(span, command.times)
    return span


def _series(command: AddEvent, span: DateSpan) -> Series:
    return Series(
        title=command.title,
        kind=command.kind,
        ring=command.ring,
        schedule=Schedule(DateList((span,))),
        body=command.body,
        start_time=command.times.start,
        end_time=command.times.end,
        place=command.place,
        visibility=command.visibility,
    )


def _new_date(series: Series) -> EntryChange:
    """What the entry says of the series: that it asked for nothing before."""
    nothing = schedule_to_document(Schedule(DateList(())))
    return EntryChange(Subject.SERIES, series.id, nothing, schedule_to_document(series.schedule))
