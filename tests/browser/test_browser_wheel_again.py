"""A wheel that is put in anew works like the one before it, and the reader stays where they were."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sites import Site, Visit
from wheels import HREF, REACHABLE, WHEEL, Sent, change_wheel, mark, next_meeting, open_panel, ring_marks


@pytest.fixture
def page(site: Site, visit: Visit) -> Page:
    return visit(site, WHEEL)


def test_a_change_puts_the_wheel_in_anew_and_keeps_the_focus(page: Page, site: Site) -> None:
    here = ring_marks(page, "direktion").nth(5).get_attribute("href") or ""
    mark(page, here).focus()
    sent = Sent(page, site)
    change_wheel(page)
    expect(mark(page, here)).to_be_focused()
    expect(mark(page, here)).to_have_attribute("tabindex", "0")
    expect(page.locator(REACHABLE)).to_have_count(1)
    assert [path for path in sent.paths if path.startswith("/wheel/")] == [WHEEL]


def test_the_open_panel_and_all_scrolling_stay(site: Site, visit: Visit) -> None:
    page = visit(site, WHEEL, reduced_motion="reduce")
    open_panel(page, next_meeting(site))
    title = page.locator("#panel-title").inner_text()
    page.evaluate("() => { scrollTo(0, 90); document.getElementById('beside').scrollTop = 140; }")
    change_wheel(page)
    expect(page.locator("#panel-title")).to_have_text(title)
    expect(page.locator("#panel-title")).to_be_focused()
    expect(mark(page, next_meeting(site))).to_have_attribute("aria-current", "true")
    assert page.evaluate("() => [scrollY, document.getElementById('beside').scrollTop]") == [90, 140]


def test_the_focus_comes_back_from_a_dialog_to_the_new_mark(page: Page, site: Site) -> None:
    """The dialog gives it back to the old one, which is gone by then."""
    mark(page, next_meeting(site)).focus()
    page.evaluate("() => document.getElementById('nearby').showModal()")
    change_wheel(page)
    page.evaluate("() => document.getElementById('nearby').close()")
    change_wheel(page)
    expect(mark(page, next_meeting(site))).to_be_focused()


def test_hidden_rings_stay_hidden(page: Page) -> None:
    page.locator("#ring-budget").uncheck()
    change_wheel(page)
    expect(page.locator('.w-rings [data-ring="budget"]')).to_have_count(0)
    expect(page.locator("#ring-budget")).not_to_be_checked()
    expect(page.locator('.w-rings [data-ring="direktion"]').first).to_be_visible()


def test_nothing_is_done_twice_after_many_swaps(page: Page, site: Site) -> None:
    for way, year in [("next", "2027"), ("prev", "2026"), ("prev", "2025"), ("next", "2026")]:
        page.locator(f'a[rel="{way}"]').click()
        expect(page.locator("#year-title")).to_have_text(year)
    expect(page.locator(REACHABLE)).to_have_count(1)
    sent = Sent(page, site)
    open_panel(page, next_meeting(site))
    assert sent.paths.count(next_meeting(site)) == 1
    page.keyboard.press("Escape")
    expect(mark(page, next_meeting(site))).to_be_focused()
    along = ring_marks(page, "direktion").evaluate_all("(marks) => marks.map((mark) => mark.getAttribute('href'))")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(HREF) == along[along.index(next_meeting(site)) + 1], "one step a key"


def test_the_card_and_the_list_work_after_going_back(page: Page, site: Site) -> None:
    """Going back puts in the whole body anew, the card's own element too."""
    page.locator('a[rel="next"]').click()
    expect(page.locator("#year-title")).to_have_text("2027")
    page.go_back()
    expect(page.locator("#year-title")).to_have_text("2026")
    mark(page, next_meeting(site)).hover()
    expect(page.locator("#tip")).to_be_visible()
    expect(page.locator("#beside li.is-pointed")).to_have_count(1)
    open_panel(page, next_meeting(site))
