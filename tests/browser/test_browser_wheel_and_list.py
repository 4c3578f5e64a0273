"""The list beside the wheel follows it, and the wheel follows the list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from sites import Site, Visit
from wheels import HREF, MARKS, REACHABLE, ROWS, WHEEL, addresses, mark, next_meeting, open_panel, ring_marks, row

POINTED = re.compile(r"\bis-pointed\b")
# Where the page and the list's own box are scrolled to.
SCROLLED = "() => [scrollY, document.getElementById('beside').scrollTop]"
IS_SEEN = """(href) => {
  const list = document.getElementById("beside"), box = list.getBoundingClientRect();
  const isAtItsEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 2;
  const row = document.querySelector(`#beside li:has(a[href="${href}"])`).getBoundingClientRect();
  return row.top >= box.top && row.bottom <= (isAtItsEnd ? box.bottom : Math.min(box.bottom, innerHeight)) + 1;
}"""
LISTEN = """() => {
  window.ways = [];
  const scroll = Element.prototype.scrollTo;
  Element.prototype.scrollTo = function (where) { ways.push(where.behavior); return scroll.call(this, where); };
}"""


@pytest.fixture
def page(site: Site, visit: Visit) -> Page:
    return visit(site, WHEEL)


def test_every_event_on_the_wheel_stands_in_the_list(page: Page) -> None:
    assert addresses(page.locator(f"{MARKS}.w-mark")) == addresses(page.locator(f"{ROWS} a"))


def test_pointing_at_a_mark_shows_its_row_and_the_other_way_round(page: Page, site: Site) -> None:
    href = next_meeting(site)
    mark(page, href).hover()
    expect(row(page, href)).to_have_class(POINTED)
    page.locator("#year-title").hover()
    expect(page.locator(".is-pointed")).to_have_count(0)
    row(page, href).hover()
    expect(mark(page, href)).to_have_class(POINTED)
    page.locator("#year-title").hover()
    expect(page.locator(".is-pointed")).to_have_count(0)


def test_the_same_by_keyboard(page: Page, site: Site) -> None:
    href = next_meeting(site)
    mark(page, href).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(row(page, href)).to_have_class(POINTED)
    expect(page.locator(f"{ROWS}.is-pointed")).to_have_count(1)
    row(page, href).locator("a").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(mark(page, href)).to_have_class(POINTED)
    expect(page.locator(f"{MARKS}.is-pointed")).to_have_count(1)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_list_scrolls_within_its_own_box_only(site: Site, visit: Visit, motion: str) -> None:
    page = visit(site, WHEEL, reduced_motion=motion)
    page.evaluate(LISTEN)
    page.locator(REACHABLE).focus()
    for key in ("End", "Home"):
        before = page.evaluate(SCROLLED)
        page.keyboard.press(key)
        page.wait_for_function(IS_SEEN, arg=page.evaluate(HREF))
        after = page.evaluate(SCROLLED)
        assert after[0] == before[0], "the page stays where it is"
        assert after[1] != before[1]
    # A month that is not laid out yet is come to at once in any case.
    assert ("smooth" in page.evaluate("ways")) is (motion == "no-preference")


def test_on_a_phone_pointing_moves_nothing(site: Site, visit: Visit) -> None:
    page = visit(site, WHEEL, width=390)
    page.locator(REACHABLE).focus()
    before = page.evaluate("() => scrollY")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => scrollY") == before


def test_what_is_open_is_marked_on_both_sides(page: Page, site: Site) -> None:
    first, other = next_meeting(site), str(ring_marks(page, "politisk").last.get_attribute("href"))
    open_panel(page, first)
    for href in (first, other):
        if href == other:
            row(page, href).locator("a").click()
            expect(page.locator("#panel #panel-title")).to_be_focused()
        expect(mark(page, href)).to_have_attribute("aria-current", "true")
        expect(row(page, href).locator("a")).to_have_attribute("aria-current", "true")
        expect(page.locator(":is(.w-rings, #beside) a[aria-current]")).to_have_count(2)


def test_escape_leads_back_to_where_it_was_opened(page: Page, site: Site) -> None:
    open_panel(page, next_meeting(site))
    page.keyboard.press("Escape")
    expect(mark(page, next_meeting(site))).to_be_focused()
    link = row(page, next_meeting(site)).locator("a")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel #panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
