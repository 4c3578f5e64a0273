"""One's own page: the posts held today, the items they prepare that are to come, and what they are to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from papers import save, with_item
from small_plan import COMMITTEE, DAYS, MOMENT, PLANNER, SECRETARY, TODAY, later, place, stop_now
from sqlalchemy import select

from wheel.core.access import ANONYMOUS, Moment, Role, Viewer
from wheel.core.follow_ups import FollowUpContent
from wheel.core.posts import Seat, Term
from wheel.errors import ForbiddenError
from wheel.store.accounts import add_account, find_account
from wheel.store.database import Database
from wheel.store.posts import add_membership, add_tenure
from wheel.store.tables import PostRow
from wheel.usecases.identify import viewer_of
from wheel.usecases.move_stop import MoveStop, move_stop
from wheel.usecases.save_follow_up import AddFollowUp, MarkFollowUp, add_follow_up, mark_follow_up
from wheel.usecases.show_my_page import DONE_SHOWN, MyPage, show_my_page

SINCE = date(2025, 3, 1)
USER = "havnen"


def post(database: Database, title: str) -> str:
    with database.reading() as session:
        return session.scalars(select(PostRow.public_id).where(PostRow.title == title)).one()


def appoint(database: Database, *titles: str, seats: tuple[tuple[Seat, Term], ...] = ()) -> None:
    """Make an account that holds these posts; the first sits in the committee."""
    posts = [post(database, title) for title in titles]
    with database.writing() as session:
        account = add_account(session, USER, "Havnen", "no password", Role.READER)
        for post_id in posts:
            add_tenure(session, post_id, account, SINCE)
        for seat, term in seats:
            add_membership(session, posts[0], COMMITTEE, seat, term)


def viewer(database: Database) -> Viewer:
    with database.reading() as session:
        account = find_account(session, USER)
        assert account is not None
        return viewer_of(session, account, TODAY)


def page(database: Database, moment: Moment = MOMENT) -> MyPage:
    with database.reading() as session:
        return show_my_page(session, viewer(database), moment.today)


def follow_up(database: Database, stop: str, title: str, what: str, due: date | None = None) -> str:
    content = FollowUpContent(what, post(database, title), due)
    with database.writing() as session:
        return add_follow_up(session, SECRETARY, AddFollowUp(stop, content), MOMENT)


def test_it_shows_the_posts_held_today_and_where_they_sit_today(database: Database) -> None:
    with_item(database)
    over = Term(SINCE, TODAY)
    appoint(
        database, "Havnechefen", seats=((Seat.MEMBER, Term(SINCE)), (Seat.CHAIR, over), (Seat.GUEST, Term(DAYS[0])))
    )
    (held,) = page(database).posts
    assert (held.post.title, held.since) == ("Havnechefen", SINCE)
    assert [(seat, body.short_name) for seat, body in held.seats] == [(Seat.MEMBER, COMMITTEE)]


def test_who_holds_no_post_has_an_empty_page(database: Database) -> None:
    _plan, stop = with_item(database)
    follow_up(database, stop.id, "Havnechefen", "Andres")
    save(database, stop, case_officer="Havnechefen")
    appoint(database)
    assert page(database) == MyPage((), (), (), page(database).bodies)


def test_it_shows_the_items_to_come_of_which_a_post_is_the_case_officer(database: Database) -> None:
    plan, stop = with_item(database)
    appoint(database, "Havnechefen", "Økonomichefen")
    waiting, over, others = (stop_now(database, place(database, plan.meetings[0], title)[0]) for title in "VOA")
    for one, officer in ((stop, "havnechefen"), (waiting, "Økonomichefen"), (over, "Havnechefen"), (others, "X")):
        save(database, one, case_officer=officer)
    with database.writing() as session:
        move_stop(session, SECRETARY, MoveStop(waiting.id, waiting.version, None, "Afventer tal"), MOMENT)
        move_stop(session, SECRETARY, MoveStop(stop.id, stop.version, plan.meetings[1]), MOMENT)
    items = page(database).items
    assert [(one.stop.title, one.stop.meeting_day, one.stop.reason) for one in items] == [
        ("O", DAYS[0], "Senere"),
        ("Havnen", DAYS[1], ""),
        ("V", None, "Afventer tal"),
    ]
    assert {one.body.short_name for one in items} == {COMMITTEE}
    day_after = (DAYS[0] - TODAY).days + 1
    assert [one.stop.title for one in page(database, later(day_after)).items] == ["Havnen", "V"], "what is over is not"


def test_a_case_officer_outside_the_body_is_shown_nothing_of_a_closed_item(database: Database) -> None:
    _plan, stop = with_item(database)
    appoint(database, "Havnechefen")
    save(database, stop, case_officer="Havnechefen", is_closed=True)
    assert page(database).items == ()
    post_id = post(database, "Havnechefen")
    with database.writing() as session:
        add_membership(session, post_id, COMMITTEE, Seat.MEMBER, Term())
    assert [one.stop.title for one in page(database).items] == ["Havnen"]


def test_what_is_to_be_done_comes_first_and_what_is_done_stays_a_while(database: Database) -> None:
    _plan, stop = with_item(database)
    appoint(database, "Havnechefen")
    late, soon = TODAY - timedelta(1), TODAY + timedelta(9)
    follow_up(database, stop.id, "Havnechefen", "Uden frist")
    follow_up(database, stop.id, "Havnechefen", "Snart", soon)
    follow_up(database, stop.id, "Havnechefen", "For sent", late)
    follow_up(database, stop.id, "Økonomichefen", "En andens")
    done = follow_up(database, stop.id, "Havnechefen", "Gjort", late)
    holder = viewer(database)
    with database.writing() as session:
        mark_follow_up(session, holder, MarkFollowUp(done, 1, True), MOMENT)
    lines = page(database).follow_ups
    assert [(line.follow_up.what, line.is_overdue) for line in lines] == [
        ("For sent", True),
        ("Snart", False),
        ("Uden frist", False),
        ("Gjort", False),
    ]
    assert all(line.may_mark and not line.may_change for line in lines)
    assert {line.follow_up.place.title for line in lines if line.follow_up.place} == {"Havnen"}
    after = page(database, later(DONE_SHOWN.days + 1)).follow_ups
    assert "Gjort" not in [line.follow_up.what for line in after]


def test_of_a_closed_item_the_holder_sees_the_follow_ups_own_words(database: Database) -> None:
    _plan, stop = with_item(database, closed=True)
    appoint(database, "Havnechefen")
    follow_up(database, stop.id, "Havnechefen", "Ring til advokaten")
    (line,) = page(database).follow_ups
    assert (line.follow_up.what, line.follow_up.place) == ("Ring til advokaten", None)
    assert "Havnen'" not in str(page(database).follow_ups)


def test_it_is_for_those_who_have_signed_in(sqlite_database: Database) -> None:
    with_item(sqlite_database)
    with sqlite_database.reading() as session:
        with pytest.raises(ForbiddenError, match="Sign in to see this"):
            show_my_page(session, ANONYMOUS, TODAY)
        assert show_my_page(session, replace(PLANNER, account_id="gone"), TODAY).posts == ()
