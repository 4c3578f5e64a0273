"""Two planners at the same moment: one of them comes first, and what the other loses is said to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from at_once import at_once
from planner import Planner, on_days
from small_plan import DAYS, OVER, SmallPlan, agenda, awaiting, place, set_up

from wheel.core.occurrences import Status
from wheel.core.plan_history import PlanAction
from wheel.core.plan_states import UNTOUCHED
from wheel.errors import ConflictError, RefusedError, WheelError
from wheel.store.database import Database

NEW_DAY = date(2026, 12, 15)


@pytest.fixture
def small(database: Database) -> SmallPlan:
    return set_up(database)


def outcomes(database: Database, *acts: Callable[[Planner], object]) -> list[type[WheelError] | None]:
    """What became of each act, all started together."""
    found: dict[int, type[WheelError] | None] = {}

    def do(own: Database, number: int) -> None:
        try:
            acts[number](Planner(own))
            found[number] = None
        except WheelError as error:
            found[number] = type(error)

    at_once(database, do, len(acts))
    return [found[number] for number in range(len(acts))]


def test_planning_the_same_year_makes_each_occurrence_once(database: Database, small: SmallPlan) -> None:
    days = [NEW_DAY + timedelta(days=number) for number in range(10)]
    Planner(database).follow(small.series, on_days(OVER, *days))
    assert outcomes(database, Planner.plan, Planner.plan) == [None, None]
    planner = Planner(database)
    assert planner.working_days() == [OVER, *days]
    assert [entry.action for entry in planner.entries()][:2] == [PlanAction.PLANNED, PlanAction.PUBLISHED]


def test_of_two_who_plan_by_the_same_preview_one_is_told(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    planner.follow(small.series, on_days(OVER, NEW_DAY))
    seen = planner.preview().seen
    found = outcomes(database, *[lambda own: own.plan(seen=seen)] * 2)
    assert sorted(map(str, found)) == sorted(map(str, [None, ConflictError]))
    assert planner.working_days() == [OVER, NEW_DAY]


def test_of_two_who_move_the_same_meeting_one_is_told(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    seen = planner.now(small.meetings[0]).version
    to_days = (NEW_DAY, date(2026, 12, 16))
    found = outcomes(database, *[lambda own, day=day: own.move(small.meetings[0], day, seen=seen) for day in to_days])
    assert sorted(map(str, found)) == sorted(map(str, [None, ConflictError]))
    moved = planner.now(small.meetings[0]).plan.span.start
    assert moved == to_days[found.index(None)]


def test_two_who_change_different_meetings_both_get_their_way(database: Database, small: SmallPlan) -> None:
    found = outcomes(
        database,
        lambda own: own.move(small.meetings[0], NEW_DAY),
        lambda own: own.cancel(small.meetings[1]),
        lambda own: own.add(small.series, date(2026, 12, 18)),
    )
    assert found == [None, None, None]
    planner = Planner(database)
    assert planner.working_days() == [OVER, DAYS[1], NEW_DAY, date(2026, 12, 18)]
    assert planner.now(small.meetings[1]).plan.status is Status.CANCELLED


def test_of_two_who_begin_or_publish_a_draft_one_is_told(database: Database, small: SmallPlan) -> None:
    assert small.series
    assert sorted(map(str, outcomes(database, Planner.begin_draft, Planner.begin_draft))) == sorted(
        map(str, [None, RefusedError])
    )
    Planner(database).move(small.meetings[0], NEW_DAY, in_draft=True)
    found = outcomes(database, Planner.publish, Planner.discard)
    assert found.count(None) == 1
    planner = Planner(database)
    assert not planner.year_plan().has_draft
    assert {draft for _, draft in planner.layers().values()} == {UNTOUCHED}
    is_moved = planner.now(small.meetings[0]).plan.span.start == NEW_DAY
    assert is_moved is (found[0] is None)


def test_of_two_who_undo_the_same_entry_one_is_told(database: Database, small: SmallPlan) -> None:
    planner = Planner(database)
    before = planner.layers()
    planner.move(small.meetings[0], NEW_DAY)
    entry = planner.entries()[0].id
    found = outcomes(database, *[lambda own: own.undo(entry)] * 2)
    assert sorted(map(str, found)) == sorted(map(str, [None, RefusedError]))
    assert planner.layers() == before


@pytest.mark.parametrize("act", ["plan", "publish", "undo"])
def test_an_item_placed_while_its_meeting_goes_is_never_lost(database: Database, small: SmallPlan, act: str) -> None:
    """Placed first, it keeps the meeting or awaits a date; placed after, it is refused."""
    planner = Planner(database)
    meeting = small.meetings[0]
    if act == "publish":
        planner.begin_draft()
        planner.cancel(meeting, in_draft=True)
    elif act == "plan":
        planner.follow(small.series, on_days(OVER))
    else:
        meeting = planner.add(small.series, NEW_DAY)
    going = {
        "plan": lambda own: own.plan(publish=True),
        "publish": Planner.publish,
        "undo": Planner.undo,
    }[act]
    found = outcomes(database, going, lambda own: place(own.database, meeting, "Budget"))
    if found[1] is None:
        kept = meeting in planner.layers() and planner.now(meeting).plan.status is Status.PLANNED
        assert (agenda(database, meeting) if kept else awaiting(database)) == ([(1, "Budget")] if kept else ["Budget"])
    else:
        assert found[0] is None, "one of them got through"
        assert awaiting(database) == []
