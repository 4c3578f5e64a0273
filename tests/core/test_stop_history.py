"""Taking back a stop's last change, and playing a whole history again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from wheel.core.agenda import Decision
from wheel.core.stop_history import Standing, can_be_undone, replay, undo
from wheel.core.stops import Action, Outcome, Stop, StopChange, StopState
from wheel.errors import RefusedError

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = date(2026, 11, 21)


def line(action: Action, state: StopState | None, meeting: str | None = None, **told: object) -> StopChange:
    told = {"from_position": None, "to_position": None, "reason": "", **told}
    return StopChange(AT, "Sekretariatet", action, None, None, state=state, meeting_id=meeting, **told)  # type: ignore[arg-type]


ADDED = line(Action.ADDED, StopState.PLACED, "next", to_position=2, reason="Ny sag")
WAITING = line(Action.ADDED, StopState.AWAITING, reason="Afventer svar")
STOP = Stop("a", "Budget", is_closed=False, body="direktionen", state=StopState.PLACED, version=2, reason="Haster")
ORDERS = {"next": ("x", "y"), "after": ("z", "a")}

TAKEN_BACK = [
    (
        replace(STOP, meeting_id="after"),
        (ADDED, line(Action.MOVED, StopState.PLACED, "after", from_position=2, to_position=2)),
        Decision(
            "a",
            Action.UNDONE,
            StopState.PLACED,
            "next",
            "Ny sag",
            (("after", ("z",)), ("next", ("x", "a", "y"))),
            since=DAY,
        ),
        "a move: back to its old place, for its old reason",
    ),
    (
        replace(STOP, meeting_id="after"),
        (WAITING, line(Action.PLACED, StopState.PLACED, "after", to_position=2)),
        Decision("a", Action.UNDONE, StopState.AWAITING, None, "Afventer svar", (("after", ("z",)),), since=DAY),
        "a placing: it waits for what it waited for",
    ),
    (
        replace(STOP, state=StopState.AWAITING),
        (ADDED, line(Action.POSTPONED, StopState.AWAITING, from_position=2, reason="Mangler bilag")),
        Decision("a", Action.UNDONE, StopState.PLACED, "next", "Ny sag", (("next", ("x", "a", "y")),), since=DAY),
        "a postponement before the meeting",
    ),
    (
        replace(STOP, meeting_id="after"),
        (
            line(Action.ADDED, StopState.PLACED, "after", to_position=1),
            line(Action.ORDERED, StopState.PLACED, "after", from_position=1, to_position=2),
        ),
        Decision("a", Action.UNDONE, StopState.PLACED, "after", "Haster", (("after", ("a", "z")),), since=DAY),
        "another place on the agenda",
    ),
    (
        replace(STOP, meeting_id="after", state=StopState.TREATED, outcome=Outcome.ADOPTED, decision="Vedtaget."),
        (
            line(Action.ADDED, StopState.PLACED, "after", to_position=2),
            line(
                Action.DECIDED, StopState.TREATED, "after", to_position=2, reason="Drøftet.", outcome=Outcome.DISCUSSED
            ),
            line(
                Action.CORRECTED,
                StopState.TREATED,
                "after",
                from_position=2,
                to_position=2,
                reason="Vedtaget.",
                outcome=Outcome.ADOPTED,
            ),
        ),
        Decision(
            "a",
            Action.UNDONE,
            StopState.TREATED,
            "after",
            "Haster",
            (("after", ("z", "a")),),
            outcome=Outcome.DISCUSSED,
            words="Drøftet.",
            since=DAY,
        ),
        "a correction: the decision is what it was",
    ),
]


@pytest.mark.parametrize(("stop", "history", "decision", "reason"), TAKEN_BACK, ids=[row[3] for row in TAKEN_BACK])
def test_the_last_change_is_taken_back(
    stop: Stop, history: tuple[StopChange, ...], decision: Decision, reason: str
) -> None:
    assert can_be_undone(history), reason
    assert undo(stop, history, ORDERS) == decision, reason


KEPT = [
    ((ADDED,), "nothing was done since it was added"),
    ((replace(ADDED, state=None), line(Action.MOVED, StopState.PLACED, "after")), "nobody knows from where"),
    ((ADDED, line(Action.POSTPONED, StopState.POSTPONED, "next")), "another stop was made of it"),
    ((ADDED, line(Action.RESUMED, StopState.RESUMED, "next")), "another stop was made of it"),
    ((ADDED, line(Action.CANCELLED, StopState.AWAITING)), "its meeting is to be brought back, and not the item"),
    ((ADDED, line(Action.UNDONE, StopState.AWAITING)), "once is enough"),
]


@pytest.mark.parametrize(("history", "reason"), KEPT, ids=[row[1] for row in KEPT])
def test_what_cannot_be_taken_back_says_so(history: tuple[StopChange, ...], reason: str) -> None:
    assert not can_be_undone(history), reason
    with pytest.raises(RefusedError, match="cannot be undone"):
        undo(STOP, history, ORDERS)


def test_a_whole_history_played_again_leads_to_the_present() -> None:
    changes = [
        ("a", line(Action.ADDED, StopState.PLACED, "next", to_position=1)),
        ("b", line(Action.ADDED, StopState.PLACED, "next", to_position=2)),
        ("c", line(Action.ADDED, StopState.PLACED, "next", to_position=3)),
        ("c", line(Action.ORDERED, StopState.PLACED, "next", from_position=3, to_position=1)),
        ("a", line(Action.POSTPONED, StopState.POSTPONED, "next", from_position=2, to_position=2)),
        ("d", line(Action.ADDED, StopState.AWAITING)),
        ("b", line(Action.MOVED, StopState.PLACED, "after", from_position=3, to_position=1)),
    ]
    assert replay(changes) == {
        "a": Standing(StopState.POSTPONED, "next", 2),
        "b": Standing(StopState.PLACED, "after", 1),
        "c": Standing(StopState.PLACED, "next", 1),
        "d": Standing(StopState.AWAITING, None, None),
    }


def test_a_history_from_before_states_were_kept_is_not_guessed_at() -> None:
    with pytest.raises(RefusedError, match="begins before"):
        replay([("a", replace(ADDED, state=None))])
