"""Change where a stop stands: at another meeting, awaiting a date, on hold, off the agenda, or treated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from wheel.core import agenda
from wheel.core.access import Moment, Viewer, item_thing, require, sign
from wheel.core.agenda import Decision
from wheel.core.audit import AuditThing
from wheel.core.permissions import Right
from wheel.core.stops import Outcome, Stop, Waiting
from wheel.errors import NotFoundError
from wheel.store.bodies import lock_body
from wheel.store.database import Session
from wheel.store.stop_writing import apply_decision
from wheel.store.stops import find_stop, order_at
from wheel.usecases.audited import audit
from wheel.usecases.chosen_meeting import chosen_meeting


@dataclass(frozen=True)
class MoveStop:
    """Move to the meeting `to` (None: to await a date, as `waiting` says), decided on version `seen` of the stop.

    `reason` is why; `waiting` says so itself where it is given. From a meeting that has begun it is postponed there.
    """

    stop_id: str
    seen: int
    to: str | None
    reason: str = ""
    waiting: Waiting | None = None

    @property
    def waits(self) -> Waiting:
        return self.waiting or Waiting(self.reason)


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


@dataclass(frozen=True)
class HoldStop:
    stop_id: str
    seen: int
    waiting: Waiting


@dataclass(frozen=True)
class WaitStop:
    """Write anew why a stop waits, and until when; what was on hold awaits a date again."""

    stop_id: str
    seen: int
    waiting: Waiting


@dataclass(frozen=True)
class ResumeStop:
    """Take up again what was treated: at the meeting `to`, or awaiting a date as `waiting` says."""

    stop_id: str
    seen: int
    to: str | None
    waiting: Waiting


@dataclass(frozen=True)
class DecideStop:
    """What the meeting made of it, and in which words."""

    stop_id: str
    seen: int
    outcome: Outcome
    words: str = ""


def move_stop(session: Session, viewer: Viewer, command: MoveStop, moment: Moment) -> Stop:
    """The stop; from a meeting that has begun, the one that follows it.

    Raises ConflictError if the stop has changed since, RefusedError or InvalidInputError where core says no.
    """

    def decide(stop: Stop) -> Decision:
        target = chosen_meeting(session, viewer, command.to, "to") if command.to is not None else None
        if agenda.has_begun(stop, moment.today):
            return agenda.postpone_at_meeting(stop, target, command.waits, moment.today)
        source = order_at(session, stop.meeting_id) if stop.meeting_id else ()
        if target is None:
            return agenda.postpone(stop, source, command.waits, moment.today)
        moved = replace(stop, reason=agenda.optional_reason(command.waits.reason))
        return agenda.place(moved, target, source, order_at(session, target.id), moment.today)

    return change_stop(session, viewer, command.stop_id, command.seen, decide, moment)


def withdraw_stop(session: Session, viewer: Viewer, command: WithdrawStop, moment: Moment) -> Stop:
    def decide(stop: Stop) -> Decision:
        return agenda.withdraw(stop, command.reason)

    return change_stop(session, viewer, command.stop_id, command.seen, decide, moment)


def order_stop(session: Session, viewer: Viewer, command: OrderStop, moment: Moment) -> Stop:
    def decide(stop: Stop) -> Decision:
        at_meeting = order_at(session, stop.meeting_id) if stop.meeting_id else ()
        return agenda.reorder(stop, at_meeting, command.position)

    return change_stop(session, viewer, command.stop_id, command.seen, decide, moment)


def hold_stop(session: Session, viewer: Viewer, command: HoldStop, moment: Moment) -> Stop:
    def decide(stop: Stop) -> Decision:
        source = order_at(session, stop.meeting_id) if stop.meeting_id else ()
        return agenda.hold(stop, source, command.waiting, moment.today)

    return change_stop(session, viewer, command.stop_id, command.seen, decide, moment)


def wait_stop(session: Session, viewer: Viewer, command: WaitStop, moment: Moment) -> Stop:
    def decide(stop: Stop) -> Decision:
        return agenda.wait(stop, command.waiting)

    return change_stop(session, viewer, command.stop_id, command.seen, decide, moment)


def resume_stop(session: Session, viewer: Viewer, command: ResumeStop, moment: Moment) -> Stop:
    """The stop that takes it up again."""

    def decide(stop: Stop) -> Decision:
        target = chosen_meeting(session, viewer, command.to, "to") if command.to is not None else None
        return agenda.resume(stop, target, command.waiting, moment.today)

    return change_stop(session, viewer, command.stop_id, command.seen, decide, moment)


def decide_stop(session: Session, viewer: Viewer, command: DecideStop, moment: Moment) -> Stop:
    def decide(stop: Stop) -> Decision:
        return agenda.decide(stop, command.outcome, command.words, moment.today)

    return change_stop(session, viewer, command.stop_id, command.seen, decide, moment)


def change_stop(
    session: Session, viewer: Viewer, stop_id: str, seen: int, decide: Callable[[Stop], Decision], moment: Moment
) -> Stop:
    """Have core decide on the stop as it is behind its body's lock; the stop, or the one made in the same step."""
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
    made = apply_decision(session, decision, sign(viewer, moment))
    audit(session, viewer, moment, decision.action, AuditThing.STOP, stop_id)
    return find_stop(session, viewer, made or stop_id)
