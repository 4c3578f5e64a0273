"""Saved views in a browser: the menu on the wheel and the page of views, for everybody and on every screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sites import READER, SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT

WHEEL = "/wheel/2026?rings=politisk&chosen=1"
MENU, SAVE = "#views-menu", "#save-view"
LINKS = f"{MENU} li a"


def opened(page: Page) -> Page:
    page.locator(f"{MENU} > summary").click()
    expect(page.locator(f"{MENU} .views-box")).to_be_visible()
    return page


def saved(page: Page, name: str) -> None:
    page.locator("#view-name").fill(name)
    page.locator(SAVE).click()
    expect(page.locator(LINKS).filter(has_text=name)).to_be_visible()


def menu_with_a_mistake(page: Page) -> str:
    opened(page)
    page.locator(SAVE).click()
    expect(page.locator("#mistake-name")).to_be_visible()
    return MENU


def menu_with_views(page: Page) -> str:
    opened(page)
    page.locator("#view-name").fill("Politisk år med et langt navn, som ikke kan stå på en telefons smalle linje")
    page.locator(SAVE).click()
    expect(page.locator(LINKS)).to_have_count(1)
    return MENU


def list_of_views(page: Page) -> str:
    menu_with_views(page)
    page.locator(".views-keep a").click()
    page.locator(".view-change summary").click()
    expect(page.locator(".view-change .primary")).to_be_visible()
    return "html"


def conflict(page: Page) -> str:
    list_of_views(page)
    page.locator(".view-change form [name=seen]").evaluate_all("(all) => all.forEach((one) => { one.value = '0'; })")
    page.locator(".view-change [name=name]").fill("Et andet")
    page.locator(".view-change .primary").click()
    expect(page.locator(".conflict")).to_be_visible()
    return "html"


@pytest.mark.parametrize("state", [menu_with_a_mistake, menu_with_views, list_of_views, conflict])
def test_no_state_keeps_anybody_out_or_scrolls_sideways(
    own_site: Site, visit: Visit, width: int, state: Callable[[Page], str], advice: set[str]
) -> None:
    page = visit(own_site, WHEEL, width=width, user=SAMPLE_USER)
    piece = state(page)
    assert not violations(page, piece, advice)
    assert page.evaluate(SIDEWAYS) <= 0
    # The list beside the wheel scrolls in a box of its own.
    assert [found for found in page.evaluate(STICKING_OUT) if "views-" in found or "view-" in found] == []


def test_a_view_is_saved_without_leaving_the_wheel_and_opened_from_the_menu(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, f"{WHEEL}&view=list", user=READER)
    saved(opened(page), "Politisk liste")
    assert page.url == own_site.url(f"{WHEEL}&view=list")
    expect(page.locator("#status")).to_have_text(own_site.says("The view is saved."))
    expect(page.locator(SAVE)).to_be_focused()
    expect(page.locator(f"{LINKS}[aria-current]")).to_have_text("Politisk liste")
    page.goto(own_site.url("/wheel/2027"))
    opened(page).locator(LINKS).click()
    page.wait_for_url(own_site.url("/wheel/2026?chosen=1&rings=politisk&view=list"))


def test_a_view_is_saved_renamed_and_deleted_by_keyboard(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, WHEEL, user=READER)
    page.locator(f"{MENU} > summary").press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#view-name")).to_be_focused()
    page.keyboard.type("Politik")
    page.keyboard.press("Enter")
    expect(page.locator(LINKS)).to_have_text(["Politik"])
    page.locator(".views-keep a").press("Enter")
    page.locator(".view-change summary").press("Enter")
    page.locator(".view-change [name=name]").fill("Det politiske år")
    page.keyboard.press("Enter")
    expect(page.locator(".view-list .title a")).to_have_text(["Det politiske år"])
    expect(page.locator("h1")).to_be_focused()
    page.locator(".view-change summary").press("Enter")
    page.locator(".view-change .danger").press("Enter")
    expect(page.locator(".view-list")).to_have_count(0)
    expect(page.locator("#status")).to_have_text(own_site.says("The view is deleted."))
    expect(page.locator("h1")).to_be_focused()


@pytest.mark.parametrize("script", [True, False])
def test_a_mistake_gets_the_focus(own_site: Site, visit: Visit, script: bool) -> None:
    page = visit(own_site, WHEEL, user=SAMPLE_USER, java_script_enabled=script)
    opened(page).locator("[name=shared]").check()
    page.locator(SAVE).click()
    expect(page.locator("#mistake-name")).to_have_text(own_site.says("Write what the view is called."))
    expect(page.locator("#view-name")).to_be_focused()
    expect(page.locator("[name=shared]")).to_be_checked()
    assert page.locator("form:has(#save-view) [name=query]").input_value() == "chosen=1&rings=politisk"


def test_everything_works_without_javascript(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, WHEEL, user=SAMPLE_USER, java_script_enabled=False)
    page.locator(f"{MENU} > summary").click()
    page.locator("#view-name").fill("Politik")
    page.locator(SAVE).click()
    expect(page.locator("#status")).to_have_text(own_site.says("The view is saved."))
    page.goto(own_site.url("/views"))
    page.locator(".view-change summary").click()
    page.locator(".view-change [name=name]").fill("Politisk")
    page.locator(".view-change .primary").click()
    expect(page.locator(".view-list .title a")).to_have_text(["Politisk"])
    page.locator(".view-change summary").click()
    page.locator(".view-change .danger").click()
    expect(page.locator("#status")).to_have_text(own_site.says("The view is deleted."))
    expect(page.locator(".view-list")).to_have_count(0)


def test_what_a_planner_shares_a_visitor_opens(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, WHEEL, user=SAMPLE_USER)
    opened(page).locator("[name=shared]").check()
    saved(page, "Det politiske år")
    visitor = visit(own_site, "/wheel/2027-01")
    opened(visitor).locator(LINKS).click()
    visitor.wait_for_url(own_site.url("/wheel/2026?chosen=1&rings=politisk"))
    expect(visitor.locator(f"{MENU} form")).to_have_count(0)
