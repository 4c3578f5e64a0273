"""What may be done with an item, and what then becomes of every agenda it touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.agenda import (
    LONGEST_REASON,
    Decision,
    checked_reason,
    forward_row,
    lose_meeting,
    place,
    postpone,
    reorder,
    require_placeable,
    require_version,
    withdraw,
    without,
)
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.stops import Action, Stop, StopState
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
WITHDRAWN = replace(AWAITING, state=StopState.WITHDRAWN, reason="Bortfaldet")
AT_NEXT, AT_AFTER = ("x", "a", "y"), ("z",)


def to(target: Occurrence) -> Callable[[Stop], Decision]:
    return lambda stop: place(stop, target, AT_NEXT if stop.meeting_id else (), AT_AFTER, TODAY)


ALLOWED = [
    (
        AWAITING,
        to(AFTER),
        Decision("a", Action.PLACED, StopState.PLACED, "after", "Høring", (("after", ("z", "a")),)),
        "from the awaiting list it comes last on the agenda",
    ),
    (
        PLACED,
        to(AFTER),
        Decision("a", Action.MOVED, StopState.PLACED, "after", "", (("next", ("x", "y")), ("after", ("z", "a")))),
        "the meeting it leaves closes the gap",
    ),
    (
        PLACED,
        lambda stop: postpone(stop, AT_NEXT, " Mangler bilag "),
        Decision("a", Action.POSTPONED, StopState.AWAITING, None, "Mangler bilag", (("next", ("x", "y")),)),
        "it awaits a date, and the list says why",
    ),
    (
        PLACED,
        lambda stop: withdraw(stop, AT_NEXT, "Bortfaldet"),
        Decision("a", Action.WITHDRAWN, StopState.WITHDRAWN, None, "Bortfaldet", (("next", ("x", "y")),)),
        "off the agenda for good",
    ),
    (
        AWAITING,
        lambda stop: withdraw(stop, (), "Bortfaldet"),
        Decision("a", Action.WITHDRAWN, StopState.WITHDRAWN, None, "Bortfaldet", ()),
        "nothing to renumber",
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
        lambda stop: lose_meeting(stop, "Ingen sager"),
        Decision("a", Action.CANCELLED, StopState.AWAITING, None, "Ingen sager", ()),
        "the meeting is cancelled, and nothing is silently dropped",
    ),
]


@pytest.mark.parametrize(("stop", "decide", "decision", "reason"), ALLOWED, ids=[row[3] for row in ALLOWED])
def test_what_is_allowed(stop: Stop, decide: Callable[[Stop], Decision], decision: Decision, reason: str) -> None:
    assert decide(stop) == decision, reason


LONG = "x" * (LONGEST_REASON + 1)
REFUSED = [
    (PLACED, to(NEXT), RefusedError, "The item is already on that meeting's agenda.", "where it is"),
    (WITHDRAWN, to(AFTER), RefusedError, "The item has been withdrawn.", "withdrawn is for good"),
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
    (AWAITING, lambda stop: postpone(stop, (), "Igen"), RefusedError, "The item already awaits a date.", "it waits"),
    (WITHDRAWN, lambda stop: postpone(stop, (), "Igen"), RefusedError, "The item has been withdrawn.", "for good"),
    (PLACED, lambda stop: postpone(stop, AT_NEXT, "  "), InvalidInputError, "Write why the item awaits", "no reason"),
    (PLACED, lambda stop: postpone(stop, AT_NEXT, LONG), InvalidInputError, "Write at most 1000", "a novel"),
    (WITHDRAWN, lambda stop: withdraw(stop, (), "Igen"), RefusedError, "The item has been withdrawn.", "it is gone"),
    (PLACED, lambda stop: withdraw(stop, AT_NEXT, ""), InvalidInputError, "Write why the item is withdr", "no reason"),
    (AWAITING, lambda stop: reorder(stop, (), 1), RefusedError, "The item is on no meeting's agenda.", "no agenda"),
    (WITHDRAWN, lambda stop: reorder(stop, (), 1), RefusedError, "The item is on no meeting's agenda.", "no agenda"),
    (PLACED, lambda stop: reorder(stop, AT_NEXT, 2), RefusedError, "The item already stands there.", "no change"),
    (PLACED, lambda stop: reorder(stop, AT_NEXT, 0), InvalidInputError, "Choose a place from 1 to 3.", "before 1"),
    (PLACED, lambda stop: reorder(stop, AT_NEXT, 4), InvalidInputError, "Choose a place from 1 to 3.", "past the end"),
]


@pytest.mark.parametrize(("stop", "decide", "kind", "words", "reason"), REFUSED)
def test_what_is_refused_says_why(
    stop: Stop, decide: Callable[[Stop], Decision], kind: type[WheelError], words: str, reason: str
) -> None:
    with pytest.raises(kind) as refusal:
        decide(stop)
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


def test_a_row_has_its_iso_week_and_says_when_it_is_blocked() -> None:
    new_year = a_meeting(span=DateSpan.of_day(date(2027, 1, 1)), status=Status.BLOCKED)
    row = forward_row(new_year, [])
    assert (row.week, row.is_blocked) == (53, True)
    assert not forward_row(NEXT, []).is_blocked


MEETINGS = ("next", "after", "last")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["place", "postpone", "reorder", "withdraw"]),
        st.integers(0, 5),
        st.sampled_from(MEETINGS),
        st.integers(0, 7),
    ),
    max_size=40,
)


@given(STEPS)
def test_whatever_is_done_no_item_is_lost_and_agendas_count_from_one(steps: list[tuple[str, int, str, int]]) -> None:
    orders: dict[str, tuple[str, ...]] = dict.fromkeys(MEETINGS, ())
    stops = {name: replace(AWAITING, id=name) for name in "abcdef"}
    for verb, number, meeting, position in steps:
        stop = stops["abcdef"[number]]
        try:
            decision = decided(verb, stop, meeting, position, orders)
        except (InvalidInputError, RefusedError):
            continue
        orders |= dict(decision.orders)
        stops[stop.id] = replace(stop, state=decision.state, meeting_id=decision.meeting_id, reason=decision.reason)
        on_agendas = [name for order in orders.values() for name in order]
        assert len(on_agendas) == len(set(on_agendas)), "nothing stands twice"
        for name, now in stops.items():
            assert (now.state is StopState.PLACED) == (now.meeting_id is not None) == (name in on_agendas)
            assert now.meeting_id is None or name in orders[now.meeting_id]
            assert now.state is not StopState.AWAITING or now.reason


def decided(verb: str, stop: Stop, meeting: str, position: int, orders: dict[str, tuple[str, ...]]) -> Decision:
    source = orders[stop.meeting_id] if stop.meeting_id else ()
    if verb == "place":
        return place(stop, a_meeting(meeting), source, orders[meeting], TODAY)
    if verb == "reorder":
        return reorder(stop, source, position)
    return postpone(stop, source, "Senere") if verb == "postpone" else withdraw(stop, source, "Bortfaldet")


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.sampled_from("abcdef"))
def test_taking_one_out_keeps_the_order_of_the_others(order: list[str], gone: str) -> None:
    left = without(order, gone)
    assert gone not in left
    assert [name for name in order if name != gone] == list(left)
