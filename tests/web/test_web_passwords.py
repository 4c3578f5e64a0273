"""Choosing a password by a link, and on one's own page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from password_visitors import CHOSEN, OLD, USER, add_leader, change, sign_in
from tour_of_passwords import WORDS, link_to
from web_pages import fragment, page
from web_site import HTMX, USERS, Site

from wheel.core.access import Role
from wheel.usecases.attempts import MOST_PER_ADDRESS


@pytest.fixture
def place(site: Site) -> Site:
    """The sample with one account more, whose password is its owner's."""
    add_leader(site)
    return site


def test_without_a_mail_server_the_page_says_whom_to_ask(site: Site) -> None:
    for answer, status in (
        (site.visitor().get("/passwords/forgotten"), 200),
        (site.visitor().post("/passwords/forgotten", data={"name": USER}), 422),
    ):
        root = page(answer, status)
        assert "Ask an administrator for a link" in root.find("forgotten").text
        assert root.find("forgotten").all("form") == []


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"password": "kort", "password_again": "kort"}, "password", "Choose a password of 12 to 200 characters."),
        ({"password": "", "password_again": ""}, "password", "Choose a password of 12 to 200 characters."),
        (
            {"password": "adgangskode 1", "password_again": "adgangskode 1"},
            "password",
            "That is too easy",
        ),
        ({"password": WORDS, "password_again": ""}, "password_again", "The two passwords are not the same."),
    ],
)
def test_a_mistake_stands_beside_its_field_and_no_password_comes_back(
    site: Site, typed: dict[str, str], field: str, sentence: str
) -> None:
    link = link_to(site)
    root = page(site.visitor().post(link, data=typed), 422)
    assert root.mistake(field).startswith(sentence)
    kept = root.one("form", action=link).sends()
    assert (kept["password"], kept["password_again"]) == ("", "")
    piece = fragment(site.visitor().post(link, data=typed, headers=HTMX), 422)
    assert piece.mistake(field).startswith(sentence)


def test_htmx_is_sent_on_too(site: Site) -> None:
    browser = site.visitor()
    answer = browser.post(link_to(site), data=CHOSEN, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/sign-in")


def test_whoever_was_signed_in_no_longer_is(site: Site) -> None:
    stolen = site.visitor(Role.READER)
    assert stolen.get("/me/password").status_code == 200
    site.visitor().post(link_to(site), data=CHOSEN)
    assert stolen.get("/me/password").status_code == 303
    assert sign_in(site, WORDS, USERS[Role.READER]) == 303


def test_no_other_page_is_told_of_a_link(secure_site: Site) -> None:
    link = link_to(secure_site)
    answer = secure_site.visitor().get(link, base_url="https://localhost")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    addresses = page(answer).addresses
    assert not [address for address in addresses if link.rpartition("/")[2] in address]


def test_a_wrong_link_says_what_to_do_and_too_many_are_stopped(place: Site) -> None:
    link, guesser = link_to(place), place.visitor()
    for number in range(MOST_PER_ADDRESS):
        root = page(guesser.get(f"/passwords/{number}"), 404)
    assert root.refusal.startswith("A link can be used once, and only for a time.")
    assert "/sign-in" in root.addresses
    assert "Too many attempts" in page(guesser.get(link), 422).text
    assert guesser.post(link, data=CHOSEN).status_code == 422
    place.clock.pass_by(timedelta(minutes=15))
    assert guesser.get(link).status_code == 200


def test_ones_own_password_is_changed_and_the_other_browsers_are_out(place: Site) -> None:
    mine, other = place.visitor(USER), place.visitor(USER)
    form = page(mine.get("/me/password")).one("form", action="/me/password")
    answer = mine.post("/me/password", data=form.sends() | CHOSEN | {"current_password": OLD})
    assert (answer.status_code, answer.location) == (303, "/me")
    assert page(mine.get("/me/password")).status.startswith("Your password is changed.")
    assert other.get("/me/password").status_code == 303
    assert (sign_in(place, WORDS), sign_in(place, OLD)) == (303, 422)


def test_a_wrong_current_password_stands_beside_its_field(place: Site) -> None:
    wrong = CHOSEN | {"current_password": "forkert"}
    root = page(place.visitor(USER).post("/me/password", data=wrong), 422)
    assert root.mistake("current_password") == "This is not the password you have now."
    assert "forkert" not in root.one("form", action="/me/password").sends().values()
    piece = fragment(place.visitor(USER).post("/me/password", data=wrong, headers=HTMX), 422)
    assert piece.find("own-password") is not None
    assert sign_in(place, OLD) == 303


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"is_sample": True}, "The sample's account keeps the password that everybody knows."),
        ({"password_hash": None}, "You do not sign in with a password here"),
    ],
)
def test_who_has_no_password_to_change_is_told_so(place: Site, values: dict[str, Any], words: str) -> None:
    change(place, **values)
    browser = place.visitor(USER)
    for answer, status in ((browser.get("/me/password"), 200), (browser.post("/me/password", data=CHOSEN), 422)):
        piece = page(answer, status).find("own-password")
        assert piece.text.count(words) == 1
        assert piece.all("form") == []
