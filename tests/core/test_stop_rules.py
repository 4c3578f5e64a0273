"""Every state with every action: allowed, or refused with a sentence; a change of the table is a change here."""

from __future__ import annotations

import pytest

from wheel.core.stop_rules import REFUSALS, require_allowed
from wheel.core.stops import Action, Stop, StopState
from wheel.errors import RefusedError

ON_EXISTING = [action for action in Action if action not in (Action.ADDED, Action.UNDONE)]
# One line a state, one letter an action in the order of ACTIONS: what people may do with it.
ACTIONS = {
    "p": Action.PLACED,
    "m": Action.MOVED,
    "t": Action.POSTPONED,
    "o": Action.ORDERED,
    "w": Action.WITHDRAWN,
    "c": Action.CANCELLED,
    "g": Action.MEETING_MOVED,
    "h": Action.HELD,
    "a": Action.WAITED,
    "d": Action.DECIDED,
    "k": Action.CORRECTED,
    "r": Action.RESUMED,
}
ALLOWED = [
    (StopState.AWAITING, "pwha", "it is given a meeting, let go, put on hold, or its waiting is written anew"),
    (StopState.ON_HOLD, "pwa", "the same, but that it is on hold already"),
    (StopState.PLACED, "mtowcghd", "anything that can happen to a meeting, and what the meeting decides"),
    (StopState.TREATED, "gkr", "the decision stands: it can be corrected, and taken up again"),
    (StopState.RESUMED, "gk", "the decision stands, and the case goes on in the stop that follows"),
    (StopState.POSTPONED, "g", "nothing was decided, and the case goes on in the stop that follows"),
    (StopState.WITHDRAWN, "g", "it is gone for good; only the day of its agenda can still change"),
]


def test_the_table_has_an_answer_for_everything() -> None:
    assert set(REFUSALS) == {(state, action) for state in StopState for action in ON_EXISTING}
    assert set(ACTIONS.values()) == set(ON_EXISTING)
    assert {state for state, _, _ in ALLOWED} == set(StopState)


@pytest.mark.parametrize(("state", "letters", "why"), ALLOWED, ids=[state.value for state, _, _ in ALLOWED])
def test_what_a_state_lets_people_do(state: StopState, letters: str, why: str) -> None:
    allowed = {letter for letter, action in ACTIONS.items() if not REFUSALS[state, action]}
    assert allowed == set(letters), why


@pytest.mark.parametrize("state", StopState)
@pytest.mark.parametrize("action", ON_EXISTING)
def test_whatever_is_refused_is_refused_with_a_sentence(state: StopState, action: Action) -> None:
    stop = Stop("a", "APV for ledere", is_closed=False, body="direktionen", state=state, version=1)
    if not REFUSALS[state, action]:
        require_allowed(stop, action)
        return
    with pytest.raises(RefusedError) as refusal:
        require_allowed(stop, action)
    assert str(refusal.value).endswith(".")
