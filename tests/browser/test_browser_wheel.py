"""The wheel in use: by mouse, by keyboard, and without JavaScript."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from sites import Site, Visit
from wheels import HREF, MARKS, REACHABLE, RING, ROWS, START, WHEEL, addresses, mark, next_meeting, ring_marks

STARTS = "(marks) => marks.map((mark) => mark.dataset.start)"


@pytest.fixture
def wheel(site: Site, visit: Visit, width: int) -> Page:
    return visit(site, WHEEL, width=width)


def test_a_click_on_a_mark_opens_its_panel_and_stays_on_the_page(wheel: Page, site: Site) -> None:
    mark(wheel, next_meeting(site)).click()
    expect(wheel.locator("#panel #panel-title")).to_be_focused()
    expect(wheel.locator("#panel #panel-title")).to_be_in_viewport()
    expect(mark(wheel, next_meeting(site))).to_have_attribute("aria-current", "true")
    expect(wheel).to_have_url(site.url(WHEEL))


def test_enter_opens_it_as_well(wheel: Page, site: Site) -> None:
    mark(wheel, next_meeting(site)).focus()
    wheel.keyboard.press("Enter")
    expect(wheel.locator("#panel #panel-title")).to_be_focused()
    expect(wheel).to_have_url(site.url(WHEEL))


@pytest.mark.parametrize("key", ["Control", "Shift", "Meta", "Alt"])
def test_a_click_with_a_key_held_is_left_to_the_browser(site: Site, visit: Visit, key: str) -> None:
    page = visit(site, WHEEL)
    page.evaluate("""() => window.addEventListener("click", (event) => {
      window.isTaken = event.defaultPrevented;
      event.preventDefault();
    })""")
    mark(page, next_meeting(site)).click(modifiers=[key])
    assert page.evaluate("() => window.isTaken") is False
    expect(page.locator("#panel #panel-title")).to_have_count(0)


def test_tab_reaches_the_wheel_once_and_leaves_it(wheel: Page) -> None:
    expect(wheel.locator(REACHABLE)).to_have_count(1)
    wheel.locator(REACHABLE).focus()
    assert wheel.evaluate(START) == "2026-11-23", "it is entered at what comes next"
    wheel.keyboard.press("Tab")
    assert wheel.evaluate(START) == ""
    wheel.keyboard.press("Shift+Tab")
    assert wheel.evaluate(START) == "2026-11-23"
    wheel.keyboard.press("Shift+Tab")
    assert wheel.evaluate(START) == ""


def test_the_arrow_keys_walk_along_time_and_across_rings(site: Site, visit: Visit) -> None:
    page = visit(site, WHEEL)
    mark(page, next_meeting(site)).focus()
    along = sorted(ring_marks(page, "direktion").evaluate_all(STARTS))
    here = along.index(page.evaluate(START))
    for key, expected in [
        ("ArrowRight", along[here + 1]),
        ("ArrowLeft", along[here]),
        ("ArrowLeft", along[here - 1]),
        ("Home", along[0]),
        ("ArrowLeft", along[-1]),
        ("ArrowRight", along[0]),
        ("End", along[-1]),
    ]:
        page.keyboard.press(key)
        assert page.evaluate(START) == expected, key
        assert page.evaluate(RING) == "direktion", key
    page.keyboard.press("Home")
    for key, is_on in [("PageDown", True), ("PageDown", True), ("PageUp", False), ("PageUp", False), ("PageUp", None)]:
        before = page.evaluate(START)
        page.keyboard.press(key)
        weeks = abs((date.fromisoformat(page.evaluate(START)) - date.fromisoformat(before)).days) / 7
        assert (page.evaluate(START) > before, 3 <= weeks <= 6) == (is_on, True) if is_on is not None else weeks == 0
    mark(page, next_meeting(site)).focus()
    for key, ring in [("ArrowDown", "med"), ("ArrowUp", "direktion"), ("ArrowUp", "budget"), ("ArrowUp", "politisk")]:
        page.keyboard.press(key)
        assert page.evaluate(RING) == ring, key
    page.keyboard.press("ArrowUp")
    assert page.evaluate(RING) == "politisk", "there is no ring outside the outermost"
    expect(page.locator(REACHABLE)).to_be_focused()


def test_every_mark_can_be_walked_to(site: Site, visit: Visit) -> None:
    """Also where two marks of a ring share a day, or stand on their day's two sides."""
    page = visit(site, WHEEL)
    count = page.locator(f'{MARKS}[data-ring="politisk"]').count()
    page.locator(f'{MARKS}[data-ring="politisk"]').first.focus()
    seen = set()
    for _ in range(count):
        seen.add(page.evaluate(HREF))
        page.keyboard.press("ArrowRight")
    assert len(seen) == count


