"""A stop's history: what its last change can be taken back to, and where the whole history says that stops stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wheel.core.agenda import Decision, Orders, without
from wheel.core.stops import Action, Stop, StopChange, StopState
from wheel.errors import RefusedError

_UNDOABLE: Final = frozenset(
    {
        *(Action.PLACED, Action.MOVED, Action.POSTPONED, Action.ORDERED, Action.WITHDRAWN, Action.HELD),
        *(Action.DECIDED, Action.CORRECTED),
    }
)
# These say something else than why the stop stands where it does.
_WITHOUT_REASON: Final = frozenset({Action.ORDERED, Action.MEETING_MOVED, Action.DECIDED, Action.CORRECTED})
_GOES_ON: Final = frozenset({StopState.POSTPONED, StopState.RESUMED})


@dataclass(frozen=True)
class Standing:
    """Where a stop stands; `position` counts from 1 at its meeting."""

    state: StopState
    meeting_id: str | None
    position: int | None


def can_be_undone(history: Sequence[StopChange]) -> bool:
    """Whether the last change can be taken back: nothing but that stop was changed by it, and it is known from what."""
    if len(history) < 2:
        return False
    last, before = history[-1], history[-2]
    return last.action in _UNDOABLE and before.state is not None and last.state not in _GOES_ON


def undo(stop: Stop, history: Sequence[StopChange], orders: Mapping[str, Sequence[str]]) -> Decision:
    """Put a stop back to where it stood before its last change, in its old place on that agenda as far as there is one.

    `orders` are the stop ids now at the meetings concerned. Raises RefusedError where the change cannot be taken back.
    """
    if not can_be_undone(history):
        raise RefusedError("The last change cannot be undone. Move the item instead.")
    last, before = history[-1], history[-2]
    state = before.state or stop.state
    was_decided = state in (StopState.TREATED, StopState.RESUMED)
    return Decision(
        stop.id,
        Action.UNDONE,
        state,
        before.meeting_id,
        stop.reason if last.action in _WITHOUT_REASON else _reason_before(history[:-1]),
        _orders_back(stop, before.meeting_id, last.from_position, orders),
        outcome=before.outcome if was_decided else None,
        words=before.reason if was_decided and before.action in (Action.DECIDED, Action.CORRECTED) else "",
        since=before.at.date(),
    )


def _reason_before(history: Sequence[StopChange]) -> str:
    return next((change.reason for change in reversed(history) if change.action not in _WITHOUT_REASON), "")


def _orders_back(stop: Stop, target: str | None, position: int | None, orders: Mapping[str, Sequence[str]]) -> Orders:
    left = []
    if stop.meeting_id is not None and stop.meeting_id != target:
        left.append((stop.meeting_id, without(orders[stop.meeting_id], stop.id)))
    if target is None:
        return tuple(left)
    order = list(without(orders[target], stop.id))
    order.insert((position or len(order) + 1) - 1, stop.id)
    return (*left, (target, tuple(order)))


def replay(changes: Iterable[tuple[str, StopChange]]) -> dict[str, Standing]:
    """Where each stop stands by the whole history, oldest first, of stops (their ids) that share their meetings.

    Raises RefusedError for a change from before histories told the whole state.
    """
    agendas: dict[str, list[str]] = {}
    states: dict[str, StopState] = {}
    meetings: dict[str, str | None] = {}
    for stop_id, change in changes:
        if change.state is None:
            raise RefusedError("The history begins before this was kept.")
        if old := meetings.get(stop_id):
            agendas[old].remove(stop_id)
        states[stop_id], meetings[stop_id] = change.state, change.meeting_id
        if change.meeting_id is not None:
            agendas.setdefault(change.meeting_id, []).insert((change.to_position or 1) - 1, stop_id)
    return {
        stop_id: Standing(state, meetings[stop_id], _place(agendas, meetings[stop_id], stop_id))
        for stop_id, state in states.items()
    }


def _place(agendas: Mapping[str, list[str]], meeting: str | None, stop_id: str) -> int | None:
    return None if meeting is None else agendas[meeting].index(stop_id) + 1
