"""The second factor and one's own browsers, by keyboard, on a phone, without JavaScript, and as axe sees them."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sites import NOW, READER, Site, Visit

OWN_PAGE, QUESTION, SESSIONS = "/me/second-factor", "/sign-in/second-factor", "/me/sessions"
PASSWORD = "ord-at-logge-ind-med"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}


def show_password(page: Page) -> None:
    page.locator("#user_name").fill(READER)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")


def code(key: str, steps: int) -> str:
    """What the authenticator shows that many steps of half a minute from the site's standing clock."""
    return pyotp.TOTP(key).at(NOW + timedelta(seconds=30 * steps))


def key_on(page: Page) -> str:
    return page.locator(".groups").inner_text().replace(" ", "").strip()


def turn_on(page: Page) -> tuple[str, list[str]]:
    """The authenticator's key, and the recovery codes."""
    key = key_on(page)
    page.locator("#code").fill(code(key, -1))
    page.locator("#proof-on").fill(PASSWORD)
    page.locator("#proof-on").press("Enter")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    return key, page.locator(".recovery-codes code").all_inner_texts()


def assert_well_made(page: Page) -> None:
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "no sideways scroll"


def test_turning_it_on_and_signing_in_with_it(own_site: Site, visit: Visit, width: int) -> None:
    page = visit(own_site, f"/sign-in?next={OWN_PAGE}", width=width)
    show_password(page)
    expect(page.locator(".picture")).to_be_visible()
    assert_well_made(page)
    key = key_on(page)
    page.locator("#code").fill("000000")
    page.locator("#turn-on").click()
    expect(page.locator("#code")).to_have_attribute("aria-invalid", "true")
    assert key_on(page) == key
    assert_well_made(page)
    turn_on(page)
    expect(page.locator("h1")).to_be_focused()
    assert_well_made(page)
    page.locator("main .primary").click()
    expect(page.locator("#turn-off")).to_be_visible()
    assert_well_made(page)
    other = visit(own_site, f"/sign-in?next={SESSIONS}", width=width)
    show_password(other)
    expect(other).to_have_url(re.compile(re.escape(QUESTION)))
    assert_well_made(other)
    other.locator("#code").fill(code(key, 0))
    other.locator("#code").press("Enter")
    expect(other).to_have_url(own_site.url(SESSIONS))
    expect(other.locator(".sessions li")).to_have_count(2)
    assert_well_made(other)


def test_a_recovery_code_opens_where_the_phone_is_lost(own_site: Site, visit: Visit, width: int) -> None:
    page = visit(own_site, f"/sign-in?next={OWN_PAGE}", width=width)
    show_password(page)
    _, codes = turn_on(page)
    other = visit(own_site, f"/sign-in?next={OWN_PAGE}", width=width)
    show_password(other)
    expect(other.locator("#recovery_code")).to_be_hidden()
    other.locator("summary").press("Enter")
    other.locator("#recovery_code").fill("forkert")
    other.locator("#recovery_code").press("Enter")
    expect(other.locator("#mistake-recovery_code")).to_be_visible()
    assert_well_made(other)
    other.locator("#recovery_code").fill(codes[3].upper())
    other.locator("#recovery_code").press("Enter")
    expect(other.locator("#turn-off")).to_be_visible()
    other.locator("#proof-off").fill(PASSWORD)
    other.locator("#turn-off").click()
    expect(other.locator("#status")).to_have_text(own_site.says("The second factor is off."))


@pytest.mark.parametrize("script", [True, False], ids=["script", "without-script"])
def test_a_browser_that_is_signed_out_from_another_is_asked_to_sign_in(
    own_site: Site, visit: Visit, script: bool
) -> None:
    pages = [visit(own_site, f"/sign-in?next={SESSIONS}", java_script_enabled=script) for _ in range(3)]
    for page in pages:
        show_password(page)
        expect(page.locator("#sessions")).to_be_visible()
    pages[0].reload()
    expect(pages[0].locator(".sessions li")).to_have_count(3)
    pages[0].locator(".sessions li button").first.click()
    expect(pages[0].locator("#status")).to_have_text(own_site.says("The browser is signed out."))
    expect(pages[0].locator(".sessions li")).to_have_count(2)
    pages[0].locator("#end-others").click()
    expect(pages[0].locator(".sessions li")).to_have_count(1)
    for page in pages[1:]:
        page.reload()
        expect(page).to_have_url(re.compile("/sign-in"))


def test_without_script_it_is_turned_on_all_the_same(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, f"/sign-in?next={OWN_PAGE}", java_script_enabled=False)
    show_password(page)
    turn_on(page)
    page.locator("main .primary").click()
    expect(page.locator("#turn-off")).to_be_visible()