def test_the_years_are_turned_in_place_and_back_works(wheel: Page, site: Site) -> None:
    wheel.locator('a[rel="next"]').click()
    expect(wheel).to_have_url(site.url("/wheel/2027"))
    expect(wheel.locator("#year-title")).to_have_text("2027")
    expect(wheel).to_have_title(re.compile("2027"))
    expect(wheel.locator('a[rel="next"]')).to_be_focused()
    wheel.locator('a[rel="prev"]').click()
    expect(wheel.locator("#year-title")).to_have_text("2026")
    wheel.locator('a[rel="prev"]').click()
    expect(wheel).to_have_url(site.url("/wheel/2025"))
    for year in ("2026", "2027", "2026"):
        wheel.go_back()
        expect(wheel.locator("#year-title")).to_have_text(year)
        expect(wheel).to_have_url(site.url(f"/wheel/{year}"))
    expect(wheel.locator("#year")).to_have_count(1)
    expect(wheel.locator(REACHABLE)).to_have_count(1)
    mark(wheel, next_meeting(site)).click()
    expect(wheel.locator("#panel-title")).to_be_focused()


def test_back_from_another_page_shows_the_whole_page(site: Site, visit: Visit) -> None:
    """The same address answered htmx with a fragment: the browser must not show that one."""
    page = visit(site, WHEEL)
    page.locator('a[rel="next"]').click()
    expect(page.locator("#year-title")).to_have_text("2027")
    page.locator(".top nav a").nth(1).click()
    expect(page).to_have_url(site.url("/bodies"))
    page.go_back()
    expect(page.locator("#year-title")).to_have_text("2027")
    expect(page.locator(".top")).to_be_visible()


def test_the_list_says_what_the_wheel_shows(wheel: Page, site: Site) -> None:
    on_wheel = addresses(wheel.locator(f"{MARKS}.w-mark"))
    assert wheel.locator(".w-cluster").count() == 0
    assert on_wheel == addresses(wheel.locator(f"{ROWS} a"))
    wheel.locator(".views a").nth(1).click()
    expect(wheel.locator(".w-wheel")).to_have_count(0)
    expect(wheel).to_have_url(site.url(f"{WHEEL}?view=list"))
    assert on_wheel == addresses(wheel.locator(".list a"))


def test_the_list_opens_the_panel_too(site: Site, visit: Visit, width: int) -> None:
    page = visit(site, f"{WHEEL}?view=list", width=width)
    page.locator(".list a").last.click()
    expect(page.locator("#panel #panel-title")).to_be_focused()
    expect(page.locator("#panel #panel-title")).to_be_in_viewport()


def test_without_javascript_a_mark_leads_to_its_own_page(site: Site, visit: Visit, width: int) -> None:
    page = visit(site, WHEEL, width=width, java_script_enabled=False)
    mark(page, next_meeting(site)).click()
    expect(page).to_have_url(re.compile("/occurrences/"))
    expect(page.locator("#panel-title")).to_be_visible()
    page.locator(".narrow-page > p a").click()
    expect(page).to_have_url(site.url(WHEEL))


def test_without_javascript_rings_are_chosen_with_a_button(site: Site, visit: Visit, width: int) -> None:
    page = visit(site, WHEEL, width=width, java_script_enabled=False)
    page.locator("#ring-budget").uncheck()
    page.locator(".rings noscript button").click()
    expect(page).to_have_url(re.compile(r"rings=politisk&rings=direktion"))
    expect(page.locator('.w-ground[data-ring="budget"]')).to_have_count(0)
    expect(page.locator('.w-ground[data-ring="direktion"]')).to_have_count(1)
    page.locator('a[rel="next"]').click()
    expect(page.locator('.w-ground[data-ring="budget"]')).to_have_count(0)
