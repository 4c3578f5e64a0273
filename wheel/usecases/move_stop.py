"""Move an item: to another meeting, to the awaiting list, to another place on the agenda, or off it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from wheel.core import agenda
from wheel.core.access import Moment, Viewer, item_thing, require, sign
from wheel.core.agenda import Decision
from wheel.core.audit import AuditThing
from wheel.core.permissions import Right
from wheel.core.stops import Stop
from wheel.errors import NotFoundError
from wheel.store.agenda import apply_decision, find_stop, order_at
from wheel.store.bodies import lock_body
from wheel.store.database import Session
from wheel.usecases.audited import audit
from wheel.usecases.chosen_meeting import chosen_meeting


@dataclass(frozen=True)
class MoveStop:
    """Move to the meeting `to` (None: the awaiting list), decided on version `seen` of the stop."""

    stop_id: str
    seen: int
    to: str | None
    reason: str = ""


@dataclass(frozen=True)
class WithdrawStop:
    stop_id: str
    seen: int
    reason: str


@dataclass(frozen=True)
class OrderStop:
    """Move to `position` (from 1) within the meeting's agenda."""

    stop_id: str
    seen: int
    position: int


def move_stop(session: Session, viewer: Viewer, command: MoveStop, moment: Moment) -> Stop:
    """Raises ConflictError if the stop has changed since, RefusedError or InvalidInputError where core says no."""

    def decide(stop: Stop) -> Decision:
        source = order_at(session, stop.meeting_id) if stop.meeting_id else ()
        if command.to is None:
            return agenda.postpone(stop, source, command.reason)
        target = chosen_meeting(session, viewer, command.to, "to")
        moved = replace(stop, reason=agenda.optional_reason(command.reason))
        return agenda.place(moved, target, source, order_at(session, target.id), moment.today)

    return _change(session, viewer, command.stop_id, command.seen, decide, moment)


def withdraw_stop(session: Session, viewer: Viewer, command: WithdrawStop, moment: Moment) -> Stop:
    def decide(stop: Stop) -> Decision:
        source = order_at(session, stop.meeting_id) if stop.meeting_id else ()
        return agenda.withdraw(stop, source, command.reason)

    return _change(session, viewer, command.stop_id, command.seen, decide, moment)


def order_stop(session: Session, viewer: Viewer, command: OrderStop, moment: Moment) -> Stop:
    def decide(stop: Stop) -> Decision:
        at_meeting = order_at(session, stop.meeting_id) if stop.meeting_id else ()
        return agenda.reorder(stop, at_meeting, command.position)

    return _change(session, viewer, command.stop_id, command.seen, decide, moment)


def _change(
    session: Session, viewer: Viewer, stop_id: str, seen: int, decide: Callable[[Stop], Decision], moment: Moment
) -> Stop:
    found = find_stop(session, viewer, stop_id)
    body = found.body
    require(viewer, Right.CHANGE, item_thing(found.is_closed), body)
    # Everything decided on is read again behind the lock: two people never renumber one meeting at once.
    lock_body(session, body)
    session.expire_all()
    stop = find_stop(session, viewer, stop_id)
    if stop.title is None:
        raise NotFoundError("There is no such item.")
    agenda.require_version(stop, seen)
    decision = decide(stop)
    apply_decision(session, decision, sign(viewer, moment))
    audit(session, viewer, moment, decision.action, AuditThing.STOP, stop_id)
    return find_stop(session, viewer, stop_id)
