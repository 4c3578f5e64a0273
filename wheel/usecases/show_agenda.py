"""Show a body's forward agenda: its coming meetings with their items, and what awaits a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from wheel.core.access import Viewer
from wheel.core.agenda_filters import AgendaFilter
from wheel.core.dates import DateSpan
from wheel.core.deadlines import agenda_deadline
from wheel.core.forward_rows import ForwardRow, forward_row
from wheel.core.meeting_agenda import is_written
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import Body
from wheel.core.sent_agendas import AgendaState
from wheel.core.stops import Stop
from wheel.store.bodies import all_bodies, find_body
from wheel.store.database import Session
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import load_calendar
from wheel.store.stops import awaiting_stops, stops_at
from wheel.usecases.agenda_states import agenda_states
from wheel.usecases.show_posts import BodyPost, people_of_body

FIRST_ROWS = 16
MOST_ROWS = 200
AHEAD = timedelta(days=800)
EVERYTHING = AgendaFilter()


@dataclass(frozen=True)
class AgendaPage:
    """`rows` are the coming meetings shown, `more` how many further ones there are; `choices` take an item.

    `awaiting` begins with what should have been looked at by now, which are `overdue`. By meeting (its id), `deadlines`
    are the last days to send the agendas, as long as nothing is written of what those meetings decided, `states` how
    far the agendas are, and `counts` how many items stand on them. Where the viewer looks for some items only, as
    `wanted` says, the rows hold no others and only meetings that have some; `found` counts them. `people` are the posts
    that sit in the body today, for those who may see posts. Once the body is closed, `held` are the meetings that it
    held, the latest first.
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
    today: date
    overdue: int = 0
    wanted: AgendaFilter = EVERYTHING
    found: int = 0
    deadlines: Mapping[str, date] = field(default_factory=dict)
    states: Mapping[str, AgendaState] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """The names of bodies, by their short names."""
        return {body.short_name: body.name for body in self.bodies}

    def is_late(self, meeting: Occurrence) -> bool:
        """Whether its agenda should have been out before today, and is not."""
        deadline = self.deadlines.get(meeting.id)
        return deadline is not None and deadline < self.today and self.states.get(meeting.id) is AgendaState.DRAFT

    @property
    def next_meeting(self) -> Occurrence | None:
        """The first coming meeting that takes an item: one that has begun today only where there is no other."""
        after_today = (meeting for meeting in self.choices if meeting.span.start > self.today)
        return next(after_today, self.choices[0] if self.choices else None)


def show_agenda(
    session: Session,
    viewer: Viewer,
    name: str,
    today: date,
    *,
    all_rows: bool = False,
    first: int = FIRST_ROWS,
    wanted: AgendaFilter = EVERYTHING,
) -> AgendaPage:
    """The forward agenda of the body that goes by `name`, from today on: blocked and empty meetings too.

    Its `first` meetings, or every one; who looks for something looks through every one.
    """
    body = find_body(session, viewer, name)
    meetings = coming_meetings(session, viewer, body.short_name, today)
    shown = meetings if all_rows or wanted.is_on else meetings[: max(1, min(first, MOST_ROWS))]
    stops = stops_at(session, viewer, [meeting.id for meeting in shown])
    rows = _kept([forward_row(meeting, stops[meeting.id]) for meeting in shown], viewer, wanted)
    waiting = awaiting_stops(session, viewer, body.short_name)
    awaiting = _by_urgency([stop for stop in waiting if wanted.keeps(stop, viewer.posts)], today)
    is_closed = body.valid_until is not None and body.valid_until <= today
    return AgendaPage(
        body=body,
        bodies=all_bodies(session, viewer),
        rows=rows,
        more=len(meetings) - len(shown),
        awaiting=awaiting,
        choices=placeable(meetings),
        people=people_of_body(session, viewer, body.short_name, today),
        is_closed=is_closed,
        held=_held_meetings(session, viewer, body.short_name, today) if is_closed else (),
        today=today,
        overdue=sum(stop.is_overdue(today) for stop in awaiting),
        wanted=wanted,
        found=sum(len(row.stops) for row in rows) + len(awaiting) if wanted.is_on else 0,
        deadlines=_deadlines(session, body, [row.meeting for row in rows if not is_written(stops[row.meeting.id])]),
        states=agenda_states(session, viewer, [one for one in shown if one.status is Status.PLANNED], stops),
        counts={meeting: len(found) for meeting, found in stops.items()},
    )


def coming_meetings(session: Session, viewer: Viewer, body: str, today: date) -> tuple[Occurrence, ...]:
    """The body's meetings from today on, blocked and cancelled ones included."""
    ahead = DateSpan(today, today + AHEAD)
    return occurrences_between(session, viewer, ahead, bodies=(body,), kinds=(Kind.MEETING,), with_blocked=True)


def placeable(meetings: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
    """Those that take place, so that an item can be put on their agenda."""
    return tuple(meeting for meeting in meetings if meeting.status is Status.PLANNED)


def _kept(rows: Sequence[ForwardRow], viewer: Viewer, wanted: AgendaFilter) -> tuple[ForwardRow, ...]:
    if not wanted.is_on:
        return tuple(rows)
    # A meeting's minutes are still those of its whole agenda.
    kept = (replace(row, stops=tuple(stop for stop in row.stops if wanted.keeps(stop, viewer.posts))) for row in rows)
    return tuple(row for row in kept if row.stops)


def _by_urgency(stops: Sequence[Stop], today: date) -> tuple[Stop, ...]:
    """Overdue first, the longest overdue at the top; the others keep their order, the longest-waiting first."""
    overdue = sorted((stop for stop in stops if stop.is_overdue(today)), key=lambda stop: stop.look_by or today)
    return (*overdue, *(stop for stop in stops if not stop.is_overdue(today)))


def _deadlines(session: Session, body: Body, meetings: Sequence[Occurrence]) -> dict[str, date]:
    held = [meeting for meeting in meetings if meeting.status is Status.PLANNED]
    if body.notice is None or not held:
        return {}
    calendar = load_calendar(session, held[0].span.start.year - 1, held[-1].span.start.year)
    return {meeting.id: agenda_deadline(meeting.span.start, body.notice, calendar) for meeting in held}


def _held_meetings(session: Session, viewer: Viewer, body: str, today: date) -> tuple[Occurrence, ...]:
    past = occurrences_between(session, viewer, DateSpan(date.min, today), bodies=(body,), kinds=(Kind.MEETING,))
    return tuple(reversed([meeting for meeting in past if meeting.status is Status.PLANNED]))
