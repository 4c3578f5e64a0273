"""The screen on the wall fills every screen, and cuts nothing through; it and the frame keep nobody out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page
from sites import Site, Visit

WALL = "/wheel/now"
SCREENS = [(1920, 1080), (3840, 2160), (1080, 1920), (1366, 768), (2160, 3840), (1024, 768)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
# Of each event: whether it is within the list's box, beyond it, or cut through by its edge.
PLACES = """() => {
  const list = document.querySelector(".wall-ahead ol").getBoundingClientRect();
  return [...document.querySelectorAll(".wall-ahead li")].map((one) => {
    const box = one.getBoundingClientRect();
    const isIn = box.bottom <= list.bottom + 1 && box.right <= list.right + 1;
    return isIn ? "in" : box.left >= list.right - 1 ? "beyond" : "cut";
  });
}"""
OVERFLOW = """() => {
  const root = document.documentElement;
  return [root.scrollWidth - root.clientWidth, root.scrollHeight - root.clientHeight];
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  return style.animationName !== "none" || style.transitionDuration !== "0s";
}).length"""


@pytest.fixture
def screen(site: Site, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    def hang_up(width: int, height: int, path: str = WALL, **options: object) -> Page:
        page = new_context(viewport={"width": width, "height": height}, locale="da-DK", **options).new_page()
        page.goto(site.url(path))
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        return page

    return hang_up


@pytest.mark.parametrize("size", SCREENS, ids=str)
@pytest.mark.parametrize("zoom", ["year", "month"])
def test_it_fills_the_screen_and_nothing_scrolls(screen: Callable[..., Page], size: tuple[int, int], zoom: str) -> None:
    width, height = size
    page = screen(width, height, f"{WALL}?zoom={zoom}")
    assert page.evaluate(OVERFLOW) == [0, 0]
    wheel = page.locator(".w-wheel").bounding_box()
    assert wheel is not None
    shown = min(wheel["width"], wheel["height"])
    assert shown >= 0.85 * min(width, height)
    places = page.evaluate(PLACES)
    assert "cut" not in places
    assert places.count("in") >= 4, "the rest of the screen is for the meetings"
    assert places == sorted(places, reverse=True), "the first come first"


@pytest.mark.parametrize("size", [(390, 844), (320, 640), (800, 400)], ids=str)
def test_on_a_small_screen_it_is_read_by_scrolling(screen: Callable[..., Page], size: tuple[int, int]) -> None:
    page = screen(*size)
    sideways, down = page.evaluate(OVERFLOW)
    assert sideways == 0
    assert down > 0
    assert "cut" not in page.evaluate(PLACES)


def test_text_twice_as_large_is_not_cut(screen: Callable[..., Page]) -> None:
    """A page zoomed to 200 % is half as many pixels wide and high."""
    page = screen(960, 540)
    assert page.evaluate(OVERFLOW)[0] == 0
    assert "cut" not in page.evaluate(PLACES)


def test_nothing_moves_or_flashes(screen: Callable[..., Page]) -> None:
    for motion in ("reduce", "no-preference"):
        assert screen(1920, 1080, reduced_motion=motion).evaluate(MOVING) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("path", [WALL, "/embed/wheel/2026"])
def test_the_address_wins_over_the_system(screen: Callable[..., Page], path: str, theme: str, system: str) -> None:
    page = screen(1200, 900, f"{path}?theme={theme}", color_scheme=system)
    red = page.evaluate("() => Number(getComputedStyle(document.body).backgroundColor.match(/[0-9]+/)[0])")
    assert (red > 128) == (theme == "light")


STATES = [WALL, f"{WALL}?zoom=month", "/embed/wheel/2026", "/embed/wheel/2026?view=list", "/embed/wheel/1800"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", [*STATES, "/embed"])
def test_they_keep_nobody_out(site: Site, visit: Visit, width: int, path: str, theme: str) -> None:
    user = "sekretariat" if path == "/embed" else ""
    page = visit(site, path, width=width, user=user, color_scheme=theme)
    found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": RULES}).response["violations"]
    assert not [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
    assert page.evaluate(OVERFLOW)[0] <= 0
