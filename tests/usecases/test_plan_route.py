"""Sending an item on through bodies: the days that are found, and the stops that are made of them in one step."""

from __future__ import annotations

from datetime import date
from threading import Lock

import pytest
from at_once import at_once
from audit_entries import audit_of
from route_plan import (
    BOARD,
    CHILDREN,
    COUNCIL,
    FINANCE,
    FORUM,
    MEETINGS,
    OF_BOARD,
    OF_FORUM,
    ROADS,
    SECRET,
    RoutePlan,
    preview,
    route_plan,
    send,
    send_on,
    standing,
    stops,
    why,
    wrong,
)
from small_plan import ANONYMOUS, DAYS, MOMENT, PLANNER, READER, SECRETARY, TODAY

from wheel.core.audit import AuditThing
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.routes import Leg, Wait
from wheel.core.stops import Action, Purpose, StopState
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from wheel.store.database import Database
from wheel.store.stops import history_of, stops_at
from wheel.usecases.plan_route import PlanRoute, SendOn, send_item_on

FIRST = MEETINGS[BOARD][0]
ALL_COMMITTEES = (
    Leg(1, None, Purpose.CONSULTATION),
    Leg(2, FINANCE, Purpose.DECISION),
    Leg(3, COUNCIL, Purpose.DECISION),
)


@pytest.fixture
def plan(database: Database) -> RoutePlan:
    return route_plan(database)


def test_an_item_is_sent_through_all_committees_to_the_council_in_one_step(database: Database, plan: RoutePlan) -> None:
    sent = send_on(database, plan, *ALL_COMMITTEES)
    assert [(line.is_placed, line.body) for line in sent.lines] == [
        (True, CHILDREN),
        (True, ROADS),
        (True, FINANCE),
        (True, COUNCIL),
    ]
    assert standing(database, plan) == [
        (1, BOARD, FIRST),
        (2, CHILDREN, date(2026, 12, 3)),
        (2, ROADS, date(2026, 12, 4)),
        (3, FINANCE, DAYS[1]),
        (4, COUNCIL, date(2026, 12, 15)),
    ]
    assert wrong(database, plan) == []
    last = audit_of(database)[-1]
    assert (last.act, last.thing, last.thing_id, last.told) == (
        "sent on",
        AuditThing.ITEM,
        plan.item,
        {"place": 4, "await": 0},
    )
    assert [entry.act for entry in audit_of(database)].count("sent on") == 1


def test_each_new_stop_has_its_purpose_its_place_and_its_own_history(database: Database, plan: RoutePlan) -> None:
    send_on(database, plan, *ALL_COMMITTEES)
    made = stops(database, plan)[1:]
    assert [stop.purpose for stop in made] == [Purpose.CONSULTATION] * 2 + [Purpose.DECISION] * 2
    assert {stop.position for stop in made} == {1}
    with database.reading() as session:
        assert [change.action for change in history_of(session, made[0].id)] == [Action.ADDED]
        found = stops_at(session, SECRETARY, [plan.meetings[COUNCIL, date(2026, 12, 15)]])
    assert [stop.item_id for stop in next(iter(found.values()))] == [plan.item]


def test_in_a_body_whose_agenda_is_not_ones_own_it_awaits_its_secretary(database: Database, plan: RoutePlan) -> None:
    sent = send_on(database, plan, Leg(1, FORUM, lead_days=2), viewer=OF_BOARD)
    assert [(line.is_kept, line.is_placed) for line in sent.lines] == [(False, False)]
    stop = stops(database, plan)[1]
    assert (stop.state, stop.reason, stop.since) == (StopState.AWAITING, "Sendt fra Direktionen: afventer", TODAY)
    assert stop.look_again == LookAgain(LookKind.MEETING, TODAY, body=FORUM)
    assert (stop.look_by, stop.owner) == (MEETINGS[FORUM][0], plan.forums_secretary)
    assert stop.lead_days == 2


def test_towards_a_meeting_the_way_there_is_found_backwards(database: Database, plan: RoutePlan) -> None:
    target = plan.meetings[COUNCIL, date(2027, 1, 19)]
    legs = (Leg(1, FORUM), Leg(2, FINANCE), Leg(3, COUNCIL))
    send(database, PlanRoute(plan.item, legs, target=target))
    assert standing(database, plan)[1:] == [
        (2, FORUM, date(2026, 12, 10)),
        (3, FINANCE, date(2027, 1, 12)),
        (4, COUNCIL, date(2027, 1, 19)),
    ]


