"""Conflicts between two occurrences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from conflict_years import CALENDAR, NO_DATES, found_in, held_on, of_kind, span_of
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.conflicts import Conflict, ConflictKind, Suggestion, WayOut
from wheel.core.free_days import day_off
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.slots import Precision

WEDNESDAY, THURSDAY = date(2026, 9, 2), date(2026, 9, 3)
ONE = held_on(WEDNESDAY, id="one", series_id="first", body="council")
OTHER = held_on(WEDNESDAY, id="other", series_id="second", body="council")


def at(meeting: Occurrence, start: int | None, end: int | None) -> Occurrence:
    return replace(meeting, start_time=start and time(start), end_time=end and time(end))


@pytest.mark.parametrize(
    ("one", "other", "is_conflict", "reason"),
    [
        (ONE, OTHER, True, "no times: both last the whole day"),
        (at(ONE, 9, 12), at(OTHER, 11, 13), True, "an hour in common"),
        (at(ONE, 9, 12), at(OTHER, 12, 13), False, "one ends as the other begins"),
        (at(ONE, 9, 12), OTHER, True, "no times: the whole day"),
        (at(ONE, 9, None), at(OTHER, 13, 15), True, "no end: until the day's end"),
        (at(ONE, 13, None), at(OTHER, 9, 12), False, "it begins after the other has ended"),
        (at(ONE, 20, 1), at(OTHER, 22, 23), True, "past midnight is until the day's end"),
        (ONE, replace(OTHER, body="finance"), True, "the committee shares members with the council"),
        (replace(ONE, body="finance"), OTHER, True, "whichever of them says so"),
        (ONE, replace(OTHER, body="board"), False, "other people"),
        (replace(ONE, body="board"), replace(OTHER, body="finance"), False, "other people again"),
        (replace(ONE, body="unknown"), replace(OTHER, body="unknown"), True, "one body, though nothing is known of it"),
        (ONE, replace(OTHER, series_id="first"), True, "two of one series"),
        (ONE, replace(OTHER, kind=Kind.READING), False, "a reading falls on the council's meeting on purpose"),
        (ONE, replace(OTHER, kind=Kind.DIALOGUE), False, "a dialogue is part of a meeting"),
        (ONE, replace(OTHER, kind=Kind.EVENT), False, "an event is no meeting"),
        (ONE, replace(OTHER, status=Status.CANCELLED), False, "cancelled"),
        (ONE, replace(OTHER, status=Status.BLOCKED), False, "blocked"),
        (ONE, replace(OTHER, precision=Precision.WEEK), False, "nobody knows when it is"),
        (ONE, replace(OTHER, span=span_of(THURSDAY)), False, "the day after"),
        (ONE, replace(OTHER, span=span_of(date(2026, 9, 1), THURSDAY)), True, "a day in common"),
        (
            at(ONE, 9, 12),
            at(replace(OTHER, span=span_of(WEDNESDAY, THURSDAY)), 13, 15),
            False,
            "two days from Wednesday at 13 to Thursday at 15",
        ),
        (
            at(replace(ONE, span=span_of(THURSDAY)), 9, 12),
            at(replace(OTHER, span=span_of(WEDNESDAY, THURSDAY)), 13, 15),
            True,
            "all of Thursday morning is in between",
        ),
    ],
)
def test_meetings_of_the_same_people_clash_when_they_overlap(
    one: Occurrence, other: Occurrence, is_conflict: bool, reason: str
) -> None:
    made = {"first": NO_DATES, "second": NO_DATES}
    conflicts = of_kind(ConflictKind.SAME_TIME, found_in(one, other, series=made))
    assert len(conflicts) == is_conflict
    assert conflicts == of_kind(ConflictKind.SAME_TIME, found_in(other, one, series=made))


@pytest.mark.parametrize(
    ("one", "other", "moved", "reason"),
    [
        (ONE, OTHER, "other", "its series was made later"),
        (ONE, replace(OTHER, item_count=2), "one", "the other has items"),
        (ONE, replace(OTHER, is_moved=True), "one", "somebody chose the other's day"),
        (ONE, replace(OTHER, is_extra=True), "one", "somebody added the other"),
        (replace(ONE, item_count=1), replace(OTHER, is_moved=True), "other", "items weigh more than a day chosen"),
        (replace(ONE, is_moved=True), replace(OTHER, is_moved=True), "other", "both: the later made"),
        (
            replace(ONE, slot=span_of(date(2026, 8, 26))),
            replace(OTHER, series_id="first"),
            "one",
            "of one series: the one that a holiday shifted there",
        ),
    ],
)
def test_the_meeting_to_move_is_the_one_least_decided_about(
    one: Occurrence, other: Occurrence, moved: str, reason: str
) -> None:
    (conflict,) = found_in(one, other)
    assert set(conflict.occurrences) == {"one", "other"}
    assert conflict.occurrences[0] == moved
    assert conflict.suggestion == Suggestion(WayOut.MOVE, moved, day=date(2026, 9, 1))


def test_a_clash_names_both_series_and_the_first_day_in_common() -> None:
    long = replace(OTHER, span=span_of(WEDNESDAY, THURSDAY))
    (conflict,) = found_in(ONE, long)
    suggestion = Suggestion(WayOut.MOVE, "other", day=THURSDAY)
    assert conflict == Conflict(
        ConflictKind.SAME_TIME, ("second", "first"), ("other", "one"), WEDNESDAY, suggestion=suggestion
    )


def test_a_clash_within_one_series_names_it_once() -> None:
    (conflict,) = found_in(ONE, replace(OTHER, series_id="first"))
    assert conflict.series == ("first",)


def test_the_meeting_is_moved_to_a_day_on_which_neither_body_meets() -> None:
    tuesday = held_on(date(2026, 9, 1), body="finance")
    (conflict,) = found_in(ONE, OTHER, tuesday)
    assert conflict.suggestion == Suggestion(WayOut.MOVE, "other", day=THURSDAY)


def test_three_at_once_are_three_pairs() -> None:
    third = replace(OTHER, id="third", series_id="third")
    pairs = {frozenset(conflict.occurrences) for conflict in found_in(ONE, OTHER, third)}
    assert pairs == {frozenset({"one", "other"}), frozenset({"one", "third"}), frozenset({"other", "third"})}


def test_a_clash_over_new_year_belongs_to_both_years() -> None:
    new_years_eve = span_of(date(2026, 12, 30), date(2027, 1, 4))
    over = replace(ONE, span=new_years_eve, slot=new_years_eve)
    after = held_on(date(2027, 1, 4), id="after", body="council")
    assert len(of_kind(ConflictKind.SAME_TIME, found_in(over, after))) == 1
    assert found_in(after, replace(after, id="next year's other")) == ()


FIRST = held_on(date(2026, 9, 8), id="first reading", series_id="1st", kind=Kind.READING, reading=1, body="council")
SECOND = held_on(date(2026, 9, 22), id="second reading", series_id="2nd", kind=Kind.READING, reading=2, body="council")


def second_on(day: date, **given: object) -> Occurrence:
    return replace(SECOND, span=span_of(day), **given)  # type: ignore[arg-type]


def test_readings_too_close_are_to_be_21_days_apart() -> None:
    suggestion = Suggestion(WayOut.MOVE, "second reading", day=date(2026, 9, 29))
    conflict = Conflict(
        ConflictKind.READINGS_TOO_CLOSE,
        ("2nd", "1st"),
        ("second reading", "first reading"),
        date(2026, 9, 22),
        count=14,
        suggestion=suggestion,
    )
    assert found_in(FIRST, SECOND) == (conflict,)


@pytest.mark.parametrize(
    ("readings", "apart", "reason"),
    [
        ([FIRST, second_on(date(2026, 9, 29))], [], "exactly 21 days will do"),
        ([FIRST, second_on(date(2026, 9, 28))], [20], "20 will not"),
        ([FIRST, second_on(date(2026, 9, 8))], [0], "both on one day"),
        ([FIRST, second_on(date(2026, 9, 7))], [], "nothing was read before it"),
        ([SECOND], [], "nor here"),
        ([FIRST, replace(SECOND, ring="other")], [], "of another matter"),
        ([FIRST, replace(SECOND, body=None)], [], "of nobody's"),
        ([replace(FIRST, body="finance"), replace(SECOND, body="finance")], [], "the law is about the council"),
        ([FIRST, replace(SECOND, status=Status.CANCELLED)], [], "not read"),
        ([replace(FIRST, status=Status.CANCELLED), SECOND], [], "not read either"),
        ([FIRST, replace(SECOND, precision=Precision.WEEK)], [], "nobody knows when"),
        ([FIRST, replace(FIRST, id="again", span=span_of(date(2026, 9, 15))), SECOND], [7], "from the latest before"),
        (
            [FIRST, replace(FIRST, id="later", span=span_of(date(2026, 10, 6))), second_on(date(2026, 10, 1))],
            [],
            "not from one after it",
        ),
        ([replace(FIRST, span=span_of(date(2026, 9, 8), date(2026, 9, 9))), SECOND], [13], "from the last day"),
        (
            [replace(FIRST, span=span_of(date(2025, 12, 22))), second_on(date(2026, 1, 6))],
            [15],
            "over New Year it is this year's",
        ),
        (
            [replace(FIRST, span=span_of(date(2026, 12, 22))), second_on(date(2027, 1, 6))],
            [15],
            "and the year's before",
        ),
    ],
)
def test_a_second_reading_is_three_weeks_after_the_latest_first(
    readings: list[Occurrence], apart: list[int], reason: str
) -> None:
    conflicts = of_kind(ConflictKind.READINGS_TOO_CLOSE, found_in(*readings))
    assert [conflict.count for conflict in conflicts] == apart


def test_the_second_reading_is_moved_to_a_working_day() -> None:
    """21 days after 15 May 2026 is 5 June, an observance, with a weekend after it."""
    first = replace(FIRST, span=span_of(date(2026, 5, 15)))
    (conflict,) = of_kind(ConflictKind.READINGS_TOO_CLOSE, found_in(first, second_on(date(2026, 5, 26))))
    assert conflict.suggestion == Suggestion(WayOut.MOVE, "second reading", day=date(2026, 6, 8))


@st.composite
def meetings(draw: st.DrawFn) -> list[Occurrence]:
    count = draw(st.integers(0, 8))
    found = []
    for number in range(count):
        day = WEDNESDAY + timedelta(days=draw(st.integers(0, 6)))
        hour = draw(st.none() | st.integers(8, 16))
        meeting = held_on(
            day,
            day + timedelta(days=draw(st.integers(0, 2))),
            id=f"id-{number}",
            series_id=f"series-{draw(st.integers(0, 3))}",
            body=draw(st.sampled_from(["council", "finance", "board"])),
            item_count=draw(st.integers(0, 1)),
            is_moved=draw(st.booleans()),
        )
        found.append(at(meeting, hour, hour and hour + 2))
    return found


def same_people(one: Occurrence, other: Occurrence) -> bool:
    return one.body == other.body or {one.body, other.body} == {"council", "finance"}


@given(meetings())
def test_every_pair_that_clashes_is_found_once_and_no_other(held: list[Occurrence]) -> None:
    expected = {
        frozenset({one.id, other.id})
        for one in held
        for other in held
        if one.id < other.id and same_people(one, other) and hours_of(one) & hours_of(other)
    }
    found = [frozenset(conflict.occurrences) for conflict in of_kind(ConflictKind.SAME_TIME, found_in(*held))]
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))


def hours_of(meeting: Occurrence) -> set[tuple[date, int]]:
    """Every hour of every day that it lasts, from the first day's start to the last day's end."""
    hours = [(day, hour) for day in meeting.span.days() for hour in range(24)]
    first = (meeting.span.start, meeting.start_time.hour if meeting.start_time else 0)
    last = (meeting.span.last, meeting.end_time.hour if meeting.end_time else 24)
    return {hour for hour in hours if first <= hour < last}


@given(meetings())
def test_no_suggested_day_makes_a_new_clash(held: list[Occurrence]) -> None:
    by_id = {meeting.id: meeting for meeting in held}
    for conflict in of_kind(ConflictKind.SAME_TIME, found_in(*held)):
        suggestion = conflict.suggestion
        if suggestion is None or suggestion.day is None:
            continue
        moved = replace(by_id[suggestion.occurrence], span=by_id[suggestion.occurrence].span.moved_to(suggestion.day))
        after = found_in(*(moved if meeting.id == moved.id else meeting for meeting in held))
        assert not [other for other in after if moved.id in other.occurrences and other.kind is ConflictKind.SAME_TIME]
        assert all(day_off(day, CALENDAR) is None for day in moved.span.days())
