"""Comparing minutes with the plan, and taking over what is ticked: all of it, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from audit_entries import audit_of
from minutes_desk import OTHER, Desk, open_desk, place_held, said_why
from minutes_read import BUDGET, COMING, HARBOUR, SCHOOL, WHOLE, finding, forward, minutes, outcome, point, waits
from small_plan import ALL_TIME, COMMITTEE, MEETINGS, MOMENT, SECRETARY, agenda, awaiting, later, place

from wheel.core.access import OPERATOR, Role, Viewer
from wheel.core.minutes_checklist import AWAITING, NoteKind, ProposalKind
from wheel.core.minutes_findings import FindingKind
from wheel.core.stops import Outcome, StopState
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from wheel.store.attachments import attachments_of
from wheel.store.database import Database
from wheel.store.follow_ups import follow_ups_of_stops
from wheel.store.occurrences import occurrences_between
from wheel.store.series import add_series
from wheel.store.stops import awaiting_stops, stops_at
from wheel.usecases.hand_in_minutes import HandInMinutes, find_handed_in, hand_in_minutes
from wheel.usecases.move_stop import DecideStop, WithdrawStop, decide_stop, withdraw_stop
from wheel.usecases.plan_year import plan_year
from wheel.usecases.propose_from_minutes import ProposeFromMinutes, propose_from_minutes
from wheel.usecases.take_over_minutes import TakeOverMinutes, Tick, take_over_minutes


@pytest.fixture
def desk(database: Database) -> Desk:
    return open_desk(database)


def test_everything_ticked_is_in_the_plan_and_nothing_is_proposed_again(desk: Desk) -> None:
    taken = desk.take_over(WHOLE)
    assert taken.counts == {
        ProposalKind.ADD: 4,
        ProposalKind.DECIDE: 2,
        ProposalKind.FOLLOW_UP: 1,
        ProposalKind.ATTACH: 1,
        ProposalKind.POSTPONE: 1,
        ProposalKind.CONTINUE: 1,
        ProposalKind.WITHDRAW: 1,
        ProposalKind.PLACE: 1,
        ProposalKind.AWAIT: 1,
    }
    with desk.database.reading() as session:
        held = stops_at(session, SECRETARY, [desk.plan.over])[desk.plan.over]
        tasks = follow_ups_of_stops(session, SECRETARY, [stop.id for stop in held])
        papers = attachments_of(session, SECRETARY, held[0].item_id or "")
    states = (StopState.TREATED, StopState.POSTPONED, StopState.RESUMED, StopState.WITHDRAWN)
    assert tuple(stop.state for stop in held) == states
    assert [(stop.position, stop.outcome) for stop in held] == [
        *((1, Outcome.APPROVED), (2, None), (3, Outcome.DISCUSSED), (4, None)),
    ]
    assert held[0].decision == "Godkendt. Økonomichefen melder tilbage."
    assert [(task.what, task.post, task.is_due_next_meeting) for task in tasks] == [
        ("Økonomichefen melder tilbage.", "Økonomichef", True)
    ]
    assert [paper.content and paper.content.document_number for paper in papers] == ["12/26"]
    assert agenda(desk.database, desk.plan.meetings[0]) == [(1, SCHOOL)]
    assert agenda(desk.database, desk.plan.meetings[1]) == [(1, HARBOUR), (2, "Årsberetning")]
    assert awaiting(desk.database) == ["Cykelstier"]
    assert desk.lines(WHOLE) == []


def test_taking_over_is_one_entry_in_the_audit_and_forgets_the_minutes(desk: Desk) -> None:
    kept = desk.hand_in()
    before = len(audit_of(desk.database))
    desk.take_over(WHOLE, minutes_id=kept)
    (entry,) = audit_of(desk.database)[before:]
    assert (entry.act, entry.thing_id, entry.told["add"]) == ("minutes imported", COMMITTEE, 4)
    with desk.database.reading() as session, pytest.raises(NotFoundError):
        find_handed_in(session, desk.viewer, kept, MOMENT.at)


def test_what_the_plan_has_is_decided_there_and_not_added_again(desk: Desk) -> None:
    (stop,) = place_held(desk, BUDGET)
    read = minutes(
        point("1", "CF - BUDGET 2027", "Godkendt."), outcome("1", "CF - BUDGET 2027", "Godkendt.", Outcome.APPROVED)
    )
    assert desk.lines(read) == [(ProposalKind.DECIDE, "CF - BUDGET 2027", True)]
    desk.take_over(read)
    assert agenda(desk.database, desk.plan.over) == [(1, BUDGET)]
    with desk.database.writing() as session:
        found = stops_at(session, SECRETARY, [desk.plan.over])[desk.plan.over][0]
        changed = DecideStop(stop, found.version, Outcome.NOTED, "Taget til efterretning.")
        decide_stop(session, SECRETARY, changed, MOMENT)
    (proposal,) = desk.propose(read).checklist.proposals
    assert [note.told for note in proposal.notes] == ["Taget til efterretning."]
    assert not proposal.is_certain


def test_an_item_that_waits_is_placed_rather_than_added_twice(desk: Desk) -> None:
    (stop,) = place(desk.database, None, "Årsberetning")
    desk.take_over(minutes(forward("Årsberetning")))
    assert awaiting(desk.database) == []
    with desk.database.reading() as session:
        assert [one.id for one in stops_at(session, SECRETARY, [desk.plan.meetings[1]])[desk.plan.meetings[1]]] == [
            stop
        ]


def test_somebody_can_say_that_it_is_another_item(desk: Desk) -> None:
    place(desk.database, None, "Årsberetning")
    read = minutes(forward("Årsberetning"))
    (proposal,) = desk.propose(read).checklist.proposals
    desk.take_over(read, Tick(proposal.key, title="Årsberetning for 2026", is_new=True))
    assert awaiting(desk.database) == ["Årsberetning"]
    assert agenda(desk.database, desk.plan.meetings[1]) == [(1, "Årsberetning for 2026")]


def test_what_is_chosen_otherwise_is_what_is_done(desk: Desk) -> None:
    found = {one.kind: one.key for one in desk.propose(WHOLE).checklist.proposals if one.title in (HARBOUR, BUDGET)}
    desk.take_over(
        WHOLE,
        Tick(next(one.key for one in desk.propose(WHOLE).checklist.proposals if one.title == HARBOUR)),
        Tick(found[ProposalKind.POSTPONE], to=AWAITING),
    )
    with desk.database.reading() as session:
        (stop,) = awaiting_stops(session, SECRETARY, COMMITTEE)
    assert (stop.title, stop.reason) == (HARBOUR, "Udskudt til 8. december.")


def test_a_row_of_a_day_without_a_meeting_awaits_that_day_and_is_not_lost(desk: Desk) -> None:
    day = COMING + timedelta(days=1)
    read = minutes(forward("Årsberetning", day))
    (proposal,) = desk.propose(read).checklist.proposals
    assert [note.kind for note in proposal.notes] == [NoteKind.NO_MEETING]
    assert not proposal.is_certain
    assert desk.take_over(read, Tick(proposal.key)).counts == {ProposalKind.AWAIT: 1}
    with desk.database.reading() as session:
        (stop,) = awaiting_stops(session, SECRETARY, COMMITTEE)
    assert (stop.title, stop.look_by, stop.reason) == ("Årsberetning", day, f"Intet møde {day}")
    assert desk.lines(read) == [], "it waits already"


def test_nobody_is_asked_to_look_again_on_a_day_that_has_passed(desk: Desk) -> None:
    desk.take_over(minutes(forward("Årsberetning", MOMENT.today - timedelta(days=1))))
    with desk.database.reading() as session:
        (stop,) = awaiting_stops(session, SECRETARY, COMMITTEE)
    assert (stop.look_again, stop.reason) == (None, f"Intet møde {MOMENT.today - timedelta(days=1)}")


def test_rows_count_as_what_became_of_them(desk: Desk) -> None:
    read = minutes(forward("Årsberetning"), forward("Cykelstier", COMING + timedelta(days=1)))
    place_it, wait = desk.propose(read).checklist.proposals
    taken = desk.take_over(read, Tick(place_it.key, to=AWAITING), Tick(wait.key, to=desk.plan.meetings[1]))
    assert taken.counts == {ProposalKind.AWAIT: 1, ProposalKind.PLACE: 1}
    assert agenda(desk.database, desk.plan.meetings[1]) == [(1, "Cykelstier")]
    with desk.database.reading() as session:
        (stop,) = awaiting_stops(session, SECRETARY, COMMITTEE)
    assert (stop.title, stop.reason) == ("Årsberetning", f"Referatet siger {COMING}")


def test_an_item_is_sent_on_to_another_body_and_known_there(desk: Desk) -> None:
    read = minutes(
        point("1", BUDGET, "Drøftes i Chefforum."),
        finding(FindingKind.SENT_ON, "Drøftes i Chefforum.", "1", BUDGET, body="Chefforum"),
    )
    desk.take_over(read)
    with desk.database.reading() as session:
        (stop,) = awaiting_stops(session, SECRETARY, OTHER)
    assert (stop.title, stop.step, stop.reason) == (BUDGET, 2, "Drøftes i Chefforum.")
    assert desk.lines(read) == []


def test_nothing_is_put_on_an_agenda_that_somebody_else_keeps(desk: Desk) -> None:
    """Whatever meeting is sent along with a tick."""
    read = minutes(
        point("1", BUDGET, "Drøftes i Chefforum."),
        finding(FindingKind.SENT_ON, "Drøftes i Chefforum.", "1", BUDGET, body="Chefforum"),
    )
    with desk.database.writing() as session:
        add_series(session, replace(MEETINGS, body=OTHER))
        plan_year(session, OPERATOR, COMING.year, MOMENT, publish=True)
        meetings = occurrences_between(session, OPERATOR, ALL_TIME, bodies=(OTHER,))
        theirs = next(one.id for one in meetings if one.span.start > MOMENT.today)
    own = replace(desk, viewer=replace(desk.viewer, role=Role.READER, secretary_of=frozenset({COMMITTEE})))
    proposals = own.propose(read).checklist.proposals
    ticks = [Tick(one.key, to=theirs if one.kind is ProposalKind.SEND_ON else "") for one in proposals]
    with pytest.raises(ForbiddenError):
        own.take_over(read, *ticks)
    assert agenda(desk.database, theirs) == []
    own.take_over(read)
    with desk.database.reading() as session:
        assert [stop.title for stop in awaiting_stops(session, SECRETARY, OTHER)] == [BUDGET]


def test_a_treated_item_is_taken_up_again_where_the_minutes_say_so(desk: Desk) -> None:
    place_held(desk, BUDGET)
    first = minutes(point("1", BUDGET, "Drøftet."), outcome("1", BUDGET, "Drøftet.", Outcome.DISCUSSED))
    desk.take_over(first)
    next_day = desk.plan.meetings[0]
    read = minutes(
        point("1", "Budget 2027, genoptaget", "Godkendt."),
        finding(FindingKind.RESUMED, "GENOPTAGELSE", "1", BUDGET, day=first.day, position=1),
        outcome("1", "Budget 2027, genoptaget", "Godkendt.", Outcome.APPROVED),
        day=later(days=10).today,
    )
    with desk.database.writing() as session:
        kept = hand_in_minutes(session, desk.viewer, HandInMinutes(COMMITTEE, "Referat"), later(days=11))
        found = propose_from_minutes(session, desk.viewer, ProposeFromMinutes(COMMITTEE, read), later(days=11).today)
        ticks = tuple(Tick(one.key) for one in found.checklist.proposals)
        take_over_minutes(session, desk.viewer, TakeOverMinutes(kept, read, ticks, said_why), later(days=11))
        (stop,) = stops_at(session, SECRETARY, [next_day])[next_day]
    assert (stop.title, stop.outcome) == (BUDGET, Outcome.APPROVED)
    assert stop.resumes is not None
    assert stop.resumes.day == first.day


def test_what_goes_with_a_tick_is_never_done_unseen(desk: Desk) -> None:
    decide = next(one for one in desk.propose(WHOLE).checklist.proposals if one.kind is ProposalKind.DECIDE)
    before = agenda(desk.database, desk.plan.over)
    with pytest.raises(InvalidInputError, match="needs more") as refused:
        desk.take_over(WHOLE, Tick(decide.key))
    assert refused.value.field == "tick"
    assert agenda(desk.database, desk.plan.over) == before


def test_nothing_ticked_is_a_mistake(desk: Desk) -> None:
    with pytest.raises(InvalidInputError, match="Tick what"), desk.database.writing() as session:
        take_over_minutes(session, desk.viewer, TakeOverMinutes(desk.hand_in(), WHOLE, (), said_why), MOMENT)


def test_what_is_proposed_no_longer_is_a_conflict_and_nothing_is_done(desk: Desk) -> None:
    (stop,) = place_held(desk, BUDGET)
    read = minutes(
        point("1", BUDGET, "Godkendt."), outcome("1", BUDGET, "Godkendt.", Outcome.APPROVED), waits("Cykler")
    )
    seen = tuple(Tick(one.key) for one in desk.propose(read).checklist.proposals)
    with desk.database.writing() as session:
        withdraw_stop(session, SECRETARY, WithdrawStop(stop, 1, "Trukket"), MOMENT)
    with pytest.raises(ConflictError):
        desk.take_over(read, *seen)
    assert awaiting(desk.database) == []


def test_one_wrong_line_stops_all_of_it_and_is_named(desk: Desk) -> None:
    found = desk.propose(WHOLE).checklist.proposals
    wrong = next(one.key for one in found if one.kind is ProposalKind.PLACE)
    ticks = (Tick(one.key, to=desk.plan.over if one.key == wrong else "") for one in found)
    with pytest.raises(InvalidInputError) as refused:
        desk.take_over(WHOLE, *(replace(one, to="gone") if one.key == wrong else one for one in ticks))
    assert refused.value.field == f"tick-{wrong}"
    assert agenda(desk.database, desk.plan.over) == []


def test_a_closed_title_is_compared_with_nothing_for_who_may_not_see_it(desk: Desk) -> None:
    place(desk.database, desk.plan.meetings[1], "Årsberetning", closed=True)
    planner = Viewer(Role.PLANNER, "Planlæggeren", account_id=desk.viewer.account_id)
    read = minutes(point("1", "Andet", "Drøftet."), forward("Årsberetning"), forward("Noget andet"))
    seen, unseen = desk.propose(read), desk.propose(read, planner)
    assert [one.title for one in seen.checklist.proposals if one.kind is ProposalKind.PLACE] == ["Noget andet"]
    assert [one.title for one in unseen.checklist.proposals if one.kind is ProposalKind.PLACE] == [
        *("Årsberetning", "Noget andet"),
    ]
    assert not unseen.checklist.lacks
