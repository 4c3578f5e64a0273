"""An item's history is told to those who may see it, and no day of a meeting that they may not know of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from small_plan import (
    ADMINISTRATOR,
    ANONYMOUS,
    COMMITTEE,
    DAYS,
    MOMENT,
    PLANNER,
    READER,
    SECRETARY,
    TODAY,
    SmallPlan,
    place,
    set_up,
    stop_now,
)

from wheel.core.access import OPERATOR, Role, Viewer
from wheel.core.plan import PlanStatus
from wheel.core.stops import Action, StopChange
from wheel.store.database import Database
from wheel.store.organisation import set_plan_status
from wheel.store.stops import find_stop
from wheel.usecases.item_history import item_history
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.move_stop import MoveStop, move_stop
from wheel.usecases.show_item import show_item

MEMBER = Viewer(Role.READER, "Formanden", member_of=frozenset({COMMITTEE}))
GUEST = Viewer(Role.READER, "Revisoren", guest_of=frozenset({COMMITTEE}))
OTHERS_MEMBER = Viewer(Role.READER, "Formanden", member_of=frozenset({"byraadet"}))


def moved_about(database: Database, *, closed: bool = False) -> tuple[SmallPlan, str]:
    """An item that stood at a meeting in 2026, then at one in 2027, and now again in 2026; the id of its stop."""
    plan = set_up(database)
    (stop,) = place(database, plan.meetings[0], "Budget", closed=closed)
    for meeting in (plan.meetings[2], plan.meetings[1]):
        with database.writing() as session:
            move_stop(session, SECRETARY, MoveStop(stop, stop_now(database, stop).version, meeting), MOMENT)
    return plan, stop


def told(database: Database, viewer: Viewer, stop: str) -> list[tuple[Action, date | None, date | None, bool]]:
    item_id = stop_now(database, stop).item_id or ""
    with database.reading() as session:
        (page,) = show_item(session, viewer, item_id, TODAY)
    return [_short(change) for change in page.history]


def _short(change: StopChange) -> tuple[Action, date | None, date | None, bool]:
    return change.action, change.from_day, change.to_day, change.is_dayless


WHOLE = [
    (Action.ADDED, None, DAYS[0], False),
    (Action.MOVED, DAYS[0], DAYS[2], False),
    (Action.MOVED, DAYS[2], DAYS[1], False),
]


@pytest.mark.parametrize(
    "viewer", [PLANNER, SECRETARY, ADMINISTRATOR, MEMBER, OPERATOR], ids=lambda viewer: viewer.name
)
def test_those_who_may_see_it_are_told_all_of_it(database: Database, viewer: Viewer) -> None:
    _plan, stop = moved_about(database)
    assert told(database, viewer, stop) == WHOLE


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER, GUEST, OTHERS_MEMBER])
def test_others_see_the_item_and_nothing_of_its_history(database: Database, viewer: Viewer) -> None:
    _plan, stop = moved_about(database)
    assert told(database, viewer, stop) == []


def test_a_member_is_not_told_the_day_of_a_meeting_in_a_draft(database: Database) -> None:
    """Nor its place there; that the item stood at another meeting, and why, is told."""
    _plan, stop = moved_about(database)
    with database.writing() as session:
        set_plan_status(session, 2027, PlanStatus.DRAFT)
    assert told(database, MEMBER, stop) == [
        (Action.ADDED, None, DAYS[0], False),
        (Action.MOVED, None, None, True),
        (Action.MOVED, None, None, True),
    ]
    for viewer in (SECRETARY, PLANNER):
        assert told(database, viewer, stop) == WHOLE


def test_a_meeting_that_was_moved_since_is_still_known_by_its_former_day(database: Database) -> None:
    plan, stop = moved_about(database)
    with database.writing() as session:
        command = MoveOccurrence(plan.meetings[2], DAYS[2] + timedelta(days=1), "Ferie")
        move_occurrence(session, OPERATOR, command, MOMENT)
        set_plan_status(session, 2026, PlanStatus.PUBLISHED)
    assert told(database, MEMBER, stop) == WHOLE


def test_a_closed_items_history_is_told_to_nobody_else(database: Database) -> None:
    _plan, stop = moved_about(database, closed=True)
    seen = stop_now(database, stop)
    with database.reading() as session:
        for viewer in (MEMBER, SECRETARY):
            assert len(item_history(session, viewer, seen)) == len(WHOLE)
    for viewer in (PLANNER, ADMINISTRATOR, READER, GUEST, ANONYMOUS):
        assert told_of_what_is_found(database, viewer, stop) == ()


def told_of_what_is_found(database: Database, viewer: Viewer, stop: str) -> tuple[StopChange, ...]:
    with database.reading() as session:
        return item_history(session, viewer, find_stop(session, viewer, stop))
