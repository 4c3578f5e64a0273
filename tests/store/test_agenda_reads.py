"""Items and stops as they are read: in order, and of a closed item only its place."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, time

import pytest
from small_plan import (
    COMMITTEE,
    DAYS,
    EVERYBODY,
    MOMENT,
    PLANNER,
    READER,
    SECRETARY,
    TODAY,
    SmallPlan,
    agenda,
    awaiting,
    later,
    place,
    set_up,
    stop_now,
)

from wheel.core.access import ANONYMOUS, may, sign
from wheel.core.permissions import Right, Thing
from wheel.core.stops import Action, NewItem, Purpose, Stop, StopChange, StopState, Waiting
from wheel.errors import NotFoundError
from wheel.store.database import Database
from wheel.store.stop_writing import add_item
from wheel.store.stops import (
    awaiting_stops,
    find_stop,
    history_of,
    known_source_words,
    order_at,
    stops_at,
    stops_of_item,
)

SECRET = NewItem(
    title="Afskedigelse af en leder",
    text="Sagen er fortrolig",
    purpose=Purpose.DECISION,
    minutes=40,
    starts_at=time(10, 15),
    participants="Tillidsrepræsentanten",
    tags=("personale",),
    case_number="2026-1234",
    case_officer="Personalechefen",
    is_closed=True,
    sub_date=date(2026, 12, 24),
    source_words="Afskedigelse af en leder",
)


@pytest.fixture
def plan(database: Database) -> SmallPlan:
    return set_up(database)


def add(database: Database, item: NewItem, meeting: str | None, reason: str = "") -> str:
    with database.writing() as session:
        return add_item(session, item, COMMITTEE, meeting, Waiting(reason), sign(SECRETARY, MOMENT))


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.role or "visitor")
def test_of_a_closed_item_only_its_place_is_handed_out(database: Database, plan: SmallPlan, viewer) -> None:
    place(database, plan.meetings[0], "Åben sag")
    stop_id = add(database, SECRET, plan.meetings[0], "Haster")
    with database.reading() as session:
        found = find_stop(session, viewer, stop_id)
        listed = stops_at(session, viewer, [plan.meetings[0]])[plan.meetings[0]]
    assert listed[1] == found
    if may(viewer, Right.SEE, Thing.CLOSED_ITEM, COMMITTEE):
        assert (found.title, found.text, found.reason) == (SECRET.title, SECRET.text, "Haster")
        return
    assert found == Stop(
        id=stop_id,
        title=None,
        is_closed=True,
        body=COMMITTEE,
        state=StopState.PLACED,
        version=0,
        meeting_id=plan.meetings[0],
        meeting_day=DAYS[0],
        position=2,
        minutes=40,
    )
    said = str(asdict(found))
    for secret in (SECRET.title, SECRET.text, SECRET.case_number, SECRET.case_officer, "Haster"):
        assert secret not in said


def test_a_closed_item_has_no_page_for_those_who_may_not_see_it(database: Database, plan: SmallPlan) -> None:
    item = stop_now(database, add(database, SECRET, plan.meetings[0])).item_id or ""
    with database.reading() as session:
        assert stops_of_item(session, SECRETARY, item)[0].title == SECRET.title
        for viewer in (ANONYMOUS, READER, PLANNER):
            with pytest.raises(NotFoundError, match="There is no such item"):
                stops_of_item(session, viewer, item)


@pytest.mark.usefixtures("plan")
def test_a_closed_item_that_awaits_a_date_is_nowhere_to_be_seen(database: Database) -> None:
    """It has no number on any agenda, so there is nothing of it to show."""
    add(database, SECRET, None, "Venter")
    place(database, None, "Åben sag")
    assert awaiting(database, SECRETARY) == [SECRET.title, "Åben sag"]
    for viewer in (ANONYMOUS, READER, PLANNER):
        assert awaiting(database, viewer) == ["Åben sag"]


def test_an_open_item_comes_back_with_everything_it_was_given(database: Database, plan: SmallPlan) -> None:
    given = replace(SECRET, is_closed=False)
    stop_id = add(database, given, plan.meetings[0], "Haster")
    with database.reading() as session:
        found = find_stop(session, ANONYMOUS, stop_id)
    for name in ("title", "text", "purpose", "minutes", "case_number", "case_officer", "is_closed", "sub_date"):
        assert getattr(found, name) == getattr(given, name), name
    assert (found.reason, found.since, found.version) == ("Haster", TODAY, 1)


def test_an_agenda_is_in_order_and_counts_from_one(database: Database, plan: SmallPlan) -> None:
    stops = place(database, plan.meetings[0], "Første", "Anden", "Tredje")
    place(database, plan.meetings[1], "Andetsteds")
    assert agenda(database, plan.meetings[0]) == [(1, "Første"), (2, "Anden"), (3, "Tredje")]
    with database.reading() as session:
        assert order_at(session, plan.meetings[0]) == tuple(stops)
        assert order_at(session, plan.meetings[2]) == ()
        assert stops_at(session, ANONYMOUS, []) == {}
        assert stops_at(session, ANONYMOUS, [plan.meetings[2]]) == {plan.meetings[2]: []}


@pytest.mark.usefixtures("plan")
def test_what_has_waited_longest_comes_first(database: Database) -> None:
    with database.writing() as session:
        for title, days in (("Ny", 0), ("Ældst", -40), ("Gammel", -3)):
            add_item(session, NewItem(title), COMMITTEE, None, Waiting("Venter"), sign(SECRETARY, later(days)))
        assert [stop.title for stop in awaiting_stops(session, ANONYMOUS, COMMITTEE)] == ["Ældst", "Gammel", "Ny"]


def test_history_says_who_did_what_when_and_from_where_to_where(database: Database, plan: SmallPlan) -> None:
    stop_id = add(database, NewItem("Sag"), plan.meetings[0], "Haster")
    with database.reading() as session:
        assert history_of(session, stop_id) == (
            StopChange(
                MOMENT.at,
                "Sekretariatet",
                Action.ADDED,
                None,
                DAYS[0],
                None,
                1,
                "Haster",
                state=StopState.PLACED,
                meeting_id=plan.meetings[0],
            ),
        )
        assert history_of(session, "nosuchid") == ()


@pytest.mark.usefixtures("plan")
def test_what_was_imported_is_known_by_its_words_and_its_day(database: Database, plan: SmallPlan) -> None:
    add(database, NewItem("Sag", source_words="* Sag v/ chefen"), plan.meetings[0])
    add(database, NewItem("Anden", source_words="Anden sag"), None, "Venter")
    place(database, plan.meetings[0], "Skrevet i hånden")
    with database.reading() as session:
        assert known_source_words(session, COMMITTEE) == {("* Sag v/ chefen", DAYS[0]), ("Anden sag", None)}
        assert known_source_words(session, "nobody") == set()


def test_what_is_not_there_is_not_found(database: Database) -> None:
    for look in (find_stop, stops_of_item):
        with database.reading() as session, pytest.raises(NotFoundError, match="There is no such item"):
            look(session, SECRETARY, "nosuchid")
