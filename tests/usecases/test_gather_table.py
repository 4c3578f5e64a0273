"""The table for the minutes, gathered from the plan: what stands in it, for whom, and that minutes come back whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from small_plan import (
    COMMITTEE,
    DAYS,
    EVERYBODY,
    MEETINGS,
    MOMENT,
    PLANNER,
    READER,
    SECRETARY,
    TODAY,
    SmallPlan,
    add_occurrences,
    place,
    set_up,
    stop_now,
)

from wheel.core.access import ANONYMOUS, OPERATOR, Viewer
from wheel.core.dates import DateSpan
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.plan import PlanStatus
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.stops import NewItem, Waiting
from wheel.errors import InvalidInputError, NotFoundError
from wheel.exports.agenda_table import text_of, written_table
from wheel.imports.minutes import Minutes, read_minutes
from wheel.imports.minutes_command import command_from
from wheel.store.database import Database
from wheel.store.organisation import set_plan_status
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.agenda_table import LONGEST_TEXT, MOST_ROWS, AgendaTable, TableItem, TableWish, agenda_table
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.import_minutes import import_minutes
from wheel.usecases.move_stop import HoldStop, WithdrawStop, hold_stop, withdraw_stop

MINUTES = Path(__file__).parents[1] / "imports" / "minutes" / "leadership_autumn.txt"
MEMBER = Viewer(READER.role, "Medlemmet", member_of=frozenset({COMMITTEE}))


@pytest.fixture
def plan(database: Database) -> SmallPlan:
    return set_up(database)


def gathered(database: Database, viewer: Viewer = SECRETARY, today: date = TODAY, **wish: object) -> AgendaTable:
    with database.reading() as session:
        return agenda_table(session, viewer, COMMITTEE, TableWish(**wish), today)  # type: ignore[arg-type]


def titles(table: AgendaTable) -> list[list[str | None]]:
    return [[item.title for item in row.items] for row in table.rows]


def test_each_coming_meeting_has_a_row_with_its_items_in_order(database: Database, plan: SmallPlan) -> None:
    place(database, plan.meetings[0], "Budget", "Skole")
    place(database, plan.meetings[2], "Havn")
    place(database, None, "Lovprogram")
    table = gathered(database)
    assert [row.day for row in table.rows] == list(DAYS)
    assert titles(table) == [["Budget", "Skole"], [], ["Havn"], []]
    assert table.awaiting == (TableItem("Lovprogram"),)


def test_the_meeting_that_the_minutes_are_of_is_not_in_its_own_table(database: Database, plan: SmallPlan) -> None:
    assert [row.day for row in gathered(database, today=DAYS[0]).rows] == list(DAYS[1:])
    assert [row.day for row in gathered(database, today=DAYS[0], begins=DAYS[0]).rows] == list(DAYS)
    assert [row.day for row in gathered(database, begins=DAYS[2], rows=1).rows] == [DAYS[2]]


@pytest.mark.parametrize("rows", [0, -1, MOST_ROWS + 1])
def test_a_number_of_rows_out_of_bounds_is_refused(database: Database, plan: SmallPlan, rows: int) -> None:
    with pytest.raises(InvalidInputError) as refused:
        gathered(database, rows=rows)
    assert refused.value.field == "n"


def test_days_without_a_meeting_say_why(database: Database, plan: SmallPlan) -> None:
    with database.writing() as session:
        add_occurrences(session, plan.series, DateSpan.of_day(date(2026, 12, 22)), blocked="Juleferie")
        cancel_occurrence(session, OPERATOR, CancelOccurrence(plan.meetings[1], "Sygdom"), MOMENT)
    rows = {row.day: (row.because, row.is_cancelled) for row in gathered(database).rows}
    assert rows[date(2026, 12, 22)] == ("Juleferie", False)
    assert rows[DAYS[1]] == ("", True), "why a meeting is cancelled is no more than the page tells"
    assert rows[DAYS[0]] == ("", False)


def test_a_year_that_is_a_draft_stands_in_no_minutes(database: Database, plan: SmallPlan) -> None:
    with database.writing() as session:
        set_plan_status(session, 2027, PlanStatus.DRAFT)
    assert [row.day for row in gathered(database).rows] == [day for day in DAYS if day.year == 2026]


@pytest.mark.parametrize("viewer", [*EVERYBODY, MEMBER], ids=lambda viewer: viewer.name or "anonymous")
def test_a_closed_item_keeps_its_place_and_has_no_title_whoever_asks(
    database: Database, plan: SmallPlan, viewer: Viewer
) -> None:
    place(database, plan.meetings[0], "Budget")
    (closed,) = place(database, plan.meetings[0], "Hemmelig", closed=True)
    place(database, plan.meetings[0], "Skole")
    place(database, None, "Hemmelig også", closed=True)
    with database.writing() as session:
        withdraw_stop(session, SECRETARY, WithdrawStop(closed, 1, "Bortfaldet"), MOMENT)
    table = gathered(database, viewer)
    assert titles(table)[0] == ["Budget", None, "Skole"], "not even that it was withdrawn is told"
    assert "Hemmelig" not in repr(table)


ASKING = [(SECRETARY, True), (MEMBER, True), (PLANNER, False), (READER, False), (ANONYMOUS, False)]


@pytest.mark.parametrize(("viewer", "may"), ASKING)
def test_who_may_see_closed_items_may_ask_for_them(
    database: Database, plan: SmallPlan, viewer: Viewer, may: bool
) -> None:
    place(database, plan.meetings[0], "Hemmelig", closed=True)
    place(database, None, "Hemmelig også", closed=True)
    table = gathered(database, viewer, with_closed=True)
    assert table.may_have_closed is may
    assert titles(table)[0] == (["Hemmelig"] if may else [None])
    assert table.awaiting == ((TableItem("Hemmelig også"),) if may else ())


def test_what_is_withdrawn_is_not_to_come_and_what_is_on_hold_says_so(database: Database, plan: SmallPlan) -> None:
    gone, _kept = place(database, plan.meetings[0], "Bortfalder", "Bliver")
    (held,) = place(database, None, "Standset")
    with database.writing() as session:
        withdraw_stop(session, SECRETARY, WithdrawStop(gone, 1, "Bortfaldet"), MOMENT)
        waiting = Waiting("Afventer loven", LookAgain(LookKind.CONDITION, words="når loven er vedtaget"))
        hold_stop(session, SECRETARY, HoldStop(held, stop_now(database, held).version, waiting), MOMENT)
    table = gathered(database)
    assert titles(table)[0] == ["Bliver"]
    assert table.awaiting == (TableItem("Standset", is_on_hold=True),)


TEXTS = [
    ("Kort forklaring.", False, "Kort forklaring.", "a sentence goes along"),
    ("Kort forklaring.", True, "", "unless titles are asked for"),
    ("Første afsnit.\n\nAndet afsnit.", False, "", "a presentation in paragraphs does not"),
    ("x" * (LONGEST_TEXT + 1), False, "", "nor does a long one"),
]


@pytest.mark.parametrize(("text", "titles_only", "expected", "reason"), TEXTS)
def test_a_short_text_explains_its_item(
    database: Database, plan: SmallPlan, text: str, titles_only: bool, expected: str, reason: str
) -> None:
    with database.writing() as session:
        add_item(session, SECRETARY, AddItem(COMMITTEE, NewItem("Budget", text=text), plan.meetings[0]), MOMENT)
    assert gathered(database, titles_only=titles_only).rows[0].items[0].text == expected, reason


def test_a_body_that_is_not_there_has_no_table(database: Database, plan: SmallPlan) -> None:
    with database.reading() as session, pytest.raises(NotFoundError):
        agenda_table(session, SECRETARY, "findes-ikke", TableWish(), TODAY)


def test_minutes_that_were_taken_over_come_out_again_as_they_were(database: Database) -> None:
    set_up(database, replace(MEETINGS, schedule=Schedule(DateList(()))))
    minutes = read_minutes(MINUTES.read_text(encoding="utf-8"))
    assert minutes.date is not None
    with database.writing() as session:
        command = command_from(replace(minutes, body=None), COMMITTEE, create_meetings=True)
        import_minutes(session, SECRETARY, command, MOMENT)
    table = gathered(database, today=minutes.date)
    again = read_minutes(text_of(written_table(table, minutes.date)), year_hint=minutes.date.year)
    assert told(again) == told(minutes)
    assert again.warnings == ()
    assert table.begins == minutes.date + timedelta(days=1)


def told(minutes: Minutes) -> object:
    rows = [(row.date, row.kind, row.note, row.items) for row in minutes.rows]
    return rows, [item.text for item in minutes.awaiting]
