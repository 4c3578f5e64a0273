"""One's own signed-in browsers: each sees and ends their own, and a key that has ended is nobody's at once."""

from __future__ import annotations

import pytest
from people_signing_in import browser_of, entries
from small_plan import MOMENT, later
from sqlalchemy import update

from wheel.core.access import ANONYMOUS, OPERATOR, Role, Viewer
from wheel.errors import ForbiddenError, NotFoundError
from wheel.store.account_sessions import begin_session, end_sessions, note_seen, session_of_key
from wheel.store.accounts import find_account
from wheel.store.database import Database
from wheel.store.tables import AccountRow
from wheel.usecases.identify import identify
from wheel.usecases.own_sessions import OwnSession, end_other_sessions, end_own_session, show_own_sessions, sign_out

NAME = "sekretær"


def own(database: Database, viewer: Viewer) -> tuple[OwnSession, ...]:
    with database.reading() as session:
        return show_own_sessions(session, viewer, MOMENT)


def key_of(database: Database, *, awaits_second_factor: bool = False, hours_ago: float = 0) -> str:
    began = later(minutes=round(-60 * hours_ago)).at
    with database.writing() as session:
        account = find_account(session, NAME)
        assert account is not None
        return begin_session(session, account.id, began, "Edge, Windows", awaits_second_factor=awaits_second_factor)


def test_this_browser_stands_first_and_only_what_holds_is_shown(people: Database) -> None:
    mine = browser_of(people, NAME, later(minutes=-60))
    browser_of(people, NAME)
    browser_of(people, "administrator")
    key_of(people, awaits_second_factor=True)
    key_of(people, hours_ago=5)
    shown = own(people, mine)
    assert [(one.id == mine.session_id, one.is_this) for one in shown] == [(True, True), (False, False)]
    assert (shown[0].browser, shown[0].began_at) == ("Firefox, Linux", later(minutes=-60).at)


def test_one_is_ended_from_another_browser(people: Database) -> None:
    stolen = key_of(people)
    thief = identify(people, stolen, MOMENT)
    assert thief is not None
    mine = browser_of(people, NAME)
    with people.writing() as session:
        end_own_session(session, mine, MOMENT, str(thief.session_id))
    assert identify(people, stolen, MOMENT) is None
    assert [one.is_this for one in own(people, mine)] == [True]
    assert entries(people) == [("session ended", NAME, "session", {})]


def test_nobody_ends_the_session_of_another_or_one_that_is_not_there(people: Database) -> None:
    mine, others = browser_of(people, NAME), browser_of(people, "administrator")
    for session_id in (str(others.session_id), "findes-ikke", ""):
        with people.writing() as session, pytest.raises(NotFoundError):
            end_own_session(session, mine, MOMENT, session_id)
    assert len(own(people, others)) == 1
    assert entries(people) == []


def test_all_others_are_ended_at_once_also_those_that_wait(people: Database) -> None:
    mine, others = browser_of(people, NAME), browser_of(people, "administrator")
    for waits in (False, True):
        key_of(people, awaits_second_factor=waits)
    with people.writing() as session:
        assert end_other_sessions(session, mine, MOMENT) == 2
        assert end_other_sessions(session, mine, MOMENT) == 0
    assert [len(own(people, viewer)) for viewer in (mine, others)] == [1, 1]
    assert entries(people) == [("other sessions ended", NAME, "account", {"count": 2})]


def test_after_signing_out_the_key_is_nobodys(people: Database) -> None:
    key = key_of(people)
    viewer = identify(people, key, MOMENT)
    assert viewer is not None
    for _ in range(2):
        with people.writing() as session:
            sign_out(session, viewer, MOMENT)
    assert identify(people, key, MOMENT) is None
    with people.writing() as session:
        sign_out(session, ANONYMOUS, MOMENT)
    assert entries(people)[0] == ("signed out", NAME, "session", {})
    assert {entry[0] for entry in entries(people)} == {"signed out"}


def test_a_key_that_has_ended_is_nobodys_and_a_role_that_has_changed_counts_at_once(people: Database) -> None:
    key = key_of(people)
    with people.writing() as session:
        session.execute(update(AccountRow).values(role=Role.READER))
    viewer = identify(people, key, MOMENT)
    assert viewer is not None
    assert (viewer.role, viewer.may_plan) == (Role.READER, False)
    with people.writing() as session:
        session.execute(update(AccountRow).values(is_closed=True))
    assert identify(people, key, MOMENT) is None
    with people.writing() as session:
        session.execute(update(AccountRow).values(is_closed=False))
        end_sessions(session, str(viewer.account_id))
    assert identify(people, key, MOMENT) is None


@pytest.mark.parametrize(
    ("hours", "seen_hours", "holds", "reason"),
    [
        (0, 0, True, "just begun"),
        (11.9, 1, True, "a long day's work"),
        (12, 1, False, "one signs in once a day"),
        (5, 3.9, True, "a long pause"),
        (5, 4, False, "too long a pause"),
    ],
)
def test_a_session_lasts_a_days_work(
    people: Database, hours: float, seen_hours: float, holds: bool, reason: str
) -> None:
    key = key_of(people, hours_ago=hours)
    with people.writing() as session:
        known = session_of_key(session, key)
        assert known is not None
        note_seen(session, known.id, later(minutes=round(-60 * seen_hours)).at)
    assert (identify(people, key, MOMENT) is not None) == holds, reason


@pytest.mark.parametrize("viewer", [ANONYMOUS, OPERATOR], ids=["visitor", "operator"])
def test_only_an_account_has_sessions(people: Database, viewer: Viewer) -> None:
    with pytest.raises(ForbiddenError):
        own(people, viewer)
