"""Closing an account shuts its owner out at once, and opening it lets them in again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from databases import another
from office import Office, open_office
from small_plan import MOMENT, PLANNER

from wheel.core.access import Role
from wheel.core.sign_in import LinkPurpose
from wheel.errors import ConflictError, ForbiddenError, NotFoundError, RefusedError
from wheel.store.account_links import add_link, link_of_token
from wheel.store.account_sessions import begin_session
from wheel.store.database import Database
from wheel.usecases.close_account import CloseAccount, close_account, end_all_sessions, reopen_account
from wheel.usecases.identify import identify

LATER = MOMENT.at.replace(year=2027)


@pytest.fixture
def office(database: Database) -> Office:
    return open_office(database)


def close(office: Office, account_id: str, seen: int = 1) -> None:
    with office.database.writing() as session:
        close_account(session, office.administrator, CloseAccount(account_id, seen), MOMENT)


def reopen(office: Office, account_id: str, seen: int) -> None:
    with office.database.writing() as session:
        reopen_account(session, office.administrator, CloseAccount(account_id, seen), MOMENT)


def let_in(office: Office, account_id: str) -> tuple[str, str]:
    """A session's key, and a link's token."""
    with office.database.writing() as session:
        key = begin_session(session, account_id, MOMENT.at, "Firefox")
        return key, add_link(session, account_id, LinkPurpose.RESET, MOMENT.at, LATER)


def test_a_closed_account_is_signed_out_and_its_links_are_worth_nothing(office: Office) -> None:
    key, token = let_in(office, office.clerk)
    other, _ = let_in(office, office.chair)
    close(office, office.clerk)
    assert office.account(office.clerk).is_closed
    assert identify(office.database, key, MOMENT) is None
    assert identify(office.database, other, MOMENT) is not None, "nobody else is signed out"
    reopen(office, office.clerk, 2)
    assert not office.account(office.clerk).is_closed
    assert identify(office.database, key, MOMENT) is None, "the old browser stays signed out"
    with office.database.reading() as session:
        assert link_of_token(session, token, MOMENT.at) is None
    assert [act for act, *_ in office.acts()] == ["closed", "reopened"]


def test_a_closed_account_keeps_its_posts(office: Office) -> None:
    close(office, office.clerk)
    reopen(office, office.clerk, 2)
    assert office.viewer(office.clerk).name == "Kommunaldirektøren"


def test_what_is_so_already_is_said(office: Office) -> None:
    with pytest.raises(RefusedError, match="open already"):
        reopen(office, office.clerk, 1)
    close(office, office.clerk)
    with pytest.raises(RefusedError, match="closed already"):
        close(office, office.clerk, 2)


def test_the_last_administrator_cannot_be_closed_not_even_by_themselves(office: Office) -> None:
    close(office, office.deputy)
    with pytest.raises(RefusedError, match="Somebody must be left"):
        close(office, office.chair)
    with pytest.raises(ConflictError):
        close(office, office.chair, seen=7)
    assert not office.account(office.chair).is_closed


def test_of_two_administrators_who_close_each_other_at_once_one_is_left(office: Office) -> None:
    together = Barrier(2, timeout=60)

    def hurry(account_id: str) -> bool:
        with another(office.database) as own:
            together.wait()
            try:
                with own.writing() as session:
                    close_account(session, office.administrator, CloseAccount(account_id, 1), MOMENT)
            except RefusedError:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(hurry, [office.chair, office.deputy])) == [False, True]


def test_all_sessions_of_an_account_are_ended_at_once(office: Office) -> None:
    keys = [let_in(office, office.clerk)[0] for _ in range(3)]
    with office.database.writing() as session:
        assert end_all_sessions(session, office.administrator, office.clerk, MOMENT) == 3
    assert [identify(office.database, key, MOMENT) for key in keys] == [None, None, None]
    assert office.acts() == [("sessions ended", "account", office.clerk)]


def test_others_may_do_none_of_it(office: Office) -> None:
    key, _ = let_in(office, office.clerk)
    for act in (close_account, reopen_account):
        with pytest.raises(ForbiddenError), office.database.writing() as session:
            act(session, PLANNER, CloseAccount(office.clerk, 1), MOMENT)
    with pytest.raises(ForbiddenError), office.database.writing() as session:
        end_all_sessions(session, PLANNER, office.clerk, MOMENT)
    viewer = identify(office.database, key, MOMENT)
    assert viewer is not None
    assert viewer.role is Role.READER
    with pytest.raises(NotFoundError):
        close(office, "nonsense")
