"""The pages of the second factor, visited as a browser without JavaScript and with htmx does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from signing_in import OWN_PAGE, PASSWORD, code, give_password, show_password, who, with_second_factor
from web_pages import fragment, page
from web_site import BODY, HTMX, USERS, Site

from wheel.app import create_app
from wheel.core.access import Role
from wheel.settings import Settings

QUESTION = "/sign-in/second-factor"
NAME = USERS[Role.ADMINISTRATOR].title()


@pytest.fixture
def administrator(site: Site) -> FlaskClient:
    """A browser of the administrator, who has a password."""
    give_password(site)
    return site.visitor(Role.ADMINISTRATOR)


def test_the_way_in_leads_through_the_question_to_the_page_that_was_asked_for(guarded_site: Site) -> None:
    give_password(guarded_site)
    guarded_site.app.config["WTF_CSRF_ENABLED"] = False
    key, _ = with_second_factor(guarded_site, guarded_site.visitor(Role.ADMINISTRATOR))
    guarded_site.app.config["WTF_CSRF_ENABLED"] = True
    browser, wanted = guarded_site.visitor(), f"/bodies/{BODY}/agenda?rows=all"
    form = page(browser.get("/sign-in", query_string={"next": wanted})).one("form", action="/sign-in")
    answer = browser.post("/sign-in", data=form.sends() | {"user_name": "administrator", "password": PASSWORD})
    assert answer.status_code == 303
    assert answer.location.startswith(QUESTION)
    assert who(browser) == "", "the password alone is nobody"
    question = page(browser.get(answer.location)).all("form", action=QUESTION)[0]
    answer = browser.post(QUESTION, data=question.sends() | {"code": code(guarded_site, key)})
    assert (answer.status_code, answer.location) == (303, wanted)
    assert who(browser) == NAME


def test_a_wrong_code_is_told_at_its_field_and_never_sent_back(site: Site, administrator: FlaskClient) -> None:
    with_second_factor(site, administrator)
    browser = site.visitor()
    show_password(browser, back="/feeds")
    for field in ("code", "recovery_code"):
        root = page(browser.post(QUESTION, data={field: "123 999", "next": "/feeds"}), 422)
        assert root.mistake(field)
        assert {form.sends()["next"] for form in root.all("form", action=QUESTION)} == {"/feeds"}
        assert "123 999" not in root.text
        assert [one.get("value") for one in root.all("input", name=field)] == [""]
    assert who(browser) == ""


def test_a_recovery_code_opens_once(site: Site, administrator: FlaskClient) -> None:
    _, codes = with_second_factor(site, administrator)
    for status in (303, 422):
        browser = site.visitor()
        show_password(browser)
        assert browser.post(QUESTION, data={"recovery_code": codes[0]}).status_code == status
    assert "9 recovery codes are left." in page(administrator.get(OWN_PAGE)).text


def test_who_waits_too_long_begins_again_and_is_told_so(site: Site, administrator: FlaskClient) -> None:
    key, _ = with_second_factor(site, administrator)
    browser = site.visitor()
    show_password(browser)
    site.clock.pass_by(timedelta(minutes=10))
    answer = browser.post(QUESTION, data={"code": code(site, key), "next": "/feeds"})
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/feeds")
    assert page(browser.get(answer.location)).status == "It took too long. Sign in again."
    assert who(browser) == ""


def test_the_question_is_asked_of_nobody_else(site: Site, administrator: FlaskClient) -> None:
    for method in ("GET", "POST"):
        assert site.visitor().open(QUESTION, method=method).location == "/sign-in?next=/"
        assert administrator.open(f"{QUESTION}?next=/feeds", method=method).location == "/feeds"


@pytest.mark.parametrize("planted", [7, None, "", "x" * 5000, ["x"]])
def test_what_is_no_key_waits_for_nothing(site: Site, planted: object) -> None:
    browser = site.visitor()
    with browser.session_transaction() as session:
        session["awaiting_second_factor"] = planted
    assert browser.get(QUESTION).location == "/sign-in?next=/"


def test_the_key_that_waits_is_not_the_key_that_opens(site: Site, administrator: FlaskClient) -> None:
    """Whoever planted a session in the browser, or copied one before the code, holds nothing."""
    key, _ = with_second_factor(site, administrator)
    browser, thief = site.visitor(), site.visitor()
    with browser.session_transaction() as session:
        session["planted"] = "by somebody else"
    show_password(browser)
    with browser.session_transaction() as session:
        waiting = session["awaiting_second_factor"]
        assert "planted" not in session
    copied = browser.get_cookie("session")
    assert copied is not None
    browser.post(QUESTION, data={"code": code(site, key)})
    thief.set_cookie("session", copied.value)
    assert (who(browser), who(thief)) == (NAME, "")
    assert thief.post(QUESTION, data={"code": code(site, key, 30)}).location == "/sign-in?next=/"
    with browser.session_transaction() as session:
        assert session["_user_id"] != waiting
        assert "awaiting_second_factor" not in session


def test_turning_it_on_shows_the_key_as_a_picture_and_as_text(site: Site, administrator: FlaskClient) -> None:
    root = page(administrator.get(OWN_PAGE))
    picture = root.one("img", class_="picture")
    assert str(picture.get("src")).startswith("data:image/svg+xml")
    assert picture.get("alt")
    groups = root.one("p", class_="groups").text.split()
    assert [len(group) for group in groups] == [4] * 8, "160 bits, as RFC 4226 recommends"
    address = next(link for link in root.addresses if link.startswith("otpauth:"))
    assert f"secret={''.join(groups)}" in address
    assert "otpauth://totp/%C3%85rshjul%20" in address


def test_after_a_mistake_the_key_is_the_same_and_nothing_typed_is_sent_back(
    site: Site, administrator: FlaskClient
) -> None:
    root = page(administrator.get(OWN_PAGE))
    sent = root.one("form", action=OWN_PAGE).sends() | {"code": "000000", "proof": PASSWORD}
    again = page(administrator.post(OWN_PAGE, data=sent), 422)
    assert again.mistake("code")
    assert again.one("p", class_="groups").text == root.one("p", class_="groups").text
    assert PASSWORD not in again.text
    kept = again.one("form", action=OWN_PAGE).sends()
    assert (kept["code"], kept["proof"]) == ("", "")
    key = again.one("p", class_="groups").text.replace(" ", "")
    wrong = page(administrator.post(OWN_PAGE, data=kept | {"code": code(site, key), "proof": "x"}), 422)
    assert wrong.mistake("proof") == "The password is wrong."


@pytest.mark.parametrize("htmx", [False, True])
def test_recovery_codes_are_shown_once_and_then_never(site: Site, administrator: FlaskClient, htmx: bool) -> None:
    headers, read = (HTMX, fragment) if htmx else (None, page)
    _, codes = with_second_factor(site, administrator)
    assert len(codes) == 10
    answer = administrator.post(f"{OWN_PAGE}/recovery-codes", data={"proof": PASSWORD}, headers=headers)
    newer = [one.text for one in read(answer).one("ol", class_="recovery-codes").all("code")]
    assert answer.headers["Cache-Control"] == "no-store"
    assert not set(codes) & set(newer)
    for address in (OWN_PAGE, "/me/sessions", "/bodies"):
        text = administrator.get(address).text
        assert [one for one in (*codes, *newer) if one in text] == []


@pytest.mark.parametrize("htmx", [False, True])
def test_it_is_turned_off_with_proof_alone(site: Site, administrator: FlaskClient, htmx: bool) -> None:
    headers, read = (HTMX, fragment) if htmx else (None, page)
    key, _ = with_second_factor(site, administrator)
    off = f"{OWN_PAGE}/deletions"
    refused = read(administrator.post(off, data={"proof": "forkert"}, headers=headers), 422)
    assert refused.mistake("proof") == "This is neither your password nor a code that can be used now."
    answer = administrator.post(off, data={"proof": code(site, key)}, headers=headers)
    assert (answer.headers["HX-Redirect"] if htmx else answer.location) == OWN_PAGE
    root = page(administrator.get(OWN_PAGE))
    assert root.status == "The second factor is off."
    assert root.one("p", class_="groups")
    assert show_password(site.visitor()).location == "/"


def test_turning_it_on_signs_the_other_browsers_out(site: Site, administrator: FlaskClient) -> None:
    other = site.visitor(Role.ADMINISTRATOR)
    with_second_factor(site, administrator)
    assert (who(administrator), who(other)) == (NAME, "")


def test_the_samples_account_is_told_why_it_can_have_none(secretary: FlaskClient) -> None:
    root = page(secretary.get(OWN_PAGE))
    assert "so it can have no second factor" in root.text
    assert not root.all("form", action=OWN_PAGE)


def test_with_another_secret_key_the_sign_in_page_says_whom_to_ask(site: Site, administrator: FlaskClient) -> None:
    with_second_factor(site, administrator)
    url = site.database.engine.url.render_as_string(hide_password=False)
    other = create_app(Settings(database_url=url, secret_key="another"), site.clock)
    other.config["WTF_CSRF_ENABLED"] = False
    browser = other.test_client()
    browser.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    refusal = page(show_password(browser), 422).refusal
    assert refusal.endswith("Ask an administrator to take it off your account.")
    other.extensions["aarshjul"].database.dispose()
