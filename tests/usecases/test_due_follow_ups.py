"""What a meeting ought to ask about, what is overdue, and what nobody has yet; for those who may know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from papers import ELSEWHERE, KEEPER, MEMBER, with_item
from small_plan import (
    COMMITTEE,
    MOMENT,
    PLANNER,
    READER,
    SECRETARY,
    TODAY,
    SmallPlan,
    occurrence_now,
    place,
    stop_now,
)
from sqlalchemy import select

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.follow_ups import FollowUpContent
from wheel.core.stops import Stop
from wheel.store.database import Database
from wheel.store.follow_ups import find_follow_up, follow_ups_of_posts
from wheel.store.tables import PostRow
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.due_follow_ups import follow_ups_due_at, overdue_follow_ups, ownerless_follow_ups
from wheel.usecases.save_follow_up import AddFollowUp, MarkFollowUp, add_follow_up, mark_follow_up
from wheel.usecases.show_my_page import show_my_page

NEXT = {"is_due_next_meeting": True}


def add(database: Database, stop: Stop, what: str, **content: object) -> str:
    """A follow-up of nobody yet, unless it is said whose."""
    given = replace(FollowUpContent(what, None), **content)  # type: ignore[arg-type]
    with database.writing() as session:
        return add_follow_up(session, SECRETARY, AddFollowUp(stop.id, given), MOMENT)


def post(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(PostRow.public_id).where(PostRow.title == "Havnechefen")).one()


def due_at(
    database: Database, plan: SmallPlan, number: int, viewer: Viewer = SECRETARY, today: date = TODAY
) -> list[str]:
    """What is to be asked about at one of the committee's meetings."""
    meeting = occurrence_now(database, plan.meetings[number])
    with database.reading() as session:
        return [line.follow_up.what for line in follow_ups_due_at(session, viewer, meeting, today)]


def overdue(database: Database, today: date, viewer: Viewer = SECRETARY, body: str | None = COMMITTEE) -> list[str]:
    with database.reading() as session:
        return [line.follow_up.what for line in overdue_follow_ups(session, viewer, body, today)]


def ownerless(database: Database, viewer: Viewer) -> list[str]:
    with database.reading() as session:
        return [line.follow_up.what for line in ownerless_follow_ups(session, viewer, TODAY)]


# The item is at the meeting of 1 December; the next ones are on 8 December, 12 January and 9 February.


def test_a_meeting_asks_for_what_is_due_by_then_the_oldest_first(database: Database) -> None:
    plan, stop = with_item(database)
    add(database, stop, "Uden dag")
    add(database, stop, "Næste møde", **NEXT)
    add(database, stop, "Den 12.", due_day=date(2027, 1, 12))
    add(database, stop, "Den 13.", due_day=date(2027, 1, 13))
    done = add(database, stop, "Gjort", due_day=date(2026, 12, 2))
    with database.writing() as session:
        mark_follow_up(session, SECRETARY, MarkFollowUp(done, 1, is_done=True), MOMENT)
    found = [due_at(database, plan, number) for number in range(4)]
    assert found == [
        [],
        ["Næste møde"],
        ["Næste møde", "Den 12."],
        ["Næste møde", "Den 12.", "Den 13."],
    ]


def test_the_next_meeting_is_the_one_that_the_plan_has_now(database: Database) -> None:
    plan, stop = with_item(database)
    id_ = add(database, stop, "Næste møde", **NEXT)
    with database.writing() as session:
        cancel_occurrence(session, PLANNER, CancelOccurrence(plan.meetings[1], "Aflyst"), MOMENT)
    with database.reading() as session:
        assert find_follow_up(session, SECRETARY, id_).next_meeting == date(2027, 1, 12)
    assert (due_at(database, plan, 1), due_at(database, plan, 2)) == ([], ["Næste møde"])


def test_of_an_item_that_awaits_a_date_it_is_counted_from_the_day_it_began_to(database: Database) -> None:
    with_item(database)
    waiting = stop_now(database, place(database, None, "Venter")[0])
    id_ = add(database, waiting, "Næste møde", **NEXT)
    with database.reading() as session:
        assert find_follow_up(session, SECRETARY, id_).next_meeting == date(2026, 12, 1)


