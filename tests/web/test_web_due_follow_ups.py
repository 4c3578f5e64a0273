"""Follow-ups of nobody yet, of somebody in words, and due at the next meeting: where they are shown, and how."""

from __future__ import annotations

from datetime import timedelta

import pytest
from doors_of_items import follow_up, follow_up_form, stop_follow_ups, the_follow_up
from flask.testing import FlaskClient
from web_pages import Element, page
from web_site import BODY, BODY_SECRETARY, MEMBER, MERE_PLANNER, Site

AGENDA = f"/bodies/{BODY}/agenda"


def line(root: Element, site: Site) -> Element:
    found = root.find(f"follow-up-{the_follow_up(site).id}")
    assert found is not None
    return found


def change(site: Site, secretary: FlaskClient, **typed: str) -> None:
    form = follow_up_form(site) | {"due_day": "", "post": ""} | typed
    assert secretary.post(follow_up(site), data=form).status_code == 303


def test_words_in_place_of_a_post_are_kept_and_shown(site: Site, secretary: FlaskClient) -> None:
    change(site, secretary, who="HR", recipient="Direktionen", next_meeting="1")
    root = page(secretary.get(f"/items/{site.stop().item_id}"))
    assert "HR · to Direktionen · at the next meeting, Wednesday 2 December 2026" in line(root, site).text
    form = page(secretary.get(follow_up(site))).find("follow-up-form")
    assert form is not None
    assert form.sends().items() >= {"who": "HR", "recipient": "Direktionen", "next_meeting": "1", "post": ""}.items()


def test_both_a_day_and_the_next_meeting_are_too_much(site: Site, secretary: FlaskClient) -> None:
    form = follow_up_form(site) | {"next_meeting": "1"}
    root = page(secretary.post(stop_follow_ups(site), data=form), 422)
    assert root.mistake("due_day") == "Choose either a day or the next meeting."


def test_what_nobody_has_stands_on_the_secretarys_own_page(site: Site, secretary: FlaskClient) -> None:
    change(site, secretary)
    for who, is_told in ((BODY_SECRETARY, True), (MEMBER, False), (MERE_PLANNER, False)):
        root = page(site.visitor(who).get("/me"))
        assert ("Nobody has these yet" in root.text) is is_told, who
    root = page(site.visitor(BODY_SECRETARY).get("/me"))
    assert "nobody has it yet" in line(root, site).text
    assert follow_up(site) in root.addresses, "it is given to somebody there"


def test_what_is_overdue_stands_on_the_bodys_agenda_and_is_marked_there(site: Site, secretary: FlaskClient) -> None:
    change(site, secretary, who="HR", due_day="2026-10-01")
    root = page(secretary.get(f"{AGENDA}?rows=all"))
    assert "Overdue" in line(root, site).text
    form = line(root, site).one("form")
    answer = secretary.post(form.get("action"), data=form.sends() | {"done": "1"})
    assert answer.location == f"{AGENDA}?rows=all"
    root = page(secretary.get(answer.location))
    assert root.status == "The follow-up is done."
    assert root.find(f"follow-up-{the_follow_up(site).id}") is None


def test_it_is_overdue_once_the_next_meeting_is_over(site: Site, secretary: FlaskClient) -> None:
    change(site, secretary, who="HR", next_meeting="1")
    site.clock.pass_by(timedelta(days=11))
    assert "Overdue" not in page(secretary.get(f"/items/{site.stop().item_id}")).text
    site.clock.pass_by(timedelta(days=1))
    assert site.clock.at.day == 3


@pytest.mark.parametrize("back", ["//elders.dk/", "https://elders.dk/", "/\\elders.dk", "javascript:alert(1)"])
def test_marking_leads_to_no_other_site(site: Site, secretary: FlaskClient, back: str) -> None:
    form = {"seen": follow_up_form(site)["seen"], "done": "1", "back": back}
    assert secretary.post(follow_up(site, "/marks"), data=form).location == "/"


@pytest.mark.parametrize("who", [None, MEMBER, MERE_PLANNER, BODY_SECRETARY])
def test_a_closed_items_follow_ups_are_on_no_others_agenda(site: Site, who: str | None) -> None:
    """The sample's closed items have follow-ups that are due today."""
    site.clock.pass_by(timedelta(days=2))
    text = site.visitor(who).get(AGENDA).text
    assert ("Zebrafinke opfølgning" in text) is (who == BODY_SECRETARY)
