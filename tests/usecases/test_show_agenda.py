"""The forward agenda: which meetings and items it shows, what is urgent, and how far the agendas are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from meeting_desk import APPROVED, row, write
from small_plan import COMMITTEE, DAYS, MOMENT, PLANNER, READER, SECRETARY, TODAY, SmallPlan, place, set_up
from sqlalchemy import event

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.agenda_filters import AgendaFilter
from wheel.core.deadlines import DaysBefore
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.sent_agendas import AgendaState
from wheel.core.stops import NewItem, Waiting
from wheel.store.bodies import find_body, save_body
from wheel.store.database import Database
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.agenda_notices import agenda_notices
from wheel.usecases.move_stop import OrderStop, order_stop
from wheel.usecases.show_agenda import AgendaPage, show_agenda


@pytest.fixture
def plan(database: Database) -> SmallPlan:
    return set_up(database)


def shown(database: Database, viewer: Viewer = SECRETARY, today: date = TODAY, **options: object) -> AgendaPage:
    with database.reading() as session:
        return show_agenda(session, viewer, COMMITTEE, today, **options)  # type: ignore[arg-type]


def waits(database: Database, title: str, look: LookAgain | None) -> None:
    with database.writing() as session:
        add_item(session, SECRETARY, AddItem(COMMITTEE, NewItem(title), None, Waiting("Senere", look)), MOMENT)


def test_so_many_meetings_are_shown_as_are_asked_for(database: Database, plan: SmallPlan) -> None:
    page = shown(database, first=2)
    assert ([row.meeting.span.start for row in page.rows], page.more) == (list(DAYS[:2]), 2)
    assert shown(database, first=2, all_rows=True).more == 0
    assert len(shown(database, first=0).rows) == 1, "there is always one"


def test_what_should_have_been_looked_at_comes_first_and_the_longest_overdue_on_top(
    database: Database, plan: SmallPlan
) -> None:
    yesterday, last_week = TODAY - timedelta(days=1), TODAY - timedelta(days=7)
    waits(database, "uden frist", None)
    waits(database, "i går", LookAgain(LookKind.DAY, yesterday))
    waits(database, "i dag", LookAgain(LookKind.DAY, TODAY))
    waits(database, "sidste uge", LookAgain(LookKind.WINDOW, date(2026, 1, 1), last_week, "efter jul"))
    page = shown(database)
    assert [stop.title for stop in page.awaiting] == ["sidste uge", "i går", "uden frist", "i dag"]
    assert page.overdue == 2


def test_who_looks_for_words_sees_only_meetings_that_have_them(database: Database, plan: SmallPlan) -> None:
    place(database, plan.meetings[0], "Budget", "Skolens budget", "Havn")
    place(database, plan.meetings[3], "Budgetopfølgning")
    place(database, None, "Budget 2028", "Lovprogram")
    page = shown(database, first=1, wanted=AgendaFilter(words="BUDGET"))
    found = {row.meeting.span.start: [(stop.position, stop.title) for stop in row.stops] for row in page.rows}
    assert found == {DAYS[0]: [(1, "Budget"), (2, "Skolens budget")], DAYS[3]: [(1, "Budgetopfølgning")]}
    assert [stop.title for stop in page.awaiting] == ["Budget 2028"]
    assert (page.found, page.counts[plan.meetings[0]]) == (4, 3)


@pytest.mark.parametrize(("viewer", "found"), [(SECRETARY, 1), (PLANNER, 0), (READER, 0), (ANONYMOUS, 0)])
def test_nobody_finds_a_closed_item_that_they_may_not_see(
    database: Database, plan: SmallPlan, viewer: Viewer, found: int
) -> None:
    place(database, plan.meetings[0], "Hemmelig", closed=True)
    page = shown(database, viewer, wanted=AgendaFilter(words="hemmelig"))
    assert (page.found, len(page.rows)) == (found, found)


def test_a_meetings_agenda_is_late_once_its_last_day_to_be_sent_is_over(database: Database, plan: SmallPlan) -> None:
    with database.writing() as session:
        body = find_body(session, SECRETARY, COMMITTEE)
        save_body(session, replace(body, notice=DaysBefore(10)), {})
    page = shown(database)
    assert page.deadlines[plan.meetings[0]] == DAYS[0] - timedelta(days=10) == TODAY
    assert page.states[plan.meetings[0]] is AgendaState.DRAFT
    assert not page.is_late(page.rows[0].meeting), "today is the last day"
    tomorrow = shown(database, today=TODAY + timedelta(days=1))
    assert [tomorrow.is_late(row.meeting) for row in tomorrow.rows] == [True, False, False, False]


def test_nothing_is_asked_for_of_an_agenda_once_something_decided_is_written(
    database: Database, plan: SmallPlan
) -> None:
    (stop,) = place(database, plan.meetings[0], "Budget")
    with database.writing() as session:
        body = find_body(session, SECRETARY, COMMITTEE)
        save_body(session, replace(body, notice=DaysBefore(10)), {})
    assert shown(database, today=DAYS[0]).is_late(shown(database).rows[0].meeting)
    write(database, plan.meetings[0], row(stop, APPROVED))
    page = shown(database, today=DAYS[0])
    assert not page.is_late(page.rows[0].meeting)
    assert plan.meetings[0] not in page.deadlines


def test_the_next_meeting_is_the_first_after_today(database: Database, plan: SmallPlan) -> None:
    ids = [shown(database, today=day).next_meeting for day in (TODAY, DAYS[0], DAYS[3], DAYS[3] + timedelta(days=1))]
    expected = [plan.meetings[0], plan.meetings[1], plan.meetings[3], None]
    assert [meeting.id if meeting else None for meeting in ids] == expected


def test_a_meeting_that_was_held_lacks_decisions_until_they_are_written(database: Database, plan: SmallPlan) -> None:
    place(database, plan.meetings[0], "Budget", "Skole")
    after = DAYS[0] + timedelta(days=1)
    with database.reading() as session:
        notices = agenda_notices(session, SECRETARY, COMMITTEE, after)
        assert [(one.meeting.id, one.left) for one in notices.to_write] == [(plan.meetings[0], 2)]
        assert agenda_notices(session, SECRETARY, COMMITTEE, DAYS[0]).to_write == (), "it may still go on"
        assert agenda_notices(session, READER, COMMITTEE, after).to_write == ()


def test_no_item_costs_a_statement_of_its_own(sqlite_database: Database) -> None:
    plan = set_up(sqlite_database)
    counts = []
    for _ in range(2):
        stops = place(sqlite_database, plan.meetings[0], *(f"Punkt {number}" for number in range(8)))
        place(sqlite_database, None, *(f"Sag {number}" for number in range(8)))
        with sqlite_database.writing() as session:
            order_stop(session, SECRETARY, OrderStop(stops[0], 1, 8), MOMENT)
        counts.append(_statements(sqlite_database))
    assert counts[0] == counts[1]
    assert counts[0] <= 16


def _statements(database: Database) -> int:
    told: list[str] = []

    def tell(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        told.append(statement)

    event.listen(database.engine, "before_cursor_execute", tell)
    shown(database)
    event.remove(database.engine, "before_cursor_execute", tell)
    return len(told)
