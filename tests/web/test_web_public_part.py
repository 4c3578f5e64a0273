"""Without a public part, every page of a visitor leads to sign-in, and no calendar can fetch anything."""

from __future__ import annotations

import pytest
from door import Door
from flask.testing import FlaskClient
from tour_of_access import set_public_part
from web_doors import PAGES, feed_address
from web_pages import page
from web_site import BODY, HTMX, USERS, Site

from wheel.core.access import SHUT_OUT, Role
from wheel.web.policies import policy_of

SENTENCE = "Calendars cannot fetch anything at the moment"
READ = [door for door in PAGES if door.method == "GET"]


@pytest.fixture
def shut_site(site: Site) -> Site:
    set_public_part(site, is_there=False)
    return site


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_a_visitor_comes_no_further_than_to_sign_in(site: Site, door: Door) -> None:
    address, form = door.address_on(site), door.form_on(site)
    set_public_part(site, is_there=False)
    before, visitor = site.plan(), site.visitor()
    answer = visitor.open(address, method=door.method, data=form, buffered=True)
    by_htmx = visitor.open(address, method=door.method, data=form, headers=HTMX, buffered=True)
    policy = policy_of(site.app, door.endpoint)
    assert policy is not None
    if policy.is_for_visitors:
        # Within a frame of another page nobody can sign in.
        assert (answer.status_code, by_htmx.status_code) == (403, 403)
        assert "/sign-in" not in answer.text
    elif policy.admits(SHUT_OUT):
        assert answer.status_code == door.status
        assert by_htmx.status_code != 401
    else:
        assert (answer.status_code, answer.location.partition("=")[0]) == (303, "/sign-in?next")
        assert (by_htmx.status_code, by_htmx.data) == (401, b"")
        assert by_htmx.headers["HX-Redirect"].startswith("/sign-in?next=")
    assert site.plan() == before


@pytest.mark.parametrize("address", ["/", "/wheel/2026", "/wheel/1800", "/bodies", "/occurrences/0", "/items/0"])
def test_the_way_to_sign_in_leads_back_to_where_one_wanted_to_go(shut_site: Site, address: str) -> None:
    visitor = shut_site.visitor()
    to_sign_in = visitor.get(address).location
    form = page(visitor.get(to_sign_in)).one("form", action="/sign-in")
    assert form.sends()["next"].rstrip("?") == address


def test_an_address_that_is_there_and_one_that_is_not_lead_the_same_way(shut_site: Site) -> None:
    visitor = shut_site.visitor()
    for one, other in (("meeting", "occurrences"), ("item_id", "items")):
        known = {"meeting": shut_site.meeting().id, "item_id": shut_site.stop().item_id}[one]
        answers = [visitor.get(f"/{other}/{id_}") for id_ in (known, "findes-ikke")]
        assert {answer.status_code for answer in answers} == {303}
        assert len({answer.data.replace((known or "").encode(), b"findes-ikke") for answer in answers}) == 1


@pytest.mark.parametrize(
    ("address", "said"), [("/healthz", "ok"), ("/robots.txt", "User-agent"), ("/static/page.css", "{")]
)
def test_monitors_robots_and_styles_are_still_answered(shut_site: Site, address: str, said: str) -> None:
    answer = shut_site.visitor().get(address, buffered=True)
    assert answer.status_code == 200
    assert said in answer.text


@pytest.mark.parametrize("who", [None, *USERS])
def test_a_feed_is_gone_at_once_whatever_a_calendar_has_of_it(site: Site, who: Role | None) -> None:
    """Also where it was rendered before, so that the quickest way to answer would be the kept copy's ETag."""
    address, calendar = feed_address(site), site.visitor(who)
    first = calendar.get(address)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert calendar.get(address, headers={"If-None-Match": etag}).status_code == 304
    set_public_part(site, is_there=False)
    for headers in ({}, {"If-None-Match": etag}, {"If-None-Match": "*"}, {"If-Modified-Since": modified}):
        for method in ("GET", "HEAD"):
            answer = calendar.open(address, method=method, headers=headers)
            assert answer.status_code == 404, (method, headers)
            assert "ETag" not in answer.headers
            assert answer.text == ("" if method == "HEAD" else "There is no such calendar feed.\n")


def test_with_a_public_part_again_the_feeds_go_on_as_before(site: Site, anonymous: FlaskClient) -> None:
    address = feed_address(site)
    before = anonymous.get(address)
    set_public_part(site, is_there=False)
    assert anonymous.get(address).status_code == 404
    set_public_part(site, is_there=True)
    after = anonymous.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 304, "the same events, so nothing needs to be fetched anew"


@pytest.mark.parametrize("role", USERS)
def test_who_has_signed_in_sees_the_pages_and_is_told_that_calendars_cannot_fetch(shut_site: Site, role: Role) -> None:
    client = shut_site.visitor(role)
    told = page(client.get("/feeds"))
    assert SENTENCE in told.text
    assert "Nothing is planned yet" not in told.text
    assert "Get the meetings in your own calendar" not in told.text
    for address in ("/feeds", "/wheel/2026", f"/bodies/{BODY}/agenda", f"/occurrences/{shut_site.meeting().id}"):
        root = page(client.get(address))
        assert root.all("link", type="text/calendar") == []
        subscribes = [one for one in root.addresses if one.startswith("/feeds/") and one.endswith(".ics")]
        assert not subscribes
        assert not [one for one in root.addresses if one.startswith("webcal:") or one.endswith("/feed")]
    page(client.get(f"/bodies/{BODY}/feed"), 404)


def test_with_a_public_part_nothing_is_said_of_it(anonymous: FlaskClient, reader: FlaskClient) -> None:
    for client in (anonymous, reader):
        assert SENTENCE not in page(client.get("/feeds")).text
        assert f"/bodies/{BODY}/feed" in page(client.get(f"/bodies/{BODY}/agenda")).addresses


def test_nothing_of_the_plan_is_in_what_a_visitor_is_told(shut_site: Site) -> None:
    titles = {one.title for one in shut_site.occurrences(2026)} | {shut_site.stop().title or ""}
    visitor = shut_site.visitor()
    for address in ("/", "/wheel/2026", "/bodies", f"/bodies/{BODY}/agenda", "/findes-ikke", "/feeds"):
        text = visitor.get(address, follow_redirects=True).text
        assert not [title for title in titles if title in text], address
