"""Every endpoint: it works for the right person, and for nobody else."""

from __future__ import annotations

import pytest
from flask import Flask
from web_doors import CHANGES, DOORS, FORMS, LOOKS, OWN_BUSINESS, PAGES, SETTINGS, Door
from web_pages import fragment, page
from web_site import HTMX, Site
from werkzeug.test import TestResponse
from werkzeug.urls import iri_to_uri

from wheel.core.access import Role

SIGNED_IN = (Role.READER, Role.PLANNER, Role.ADMINISTRATOR)
EDITORS = (Role.PLANNER, Role.ADMINISTRATOR)
# Flask and Werkzeug answer these themselves.
OF_THE_FRAMEWORK = {"HEAD", "OPTIONS"}


def knock(site: Site, door: Door, role: Role | None = None, headers: dict[str, str] | None = None) -> TestResponse:
    visitor, form = site.visitor(role), door.form_on(site)
    return visitor.open(door.address_on(site), method=door.method, data=form, headers=headers, buffered=True)


def test_every_rule_and_method_has_a_door_in_the_table(shared_app: Flask) -> None:
    there_are = {(rule.endpoint, method) for rule in shared_app.url_map.iter_rules() for method in rule.methods or ()}
    wanted = {(endpoint, method) for endpoint, method in there_are if method not in OF_THE_FRAMEWORK}
    known = [(door.endpoint, door.method) for door in DOORS]
    assert sorted(known) == sorted(wanted), "tests/web/web_doors.py must know every endpoint, each once"


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_a_doors_address_leads_to_its_own_endpoint(site: Site, door: Door) -> None:
    address = iri_to_uri(door.address_on(site)).partition("?")[0]
    endpoint, _values = site.app.url_map.bind("localhost").match(address, door.method)
    assert endpoint == door.endpoint


@pytest.mark.parametrize("door", [*LOOKS, *OWN_BUSINESS], ids=str)
def test_what_is_open_to_everybody_is_so_for_each_and_changes_nothing_of_the_plan(site: Site, door: Door) -> None:
    before = site.plan()
    assert {role: knock(site, door, role).status_code for role in (None, *SIGNED_IN)} == dict.fromkeys(
        (None, *SIGNED_IN), door.status
    )
    assert site.plan() == before


@pytest.mark.parametrize("door", LOOKS, ids=str)
def test_what_can_be_looked_at_answers_to_head_without_a_body(site: Site, door: Door) -> None:
    answer = site.visitor().head(door.address_on(site), buffered=True)
    assert (answer.status_code, answer.data) == (door.status, b"")


@pytest.mark.parametrize("door", FORMS, ids=str)
def test_a_form_is_a_page_and_for_htmx_a_fragment(site: Site, door: Door) -> None:
    before = site.plan()
    for role in EDITORS:
        assert page(knock(site, door, role)).all("form", method="post")
        forms = fragment(knock(site, door, role, HTMX)).all("form", method="post")
        assert forms
        assert all(form.get("hx-post") == form.get("action") for form in forms)
    assert site.plan() == before, "opening a form changes nothing"


@pytest.mark.parametrize("door", SETTINGS, ids=str)
def test_what_only_planners_look_at_is_open_to_them_and_changes_nothing(site: Site, door: Door) -> None:
    before = site.plan()
    for role in EDITORS:
        assert knock(site, door, role).status_code == door.status
    assert site.plan() == before


@pytest.mark.parametrize("door", CHANGES, ids=str)
@pytest.mark.parametrize("role", EDITORS)
def test_a_form_without_javascript_leads_to_a_page_that_says_once_what_was_done(
    site: Site, door: Door, role: Role
) -> None:
    before, visitor = site.plan(), site.visitor(role)
    answer = visitor.post(door.address_on(site), data=door.form_on(site))
    assert answer.status_code == door.status == 303
    assert site.plan() != before
    assert page(visitor.get(answer.location)).status.startswith("The ")
    assert page(visitor.get(answer.location)).status == "", "it is said once"


@pytest.mark.parametrize("door", CHANGES, ids=str)
def test_htmx_gets_what_changed_as_a_fragment_or_is_sent_to_the_page(site: Site, door: Door) -> None:
    visitor = site.visitor(Role.PLANNER)
    answer = visitor.post(door.address_on(site), data=door.form_on(site), headers=HTMX)
    if answer.status_code == 204:
        assert answer.data == b""
        assert page(visitor.get(answer.headers["HX-Redirect"])).status.startswith("The ")
    else:
        changed = fragment(answer)
        assert any(changed.find(name) for name in ("agenda", "settings", "plan-head"))
        assert changed.status.startswith("The ")
        assert changed.find("status").get("hx-swap-oob"), "the message goes to its own place"
        assert page(visitor.get("/bodies")).status == "", "what the fragment said is not said again"


@pytest.mark.parametrize("door", [*SETTINGS, *FORMS, *CHANGES], ids=str)
def test_a_visitor_is_sent_to_sign_in_and_nothing_has_changed(site: Site, door: Door) -> None:
    before = site.plan()
    answer = knock(site, door)
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in?next=")
    assert site.plan() == before


@pytest.mark.parametrize("door", [*SETTINGS, *FORMS, *CHANGES], ids=str)
def test_htmx_of_a_visitor_is_told_to_go_to_sign_in(site: Site, door: Door) -> None:
    before = site.plan()
    answer = knock(site, door, headers=HTMX)
    assert (answer.status_code, answer.data) == (401, b"")
    assert answer.headers["HX-Redirect"].startswith("/sign-in?next=")
    assert site.plan() == before


@pytest.mark.parametrize("door", [*SETTINGS, *FORMS, *CHANGES], ids=str)
def test_a_reader_is_refused_with_a_sentence_and_nothing_has_changed(site: Site, door: Door) -> None:
    before = site.plan()
    sentence = "Sign in as a secretary to change this."
    assert sentence in page(knock(site, door, Role.READER), 403).text
    assert fragment(knock(site, door, Role.READER, HTMX), 403).refusal == sentence
    assert site.plan() == before


@pytest.mark.parametrize("door", [*SETTINGS, *FORMS, *CHANGES], ids=str)
def test_a_reader_is_refused_whatever_the_form_holds(site: Site, door: Door) -> None:
    """Who may not do it learns nothing of what would have been right."""
    before, reader = site.plan(), site.visitor(Role.READER)
    names = ("seen", "to", "to_day", "position", "reason", "title", "minutes", "kind", "first", "closes_on", "add-0")
    nonsense = dict.fromkeys(names, "?")
    for data in ({}, nonsense):
        assert reader.open(door.address_on(site), method=door.method, data=data).status_code == 403, data
    assert site.plan() == before


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_a_wrong_method_is_refused_with_a_sentence(site: Site, door: Door) -> None:
    before = site.plan()
    refused = site.visitor(Role.ADMINISTRATOR).delete(door.address_on(site))
    assert "That cannot be done with this page." in page(refused, 405).text
    assert door.method in refused.headers["Allow"]
    assert site.plan() == before


@pytest.mark.parametrize("door", [*CHANGES, *OWN_BUSINESS], ids=str)
def test_what_is_sent_without_the_pages_own_token_is_refused(guarded_site: Site, door: Door) -> None:
    before = guarded_site.plan()
    sentence = "The page had been open for too long. Load it again and repeat what you did."
    assert sentence in page(knock(guarded_site, door, Role.PLANNER), 400).text
    assert sentence in fragment(knock(guarded_site, door, Role.PLANNER, HTMX), 400).text
    assert guarded_site.plan() == before
