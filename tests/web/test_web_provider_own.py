"""Connecting one's own account with the provider, doing without it again, and signing out there."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from flask.testing import FlaskClient
from provider_site import BEGIN, CALLBACK, Login
from web_pages import page
from web_site import USERS, Site
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from wheel.core.access import Role
from wheel.usecases.load_sample import SAMPLE_PASSWORD


def connect(login: Login, browser: FlaskClient, subject: str = "8f14e45f") -> TestResponse:
    login.provider.behaviour.person = {"sub": subject}
    shown = page(browser.post("/me/provider", data={"proof": SAMPLE_PASSWORD}))
    address = shown.one("a", class_="button primary").attributes["href"]
    assert shown.one("meta", http_equiv="refresh").attributes["content"] == f"0; url={address}"
    return browser.get(CALLBACK, query_string=login.provider.answer(address))


def test_whoever_has_only_got_hold_of_the_browser_connects_nothing(login: Login) -> None:
    """They would have made a way in of their own, which stays when the session ends."""
    stolen = login.site.visitor(Role.PLANNER)
    for guess in ({}, {"proof": ""}, {"proof": "et gæt på adgangskoden"}):
        shown = page(stolen.post("/me/provider", data=guess), 422)
        assert shown.refusal == "The password is wrong.", guess
        assert not shown.all("a", class_="button primary")
    assert login.account(USERS[Role.PLANNER]).is_from_provider is False  # type: ignore[union-attr]


def test_an_owner_connects_their_account_and_then_signs_in_to_it(login: Login) -> None:
    owner = login.site.visitor(Role.PLANNER)
    before = login.viewer(owner)
    response = connect(login, owner)
    assert (response.status_code, response.location) == (303, "/me/provider")
    assert "Your account is connected." in page(owner.get("/me/provider")).status
    browser = login.site.visitor()
    login.sign_in(browser)
    after = login.viewer(browser)
    assert before is not None
    assert after is not None
    assert (after.account_id, after.role) == (before.account_id, Role.PLANNER)


def test_two_accounts_are_not_connected_with_one_person(login: Login) -> None:
    connect(login, login.site.visitor(Role.PLANNER))
    reader = login.site.visitor(Role.READER)
    login.without_password(Role.READER)
    refusal = page(connect(login, reader), 422).refusal
    assert refusal == "Another account here is connected with who you are there. Ask an administrator."
    assert login.account(USERS[Role.READER]).is_from_provider is False  # type: ignore[union-attr]


def test_an_owner_with_a_password_can_do_without_the_provider_again(login: Login) -> None:
    owner = login.site.visitor(Role.PLANNER)
    connect(login, owner)
    assert page(owner.get("/me/provider")).one("button", class_="danger").text == "Connect no longer"
    assert owner.post("/me/provider/deletions").status_code == 303
    assert login.account(USERS[Role.PLANNER]).is_from_provider is False  # type: ignore[union-attr]
    assert login.audited()[-2:] == [("provider connected", "account"), ("provider disconnected", "account")]
    assert page(owner.post("/me/provider/deletions"), 422).refusal == "Your account is not connected."


def test_the_only_way_to_sign_in_cannot_be_taken_away(login: Login) -> None:
    said = "Then you could not sign in any more: your account has no password that may be used here."
    newcomer = login.site.visitor()
    login.sign_in(newcomer)
    assert not page(newcomer.get("/me/provider")).all("button", class_="danger")
    assert page(newcomer.post("/me/provider/deletions"), 422).refusal == said
    owner = login.site.visitor(Role.PLANNER)
    connect(login, owner, "another")
    login.switch(allows_passwords=False)
    assert page(owner.post("/me/provider/deletions"), 422).refusal == said


def test_signing_out_leads_to_signing_out_at_the_provider(login: Login) -> None:
    browser = login.site.visitor()
    login.sign_in(browser)
    shown = page(browser.post("/sign-out"))
    address = shown.one("a", class_="button primary").attributes["href"]
    told = dict(parse_qsl(urlsplit(address).query))
    assert address.startswith(f"{login.provider.issuer}/end?")
    assert told["post_logout_redirect_uri"] == "http://localhost/sign-in/provider/signed-out"
    assert told["client_id"] == "aarshjul"
    assert told["state"]
    assert told["id_token_hint"].count(".") == 2
    assert login.viewer(browser) is None
    back = browser.get("/sign-in/provider/signed-out", follow_redirects=True)
    assert "You are signed out." in page(back).status


def test_the_id_token_is_kept_where_a_reader_of_the_database_cannot_read_it(login: Login) -> None:
    login.sign_in(login.site.visitor())
    with login.site.database.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT id_token FROM account_sessions WHERE is_from_provider").scalar_one()
    assert "eyJ" not in kept
    assert kept.startswith("gAAAA")


def test_signing_out_here_works_while_the_provider_is_away(login: Login) -> None:
    browser = login.site.visitor()
    login.sign_in(browser)
    login.site.app.extensions.pop("aarshjul-provider")
    login.provider.behaviour.instead = {"/.well-known/openid-configuration": Response("down", 500)}
    assert browser.post("/sign-out").status_code == 303
    assert login.viewer(browser) is None


def test_signing_out_after_a_password_stays_here(login: Login) -> None:
    browser = login.site.visitor(Role.READER)
    response = browser.post("/sign-out")
    assert (response.status_code, response.location) == (303, "/")


def test_a_token_too_long_for_an_address_is_left_out_of_it(login: Login) -> None:
    login.provider.behaviour.change = lambda claims: {**claims, "groups": ["x" * 36] * 200}
    browser = login.site.visitor()
    assert browser.get(CALLBACK, query_string=login.provider.answer(login.begin(browser))).status_code == 303
    address = page(browser.post("/sign-out")).one("a", class_="button primary").attributes["href"]
    assert len(address) < 1000
    assert "client_id=aarshjul" in address


def test_a_provider_that_cannot_sign_out_is_left_alone(login: Login) -> None:
    login.provider.behaviour.metadata = {"end_session_endpoint": None}
    browser = login.site.visitor()
    login.sign_in(browser)
    assert browser.post("/sign-out").status_code == 303


def test_a_provider_that_takes_the_secret_in_the_form_gets_it_there(login: Login) -> None:
    login.provider.behaviour.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    browser = login.site.visitor()
    response = login.sign_in(browser)
    assert response.status_code == 303
    assert login.viewer(browser) is not None


def test_without_a_provider_there_is_no_way_to_it(site: Site) -> None:
    for path in (BEGIN, CALLBACK + "?state=x"):
        assert site.visitor().get(path).status_code in {404, 422}
    reader = site.visitor(Role.READER)
    assert reader.post("/me/provider").status_code == 404
    assert not page(reader.get("/me/provider")).all("button", class_="primary")
