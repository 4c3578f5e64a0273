"""The page of one's own signed-in browsers, and what a stolen cookie is worth after each way of ending it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from signing_in import PASSWORD, give_password, show_password, who, with_second_factor
from sqlalchemy import update
from web_pages import fragment, page
from web_site import HTMX, USERS, Site

from wheel.core.access import Role
from wheel.store.account_sessions import end_sessions
from wheel.store.tables import AccountRow
from wheel.web.browsers import browser_words

ADDRESS = "/me/sessions"
NAME = USERS[Role.ADMINISTRATOR].title()
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.fixture
def administrator(site: Site) -> FlaskClient:
    """A browser of the administrator, signed in at the page."""
    give_password(site)
    browser = site.visitor()
    browser.environ_base["HTTP_USER_AGENT"] = f"{WINDOWS} Edg/130.0"
    show_password(browser)
    return browser


@pytest.fixture
def stolen(site: Site, administrator: FlaskClient) -> FlaskClient:
    """Another's browser, into which the administrator's cookie was copied."""
    cookie = administrator.get_cookie("session")
    assert cookie is not None
    thief = site.visitor()
    thief.set_cookie("session", cookie.value)
    assert who(thief) == NAME
    return thief


def test_each_browser_is_shown_in_words_and_this_one_first(site: Site, administrator: FlaskClient) -> None:
    site.visitor(Role.ADMINISTRATOR)
    lines = page(administrator.get(ADDRESS)).one("ul", class_="plain sessions").all("li")
    assert [line.one("strong").text for line in lines] == ["Edge, Windows", "Firefox, Linux"]
    assert [bool(line.all("form")) for line in lines] == [False, True]
    assert "this browser" in lines[0].text
    assert "signed in 21 November 2026 at 13:00 · last seen 21 November 2026 at 13:00" in lines[0].text


@pytest.mark.parametrize("htmx", [False, True])
def test_one_browser_or_all_others_are_signed_out(site: Site, administrator: FlaskClient, htmx: bool) -> None:
    others = [site.visitor(Role.ADMINISTRATOR) for _ in range(3)]
    somebody = site.visitor(Role.READER)
    for done, action in ((1, "end"), (3, "end_others")):
        forms = page(administrator.get(ADDRESS)).find("sessions").all("form")
        form = forms[-1] if action == "end_others" else forms[0]
        answer = administrator.post(form.get("action"), data=form.sends(), headers=HTMX if htmx else None)
        root = fragment(answer) if htmx else page(administrator.get(answer.location))
        assert len(root.one("ul", class_="plain sessions").all("li")) == 4 - done
        assert root.status == ("The browser is signed out." if done == 1 else "2 browsers are signed out.")
        assert [who(other) for other in others].count("") == done
    assert who(somebody) == USERS[Role.READER].title()
    assert not page(administrator.get(ADDRESS)).find("sessions").all("form")


def test_ending_this_one_by_its_address_signs_out(site: Site, administrator: FlaskClient) -> None:
    administrator_elsewhere = site.visitor(Role.ADMINISTRATOR)
    forms = page(administrator_elsewhere.get(ADDRESS)).find("sessions").all("form")
    assert administrator.post(forms[0].get("action")).location == "/sign-in"
    assert who(administrator) == ""


def test_nobody_elses_browser_can_be_signed_out(site: Site, administrator: FlaskClient) -> None:
    site.visitor(Role.ADMINISTRATOR)
    action = page(administrator.get(ADDRESS)).find("sessions").all("form")[0].get("action")
    answer = site.visitor(Role.READER).post(action)
    assert "That browser is signed out already." in page(answer, 404).text
    assert len(page(administrator.get(ADDRESS)).one("ul", class_="plain sessions").all("li")) == 2


def sign_out(site: Site, owner: FlaskClient) -> None:
    owner.post("/sign-out")


def sign_in_anew(site: Site, owner: FlaskClient) -> None:
    show_password(owner)


def end_it_from_elsewhere(site: Site, owner: FlaskClient) -> None:
    site.visitor(Role.ADMINISTRATOR).post(f"{ADDRESS}/deletions")


def turn_second_factor_on(site: Site, owner: FlaskClient) -> None:
    with_second_factor(site, site.visitor(Role.ADMINISTRATOR))


def change_password(site: Site, owner: FlaskClient) -> None:
    chosen = {"current_password": PASSWORD, "password": f"{PASSWORD} mere", "password_again": f"{PASSWORD} mere"}
    answer = site.visitor(Role.ADMINISTRATOR).post("/me/password", data=chosen)
    assert answer.status_code == 303


def be_ended_by_an_administrator(site: Site, owner: FlaskClient) -> None:
    with site.database.writing() as session:
        end_sessions(session, str(site.viewer(Role.ADMINISTRATOR).account_id))


def be_closed(site: Site, owner: FlaskClient) -> None:
    with site.database.writing() as session:
        session.execute(update(AccountRow).values(is_closed=True))


WAYS = [
    sign_out,
    sign_in_anew,
    end_it_from_elsewhere,
    turn_second_factor_on,
    change_password,
    be_ended_by_an_administrator,
    be_closed,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_stolen_cookie_is_nobodys_from_then_on(
    site: Site, administrator: FlaskClient, stolen: FlaskClient, way: Callable[[Site, FlaskClient], None]
) -> None:
    way(site, administrator)
    assert who(stolen) == ""
    assert stolen.get(ADDRESS).location.startswith("/sign-in?next=")


def test_a_role_that_was_taken_away_is_gone_at_once(site: Site, administrator: FlaskClient) -> None:
    planner = site.visitor(Role.PLANNER)
    assert planner.get("/settings/bodies").status_code == 200
    with site.database.writing() as session:
        session.execute(update(AccountRow).values(role=Role.READER))
    assert planner.get("/settings/bodies").status_code == 403


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (WINDOWS, "Chrome, Windows"),
        (f"{WINDOWS} Edg/130.0.2849.68", "Edge, Windows"),
        (f"{WINDOWS} OPR/115.0", "Opera, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox, Linux"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/18.1 Safari/605.1.15", "Safari, Mac"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) {APPLE} Safari/604.1", "Safari, iPhone"),
        (f"Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) {APPLE} CriOS/130.0 Safari/604.1", "Chrome, iPad"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/130.0 Safari/537.36", "Chrome, ChromeOS"),
        ("Mozilla/5.0 (Windows NT 10.0)", "Windows"),
        ("curl/8.5.0", ""),
        ("<script>alert(1)</script>" * 1000, ""),
        ("", ""),
    ],
)
def test_a_browser_is_known_by_two_words_and_no_version(user_agent: str, words: str) -> None:
    assert browser_words(user_agent) == words
