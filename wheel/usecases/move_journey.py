"""Find days for the later stops of an item's journey: where they come too early after one was moved, or have none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Moment, Viewer, item_thing, may
from wheel.core.audit import Act, AuditThing
from wheel.core.occurrences import Occurrence
from wheel.core.permissions import Right
from wheel.core.route_checks import Passage, passages_of, waits_for_a_day
from wheel.core.routes import FoundDay, Leg, Timetable, find_days_again
from wheel.core.stops import Stop
from wheel.errors import ConflictError, RefusedError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.stops import stops_of_item
from wheel.usecases.audited import as_one_act
from wheel.usecases.move_stop import MoveStop, move_stop
from wheel.usecases.route_rules import timetable_of
from wheel.usecases.save_item import require_to_change_item


@dataclass(frozen=True)
class NewDay:
    """A stop that comes too early or has no day, and the meeting that would do; None where the body has none in time.

    `is_kept`: the viewer keeps the body's agenda. What others keep, they move themselves.
    """

    stop: Stop
    meeting: Occurrence | None
    is_kept: bool

    @property
    def will_move(self) -> bool:
        return self.is_kept and self.meeting is not None


@dataclass(frozen=True)
class NewDays:
    """`bodies` are names by short names; `stamp` is another once a stop or a day found is another."""

    item: Stop
    days: tuple[NewDay, ...]
    bodies: Mapping[str, str]
    stamp: str


def find_new_days(session: Session, viewer: Viewer, item_id: str, today: date) -> NewDays:
    """The stops that come too early or have no day, with the meetings that would do.

    Raises ForbiddenError and NotFoundError.
    """
    stops = stops_of_item(session, viewer, item_id)
    require_to_change_item(viewer, stops, is_closed=stops[0].is_closed)
    bodies = all_bodies(session, viewer)
    passages = passages_of(stops, today)
    first = min(stop.step for stop in stops)
    behind = {stop.id for stop in stops if stop.step > first and waits_for_a_day(stop)}
    moving = behind | {one.stop for one in passages if one.day and not one.is_settled}
    through = {stop.body for stop in stops if stop.id in moving}
    standing = tuple(one for one in passages if one.stop not in moving)
    timetable = timetable_of(session, viewer, bodies, through, stops, standing, today)
    found = _found([stop for stop in stops if stop.id in moving], passages, timetable)
    thing = item_thing(stops[0].is_closed)
    new = tuple(NewDay(stop, meeting, may(viewer, Right.CHANGE, thing, stop.body)) for stop, meeting in found)
    stamp = " ".join(f"{one.stop.id}:{one.stop.version}:{one.meeting.id if one.meeting else ''}" for one in new)
    return NewDays(stops[0], new, {body.short_name: body.name for body in bodies}, stamp)


def take_new_days(session: Session, viewer: Viewer, item_id: str, seen: str, reason: str, moment: Moment) -> int:
    """Move every stop that can be, as one act; how many were. `reason` is kept with each.

    Raises ConflictError if the days found are no longer those that were `seen`, RefusedError if there is none to move.
    """
    found = find_new_days(session, viewer, item_id, moment.today)
    if found.stamp != seen:
        raise ConflictError("The plan has changed since: other days are found now.")
    moving = [one for one in found.days if one.will_move]
    if not moving:
        raise RefusedError("There is nothing to move.")
    with as_one_act(session, viewer, moment, Act.MOVED, AuditThing.ITEM, item_id, place=len(moving)):
        for one in sorted(moving, key=lambda one: one.stop.body):
            to = one.meeting.id if one.meeting else None
            move_stop(session, viewer, MoveStop(one.stop.id, one.stop.version, to, reason), moment)
    return len(moving)


def _found(
    stops: list[Stop], passages: tuple[Passage, ...], timetable: Timetable
) -> list[tuple[Stop, Occurrence | None]]:
    """Those that cannot stay, with where they can go; by steps."""
    by_id = {meeting.id: meeting for found in timetable.meetings.values() for meeting in found}
    legs = {one.stop: Leg(one.step, one.body, one.purpose, one.lead_days) for one in passages}
    planned = [(stop, by_id.get(stop.meeting_id or "")) for stop in stops]
    known = [(stop, meeting) for stop, meeting in planned if meeting is not None or not stop.meeting_id]
    ordered = sorted(known, key=lambda pair: legs[pair[0].id].step)
    found = find_days_again([FoundDay(legs[stop.id], meeting) for stop, meeting in ordered], timetable)
    return [(stop, new.meeting) for (stop, meeting), new in zip(ordered, found, strict=True) if new.meeting != meeting]
