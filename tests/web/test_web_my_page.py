"""One's own page: posts with their seats, items, follow-ups, and the account."""

from __future__ import annotations

import pytest
from doors_of_items import follow_up, follow_up_form, item, item_form, the_follow_up
from flask.testing import FlaskClient
from web_pages import fragment, page
from web_site import BODY, HTMX, INTERNAL, MARKER, MEMBER, Site

from wheel.core.access import Role


def test_it_is_for_those_who_have_signed_in(anonymous: FlaskClient) -> None:
    assert anonymous.get("/me").location.startswith("/sign-in?next=/me")


def test_who_holds_no_post_is_told_what_to_do(reader: FlaskClient) -> None:
    root = page(reader.get("/me"))
    assert "You hold no post yet." in root.text
    assert "ask an administrator" in root.text
    assert "Nothing is waiting for you." in root.text


def test_it_shows_the_posts_and_leads_to_the_bodies_they_sit_in(secretary: FlaskClient) -> None:
    root = page(secretary.get("/me"))
    assert root.find("main").one("h1").text == "Sekretariatet"
    assert "Staben · since Saturday 21 November 2026" in root.text
    assert f"/bodies/{BODY}/agenda" in root.addresses
    assert "Direktionen Secretary" in [line.text for line in root.all("li")]


def test_it_shows_the_items_that_ones_posts_prepare(site: Site, secretary: FlaskClient) -> None:
    assert "No coming items" in page(secretary.get("/me")).text
    secretary.post(item(site, "/changes"), data=item_form(site) | {"case_officer": "sekretariatet"})
    root = page(secretary.get("/me"))
    assert "Havnens fremtid Direktionen · Wednesday 25 November 2026" in [line.text for line in root.all("li")]
    stop = site.stop()
    seen = {"seen": stop.version, "to": "awaiting", "reason": "Afventer tal"}
    secretary.post(f"/stops/{stop.id}/moves", data=seen)
    assert "Direktionen · Awaits a date: Afventer tal" in page(secretary.get("/me")).text


@pytest.mark.parametrize("htmx", [False, True])
def test_ones_follow_ups_are_marked_as_done_there(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    member = site.visitor(MEMBER)
    secretary.post(follow_up(site), data=follow_up_form(site) | {"due_day": "2026-10-01"})
    root = page(member.get("/me"))
    line = root.find(f"follow-up-{the_follow_up(site).id}")
    assert "Overdue" in line.text
    assert f"/items/{site.stop().item_id}" in line.addresses
    form = line.one("form")
    answer = member.post(form.get("action"), data=form.sends() | {"done": "1"}, headers=HTMX if htmx else None)
    root = fragment(answer) if htmx else page(member.get(answer.location))
    assert root.status == "The follow-up is done."
    assert "Done on Sat 21 Nov" in root.find(f"follow-up-{the_follow_up(site).id}").text


def test_the_holder_of_a_post_outside_the_body_is_told_nothing_of_its_closed_items(site: Site) -> None:
    """The sample's follow-ups of closed items, of every body, are given to one post: only BODY is its holder's."""
    lines = page(site.visitor(MEMBER).get("/me")).one("ul", class_="follow-ups plain").all("li")
    known = {link for line in lines for link in line.addresses}
    closed = set(map("/items/{}".format, site.closed_item_ids()))
    of_others = [line.text for line in lines if not line.addresses]
    assert known & closed, "those of their own body"
    assert len(of_others) == 3, "those of two items of another body, and of one of the internal body"
    assert all(text.startswith(f"{MARKER} opfølgning Posten medlem") and "Closed item" in text for text in of_others)
    assert not any(name in text for text in of_others for name in ("HovedMED", INTERNAL, "titel"))


def test_it_leads_to_the_pages_of_ones_account_and_shows_where_one_is_signed_in(secretary: FlaskClient) -> None:
    root = page(secretary.get("/me"))
    assert {"/me/password", "/me/second-factor", "/me/data"} <= root.addresses
    assert "/me/provider" not in root.addresses, "there is none here"
    assert "this browser" in root.find("sessions").text


def test_an_administrator_without_a_post_has_one_too(site: Site) -> None:
    assert "My posts" in page(site.visitor(Role.ADMINISTRATOR).get("/me")).text
