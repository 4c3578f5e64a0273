"""Load what the days of a route are checked by, and looked for among."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from wheel.core.access import Viewer
from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind
from wheel.core.plan import Body
from wheel.core.route_checks import Passage, Rules
from wheel.core.routes import Meetings, Timetable
from wheel.core.stops import Stop
from wheel.store.database import Session
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import load_calendar
from wheel.usecases.show_agenda import AHEAD


def route_rules(session: Session, bodies: Iterable[Body], days: Collection[date]) -> Rules:
    """The bodies' notice rules, with a calendar that reaches over these days."""
    first, last = min(days), max(days)
    calendar = load_calendar(session, max(first.year - 1, FIRST_YEAR), min(last.year + 1, LAST_YEAR))
    return Rules(calendar, {body.short_name: body.notice for body in bodies})


def timetable_of(
    session: Session,
    viewer: Viewer,
    known: Iterable[Body],
    through: Collection[str],
    stops: Iterable[Stop],
    standing: tuple[Passage, ...],
    today: date,
) -> Timetable:
    """The coming meetings of the bodies that are gone `through`, for an item with these stops.

    `known` are all bodies; `standing` is what stays where it is.
    """
    meetings = coming_by_body(session, viewer, through, today)
    days = [day for found in meetings.values() for meeting in found for day in (meeting.span.start, meeting.span.last)]
    return Timetable(
        meetings=meetings,
        rules=route_rules(session, known, [today, *days, *(one.day for one in standing if one.day)]),
        ready=today,
        standing=standing,
        taken=frozenset(stop.meeting_id for stop in stops if stop.meeting_id),
    )


def coming_by_body(session: Session, viewer: Viewer, bodies: Collection[str], today: date) -> Meetings:
    """The meetings from today on of these bodies, by body, those that do not take place included."""
    ahead = DateSpan(today, today + AHEAD)
    found = defaultdict(list)
    for meeting in occurrences_between(session, viewer, ahead, bodies=bodies, kinds=(Kind.MEETING,), with_blocked=True):
        found[meeting.body or ""].append(meeting)
    return found
