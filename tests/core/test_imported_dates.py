"""What a calendar file asks of the plan: carried out, it asks for nothing more, and what people decided stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import DateSpan
from wheel.core.imported_calendars import ImportedChange, ImportedSeries
from wheel.core.imported_dates import (
    DateChange,
    DatesOfYear,
    StoredDate,
    dates_to_change,
    decided_after,
    is_decided,
    is_endless,
    over_midnight,
    wanted_states,
)
from wheel.core.occurrences import Kind, Status
from wheel.core.plan_states import PlanState
from wheel.core.rules import DateList, RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.slots import Proposal, Slot

FIRST, TODAY = date(2026, 1, 1), date(2026, 6, 1)
SERIES = Series(
    "Kor", Kind.EVENT, "kultur", Schedule(DateList(())), start_time=time(17), end_time=time(18), place="Sal"
)
IMPORTED = ImportedSeries("kor", "Kor", SERIES.schedule, place="Sal", start_time=time(17), end_time=time(18))

DAYS = st.integers(0, 364).map(lambda days: FIRST + timedelta(days=days))
STATUSES = st.sampled_from([Status.PLANNED, Status.CANCELLED])


@st.composite
def states(draw: st.DrawFn, slot: date) -> PlanState:
    span = DateSpan.of_day(slot + timedelta(days=draw(st.integers(-3, 3))))
    start = draw(st.sampled_from([time(17), time(9)]))
    asked = DateSpan.of_day(slot)
    is_moved = span != asked or start != time(17)
    return PlanState(asked, span, start_time=start, status=draw(STATUSES), is_moved=is_moved)


@st.composite
def plans(draw: st.DrawFn) -> dict[date, PlanState]:
    return {slot: draw(states(slot)) for slot in draw(st.lists(DAYS, unique=True, max_size=6))}


@st.composite
def stored_dates(draw: st.DrawFn) -> list[StoredDate]:
    plan = draw(plans())
    return [StoredDate(slot.isoformat(), state, draw(st.booleans())) for slot, state in plan.items()]


def carried_out(stored: Iterable[StoredDate], dates: DatesOfYear) -> list[StoredDate]:
    by_id = {one.id: one for one in stored}
    for number, change in enumerate(dates.changes):
        if change.after is None:
            del by_id[change.id]
        else:
            name = change.id or f"new{number}"
            known = by_id.get(name, StoredDate(name, change.after))
            by_id[name] = replace(known, state=change.after)
    return list(by_id.values())


@given(plans(), stored_dates(), plans())
def test_carried_out_it_asks_for_nothing_more(
    wanted: Mapping[date, PlanState], stored: list[StoredDate], decided: Mapping[date, PlanState]
) -> None:
    dates = dates_to_change(wanted, stored, decided, TODAY)
    after = carried_out(stored, dates)
    known = decided_after(decided, wanted, stored, dates)
    again = dates_to_change(wanted, after, known, TODAY)
    assert again.changes == ()


@given(plans(), stored_dates())
def test_what_is_over_or_decided_here_is_never_touched(
    wanted: Mapping[date, PlanState], stored: list[StoredDate]
) -> None:
    touched = {change.id for change in dates_to_change(wanted, stored, {}, TODAY).changes}
    for one in stored:
        if one.state.span.end <= TODAY or is_decided(one.state):
            assert one.id not in touched


@given(plans(), stored_dates(), plans())
def test_nothing_that_something_is_told_of_goes(
    wanted: Mapping[date, PlanState], stored: list[StoredDate], decided: Mapping[date, PlanState]
) -> None:
    gone = {change.id for change in dates_to_change(wanted, stored, decided, TODAY).changes if change.after is None}
    assert not gone & {one.id for one in stored if one.is_told_of}


def _wanted(*changes: ImportedChange, imported: ImportedSeries = IMPORTED) -> list[PlanState]:
    slots = [Slot(DateSpan.of_day(date(2026, 9, day))) for day in (3, 10)]
    imported = replace(imported, changed=changes)
    return list(wanted_states(SERIES, imported, map(Proposal.as_asked, slots), "Aflyst").values())


CHANGE = ImportedChange(
    date(2026, 9, 10), DateSpan.of_day(date(2026, 9, 10)), time(17), time(18), title="Kor", place="Sal"
)
ON_TENTH = DateSpan.of_day(date(2026, 9, 10))
CHANGES = [
    pytest.param(CHANGE, PlanState(ON_TENTH, ON_TENTH), id="what the series says too is no change"),
    pytest.param(replace(CHANGE, place="Torv"), PlanState(ON_TENTH, ON_TENTH, place="Torv"), id="held elsewhere"),
    pytest.param(
        replace(CHANGE, title="Julekor"), PlanState(ON_TENTH, ON_TENTH, note="Julekor"), id="its own title is a note"
    ),
    pytest.param(
        replace(CHANGE, start_time=time(16), end_time=None),
        PlanState(ON_TENTH, ON_TENTH, start_time=time(16), end_time=None, is_moved=True),
        id="another time is a move",
    ),
    pytest.param(
        replace(CHANGE, span=DateSpan.of_day(date(2026, 9, 11))),
        PlanState(ON_TENTH, DateSpan.of_day(date(2026, 9, 11)), is_moved=True),
        id="another day keeps its slot",
    ),
    pytest.param(
        replace(CHANGE, is_cancelled=True),
        PlanState(ON_TENTH, ON_TENTH, status=Status.CANCELLED, because="Aflyst"),
        id="cancelled with a reason",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CHANGES)
def test_a_changed_day_is_as_the_file_has_it(change: ImportedChange, expected: PlanState) -> None:
    untouched, changed = _wanted(change)
    usual = {"place": expected.place or "Sal"}
    if expected.start_time is None:
        usual |= {"start_time": time(17), "end_time": time(18)}  # type: ignore[dict-item]
    assert changed == replace(expected, **usual)  # type: ignore[arg-type]
    assert untouched == SERIES.on(DateSpan.of_day(date(2026, 9, 3)))


def test_all_days_of_what_is_cancelled_are() -> None:
    assert {state.status for state in _wanted(imported=replace(IMPORTED, is_cancelled=True))} == {Status.CANCELLED}


def test_one_date_for_one_other_is_the_same_occurrence() -> None:
    third, tenth = (SERIES.on(DateSpan.of_day(date(2026, 9, day))) for day in (3, 10))
    found = dates_to_change({tenth.slot.start: tenth}, [StoredDate("a", third, is_told_of=True)], {}, TODAY)
    assert found.changes == (DateChange("a", third, tenth),)


WEEKLY = RecurrenceRule("FREQ=WEEKLY", date(2026, 9, 3))


def test_an_end_in_the_night_is_on_the_day_after() -> None:
    night = {"start_time": time(22), "end_time": time(1)}
    listed = over_midnight(replace(IMPORTED, schedule=Schedule(DateList((ON_TENTH,))), **night))
    ruled = over_midnight(replace(IMPORTED, schedule=Schedule(WEEKLY), changed=(replace(CHANGE, **night),), **night))
    both = DateSpan(date(2026, 9, 10), date(2026, 9, 12))
    assert listed.schedule.rule == DateList((both,))
    assert ruled.schedule.rule == replace(WEEKLY, length_days=2)
    assert ruled.changed[0].span == both
    assert over_midnight(listed) == listed, "of two days, the end is on the second"


def test_an_end_when_it_starts_is_none() -> None:
    assert over_midnight(replace(IMPORTED, end_time=time(17))).end_time is None


def test_an_end_at_the_time_of_the_start_is_kept_on_the_last_of_several_days() -> None:
    noon = {"start_time": time(12), "end_time": time(12)}
    days = DateSpan(date(2026, 9, 10), date(2026, 9, 13))
    change = replace(CHANGE, span=days, **noon)
    listed = replace(IMPORTED, schedule=Schedule(DateList((days,))), changed=(change,), **noon)
    ruled = replace(IMPORTED, schedule=Schedule(replace(WEEKLY, length_days=3)), changed=(), **noon)
    assert over_midnight(listed) == listed
    assert over_midnight(ruled) == ruled


@pytest.mark.parametrize(
    ("rrule", "expected"),
    [("FREQ=WEEKLY", True), ("FREQ=WEEKLY;COUNT=3", False), ("FREQ=WEEKLY;UNTIL=20270101", False)],
)
def test_a_rule_without_count_and_last_day_is_endless(rrule: str, expected: bool) -> None:
    assert is_endless(Schedule(RecurrenceRule(rrule, date(2026, 9, 3)))) is expected
    assert not is_endless(Schedule(DateList(())))
