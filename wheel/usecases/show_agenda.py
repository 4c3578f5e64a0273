"""Show a body's forward agenda: its coming meetings with their items, and what awaits a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wheel.core.access import Viewer
from wheel.core.agenda import ForwardRow, forward_row
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import Body
from wheel.core.stops import Stop
from wheel.store.agenda import awaiting_stops, stops_at
from wheel.store.bodies import all_bodies, find_body
from wheel.store.database import Session
from wheel.store.occurrences import occurrences_between
from wheel.usecases.show_posts import BodyPost, people_of_body

FIRST_ROWS = 16
AHEAD = timedelta(days=800)


@dataclass(frozen=True)
class AgendaPage:
    """`rows` are the coming meetings shown, `more` how many further ones there are; `choices` take an item.

    `people` are the posts that sit in the body today, for those who may see posts. Once the body is closed, `held` are
    the meetings that it held, the latest first.
    """

    body: Body
    bodies: tuple[Body, ...]
    rows: tuple[ForwardRow, ...]
    more: int
    awaiting: tuple[Stop, ...]
    choices: tuple[Occurrence, ...]
    people: tuple[BodyPost, ...]
    is_closed: bool
    held: tuple[Occurrence, ...]


def show_agenda(session: Session, viewer: Viewer, name: str, today: date, *, all_rows: bool = False) -> AgendaPage:
    """The forward agenda of the body that goes by `name`, from today on: blocked and empty meetings too."""
    body = find_body(session, viewer, name)
    meetings = coming_meetings(session, viewer, body.short_name, today)
    shown = meetings if all_rows else meetings[:FIRST_ROWS]
    stops = stops_at(session, viewer, [meeting.id for meeting in shown])
    is_closed = body.valid_until is not None and body.valid_until <= today
    return AgendaPage(
        body=body,
        bodies=all_bodies(session, viewer),
        rows=tuple(forward_row(meeting, stops[meeting.id]) for meeting in shown),
        more=len(meetings) - len(shown),
        awaiting=awaiting_stops(session, viewer, body.short_name),
        choices=placeable(meetings),
        people=people_of_body(session, viewer, body.short_name, today),
        is_closed=is_closed,
        held=_held_meetings(session, viewer, body.short_name, today) if is_closed else (),
    )


def coming_meetings(session: Session, viewer: Viewer, body: str, today: date) -> tuple[Occurrence, ...]:
    """The body's meetings from today on, blocked and cancelled ones included."""
    ahead = DateSpan(today, today + AHEAD)
    return occurrences_between(session, viewer, ahead, bodies=(body,), kinds=(Kind.MEETING,), with_blocked=True)


def _held_meetings(session: Session, viewer: Viewer, body: str, today: date) -> tuple[Occurrence, ...]:
    past = occurrences_between(session, viewer, DateSpan(date.min, today), bodies=(body,), kinds=(Kind.MEETING,))
    return tuple(reversed([meeting for meeting in past if meeting.status is Status.PLANNED]))


def placeable(meetings: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
    """Those that take place, so that an item can be put on their agenda."""
    return tuple(meeting for meeting in meetings if meeting.status is Status.PLANNED)
