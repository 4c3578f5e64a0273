"""Stops: what may be done with an item at a body's meetings, decided without touching anything.

Each decision is a frozen `Decision` that the store applies, or a RefusedError that says why not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wheel.core.occurrences import Occurrence, Status
from wheel.errors import ConflictError, InvalidInputError, RefusedError

LONGEST_REASON = 1000


class StopState(StrEnum):
    AWAITING = "awaiting"
    PLACED = "placed"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What was done to a stop, as its history records it."""

    ADDED = "added"
    PLACED = "placed"
    MOVED = "moved"
    POSTPONED = "postponed"
    ORDERED = "ordered"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Purpose(StrEnum):
    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    FIRST_READING = "first_reading"
    SECOND_READING = "second_reading"
    CONSULTATION = "consultation"


@dataclass(frozen=True)
class Stop:
    """An item's treatment in one body, as a viewer may see it.

    `title` is None for a closed item that the viewer may not see; nothing else of the item is then filled in.
    `position` counts from 1 within the meeting; `since` is the day it got its present state. `item_version` rises with
    what the item says, `version` with where the stop stands.
    """

    id: str
    title: str | None
    is_closed: bool
    body: str
    state: StopState
    version: int
    item_id: str | None = None
    item_version: int | None = None
    purpose: Purpose | None = None
    since: date | None = None
    meeting_id: str | None = None
    meeting_day: date | None = None
    position: int | None = None
    minutes: int | None = None
    reason: str = ""
    text: str = ""
    case_number: str = ""
    case_officer: str = ""
    sub_date: date | None = None


@dataclass(frozen=True)
class NewItem:
    """An item as it is handed in, with its first stop still to be decided."""

    title: str
    text: str = ""
    purpose: Purpose = Purpose.DISCUSSION
    minutes: int | None = None
    case_number: str = ""
    case_officer: str = ""
    is_closed: bool = False
    sub_date: date | None = None
    source_words: str = ""


@dataclass(frozen=True)
class StopChange:
    """One line of a stop's history. `is_dayless`: its days are those of a meeting that the viewer may not know of."""

    at: datetime
    actor: str
    action: Action
    from_day: date | None
    to_day: date | None
    from_position: int | None
    to_position: int | None
    reason: str
    is_dayless: bool = False


@dataclass(frozen=True)
class Decision:
    """What shall become of one stop. `orders` are the whole new orders (stop ids) of every meeting it touches."""

    stop_id: str
    action: Action
    state: StopState
    meeting_id: str | None
    reason: str
    orders: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class ForwardRow:
    """One coming meeting on the forward agenda. `minutes_available` is None where the meeting has no end time."""

    meeting: Occurrence
    week: int
    stops: tuple[Stop, ...]
    minutes_used: int
    minutes_available: int | None

    @property
    def is_blocked(self) -> bool:
        return self.meeting.status is Status.BLOCKED

    @property
    def is_overfull(self) -> bool:
        return self.minutes_available is not None and self.minutes_used > self.minutes_available


def forward_row(meeting: Occurrence, stops: Sequence[Stop]) -> ForwardRow:
    ordered = tuple(sorted(stops, key=lambda stop: stop.position or 0))
    return ForwardRow(
        meeting=meeting,
        week=meeting.span.start.isocalendar().week,
        stops=ordered,
        minutes_used=sum(stop.minutes or 0 for stop in ordered),
        minutes_available=_length_in_minutes(meeting),
    )


def _length_in_minutes(meeting: Occurrence) -> int | None:
    start, end = meeting.start_time, meeting.end_time
    if start is None or end is None or end <= start:
        return None
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def place(stop: Stop, target: Occurrence, at_source: Sequence[str], at_target: Sequence[str], today: date) -> Decision:
    """Place a stop last at `target`, from the awaiting list or from another meeting.

    `at_source` and `at_target` are the stop ids now at the two meetings, in order.
    """
    _require_open(stop)
    require_placeable(target, stop.body, today)
    if stop.meeting_id == target.id:
        raise RefusedError("The item is already on that meeting's agenda.")
    orders = [(target.id, (*at_target, stop.id))]
    if stop.meeting_id is not None:
        orders.insert(0, (stop.meeting_id, without(at_source, stop.id)))
    action = Action.MOVED if stop.meeting_id else Action.PLACED
    return Decision(stop.id, action, StopState.PLACED, target.id, stop.reason, tuple(orders))


def require_placeable(target: Occurrence, body: str, today: date) -> None:
    """Raise RefusedError unless items of `body` can be placed at `target`, a coming meeting that takes place."""
    if target.body != body or not target.has_agenda:
        raise RefusedError("Choose one of the body's own meetings.")
    if target.status is not Status.PLANNED:
        raise RefusedError("That meeting does not take place. Choose another one.")
    if target.span.end <= today:
        raise RefusedError("That meeting is over. Choose a coming one.")


def postpone(stop: Stop, at_source: Sequence[str], reason: str) -> Decision:
    """Send a stop to the awaiting list. A reason is required: the list always says why an item waits."""
    _require_open(stop)
    if stop.state is StopState.AWAITING:
        raise RefusedError("The item already awaits a date.")
    why = checked_reason(reason, "Write why the item awaits a date.")
    return Decision(stop.id, Action.POSTPONED, StopState.AWAITING, None, why, _left(stop, at_source))


def withdraw(stop: Stop, at_source: Sequence[str], reason: str) -> Decision:
    """Take an item off the body's agenda for good; its history stays. A reason is required."""
    _require_open(stop)
    why = checked_reason(reason, "Write why the item is withdrawn.")
    return Decision(stop.id, Action.WITHDRAWN, StopState.WITHDRAWN, None, why, _left(stop, at_source))


def lose_meeting(stop: Stop, reason: str) -> Decision:
    """The stop's meeting is cancelled: it awaits a date, for the reason the meeting was cancelled."""
    return Decision(stop.id, Action.CANCELLED, StopState.AWAITING, None, reason, ())


def reorder(stop: Stop, at_meeting: Sequence[str], position: int) -> Decision:
    """Move a stop to `position` (1 to the number of items) within its meeting's agenda."""
    if stop.meeting_id is None:
        raise RefusedError("The item is on no meeting's agenda.")
    if not 1 <= position <= len(at_meeting):
        raise InvalidInputError("Choose a place from 1 to %(count)s.", field="position", count=len(at_meeting))
    order = list(without(at_meeting, stop.id))
    order.insert(position - 1, stop.id)
    if tuple(order) == tuple(at_meeting):
        raise RefusedError("The item already stands there.")
    return Decision(stop.id, Action.ORDERED, StopState.PLACED, stop.meeting_id, "", ((stop.meeting_id, tuple(order)),))


def require_version(stop: Stop, seen: int) -> None:
    """Raise ConflictError if somebody changed the stop after the viewer saw version `seen` of it."""
    if stop.version != seen:
        raise ConflictError("Somebody else changed this item while you were looking at it.")


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


def without(order: Sequence[str], stop_id: str) -> tuple[str, ...]:
    return tuple(other for other in order if other != stop_id)


def _left(stop: Stop, at_source: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return () if stop.meeting_id is None else ((stop.meeting_id, without(at_source, stop.id)),)


def _require_open(stop: Stop) -> None:
    if stop.state is StopState.WITHDRAWN:
        raise RefusedError("The item has been withdrawn.")
