"""Stops: what may be done with an item at a body's meetings, decided without touching anything.

Each decision is a frozen `Decision` that the store applies, or a RefusedError that says why not. What each state allows
at all stands in `core/stop_rules.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wheel.core.look_again import checked_look_again
from wheel.core.occurrences import Occurrence, Status
from wheel.core.stop_rules import require_allowed
from wheel.core.stops import Action, Outcome, Stop, StopState, Waiting
from wheel.errors import ConflictError, InvalidInputError, RefusedError

LONGEST_REASON = 1000
LONGEST_DECISION = 20_000

Orders = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Following:
    """The stop that is made in the same step as another one is postponed or taken up again, in the same body.

    Last at the meeting, or waiting where `meeting_id` is None.
    """

    meeting_id: str | None
    waiting: Waiting


@dataclass(frozen=True)
class Decision:
    """What shall become of one stop. `orders` are the whole new orders (stop ids) of every meeting it touches.

    `waiting` is None where what the stop waits for is left as it is. `outcome` and `words` are what a meeting decided.
    `since` is the day from which it counts as standing so; None for today.
    """

    stop_id: str
    action: Action
    state: StopState
    meeting_id: str | None
    reason: str
    orders: Orders = ()
    waiting: Waiting | None = None
    outcome: Outcome | None = None
    words: str = ""
    following: Following | None = None
    since: date | None = None


def place(stop: Stop, target: Occurrence, at_source: Sequence[str], at_target: Sequence[str], today: date) -> Decision:
    """Place a stop last at `target`: from the awaiting list, or from another meeting that has not begun.

    `at_source` and `at_target` are the stop ids now at the two meetings, in order.
    """
    action = Action.MOVED if stop.meeting_id else Action.PLACED
    require_allowed(stop, action)
    require_placeable(target, stop.body, today)
    if stop.meeting_id == target.id:
        raise RefusedError("The item is already on that meeting's agenda.")
    _require_not_begun(stop, today)
    orders = [(target.id, (*at_target, stop.id))]
    if stop.meeting_id is not None:
        orders.insert(0, (stop.meeting_id, without(at_source, stop.id)))
    return Decision(stop.id, action, StopState.PLACED, target.id, stop.reason, tuple(orders))


def require_placeable(target: Occurrence, body: str, today: date) -> None:
    """Raise RefusedError unless items of `body` can be placed at `target`, a coming meeting that takes place."""
    if target.body != body or not target.has_agenda:
        raise RefusedError("Choose one of the body's own meetings.")
    if target.status is not Status.PLANNED:
        raise RefusedError("That meeting does not take place. Choose another one.")
    if target.span.end <= today:
        raise RefusedError("That meeting is over. Choose a coming one.")


def postpone(stop: Stop, at_source: Sequence[str], waiting: Waiting, today: date) -> Decision:
    """Take a stop off a meeting still to come, to await a date. A reason is required: the list says why it waits."""
    require_allowed(stop, Action.POSTPONED)
    _require_not_begun(stop, today)
    waits = checked_waiting(waiting, is_waiting=True)
    return Decision(
        stop.id, Action.POSTPONED, StopState.AWAITING, None, waits.reason, _left(stop, at_source), waiting=waits
    )


def postpone_at_meeting(
    stop: Stop, target: Occurrence | None, waiting: Waiting, today: date, words: str = ""
) -> Decision:
    """Postpone what a meeting that has begun did not get to: it keeps its number there, and another stop follows it.

    At `target`, a coming meeting, or awaiting a date where that is None: then a reason is required. An item is never
    postponed into nothing.
    """
    require_allowed(stop, Action.POSTPONED)
    _require_begun(stop, today)
    following = _following(stop, target, waiting, today)
    return Decision(
        stop.id,
        Action.POSTPONED,
        StopState.POSTPONED,
        stop.meeting_id,
        following.waiting.reason,
        words=checked_words(words),
        following=following,
    )


def resume(stop: Stop, target: Occurrence | None, waiting: Waiting, today: date) -> Decision:
    """Take up again what was treated: its decision stays, and another stop follows it, as after a postponement."""
    require_allowed(stop, Action.RESUMED)
    following = _following(stop, target, waiting, today)
    reason = following.waiting.reason
    return Decision(
        stop.id,
        Action.RESUMED,
        StopState.RESUMED,
        stop.meeting_id,
        reason,
        outcome=stop.outcome,
        words=stop.decision,
        following=following,
    )


def decide(stop: Stop, outcome: Outcome, words: str, today: date) -> Decision:
    """What the meeting made of it. What was decided before may be corrected: the history keeps both."""
    action = Action.CORRECTED if stop.outcome else Action.DECIDED
    require_allowed(stop, action)
    _require_begun(stop, today)
    # Whoever corrects the words of what was taken up again does not close the stop that follows it.
    state = stop.state if action is Action.CORRECTED else StopState.TREATED
    said = checked_words(words)
    if action is Action.CORRECTED and (outcome, said) == (stop.outcome, stop.decision):
        raise RefusedError("That is what the decision says already.")
    return Decision(stop.id, action, state, stop.meeting_id, stop.reason, outcome=outcome, words=said)


def withdraw(stop: Stop, reason: str) -> Decision:
    """Take an item off for good. On an agenda it keeps its number and its title. A reason is required."""
    require_allowed(stop, Action.WITHDRAWN)
    why = checked_reason(reason, "Write why the item is withdrawn.")
    return Decision(stop.id, Action.WITHDRAWN, StopState.WITHDRAWN, stop.meeting_id, why)


def hold(stop: Stop, at_source: Sequence[str], waiting: Waiting, today: date) -> Decision:
    """Put a stop on hold: nobody looks for a date until somebody takes it up again. A reason is required."""
    require_allowed(stop, Action.HELD)
    _require_not_begun(stop, today)
    waits = checked_waiting(waiting, is_waiting=True)
    return Decision(stop.id, Action.HELD, StopState.ON_HOLD, None, waits.reason, _left(stop, at_source), waiting=waits)


def wait(stop: Stop, waiting: Waiting) -> Decision:
    """Write anew why a stop waits, who sees to it and when; what was on hold awaits a date again."""
    require_allowed(stop, Action.WAITED)
    waits = checked_waiting(waiting, is_waiting=True)
    if stop.state is StopState.AWAITING and waits == Waiting(stop.reason, stop.look_again, stop.owner):
        raise RefusedError("That is what the list says already.")
    return Decision(stop.id, Action.WAITED, StopState.AWAITING, None, waits.reason, waiting=waits)


def lose_meeting(stop: Stop, waiting: Waiting) -> Decision:
    """The stop's meeting is cancelled, or moved without it: it awaits a date. What was treated there stays there."""
    require_allowed(stop, Action.CANCELLED)
    return Decision(stop.id, Action.CANCELLED, StopState.AWAITING, None, waiting.reason, waiting=waiting)


