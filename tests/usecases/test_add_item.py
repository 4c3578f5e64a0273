"""Adding an item: last on a coming meeting's agenda, or awaiting a date for a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_plan import (
    COMMITTEE,
    DAYS,
    MOMENT,
    READER,
    SECRETARY,
    TODAY,
    SmallPlan,
    a_body,
    agenda,
    awaiting,
    later,
    place,
    set_up,
    stop_now,
)
from sqlalchemy import func, select

from wheel.core.access import ANONYMOUS, Moment, Viewer
from wheel.core.agenda import LONGEST_REASON
from wheel.core.item_content import LONGEST, MOST_MINUTES
from wheel.core.stops import Action, NewItem, Purpose, StopChange, StopState, Waiting
from wheel.errors import ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.stops import history_of
from wheel.store.tables import ItemRow
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence

BUDGET = NewItem("Budgetopfølgning")


@pytest.fixture
def plan(database: Database) -> SmallPlan:
    return set_up(database)


def add(
    database: Database,
    item: NewItem,
    meeting: str | None,
    reason: str = "",
    *,
    body: str = COMMITTEE,
    viewer: Viewer = SECRETARY,
    moment: Moment = MOMENT,
) -> str:
    with database.writing() as session:
        return add_item(session, viewer, AddItem(body, item, meeting, Waiting(reason)), moment)


def item_count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(ItemRow)) or 0


def test_an_item_comes_last_on_the_agenda(database: Database, plan: SmallPlan) -> None:
    place(database, plan.meetings[0], "Mødeplan")
    stop = stop_now(database, add(database, BUDGET, plan.meetings[0]))
    assert agenda(database, plan.meetings[0]) == [(1, "Mødeplan"), (2, "Budgetopfølgning")]
    assert (stop.state, stop.meeting_day, stop.since, stop.version) == (StopState.PLACED, DAYS[0], TODAY, 1)


@pytest.mark.usefixtures("plan")
def test_an_item_without_a_meeting_awaits_a_date_and_says_why(database: Database) -> None:
    stop_id = add(database, BUDGET, None, "  Afventer høringssvar ")
    stop = stop_now(database, stop_id)
    assert awaiting(database) == ["Budgetopfølgning"]
    assert (stop.state, stop.reason, stop.position, stop.meeting_id) == (
        StopState.AWAITING,
        "Afventer høringssvar",
        None,
        None,
    )
    with database.reading() as session:
        assert history_of(session, stop_id) == (
            StopChange(
                MOMENT.at,
                "Sekretariatet",
                Action.ADDED,
                None,
                None,
                None,
                None,
                "Afventer høringssvar",
                state=StopState.AWAITING,
            ),
        )


def test_the_body_goes_by_any_of_its_names(database: Database, plan: SmallPlan) -> None:
    stop = stop_now(database, add(database, BUDGET, plan.meetings[0], body="ØKONOMIUDVALGET"))
    assert stop.body == COMMITTEE


def test_a_title_is_made_one_line(database: Database, plan: SmallPlan) -> None:
    stop = stop_now(database, add(database, NewItem(" Budget\n opfølgning ", text="  Tekst\n "), plan.meetings[0]))
    assert (stop.title, stop.text) == ("Budget opfølgning", "Tekst")


def test_the_longest_and_most_are_taken(database: Database, plan: SmallPlan) -> None:
    given = NewItem("x" * LONGEST["title"], "y" * LONGEST["text"], Purpose.SECOND_READING, MOST_MINUTES)
    stop = stop_now(database, add(database, given, plan.meetings[0]))
    assert (stop.title, stop.text, stop.purpose, stop.minutes) == (given.title, given.text, given.purpose, 600)


REFUSED = [
    (replace(BUDGET, title="  \n"), "title", "Write what the item is about."),
    (replace(BUDGET, title="x" * 501), "title", "Write at most 500 characters."),
    (replace(BUDGET, text="x" * 20_001), "text", "Write at most 20000 characters."),
    (replace(BUDGET, case_number="x" * 61), "case_number", "Write at most 60 characters."),
    (replace(BUDGET, case_officer="x" * 201), "case_officer", "Write at most 200 characters."),
    (replace(BUDGET, minutes=0), "minutes", "Write a number of minutes from 1 to 600."),
    (replace(BUDGET, minutes=601), "minutes", "Write a number of minutes from 1 to 600."),
]


@pytest.mark.parametrize(("item", "field", "words"), REFUSED)
def test_what_cannot_be_is_refused_and_names_the_field(
    database: Database, plan: SmallPlan, item: NewItem, field: str, words: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        add(database, item, plan.meetings[0])
    assert (str(refusal.value), refusal.value.field) == (words, field)
    assert item_count(database) == 0


@pytest.mark.parametrize("reason", ["", " \n", "x" * (LONGEST_REASON + 1)])
@pytest.mark.usefixtures("plan")
def test_without_a_meeting_a_reason_is_needed(database: Database, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        add(database, BUDGET, None, reason)
    assert refusal.value.field == "reason"
    assert item_count(database) == 0


def test_an_item_is_placed_at_its_bodys_own_coming_meetings_only(database: Database, plan: SmallPlan) -> None:
    with database.writing() as session:
        add_body(session, a_body("chefforum"))
        cancel_occurrence(session, SECRETARY, CancelOccurrence(plan.meetings[1], "Ingen sager"), MOMENT)
    for body, meeting, words in (
        ("chefforum", plan.meetings[0], "Choose one of the body's own meetings."),
        (COMMITTEE, plan.meetings[1], "That meeting does not take place."),
        (COMMITTEE, plan.over, "That meeting is over."),
    ):
        with pytest.raises(RefusedError) as refusal:
            add(database, BUDGET, meeting, body=body)
        assert str(refusal.value).startswith(words)
    with pytest.raises(NotFoundError):
        add(database, BUDGET, plan.meetings[0], body="nobody")
    with pytest.raises(InvalidInputError) as unknown:
        add(database, BUDGET, "nosuchid")
    assert unknown.value.field == "meeting"
    assert item_count(database) == 0


def test_a_meeting_takes_items_on_its_own_day_and_not_the_day_after(database: Database, plan: SmallPlan) -> None:
    add(database, BUDGET, plan.meetings[0], moment=later(days=10))
    assert later(days=10).today == DAYS[0]
    with pytest.raises(RefusedError, match="That meeting is over"):
        add(database, BUDGET, plan.meetings[0], moment=later(days=11))


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_secretaries_add_items(database: Database, plan: SmallPlan, viewer: Viewer) -> None:
    with pytest.raises(ForbiddenError):
        add(database, BUDGET, plan.meetings[0], viewer=viewer)
    assert item_count(database) == 0
