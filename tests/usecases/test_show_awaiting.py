"""Everything that waits, over all bodies: the overdue first, and of closed items nothing to who may not see them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

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
    a_body,
    later,
    place,
    set_up,
    stop_now,
)
from sqlalchemy import event

from wheel.core.access import ANONYMOUS, Moment, Role, Viewer
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.occurrences import Visibility
from wheel.core.stops import Action, NewItem, StopState, Waiting
from wheel.errors import NotFoundError
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.posts import add_post
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.move_stop import HoldStop, MoveStop, hold_stop, move_stop
from wheel.usecases.show_awaiting import AwaitingFilter, AwaitingPage, count_overdue, show_awaiting

COUNCIL = "byraadet"
LATE = LookAgain(LookKind.DAY, date(2026, 11, 20))
SOON = LookAgain(LookKind.WINDOW, date(2026, 12, 1), date(2026, 12, 10), "primo december")
NEXT = LookAgain(LookKind.MEETING, body=COMMITTEE)


@dataclass(frozen=True)
class Office:
    database: Database
    meetings: tuple[str, ...]
    post: str

    def add(self, title: str, look: LookAgain | None = None, body: str = COMMITTEE, **more: object) -> str:
        """Something that waits."""
        closed, owner = bool(more.pop("closed", False)), more.pop("owner", None)
        item = NewItem(title, is_closed=closed, **more)
        waiting = Waiting("Høring", look, owner)
        with self.database.writing() as session:
            return add_item(session, SECRETARY, AddItem(body, item, None, waiting), MOMENT)

    def page(self, viewer: Viewer = SECRETARY, today: date = TODAY, **asked: object) -> AwaitingPage:
        with self.database.reading() as session:
            return show_awaiting(session, viewer, AwaitingFilter(**asked), today)

    def titles(self, viewer: Viewer = SECRETARY, **asked: object) -> list[str | None]:
        return [line.stop.title for line in self.page(viewer, **asked).lines]

    def overdue(self, viewer: Viewer, today: date = TODAY) -> int:
        with self.database.reading() as session:
            return count_overdue(session, viewer, today)


@pytest.fixture
def office(database: Database) -> Office:
    plan = set_up(database)
    with database.writing() as session:
        add_body(session, a_body(COUNCIL))
        post = add_post(session, "Økonomichefen")
    return Office(database, plan.meetings, post)


def test_the_overdue_come_first_then_the_soonest_then_what_says_no_time(office: Office) -> None:
    office.add("Uden tid")
    office.add("Snart", SOON)
    office.add("Overskredet", LATE, COUNCIL)
    office.add("Næste møde", NEXT)
    page = office.page()
    assert [(line.stop.title, line.is_overdue) for line in page.lines] == [
        ("Overskredet", True),
        ("Næste møde", False),
        ("Snart", False),
        ("Uden tid", False),
    ]
    assert (page.overdue, page.lines[1].stop.look_by) == (1, DAYS[0])
    assert (page.lines[0].body_name, page.lines[0].stop.reason) == ("Byraadet", "Høring")


@pytest.mark.parametrize(
    ("asked", "found", "reason"),
    [
        ({}, ["Budget", "Ærø Kommune", "På hold", "Rådet"], "everything"),
        ({"body": COUNCIL}, ["Rådet"], "one body"),
        ({"body": "Byraadet"}, ["Rådet"], "by any of its names"),
        ({"mine": True}, ["Budget", "På hold"], "its owner, or the case officer"),
        ({"on_hold": True}, ["På hold"], "on hold alone"),
        ({"text": "aeroe"}, ["Ærø Kommune"], "folded letters"),
        ({"text": "høring BUDGET"}, ["Budget"], "each word, in title or reason"),
        ({"text": "primo"}, ["Budget"], "what it waits for"),
        ({"text": "findes ikke"}, [], "nothing"),
    ],
)
def test_the_filters_keep_what_they_say(
    office: Office, asked: dict[str, object], found: list[str], reason: str
) -> None:
    office.add("Budget", SOON, owner=office.post)
    office.add("Ærø Kommune")
    held = office.add("På hold", case_officer="Økonomichefen")
    office.add("Rådet", body=COUNCIL)
    with office.database.writing() as session:
        hold_stop(session, SECRETARY, HoldStop(held, 1, Waiting("Venter")), MOMENT)
    chief = replace(SECRETARY, posts=frozenset({office.post}))
    assert office.titles(chief, **asked) == found, reason


def test_no_such_body_is_not_found(office: Office) -> None:
    with pytest.raises(NotFoundError):
        office.page(body="findes-ikke")


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.name or "a visitor")
def test_a_closed_item_is_there_for_nobody_but_those_who_may_see_it(office: Office, viewer: Viewer) -> None:
    office.add("Åben", LATE)
    office.add("Lukket", LATE, closed=True)
    page = office.page(viewer)
    may_see = viewer == SECRETARY
    assert [line.stop.title for line in page.lines] == (["Åben", "Lukket"] if may_see else ["Åben"])
    assert page.overdue == (2 if may_see else 1)
    assert office.titles(viewer, text="lukket") == (["Lukket"] if may_see else []), "nor is it found by its words"


@pytest.mark.parametrize(
    ("viewer", "count", "reason"),
    [
        (ANONYMOUS, 0, "keeps no agenda"),
        (READER, 0, "keeps no agenda"),
        (PLANNER, 2, "every body's open ones"),
        (SECRETARY, 3, "the closed one of an own body as well"),
        (Viewer(Role.READER, "Rådets sekretær", secretary_of=frozenset({COUNCIL})), 1, "those of one body"),
    ],
)
def test_the_overdue_are_counted_on_the_agendas_that_one_keeps(
    office: Office, viewer: Viewer, count: int, reason: str
) -> None:
    office.add("Overskredet", LATE)
    office.add("Lukket", LATE, closed=True)
    office.add("I rådet", LATE, COUNCIL)
    office.add("Snart", SOON)
    office.add("Uden tid")
    assert office.overdue(viewer) == count, reason


def test_what_waits_for_the_next_meeting_is_overdue_once_that_is_over(office: Office) -> None:
    office.add("Næste møde", NEXT)
    assert [office.overdue(PLANNER, day) for day in (TODAY, DAYS[0], later(days=11).today)] == [0, 0, 1]


def test_a_closed_bodys_items_and_meetings_are_not_told_of(office: Office) -> None:
    with office.database.writing() as session:
        add_body(session, a_body("kb", visibility=Visibility.CLOSED))
    office.add("Hemmeligt", LATE, "kb")
    office.add("Venter på det lukkede", LookAgain(LookKind.MEETING, body="kb"))
    page = office.page(READER)
    assert [line.stop.title for line in page.lines] == ["Venter på det lukkede"]
    look = page.lines[0].stop.look_again
    assert look is not None
    assert (look.body, page.lines[0].stop.look_by) == (None, None)
    assert "kb" not in page.names


def test_each_is_offered_its_bodys_next_meeting_after_today(office: Office) -> None:
    office.add("Budget")
    office.add("Rådet", body=COUNCIL)
    coming = {line.stop.title: line.next_meeting and line.next_meeting.span.start for line in office.page().lines}
    assert coming == {"Budget": DAYS[0], "Rådet": None}
    on_the_day = office.page(today=DAYS[0]).lines[0].next_meeting
    assert on_the_day is not None
    assert on_the_day.span.start == DAYS[1]
    assert [line.next_meeting for line in office.page(READER).lines] == [None, None], "readers place nothing"


def test_what_was_taken_off_an_agenda_says_from_which(office: Office) -> None:
    (stop,) = place(office.database, office.meetings[0], "Budget", reason="")
    with office.database.writing() as session:
        move_stop(session, SECRETARY, MoveStop(stop, 1, None, "Tal mangler"), MOMENT)
    (line,) = office.page().lines
    assert line.left is not None
    assert (line.left.action, line.left.day, line.left.position) == (Action.POSTPONED, DAYS[0], 1)
    assert [line.left for line in office.page(READER).lines] == [None], "days of meetings are not for everybody"


def test_what_a_meeting_postponed_says_which_number_it_had(office: Office) -> None:
    place(office.database, office.meetings[0], "Først")
    (stop,) = place(office.database, office.meetings[0], "Udsat", reason="")
    with office.database.writing() as session:
        held = Moment(MOMENT.at, DAYS[0])
        move_stop(session, SECRETARY, MoveStop(stop, 1, None, waiting=Waiting("Ikke nået", SOON)), held)
    (line,) = office.page(READER).lines
    assert line.stop.resumes is not None
    assert (line.stop.resumes.day, line.stop.resumes.position) == (DAYS[0], 2)
    assert stop_now(office.database, stop).state is StopState.POSTPONED


def test_a_hundred_are_read_in_as_few_statements_as_one(office: Office) -> None:
    def statements() -> int:
        counted: list[str] = []

        def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            counted.append(statement)

        event.listen(office.database.engine, "before_cursor_execute", count)
        try:
            office.page()
        finally:
            event.remove(office.database.engine, "before_cursor_execute", count)
        return len(counted)

    office.add("Det første", NEXT)
    few = statements()
    for number in range(30):
        office.add(f"Sag {number}", NEXT, owner=office.post)
    assert statements() == few
