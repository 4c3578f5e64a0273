"""What each state of a stop lets people do, and why it refuses the rest: the whole table, with nothing left open."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from wheel.core.sentences.wording import later
from wheel.core.stops import Action, Stop, StopState
from wheel.errors import RefusedError

_AWAITS: Final = later("The item awaits a date: place it at a meeting first.")
_IS_PLACED: Final = later("The item is on a meeting's agenda.")
_WAITS_ALREADY: Final = later("The item already awaits a date.")
_TREATED: Final = later("The item has been treated. Take it up again to send it on to another meeting.")
_FOLLOWED: Final = later("The item goes on at another meeting: change it there.")
_WITHDRAWN: Final = later("The item has been withdrawn.")
_ON_HOLD: Final = later("The item is on hold already.")
_NOT_TREATED: Final = later("The item has not been treated yet.")
_DECIDED: Final = later("The decision has been written already: correct it instead.")
_NO_MEETING: Final = later("The item is on no meeting's agenda.")

_YES: Final = ""
_ACTIONS: Final = (
    *(Action.PLACED, Action.MOVED, Action.POSTPONED, Action.ORDERED, Action.WITHDRAWN, Action.CANCELLED),
    *(Action.MEETING_MOVED, Action.HELD, Action.WAITED, Action.DECIDED, Action.CORRECTED, Action.RESUMED),
)
# By state, one answer for each action in the order above: nothing to say is yes, a sentence says why not.
_ANSWERS: Final = {
    StopState.AWAITING: (
        *(_YES, _NO_MEETING, _WAITS_ALREADY, _NO_MEETING, _YES, _NO_MEETING),
        *(_NO_MEETING, _YES, _YES, _AWAITS, _NOT_TREATED, _NOT_TREATED),
    ),
    StopState.PLACED: (
        *(_IS_PLACED, _YES, _YES, _YES, _YES, _YES),
        *(_YES, _YES, _IS_PLACED, _YES, _NOT_TREATED, _NOT_TREATED),
    ),
    StopState.TREATED: (
        *(_TREATED, _TREATED, _TREATED, _TREATED, _TREATED, _TREATED),
        *(_YES, _TREATED, _TREATED, _DECIDED, _YES, _YES),
    ),
    StopState.POSTPONED: (
        *(_FOLLOWED, _FOLLOWED, _FOLLOWED, _FOLLOWED, _FOLLOWED, _FOLLOWED),
        *(_YES, _FOLLOWED, _FOLLOWED, _FOLLOWED, _NOT_TREATED, _FOLLOWED),
    ),
    StopState.RESUMED: (
        *(_FOLLOWED, _FOLLOWED, _FOLLOWED, _FOLLOWED, _FOLLOWED, _FOLLOWED),
        *(_YES, _FOLLOWED, _FOLLOWED, _DECIDED, _YES, _FOLLOWED),
    ),
    StopState.WITHDRAWN: (
        *(_WITHDRAWN, _WITHDRAWN, _WITHDRAWN, _WITHDRAWN, _WITHDRAWN, _WITHDRAWN),
        *(_YES, _WITHDRAWN, _WITHDRAWN, _WITHDRAWN, _WITHDRAWN, _WITHDRAWN),
    ),
    StopState.ON_HOLD: (
        *(_YES, _NO_MEETING, _ON_HOLD, _NO_MEETING, _YES, _NO_MEETING),
        *(_NO_MEETING, _ON_HOLD, _YES, _AWAITS, _NOT_TREATED, _NOT_TREATED),
    ),
}

REFUSALS: Final[Mapping[tuple[StopState, Action], str]] = MappingProxyType(
    {(state, action): why for state, answers in _ANSWERS.items() for action, why in zip(_ACTIONS, answers, strict=True)}
)
"""Why a stop in that state refuses that action; the empty string where it does not. Only what is done to a stop that is
there is in it: not that it was added, nor that a change was taken back."""


def require_allowed(stop: Stop, action: Action) -> None:
    """Raise RefusedError, which says why, unless a stop in that state lets people do that."""
    if why := REFUSALS[stop.state, action]:
        raise RefusedError(why)
