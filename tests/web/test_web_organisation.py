"""The organisation's own page: its name, its language, and whether visitors see anything."""

from __future__ import annotations

import pytest
from doors_of_setup import ORGANISATION, organisation_form
from flask.testing import FlaskClient
from web_pages import fragment, page
from web_site import HTMX, Site

from wheel.core.access import Role
from wheel.core.plan import Organisation
from wheel.store.organisation import find_organisation


def stored(site: Site) -> Organisation:
    with site.database.reading() as session:
        found = find_organisation(session)
    assert found is not None
    return found


@pytest.fixture
def administrator(site: Site) -> FlaskClient:
    return site.visitor(Role.ADMINISTRATOR)


def test_it_shows_what_is_stored_and_the_zone_as_a_fact(site: Site, administrator: FlaskClient) -> None:
    shown = page(administrator.get(ORGANISATION))
    form = shown.one("form", action=ORGANISATION)
    assert form.sends() | {"csrf_token": ""} == {
        "csrf_token": "",
        "seen": str(stored(site).version),
        "organisation": "Fjordby Kommune",
        "locale": "da",
        "has_public_part": "1",
    }
    assert "Denmark (Copenhagen)" in form.text
    assert shown.find("next-steps") is None, "there are bodies"


def test_saving_changes_it_for_everybody(site: Site, administrator: FlaskClient) -> None:
    zone = stored(site).time_zone
    answer = administrator.post(
        ORGANISATION, data=organisation_form(site) | {"locale": "en", "time_zone": "America/Nuuk"}
    )
    assert (answer.status_code, answer.location) == (303, ORGANISATION)
    assert page(administrator.get(ORGANISATION)).status == "The organisation is saved."
    now = stored(site)
    assert (now.name, now.locale, now.time_zone) == ("Strandby Kommune", "en", zone)
    assert "Strandby Kommune" in page(site.visitor().get("/wheel/2026")).text


def test_htmx_is_sent_to_the_page(site: Site, administrator: FlaskClient) -> None:
    answer = administrator.post(ORGANISATION, data=organisation_form(site), headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, ORGANISATION)


def test_a_browser_sends_no_box_that_is_not_ticked_and_visitors_are_then_shut_out(
    site: Site, administrator: FlaskClient
) -> None:
    form = {name: value for name, value in organisation_form(site).items() if name != "has_public_part"}
    assert administrator.post(ORGANISATION, data=form).status_code == 303
    assert not stored(site).has_public_part
    answer = site.visitor().get("/wheel/2026")
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in")
    assert site.visitor(Role.READER).get("/wheel/2026").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"organisation": " "}, "organisation", "Write the name of your organisation."),
        ({"organisation": "x" * 201}, "organisation", "Write at most 200 characters."),
        ({"locale": "se"}, "locale", "Choose a language from the list."),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_is_kept(
    site: Site, administrator: FlaskClient, wrong: dict[str, str], field: str, sentence: str
) -> None:
    before, sent = stored(site), organisation_form(site) | {"has_public_part": ""} | wrong
    for headers, read in ((None, page), (HTMX, fragment)):
        answer = administrator.post(ORGANISATION, data=sent, headers=headers)
        form = read(answer, 422).one("form", action=ORGANISATION)
        assert form.mistake(field) == sentence
        assert form.sends()["organisation"] == sent["organisation"]
        assert "has_public_part" not in form.sends(), "the box stays as it was left"
    assert stored(site) == before


def test_who_saves_over_somebody_elses_change_sees_both_first(site: Site, administrator: FlaskClient) -> None:
    stale = organisation_form(site)
    other = site.visitor(Role.ADMINISTRATOR)
    assert other.post(ORGANISATION, data=stale | {"organisation": "Havneby Kommune"}).status_code == 303
    mine = {"seen": stale["seen"], "organisation": "Strandby Kommune", "locale": "en"}
    refused = page(administrator.post(ORGANISATION, data=mine), 409)
    rows = [row.text for row in refused.one("table", class_="versions").all("tr")][1:]
    assert rows == [
        "NameHavneby KommuneStrandby Kommune",
        "Language of calendars and mailsDanskEnglish",
        "Visitors see the public partyesno",
    ]
    assert stored(site).name == "Havneby Kommune"
    form = refused.one("form", action=ORGANISATION)
    assert administrator.post(ORGANISATION, data=form.sends()).status_code == 303
    assert (stored(site).name, stored(site).has_public_part) == ("Strandby Kommune", False)


def test_a_planner_neither_sees_nor_changes_it(site: Site) -> None:
    planner, before = site.visitor(Role.PLANNER), stored(site)
    assert planner.get(ORGANISATION).status_code == 403
    assert planner.post(ORGANISATION, data=organisation_form(site)).status_code == 403
    assert stored(site) == before
