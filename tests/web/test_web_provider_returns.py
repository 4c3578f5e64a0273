"""Who comes back from the sign-in provider without having been sent, and a provider that fails: nobody comes in."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from fake_provider import Json
from provider_site import BEGIN, CALLBACK, NOT_BEGUN, NOT_BELIEVED, NOT_POSSIBLE, Login
from web_pages import page
from werkzeug.wrappers import Response

from wheel.core.access import Role


def test_coming_back_without_having_begun_signs_nobody_in(login: Login) -> None:
    for query in ({}, {"code": "x"}, {"state": "x"}, {"code": "x", "state": "x"}, {"error": "access_denied"}):
        browser = login.site.visitor()
        assert page(browser.get(CALLBACK, query_string=query), 422).refusal == NOT_BEGUN
        assert login.viewer(browser) is None
    assert "/token" not in login.provider.asked


@pytest.mark.parametrize("state", ["", "x", None])
def test_another_state_signs_nobody_in(login: Login, state: str | None) -> None:
    browser = login.site.visitor()
    answer = {**login.provider.answer(login.begin(browser)), "state": state}
    query = {name: value for name, value in answer.items() if value is not None}
    assert page(browser.get(CALLBACK, query_string=query), 422).refusal == NOT_BEGUN
    assert login.viewer(browser) is None
    assert "/token" not in login.provider.asked


def test_an_answer_that_another_browser_was_given_signs_nobody_in(login: Login) -> None:
    """Else somebody could have others work in an account of theirs."""
    attacker, victim = login.site.visitor(), login.site.visitor()
    answer = login.provider.answer(login.begin(attacker))
    login.begin(victim)
    assert page(victim.get(CALLBACK, query_string=answer), 422).refusal == NOT_BEGUN
    assert login.viewer(victim) is None


def test_a_code_that_another_browser_was_given_signs_nobody_in(login: Login) -> None:
    """PKCE and the nonce tie the code to the browser that began."""
    attacker, victim = login.site.visitor(), login.site.visitor()
    stolen = login.provider.answer(login.begin(victim))["code"]
    answer = {**login.provider.answer(login.begin(attacker)), "code": stolen}
    assert page(attacker.get(CALLBACK, query_string=answer), 422).refusal == NOT_BELIEVED
    assert login.viewer(attacker) is None


def test_an_answer_is_used_once(login: Login) -> None:
    browser = login.site.visitor()
    answer = login.provider.answer(login.begin(browser))
    assert browser.get(CALLBACK, query_string=answer).status_code == 303
    browser.delete_cookie("session")
    assert page(browser.get(CALLBACK, query_string=answer), 422).refusal == NOT_BEGUN
    assert login.viewer(browser) is None


def test_an_old_cookie_does_not_make_a_used_code_new(login: Login) -> None:
    browser = login.site.visitor()
    address = login.begin(browser)
    cookie = browser.get_cookie("session")
    assert cookie is not None
    answer = login.provider.answer(address)
    assert browser.get(CALLBACK, query_string=answer).status_code == 303
    browser.set_cookie("session", cookie.value)
    assert page(browser.get(CALLBACK, query_string=answer), 422).refusal == NOT_BELIEVED
    assert login.viewer(browser) is None


def test_coming_back_after_ten_minutes_signs_nobody_in(login: Login) -> None:
    browser = login.site.visitor()
    answer = login.provider.answer(login.begin(browser))
    login.site.clock.pass_by(timedelta(minutes=11))
    assert page(browser.get(CALLBACK, query_string=answer), 422).refusal == NOT_BEGUN


@pytest.mark.parametrize("issuer", ["https://elsewhere.example", ""])
def test_an_answer_of_another_issuer_signs_nobody_in(login: Login, issuer: str) -> None:
    browser = login.site.visitor()
    answer = {**login.provider.answer(login.begin(browser)), "iss": issuer}
    assert page(browser.get(CALLBACK, query_string=answer), 422).refusal == NOT_BELIEVED
    assert "/token" not in login.provider.asked


def test_an_answer_must_name_its_issuer_where_the_provider_promises_that(login: Login) -> None:
    login.provider.behaviour.metadata = {"authorization_response_iss_parameter_supported": True}
    browser = login.site.visitor()
    answer = login.provider.answer(login.begin(browser))
    assert page(browser.get(CALLBACK, query_string=answer), 422).refusal == NOT_BELIEVED
    named = {**login.provider.answer(login.begin(browser)), "iss": login.provider.issuer}
    assert browser.get(CALLBACK, query_string=named).status_code == 303


def test_saying_no_at_the_provider_is_answered_calmly(login: Login) -> None:
    browser = login.site.visitor()
    state = login.provider.answer(login.begin(browser))["state"]
    query = {"state": state, "error": "access_denied", "error_description": "<b>said no</b>"}
    shown = page(browser.get(CALLBACK, query_string=query), 422)
    assert shown.refusal == "You did not sign in there, so you are not signed in here."
    assert "said no" not in shown.text


@pytest.mark.parametrize("query", [{"error": "server_error"}, {"error": "x", "code": "x"}, {"code": ""}, {}])
def test_an_answer_with_an_error_or_without_a_code_signs_nobody_in(login: Login, query: dict[str, str]) -> None:
    browser = login.site.visitor()
    state = login.provider.answer(login.begin(browser))["state"]
    assert page(browser.get(CALLBACK, query_string={"state": state, **query}), 422).refusal == NOT_BELIEVED
    assert "/token" not in login.provider.asked


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example"],
)
def test_nobody_is_sent_to_another_site_after_signing_in(login: Login, elsewhere: str) -> None:
    response = login.sign_in(login.site.visitor(), elsewhere)
    assert (response.status_code, response.location) == (303, "/")


def test_what_a_browser_held_before_signing_in_is_gone_afterwards(login: Login) -> None:
    browser = login.site.visitor(Role.READER)
    with browser.session_transaction() as session:
        session["planted"] = "by somebody else"
        before = session["_user_id"]
    login.sign_in(browser)
    with browser.session_transaction() as session:
        assert "planted" not in session
        assert session["_user_id"] != before
    old = login.site.visitor()
    with old.session_transaction() as session:
        session["_user_id"] = before
    assert login.viewer(old) is None


# When the provider fails

GARBAGE = {
    "an error": lambda: Response("down", 500),
    "a page": lambda: Response("<html>maintenance</html>", 200, mimetype="text/html"),
    "a list": lambda: Response("[]", 200, mimetype="application/json"),
    "somewhere else": lambda: Response(status=302, headers={"Location": "/.well-known/openid-configuration"}),
    "bytes": lambda: Response(b"\xff\xfe\x00", 200, mimetype="application/json"),
}


@pytest.mark.parametrize("answer", GARBAGE.values(), ids=GARBAGE)
@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/jwks", "/token", "/userinfo"])
def test_a_provider_that_fails_makes_a_calm_page(login: Login, path: str, answer: Callable[[], Response]) -> None:
    login.provider.behaviour.instead = {path: answer()}
    browser = login.site.visitor()
    response = browser.get(BEGIN)
    if response.status_code == 303:
        response = browser.get(CALLBACK, query_string=login.provider.answer(response.location))
    assert page(response, response.status_code).refusal in {NOT_POSSIBLE, NOT_BELIEVED}
    assert response.status_code in {503, 422}
    assert login.viewer(browser) is None


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://elsewhere.example"},
        {"issuer": None},
        {"authorization_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "http://elsewhere.example/authorize"},
        {"authorization_endpoint": 42},
    ],
)
def test_what_discovery_must_not_say_is_not_followed(login: Login, metadata: Json) -> None:
    login.provider.behaviour.metadata = metadata
    assert page(login.site.visitor().get(BEGIN), 503).refusal == NOT_POSSIBLE


def test_keys_that_are_none_sign_nobody_in(login: Login) -> None:
    browser = login.site.visitor()
    for keys in ({"keys": []}, {"keys": "none"}, {"keys": [{"kty": "RSA"}]}, {}):
        login.provider.behaviour.instead = {"/jwks": Response(json.dumps(keys), mimetype="application/json")}
        answer = login.provider.answer(login.begin(browser))
        assert page(browser.get(CALLBACK, query_string=answer), 422).refusal == NOT_BELIEVED


def test_a_provider_that_is_away_is_not_asked_by_every_visitor_and_found_again(login: Login) -> None:
    login.provider.behaviour.instead = {"/.well-known/openid-configuration": Response("down", 500)}
    for _ in range(3):
        assert page(login.site.visitor().get(BEGIN), 503).refusal == NOT_POSSIBLE
    assert len(login.provider.asked) == 1
    login.provider.behaviour.instead = {}
    login.site.clock.pass_by(timedelta(seconds=16))
    assert login.site.visitor().get(BEGIN).status_code == 303


def test_the_page_that_tells_of_it_leads_on(login: Login) -> None:
    login.provider.behaviour.instead = {"/.well-known/openid-configuration": Response("down", 500)}
    shown = page(login.site.visitor().get(BEGIN, query_string={"next": "/plan"}), 503)
    assert {"/sign-in/provider?next=/plan", "/sign-in?next=/plan"} <= shown.addresses


def test_connecting_is_begun_and_ended_by_the_same_session(login: Login) -> None:
    """Else an account could be connected with somebody who has put their answer into its owner's browser."""
    owner = login.site.visitor(Role.READER)
    login.without_password(Role.READER)
    address = page(owner.post("/me/provider")).one("a", class_="button primary").attributes["href"]
    answer = login.provider.answer(address)
    with owner.session_transaction() as session:
        session["_user_id"] = login.site.session_key(Role.PLANNER)
    shown = page(owner.get(CALLBACK, query_string=answer), 422)
    assert shown.refusal == "You are not signed in as the one who began to connect. Begin again."
    assert not login.account("læser").is_from_provider  # type: ignore[union-attr]
