"""Placing a year's standing items: once, all in one act, and never over what somebody did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from audit_entries import audit_of
from papers import ELSEWHERE, KEEPER, MEMBER
from small_plan import COMMITTEE, MOMENT, OVER, PLANNER, READER, SECRETARY, TODAY, later, set_up, stop_now
from standing_desk import agendas, keep, keep_roster, page, place_year, placing, standing_now, to_place

from wheel.core.access import ANONYMOUS, Role, Viewer
from wheel.core.rosters import Cover
from wheel.core.standing_rules import FirstInMonths, FirstOfQuarter, NthMeeting
from wheel.core.stops import NewItem, Purpose, Stop, StopState, Waiting
from wheel.errors import ForbiddenError
from wheel.store.accounts import add_account
from wheel.store.database import Database
from wheel.store.posts import add_tenure
from wheel.store.stops import stops_at
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.move_stop import MoveStop, WithdrawStop, move_stop, withdraw_stop
from wheel.usecases.save_item import SaveItem, save_item
from wheel.usecases.save_standing_item import EndStandingItem, SaveStandingItem, end_standing_item, save_standing_item


def stop_at(database: Database, meeting: str, number: int = 0) -> Stop:
    with database.reading() as session:
        return stops_at(session, SECRETARY, [meeting])[meeting][number]


def test_what_a_year_lacks_comes_on_its_agendas_in_the_order_of_the_standing_items(database: Database) -> None:
    plan = set_up(database)
    keep(database, "Referat fra mødet den {forrige}", minutes=5, purpose=Purpose.DECISION, text="Se bilag")
    keep(database, "Status på IT, {kvartal}", FirstOfQuarter())
    assert to_place(database) == 5
    assert place_year(database, 2026) == 2
    assert place_year(database, 2027) == 3
    assert agendas(database, *plan.meetings) == [
        ["Referat fra mødet den 3. november 2026"],
        ["Referat fra mødet den 1. december 2026"],
        ["Referat fra mødet den 8. december 2026", "Status på IT, 1. kvartal"],
        ["Referat fra mødet den 12. januar 2027"],
    ]
    first = stop_at(database, plan.meetings[0])
    assert (first.minutes, first.purpose, first.text, first.position) == (5, Purpose.DECISION, "Se bilag", 1)
    assert agendas(database, plan.over) == [[]], f"the meeting of {OVER} is over"
    assert to_place(database) == 0


def test_it_is_one_act_in_the_audit(database: Database) -> None:
    set_up(database)
    keep(database)
    before = len(audit_of(database))
    place_year(database, 2027)
    (entry,) = audit_of(database)[before:]
    assert (entry.act, entry.thing_id, entry.told) == ("standing items placed", COMMITTEE, {"count": 2})
    place_year(database, 2027)
    assert len(audit_of(database)) == before + 1, "nothing more was done"


def test_only_what_is_ticked_is_placed_and_the_rest_is_offered_again(database: Database) -> None:
    plan = set_up(database)
    keep(database)
    lines = placing(database, 2026).lines
    assert place_year(database, 2026, [lines[1].choice, ("nosuch", "key")]) == 1
    assert agendas(database, *plan.meetings[:2]) == [[], ["Status"]]
    assert [line.choice for line in placing(database, 2026).lines] == [lines[0].choice]
    assert place_year(database, 2026, [line.choice for line in lines]) == 1, "somebody else placed the other meanwhile"


def test_what_somebody_did_with_them_is_left_alone(database: Database) -> None:
    plan = set_up(database)
    keep(database)
    place_year(database, 2026)
    place_year(database, 2027)
    first, second, third, fourth = (stop_at(database, meeting) for meeting in plan.meetings)
    with database.writing() as session:
        withdraw_stop(session, SECRETARY, WithdrawStop(first.id, 1, "Ikke nu"), MOMENT)
        move_stop(session, SECRETARY, MoveStop(second.id, 1, plan.meetings[3]), MOMENT)
        move_stop(session, SECRETARY, MoveStop(third.id, 1, None, "Senere", Waiting("Senere")), MOMENT)
        save_item(session, SECRETARY, SaveItem(fourth.item_id or "", 1, NewItem("Noget andet"), {}), MOMENT)
    assert to_place(database) == 0
    assert place_year(database, 2026) == place_year(database, 2027) == 0
    assert agendas(database, *plan.meetings) == [["Status"], [], [], ["Noget andet", "Status"]]
    assert stop_now(database, third.id).state is StopState.AWAITING


def test_a_meeting_that_moves_keeps_its_item(database: Database) -> None:
    plan = set_up(database)
    keep(database)
    place_year(database, 2026)
    with database.writing() as session:
        move_occurrence(session, PLANNER, MoveOccurrence(plan.meetings[0], date(2026, 12, 3), "Flyttet"), MOMENT)
    assert place_year(database, 2026) == 0
    assert agendas(database, plan.meetings[0]) == [["Status"]]


def test_another_rule_adds_only_where_nothing_came_of_the_former_one(database: Database) -> None:
    plan = set_up(database)
    standing_id = keep(database, pattern=FirstOfQuarter())
    place_year(database, 2027)
    item = standing_now(database, standing_id)
    with database.writing() as session:
        changed = replace(item, rule=replace(item.rule, pattern=FirstInMonths((1, 2))))
        save_standing_item(session, SECRETARY, SaveStandingItem(changed, item.version), MOMENT)
    assert place_year(database, 2027) == 1
    assert agendas(database, *plan.meetings[2:]) == [["Status"], ["Status"]]


def test_nothing_comes_after_its_last_day(database: Database) -> None:
    set_up(database)
    standing_id = keep(database)
    with database.writing() as session:
        end_standing_item(session, SECRETARY, EndStandingItem(standing_id, 1, date(2027, 1, 13)), MOMENT)
    assert [str(line.wanted.meeting.span.start) for line in placing(database, 2027).lines] == ["2027-01-12"]


def test_todays_meeting_is_not_added_to(database: Database) -> None:
    set_up(database)
    keep(database)
    day = (date(2026, 12, 1) - TODAY) // timedelta(days=1)
    assert place_year(database, 2026, moment=later(days=day)) == 1, "the meeting of 8 December alone"


# Rosters


def test_a_roster_is_spread_and_its_posts_prepare_their_items(database: Database) -> None:
    plan = set_up(database)
    _id, roster = keep_roster(database, "Havnechefen", "Skolechefen")
    choices = [line.choice for line in placing(database, 2027).lines]
    assert place_year(database, 2027, choices) == 2
    assert agendas(database, *plan.meetings[2:]) == [["Dialogmøde med Havnechefen"], ["Dialogmøde med Skolechefen"]]
    assert stop_at(database, plan.meetings[2]).case_officer_post == roster[0].id
    (line,) = page(database).lines
    assert [(one.cover, one.day) for one in line.cover] == [
        (Cover.PLANNED, date(2027, 1, 12)),
        (Cover.PLANNED, date(2027, 2, 9)),
    ]


def test_vacant_posts_are_offered_and_not_counted(database: Database) -> None:
    set_up(database)
    _id, roster = keep_roster(database, "Havnechefen", "Skolechefen")
    with database.writing() as session:
        account = add_account(session, "havn", "Havnen", None, Role.READER)
        add_tenure(session, roster[0].id, account, TODAY)
    lines = placing(database, 2027).lines
    assert [(line.wanted.post, line.is_vacant) for line in lines] == [(roster[0], False), (roster[1], True)]
    assert page(database).vacant == {roster[1].id}
    # In 2026 as well as in 2027.
    assert to_place(database) == 2
    assert place_year(database, 2027) == 1, "without being chosen, a vacant post waits"


# Who may


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER, MEMBER, ELSEWHERE], ids=lambda viewer: viewer.name)
def test_who_does_not_keep_the_agenda_places_nothing(sqlite_database: Database, viewer: Viewer) -> None:
    set_up(sqlite_database)
    keep(sqlite_database)
    assert to_place(sqlite_database, viewer) == 0
    with pytest.raises(ForbiddenError):
        place_year(sqlite_database, 2027, viewer=viewer)
    with pytest.raises(ForbiddenError):
        placing(sqlite_database, 2027, viewer)


def test_who_may_not_see_what_is_closed_places_the_rest(database: Database) -> None:
    plan = set_up(database)
    keep(database, "Lukket", is_closed=True)
    keep(database, "Åbent", NthMeeting(2))
    assert (to_place(database, PLANNER), to_place(database, KEEPER)) == (2, 6)
    assert place_year(database, 2027, viewer=PLANNER) == 1
    assert [line.standing.title for line in placing(database, 2027, KEEPER).lines] == ["Lukket", "Lukket"]
    assert place_year(database, 2027, viewer=KEEPER) == 2
    stop = stop_at(database, plan.meetings[2], 1)
    assert (stop.title, stop.is_closed) == ("Lukket", True)
    with database.reading() as session:
        seen = stops_at(session, PLANNER, [plan.meetings[2]])[plan.meetings[2]]
    assert [one.title for one in seen] == ["Åbent", None]
