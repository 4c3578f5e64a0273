"""A password is chosen by a link, changed and forgotten: by keyboard, on a phone, and with nobody kept out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sites import READER, Site, Visit
from test_browser_accessibility import violations

from wheel.core.access import OPERATOR
from wheel.core.sign_in import LinkPurpose
from wheel.store.accounts import find_account
from wheel.usecases.invite import make_link

OLD, NEW = "ord-at-logge-ind-med", "fire ord som ingen gætter"


def link(site: Site) -> str:
    services = site.app.extensions["aarshjul"]
    with services.database.writing() as session:
        account = find_account(session, READER)
        assert account is not None
        return f"/passwords/{make_link(session, OPERATOR, services.moment(), account.id, LinkPurpose.RESET)}"


def mistaken(page: Page) -> Page:
    page.locator("#password").fill("adgangskode1")
    page.locator("#password_again").fill("adgangskode1")
    page.locator("main .primary").click()
    expect(page.locator("#mistake-password")).to_be_visible()
    return page


STATES: dict[str, Callable[[Site, Visit, int], Page]] = {
    "link": lambda site, visit, width: visit(site, link(site), width=width),
    "link with a mistake": lambda site, visit, width: mistaken(visit(site, link(site), width=width)),
    "own password": lambda site, visit, width: visit(site, "/me/password", width=width, user=READER),
    "forgotten, without mail": lambda site, visit, width: visit(site, "/passwords/forgotten", width=width),
}


@pytest.mark.parametrize("state", STATES)
def test_no_page_keeps_anybody_out_or_is_wider_than_the_screen(
    own_site: Site, visit: Visit, width: int, state: str, advice: set[str]
) -> None:
    page = STATES[state](own_site, visit, width)
    assert not violations(page, "html", advice)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_link_leads_to_a_password_that_signs_in_by_keyboard_alone(own_site: Site, visit: Visit, script: bool) -> None:
    page = visit(own_site, link(own_site), width=390, java_script_enabled=script)
    page.locator("#password").focus()
    page.keyboard.type(NEW)
    page.keyboard.press("Tab")
    page.keyboard.type(NEW)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in")
    page.locator("#user_name").fill(READER)
    page.locator("#password").fill(NEW)
    page.keyboard.press("Enter")
    expect(page.locator(".who .name")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_ones_own_password_is_changed_and_the_other_browser_is_out(own_site: Site, visit: Visit, script: bool) -> None:
    other = visit(own_site, "/me/password", user=READER)
    page = visit(own_site, "/me/password", user=READER, java_script_enabled=script)
    page.locator("#current_password").fill(OLD)
    page.locator("#password").fill(NEW)
    page.locator("#password_again").fill(NEW)
    page.keyboard.press("Enter")
    page.wait_for_url("**/me")
    expect(page.locator("#status")).to_have_text(
        own_site.says("Your password is changed. Other browsers that were signed in as you no longer are.")
    )
    other.reload()
    expect(other).to_have_url(own_site.url("/sign-in?next=/me/password?"))
