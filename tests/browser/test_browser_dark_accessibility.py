"""On a dark screen, with more contrast and with the system's own colours, every room stays as legible as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from agendas import AGENDA
from playwright.sync_api import Page
from series_forms import NEW
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import (
    WHEEL,
    State,
    conflict,
    everything_open,
    item,
    new_item_with_a_mistake,
    panel_with_forms,
    plain,
    pointed_at,
    sign_in_with_a_mistake,
    violations,
)
from test_browser_people import ACCOUNTS, ADMINISTRATOR, POSTS, office
from test_browser_plan_accessibility import STATES as PLAN_STATES

from wheel.core.drawing.colours import DARK, DARK_CLEARER, LIGHT, LIGHT_CLEARER, Ground, painted
from wheel.store.rings import all_rings

__all__ = ["office"]

Reach = Callable[[Callable[[str, str], Page], Site], State]

ROOMS: dict[str, Reach] = {
    "wheel": everything_open(WHEEL, SAMPLE_USER),
    "wheel, pointed at": pointed_at,
    "list": plain(f"{WHEEL}?view=list"),
    "panel": panel_with_forms,
    "agenda": everything_open(AGENDA, SAMPLE_USER),
    "agenda, conflict": conflict,
    "agenda, mistake": new_item_with_a_mistake,
    "item": item,
    "bodies": plain("/bodies"),
    "subscriptions": everything_open("/feeds"),
    "series": everything_open(NEW, SAMPLE_USER),
    "settings, a body": everything_open("/settings/bodies/direktionen", SAMPLE_USER),
    "settings, rings": plain("/settings/rings", SAMPLE_USER),
    "settings, calendar": plain("/settings/calendar/2027", SAMPLE_USER),
    "my page": everything_open("/me", SAMPLE_USER),
    "sign-in": sign_in_with_a_mistake,
    "error": plain("/nothing-here"),
}
SCREENS: dict[str, tuple[dict[str, str], Ground]] = {
    "light": ({"color_scheme": "light"}, LIGHT),
    "dark": ({"color_scheme": "dark"}, DARK),
    "more contrast": ({"color_scheme": "light", "contrast": "more"}, LIGHT_CLEARER),
    "dark, more contrast": ({"color_scheme": "dark", "contrast": "more"}, DARK_CLEARER),
}
COLOURS_OF = """(selector) => [...document.querySelectorAll(selector)].map((shape) => {
  const [red, green, blue] = getComputedStyle(shape).fill.match(/[\\d.]+/g).map(Number);
  return "#" + [red, green, blue].map((channel) => channel.toString(16).padStart(2, "0")).join("");
})"""
FILLS = """() => [...new Set([...document.querySelectorAll(".w-mark, .w-ground")].map(
  (part) => part.classList[0] + " " + getComputedStyle(part).fill))].sort()"""


def dark(visit: Visit, site: Site, **options: Any) -> Callable[[str, str], Page]:
    return lambda path, user: visit(site, path, user=user, **({"color_scheme": "dark"} | options))


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_legible_in_the_dark(site: Site, visit: Visit, room: str, advice: set[str]) -> None:
    page, piece = ROOMS[room](dark(visit, site), site)
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "light dark"
    assert not violations(page, piece, advice)


@pytest.mark.parametrize("state", ["published", "date open", "conflict"])
def test_so_is_the_planning_page(site: Site, visit: Visit, state: str, advice: set[str]) -> None:
    path, reach = PLAN_STATES[state]
    page = dark(visit, site)(path, SAMPLE_USER)
    reach(page)
    assert not violations(page, "html", advice)


@pytest.mark.parametrize("path", [ACCOUNTS, POSTS, "/administration/audit"])
def test_so_are_the_administrators_pages(office: Site, visit: Visit, path: str, advice: set[str]) -> None:
    page = dark(visit, office)(path, ADMINISTRATOR)
    assert not violations(page, "html", advice)


@pytest.mark.parametrize("path", [WHEEL, AGENDA])
def test_more_contrast_loses_none(site: Site, visit: Visit, path: str, advice: set[str]) -> None:
    page = dark(visit, site, contrast="more")(path, SAMPLE_USER)
    assert not violations(page, "html", advice)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_rings_have_the_shades_that_were_computed_for_the_screen(site: Site, visit: Visit, screen: str) -> None:
    options, ground = SCREENS[screen]
    page = visit(site, WHEEL, **options)
    with site.app.extensions["aarshjul"].database.reading() as session:
        rings = all_rings(session)
    wanted = painted([ring.colour for ring in rings], ground)
    assert page.evaluate(COLOURS_OF, ".w-ground") == [each.tint for each in wanted]
    assert page.evaluate(COLOURS_OF, ".w-tab .w-text") == [each.strong for each in wanted]
    card = page.evaluate(COLOURS_OF, ".w-hub circle")
    assert card == [ground.page], "the wheel lies on what the shades were computed for"


def test_where_the_system_gives_the_colours_events_still_stand_out(site: Site, visit: Visit) -> None:
    page = visit(site, WHEEL, forced_colors="active")
    fills = page.evaluate(FILLS)
    marks = {fill.partition(" ")[2] for fill in fills if fill.startswith("w-mark")}
    grounds = {fill.partition(" ")[2] for fill in fills if fill.startswith("w-ground")}
    assert len(marks) == 1, "no ring has a colour of its own"
    assert len(grounds) == 1
    assert marks != grounds
