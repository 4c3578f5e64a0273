"""Everybody may see what is stored about them, and nothing that is stored about others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from small_plan import COMMITTEE, MOMENT, TODAY, a_body, place, set_up
from sqlalchemy import func, select

from wheel.core.access import ANONYMOUS, OPERATOR, Role, Viewer
from wheel.core.audit import AuditThing
from wheel.core.periods import Zoom
from wheel.core.posts import Seat, Term
from wheel.core.saved_views import SavedView
from wheel.core.sign_in import LinkPurpose
from wheel.errors import ForbiddenError
from wheel.store.account_endings import erase_person
from wheel.store.account_links import add_link
from wheel.store.account_sessions import begin_session
from wheel.store.accounts import account_by_id, account_row, add_account
from wheel.store.audit import append_audit
from wheel.store.bodies import add_body
from wheel.store.database import Database, Session
from wheel.store.posts import add_membership, add_post, add_tenure, post_row
from wheel.store.saved_views import add_view
from wheel.store.tables import StopRow, UploadedMinutesRow
from wheel.store.uploaded_minutes import add_minutes
from wheel.usecases.audited import audit
from wheel.usecases.identify import viewer_of
from wheel.usecases.own_data import SHOWN, OwnData, own_entries, show_own_data
from wheel.usecases.show_audit import CHUNK


@pytest.fixture
def anna(database: Database) -> str:
    """An account with something of every kind: two posts, one of them no longer held, and two browsers."""
    with database.writing() as session:
        account = add_account(session, "anna", "Anna", "a-secret-hash", Role.READER, email="anna@example.org")
        row = account_row(session, account)
        row.second_factor_key, row.second_factor_since = "a-sealed-key", MOMENT.at
        row.provider_issuer, row.provider_subject = "https://login.example.org", "anna-7"
        held, left = add_post(session, "Stabschefen", "Staben"), add_post(session, "Budgetchefen")
        add_tenure(session, left, account, date(2024, 1, 1), date(2025, 1, 1))
        add_tenure(session, held, account, date(2025, 1, 1))
        begin_session(session, account, MOMENT.at, "Firefox, Linux")
        begin_session(session, account, MOMENT.at - timedelta(days=1), "Edge, Windows")
        add_link(session, account, LinkPurpose.RESET, MOMENT.at, MOMENT.at + timedelta(hours=1))
        add_view(session, account, SavedView("", "Min måned", Zoom.MONTH))
        add_view(session, None, SavedView("", "Alles år", Zoom.YEAR))
        other = add_account(session, "carl", "Carl", None, Role.READER)
        add_view(session, other, SavedView("", "En andens", Zoom.YEAR))
    return account


def viewer(session: Session, account: str) -> Viewer:
    return viewer_of(session, account_by_id(session, account), TODAY)


def own(database: Database, account: str) -> OwnData:
    with database.reading() as session:
        return show_own_data(session, viewer(session, account), MOMENT)


def test_all_of_ones_own_account_is_there(database: Database, anna: str) -> None:
    found = own(database, anna)
    assert (found.account.user_name, found.account.email, found.account.role) == ("anna", "anna@example.org", "reader")
    assert found.account.second_factor_since == MOMENT.at
    assert found.provider is not None
    assert (found.provider.issuer, found.provider.subject) == ("https://login.example.org", "anna-7")
    held = [(one.post.title, one.tenure.term) for one in found.held]
    assert held == [
        ("Budgetchefen", Term(date(2024, 1, 1), date(2025, 1, 1))),
        ("Stabschefen", Term(date(2025, 1, 1))),
    ]
    assert [one.browser for one in found.sessions] == ["Firefox, Linux", "Edge, Windows"]
    assert [(one.purpose, one.expires_at - one.made_at) for one in found.links] == [("reset", timedelta(hours=1))]
    assert [(view.name, view.is_shared) for view in found.views] == [("Min måned", False)]
    assert (found.recovery_codes, found.items, found.follow_ups, found.open_follow_ups) == (0, 0, 0, 0)


def test_an_account_with_nothing_is_told_so(database: Database) -> None:
    with database.writing() as session:
        account = add_account(session, "bo", "Bo", None, Role.READER)
    found = own(database, account)
    assert (found.provider, found.links, found.held, found.sessions, found.views) == (None, (), (), (), ())
    assert found.minutes == ()
    assert (found.latest.entries, found.has_more) == ((), False)


def test_minutes_that_were_handed_in_are_there_until_the_person_is_erased(database: Database, anna: str) -> None:
    with database.writing() as session:
        add_body(session, a_body("chefforum"))
        add_minutes(session, anna, "chefforum", "referat.txt", "Referat", None, MOMENT.at)
    assert [(one.name, one.body) for one in own(database, anna).minutes] == [("referat.txt", "chefforum")]
    with database.writing() as session:
        erase_person(session, anna)
        assert session.scalar(select(func.count()).select_from(UploadedMinutesRow)) == 0


@pytest.mark.parametrize("who", [ANONYMOUS, OPERATOR], ids=["a visitor", "the operator, who is no person"])
def test_who_has_no_account_has_nothing(database: Database, who: Viewer) -> None:
    with database.reading() as session:
        with pytest.raises(ForbiddenError):
            show_own_data(session, who, MOMENT)
        with pytest.raises(ForbiddenError):
            next(own_entries(session, who))


def test_what_was_done_by_one_and_to_one_is_there_and_who_else_did_it_is_named_by_post(
    database: Database, anna: str
) -> None:
    with database.writing() as session:
        bo = add_account(session, "bo", "Bo", None, Role.ADMINISTRATOR)
        by_bo = Viewer(Role.ADMINISTRATOR, "Direktøren", account_id=bo, person="Bo")
        audit(session, viewer(session, anna), MOMENT, "signed in", AuditThing.SESSION, "s1")
        audit(session, by_bo, MOMENT, "saved", AuditThing.ACCOUNT, anna, role="reader")
        audit(session, by_bo, MOMENT, "given", AuditThing.POST, "p1", account=anna)
        audit(session, by_bo, MOMENT, "saved", AuditThing.ACCOUNT, bo)
    found = own(database, anna).latest
    assert [(entry.act, entry.person, entry.actor) for entry in found.entries] == [
        ("given", "", "Direktøren"),
        ("saved", "", "Direktøren"),
        ("signed in", "Anna", "Stabschefen"),
    ]
    assert {entry.account_id for entry in found.entries} == {None, anna}
    assert bo not in repr(found)


def test_what_may_no_longer_be_seen_is_not_named(database: Database, anna: str) -> None:
    """A closed item that was handled while the post sat in the body."""
    meeting = set_up(database).meetings[0]
    (stop,) = place(database, meeting, "Opsigelse", closed=True)
    with database.writing() as session:
        seated = viewer(session, anna)
        audit(session, seated, MOMENT, "moved", AuditThing.STOP, stop)
    assert "Opsigelse" not in repr(own(database, anna).latest)
    with database.writing() as session:
        (post,) = seated.posts
        add_membership(session, post, COMMITTEE, Seat.MEMBER, Term())
    assert "Opsigelse" in repr(own(database, anna).latest), "who sits there again may know"


def test_the_page_shows_the_newest_and_the_download_has_all(database: Database, anna: str) -> None:
    with database.writing() as session:
        for number in range(CHUNK + 1):
            append_audit(session, anna, "Stabschefen", MOMENT.at, "saved", AuditThing.YEAR, str(number), {})
    newest = own(database, anna)
    assert (len(newest.latest.entries), newest.has_more) == (SHOWN, True)
    with database.reading() as session:
        chunks = list(own_entries(session, viewer(session, anna)))
    ids = [entry.thing_id for chunk in chunks for entry in chunk.entries]
    assert ids == [str(number) for number in reversed(range(CHUNK + 1))]


def test_items_that_a_post_prepares_are_counted_once_and_only_if_they_may_be_seen(
    database: Database, anna: str
) -> None:
    meeting = set_up(database).meetings[0]
    with database.writing() as session:
        me = viewer(session, anna)
    (open_stop, closed_stop) = (
        *place(database, meeting, "Budget"),
        *place(database, meeting, "Opsigelse", closed=True),
    )
    with database.writing() as session:
        (post,) = me.posts
        make_case_officer(session, post, open_stop, closed_stop)
    assert own(database, anna).items == 1
    with database.reading() as session:
        inside = replace(me, member_of=frozenset({COMMITTEE}))
        assert show_own_data(session, inside, MOMENT).items == 2


def make_case_officer(session: Session, post_id: str, *stops: str) -> None:
    for stop in session.scalars(select(StopRow).where(StopRow.public_id.in_(stops))):
        stop.item.case_officer_post_id = post_row(session, post_id).id
