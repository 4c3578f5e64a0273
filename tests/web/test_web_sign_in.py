"""Signing in and out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from web_pages import page
from web_site import BODY, HTMX, Site

from wheel.core.access import Role
from wheel.store.tables import AccountRow, OrganisationRow
from wheel.usecases.load_sample import SAMPLE_PASSWORD, SAMPLE_POST, SAMPLE_USER
from wheel.usecases.sign_in import MOST_PER_NAME

WRONG = "The user name or the password is wrong."
TOO_OFTEN = "Too many attempts to sign in. Wait a quarter of an hour and try again."
RIGHT = {"user_name": SAMPLE_USER, "password": SAMPLE_PASSWORD}


def who(client: FlaskClient) -> str:
    """The name that the page shows of who is signed in."""
    names = page(client.get("/bodies")).all("span", class_="name")
    return names[0].text if names else ""


def test_the_form_as_it_stands_signs_in_and_leads_back(guarded_site: Site) -> None:
    browser = guarded_site.visitor()
    sent_away = browser.get(f"/bodies/{BODY}/items/new?meeting=awaiting")
    form = page(browser.get(sent_away.location)).one("form", action="/sign-in")
    answer = browser.post("/sign-in", data=form.sends() | RIGHT)
    assert (answer.status_code, answer.location) == (303, f"/bodies/{BODY}/items/new?meeting=awaiting")
    assert page(browser.get(answer.location)).all("form", class_="item-form")
    assert who(browser) == SAMPLE_POST


@pytest.mark.parametrize("name", [SAMPLE_USER.upper(), f"  {SAMPLE_USER} "])
def test_a_user_name_is_the_same_whatever_its_case(anonymous: FlaskClient, name: str) -> None:
    assert anonymous.post("/sign-in", data=RIGHT | {"user_name": name}).status_code == 303
    assert who(anonymous) == SAMPLE_POST


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"password": "forkert"}, "a wrong password"),
        ({"password": ""}, "no password"),
        ({"password": SAMPLE_PASSWORD.upper()}, "passwords have a case"),
        ({"password": "x" * 100_000}, "a huge password"),
        ({"user_name": "findes-ikke"}, "an unknown name, in the same words"),
        ({"user_name": ""}, "no name"),
        ({"user_name": "x" * 100_000}, "a huge name"),
        ({"user_name": "' OR 1=1 --"}, "a name that is a query"),
    ],
)
def test_a_wrong_name_or_password_is_told_in_the_same_words(
    anonymous: FlaskClient, wrong: dict[str, str], reason: str
) -> None:
    root = page(anonymous.post("/sign-in", data=RIGHT | wrong), 422)
    assert root.refusal == WRONG, reason
    kept = root.one("form", action="/sign-in").sends()
    assert kept["user_name"] == (RIGHT | wrong)["user_name"][:200], "the name is kept"
    assert kept["password"] == "", "the password never is"
    assert who(anonymous) == ""


def test_after_too_many_failures_even_the_right_password_waits_a_quarter_of_an_hour(
    site: Site, anonymous: FlaskClient
) -> None:
    for _ in range(MOST_PER_NAME):
        assert page(anonymous.post("/sign-in", data=RIGHT | {"password": "forkert"}), 422).refusal == WRONG
    assert page(anonymous.post("/sign-in", data=RIGHT), 422).refusal == TOO_OFTEN
    site.clock.pass_by(timedelta(minutes=15, seconds=1))
    assert anonymous.post("/sign-in", data=RIGHT).status_code == 303


def test_the_samples_account_opens_nothing_but_the_sample(site: Site, anonymous: FlaskClient) -> None:
    """Its password is in the source."""
    with site.database.writing() as session:
        session.execute(update(OrganisationRow).values(is_sample=False))
    assert page(anonymous.post("/sign-in", data=RIGHT), 422).refusal == WRONG


def test_signing_out_is_said_once_and_ends_the_session(secretary: FlaskClient) -> None:
    answer = secretary.post("/sign-out")
    assert (answer.status_code, answer.location) == (303, "/")
    root = page(secretary.get("/", follow_redirects=True))
    assert root.status == "You are signed out."
    assert page(secretary.get("/bodies")).status == ""
    assert who(secretary) == ""
    assert secretary.get(f"/bodies/{BODY}/items/new").status_code == 303


def test_the_button_in_the_page_signs_out(guarded_site: Site) -> None:
    secretary = guarded_site.visitor(Role.PLANNER)
    form = page(secretary.get("/bodies")).one("form", action="/sign-out")
    assert secretary.post("/sign-out", data=form.sends()).status_code == 303
    assert who(secretary) == ""


@pytest.mark.parametrize("key", ["findes-ikke", "", "1", None, 7, "x" * 5000])
def test_a_session_of_nobody_is_nobodys(site: Site, key: object) -> None:
    browser = site.visitor()
    with browser.session_transaction() as session:
        session["_user_id"] = key
    assert who(browser) == ""


def test_a_new_session_key_signs_every_browser_out(site: Site, secretary: FlaskClient) -> None:
    with site.database.writing() as session:
        session.execute(update(AccountRow).values(session_key=AccountRow.user_name))
    assert who(secretary) == ""


def test_a_session_that_somebody_else_has_signed_is_nobodys(site: Site, secretary: FlaskClient) -> None:
    cookie = secretary.get_cookie("session").value
    forger = site.visitor()
    forger.set_cookie("session", cookie[:-4] + "AAAA")
    assert (who(forger), who(secretary)) == ("", SAMPLE_POST)


def test_htmx_comes_back_to_the_page_that_was_open(site: Site, anonymous: FlaskClient) -> None:
    """A session that ends while a page is open must not lose the reader's place."""
    current = {"HX-Current-URL": f"http://localhost/bodies/{BODY}/agenda?rows=all"}
    sent = anonymous.post(f"/stops/{site.stop().id}/moves", headers=HTMX | current).headers["HX-Redirect"]
    form = page(anonymous.get(sent)).one("form", action="/sign-in").sends()
    assert anonymous.post("/sign-in", data=form | RIGHT).location == f"/bodies/{BODY}/agenda?rows=all"


@pytest.mark.parametrize("current", ["http://evil.example/x", "//evil.example", "javascript:alert(1)", "", "http://["])
def test_htmx_from_elsewhere_comes_back_to_the_front(site: Site, anonymous: FlaskClient, current: str) -> None:
    headers = HTMX | {"HX-Current-URL": current}
    sent = anonymous.post(f"/stops/{site.stop().id}/moves", headers=headers).headers["HX-Redirect"]
    assert page(anonymous.get(sent)).one("form", action="/sign-in").sends()["next"] == "/"
