"""The headers and cookies that keep a browser from doing what no page here asks for."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from web_doors import CHANGES, DOORS, FEEDS, LOOKS, OTHERS, PAGES, Door, feed_address
from web_pages import page
from web_site import BODY, HTMX, Site, running_site
from werkzeug.test import TestResponse

from wheel.core.access import Role
from wheel.usecases.load_sample import SAMPLE_PASSWORD, SAMPLE_USER
from wheel.web.security import is_private

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
RIGHT = {"user_name": SAMPLE_USER, "password": SAMPLE_PASSWORD}


def knock(
    site: Site, door: Door, role: Role | None = Role.PLANNER, headers: dict[str, str] | None = None
) -> TestResponse:
    form = door.form_on(site)
    return site.visitor(role).open(door.address_on(site), method=door.method, data=form, headers=headers, buffered=True)


def assert_strict(answer: TestResponse) -> None:
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    assert {name: value for name, _, value in parts} == POLICY
    # The address of a link to choose a password is told to nobody at all.
    expected = ALWAYS | (
        {"Referrer-Policy": "no-referrer"} if "no-referrer" in answer.headers["Referrer-Policy"] else {}
    )
    assert {name: answer.headers[name] for name in ALWAYS} == expected
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_every_answer_has_the_strict_headers(site: Site, door: Door) -> None:
    # The secretary's first knock may take away what the second would look its address up by.
    door = replace(door, address=door.address_on(site), form=door.form_on(site))
    for role in (None, Role.READER, Role.PLANNER):
        assert_strict(knock(site, door, role))
        assert_strict(knock(site, door, role, HTMX))


@pytest.mark.parametrize("address", ["/findes-ikke", "/wheel/1", "/static/findes-ikke", "/wheel/2026?x=%ff"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "TRACE"])
def test_every_refusal_has_them_too(anonymous: FlaskClient, address: str, method: str) -> None:
    assert_strict(anonymous.open(address, method=method))


@pytest.mark.parametrize("door", [door for door in PAGES if door.endpoint != "static"], ids=str)
def test_no_cache_keeps_a_page_of_one_person_for_another(site: Site, door: Door) -> None:
    """A visitor's browser may keep the plan's pages and ask whether they still hold.

    Of people's own pages it keeps nothing, nor of anything that somebody signed in has seen: it may be closed.
    """
    # The first knock may take away what the second would look its address up by.
    door = replace(door, address=door.address_on(site), form=door.form_on(site))
    is_private = door.address_on(site).split("?")[0].split("/")[1] in {
        *("sign-in", "passwords", "setup", "me", "administration")
    }
    for_visitors = "no-store" if is_private else "private, no-cache"
    # Within a frame it is a visitor who looks, whoever has signed in.
    signed_in = for_visitors if door.endpoint.startswith("embed.") else "no-store"
    for role, expected in {None: for_visitors, Role.PLANNER: signed_in}.items():
        if door.endpoint != "accounts.sign_out":
            assert knock(site, door, role).headers["Cache-Control"] == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/me", True),
        ("/me/sessions", True),
        ("/administration/accounts/x", True),
        ("/sign-in", True),
        ("/passwords/x", True),
        ("/", False),
        ("/meetings", False),
        ("/bodies/me", False),
        ("/sign-in-page", False),
    ],
)
def test_peoples_own_pages_are_known_by_their_addresses(path: str, expected: bool) -> None:
    assert is_private(path) == expected


def test_a_page_asks_for_nothing_that_the_policy_forbids(site: Site) -> None:
    for door, role in product([*LOOKS, *(door for door in OTHERS if door.method == "GET")], Role):
        answer = knock(site, door, role)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        root = page(answer)
        # A link asks for nothing before somebody follows it, and a picture within the page asks nobody.
        loading = [element.get(name) or "" for element in root.walk() if element.tag != "a" for name in ("href", "src")]
        elsewhere = [one for one in loading if "//" in one and not one.startswith(("http://localhost/", "data:image/"))]
        assert elsewhere == [], "every address is our own"
        assert not root.all("style")
        assert all(
            script.get(
                "src",
            )
            and not script.text
            for script in root.all("script")
        )
        inline = [name for element in root.walk() for name in element.attributes if name.startswith(("on", "style"))]
        assert inline == []


def test_a_static_file_is_kept_for_a_year_under_an_address_that_changes_with_it(anonymous: FlaskClient) -> None:
    sheet = next(address for address in page(anonymous.get("/bodies")).addresses if "page.css" in address)
    assert "?v=" in sheet
    answer = anonymous.get(sheet, buffered=True)
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def flags(answer: TestResponse, name: str) -> set[str]:
    """The attributes of the cookie that the answer sets, in lower case."""
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith(f"{name}="))
    return {part.strip().lower() for part in cookie.split(";")[1:]}


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site, anonymous: FlaskClient) -> None:
    session = flags(anonymous.post("/sign-in", data=RIGHT), "session")
    assert {"httponly", "samesite=lax", "path=/"} <= session
    assert not [flag for flag in session if flag.startswith(("expires", "max-age"))], "it goes when the browser closes"
    switched = flags(anonymous.post("/language", data={"language": "da"}), "language")
    assert {"httponly", "samesite=lax", "path=/"} <= switched
    assert not [flag for flag in switched if flag.startswith("domain")]


def test_behind_https_cookies_stay_there_and_on_this_host(secure_site: Site) -> None:
    browser = secure_site.visitor()
    session = flags(browser.post("/sign-in", data=RIGHT, base_url="https://localhost"), "__Host-session")
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= session
    assert not [flag for flag in session if flag.startswith("domain")], "a __Host- cookie may name none"
    answer = browser.post("/language", data={"language": "da"}, base_url="https://localhost")
    language = flags(answer, "__Host-language")
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= language
    assert not [flag for flag in language if flag.startswith("domain")]
    assert page(browser.get("/bodies", base_url="https://localhost")).one("html").get("lang") == "da"


def test_behind_https_a_cookie_that_another_host_could_set_counts_for_nothing(secure_site: Site) -> None:
    browser, planted = secure_site.visitor(), secure_site.session_key(Role.PLANNER)
    signer = secure_site.app.session_interface.get_signing_serializer(secure_site.app)  # type: ignore[attr-defined]
    browser.set_cookie("session", str(signer.dumps({"_user_id": planted})))
    browser.set_cookie("language", "da")
    root = page(browser.get("/bodies", base_url="https://localhost"))
    assert root.one("html").get("lang") == "en"
    assert not root.all("form", action="/sign-out")


def test_behind_https_browsers_are_told_to_stay_there(site: Site, secure_site: Site) -> None:
    for address in ("/bodies", "/findes-ikke", "/static/page.css"):
        answer = secure_site.visitor().get(address, buffered=True)
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
        plain = site.visitor().get(address, buffered=True)
        assert "Strict-Transport-Security" not in plain.headers, "without HTTPS it would lock everybody out"


def test_the_strictness_behind_https_is_for_feeds_too(secure_site: Site) -> None:
    answer = secure_site.visitor().get(feed_address(secure_site))
    assert "Strict-Transport-Security" in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("door", CHANGES, ids=str)
@pytest.mark.parametrize("is_header", [False, True], ids=["form", "htmx"])
def test_the_pages_own_token_is_taken_from_the_form_and_from_htmx(
    guarded_site: Site, door: Door, is_header: bool
) -> None:
    secretary = guarded_site.visitor(Role.PLANNER)
    address, form = door.address_on(guarded_site), door.form_on(guarded_site)
    token = page(secretary.get("/bodies")).all("input", name="csrf_token")[0].attributes["value"]
    if is_header:
        answer = secretary.post(address, data=form, headers={"X-CSRFToken": token})
    else:
        answer = secretary.post(address, data=form | {"csrf_token": token})
    assert answer.status_code == 303


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "another"])
def test_a_token_of_somebody_elses_session_is_refused(guarded_site: Site, token: str) -> None:
    before, secretary = guarded_site.plan(), guarded_site.visitor(Role.PLANNER)
    if token == "another":
        token = page(guarded_site.visitor().get("/bodies")).all("input", name="csrf_token")[0].attributes["value"]
    secretary.get("/bodies")
    data = {"reason": "Ferie", "csrf_token": token}
    answer = secretary.post(f"/occurrences/{guarded_site.meeting().id}/cancellations", data=data)
    assert "The page had been open for too long." in page(answer, 400).text
    assert guarded_site.plan() == before


def test_every_form_of_every_page_carries_the_token(guarded_site: Site) -> None:
    secretary = guarded_site.visitor(Role.PLANNER)
    pages = ["/wheel/2026", f"/bodies/{BODY}/agenda", f"/bodies/{BODY}/items/new", "/sign-in"]
    pages += [f"/occurrences/{guarded_site.meeting().id}", f"/stops/{guarded_site.stop().id}/moves/new"]
    for address in pages:
        root = page(secretary.get(address))
        forms = root.all("form", method="post")
        assert forms
        assert [form.get("action") for form in forms if not form.sends().get("csrf_token")] == []
        assert "X-CSRFToken" in root.one("body").attributes["hx-headers"], "htmx sends it with everything"


def test_an_empty_service_asks_for_the_token_before_it_makes_an_administrator(tmp_path: Path, empty_file: Path) -> None:
    for site in running_site(tmp_path, asks_for_tokens=True):
        form = {"organisation": "Fjordby", "user_name": "x", "display_name": "x"}
        form |= {"password": "en lang adgangskode", "password_again": "en lang adgangskode"}
        visitor = site.filled_with(empty_file).visitor()
        assert visitor.post("/setup", data=form).status_code == 400
        assert visitor.get("/sign-in").location == "/setup", "there is nobody yet"


def test_no_text_with_a_nul_gets_in(site: Site, secretary: FlaskClient) -> None:
    """PostgreSQL cannot keep one, and no person writes one."""
    before = site.plan()
    move = f"/stops/{site.stop().id}/moves"
    assert page(secretary.get("/items/a%00b"), 404).text
    assert page(secretary.get("/wheel/2026?rings=%00"), 400).text
    assert page(secretary.post(move, data={"seen": 1, "to": "awaiting", "reason": "a\0b"}), 400).text
    assert site.plan() == before


def test_the_table_of_doors_is_the_pages_and_the_feeds() -> None:
    assert [door for door in DOORS if door not in PAGES] == FEEDS
