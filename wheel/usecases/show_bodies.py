"""Show the bodies with their next meeting, how much awaits a date, and what became of those that are closed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from wheel.core.access import Viewer
from wheel.core.body_names import goes_by_all
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import Body
from wheel.store.awaiting import waiting_stops
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.occurrences import occurrences_between

AHEAD = timedelta(days=400)


@dataclass(frozen=True)
class BodyLine:
    """`successor` took over, as far as the viewer may know of it; `is_closed`: its last day is over.

    Of the `awaiting_count` items that wait, `overdue` should have been looked at by now.
    """

    body: Body
    next_meeting: Occurrence | None
    awaiting_count: int
    overdue: int
    is_closed: bool
    successor: Body | None


def show_bodies(session: Session, viewer: Viewer, today: date, wanted: str = "") -> tuple[BodyLine, ...]:
    """The bodies that go or went by the `wanted` words, or all; in the order they were set up."""
    known = {body.short_name: body for body in all_bodies(session, viewer)}
    coming = _next_meetings(session, viewer, today)
    waiting = waiting_stops(session, viewer)
    awaiting = Counter(stop.body for stop in waiting)
    overdue = Counter(stop.body for stop in waiting if stop.is_overdue(today))
    return tuple(
        BodyLine(
            body,
            coming.get(body.short_name),
            awaiting[body.short_name],
            overdue[body.short_name],
            body.valid_until is not None and body.valid_until <= today,
            known.get(body.merged_into or ""),
        )
        for body in known.values()
        if goes_by_all(body, wanted)
    )


def _next_meetings(session: Session, viewer: Viewer, today: date) -> dict[str, Occurrence]:
    found: dict[str, Occurrence] = {}
    for meeting in occurrences_between(session, viewer, DateSpan(today, today + AHEAD), kinds=(Kind.MEETING,)):
        if meeting.body is not None and meeting.status is Status.PLANNED:
            found.setdefault(meeting.body, meeting)
    return found