def test_after_the_last_meeting_there_is_no_next_one(database: Database) -> None:
    plan, _stop = with_item(database)
    last = stop_now(database, place(database, plan.meetings[3], "Sidst")[0])
    id_ = add(database, last, "Næste møde", **NEXT)
    with database.reading() as session:
        found = find_follow_up(session, SECRETARY, id_)
    assert (found.due_by, found.is_overdue(date(2030, 1, 1))) == (None, False)


def test_what_is_overdue_is_told_after_its_day(database: Database) -> None:
    _plan, stop = with_item(database)
    add(database, stop, "Den 2.", due_day=date(2026, 12, 2))
    add(database, stop, "Næste møde", **NEXT)
    assert overdue(database, date(2026, 12, 2)) == []
    assert overdue(database, date(2026, 12, 3)) == ["Den 2."]
    assert overdue(database, date(2026, 12, 9), body=None) == ["Den 2.", "Næste møde"]
    assert overdue(database, date(2026, 12, 9), body="direktionen") == []


# Who is told of an overdue follow-up of an open item, and of a closed one.
WHO = [
    (ANONYMOUS, False, False),
    (READER, False, False),
    (ELSEWHERE, False, False),
    (MEMBER, True, True),
    (PLANNER, True, False),
    (KEEPER, True, True),
]


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize(("viewer", "of_open", "of_closed"), WHO, ids=[who[0].name for who in WHO])
def test_who_is_told(sqlite_database: Database, viewer: Viewer, of_open: bool, of_closed: bool, closed: bool) -> None:
    plan, stop = with_item(sqlite_database, closed=closed)
    add(sqlite_database, stop, "Zebra", due_day=date(2026, 12, 2))
    expected = ["Zebra"] if (of_closed if closed else of_open) else []
    assert due_at(sqlite_database, plan, 1, viewer) == expected
    assert overdue(sqlite_database, date(2026, 12, 9), viewer) == expected
    assert overdue(sqlite_database, date(2026, 12, 9), viewer, body=None) == expected


def test_the_holder_of_its_post_sees_a_closed_one_on_their_own_page_alone(database: Database) -> None:
    plan, stop = with_item(database, closed=True)
    add(database, stop, "Zebra", post_id=post(database), **NEXT)
    holder = replace(READER, posts=frozenset({post(database)}))
    assert due_at(database, plan, 1, holder) == []
    with database.reading() as session:
        (found,) = follow_ups_of_posts(session, holder, holder.posts)
    assert (found.what, found.place, found.due_by) == ("Zebra", None, date(2026, 12, 8))


def test_what_nobody_has_is_for_the_secretary_to_give_away(database: Database) -> None:
    _plan, stop = with_item(database)
    add(database, stop, "Ingen endnu")
    add(database, stop, "HR", who="HR")
    add(database, stop, "Havnen", post_id=post(database))
    assert ownerless(database, KEEPER) == ownerless(database, SECRETARY) == ["Ingen endnu"]
    for viewer in (ANONYMOUS, READER, MEMBER, ELSEWHERE, PLANNER):
        assert ownerless(database, viewer) == [], viewer.name
    with database.reading() as session:
        mine = show_my_page(session, replace(KEEPER, account_id="a"), TODAY)
    assert [line.follow_up.what for line in mine.ownerless] == ["Ingen endnu"]
    assert mine.follow_ups == ()


def test_to_whom_and_by_whom_are_kept(database: Database) -> None:
    _plan, stop = with_item(database)
    id_ = add(database, stop, "Meld ind", who=" Cheferne ", recipient=" Direktionen ", due_day=date(2026, 12, 2))
    with database.reading() as session:
        found = find_follow_up(session, SECRETARY, id_)
    assert (found.post_id, found.post, found.who, found.recipient) == (None, "", "Cheferne", "Direktionen")
