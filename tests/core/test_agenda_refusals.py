"""What may not be done with an item, and what is said then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from agenda_cases import (
    AFTER,
    AT_NEXT,
    AWAITING,
    HELD_TODAY,
    LATER,
    NEXT,
    PLACED,
    TODAY,
    TREATED,
    a_meeting,
    to,
)

from wheel.core.agenda import (
    LONGEST_DECISION,
    LONGEST_REASON,
    Decision,
    decide,
    postpone,
    postpone_at_meeting,
    reorder,
    wait,
    withdraw,
)
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Status
from wheel.core.stops import Outcome, Stop, Waiting
from wheel.errors import InvalidInputError, RefusedError, WheelError

LONG = "x" * (LONGEST_REASON + 1)
REFUSED = [
    (PLACED, to(NEXT), RefusedError, "The item is already on that meeting's agenda.", "where it is"),
    (HELD_TODAY, to(AFTER), RefusedError, "The meeting has begun.", "from there it is postponed, or decided"),
    (AWAITING, to(a_meeting(body="chefforum")), RefusedError, "Choose one of the body's own meetings.", "not ours"),
    (AWAITING, to(a_meeting(body=None)), RefusedError, "Choose one of the body's own meetings.", "nobody's"),
    (AWAITING, to(a_meeting(kind=Kind.DIALOGUE)), RefusedError, "Choose one of the body's own meetings.", "no agenda"),
    (AWAITING, to(a_meeting(kind=Kind.READING)), RefusedError, "Choose one of the body's own meetings.", "no agenda"),
    (AWAITING, to(a_meeting(status=Status.CANCELLED)), RefusedError, "That meeting does not take place.", "cancelled"),
    (AWAITING, to(a_meeting(status=Status.BLOCKED)), RefusedError, "That meeting does not take place.", "a holiday"),
    (
        AWAITING,
        to(a_meeting(span=DateSpan.of_day(TODAY - timedelta(days=1)))),
        RefusedError,
        "That meeting is over.",
        "yesterday",
    ),
    (PLACED, lambda stop: postpone(stop, AT_NEXT, Waiting("  "), TODAY), InvalidInputError, "Write why", "no reason"),
    (PLACED, lambda stop: postpone(stop, AT_NEXT, Waiting(LONG), TODAY), InvalidInputError, "Write at most", "a novel"),
    (
        HELD_TODAY,
        lambda stop: postpone(stop, AT_NEXT, LATER, TODAY),
        RefusedError,
        "The meeting has begun.",
        "too late",
    ),
    (
        PLACED,
        lambda stop: postpone_at_meeting(stop, None, LATER, TODAY),
        RefusedError,
        "The meeting has not been held yet.",
        "too early",
    ),
    (
        HELD_TODAY,
        lambda stop: postpone_at_meeting(stop, None, Waiting(" "), TODAY),
        InvalidInputError,
        "Write why the item awaits a date.",
        "never into nothing",
    ),
    (
        HELD_TODAY,
        lambda stop: postpone_at_meeting(stop, a_meeting(span=DateSpan.of_day(TODAY)), LATER, TODAY),
        RefusedError,
        "The item is already on that meeting's agenda.",
        "not to the meeting itself",
    ),
    (
        PLACED,
        lambda stop: decide(stop, Outcome.NOTED, "", TODAY),
        RefusedError,
        "The meeting has not been",
        "too early",
    ),
    (
        TREATED,
        lambda stop: decide(stop, Outcome.APPROVED, "Godkendt. ", TODAY),
        RefusedError,
        "That is what the decision says already.",
        "nothing new",
    ),
    (
        HELD_TODAY,
        lambda stop: decide(stop, Outcome.NOTED, "x" * (LONGEST_DECISION + 1), TODAY),
        InvalidInputError,
        "Write at most 20000 characters.",
        "a book",
    ),
    (PLACED, lambda stop: withdraw(stop, ""), InvalidInputError, "Write why the item is withdr", "no reason"),
    (
        AWAITING,
        lambda stop: wait(stop, Waiting("Høring")),
        RefusedError,
        "That is what the list says already.",
        "nothing new",
    ),
    (PLACED, lambda stop: reorder(stop, AT_NEXT, 2), RefusedError, "The item already stands there.", "no change"),
    (PLACED, lambda stop: reorder(stop, AT_NEXT, 0), InvalidInputError, "Choose a place from 1 to 3.", "before 1"),
    (PLACED, lambda stop: reorder(stop, AT_NEXT, 4), InvalidInputError, "Choose a place from 1 to 3.", "past the end"),
]


@pytest.mark.parametrize(("stop", "act", "kind", "words", "reason"), REFUSED)
def test_what_is_refused_says_why(
    stop: Stop, act: Callable[[Stop], Decision], kind: type[WheelError], words: str, reason: str
) -> None:
    with pytest.raises(kind) as refusal:
        act(stop)
    assert str(refusal.value).startswith(words), reason
