"""Preview a move: what it would bring with it, before anybody decides. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer, require_planner
from wheel.core.calendar import Calendar
from wheel.core.conflicts import Conflict
from wheel.core.dates import DateSpan
from wheel.core.deadlines import agenda_deadline
from wheel.core.finding_conflicts import find_conflicts
from wheel.core.move_effects import SpecialDays, conflicts_made, special_days
from wheel.core.occurrences import Occurrence, Status
from wheel.core.plan import Body
from wheel.core.plan_states import PlanState
from wheel.core.series import Series
from wheel.errors import InvalidInputError, RefusedError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.occurrences import find_occurrence
from wheel.store.organisation import load_calendar
from wheel.store.planning import Planned, find_planned, planned_near
from wheel.store.series import all_series
from wheel.usecases.meeting_items import MeetingItems, meeting_items
from wheel.usecases.move_occurrence import MoveOccurrence, moved_state
from wheel.usecases.plan_grid import PlanDate, occurrence_of


@dataclass(frozen=True)
class MovePreview:
    """`occurrence` is as it is now, `after` the days it would be on.

    `conflicts` are those that the move would make, `deadline` the day by which the agenda would have to be out.
    `year`, `series` and `dates` (by the occurrence's id) are what the conflicts' sentences need. `items` are those that
    somebody has to send along, or elsewhere.
    """

    occurrence: Occurrence
    after: DateSpan
    conflicts: tuple[Conflict, ...]
    special: SpecialDays
    deadline: date | None
    year: int
    series: Mapping[str, Series]
    dates: Mapping[str, PlanDate]
    items: MeetingItems

    @property
    def leaves_day(self) -> bool:
        """Whether it begins on another day, so that its items have to be asked about."""
        return self.after.start != self.occurrence.span.start


def foresee_move(
    session: Session, viewer: Viewer, command: MoveOccurrence, today: date, language: str = "da"
) -> MovePreview | None:
    """What a move that is made at once brings with it; None where the days stay, or where the move is refused."""
    try:
        preview = preview_move(session, viewer, command, today, language)
    except (InvalidInputError, RefusedError):
        # The move refuses it itself, and says before that what somebody else did meanwhile.
        return None
    return preview if preview.after != preview.occurrence.span else None


def preview_move(
    session: Session, viewer: Viewer, command: MoveOccurrence, today: date, language: str = "da"
) -> MovePreview:
    """What `move_occurrence` would bring with it in the plan that everybody sees, in the year of the new days.

    Raises NotFoundError, InvalidInputError for days that cannot be, and RefusedError where it cannot be moved, or is on
    those days already.
    """
    require_planner(viewer)
    occurrence = find_occurrence(session, viewer, command.occurrence_id)
    planned = find_planned(session, occurrence.id)
    after = _state_after(planned, command)
    year = after.span.start.year
    series = {one.id: one for one in all_series(session)}
    bodies = {body.short_name: body for body in all_bodies(session, viewer)}
    calendar = load_calendar(session, year - 1, year + 1, language)
    was = {
        one.id: PlanDate(occurrence_of(one.id, one.plan, series[one.series_id], bodies), one.plan_year)
        for one in planned_near(session, year, ())
        if not one.plan.is_in_draft
    }
    moved = PlanDate(occurrence_of(planned.id, after, series[planned.series_id], bodies), planned.plan_year)
    now = {**was, planned.id: moved}
    conflicts_before, conflicts_after = (
        find_conflicts([one.occurrence for one in dates.values()], series, bodies, calendar, year)
        for dates in (was, now)
    )
    return MovePreview(
        occurrence=occurrence,
        after=after.span,
        conflicts=conflicts_made(conflicts_before, conflicts_after, planned.id),
        special=special_days(after.span, calendar),
        deadline=_deadline(moved.occurrence, bodies, calendar),
        year=year,
        series=series,
        dates=now,
        items=meeting_items(session, viewer, occurrence, today),
    )


def _state_after(planned: Planned, command: MoveOccurrence) -> PlanState:
    if planned.plan.status is not Status.PLANNED:
        raise RefusedError("What does not take place cannot be moved.")
    after = moved_state(planned.plan, command)
    if after == planned.plan:
        raise RefusedError("It is on that day already.")
    return after


def _deadline(meeting: Occurrence, bodies: Mapping[str, Body], calendar: Calendar) -> date | None:
    body = bodies.get(meeting.body or "")
    if body is None or body.notice is None or not meeting.has_agenda:
        return None
    return agenda_deadline(meeting.span.start, body.notice, calendar)
