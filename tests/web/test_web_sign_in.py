"""Signing in and out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from signing_in import who
from sqlalchemy import update
from web_pages import page
from web_site import BODY, HTMX, Site, running_site

from wheel.core.access import Role
from wheel.settings import OidcSettings
from wheel.store.tables import OrganisationRow
from wheel.usecases.attempts import MOST_PER_NAME
from wheel.usecases.load_sample import SAMPLE_PASSWORD, SAMPLE_POST, SAMPLE_USER

WRONG = "The user name or the password is wrong."
TOO_OFTEN = "Too many attempts. Wait a quarter of an hour and try again."
RIGHT = {"user_name": SAMPLE_USER, "password": SAMPLE_PASSWORD}


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


# What browsers may take for another site, or for no page at all (WHATWG URL, "URL parsing").
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "https:evil.example",
    "https://evil.example",
    "https:///evil.example",
    "HTTPS://EVIL.EXAMPLE",
    "javascript:alert(1)",
    "data:text/html,x",
    "%2f%2fevil.example",
    "%5cevil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\nLocation: https://evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\x7f/evil.example",
    "/\u2028/evil.example",
    "evil.example",
    ".evil.example",
    "@evil.example",
    "",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_sent_to_another_site_after_signing_in(anonymous: FlaskClient, wanted: str) -> None:
    kept = page(anonymous.get("/sign-in", query_string={"next": wanted})).one("form", action="/sign-in").sends()
    assert kept["next"] == "/"
    assert anonymous.post("/sign-in", data=RIGHT | {"next": wanted}).location == "/"


@pytest.mark.parametrize("wanted", ["/%2f%2fevil.example", "/%5cevil.example", "/.//x", "/@x", "/?next=//x", "/ÆØÅ"])
def test_what_only_looks_like_another_site_is_a_page_of_ours(anonymous: FlaskClient, wanted: str) -> None:
    answer = anonymous.post("/sign-in", data=RIGHT | {"next": wanted})
    assert answer.location.startswith("/")
    assert answer.location[1:2] not in {"/", "\\"}


def test_signing_in_leaves_nothing_of_what_the_browser_held_before(site: Site, anonymous: FlaskClient) -> None:
    """Somebody may have planted it there, to know it afterwards (session fixation)."""
    planted = site.session_key(Role.READER)
    with anonymous.session_transaction() as session:
        session["_user_id"], session["csrf_token"], session["planted"] = planted, "known", "x"
    anonymous.post("/sign-in", data=RIGHT)
    with anonymous.session_transaction() as session:
        assert session["_user_id"] != planted
        assert "planted" not in session
        assert session.get("csrf_token") != "known"
        assert not session.permanent
    assert who(anonymous) == SAMPLE_POST


def test_the_choice_of_language_outlives_signing_in_and_out(anonymous: FlaskClient) -> None:
    anonymous.post("/language", data={"language": "da"})
    for address, form in (("/sign-in", RIGHT), ("/sign-out", {})):
        anonymous.post(address, data=form)
        assert page(anonymous.get("/bodies")).one("html").get("lang") == "da"


def test_where_passwords_are_switched_off_no_form_asks_for_one(site: Site, anonymous: FlaskClient) -> None:
    with site.database.writing() as session:
        session.execute(update(OrganisationRow).values(allows_passwords=False))
    root = page(anonymous.get("/sign-in"))
    assert not root.all("form", action="/sign-in")
    assert "Ask whoever runs the service." in root.text
    refused = page(anonymous.post("/sign-in", data=RIGHT), 422)
    assert refused.refusal.startswith("Nobody signs in with a password here.")


def test_the_organisations_own_sign_in_has_a_button_that_keeps_the_way_back(tmp_path: Path, sample_file: Path) -> None:
    oidc = OidcSettings("https://login.example.dk", "client", "secret", "Fjordby Kommune")
    for place in running_site(tmp_path, oidc=oidc):
        browser = place.filled_with(sample_file).visitor()
        root = page(browser.get("/sign-in?next=/feeds"))
        button = next(link for link in root.all("a") if link.get("id") == "provider")
        assert button.text == "Sign in with Fjordby Kommune"
        assert button.get("href") == "/sign-in/provider?next=/feeds"
        assert root.all("form", action="/sign-in"), "and the password below it"
