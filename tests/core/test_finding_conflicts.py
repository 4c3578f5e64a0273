"""All of a year's conflicts together: their order, and what they do not depend on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from conflict_years import BOARD, CALENDAR, NO_DATES, YEAR, held_on, series_of
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.claims import CountRule
from wheel.core.conflicts import Conflict, ConflictKind
from wheel.core.deadlines import DaysBefore
from wheel.core.finding_conflicts import find_conflicts
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import BodyKind
from wheel.core.slots import Precision

BODIES = {
    "board": replace(BOARD, notice=DaysBefore(3), valid_until=date(2026, 12, 1)),
    "council": replace(BOARD, short_name="council", kind=BodyKind.COUNCIL, shares_members_with=frozenset({"board"})),
}
SERIES = {"claim": series_of(CountRule(1, 2)), "list": NO_DATES}


def test_conflicts_come_by_day_then_kind_and_those_of_the_whole_year_last() -> None:
    held = [held_on(date(2026, 9, 2), id="a"), held_on(date(2026, 9, 2), id="b"), held_on(date(2026, 5, 14))]
    conflicts = find_conflicts(held, SERIES, {"board": replace(BOARD, notice=DaysBefore(4))}, CALENDAR, YEAR)
    assert [(conflict.day, conflict.kind) for conflict in conflicts] == [
        (date(2026, 5, 10), ConflictKind.DEADLINE_CLOSED),
        (date(2026, 5, 14), ConflictKind.ON_CLOSED_DAY),
        (date(2026, 8, 29), ConflictKind.DEADLINE_CLOSED),
        (date(2026, 8, 29), ConflictKind.DEADLINE_CLOSED),
        (date(2026, 9, 2), ConflictKind.SAME_TIME),
        (None, ConflictKind.CLAIM_NOT_MET),
    ]


@st.composite
def a_year(draw: st.DrawFn) -> list[Occurrence]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        first = date(2025, 12, 20) + timedelta(days=draw(st.integers(0, 390)))
        last = first + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 9])))
        hour = draw(st.none() | st.integers(8, 18))
        occurrence = held_on(
            first,
            last,
            id=f"id-{number}",
            series_id=draw(st.sampled_from(["claim", "list"])),
            kind=draw(st.sampled_from(Kind)),
            body=draw(st.sampled_from([None, "board", "council"])),
            status=draw(st.sampled_from(Status)),
            precision=draw(st.sampled_from([Precision.EXACT, Precision.EXACT, Precision.MONTH])),
            reading=draw(st.sampled_from([None, 1, 2])),
            start_time=None if hour is None else time(hour),
            is_extra=draw(st.booleans()),
        )
        found.append(occurrence)
    return found


def conflicts_of(held: list[Occurrence]) -> tuple[Conflict, ...]:
    return find_conflicts(held, SERIES, BODIES, CALENDAR, YEAR)


@given(a_year(), st.data())
def test_the_order_of_the_occurrences_does_not_matter(held: list[Occurrence], data: st.DataObject) -> None:
    assert conflicts_of(data.draw(st.permutations(held))) == conflicts_of(held)


@given(a_year())
def test_no_conflict_is_reported_twice(held: list[Occurrence]) -> None:
    seen = [(conflict.kind, conflict.series, frozenset(conflict.occurrences)) for conflict in conflicts_of(held)]
    assert len(seen) == len(set(seen))


@given(a_year())
def test_every_conflict_concerns_the_year_and_only_what_is_held(held: list[Occurrence]) -> None:
    by_id = {occurrence.id: occurrence for occurrence in held}
    for conflict in conflicts_of(held):
        concerned = [by_id[occurrence] for occurrence in conflict.occurrences]
        assert all(occurrence.status is Status.PLANNED for occurrence in concerned)
        assert not concerned or any(occurrence.span.start.year == YEAR for occurrence in concerned)


@given(a_year())
def test_a_suggestion_is_about_the_first_occurrence_or_a_series_of_its_conflict(held: list[Occurrence]) -> None:
    for conflict in conflicts_of(held):
        suggestion = conflict.suggestion
        if suggestion is None:
            continue
        assert bool(suggestion.occurrence) != bool(suggestion.series)
        assert not suggestion.occurrence or suggestion.occurrence == conflict.occurrences[0]
        assert not suggestion.series or suggestion.series in conflict.series


@given(a_year())
def test_what_is_not_held_might_as_well_not_be_there(held: list[Occurrence]) -> None:
    planned = [occurrence for occurrence in held if occurrence.status is Status.PLANNED]
    assert conflicts_of(planned) == conflicts_of(held)
