"""Writing what a meeting decided: all of it at once or nothing, and what was postponed goes on elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from audit_entries import audit_of
from meeting_desk import AFTER, APPROVED, SOLVED, meeting_page, postponed, row, stops_now, write
from small_plan import (
    COMMITTEE,
    DAYS,
    MOMENT,
    PLANNER,
    READER,
    SECRETARY,
    SmallPlan,
    agenda,
    awaiting,
    later,
    place,
    set_up,
    stop_now,
)

from wheel.core.access import Role, Viewer
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.posts import Seat, Term
from wheel.core.stops import Action, Outcome, StopState, Waiting
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.database import Database
from wheel.store.posts import add_membership, add_post
from wheel.store.stops import awaiting_stops, history_of
from wheel.usecases.conclude_meeting import Conclusion, Decided, Postponed, RowsRefusedError
from wheel.usecases.move_stop import WithdrawStop, withdraw_stop

KEEPER = Viewer(Role.READER, "Udvalgssekretæren", secretary_of=frozenset({COMMITTEE}))


@pytest.fixture
def plan(database: Database) -> SmallPlan:
    return set_up(database)


@pytest.fixture
def items(database: Database, plan: SmallPlan) -> list[str]:
    return place(database, plan.meetings[0], "A", "B", "C", "D", reason="")


def test_a_whole_meeting_is_written_at_once(database: Database, plan: SmallPlan, items: list[str]) -> None:
    a, b, c, d = items
    found = write(
        database,
        plan.meetings[0],
        row(a, Decided(Outcome.APPROVED, " Godkendt med tilføjelse. ")),
        row(b, postponed(plan.meetings[1], words="Udsat")),
        row(c, postponed(None, "Afventer tal")),
        row(d, SOLVED),
    )
    assert found == Conclusion(written=4, left=0)
    states = [StopState.TREATED, StopState.POSTPONED, StopState.POSTPONED, StopState.WITHDRAWN]
    assert [stop.state for stop in stops_now(database, *items)] == states
    assert stop_now(database, a).decision == "Godkendt med tilføjelse."
    assert agenda(database, plan.meetings[0]) == [(1, "A"), (2, "B"), (3, "C"), (4, "D")]
    assert agenda(database, plan.meetings[1]) == [(1, "B")]
    assert awaiting(database) == ["C"]


def test_what_goes_on_elsewhere_refers_back(database: Database, plan: SmallPlan, items: list[str]) -> None:
    write(database, plan.meetings[0], row(items[1], postponed(plan.meetings[1])))
    (line,) = meeting_page(database, plan.meetings[1], moment=AFTER).agenda.lines
    assert line.stop.resumes is not None
    assert (line.stop.resumes.day, line.stop.resumes.position) == (AFTER.today, 2)
    before = meeting_page(database, plan.meetings[0], moment=AFTER)
    assert before.followed_by[items[1]].meeting_id == plan.meetings[1]


def test_what_awaits_a_date_is_somebodys_and_comes_up_again(
    database: Database, plan: SmallPlan, items: list[str]
) -> None:
    with database.writing() as session:
        post = add_post(session, "Udvalgssekretæren")
        add_membership(session, post, COMMITTEE, Seat.SECRETARY, Term())
    on_a_day = Waiting("Afventer svar", LookAgain(LookKind.DAY, DAYS[3]))
    write(database, plan.meetings[0], row(items[0], postponed(None)), row(items[1], Postponed(None, on_a_day)))
    with database.reading() as session:
        usual, said = awaiting_stops(session, SECRETARY, COMMITTEE)
    assert usual.look_again == LookAgain(LookKind.MEETING, AFTER.today, body=COMMITTEE)
    assert (usual.look_by, usual.owner) == (DAYS[1], post)
    assert (said.look_by, said.owner) == (DAYS[3], post)
    assert usual.is_overdue(DAYS[2])


def test_what_is_left_out_stays_to_be_written(database: Database, plan: SmallPlan, items: list[str]) -> None:
    assert write(database, plan.meetings[0], row(items[0], APPROVED)) == Conclusion(written=1, left=3)
    assert stop_now(database, items[1]).state is StopState.PLACED


def test_a_decision_is_corrected_by_the_same_form(database: Database, plan: SmallPlan, items: list[str]) -> None:
    write(database, plan.meetings[0], *(row(item, APPROVED) for item in items))
    first, second = stops_now(database, *items[:2])
    noted = Decided(Outcome.NOTED, "Taget til efterretning")
    # What the form shows of the others is what is stored, so nothing is written of them.
    assert write(database, plan.meetings[0], row(first, noted), row(second, APPROVED)).written == 1
    with database.reading() as session:
        actions = [change.action for change in history_of(session, first.id)]
        unchanged = [change.action for change in history_of(session, second.id)]
    assert (actions[-1], unchanged[-1]) == (Action.CORRECTED, Action.DECIDED)


def test_what_somebody_else_wrote_alike_is_no_conflict(database: Database, plan: SmallPlan, items: list[str]) -> None:
    write(database, plan.meetings[0], row(items[0], APPROVED))
    assert write(database, plan.meetings[0], row(items[0], APPROVED), row(items[1], APPROVED)).written == 1


def test_one_mistake_and_nothing_is_written(database: Database, plan: SmallPlan, items: list[str]) -> None:
    a, b, c, d = items
    with database.writing() as session:
        withdraw_stop(session, KEEPER, WithdrawStop(d, 1, "Trukket af ejeren"), AFTER)
    with pytest.raises(RowsRefusedError) as caught:
        write(
            database,
            plan.meetings[0],
            row(a, APPROVED),
            row(b, postponed(None, " ")),
            row(c, postponed("nowhere")),
            row(d, APPROVED),
            row("gone", APPROVED),
        )
    assert {stop: type(error) for stop, error in caught.value.rows.items()} == {
        b: InvalidInputError,
        c: InvalidInputError,
        d: ConflictError,
        "gone": ConflictError,
    }
    assert [getattr(caught.value.rows[stop], "field", "") for stop in (b, c)] == ["reason", "to"]
    assert caught.value.is_conflict
    assert [stop.state for stop in stops_now(database, a, b, c)] == [StopState.PLACED] * 3


def test_a_mistake_alone_is_no_conflict(database: Database, plan: SmallPlan, items: list[str]) -> None:
    with pytest.raises(RowsRefusedError) as caught:
        write(database, plan.meetings[0], row(items[0], postponed(plan.over)))
    assert not caught.value.is_conflict


def test_nothing_new_is_not_saved(database: Database, plan: SmallPlan, items: list[str]) -> None:
    write(database, plan.meetings[0], row(items[0], APPROVED))
    for rows in ((), (row(items[0], APPROVED, seen=2),)):
        with pytest.raises(RefusedError, match="nothing new to save"):
            write(database, plan.meetings[0], *rows)


def test_a_meeting_that_is_still_to_come_decides_nothing(database: Database, plan: SmallPlan, items: list[str]) -> None:
    with pytest.raises(RowsRefusedError) as caught:
        write(database, plan.meetings[0], row(items[0], APPROVED), moment=MOMENT)
    assert str(caught.value.rows[items[0]]) == "The meeting has not been held yet."


def test_only_those_who_keep_the_agenda_write(database: Database, plan: SmallPlan, items: list[str]) -> None:
    with pytest.raises(ForbiddenError):
        write(database, plan.meetings[0], row(items[0], APPROVED), viewer=READER)
    assert write(database, plan.meetings[0], row(items[0], APPROVED), viewer=KEEPER).written == 1


def test_a_planner_leaves_closed_items_alone(database: Database, plan: SmallPlan, items: list[str]) -> None:
    (closed,) = place(database, plan.meetings[0], "Hemmelig", closed=True, reason="")
    with pytest.raises(ForbiddenError):
        write(database, plan.meetings[0], row(closed, APPROVED), viewer=PLANNER)
    found = write(database, plan.meetings[0], *(row(item, APPROVED) for item in items), viewer=PLANNER)
    assert found == Conclusion(written=4, left=1), "it is told that somebody else has something to write"
    assert write(database, plan.meetings[0], row(closed, APPROVED), viewer=KEEPER).left == 0


def test_it_is_one_act_in_the_audit(database: Database, plan: SmallPlan, items: list[str]) -> None:
    before = len(audit_of(database))
    write(database, plan.meetings[0], *(row(item, APPROVED) for item in items))
    (entry,) = audit_of(database)[before:]
    assert (entry.act, entry.thing_id, entry.told) == ("decisions written", plan.meetings[0], {"count": 4})


def test_a_meeting_that_nobody_knows_of_cannot_be_written(database: Database, plan: SmallPlan) -> None:
    assert plan.meetings
    with pytest.raises(NotFoundError):
        write(database, "nowhere", row("x", APPROVED))


def test_a_postponed_item_can_be_postponed_again_at_the_next_meeting(
    database: Database, plan: SmallPlan, items: list[str]
) -> None:
    write(database, plan.meetings[0], row(items[0], postponed(plan.meetings[1])))
    (line,) = meeting_page(database, plan.meetings[1], moment=AFTER).agenda.lines
    then = later(days=30)
    assert write(database, plan.meetings[1], row(line.stop, postponed(plan.meetings[2])), moment=then).left == 0
    assert agenda(database, plan.meetings[2]) == [(1, "A")]
    assert replace(line.stop, version=0).item_id == stop_now(database, items[0]).item_id
