"""The first-run page, which makes the organisation and its first administrator."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from web_pages import page
from web_site import Site

from wheel.core.access import Role
from wheel.store.tables import AccountRow, OrganisationRow

WRITTEN = {
    "organisation": " Fjordby Kommune ",
    "user_name": " Sekretariat ",
    "display_name": " Sekretariatet ",
    "password": "en lang adgangskode",
    "password_again": "en lang adgangskode",
}
NO_ORGANISATION = "Write the name of your organisation."
NO_NAME = "Write a user name of at most 200 characters."
NO_POST = "Write the post, of at most 200 characters."
BAD_PASSWORD = "Choose a password of 12 to 200 characters."


def made(site: Site) -> tuple[list[str], list[tuple[str, str, Role]]]:
    with site.database.reading() as session:
        organisations = list(session.scalars(select(OrganisationRow.name)))
        accounts = session.execute(select(AccountRow.user_name, AccountRow.display_name, AccountRow.role))
        return organisations, [tuple(account) for account in accounts]


@pytest.fixture
def first(empty_site: Site) -> FlaskClient:
    """The first person who ever comes here."""
    return empty_site.visitor()


def test_who_wants_to_sign_in_is_led_to_set_it_up(first: FlaskClient) -> None:
    answer = first.get("/sign-in")
    assert (answer.status_code, answer.location) == (303, "/setup")
    assert page(first.get("/setup")).find("main").one("h1").text == "Welcome"


def test_setting_up_makes_the_administrator_who_can_then_sign_in(empty_site: Site, first: FlaskClient) -> None:
    form = page(first.get("/setup")).one("form", action="/setup")
    answer = first.post("/setup", data=form.sends() | WRITTEN)
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert page(first.get("/sign-in")).status == "The first administrator is made. Sign in to go on."
    assert made(empty_site) == (["Fjordby Kommune"], [("sekretariat", "Sekretariatet", Role.ADMINISTRATOR)])
    signed_in = first.post("/sign-in", data={"user_name": "SEKRETARIAT", "password": WRITTEN["password"]})
    root = page(first.get(signed_in.location, follow_redirects=True))
    assert root.one("span", class_="name").text == "Sekretariatet"
    assert "Fjordby Kommune" in root.text


MISTAKES = [
    ({"organisation": " "}, "organisation", NO_ORGANISATION, "no organisation"),
    ({"organisation": "x" * 201}, "organisation", "Write at most 200 characters.", "more than the database keeps"),
    ({"user_name": " \t"}, "user_name", NO_NAME, "no user name"),
    ({"user_name": "x" * 201}, "user_name", NO_NAME, "more than the database keeps"),
    ({"display_name": ""}, "display_name", NO_POST, "no post"),
    ({"display_name": "x" * 201}, "display_name", NO_POST, "more than the database keeps"),
    ({"password": "kort", "password_again": "kort"}, "password", BAD_PASSWORD, "too short"),
    ({"password": "x" * 201, "password_again": "x" * 201}, "password", BAD_PASSWORD, "too long"),
    ({"password_again": "en anden adgangskode"}, "password_again", "The two passwords are not the same.", "mistyped"),
    ({"password_again": ""}, "password_again", "The two passwords are not the same.", "not repeated"),
]


@pytest.mark.parametrize(("wrong", "field", "sentence", "reason"), MISTAKES)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_made(
    empty_site: Site, first: FlaskClient, wrong: dict[str, str], field: str, sentence: str, reason: str
) -> None:
    written = WRITTEN | wrong
    form = page(first.post("/setup", data=written), 422).one("form", action="/setup")
    assert form.mistake(field) == sentence, reason
    kept = form.sends()
    assert {name: kept[name] for name in ("organisation", "user_name", "display_name")} == {
        name: written[name] for name in ("organisation", "user_name", "display_name")
    }
    assert (kept["password"], kept["password_again"]) == ("", ""), "a password is never sent back"
    assert made(empty_site) == ([], [])


def test_an_empty_form_is_refused(empty_site: Site, first: FlaskClient) -> None:
    assert page(first.post("/setup", data={}), 422).all("form", action="/setup")
    assert made(empty_site) == ([], [])


def test_what_is_set_up_is_not_set_up_again(site: Site, anonymous: FlaskClient) -> None:
    before = made(site)
    answer = anonymous.get("/setup")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    refused = page(anonymous.post("/setup", data=WRITTEN), 422)
    assert "The service is set up already. Sign in instead." in refused.text
    assert WRITTEN["password"] not in refused.find("main").text
    assert made(site) == before


def test_two_who_set_it_up_at_once_make_one_administrator(empty_site: Site, first: FlaskClient) -> None:
    second = empty_site.visitor()
    forms = [page(who.get("/setup")).one("form", action="/setup").sends() | WRITTEN for who in (first, second)]
    statuses = [who.post("/setup", data=form).status_code for who, form in zip((first, second), forms, strict=True)]
    assert statuses == [303, 422]
    assert len(made(empty_site)[1]) == 1
