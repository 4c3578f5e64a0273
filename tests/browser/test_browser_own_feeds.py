"""One's own calendars in a browser: made, told once, renamed, given a new address and closed, on every screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sites import READER, SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT

CALENDARS = "/me/calendars"
VIEW = f"{CALENDARS}?bodies=direktionen&kinds=meeting&mine=1"
ADDRESS = "#own-address"
LONG = "Den lange kalender på min gamle telefon og på tavlen i gangen"[:60]


def make(page: Page, name: str = "min telefon") -> str:
    """Make one as the form stands; its secret address."""
    page.locator("#name").fill(name)
    page.locator("#make").click()
    expect(page.locator(ADDRESS)).to_be_visible()
    return page.locator(ADDRESS).input_value()


def listed(page: Page, name: str = "min telefon") -> None:
    make(page, name)
    page.locator("#own-feeds .actions a").click()
    expect(page.locator("#new-own-feed")).to_be_visible()


def unfolded(page: Page) -> None:
    page.locator(".own-change summary").click()
    expect(page.locator(".own-change .danger")).to_be_visible()


def empty(page: Page) -> str:
    expect(page.locator("#new-own-feed")).to_be_visible()
    return "html"


def with_a_mistake(page: Page) -> str:
    page.locator("#make").click()
    expect(page.locator("#mistake-name")).to_be_visible()
    expect(page.locator("#name")).to_be_focused()
    return "html"


def told_once(page: Page) -> str:
    make(page, LONG)
    page.locator(".on-a-phone summary").click()
    return "html"


def list_with_changes(page: Page) -> str:
    listed(page, LONG)
    unfolded(page)
    return "html"


def conflict(page: Page) -> str:
    listed(page)
    unfolded(page)
    page.locator(".own-change [name=seen]").evaluate("(one) => { one.value = 'et andet'; }")
    page.locator(".own-change [id^=save-]").click()
    expect(page.locator(".conflict")).to_be_visible()
    return "html"


@pytest.mark.parametrize("state", [empty, with_a_mistake, told_once, list_with_changes, conflict])
def test_no_state_keeps_anybody_out_or_scrolls_sideways(
    own_site: Site, visit: Visit, width: int, state: Callable[[Page], str], advice: set[str]
) -> None:
    page = visit(own_site, VIEW, width=width, user=SAMPLE_USER)
    piece = state(page)
    assert not violations(page, piece, advice)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(STICKING_OUT) == []


def test_a_calendar_is_made_by_keyboard_alone_and_its_address_stands_on_no_page_again(
    own_site: Site, visit: Visit
) -> None:
    page = visit(own_site, CALENDARS, user=SAMPLE_USER)
    page.locator("#name").focus()
    page.keyboard.type("min telefon")
    page.keyboard.press("Tab")
    expect(page.locator("[name=what][value=mine]")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#what-body")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#body")).to_be_focused()
    page.locator("#body").select_option("direktionen")
    page.locator("#make").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#own-feeds h1")).to_be_focused()
    address = page.locator(ADDRESS).input_value()
    assert page.request.get(address).text().startswith("BEGIN:VCALENDAR")
    page.reload()
    expect(page.locator(".own-list h3")).to_have_text("min telefon")
    expect(page.locator(".own-list")).to_contain_text("Direktionen")
    assert address.split("/")[-2] not in page.content()


def test_only_the_list_of_what_is_chosen_is_shown(site: Site, visit: Visit) -> None:
    page = visit(site, CALENDARS, user=SAMPLE_USER)
    expect(page.locator("#body")).to_be_hidden()
    page.locator("#what-ring").check()
    expect(page.locator("#ring")).to_be_visible()
    expect(page.locator("#body")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without"])
def test_it_is_renamed_and_gets_a_new_address_and_is_closed(own_site: Site, visit: Visit, scripts: bool) -> None:
    page = visit(own_site, CALENDARS, user=READER, java_script_enabled=scripts)
    page.locator("[name=what][value=everything]").check()
    old = make(page)
    page.locator("#own-feeds .actions a").click()
    unfolded(page)
    page.locator(".own-change [name=name]").fill("min tablet")
    page.locator(".own-change [id^=save-]").click()
    expect(page.locator(".own-list h3")).to_have_text("min tablet")
    expect(page.locator("#status")).to_have_text(own_site.says("The calendar has its new name."))
    unfolded(page)
    page.locator("[id^=renew-]").and_(page.locator("button")).click()
    new = page.locator(ADDRESS).input_value()
    assert new != old
    page.locator("#own-feeds .actions a").click()
    unfolded(page)
    page.locator(".own-change .danger").click()
    expect(page.locator("#status")).to_have_text(own_site.says("The calendar is closed."))
    expect(page.locator("#closing-title")).to_be_visible()
    for address in (old, new):
        assert page.request.get(address).text().count("BEGIN:VEVENT") == 1
