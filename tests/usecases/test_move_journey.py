"""When one stop of a journey moves, the rest is checked again; later stops move along where somebody says so."""

from __future__ import annotations

from datetime import date

import pytest
from audit_entries import audit_of
from route_plan import (
    BOARD,
    COUNCIL,
    FINANCE,
    FORUM,
    MEETINGS,
    OF_BOARD,
    RoutePlan,
    move,
    route_plan,
    send_on,
    standing,
    stops,
    wrong,
)
from small_plan import DAYS, MOMENT, READER, SECRETARY

from wheel.core.access import Viewer
from wheel.core.routes import Leg
from wheel.errors import ConflictError, ForbiddenError, RefusedError
from wheel.store.database import Database
from wheel.usecases.move_journey import NewDays, find_new_days, take_new_days
from wheel.usecases.show_route import show_journey

LEGS = (Leg(1, FORUM), Leg(2, FINANCE), Leg(3, COUNCIL))


@pytest.fixture
def plan(database: Database) -> RoutePlan:
    plan = route_plan(database)
    send_on(database, plan, *LEGS)
    return plan


def found(database: Database, plan: RoutePlan, viewer: Viewer = SECRETARY) -> NewDays:
    with database.reading() as session:
        return find_new_days(session, viewer, plan.item, MOMENT.today)


def take(database: Database, plan: RoutePlan, seen: str) -> int:
    with database.writing() as session:
        return take_new_days(session, SECRETARY, plan.item, seen, "Flyttet med", MOMENT)


def test_a_journey_that_is_right_has_nothing_to_move(database: Database, plan: RoutePlan) -> None:
    assert wrong(database, plan) == []
    assert found(database, plan).days == ()
    with pytest.raises(RefusedError):
        take(database, plan, found(database, plan).stamp)


def test_an_earlier_stop_that_moves_shows_which_later_ones_come_too_early(database: Database, plan: RoutePlan) -> None:
    move(database, plan, stops(database, plan)[1], MEETINGS[FORUM][1])
    # The council's agenda for the 15th goes out on the 9th, before the forum meets on the 10th.
    assert wrong(database, plan) == [("not_after", FINANCE), ("deadline", COUNCIL)]
    # Nothing moves by itself.
    assert standing(database, plan)[2:] == [(3, FINANCE, DAYS[0]), (4, COUNCIL, date(2026, 12, 15))]


def test_the_later_ones_move_along_as_one_act(database: Database, plan: RoutePlan) -> None:
    move(database, plan, stops(database, plan)[1], MEETINGS[FORUM][1])
    new = found(database, plan)
    assert [(one.stop.body, one.meeting and one.meeting.span.start) for one in new.days] == [
        (FINANCE, DAYS[2]),
        (COUNCIL, date(2027, 1, 19)),
    ]
    assert take(database, plan, new.stamp) == 2
    assert standing(database, plan)[2:] == [(3, FINANCE, DAYS[2]), (4, COUNCIL, date(2027, 1, 19))]
    assert wrong(database, plan) == []
    last = audit_of(database)[-1]
    assert (last.act, last.thing_id, last.told) == ("moved", plan.item, {"place": 2})
    assert stops(database, plan)[2].reason == "Flyttet med"


def test_days_that_have_changed_since_are_not_taken(database: Database, plan: RoutePlan) -> None:
    move(database, plan, stops(database, plan)[1], MEETINGS[FORUM][1])
    seen = found(database, plan).stamp
    move(database, plan, stops(database, plan)[2], DAYS[2])
    before = standing(database, plan)
    with pytest.raises(ConflictError):
        take(database, plan, seen)
    assert standing(database, plan) == before


def test_what_others_keep_they_move_themselves(database: Database, plan: RoutePlan) -> None:
    move(database, plan, stops(database, plan)[1], MEETINGS[FORUM][1])
    assert [one.will_move for one in found(database, plan, OF_BOARD).days] == [False, False]
    with pytest.raises(ForbiddenError):
        found(database, plan, READER)


def test_a_stop_without_a_later_meeting_stays_where_it_is(database: Database) -> None:
    plan = route_plan(database)
    send_on(database, plan, Leg(1, FORUM), Leg(2, BOARD))
    move(database, plan, stops(database, plan)[1], MEETINGS[FORUM][1])
    assert [one.meeting for one in found(database, plan).days] == [None]
    with pytest.raises(RefusedError):
        take(database, plan, found(database, plan).stamp)


def test_what_waits_behind_gets_its_days_once_what_comes_before_has_one(database: Database) -> None:
    plan = route_plan(database)
    send_on(database, plan, Leg(1, FORUM, condition="Når puljen er godkendt"), Leg(2, FINANCE), Leg(3, COUNCIL))
    assert found(database, plan).days == ()
    move(database, plan, stops(database, plan)[1], MEETINGS[FORUM][0])
    new = found(database, plan)
    assert [(one.stop.body, one.meeting and one.meeting.span.start) for one in new.days] == [
        (FINANCE, DAYS[0]),
        (COUNCIL, date(2026, 12, 15)),
    ]
    take(database, plan, new.stamp)
    assert standing(database, plan)[2:] == [(3, FINANCE, DAYS[0]), (4, COUNCIL, date(2026, 12, 15))]


def test_the_journey_says_what_is_next_and_what_is_wrong_where(database: Database, plan: RoutePlan) -> None:
    move(database, plan, stops(database, plan)[1], MEETINGS[FORUM][1])
    with database.reading() as session:
        journey = show_journey(session, SECRETARY, plan.item, MOMENT.today)
        seen_by_others = show_journey(session, READER, plan.item, MOMENT.today)
    assert [(step.number, step.is_next) for step in journey.steps] == [(1, True), (2, False), (3, False), (4, False)]
    assert [len(journey.problems_of(step.stops[0])) for step in journey.steps] == [0, 0, 1, 1]
    assert (journey.sends_on, journey.finds_days) == (True, True)
    assert (seen_by_others.sends_on, seen_by_others.finds_days) == (False, False)


def test_of_a_closed_journey_others_see_the_stops_in_their_own_bodies_alone(database: Database) -> None:
    plan = route_plan(database, is_closed=True)
    send_on(database, plan, Leg(1, FORUM), Leg(2, FINANCE))
    of_finance = Viewer(SECRETARY.role, "Udvalgets sekretær", member_of=frozenset({FINANCE}))
    with database.reading() as session:
        journey = show_journey(session, of_finance, plan.item, MOMENT.today)
    assert [stop.body for step in journey.steps for stop in step.stops] == [FINANCE]
    assert journey.problems == ()
