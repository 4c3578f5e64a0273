"""The preview says what planning then does, and planning follows what each series says now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planner import Planner, on_days
from small_plan import DAYS, OVER, SmallPlan, set_up

from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.occurrences import Kind, Status
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.relative import Offset, RelativeRule, Unit
from wheel.core.rules import RecurrenceRule, Window
from wheel.core.slots import Precision
from wheel.core.windows import IsoWeeks
from wheel.errors import ConflictError
from wheel.store.database import Database
from wheel.store.organisation import add_local_days
from wheel.store.planning import Planned
from wheel.store.series import find_series, replace_schedule, save_series
from wheel.usecases.plan_year import PlannedYear, Step

NEW_DAY = date(2026, 12, 15)
CHRISTMAS = LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Juleferie", DateSpan(date(2026, 12, 19), date(2027, 1, 4)))
TUESDAYS = RecurrenceRule("FREQ=WEEKLY;BYDAY=TU;BYMONTH=12", date(2026, 1, 1))


@pytest.fixture
def small(database: Database) -> SmallPlan:
    return set_up(database)


def test_planning_does_what_the_preview_said(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    planner.move(small.meetings[1], date(2026, 12, 9))
    planner.follow(small.series, on_days(OVER, DAYS[0], NEW_DAY))
    planner.add_series("Temadag", on_days(date(2026, 12, 18)))
    preview = planner.preview()
    assert {(line.step, line.series.title) for line in preview.lines} == {
        (Step.NEW, "Økonomiudvalgsmøde"),
        (Step.NEW, "Temadag"),
        (Step.NOTED, "Økonomiudvalgsmøde"),
    }
    wanted = {one.id: one.state for one in planner.planned()}
    wanted |= {line.id: line.after for line in preview.lines if line.step is not Step.NEW}
    new = sorted(line.after.span.start for line in preview.lines if line.step is Step.NEW and line.after)
    done = planner.plan(seen=preview.seen)
    assert (done.new, done.changed, done.removed, done.kept) == (2, 1, 0, preview.kept)
    found = {one.id: one.state for one in planner.planned()}
    assert {known: found[known] for known in wanted} == wanted
    assert sorted(found[one].span.start for one in found.keys() - wanted.keys()) == new  # type: ignore[union-attr]


def test_looking_at_the_preview_writes_nothing(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    planner.follow(small.series, on_days(NEW_DAY))
    before = planner.layers()
    assert planner.preview().seen == planner.preview().seen, "though new ones get other ids each time"
    assert planner.layers() == before


@pytest.mark.parametrize("change", ["the rule", "a move", "the other planner planned"])
def test_planning_by_a_preview_that_no_longer_holds_is_refused(
    database: Database, small: SmallPlan, change: str
) -> None:
    planner = Planner(database)
    planner.follow(small.series, on_days(OVER, NEW_DAY))
    seen = planner.preview().seen
    if change == "the rule":
        planner.follow(small.series, on_days(OVER, date(2026, 12, 16)))
    elif change == "a move":
        planner.move(small.meetings[0], date(2026, 12, 2))
    else:
        planner.plan()
    before, entries = planner.layers(), len(planner.entries())
    with pytest.raises(ConflictError, match="while you were looking at the preview"):
        planner.plan(seen=seen)
    assert planner.layers() == before
    assert len(planner.entries()) == entries


def test_a_preview_survives_what_does_not_concern_it(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    planner.follow(small.series, on_days(OVER, NEW_DAY))
    seen = planner.preview().seen
    Planner(database, year=2027).move(small.meetings[2], date(2027, 1, 13))
    assert planner.plan(seen=seen).new == 1


def test_planning_twice_writes_nothing_the_second_time(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    planner.follow(small.series, on_days(OVER, NEW_DAY))
    planner.plan()
    before, entries = planner.planned(), planner.entries()
    assert planner.plan() == PlannedYear(
        YearPlan(2026, PlanStatus.PUBLISHED, has_draft=True), new=0, kept=2, changed=0, removed=0
    )
    assert planner.planned() == before, "not even the versions"
    assert planner.entries() == entries


def test_other_times_reach_what_is_to_come_and_nobody_touched(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    planner.move(small.meetings[1], date(2026, 12, 9))
    with database.writing() as session:
        series = find_series(session, small.series)
        save_series(session, replace(series, start_time=time(14), end_time=time(16), place="Sal B"))
    assert planner.plan(publish=True).changed == 1
    times = {one.plan.slot.start: (one.plan.start_time, one.plan.place) for one in planner.planned()}
    assert times == {
        OVER: (time(9), ""),
        DAYS[0]: (time(14), "Sal B"),
        DAYS[1]: (time(9), ""),
    }


def test_a_rule_changed_from_a_day_on_leaves_what_was_before(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    before = planner.layers()
    with database.writing() as session:
        schedule = find_series(session, small.series).schedule
        changed = schedule.changed_from(date(2026, 12, 5), on_days(date(2026, 12, 1), NEW_DAY), schedule.policy)
        replace_schedule(session, small.series, changed)
    planner.plan(publish=True)
    after = planner.layers()
    assert [after[one] == before[one] for one in (small.over, small.meetings[0])] == [True, True]
    assert small.meetings[1] not in after
    assert planner.working_days() == [OVER, DAYS[0], NEW_DAY]


def test_a_week_in_the_holidays_is_shown_blocked_for_a_body_and_left_out_for_others(database: Database) -> None:
    skips = HolidayPolicy(HolidayAction.SKIP, frozenset({Closure.SCHOOL_HOLIDAYS}))
    set_up(database, years=())
    planner = Planner(database)
    with database.writing() as session:
        add_local_days(session, CHRISTMAS)
    meetings = planner.add_series("Møde", TUESDAYS, Kind.MEETING, policy=skips)
    planner.add_series("Kursus", TUESDAYS, policy=skips)
    planner.plan()
    blocked = [one for one in planner.planned() if one.plan.status is Status.BLOCKED]
    assert [(one.series_id, one.plan.span.start.day, one.plan.because) for one in blocked] == [
        (meetings, 22, "Juleferie"),
        (meetings, 29, "Juleferie"),
    ]


def test_a_holiday_policy_moves_the_meeting_and_keeps_its_slot(database: Database) -> None:
    set_up(database, years=())
    planner = Planner(database)
    with database.writing() as session:
        add_local_days(session, CHRISTMAS)
    earlier = HolidayPolicy(HolidayAction.PREVIOUS_WEEK, frozenset({Closure.SCHOOL_HOLIDAYS}))
    planner.add_series("Kursus", on_days(date(2026, 12, 22)), policy=earlier)
    planner.plan()
    (course,) = [one.plan for one in planner.planned() if one.plan.because]
    assert (course.slot.start, course.span.start, course.because) == (date(2026, 12, 22), NEW_DAY, "Juleferie")
    assert not course.is_moved, "nobody has"


@pytest.mark.parametrize("in_draft", [False, True], ids=["in the plan", "in the draft"])
def test_what_counts_from_a_meeting_follows_it_when_planned_again(
    database: Database, small: SmallPlan, in_draft: bool
) -> None:
    planner = Planner(database)
    relative = planner.add_series("Udsendelse", RelativeRule(small.series, Offset(4, Unit.DAYS, "before")))
    planner.plan(publish=True)
    sent = {one.plan.slot.start: one.id for one in planner.planned() if one.series_id == relative}
    assert set(sent) == {date(2026, 10, 30), date(2026, 11, 27), date(2026, 12, 4)}
    if in_draft:
        planner.begin_draft()
    planner.move(small.meetings[1], date(2026, 12, 10), in_draft=in_draft)
    planner.plan(publish=not in_draft)
    now = planner.now(sent[date(2026, 12, 4)])
    assert now.state is not None
    assert now.state.span == DateSpan.of_day(date(2026, 12, 6))
    assert now.state.slot == DateSpan.of_day(date(2026, 12, 4)), "it is found by that for ever"
    assert (now.plan == now.state) is not in_draft, "the draft only shows to planners"


def test_what_counts_from_a_cancelled_meeting_goes_with_it(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    relative = planner.add_series("Udsendelse", RelativeRule(small.series, Offset(4, Unit.DAYS, "before")))
    planner.plan(publish=True)
    planner.cancel(small.meetings[1])
    planner.plan(publish=True)
    left = [one.plan.span.start for one in planner.planned() if one.series_id == relative]
    assert left == [date(2026, 10, 30), date(2026, 11, 27)]


def test_an_imprecise_one_that_was_given_its_date_keeps_it(database: Database) -> None:
    set_up(database, years=())
    planner = Planner(database)
    window = Window(Precision.WEEK, "uge 51", IsoWeeks(51, 51))
    planner.add_series("Julefrokost", window)
    planner.plan()
    (lunch,) = planner.planned()[-1:]
    assert (lunch.plan.precision, lunch.plan.words) == (Precision.WEEK, "uge 51")
    planner.move(lunch.id, date(2026, 12, 17))
    exact = planner.now(lunch.id)
    assert exact.id == lunch.id
    assert (exact.plan.precision, exact.plan.words, exact.plan.slot) == (Precision.EXACT, "uge 51", lunch.plan.slot)
    assert exact.plan.span == DateSpan.of_day(date(2026, 12, 17))
    assert planner.plan().changed == 0, "within the week that the rule asks for"
    assert planner.now(lunch.id).plan == exact.plan


DECEMBER = st.sets(st.dates(date(2026, 11, 23), date(2026, 12, 30)), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rules=st.lists(DECEMBER, min_size=1, max_size=4), moves=st.lists(st.integers(0, 30), max_size=4))
def test_whatever_is_planned_touched_ones_stay_and_planning_again_changes_nothing(
    sqlite_database: Database, rules: list[set[date]], moves: list[int]
) -> None:
    planner = _fresh(sqlite_database)
    series = planner.add_series("Kursus", on_days())
    for number, days in enumerate(rules):
        planner.follow(series, on_days(*days))
        planner.plan(publish=number % 2 == 0)
        touched = {one.id: one.state for one in _own(planner, series) if one.has_history}
        for move in moves[number : number + 1]:
            there = [one for one in _own(planner, series) if one.plan.status is Status.PLANNED]
            if there and not there[move % len(there)].plan.is_in_draft:
                chosen = there[move % len(there)]
                to_day = date(2026, 12, 1 + move % 28)
                if chosen.plan.span.start != to_day:
                    planner.move(chosen.id, to_day)
        planner.plan()
        before = planner.planned()
        assert planner.plan().new == 0
        assert planner.planned() == before
        starts = [one.plan.slot.start for one in _own(planner, series)]
        assert len(starts) == len(set(starts)), "each slot once"
        assert touched.keys() <= {one.id for one in before}


def _own(planner: Planner, series: str) -> list[Planned]:
    return [one for one in planner.planned() if one.series_id == series]


def _fresh(database: Database) -> Planner:
    planner = Planner(database)
    if not planner.planned():
        set_up(database)
    return planner
