"""The first-run page, which makes the organisation, its first administrator, and what it starts with."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from web_pages import page
from web_site import Site, running_site
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from wheel.core.access import Role
from wheel.store.tables import AccountRow, OccurrenceRow, OrganisationRow
from wheel.usecases.load_sample import SAMPLE_PASSWORD, SAMPLE_USER
from wheel.web.setup import LARGEST_DOCUMENT

WRITTEN = {
    "organisation": " Fjordby Kommune ",
    "user_name": " Stab ",
    "display_name": " Stabschefen ",
    "password": "en lang adgangskode",
    "password_again": "en lang adgangskode",
}
KEPT = ("organisation", "user_name", "display_name")
NO_ORGANISATION = "Write the name of your organisation."
BAD_PASSWORD = "Choose a password of 12 to 200 characters."


def made(site: Site) -> tuple[list[tuple[str, str]], list[tuple[str, str, Role]]]:
    with site.database.reading() as session:
        organisations = session.execute(select(OrganisationRow.name, OrganisationRow.time_zone))
        accounts = session.execute(select(AccountRow.user_name, AccountRow.display_name, AccountRow.role))
        return [tuple(one) for one in organisations], [tuple(account) for account in accounts]


def send(client: FlaskClient, form: dict[str, Any], **options: Any) -> TestResponse:
    """As the page's own form does, which can carry a file."""
    boundary, data = encode_multipart(form)
    return client.post("/setup", data=data, content_type=f"multipart/form-data; boundary={boundary}", **options)


def file(content: bytes) -> dict[str, Any]:
    return {"start": "document", "document": FileStorage(io.BytesIO(content), "plan.json")}


@pytest.fixture
def empty_site(tmp_path: Path, empty_file: Path) -> Iterator[Site]:
    """A service of the test's own: it comes to know its time zone, and keeps it."""
    for site in running_site(tmp_path):
        yield site.filled_with(empty_file)


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
    sent = {name: value for name, value in form.sends().items() if name != "document"}
    assert (sent["time_zone"], sent["locale"], sent["start"]) == ("Europe/Copenhagen", "da", "empty")
    answer = send(first, sent | WRITTEN | {"time_zone": "America/Nuuk", "post": "Staben"})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert page(first.get("/sign-in")).status == "The first administrator is made. Sign in to go on."
    assert made(empty_site) == ([("Fjordby Kommune", "America/Nuuk")], [("stab", "Stabschefen", Role.ADMINISTRATOR)])
    signed_in = first.post("/sign-in", data={"user_name": "STAB", "password": WRITTEN["password"]})
    root = page(first.get(signed_in.location, follow_redirects=True))
    assert "Stabschefen" in root.find("main").text or "Stabschefen" in root.text
    assert root.find("next-steps").one("h2").text == "What to do next"


def test_nobody_is_signed_in_by_it(first: FlaskClient) -> None:
    send(first, WRITTEN)
    assert first.get("/administration/organisation").status_code == 303


MISTAKES = [
    ({"organisation": " "}, "organisation", NO_ORGANISATION, "no organisation"),
    ({"organisation": "x" * 201}, "organisation", "Write at most 200 characters.", "more than the database keeps"),
    ({"user_name": " \t"}, "user_name", "Write a user name of at most 200 characters.", "no user name"),
    ({"display_name": ""}, "display_name", "Write a name of at most 200 characters.", "no name"),
    ({"email": "x"}, "email", "Write one e-mail address, such as name@example.org.", "no address"),
    ({"post": "x" * 201}, "post", "Write at most 200 characters.", "more than the database keeps"),
    ({"password": "kort", "password_again": "kort"}, "password", BAD_PASSWORD, "too short"),
    ({"password_again": "en anden adgangskode"}, "password_again", "The two passwords are not the same.", "mistyped"),
    ({"password_again": ""}, "password_again", "The two passwords are not the same.", "not repeated"),
    ({"time_zone": "Europe/Oslo"}, "time_zone", "Choose a time zone from the list.", "a zone that is no choice"),
    ({"locale": "se"}, "locale", "Choose a language from the list.", "a language without texts"),
    ({"start": "document"}, "document", "Choose the file that holds the plan.", "no file"),
]


@pytest.mark.parametrize(("wrong", "field", "sentence", "reason"), MISTAKES)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_made(
    empty_site: Site, first: FlaskClient, wrong: dict[str, str], field: str, sentence: str, reason: str
) -> None:
    written = WRITTEN | wrong
    form = page(send(first, written), 422).one("form", action="/setup")
    assert form.mistake(field) == sentence, reason
    kept = form.sends()
    assert {name: kept[name] for name in KEPT} == {name: written[name] for name in KEPT}
    assert (kept["password"], kept["password_again"]) == ("", ""), "a password is never sent back"
    assert made(empty_site) == ([], [])


def test_an_unknown_way_to_start_is_refused(empty_site: Site, first: FlaskClient) -> None:
    assert "Choose how to start." in page(send(first, WRITTEN | {"start": "?"}), 422).text
    assert made(empty_site) == ([], [])


def test_an_empty_form_is_refused(empty_site: Site, first: FlaskClient) -> None:
    assert page(first.post("/setup", data={}), 422).all("form", action="/setup")
    assert made(empty_site) == ([], [])


