"""Which feeds each page names to programs, and where its Subscribe button leads."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import Element, page
from web_site import BODY, CLOSED, INTERNAL, MARKER, Site

from wheel.core.access import Role

EVERYTHING = ["/feeds/aarshjul.ics", "/feeds/aarshjul.json"]
OF_BODY = [*EVERYTHING, f"/feeds/{BODY}.ics", f"/feeds/{BODY}.json"]


def named(root: Element) -> list[str]:
    return [str(link.get("href")) for link in root.all("link", rel="alternate")]


def types(root: Element) -> set[str]:
    return {str(link.get("type")) for link in root.all("link", rel="alternate")}


def test_pages_name_their_calendars_in_both_forms(site: Site, anonymous: FlaskClient) -> None:
    meeting, item = site.meeting().id, site.stop().item_id
    of_item = [*EVERYTHING, f"/feeds/punkt-{item}.ics", f"/feeds/punkt-{item}.json"]
    expected = {
        "/wheel/2026": EVERYTHING,
        "/feeds": EVERYTHING,
        f"/bodies/{BODY}/agenda": OF_BODY,
        f"/bodies/{BODY}/feed": OF_BODY,
        f"/meetings/{meeting}": OF_BODY,
        f"/occurrences/{meeting}": OF_BODY,
        f"/items/{item}": of_item,
        f"/items/{item}/feed": of_item,
        "/feeds/rings/politisk": [*EVERYTHING, "/feeds/ring-politisk.ics", "/feeds/ring-politisk.json"],
        "/feeds/deadlines": [*EVERYTHING, "/feeds/frister.ics", "/feeds/frister.json"],
    }
    for path, feeds in expected.items():
        root = page(anonymous.get(path))
        assert named(root) == feeds, path
        assert types(root) == {"text/calendar", "application/json"}, path
        assert all(anonymous.get(feed).status_code == 200 for feed in feeds), path


def test_each_has_a_title_that_tells_it_from_the_others(site: Site, anonymous: FlaskClient) -> None:
    links = page(anonymous.get(f"/bodies/{BODY}/agenda")).all("link", rel="alternate")
    assert [link.get("title") for link in links] == ["The annual wheel"] * 2 + ["Direktionen"] * 2
    last = page(anonymous.get("/feeds/deadlines")).all("link", rel="alternate")[-1]
    assert last.get("title") == "Deadlines"


def test_a_closed_item_is_named_to_nobody(site: Site) -> None:
    item = site.closed().item_id
    for who in (Role.PLANNER, None):
        visitor = site.visitor(who)
        assert page(visitor.get(f"/items/{item}/feed"), 404).text.count(MARKER) == 0
        assert visitor.get(f"/feeds/punkt-{item}.ics").status_code == 404
    assert named(page(site.visitor(Role.PLANNER).get(f"/items/{item}"))) == EVERYTHING


@pytest.mark.parametrize("name", [INTERNAL.lower(), CLOSED.lower()])
def test_a_body_that_is_not_public_is_named_to_nobody(secretary: FlaskClient, name: str) -> None:
    root = page(secretary.get(f"/bodies/{name}/agenda"))
    assert named(root) == EVERYTHING
    assert f"/bodies/{name}/feed" not in root.addresses


def test_the_pages_lead_to_where_one_subscribes_to_what_they_show(site: Site, anonymous: FlaskClient) -> None:
    meeting, item = site.meeting().id, site.stop().item_id
    for path, to in {
        "/wheel/2026": "/feeds/views",
        "/wheel/2026?rings=budget": "/feeds/views?chosen=1&rings=budget",
        f"/bodies/{BODY}/agenda": f"/bodies/{BODY}/feed",
        f"/meetings/{meeting}": f"/bodies/{BODY}/feed",
        f"/occurrences/{meeting}": f"/bodies/{BODY}/feed",
        f"/items/{item}": f"/items/{item}/feed",
        "/feeds": "/feeds/rings/politisk",
    }.items():
        assert to in page(anonymous.get(path)).find("main").addresses, path  # type: ignore[union-attr]
        assert anonymous.get(to, follow_redirects=True).status_code == 200, to


def test_those_who_plan_find_each_rings_where_rings_are_listed(secretary: FlaskClient) -> None:
    assert "/feeds/rings/budget" in page(secretary.get("/settings/rings")).addresses


def test_what_is_not_for_everybody_becomes_a_calendar_of_ones_own(site: Site, secretary: FlaskClient) -> None:
    item = site.closed().item_id
    for path, to in {
        f"/items/{item}": f"/me/calendars?item={item}",
        f"/bodies/{INTERNAL.lower()}/agenda": f"/me/calendars?body={INTERNAL.lower()}",
    }.items():
        assert to in page(secretary.get(path)).addresses, path
        page(secretary.get(to))


def test_whoever_is_signed_in_is_offered_a_calendar_of_their_own(anonymous: FlaskClient, reader: FlaskClient) -> None:
    assert "/me/calendars" in page(reader.get("/feeds")).addresses
    assert f"/me/calendars?body={BODY}" in page(reader.get(f"/bodies/{BODY}/feed")).addresses
    assert "/sign-in?next=/me/calendars" in page(anonymous.get("/feeds")).addresses
    assert not [one for one in page(anonymous.get(f"/bodies/{BODY}/feed")).addresses if one.startswith("/me")]