def go_along(stop: Stop, reason: str) -> Decision:
    """The stop's meeting is moved, and the stop goes along; whatever its state, its history tells."""
    require_allowed(stop, Action.MEETING_MOVED)
    return Decision(
        stop.id, Action.MEETING_MOVED, stop.state, stop.meeting_id, reason, outcome=stop.outcome, words=stop.decision
    )


def reorder(stop: Stop, at_meeting: Sequence[str], position: int) -> Decision:
    """Move a stop to `position` (1 to the number of items) within its meeting's agenda."""
    require_allowed(stop, Action.ORDERED)
    if not 1 <= position <= len(at_meeting):
        raise InvalidInputError("Choose a place from 1 to %(count)s.", field="position", count=len(at_meeting))
    order = list(without(at_meeting, stop.id))
    order.insert(position - 1, stop.id)
    if tuple(order) == tuple(at_meeting) or stop.meeting_id is None:
        raise RefusedError("The item already stands there.")
    return Decision(stop.id, Action.ORDERED, StopState.PLACED, stop.meeting_id, "", ((stop.meeting_id, tuple(order)),))


def require_version(stop: Stop, seen: int) -> None:
    """Raise ConflictError if somebody changed the stop after the viewer saw version `seen` of it."""
    if stop.version != seen:
        raise ConflictError("Somebody else changed this item while you were looking at it.")


def has_begun(stop: Stop, today: date) -> bool:
    """Whether the stop's meeting is today or before: what is not treated there is then postponed, and not moved."""
    return stop.meeting_day is not None and stop.meeting_day <= today


def checked_reason(reason: str, sentence: str) -> str:
    """The reason without outer spaces. Raises InvalidInputError with `sentence` if it is empty, or too long."""
    why = optional_reason(reason)
    if not why:
        raise InvalidInputError(sentence, field="reason")
    return why


def optional_reason(reason: str) -> str:
    """The reason without outer spaces; it may be empty. Raises InvalidInputError if it is too long."""
    why = reason.strip()
    if len(why) > LONGEST_REASON:
        raise InvalidInputError("Write at most %(count)s characters.", field="reason", count=LONGEST_REASON)
    return why


def checked_waiting(waiting: Waiting, *, is_waiting: bool) -> Waiting:
    """In order and within bounds; what waits must say why. Raises InvalidInputError naming the field."""
    look = checked_look_again(waiting.look_again) if waiting.look_again else None
    if is_waiting:
        reason = checked_reason(waiting.reason, "Write why the item awaits a date.")
    else:
        reason = optional_reason(waiting.reason)
    return Waiting(reason, look, waiting.owner)


def checked_words(words: str) -> str:
    """What was decided, without outer spaces. Raises InvalidInputError if it is too long."""
    said = words.strip()
    if len(said) > LONGEST_DECISION:
        raise InvalidInputError("Write at most %(count)s characters.", field="decision", count=LONGEST_DECISION)
    return said


def without(order: Sequence[str], stop_id: str) -> tuple[str, ...]:
    return tuple(other for other in order if other != stop_id)


def _following(stop: Stop, target: Occurrence | None, waiting: Waiting, today: date) -> Following:
    if target is None:
        return Following(None, checked_waiting(waiting, is_waiting=True))
    require_placeable(target, stop.body, today)
    if target.id == stop.meeting_id:
        raise RefusedError("The item is already on that meeting's agenda.")
    return Following(target.id, Waiting(optional_reason(waiting.reason)))


def _left(stop: Stop, at_source: Sequence[str]) -> Orders:
    return () if stop.meeting_id is None else ((stop.meeting_id, without(at_source, stop.id)),)


def _require_not_begun(stop: Stop, today: date) -> None:
    if has_begun(stop, today):
        raise RefusedError("The meeting has begun. Say what it decided, or postpone the item there.")


def _require_begun(stop: Stop, today: date) -> None:
    if not has_begun(stop, today):
        raise RefusedError("The meeting has not been held yet.")
