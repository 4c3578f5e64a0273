"""Every endpoint, tried by everybody from outside: it works for the right people, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from door import Door
from flask import Flask
from flask.testing import FlaskClient
from web_doors import CHANGES, DOORS, FORMS, LOOKS, OTHERS, OWN_BUSINESS, PAGES
from web_pages import fragment, page
from web_site import BODY_SECRETARY, GUEST, HTMX, MEMBER, MERE_PLANNER, OTHERS_SECRETARY, Site
from werkzeug.test import TestResponse
from werkzeug.urls import iri_to_uri

from wheel.core.access import Role, Viewer, refusal
from wheel.core.permissions import Right, Thing
from wheel.web.policies import Policy, policy_of

Who = Role | str | None
SEATED = (GUEST, MEMBER, BODY_SECRETARY, MERE_PLANNER)
WHO: tuple[Who, ...] = (None, Role.READER, *SEATED, Role.PLANNER, Role.ADMINISTRATOR)
# What whoever keeps an agenda keeps for all of them.
OF_ALL_AGENDAS = {f"routes.{view}" for view in ("show", "new", "create", "edit", "save", "delete")}
# Flask and Werkzeug answer these themselves.
OF_THE_FRAMEWORK = {"HEAD", "OPTIONS"}
# What forms send, with nothing in it that any of them would take.
NAMES = (
    "seen",
    "to",
    "to_day",
    "position",
    "reason",
    "title",
    "minutes",
    "kind",
    "first",
    "closes_on",
    "add-0",
    "role",
)
NONSENSE = dict.fromkeys(NAMES, "?")
SENT = [door for door in [*CHANGES, *OWN_BUSINESS, *OTHERS] if door.method == "POST"]


def policy(site: Site, door: Door) -> Policy:
    said = policy_of(site.app, door.endpoint)
    assert said is not None, f"{door.endpoint} says nothing of who may enter"
    return said


@cache
def viewers(site: Site) -> dict[Who, Viewer]:
    """Who they are to the use cases: in every copy of the sample the same."""
    return {who: site.viewer(who) for who in WHO}


def admitted(site: Site, door: Door) -> list[Who]:
    return [who for who, viewer in viewers(site).items() if policy(site, door).admits(viewer)]


def refused(site: Site, door: Door) -> list[Who]:
    return [who for who in WHO if who not in admitted(site, door)]


def knock(client: FlaskClient, site: Site, door: Door, headers: dict[str, str] | None = None) -> TestResponse:
    form = door.form_on(site)
    return client.open(door.address_on(site), method=door.method, data=form, headers=headers, buffered=True)


def test_every_rule_and_method_has_a_door_in_the_table(shared_app: Flask) -> None:
    there_are = {(rule.endpoint, method) for rule in shared_app.url_map.iter_rules() for method in rule.methods or ()}
    wanted = {(endpoint, method) for endpoint, method in there_are if method not in OF_THE_FRAMEWORK}
    known = [(door.endpoint, door.method) for door in DOORS]
    assert sorted(known) == sorted(wanted), "web_doors.py, or a doors_of_*.py, must know every endpoint, each once"


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_a_doors_address_leads_to_its_own_endpoint(site: Site, door: Door) -> None:
    address = iri_to_uri(door.address_on(site)).partition("?")[0]
    endpoint, _values = site.app.url_map.bind("localhost").match(address, door.method)
    assert endpoint == door.endpoint


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_everybody_who_may_enter_can(site: Site, sample_file: Path, door: Door) -> None:
    """One's own things are the planner's in the table, so others may be told that theirs are not there."""
    answers = {}
    for who in admitted(site, door):
        site.filled_with(sample_file)
        answers[who] = knock(site.visitor(who), site, door).status_code
    is_own = door.is_own or policy(site, door).thing is Thing.OWN
    assert answers
    assert {who: answer for who, answer in answers.items() if who is Role.PLANNER or not is_own} == dict.fromkeys(
        [who for who in answers if who is Role.PLANNER or not is_own], door.status
    )
    assert not {401, 403} & set(answers.values())


@pytest.mark.parametrize("door", [door for door in PAGES if door.method == "GET"], ids=str)
def test_looking_changes_nothing(site: Site, door: Door) -> None:
    visitors, address = [site.visitor(who) for who in admitted(site, door)], door.address_on(site)
    before = site.everything()
    for visitor in visitors:
        for headers in ({}, HTMX):
            visitor.get(address, headers=headers, buffered=True)
    assert site.everything() == before


@pytest.mark.parametrize("door", OWN_BUSINESS, ids=str)
def test_what_everybody_may_send_changes_nothing_of_the_plan(site: Site, door: Door) -> None:
    before = site.plan()
    for who in WHO:
        knock(site.visitor(who), site, door)
    assert site.plan() == before


@pytest.mark.parametrize("door", LOOKS, ids=str)
def test_what_can_be_looked_at_answers_to_head_without_a_body(site: Site, door: Door) -> None:
    answer = site.visitor().head(door.address_on(site), buffered=True)
    assert (answer.status_code, answer.data) == (door.status, b"")


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_everybody_else_is_refused_and_nothing_is_written(site: Site, door: Door) -> None:
    """Whatever the form holds: who may not do it learns nothing of what would have been right."""
    visitors = {who: site.visitor(who) for who in refused(site, door)}
    address, right_form = door.address_on(site), door.form_on(site)
    before = site.everything()
    for who, visitor in visitors.items():
        is_refused = _sent_to_sign_in if who is None else _told_who_may(policy(site, door))
        for form in (right_form, {}, NONSENSE):
            for headers in ({}, HTMX):
                is_refused(visitor.open(address, method=door.method, data=form, headers=headers, buffered=True))
    assert site.everything() == before


def _sent_to_sign_in(answer: TestResponse) -> None:
    if answer.request.headers.get("HX-Request"):
        assert (answer.status_code, answer.data) == (401, b"")
        assert answer.headers["HX-Redirect"].startswith("/sign-in?next=")
    else:
        assert answer.status_code == 303
        assert answer.location.startswith("/sign-in?next=")


def _told_who_may(needed: Policy) -> Callable[[TestResponse], None]:
    def told(answer: TestResponse) -> None:
        sentence = str(refusal(needed.thing or Thing.OWN))
        if answer.request.headers.get("HX-Request"):
            assert fragment(answer, 403).refusal == sentence
        else:
            assert sentence in page(answer, 403).text

    return told


@pytest.mark.parametrize("door", [door for door in PAGES if door.endpoint not in OF_ALL_AGENDAS], ids=str)
def test_the_secretary_of_another_body_changes_nothing_on_this_ones_agenda(site: Site, door: Door) -> None:
    needed = policy(site, door)
    secretary, address, form = site.visitor(OTHERS_SECRETARY), door.address_on(site), door.form_on(site)
    before = site.everything()
    answer = secretary.open(address, method=door.method, data=form, buffered=True)
    if (needed.right, needed.thing) == (Right.CHANGE, Thing.OPEN_ITEM):
        assert answer.status_code in {403, 404}
    if None in refused(site, door):
        assert needed.thing is Thing.OWN or site.everything() == before


@pytest.mark.parametrize("door", FORMS, ids=str)
def test_a_form_is_a_page_and_for_htmx_a_fragment(site: Site, door: Door) -> None:
    for who in admitted(site, door):
        assert page(knock(site.visitor(who), site, door)).all("form", method="post")
        forms = fragment(knock(site.visitor(who), site, door, HTMX)).all("form", method="post")
        assert forms
        assert all(form.get("hx-post") == form.get("action") for form in forms)


@pytest.mark.parametrize("door", CHANGES, ids=str)
def test_a_form_without_javascript_leads_to_a_page_that_says_once_what_was_done(
    site: Site, sample_file: Path, door: Door
) -> None:
    for who in admitted(site, door):
        site.filled_with(sample_file)
        before, visitor = site.plan(), site.visitor(who)
        answer = knock(visitor, site, door)
        assert answer.status_code == door.status == 303
        assert site.plan() != before
        assert page(visitor.get(answer.location)).status.startswith("The ")
        assert page(visitor.get(answer.location)).status == "", "it is said once"


@pytest.mark.parametrize("door", CHANGES, ids=str)
def test_htmx_gets_what_changed_as_a_fragment_or_is_sent_to_the_page(site: Site, door: Door) -> None:
    visitor = site.visitor(Role.PLANNER)
    answer = knock(visitor, site, door, HTMX)
    if answer.status_code == 204:
        assert answer.data == b""
        assert page(visitor.get(answer.headers["HX-Redirect"])).status.startswith("The ")
    else:
        changed = fragment(answer)
        assert any(changed.find(name) for name in ("agenda", "settings", "plan-head"))
        assert changed.status.startswith("The ")
        assert changed.find("status").get("hx-swap-oob"), "the message goes to its own place"
        assert page(visitor.get("/bodies")).status == "", "what the fragment said is not said again"


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_a_wrong_method_is_refused_with_a_sentence(site: Site, door: Door) -> None:
    administrator, address = site.visitor(Role.ADMINISTRATOR), door.address_on(site)
    before = site.everything()
    answer = administrator.delete(address)
    assert "That cannot be done with this page." in page(answer, 405).text
    assert door.method in answer.headers["Allow"]
    assert site.everything() == before


@pytest.mark.parametrize("door", SENT, ids=str)
def test_what_is_sent_without_the_pages_own_token_is_refused(guarded_site: Site, door: Door) -> None:
    visitors = [guarded_site.visitor(who) for who in (None, Role.PLANNER, Role.ADMINISTRATOR)]
    address, form = door.address_on(guarded_site), door.form_on(guarded_site)
    before = guarded_site.everything()
    sentence = "The page had been open for too long. Load it again and repeat what you did."
    for visitor in visitors:
        assert sentence in page(visitor.post(address, data=form), 400).text
        assert sentence in fragment(visitor.post(address, data=form, headers=HTMX), 400).text
    assert guarded_site.everything() == before
