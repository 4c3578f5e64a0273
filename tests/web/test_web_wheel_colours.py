"""The rings' colours: one stylesheet for all who may see the wheel, kept for as long as it is right."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import page
from web_site import Site

from wheel.core.access import Role
from wheel.core.drawing.colours import DARK, painted
from wheel.core.occurrences import Ring
from wheel.store.rings import all_rings
from wheel.web.wheel_colours import colour_rules

ADDRESS = "/wheel/rings.css"
ONE_YEAR = "private, max-age=31536000, immutable"


def linked(client: FlaskClient) -> str:
    """The address by which the wheel's page asks for it."""
    links = page(client.get("/wheel/2026")).all("link", rel="stylesheet")
    (address,) = [link.get("href") for link in links if ADDRESS in link.get("href")]
    return address


def test_every_ring_has_its_shades_light_and_dark(site: Site, anonymous: FlaskClient) -> None:
    answer = anonymous.get(ADDRESS)
    assert answer.mimetype == "text/css"
    with site.database.reading() as session:
        rings = all_rings(session)
    for ring, dark in zip(rings, painted([ring.colour for ring in rings], DARK), strict=True):
        assert answer.text.count(f".r-{ring.key} {{ --ring: ") == 4, "plain, light and dark, and both of them clearer"
        assert f"{dark.strong}); --soft: light-dark(" in answer.text


@pytest.mark.parametrize("role", [None, Role.READER, Role.PLANNER])
def test_it_is_kept_for_a_year_where_its_address_says_what_is_in_it(site: Site, role: Role | None) -> None:
    client = site.visitor(role)
    answer = client.get(linked(client))
    assert answer.headers["Cache-Control"] == ONE_YEAR


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789"])
def test_any_other_address_is_asked_for_again(anonymous: FlaskClient, query: str) -> None:
    answer = anonymous.get(ADDRESS + query)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    unchanged = anonymous.get(ADDRESS + query, headers={"If-None-Match": answer.headers["ETag"]})
    assert unchanged.status_code == 304


def test_a_ring_of_another_colour_gives_another_address(secretary: FlaskClient) -> None:
    before = linked(secretary)
    form = page(secretary.get("/settings/rings/med")).one("form", action="/settings/rings/med")
    secretary.post("/settings/rings/med", data=form.sends() | {"colour": "#8a1010"})
    after = linked(secretary)
    assert after != before
    assert "#8a1010" in secretary.get(after).text


def test_all_who_see_the_wheel_get_the_same(site: Site) -> None:
    addresses = {linked(site.visitor(role)) for role in (None, Role.READER, Role.PLANNER)}
    assert len(addresses) == 1


@pytest.mark.parametrize(
    ("key", "selector", "reason"),
    [
        ("direktion-2", ".r-direktion-2 {", "letters, digits and hyphens stand as they are"),
        ("a{}b", r".r-a\7b \7d b {", "a loaded plan may name a ring as it likes"),
        ("å b", r".r-\e5 \20 b {", "each other character is escaped"),
    ],
)
def test_a_rings_key_cannot_end_its_rule(key: str, selector: str, reason: str) -> None:
    rules = colour_rules([Ring(key, "Ring", "#0b5a8a")])
    assert rules.count(selector) == 4, reason


def test_without_rings_there_is_nothing_to_colour() -> None:
    assert "r-" not in colour_rules([]).replace("prefers-contrast", "")
