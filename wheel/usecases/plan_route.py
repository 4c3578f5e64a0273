"""Plan a route for an item: find the days at which the bodies can treat it, and send it there in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Moment, Viewer, item_thing, may, sign
from wheel.core.audit import Act, AuditThing
from wheel.core.dates import DateSpan
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.permissions import Right
from wheel.core.plan import Body
from wheel.core.posts import Seat
from wheel.core.route_checks import Problem, passages_of, problems
from wheel.core.routes import (
    FoundDay,
    Leg,
    Timetable,
    checked_route,
    find_days,
    find_days_back,
    with_committees,
)
from wheel.core.stops import Stop, Waiting
from wheel.errors import ConflictError, InvalidInputError
from wheel.store.bodies import all_bodies, lock_body
from wheel.store.database import Session
from wheel.store.items import lock_item
from wheel.store.occurrences import occurrences_between
from wheel.store.post_seats import all_seats
from wheel.store.stop_writing import StopTerms, add_stop
from wheel.store.stops import stops_of_item
from wheel.usecases.audited import audit
from wheel.usecases.chosen_meeting import chosen_meeting
from wheel.usecases.route_rules import timetable_of
from wheel.usecases.save_item import require_to_change_item
from wheel.usecases.show_agenda import AHEAD


@dataclass(frozen=True)
class PlanRoute:
    """Where an item shall go: the legs' steps are counted from where it stands, from 0 or 1.

    From `from_day` on; or so that the last of it is treated at the meeting `target`; or within the `political_round`,
    both by their ids.
    """

    item_id: str
    legs: tuple[Leg, ...]
    from_day: date | None = None
    target: str | None = None
    political_round: str | None = None


@dataclass(frozen=True)
class SendOn:
    """`seen` is the stamp of the days that were shown."""

    route: PlanRoute
    seen: str


@dataclass(frozen=True)
class RouteLine:
    """A leg with the day found for it. `is_kept`: the viewer keeps the body's agenda, and so places the item there."""

    found: FoundDay
    is_kept: bool

    @property
    def is_placed(self) -> bool:
        return self.is_kept and self.found.meeting is not None

    @property
    def body(self) -> str:
        return self.found.leg.body or ""


@dataclass(frozen=True)
class FoundRoute:
    """`item` is where it stands last; `bodies` are names by short names.

    The `stamp` is another once the item, where it stands, or any of the days found is another: by a word for each.
    """

    item: Stop
    lines: tuple[RouteLine, ...]
    problems: tuple[Problem, ...]
    bodies: Mapping[str, str]
    stamp: str


def preview_route(session: Session, viewer: Viewer, command: PlanRoute, today: date) -> FoundRoute:
    """The days at which the item can go there. Raises ForbiddenError unless the viewer may send it on.

    Raises InvalidInputError naming the field to blame.
    """
    stops = stops_of_item(session, viewer, command.item_id)
    require_to_change_item(viewer, stops, is_closed=stops[0].is_closed)
    bodies = all_bodies(session, viewer)
    legs = _legs(command, stops, bodies, today)
    through = {leg.body or "" for leg in legs}
    timetable = timetable_of(session, viewer, bodies, through, stops, passages_of(stops, today), today)
    found = _find(session, viewer, command, legs, timetable, today)
    passages = (*timetable.standing, *(one.passage for one in found))
    thing = item_thing(stops[0].is_closed)
    return FoundRoute(
        item=stops[-1],
        lines=tuple(RouteLine(one, may(viewer, Right.CHANGE, thing, one.leg.body)) for one in found),
        problems=problems(passages, timetable.rules, stops[0].sub_date),
        bodies={body.short_name: body.name for body in bodies},
        stamp=_stamp(stops, found),
    )


