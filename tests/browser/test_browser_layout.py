"""What fits where: on any screen, with text twice as large, and for those whom movement makes ill."""

from __future__ import annotations

from itertools import product

import pytest
from agendas import AGENDA, move_form, open_agenda
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit

PAGES = [
    "/wheel/2026",
    "/wheel/2026?view=list",
    "/bodies",
    AGENDA,
    "/bodies/direktionen/items/new",
    "/feeds",
    "/sign-in",
]
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
STICKING_OUT = """() => [...document.querySelectorAll("header *, main *:not(svg *)")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => !element.closest(".skip, .unseen, .rings legend, thead"))
  .filter((element) => {
    const box = element.getBoundingClientRect();
    const isTooNarrow = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
    const isOutside = box.left < -1 || box.right > document.documentElement.clientWidth + 1;
    return isOutside || (isTooNarrow && element.tagName !== "INPUT");
  })
  .map((element) => element.outerHTML.slice(0, 120))"""
UNFOLD = "() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }"
MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  element.classList.add("htmx-swapping", "htmx-settling");
  const style = getComputedStyle(element);
  return style.transitionDuration !== "0s" || style.animationName !== "none" || style.scrollBehavior !== "auto";
}).map((element) => element.tagName)"""


@pytest.mark.parametrize("screen", [390, 768, 1440])
def test_nothing_scrolls_sideways(site: Site, visit: Visit, screen: int) -> None:
    page = visit(site, PAGES[0], width=screen, user=SAMPLE_USER)
    for path in PAGES:
        page.goto(site.url(path))
        page.evaluate(UNFOLD)
        assert page.evaluate(SIDEWAYS) <= 0, path
        assert page.evaluate(STICKING_OUT) == [], path


@pytest.mark.parametrize("screen", [390, 1440])
def test_open_forms_fit_as_well(site: Site, visit: Visit, screen: int) -> None:
    page = open_agenda(visit, site, width=screen)
    move_form(page, site.with_items()[0].stops[0].id)
    assert page.evaluate(STICKING_OUT) == []
    page.locator("#add-item").click()
    expect(page.locator("#title")).to_be_focused()
    assert page.evaluate(STICKING_OUT) == []


def test_text_twice_as_large_loses_nothing(site: Site, visit: Visit) -> None:
    page = visit(site, PAGES[0], width=1280, user=SAMPLE_USER)
    for path, is_open in product(["/wheel/2026", AGENDA], [False, True]):
        page.goto(site.url(path))
        page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
        if is_open:
            open_something(page, site)
        assert page.evaluate(SIDEWAYS) <= 0, path
        assert page.evaluate(STICKING_OUT) == [], path


def open_something(page: Page, site: Site) -> None:
    """The panel on the wheel, the form to move an item on the agenda."""
    if page.locator(".w-wheel").count():
        page.locator(f'a.w-mark[href="/occurrences/{site.agenda().rows[0].meeting.id}"]').click()
        expect(page.locator("#panel-title")).to_be_focused()
    else:
        move_form(page, site.with_items()[0].stops[0].id)


def test_nothing_moves_for_those_who_ask_for_it(site: Site, visit: Visit) -> None:
    page = visit(site, PAGES[0], reduced_motion="reduce")
    for path in ("/wheel/2026", AGENDA):
        page.goto(site.url(path))
        assert page.evaluate(MOVING) == [], path
