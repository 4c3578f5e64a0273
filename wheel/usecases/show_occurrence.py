"""Show one occurrence: what it is, and for a meeting its agenda and its agenda deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer
from wheel.core.deadlines import agenda_deadline
from wheel.core.forward_rows import ForwardRow, forward_row
from wheel.core.occurrences import Occurrence, Status
from wheel.core.plan import Body
from wheel.store.bodies import find_body
from wheel.store.database import Session
from wheel.store.occurrences import find_occurrence
from wheel.store.organisation import load_calendar
from wheel.store.planning import find_planned
from wheel.store.stops import stops_at


@dataclass(frozen=True)
class OccurrencePage:
    """`agenda` and `deadline` are None where nothing is placed at such an occurrence."""

    occurrence: Occurrence
    body: Body | None
    agenda: ForwardRow | None
    deadline: date | None
    plan_year: int


def show_occurrence(session: Session, viewer: Viewer, occurrence_id: str) -> OccurrencePage:
    occurrence = find_occurrence(session, viewer, occurrence_id)
    body = find_body(session, viewer, occurrence.body) if occurrence.body else None
    agenda = deadline = None
    if occurrence.has_agenda:
        agenda = forward_row(occurrence, stops_at(session, viewer, [occurrence.id])[occurrence.id])
        deadline = notice_deadline(session, body, occurrence)
    plan_year = find_planned(session, occurrence.id).plan_year
    return OccurrencePage(occurrence, body, agenda, deadline, plan_year)


def notice_deadline(session: Session, body: Body | None, meeting: Occurrence) -> date | None:
    """The day the meeting's agenda must be out, by the body's own notice rule."""
    if body is None or body.notice is None or meeting.status is not Status.PLANNED:
        return None
    day = meeting.span.start
    return agenda_deadline(day, body.notice, load_calendar(session, day.year - 1, day.year))
