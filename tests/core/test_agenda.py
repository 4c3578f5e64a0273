"""What may be done with an item, and what then becomes of every agenda it touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.agenda import (
    LONGEST_DECISION,
    LONGEST_REASON,
    Decision,
    Following,
    checked_reason,
    decide,
    forward_row,
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
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.stops import Action, Outcome, Stop, StopState, Waiting
from wheel.errors import ConflictError, InvalidInputError, RefusedError, WheelError

TODAY = date(2026, 11, 21)
BODY = "direktionen"


def a_meeting(name: str = "next", **changes: object) -> Occurrence:
    span = DateSpan.of_day(date(2026, 12, 2))
    meeting = Occurrence(name, "series", "Direktionsmøde", Kind.MEETING, "direktion", span, span, body=BODY)
    return replace(meeting, **changes)  # type: ignore[arg-type]


NEXT, AFTER = a_meeting(), a_meeting("after")
AWAITING = Stop("a", "APV for ledere", is_closed=False, body=BODY, state=StopState.AWAITING, version=3, reason="Høring")
PLACED = replace(AWAITING, state=StopState.PLACED, meeting_id="next", position=2, reason="")
ON_HOLD = replace(AWAITING, state=StopState.ON_HOLD)
AT_NEXT, AT_AFTER = ("x", "a", "y"), ("z",)


def to(target: Occurrence) -> Callable[[Stop], Decision]:
    return lambda stop: place(stop, target, AT_NEXT if stop.meeting_id else (), AT_AFTER, TODAY)


LATER = Waiting(" Mangler bilag ", LookAgain(LookKind.DAY, date(2027, 1, 4)))
WAITS = Waiting("Mangler bilag", LookAgain(LookKind.DAY, date(2027, 1, 4)))
HELD_TODAY = replace(PLACED, meeting_day=TODAY)
TREATED = replace(
    HELD_TODAY, state=StopState.TREATED, outcome=Outcome.APPROVED, decision="Godkendt.", reason="Ny sag", version=4
)

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
    assert checked_reason(f"  {LONG[:-1]} ", "Why?") == LONG[:-1]
    with pytest.raises(InvalidInputError) as refusal:
        checked_reason(" \n\t", "Why?")
    assert refusal.value.field == "reason"


@pytest.mark.parametrize(
    ("start", "end", "minutes", "available", "is_overfull", "reason"),
    [
        (time(9), time(12), [60, 120], 180, False, "just full"),
        (time(9), time(12), [60, 121], 180, True, "one minute too much"),
        (time(9, 50), time(11, 10), [], 80, False, "empty"),
        (time(9), None, [600], None, False, "nobody knows when it ends"),
        (None, None, [600], None, False, "nor when it starts"),
        (time(9), time(9), [600], None, False, "no length is no answer either"),
        (time(9), time(12), [None, 30], 180, False, "an item without minutes takes none"),
    ],
)
def test_a_row_of_the_forward_agenda_says_how_full_it_is(
    start: time, end: time | None, minutes: list[int | None], available: int | None, is_overfull: bool, reason: str
) -> None:
    stops = [replace(PLACED, position=place, minutes=taken) for place, taken in enumerate(minutes, start=1)]
    row = forward_row(a_meeting(start_time=start, end_time=end), stops[::-1])
    assert row.minutes_available == available, reason
    assert row.is_overfull is is_overfull, reason
    assert [stop.position for stop in row.stops] == list(range(1, len(stops) + 1)), reason
    assert row.minutes_used == sum(taken or 0 for taken in minutes), reason


def test_what_was_withdrawn_keeps_its_number_and_takes_no_time() -> None:
    gone = replace(PLACED, id="gone", state=StopState.WITHDRAWN, position=1, minutes=90)
    row = forward_row(NEXT, [replace(PLACED, minutes=30), gone])
    assert [stop.id for stop in row.stops] == ["gone", "a"]
    assert row.minutes_used == 30


def test_a_row_has_its_iso_week_and_says_when_it_is_blocked() -> None:
    new_year = a_meeting(span=DateSpan.of_day(date(2027, 1, 1)), status=Status.BLOCKED)
    row = forward_row(new_year, [])
    assert (row.week, row.is_blocked) == (53, True)
    assert not forward_row(NEXT, []).is_blocked


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.sampled_from("abcdef"))
def test_taking_one_out_keeps_the_order_of_the_others(order: list[str], gone: str) -> None:
    left = without(order, gone)
    assert gone not in left
    assert [name for name in order if name != gone] == list(left)
