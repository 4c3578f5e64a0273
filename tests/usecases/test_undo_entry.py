"""Whatever a planner did can be taken back whole, in both layers, or is refused because somebody went on from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from planner import Planner, on_days
from small_plan import (
    DAYS,
    MEETINGS,
    MOMENT,
    OVER,
    PLANNER,
    SECRETARY,
    SmallPlan,
    agenda,
    awaiting,
    later,
    occurrence_now,
    place,
    set_up,
    stop_now,
)

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Status
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.plan_history import PlanAction
from wheel.errors import ConflictError, NotFoundError, RefusedError, WheelError
from wheel.store.database import Database
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_stop import MoveStop, WithdrawStop, move_stop, withdraw_stop
from wheel.usecases.undo_entry import undo_entry

NEW_DAY, LATER = date(2026, 12, 15), date(2026, 12, 17)
Act = Callable[[Planner, SmallPlan], object]


def nothing(_: Planner, __: SmallPlan) -> None:
    pass


def follow_in_draft(p: Planner, s: SmallPlan) -> None:
    """A draft that changes one meeting, takes one away and has a new one."""
    longer = DateSpan(DAYS[0], date(2026, 12, 4))
    p.follow(s.series, replace(on_days(), spans=(*on_days(OVER, NEW_DAY).spans, longer)))
    p.plan()


def decide_in_draft(p: Planner, s: SmallPlan) -> None:
    p.begin_draft()
    p.move(s.meetings[0], NEW_DAY, in_draft=True)
    p.cancel(s.meetings[1], in_draft=True)
    p.add(s.series, LATER, in_draft=True)


def plan_another_rule_and_publish(p: Planner, s: SmallPlan) -> None:
    follow_in_draft(p, s)
    p.publish()


ACTS: list[tuple[str, Act, Act]] = [
    ("plan a draft", follow_in_draft, lambda p, s: (p.follow(s.series, on_days(OVER, DAYS[0])), p.plan())),
    ("plan where nothing was", nothing, follow_in_draft),
    ("publish what planning changed", follow_in_draft, lambda p, _: p.publish()),
    ("publish what was decided", decide_in_draft, lambda p, _: p.publish()),
    ("discard what planning changed", follow_in_draft, lambda p, _: p.discard()),
    ("discard what was decided", decide_in_draft, lambda p, _: p.discard()),
    ("begin a draft", nothing, lambda p, _: p.begin_draft()),
    ("move", nothing, lambda p, s: p.move(s.meetings[0], NEW_DAY)),
    ("move in a draft", decide_in_draft, lambda p, s: p.move(s.meetings[0], LATER, in_draft=True)),
    ("move what the draft has otherwise", follow_in_draft, lambda p, s: p.move(s.meetings[0], LATER)),
    ("cancel", nothing, lambda p, s: p.cancel(s.meetings[0])),
    ("cancel in a draft", follow_in_draft, lambda p, s: p.cancel(s.meetings[0], in_draft=True)),
    ("cancel what the draft has otherwise", follow_in_draft, lambda p, s: p.cancel(s.meetings[0])),
    ("reinstate", lambda p, s: p.cancel(s.meetings[0]), lambda p, s: p.reinstate(s.meetings[0])),
    ("reinstate in a draft", decide_in_draft, lambda p, s: p.reinstate(s.meetings[1], in_draft=True)),
    ("add an extra one", nothing, lambda p, s: p.add(s.series, LATER)),
    ("add one in a draft", follow_in_draft, lambda p, s: p.add(s.series, LATER, in_draft=True)),
]


@pytest.mark.parametrize(("name", "before", "act"), ACTS, ids=[name for name, _, _ in ACTS])
def test_what_is_undone_leaves_both_layers_as_they_were(database: Database, name: str, before: Act, act: Act) -> None:
    small = set_up(database)
    planner = Planner(database)
    before(planner, small)
    layers, year = planner.layers(), planner.year_plan()
    act(planner, small)
    done = planner.entries()[0]
    assert (planner.layers(), planner.year_plan()) != (layers, year), name
    planner.undo()
    assert planner.layers() == layers
    assert planner.year_plan() == year
    undone, undoing = next(one for one in planner.entries() if one.id == done.id), planner.entries()[0]
    assert (undone.is_undone, undone.can_be_undone) == (True, False)
    assert (undoing.action, undoing.undoes, undoing.can_be_undone) == (PlanAction.UNDONE, done.id, False)


@pytest.mark.parametrize(("name", "before", "act"), ACTS, ids=[name for name, _, _ in ACTS])
def test_what_was_undone_can_be_done_once_more(database: Database, name: str, before: Act, act: Act) -> None:
    small = set_up(database)
    planner = Planner(database)
    before(planner, small)
    act(planner, small)
    done = sorted(planner.layers().values(), key=repr)
    planner.undo()
    act(planner, small)
    assert sorted(planner.layers().values(), key=repr) == done, name


def test_a_whole_year_can_be_unplanned_and_unpublished(database: Database) -> None:
    set_up(database, years=())
    planner = Planner(database)
    planner.plan(publish=True)
    planner.undo()
    assert planner.year_plan() == YearPlan(2026, PlanStatus.DRAFT)
    assert len(planner.planned()) == 3
    planner.undo(planner.entries()[-1].id)
    assert planner.year_plan() == YearPlan(2026, None)
    assert planner.planned() == []


def go_on_moving(p: Planner, s: SmallPlan) -> None:
    p.move(s.meetings[0], LATER)


def go_on_cancelling(p: Planner, s: SmallPlan) -> None:
    p.cancel(s.meetings[0])


REFUSED: list[tuple[str, Act, Act, str]] = [
    ("moved again", lambda p, s: p.move(s.meetings[0], NEW_DAY), go_on_moving, "it would lose the second move"),
    ("moved, then cancelled", lambda p, s: p.move(s.meetings[0], NEW_DAY), go_on_cancelling, "it would be held"),
    ("extra, then moved", lambda p, s: p.add(s.series, NEW_DAY), lambda p, _: p.move(_extra(p), LATER), "it would go"),
    (
        "extra, then given items",
        lambda p, s: p.add(s.series, NEW_DAY),
        lambda p, _: place(p.database, _extra(p), "Budget"),
        "they would be nowhere",
    ),
    (
        "reinstated, then given items",
        lambda p, s: (p.cancel(s.meetings[0]), p.reinstate(s.meetings[0])),
        lambda p, s: place(p.database, s.meetings[0], "Budget"),
        "a cancelled meeting has none",
    ),
    (
        "published, then given items",
        plan_another_rule_and_publish,
        lambda p, _: place(p.database, _on(p, NEW_DAY), "Budget"),
        "nobody sees what is in a draft",
    ),
    (
        "published, then moved there and back",
        plan_another_rule_and_publish,
        lambda p, _: (p.move(_on(p, NEW_DAY), LATER), p.move(_on(p, LATER), NEW_DAY)),
        "what has a history cannot be thrown away with a draft",
    ),
    ("published, then drafted anew", plan_another_rule_and_publish, lambda p, _: p.begin_draft(), "there is one now"),
    (
        "draft begun, then used",
        lambda p, _: p.begin_draft(),
        lambda p, s: p.move(s.meetings[0], NEW_DAY, in_draft=True),
        "its move would be left behind",
    ),
    (
        "draft planned, then added to",
        follow_in_draft,
        lambda p, s: p.add(s.series, LATER, in_draft=True),
        "the extra one would be left behind",
    ),
    ("draft planned, then published", follow_in_draft, lambda p, _: p.publish(), "undo the publishing first"),
    ("draft planned, then discarded", follow_in_draft, lambda p, _: p.discard(), "there is nothing left of it"),
    (
        "taken away, then made again",
        plan_another_rule_and_publish,
        lambda p, s: (p.follow(s.series, on_days(OVER, *DAYS[:2])), p.plan(publish=True)),
        "there would be two on one slot",
    ),
]


def _extra(planner: Planner) -> str:
    return next(one.id for one in planner.planned() if one.plan.is_extra)


def _on(planner: Planner, day: date) -> str:
    return next(one.id for one in planner.planned() if one.plan.span.start == day)


@pytest.mark.parametrize(("name", "act", "since", "reason"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_what_somebody_went_on_from_is_not_undone(
    database: Database, name: str, act: Act, since: Act, reason: str
) -> None:
    small = set_up(database)
    planner = Planner(database)
    act(planner, small)
    done = planner.entries()[0].id
    since(planner, small)
    before, entries, year = planner.planned(), planner.entries(), planner.year_plan()
    with pytest.raises((ConflictError, RefusedError)) as refusal:
        planner.undo(done)
    assert isinstance(refusal.value, WheelError)
    assert str(refusal.value).startswith(("Something", "Items")), name
    assert (planner.planned(), planner.entries(), planner.year_plan()) == (before, entries, year), reason


def test_nothing_is_undone_twice_nor_an_undoing_undone(database: Database) -> None:
    small = set_up(database)
    planner = Planner(database)
    planner.move(small.meetings[0], NEW_DAY)
    done = planner.entries()[0].id
    planner.undo()
    for entry in (done, planner.entries()[0].id):
        with pytest.raises(RefusedError, match="This has been undone already"):
            planner.undo(entry)
    with pytest.raises(NotFoundError):
        planner.undo("there is no such entry")


def test_items_of_an_undone_cancellation_come_back_but_for_those_touched_meanwhile(database: Database) -> None:
    small = set_up(database)
    planner = Planner(database)
    stops = place(database, small.meetings[0], "Kommer igen", "Flyttet", "Bortfaldet", "Også igen")
    planner.cancel(small.meetings[0])
    with database.writing() as session:
        move_stop(session, SECRETARY, MoveStop(stops[1], 2, small.meetings[1]), MOMENT)
        withdraw_stop(session, SECRETARY, WithdrawStop(stops[2], 2, "Ikke aktuel"), MOMENT)
    planner.undo()
    assert occurrence_now(database, small.meetings[0]).status is Status.PLANNED
    assert agenda(database, small.meetings[0]) == [(1, "Kommer igen"), (2, "Også igen")]
    assert agenda(database, small.meetings[1]) == [(1, "Flyttet")]
    assert awaiting(database) == []
    assert stop_now(database, stops[2]).meeting_day is None


def test_items_of_a_published_cancellation_come_back_when_publishing_is_undone(database: Database) -> None:
    small = set_up(database)
    planner = Planner(database)
    place(database, small.meetings[0], "Budget")
    planner.begin_draft()
    planner.cancel(small.meetings[0], in_draft=True)
    planner.publish()
    assert awaiting(database) == ["Budget"]
    planner.undo()
    assert agenda(database, small.meetings[0]) == [(1, "Budget")]


def test_closed_items_follow_their_meeting_whoever_cancels_it_and_undoes_that(database: Database) -> None:
    small = set_up(database)
    place(database, small.meetings[0], "Åben sag")
    (closed,) = place(database, small.meetings[0], "Lukket sag", closed=True, reason="Haster")
    with database.writing() as session:
        cancel_occurrence(session, PLANNER, CancelOccurrence(small.meetings[0], "Ferie"), MOMENT)
    assert awaiting(database, SECRETARY) == ["Åben sag", "Lukket sag"]
    assert awaiting(database, PLANNER) == ["Åben sag"]
    with database.writing() as session:
        undo_entry(session, PLANNER, Planner(database).entries()[0].id, MOMENT)
    assert agenda(database, small.meetings[0]) == [(1, "Åben sag"), (2, "Lukket sag")]
    assert stop_now(database, closed).reason == "Haster", "as it was, and not why it left"
    assert agenda(database, small.meetings[0], PLANNER) == [(1, "Åben sag"), (2, None)]


def test_items_of_a_meeting_that_is_over_by_then_stay_where_they_went(database: Database) -> None:
    small = set_up(database)
    planner = Planner(database)
    place(database, small.meetings[0], "Budget")
    planner.cancel(small.meetings[0])
    with database.writing() as session:
        undo_entry(session, SECRETARY, planner.entries()[0].id, later(days=30))
    assert occurrence_now(database, small.meetings[0]).status is Status.PLANNED
    assert awaiting(database) == ["Budget"]


def test_undoing_in_the_draft_leaves_no_history_that_would_keep_it_from_being_discarded(database: Database) -> None:
    small = set_up(database)
    planner = Planner(database)
    planner.begin_draft()
    extra = planner.add(small.series, LATER, in_draft=True)
    planner.move(extra, NEW_DAY, in_draft=True)
    planner.undo()
    planner.discard()
    assert extra not in planner.layers()


def test_undoing_a_move_is_told_in_the_meetings_own_history(database: Database) -> None:
    small = set_up(database)
    planner = Planner(database)
    planner.move(small.meetings[0], NEW_DAY)
    planner.undo()
    assert planner.now(small.meetings[0]).has_history
    planner.follow(small.series, MEETINGS.schedule.rule)
    assert planner.plan().changed == 0, "it is where the rule has it"