def test_within_a_political_round_what_does_not_fit_waits(database: Database, plan: RoutePlan) -> None:
    command = PlanRoute(plan.item, (Leg(1, FINANCE), Leg(2, COUNCIL), Leg(3, BOARD)), political_round=plan.round)
    found = preview(database, command)
    assert [line.found.meeting and line.found.meeting.span.start for line in found.lines] == [
        DAYS[1],
        date(2026, 12, 15),
        None,
    ]
    assert found.lines[-1].found.wait is Wait.NO_MEETING
    send(database, command)
    assert stops(database, plan)[-1].reason == "Sendt fra Direktionen: no_meeting"


def test_a_body_can_wait_for_a_condition_and_what_follows_waits_for_it(database: Database, plan: RoutePlan) -> None:
    send_on(database, plan, Leg(1, FORUM, condition="Når puljen er godkendt"), Leg(2, FINANCE))
    waits, behind = stops(database, plan)[1:]
    assert waits.look_again == LookAgain(LookKind.CONDITION, words="Når puljen er godkendt")
    assert (behind.state, behind.reason) == (StopState.AWAITING, "Sendt fra Direktionen: behind")
    assert behind.look_again is not None
    assert behind.look_again.body == FINANCE


def test_side_by_side_with_where_it_stands_is_the_same_step(database: Database, plan: RoutePlan) -> None:
    send_on(database, plan, Leg(0, FORUM), Leg(0, FINANCE))
    assert standing(database, plan) == [(1, BOARD, FIRST), (1, FORUM, MEETINGS[FORUM][0]), (1, FINANCE, DAYS[0])]


def test_it_may_come_back_to_where_it_has_been(database: Database, plan: RoutePlan) -> None:
    send_on(database, plan, Leg(1, FINANCE), Leg(2, BOARD))
    assert standing(database, plan)[1:] == [(2, FINANCE, DAYS[0]), (3, BOARD, date(2026, 12, 2))]


def test_what_is_shown_is_what_is_done_or_nothing(database: Database, plan: RoutePlan) -> None:
    command = PlanRoute(plan.item, (Leg(1, FORUM),))
    seen = preview(database, command).stamp
    send_on(database, plan, Leg(1, FINANCE))
    before = standing(database, plan)
    with pytest.raises(ConflictError), database.writing() as session:
        send_item_on(session, SECRETARY, SendOn(command, seen), why, MOMENT)
    assert standing(database, plan) == before


def test_two_who_send_it_on_at_once_do_not_send_it_twice(database: Database, plan: RoutePlan) -> None:
    command = PlanRoute(plan.item, (Leg(1, FORUM), Leg(2, FINANCE)))
    seen = preview(database, command).stamp
    refused, lock = [], Lock()

    def work(own: Database, _number: int) -> None:
        try:
            with own.writing() as session:
                send_item_on(session, SECRETARY, SendOn(command, seen), why, MOMENT)
        except ConflictError as error:
            with lock:
                refused.append(error)

    at_once(database, work)
    assert len(refused) == 1
    assert [body for _step, body, _day in standing(database, plan)] == [BOARD, FORUM, FINANCE]


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER, OF_FORUM])
def test_only_who_may_change_the_item_sends_it_on(database: Database, plan: RoutePlan, viewer: object) -> None:
    with pytest.raises(ForbiddenError):
        send_on(database, plan, Leg(1, FORUM), viewer=viewer)  # type: ignore[arg-type]
    assert len(standing(database, plan)) == 1


def test_a_closed_item_is_sent_on_by_those_who_may_change_closed_ones(database: Database) -> None:
    plan = route_plan(database, is_closed=True)
    for viewer in (ANONYMOUS, READER, PLANNER, OF_FORUM):
        with pytest.raises(NotFoundError):
            send_on(database, plan, Leg(1, FORUM), viewer=viewer)
    send_on(database, plan, Leg(1, FORUM), viewer=OF_BOARD)
    assert standing(database, plan, OF_FORUM) == [(2, FORUM, None)]
    with pytest.raises(NotFoundError):
        stops(database, plan, PLANNER)


def test_a_body_that_one_may_not_know_of_cannot_be_chosen(database: Database, plan: RoutePlan) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        send_on(database, plan, Leg(1, FORUM), Leg(2, SECRET), viewer=OF_BOARD)
    assert refusal.value.field == "body-1"
    target = plan.meetings[SECRET, MEETINGS[SECRET][0]]
    with pytest.raises(InvalidInputError) as unknown:
        preview(database, PlanRoute(plan.item, (Leg(1, FORUM),), target=target), OF_BOARD)
    assert unknown.value.field == "target"


@pytest.mark.parametrize(
    ("choice", "field"), [({"target": "nosuchid"}, "target"), ({"political_round": "nosuchid"}, "round")]
)
def test_what_is_not_there_cannot_be_chosen(
    database: Database, plan: RoutePlan, choice: dict[str, str], field: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        preview(database, PlanRoute(plan.item, (Leg(1, FORUM),), **choice))
    assert refusal.value.field == field