def send_item_on(
    session: Session, viewer: Viewer, command: SendOn, why: Callable[[FoundRoute, RouteLine], str], moment: Moment
) -> FoundRoute:
    """Make all its stops at once. `why` says in words why the item waits on a line, where it is not placed.

    Where the viewer does not keep the body's agenda, the item awaits a date there until that body's secretary places
    it. Raises ConflictError if the days are no longer those that were shown.
    """
    _lock(session, preview_route(session, viewer, command.route, moment.today))
    route = preview_route(session, viewer, command.route, moment.today)
    if route.stamp != command.seen:
        raise ConflictError("The plan has changed since: other days are found now.")
    owners = _secretaries(session, moment.today)
    signature = sign(viewer, moment)
    for line in route.lines:
        leg, meeting = line.found.leg, line.found.meeting
        place = meeting.id if meeting is not None and line.is_kept else None
        waiting = Waiting("") if place else _waiting(leg, why(route, line), owners)
        terms = StopTerms(leg.purpose, step=leg.step, lead_days=leg.lead_days)
        add_stop(session, command.route.item_id, line.body, place, waiting, signature, terms)
    placed = sum(line.is_placed for line in route.lines)
    told = {"place": placed, "await": len(route.lines) - placed}
    audit(session, viewer, moment, Act.SENT_ON, AuditThing.ITEM, command.route.item_id, **told)
    return route


def coming_rounds(session: Session, viewer: Viewer, today: date) -> tuple[Occurrence, ...]:
    """The political rounds that are not over, by day."""
    ahead = DateSpan(today, today + AHEAD)
    found = occurrences_between(session, viewer, ahead, kinds=(Kind.ROUND,))
    return tuple(one for one in found if one.status is Status.PLANNED)


def _lock(session: Session, route: FoundRoute) -> None:
    """Make everybody else wait who changes the agendas of these bodies, in the same order always, or the item."""
    for body in sorted({line.body for line in route.lines}):
        lock_body(session, body)
    lock_item(session, route.item.item_id or "")
    session.expire_all()


def _legs(command: PlanRoute, stops: tuple[Stop, ...], bodies: tuple[Body, ...], today: date) -> tuple[Leg, ...]:
    """The legs with their steps counted as the item's own are, and every body by its name."""
    legs = checked_route(command.legs)
    known = {body.short_name for body in bodies if body.exists_on(DateSpan.of_day(today))}
    for number, leg in enumerate(legs):
        if leg.body is not None and leg.body not in known:
            raise InvalidInputError("Choose a body from the list.", field=f"body-{number}")
    last = max(stop.step for stop in stops)
    return tuple(replace(leg, step=leg.step + last) for leg in with_committees(legs, bodies, today))


def _find(
    session: Session, viewer: Viewer, command: PlanRoute, legs: tuple[Leg, ...], timetable: Timetable, today: date
) -> tuple[FoundDay, ...]:
    if command.target:
        target = chosen_meeting(session, viewer, command.target, "target")
        if target.id not in {meeting.id for meeting in timetable.open_meetings(target.body or "")}:
            raise InvalidInputError("Choose a meeting of the body that the route ends in.", field="target")
        return find_days_back(legs, timetable, target)
    if command.political_round:
        rounds = {one.id: one for one in coming_rounds(session, viewer, today)}
        if command.political_round not in rounds:
            raise InvalidInputError("Choose a political round from the list.", field="round")
        span = rounds[command.political_round].span
        return find_days(legs, timetable, max(span.start, today), span.last)
    return find_days(legs, timetable, max(command.from_day or today, today))


def _stamp(stops: tuple[Stop, ...], found: tuple[FoundDay, ...]) -> str:
    stands = [f"{stop.id}:{stop.version}" for stop in stops]
    lines = [_found_word(one) for one in found]
    return " ".join([str(stops[0].item_version), *stands, *lines])


def _found_word(one: FoundDay) -> str:
    day = f"{one.meeting.span.start}@{one.meeting.id}" if one.meeting else one.wait or ""
    return f"{one.leg.body}={day}"


def _waiting(leg: Leg, reason: str, owners: Mapping[str, str]) -> Waiting:
    """The item is looked at again before the body's next meeting, or once its condition is met."""
    body = leg.body or ""
    look = LookAgain(LookKind.MEETING, body=body)
    if leg.condition:
        look = LookAgain(LookKind.CONDITION, words=leg.condition)
    return Waiting(reason, look, owners.get(body))


def _secretaries(session: Session, today: date) -> dict[str, str]:
    """By body, the id of the post that sits there as its secretary today; of several, the one that came first."""
    found: dict[str, str] = {}
    for seat, post in all_seats(session):
        if seat.seat is Seat.SECRETARY and seat.term.holds_on(today):
            found.setdefault(seat.body, post.id)
    return found
