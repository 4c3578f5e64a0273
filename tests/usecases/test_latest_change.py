"""What a planner did to an event a moment ago is offered to be taken back, to that planner alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from planner import Planner
from small_plan import MOMENT, PLANNER, READER, SECRETARY, SmallPlan, later, set_up

from wheel.core.access import Moment, Viewer
from wheel.core.plan_history import PlanAction, PlanEntry
from wheel.store.database import Database
from wheel.usecases.latest_change import change_to_take_back

THURSDAY = date(2026, 12, 3)
Act = Callable[[Planner, SmallPlan], object]


def offered(
    database: Database, plan: SmallPlan, viewer: Viewer = SECRETARY, moment: Moment = MOMENT
) -> PlanEntry | None:
    with database.reading() as session:
        return change_to_take_back(session, viewer, plan.meetings[0], moment)


ACTS: list[tuple[str, Act, PlanAction | None]] = [
    ("nothing but planning", lambda _p, _s: None, None),
    ("a move", lambda p, s: p.move(s.meetings[0], THURSDAY), PlanAction.MOVED),
    ("a cancellation", lambda p, s: p.cancel(s.meetings[0]), PlanAction.CANCELLED),
    ("a move of another", lambda p, s: p.move(s.meetings[1], THURSDAY), None),
    ("a move taken back", lambda p, s: (p.move(s.meetings[0], THURSDAY), p.undo()), None),
    ("a move published with others", lambda p, s: draft_and_publish(p, s), None),
]


def draft_and_publish(planner: Planner, plan: SmallPlan) -> None:
    planner.begin_draft()
    planner.move(plan.meetings[0], THURSDAY, in_draft=True)
    planner.publish()


@pytest.mark.parametrize(("act", "action"), [one[1:] for one in ACTS], ids=[one[0] for one in ACTS])
def test_the_latest_change_of_the_event_alone_is_offered(
    database: Database, act: Act, action: PlanAction | None
) -> None:
    plan = set_up(database)
    act(Planner(database), plan)
    found = offered(database, plan)
    assert (found.action if found else None) == action


@pytest.mark.parametrize(
    ("viewer", "moment", "reason"),
    [
        (READER, MOMENT, "who may not plan takes nothing back"),
        (PLANNER, MOMENT, "somebody else did it"),
        (SECRETARY, later(days=1), "it was yesterday"),
    ],
)
def test_it_is_not_offered(database: Database, viewer: Viewer, moment: Moment, reason: str) -> None:
    plan = set_up(database)
    Planner(database).move(plan.meetings[0], THURSDAY)
    assert offered(database, plan, viewer, moment) is None, reason


def test_what_was_added_is_offered(database: Database) -> None:
    plan = set_up(database)
    new_id = Planner(database).add(plan.series, THURSDAY)
    with database.reading() as session:
        entry = change_to_take_back(session, SECRETARY, new_id, later(minutes=30))
    assert entry is not None
    assert (entry.action, entry.told["to"]) == (PlanAction.ADDED, "2026-12-03")
