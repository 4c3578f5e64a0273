"""What may be done with an item, and what then becomes of every agenda it touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from agenda_cases import (
    AFTER,
    AT_NEXT,
    AWAITING,
    BODY,
    HELD_TODAY,
    LATER,
    ON_HOLD,
    PLACED,
    TODAY,
    TREATED,
    WAITS,
    a_meeting,
    to,
)
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.agenda import (
    LONGEST_REASON,
    Decision,
    Following,
    checked_reason,
    decide,
    go_along,
    hold,
    lose_meeting,
    place,
    postpone,
    postpone_at_meeting,
    reorder,
    require_placeable,
    require_version,
    resume,
    wait,
    withdraw,
    without,
)
from wheel.core.dates import DateSpan
from wheel.core.stops import Action, Outcome, Stop, StopState, Waiting
from wheel.errors import ConflictError, InvalidInputError, RefusedError

ALLOWED = [
    (
        AWAITING,
        to(AFTER),
        Decision("a", Action.PLACED, StopState.PLACED, "after", "Høring", (("after", ("z", "a")),)),
        "from the awaiting list it comes last on the agenda",
    ),
    (
        ON_HOLD,
        to(AFTER),
        Decision("a", Action.PLACED, StopState.PLACED, "after", "Høring", (("after", ("z", "a")),)),
        "what is on hold can be placed at once",
    ),
    (
        PLACED,
        to(AFTER),
        Decision("a", Action.MOVED, StopState.PLACED, "after", "", (("next", ("x", "y")), ("after", ("z", "a")))),
        "the meeting it leaves closes the gap",
    ),
    (
        PLACED,
        lambda stop: postpone(stop, AT_NEXT, LATER, TODAY),
        Decision(
            "a", Action.POSTPONED, StopState.AWAITING, None, "Mangler bilag", (("next", ("x", "y")),), waiting=WAITS
        ),
        "it awaits a date, and the list says why and until when",
    ),
    (
        HELD_TODAY,
        lambda stop: postpone_at_meeting(stop, AFTER, Waiting("Mangler bilag"), TODAY, " Udsat. "),
        Decision(
            "a",
            Action.POSTPONED,
            StopState.POSTPONED,
            "next",
            "Mangler bilag",
            words="Udsat.",
            following=Following("after", Waiting("Mangler bilag")),
        ),
        "at the meeting it keeps its number, and goes on at the other meeting",
    ),
    (
        HELD_TODAY,
        lambda stop: postpone_at_meeting(stop, None, LATER, TODAY),
        Decision("a", Action.POSTPONED, StopState.POSTPONED, "next", "Mangler bilag", following=Following(None, WAITS)),
        "at the meeting it keeps its number, and another stop awaits a date",
    ),
    (
        TREATED,
        lambda stop: resume(stop, AFTER, Waiting(""), TODAY),
        Decision(
            "a",
            Action.RESUMED,
            StopState.RESUMED,
            "next",
            "",
            outcome=Outcome.APPROVED,
            words="Godkendt.",
            following=Following("after", Waiting("")),
        ),
        "taken up again, the first decision stays",
    ),
    (
        HELD_TODAY,
        lambda stop: decide(stop, Outcome.APPROVED, " Godkendt. ", TODAY),
        Decision("a", Action.DECIDED, StopState.TREATED, "next", "", outcome=Outcome.APPROVED, words="Godkendt."),
        "what the meeting made of it",
    ),
    (
        TREATED,
        lambda stop: decide(stop, Outcome.ADOPTED, "Vedtaget.", TODAY),
        Decision(
            "a", Action.CORRECTED, StopState.TREATED, "next", "Ny sag", outcome=Outcome.ADOPTED, words="Vedtaget."
        ),
        "a decision can be corrected",
    ),
    (
        replace(TREATED, state=StopState.RESUMED),
        lambda stop: decide(stop, Outcome.NOTED, "", TODAY),
        Decision("a", Action.CORRECTED, StopState.RESUMED, "next", "Ny sag", outcome=Outcome.NOTED),
        "also where it has been taken up again since",
    ),
    (
        PLACED,
        lambda stop: withdraw(stop, " Bortfaldet "),
        Decision("a", Action.WITHDRAWN, StopState.WITHDRAWN, "next", "Bortfaldet"),
        "withdrawn, it keeps its number and its title on the agenda",
    ),
    (
        AWAITING,
        lambda stop: withdraw(stop, "Bortfaldet"),
        Decision("a", Action.WITHDRAWN, StopState.WITHDRAWN, None, "Bortfaldet"),
        "on no agenda there is no number to keep",
    ),
    (
        PLACED,
        lambda stop: hold(stop, AT_NEXT, LATER, TODAY),
        Decision("a", Action.HELD, StopState.ON_HOLD, None, "Mangler bilag", (("next", ("x", "y")),), waiting=WAITS),
        "on hold, off the agenda",
    ),
    (
        ON_HOLD,
        lambda stop: wait(stop, LATER),
        Decision("a", Action.WAITED, StopState.AWAITING, None, "Mangler bilag", waiting=WAITS),
        "from hold it awaits a date again",
    ),
    (
        PLACED,
        lambda stop: reorder(stop, AT_NEXT, 1),
        Decision("a", Action.ORDERED, StopState.PLACED, "next", "", (("next", ("a", "x", "y")),)),
        "first",
    ),
    (
        PLACED,
        lambda stop: reorder(stop, AT_NEXT, 3),
        Decision("a", Action.ORDERED, StopState.PLACED, "next", "", (("next", ("x", "y", "a")),)),
        "last",
    ),
    (
        PLACED,
        lambda stop: lose_meeting(stop, Waiting("Ingen sager")),
        Decision("a", Action.CANCELLED, StopState.AWAITING, None, "Ingen sager", waiting=Waiting("Ingen sager")),
        "the meeting is cancelled, and nothing is silently dropped",
    ),
    (
        TREATED,
        lambda stop: go_along(stop, "Flyttet"),
        Decision(
            "a", Action.MEETING_MOVED, StopState.TREATED, "next", "Flyttet", outcome=Outcome.APPROVED, words="Godkendt."
        ),
        "the meeting is moved, and what was decided there goes along unchanged",
    ),
]


@pytest.mark.parametrize(("stop", "act", "decision", "reason"), ALLOWED, ids=[row[3] for row in ALLOWED])
def test_what_is_allowed(stop: Stop, act: Callable[[Stop], Decision], decision: Decision, reason: str) -> None:
    assert act(stop) == decision, reason


@pytest.mark.parametrize(("days", "is_over"), [(-1, True), (0, False), (1, False)])
def test_a_meeting_takes_items_up_to_its_own_day(days: int, is_over: bool) -> None:
    meeting = a_meeting(span=DateSpan.of_day(TODAY + timedelta(days=days)))
    if is_over:
        with pytest.raises(RefusedError, match="is over"):
            require_placeable(meeting, BODY, TODAY)
    else:
        require_placeable(meeting, BODY, TODAY)
        assert place(AWAITING, meeting, (), (), TODAY).meeting_id == "next"


def test_a_meeting_of_two_days_takes_items_on_its_last() -> None:
    meeting = a_meeting(span=DateSpan.of_days(TODAY - timedelta(days=1), TODAY))
    assert place(AWAITING, meeting, (), (), TODAY).state is StopState.PLACED


def test_who_saw_an_older_version_is_told_of_the_conflict() -> None:
    require_version(AWAITING, seen=3)
    for seen in (2, 4):
        with pytest.raises(ConflictError, match="Somebody else changed"):
            require_version(AWAITING, seen=seen)


def test_the_longest_reason_is_taken() -> None:
    longest = "x" * LONGEST_REASON
    assert checked_reason(f"  {longest} ", "Why?") == longest
    with pytest.raises(InvalidInputError) as refusal:
        checked_reason(" \n\t", "Why?")
    assert refusal.value.field == "reason"


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.sampled_from("abcdef"))
def test_taking_one_out_keeps_the_order_of_the_others(order: list[str], gone: str) -> None:
    left = without(order, gone)
    assert gone not in left
    assert [name for name in order if name != gone] == list(left)
