"""Show the bodies with their next meeting and how much awaits a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wheel.core.access import Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import Body
from wheel.store.agenda import awaiting_stops
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.occurrences import occurrences_between

AHEAD = timedelta(days=400)


@dataclass(frozen=True)
class BodyLine:
    body: Body
    next_meeting: Occurrence | None
    awaiting_count: int


def show_bodies(session: Session, viewer: Viewer, today: date) -> tuple[BodyLine, ...]:
    ahead = DateSpan(today, today + AHEAD)
    coming: dict[str, Occurrence] = {}
    for meeting in occurrences_between(session, viewer, ahead, kinds=(Kind.MEETING,)):
        if meeting.body is not None and meeting.status is Status.PLANNED:
            coming.setdefault(meeting.body, meeting)
    return tuple(
        BodyLine(body, coming.get(body.short_name), len(awaiting_stops(session, viewer, body.short_name)))
        for body in all_bodies(session, viewer)
    )
