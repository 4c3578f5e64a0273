"""Which events a filter shows to whom, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from small_plan import ALL_TIME, COMMITTEE, DAYS, MOMENT, PLANNER, READER, SECRETARY, TODAY, SmallPlan, set_up

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.posts import Seat, Term
from wheel.core.stops import NewItem
from wheel.core.wheel_filters import WheelFilter
from wheel.store.database import Database, Session
from wheel.store.posts import add_membership, add_post
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.filtered_events import chosen_posts, filtered_events
from wheel.usecases.show_crowd import show_crowd


@pytest.fixture
def plan(database: Database) -> SmallPlan:
    return set_up(database)


def days(session: Session, viewer: Viewer, wanted: WheelFilter, today: date = TODAY) -> list[date]:
    return [one.span.start for one in filtered_events(session, viewer, ALL_TIME, wanted, today)]


def with_posts(database: Database) -> tuple[str, str, str]:
    """A post that sits in the committee from 2027 on, one that brings up an item on the second day, and an idle one."""
    with database.writing() as session:
        member, officer, idle = (add_post(session, title) for title in ("Socialchefen", "Skolechefen", "Byarkitekten"))
        add_membership(session, member, COMMITTEE, Seat.MEMBER, Term(date(2027, 1, 1)))
    return member, officer, idle


def bring_up(database: Database, meeting: str, *, is_closed: bool) -> None:
    with database.writing() as session:
        item = NewItem("Skolestruktur", case_officer="Skolechefen", is_closed=is_closed)
        add_item(session, SECRETARY, AddItem(COMMITTEE, item, meeting), MOMENT)


def test_a_post_is_concerned_by_the_meetings_of_its_time_in_the_seat(database: Database, plan: SmallPlan) -> None:
    member, _, idle = with_posts(database)
    with database.reading() as session:
        assert days(session, READER, WheelFilter(posts=frozenset({member}))) == [*DAYS[2:]]
        assert days(session, READER, WheelFilter(posts=frozenset({idle}))) == []
        assert days(session, replace(READER, posts=frozenset({member})), WheelFilter(is_mine=True)) == [*DAYS[2:]]


def test_what_is_mine_is_nothing_for_somebody_without_a_post(database: Database, plan: SmallPlan) -> None:
    with database.reading() as session:
        assert days(session, READER, WheelFilter(is_mine=True)) == []


def test_a_visitor_may_not_ask_by_post(database: Database, plan: SmallPlan) -> None:
    member, _, _ = with_posts(database)
    with database.reading() as session:
        everything = days(session, ANONYMOUS, WheelFilter())
        assert days(session, ANONYMOUS, WheelFilter(posts=frozenset({member}), is_mine=True)) == everything
        assert chosen_posts(session, ANONYMOUS, TODAY) == ()
        assert [title for _, title in chosen_posts(session, READER, TODAY)][:1] == ["Byarkitekten"]


@pytest.mark.parametrize(("is_closed", "seen_by_readers"), [(False, [DAYS[1]]), (True, [])])
def test_a_case_officer_is_concerned_by_the_meeting_unless_the_item_is_hidden_from_the_viewer(
    database: Database, plan: SmallPlan, is_closed: bool, seen_by_readers: list[date]
) -> None:
    _, officer, _ = with_posts(database)
    bring_up(database, plan.meetings[1], is_closed=is_closed)
    wanted = WheelFilter(posts=frozenset({officer}))
    with database.reading() as session:
        assert days(session, READER, wanted) == seen_by_readers
        assert days(session, PLANNER, wanted) == seen_by_readers
        assert days(session, SECRETARY, wanted) == [DAYS[1]]


def test_open_agendas_are_those_of_meetings_to_come(database: Database, plan: SmallPlan) -> None:
    with database.reading() as session:
        assert days(session, ANONYMOUS, WheelFilter(open_agenda=True)) == [*DAYS]
        assert days(session, ANONYMOUS, WheelFilter(open_agenda=True), DAYS[1]) == [*DAYS[1:]]


def test_a_crowd_is_one_ring_in_some_days(database: Database, plan: SmallPlan) -> None:
    december = replace(ALL_TIME, start=date(2026, 12, 1), end=date(2027, 1, 1))
    with database.reading() as session:
        crowd = show_crowd(session, ANONYMOUS, "politisk", december, WheelFilter(rings=frozenset()), TODAY)
    assert [one.span.start for one in crowd.occurrences] == [*DAYS[:2]]
    assert crowd.ring.name == "Politisk"
