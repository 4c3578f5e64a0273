"""Signing in through the provider: who gets an account, and what the rules make of what is said of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from provider_site import Login
from web_pages import page
from web_site import TODAY, USERS

from wheel.core.access import Role
from wheel.store.accounts import account_row, find_account
from wheel.store.post_tenures import holdings_of_account
from wheel.usecases.passwords import hash_password


def test_the_first_sign_in_makes_an_account_of_what_the_provider_says(login: Login) -> None:
    browser = login.site.visitor()
    said = {"preferred_username": "Kim.Ø", "name": " Kim\tØst ", "email": "Kim@x.dk", "email_verified": True}
    response = login.sign_in(browser, "/agendas?q=1", **said)
    assert (response.status_code, response.location) == (303, "/agendas?q=1")
    account = login.account("kim.ø")
    assert account is not None
    assert (account.display_name, account.email, account.role) == ("Kim Øst", "kim@x.dk", Role.READER)
    assert account.is_from_provider
    assert account.password_hash is None
    viewer = login.viewer(browser)
    assert viewer is not None
    assert viewer.account_id == account.id
    assert login.audited()[-2:] == [("added", "account"), ("signed in", "session")]


def test_the_second_sign_in_finds_the_account_whatever_else_is_said_now(login: Login) -> None:
    first, second = login.site.visitor(), login.site.visitor()
    login.sign_in(first, preferred_username="kim", email="kim@x.dk", email_verified=True)
    login.sign_in(second, preferred_username="another", name="Another", email="new@x.dk", email_verified=True)
    one, two = login.viewer(first), login.viewer(second)
    assert one is not None
    assert two is not None
    assert one.account_id == two.account_id
    assert login.account("another") is None


def test_a_name_or_an_address_that_is_known_here_opens_nobody_elses_account(login: Login) -> None:
    """Whoever may choose their name at the provider could else be whom they like here."""
    with login.site.database.writing() as session:
        account = find_account(session, USERS[Role.ADMINISTRATOR])
        assert account is not None
        account_row(session, account.id).email = "boss@x.dk"
    browser = login.site.visitor()
    login.sign_in(browser, preferred_username="Administrator", email="boss@x.dk", email_verified=True)
    made = login.account("administrator-2")
    assert made is not None
    assert (made.role, made.email) == (Role.READER, None)
    viewer = login.viewer(browser)
    assert viewer is not None
    assert not viewer.is_administrator


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_is_not_known_to_be_theirs_is_not_kept(login: Login, verified: object) -> None:
    login.sign_in(login.site.visitor(), preferred_username="kim", email="kim@x.dk", email_verified=verified)
    account = login.account("kim")
    assert account is not None
    assert account.email is None


@pytest.mark.parametrize(
    "said", [{}, {"preferred_username": 7, "name": ["x"]}, {"preferred_username": "\n\u202e", "name": ""}]
)
def test_without_a_usable_name_the_subject_is_the_name(login: Login, said: dict[str, object]) -> None:
    assert login.sign_in(login.site.visitor(), **said).status_code == 303
    assert login.account("8f14e45f") is not None


def test_a_stranger_is_refused_where_newcomers_may_not_come_in(login: Login) -> None:
    login.switch(admits_newcomers=False)
    browser = login.site.visitor()
    response = login.sign_in(browser, preferred_username="kim")
    assert page(response, 422).refusal == "You have no account here. Ask an administrator to let you in."
    assert login.viewer(browser) is None
    assert login.account("kim") is None
    login.rule("groups", "staff", Role.READER)
    assert login.sign_in(browser, preferred_username="kim", groups=["staff"]).status_code == 303


def test_a_closed_account_stays_closed(login: Login) -> None:
    login.sign_in(login.site.visitor(), preferred_username="kim")
    account = login.account("kim")
    assert account is not None
    with login.site.database.writing() as session:
        account_row(session, account.id).is_closed = True
    browser = login.site.visitor()
    refusal = page(login.sign_in(browser), 422).refusal
    assert refusal == "Your account here is closed. Ask an administrator to open it again."
    assert login.viewer(browser) is None


def test_nobody_gets_into_a_service_that_is_not_set_up(login: Login, empty_file: Path) -> None:
    """Else whoever comes first would keep its administrator out."""
    empty = Login(login.site.filled_with(empty_file), login.provider)
    browser = empty.site.visitor()
    refusal = page(empty.sign_in(browser), 422).refusal
    assert refusal == "The service is not set up yet. Its first administrator signs in with a password."
    assert empty.account("8f14e45f") is None


def test_each_sign_in_gives_the_role_that_the_rules_say(login: Login) -> None:
    login.rule("realm_access.roles", "planner", Role.PLANNER)
    browser = login.site.visitor()
    for roles, role in (
        ({"roles": ["x", "planner"]}, Role.PLANNER),
        ({}, Role.READER),
        ({"roles": "planner"}, Role.PLANNER),
    ):
        login.sign_in(browser, preferred_username="kim", realm_access=roles)
        viewer = login.viewer(browser)
        assert viewer is not None
        assert viewer.role is role
    assert [act for act, _ in login.audited()].count("role given by provider") == 2


def test_the_rules_never_take_the_last_administrator_away(login: Login) -> None:
    """The sample's administrator has no password that works, so nobody else could let the others in."""
    login.rule("groups", "chiefs", Role.ADMINISTRATOR)
    with login.site.database.writing() as session:
        administrator = find_account(session, USERS[Role.ADMINISTRATOR])
        assert administrator is not None
        account_row(session, administrator.id).password_hash = None
    login.sign_in(login.site.visitor(), preferred_username="kim", groups=["chiefs"])
    login.sign_in(login.site.visitor(), groups=[])
    assert login.account("kim").role is Role.ADMINISTRATOR  # type: ignore[union-attr]
    with login.site.database.writing() as session:
        account_row(session, administrator.id).password_hash = hash_password("et andet langt kodeord")
    login.sign_in(login.site.visitor(), groups=[])
    assert login.account("kim").role is Role.READER  # type: ignore[union-attr]


def test_posts_come_and_go_with_what_the_provider_says(login: Login) -> None:
    director, other = login.post("Direktør"), login.post("Souschef")
    login.rule("groups", "direktion", post_id=director)
    login.rule("groups", "chefer", post_id=other)
    browser = login.site.visitor()
    login.sign_in(browser, preferred_username="kim", groups=["direktion", "chefer"])
    assert _posts(login, browser) == {director, other}
    login.site.clock.pass_by(timedelta(days=1))
    login.sign_in(browser, groups=["direktion"])
    with login.site.database.reading() as session:
        account = find_account(session, "kim")
        assert account is not None
        tenures = {one.post.id: one.tenure for one in holdings_of_account(session, account.id)}
    assert tenures[other].term.ends == TODAY + timedelta(days=1)
    assert tenures[director].term.ends is None
    assert all(tenure.is_from_provider for tenure in tenures.values())
    login.sign_in(browser, groups=["direktion"])
    with login.site.database.reading() as session:
        assert len(holdings_of_account(session, account.id)) == 2


def _posts(login: Login, browser: FlaskClient) -> set[str]:
    viewer = login.viewer(browser)
    assert viewer is not None
    return set(viewer.posts)
