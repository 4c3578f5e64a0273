"""The planners' settings in a browser: for everybody, on every screen, by keyboard, and by two planners at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT

BODY = "/settings/bodies/direktionen"
RINGS = "/settings/rings"
YEAR = "/settings/calendar/2027"
PAGES = [
    "/settings/bodies",
    "/settings/bodies/new",
    BODY,
    RINGS,
    f"{RINGS}/new",
    f"{RINGS}/med",
    YEAR,
    "/settings/calendar/2029/copies/new",
]
SAVE = "#save"


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"form:has({SAVE}) [name={name}]").fill(value)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_keeps_anybody_out_or_scrolls_sideways(
    site: Site, visit: Visit, width: int, path: str, advice: set[str]
) -> None:
    page = visit(site, path, width=width, user=SAMPLE_USER)
    expect(page.locator("html")).to_have_attribute("lang", "da")
    assert not violations(page, "html", advice)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(STICKING_OUT) == []


def mistaken_body(page: Page) -> None:
    fill(page, name="  ", default_place="Kantinen")
    page.locator(SAVE).click()
    expect(page.locator("#mistake-name")).to_be_visible()


def mistaken_ring(page: Page) -> None:
    page.locator("#colour").evaluate("(field) => { field.value = '#ffd400'; }")
    page.locator(SAVE).click()
    expect(page.locator("#mistake-colour")).to_be_visible()


def mistaken_days(page: Page) -> None:
    fill(page, name="Klemmedag", first="2027-05-14", last="2027-05-13")
    page.locator(SAVE).click()
    expect(page.locator("#mistake-last")).to_be_visible()


MISTAKES: dict[str, tuple[str, Callable[[Page], None], str]] = {
    "body": (BODY, mistaken_body, "#name"),
    "ring": (f"{RINGS}/med", mistaken_ring, "#colour"),
    "days": (YEAR, mistaken_days, "#last"),
}


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("form", ["body", "days"])
def test_a_mistake_gets_the_focus_and_says_what_is_wrong(site: Site, visit: Visit, form: str, script: bool) -> None:
    path, make, field = MISTAKES[form]
    page = visit(site, path, user=SAMPLE_USER, java_script_enabled=script)
    make(page)
    expect(page.locator(field)).to_be_focused()
    expect(page.locator(field)).to_have_accessible_description(page.locator(".mistake").inner_text())


@pytest.mark.parametrize("form", MISTAKES)
def test_nor_does_a_page_with_a_mistake_keep_anybody_out(
    site: Site, visit: Visit, width: int, form: str, advice: set[str]
) -> None:
    path, make, field = MISTAKES[form]
    page = visit(site, path, width=width, user=SAMPLE_USER)
    make(page)
    expect(page.locator(field)).to_be_focused()
    assert not violations(page, "#settings", advice)
    assert page.evaluate(STICKING_OUT) == []


def test_a_body_is_added_by_keyboard_alone(own_site: Site, visit: Visit, width: int) -> None:
    page = visit(own_site, "/settings/bodies", width=width, user=SAMPLE_USER)
    page.locator("a.primary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#name")).to_be_visible()
    page.locator("#name").focus()
    page.keyboard.type("Ældrerådet")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    tabs_to(page, "notice")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("5")
    tabs_to(page, "shares_with_direktionen")
    page.keyboard.press("Space")
    tabs_to(page, "", SAVE)
    page.keyboard.press("Enter")
    expect(page.locator("#status[role=status]")).to_have_text(own_site.says("The body is added."))
    page.locator("th a", has_text="Ældrerådet").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#kind")).to_have_value("executive_board")
    expect(page.locator("[name=notice][value=working_days]")).to_be_checked()
    expect(page.locator("[name=notice_working_days]")).to_have_value("5")
    expect(page.locator("[name=shares_with_direktionen]")).to_be_checked()


def tabs_to(page: Page, name: str, where: str = "") -> None:
    """Press Tab until the field is reached, as somebody without a mouse does."""
    wanted = where or f"[name={name}]"
    for _ in range(40):
        if page.locator(f"{wanted}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {wanted}")


def test_the_buttons_keep_the_focus_while_a_ring_moves(own_site: Site, visit: Visit, width: int) -> None:
    page = visit(own_site, RINGS, width=width, user=SAMPLE_USER)
    page.locator("#up-budget").focus()
    page.keyboard.press("Enter")
    said = own_site.says("The ring is now number %(place)s from the outside.", place=1)
    expect(page.locator("#status[role=status]")).to_have_text(said)
    expect(page.locator(".ring-list a").first).to_have_text("Budget")
    expect(page.locator("#up-budget")).to_be_focused()
    # htmx makes a form that it has just put in its own a moment later; before that, Enter sends it without htmx.
    expect(page.locator(".htmx-added")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".mistake[role=alert]")).to_have_text(own_site.says("This ring is the outermost already."))
    expect(page.locator("#up-budget")).to_be_focused()


def test_the_second_planner_sees_both_versions_and_saves_over_it(
    own_site: Site, visit: Visit, width: int, advice: set[str]
) -> None:
    first, second = (visit(own_site, BODY, width=width, user=SAMPLE_USER) for _ in range(2))
    fill(second, name="Ledelsen")
    fill(first, name="Koncernledelsen", default_place="Sal 2")
    first.locator(SAVE).click()
    expect(first.locator("#status")).to_have_text(own_site.says("The body is saved."))
    second.locator(SAVE).click()
    conflict = second.locator(".conflict[role=alert]")
    expect(conflict).to_contain_text(own_site.says("Somebody else changed this body while you were looking at it."))
    expect(conflict.locator("td")).to_have_text(["Koncernledelsen", "Ledelsen", "Sal 2", "Mødelokale 250, rådhuset"])
    expect(conflict).to_be_focused()
    expect(conflict).to_be_in_viewport()
    assert not violations(second, "#settings", advice)
    assert second.evaluate(STICKING_OUT) == []
    second.keyboard.press("Tab")
    second.keyboard.press("Enter")
    expect(second.locator("#status")).to_have_text(own_site.says("The body is saved."))
    expect(second.locator("th a", has_text="Ledelsen")).to_be_visible()


def test_last_years_days_are_looked_over_and_added(own_site: Site, visit: Visit, width: int) -> None:
    page = visit(own_site, "/settings/calendar/2029", width=width, user=SAMPLE_USER)
    page.locator(".toolbar a", has_text="2028 …").click()
    page.locator("[name=add-1]").uncheck()
    page.locator("[name=first-0]").fill("2029-02-17")
    page.locator("[name=last-0]").fill("2029-02-25")
    page.locator(SAVE).click()
    expect(page.locator("#status")).to_contain_text(
        own_site.says("Years that are planned already follow when they are planned again.")
    )
    expect(page.locator("tr", has_text="Vinterferie")).to_contain_text("17. februar 2029")
    expect(page.locator("tr", has_text="Påskeferie")).to_have_count(0)


@pytest.mark.parametrize("path", ["/settings/bodies", RINGS, YEAR])
def test_whoever_may_not_plan_is_told_so(site: Site, visit: Visit, path: str) -> None:
    page = visit(site, path, user="laeser")
    expect(page.locator("main")).to_contain_text(site.says("Sign in as a planner to change this."))