def test_it_can_start_with_the_sample_which_lets_nobody_in(empty_site: Site, first: FlaskClient) -> None:
    assert send(first, WRITTEN | {"start": "sample"}).status_code == 303
    assert made(empty_site) == (
        [("Fjordby Kommune", "Europe/Copenhagen")],
        [("stab", "Stabschefen", Role.ADMINISTRATOR)],
    )
    refused = first.post("/sign-in", data={"user_name": SAMPLE_USER, "password": SAMPLE_PASSWORD})
    assert refused.status_code == 422
    assert "Direktionsmøde" in page(first.get("/wheel/2026?view=list")).text


def test_it_can_start_with_a_document_larger_than_any_other_page_takes(
    site: Site, empty_site: Site, first: FlaskClient
) -> None:
    written = site.plan().encode() + b" " * 1_500_000
    answer = send(first, WRITTEN | file(written) | {"locale": "en", "time_zone": "America/Nuuk"})
    assert answer.status_code == 303, answer.text
    assert made(empty_site)[0] == [("Fjordby Kommune", "Europe/Copenhagen")], "the zone is the document's"
    with empty_site.database.reading() as session, site.database.reading() as there:
        assert (
            session.scalars(select(OccurrenceRow.public_id)).all()
            == there.scalars(select(OccurrenceRow.public_id)).all()
        )


@pytest.mark.parametrize(
    ("content", "said", "reason"),
    [
        (b"{", "the file is cut off here", "half a file"),
        (b"", "the file is cut off here", "an empty file"),
        (b"\x89PNG\r\n", "the file is cut off here", "a picture"),
        (b"[]", "The file holds no JSON object", "another JSON file"),
        (b'{"format": "ics"}', "This is not a plan document", "another format"),
        (b'{"format": "<script>"}', "This is not a plan document", "markup"),
    ],
)
def test_a_refused_document_says_what_and_where_with_everything_typed_kept(
    empty_site: Site, first: FlaskClient, content: bytes, said: str, reason: str
) -> None:
    refused = page(send(first, WRITTEN | file(content) | {"post": "Staben"}), 422)
    form = refused.one("form", action="/setup")
    assert form.mistake("document") == "The document is refused, and nothing has been set up yet."
    assert said in refused.one("p", class_="said").text, reason
    kept = form.sends()
    assert {name: kept[name] for name in KEPT} == {name: WRITTEN[name] for name in KEPT}
    assert (kept["post"], kept["start"], kept["password"], kept["document"]) == ("Staben", "document", "", "")
    assert made(empty_site) == ([], [])


def test_a_document_that_is_too_large_is_refused_before_it_is_read(empty_site: Site, first: FlaskClient) -> None:
    refused = page(
        send(first, WRITTEN | file(b"{}"), environ_overrides={"CONTENT_LENGTH": str(LARGEST_DOCUMENT + 1)}), 413
    )
    said = refused.one("form", action="/setup").mistake("document")
    assert said == "The file is larger than 60 MB. Load it on the server with the command “load” instead."
    assert made(empty_site) == ([], [])


@pytest.mark.parametrize("address", ["/sign-in", "/language"])
def test_no_other_page_takes_as_much(first: FlaskClient, address: str) -> None:
    assert first.post(address, data={"x": "x" * 1_000_001}).status_code == 413


def test_nor_does_this_one_once_the_service_is_set_up(site: Site, anonymous: FlaskClient) -> None:
    before = made(site)
    answer = send(anonymous, WRITTEN | file(b"x" * 1_000_001))
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert made(site) == before


def test_what_is_set_up_is_not_set_up_again(site: Site, anonymous: FlaskClient) -> None:
    before = made(site)
    answer = anonymous.get("/setup")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    refused = page(send(anonymous, WRITTEN), 422)
    assert "The service is set up already. Sign in instead." in refused.text
    assert WRITTEN["password"] not in refused.find("main").text
    assert made(site) == before


def test_two_who_set_it_up_at_once_make_one_administrator(empty_site: Site, first: FlaskClient) -> None:
    second = empty_site.visitor()
    for who in (first, second):
        page(who.get("/setup")).one("form", action="/setup")
    assert [send(who, WRITTEN).status_code for who in (first, second)] == [303, 422]
    assert len(made(empty_site)[1]) == 1


def test_where_the_operator_has_loaded_a_plan_only_the_account_is_asked_for(
    empty_site: Site, first: FlaskClient
) -> None:
    with empty_site.database.writing() as session:
        session.add(OrganisationRow(id=1, name="Strandby Kommune", uid_domain="x.aarshjul", time_zone="Atlantic/Faroe"))
    shown = page(first.get("/setup"))
    assert "The plan of Strandby Kommune is loaded already." in shown.text
    form = shown.one("form", action="/setup").sends()
    assert not {"organisation", "time_zone", "start", "document"} & form.keys()
    assert send(first, form | {name: WRITTEN[name] for name in WRITTEN if name != "organisation"}).status_code == 303
    assert made(empty_site)[0] == [("Strandby Kommune", "Atlantic/Faroe")]


@pytest.mark.parametrize(
    ("address", "is_warned", "reason"),
    [
        ("http://aarshjul.fjordby.example", True, "others may listen on the way"),
        ("http://10.0.0.7:8000", True, "also in the house"),
        ("https://aarshjul.fjordby.example", False, "encrypted"),
        ("http://localhost:8000", False, "it never leaves the machine"),
        ("http://127.0.0.1", False, "it never leaves the machine"),
        ("http://[::1]:8000", False, "it never leaves the machine"),
    ],
)
def test_who_comes_over_plain_http_is_warned(first: FlaskClient, address: str, is_warned: bool, reason: str) -> None:
    shown = page(first.get("/setup", base_url=address))
    assert ("Others can listen in." in shown.text) is is_warned, reason
