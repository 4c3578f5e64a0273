"""What is offered for an item that waits: whose next meeting, which windows, and who usually sees to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from small_plan import COMMITTEE, PLANNER, READER, SECRETARY, TODAY, a_body, set_up

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.occurrences import Visibility
from wheel.core.posts import Seat, Term
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.posts import add_membership, add_post
from wheel.usecases.offer_waiting import WaitingOffer, offer_waiting, secretary_post


def offered(database: Database, viewer: Viewer = SECRETARY) -> WaitingOffer:
    with database.reading() as session:
        return offer_waiting(session, viewer, COMMITTEE, TODAY)


@pytest.fixture
def posts(database: Database) -> dict[str, str]:
    """Ids by title: a former secretary's post, the secretary's of today, a member's, and one that sits nowhere."""
    set_up(database)
    with database.writing() as session:
        ids = {
            title: add_post(session, title) for title in ("Afløst", "Sekretariatet", "Udvalgsformanden", "Borgmesteren")
        }
        add_membership(session, ids["Afløst"], COMMITTEE, Seat.SECRETARY, Term(ends=date(2026, 11, 1)))
        add_membership(session, ids["Udvalgsformanden"], COMMITTEE, Seat.CHAIR, Term())
        add_membership(session, ids["Sekretariatet"], COMMITTEE, Seat.SECRETARY, Term(begins=date(2026, 11, 1)))
    return ids


def test_the_bodys_secretary_of_today_sees_to_it_and_those_who_sit_there_come_first(
    database: Database, posts: dict[str, str]
) -> None:
    found = offered(database)
    assert found.owner == posts["Sekretariatet"]
    assert [post.title for post in found.posts] == ["Sekretariatet", "Udvalgsformanden", "Afløst", "Borgmesteren"]
    with database.reading() as session:
        assert secretary_post(session, COMMITTEE, TODAY) == posts["Sekretariatet"]
        assert secretary_post(session, COMMITTEE, date(2026, 10, 1)) == posts["Afløst"]


def test_without_a_secretary_it_is_one_of_the_viewers_own_posts(database: Database) -> None:
    set_up(database)
    with database.writing() as session:
        own = add_post(session, "Økonomichefen")
        assert secretary_post(session, COMMITTEE, TODAY) is None
    assert offered(database, replace(PLANNER, posts=frozenset({own, "et andet"}))).owner == own
    assert offered(database).owner is None


def test_who_may_not_see_posts_is_offered_none(database: Database, posts: dict[str, str]) -> None:
    found = offered(database, ANONYMOUS)
    assert (found.posts, found.owner) == ((), None)
    assert len(offered(database, READER).posts) == len(posts)


def test_the_next_meetings_of_the_bodies_that_one_may_know_of_are_offered_the_own_first(database: Database) -> None:
    set_up(database)
    with database.writing() as session:
        add_body(session, a_body("byraadet", name="Byrådet"))
        add_body(session, a_body("kb", visibility=Visibility.CLOSED))
        add_body(session, a_body("nedlagt", valid_until=TODAY))
    assert [body.short_name for body in offered(database, READER).bodies] == [COMMITTEE, "byraadet"]
    assert [body.short_name for body in offered(database).bodies] == [COMMITTEE, "byraadet", "kb"]
