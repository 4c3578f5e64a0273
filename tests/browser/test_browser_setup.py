"""The first page of a new service: on a desk and on a phone, by keyboard, without script, and for axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sites import Site, Visit
from test_browser_accessibility import violations

PASSWORD = "et langt kodeord"
WRITTEN = {
    "organisation": "Fjordby Kommune",
    "display_name": "Stabschefen",
    "user_name": "stab",
    "password": PASSWORD,
    "password_again": PASSWORD,
}
BROKEN = {"name": "plan.json", "mimeType": "application/json", "buffer": b'{"format": "calendar"}'}


def write(page: Page, **otherwise: str) -> None:
    for name, value in (WRITTEN | otherwise).items():
        page.locator(f"#{name}").fill(value)


def sign_in(page: Page) -> None:
    page.locator("#user_name").fill("stab")
    page.locator("#password").fill(PASSWORD)
    page.locator("main .primary").click()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_a_new_service_is_set_up_by_its_first_visitor(
    new_site: Site, visit: Visit, width: int, has_script: bool
) -> None:
    page = visit(new_site, "/", width=width, java_script_enabled=has_script)
    page.locator("p.empty a").click()
    expect(page).to_have_url(new_site.url("/setup"))
    write(page, password_again="et andet kodeord")
    page.locator("main .primary").click()
    again = page.locator("#password_again")
    expect(again).to_have_accessible_description(new_site.says("The two passwords are not the same."))
    expect(again).to_be_focused()
    expect(page.locator("#organisation")).to_have_value("Fjordby Kommune")
    page.locator("#password").fill(PASSWORD)
    again.fill(PASSWORD)
    page.locator("main .primary").click()
    expect(page.locator("#status")).to_have_text(new_site.says("The first administrator is made. Sign in to go on."))
    sign_in(page)
    expect(page.locator(".who")).to_contain_text("Stabschefen")
    expect(page.locator("#next-steps a").first).to_be_visible()


def test_it_fits_a_phone_in_every_state(new_site: Site, visit: Visit, width: int, advice: set[str]) -> None:
    page = visit(new_site, "/setup", width=width)
    assert fits(page)
    assert not violations(page, "html", advice)
    page.locator("#start-document").check()
    assert fits(page)
    write(page)
    page.locator("#document").set_input_files([BROKEN])  # type: ignore[list-item]
    page.locator("main .primary").click()
    expect(page.locator("#mistake-document")).to_be_visible()
    expect(page.locator("p.said")).to_contain_text("This is not a plan document")
    assert fits(page)
    assert not violations(page, "html", advice)


def test_the_file_is_asked_for_only_where_one_is_wanted(new_site: Site, visit: Visit) -> None:
    page = visit(new_site, "/setup", java_script_enabled=False)
    expect(page.locator("#document")).to_be_hidden()
    page.locator("label[for=start-document]").click()
    expect(page.locator("#document")).to_be_visible()
    page.locator("label[for=start-sample]").click()
    expect(page.locator("#document")).to_be_hidden()


def test_it_can_be_filled_in_and_sent_by_keyboard_alone(new_site: Site, visit: Visit) -> None:
    page = visit(new_site, "/setup")
    page.locator("#organisation").focus()
    keys = page.keyboard
    keys.type("Fjordby Kommune")
    for typed in ("", "", "Stabschefen", "stab", "", "", PASSWORD, PASSWORD):
        keys.press("Tab")
        keys.type(typed)
    keys.press("Tab")
    expect(page.locator("#start-empty")).to_be_focused()
    keys.press("ArrowDown")
    expect(page.locator("#start-sample")).to_be_checked()
    keys.press("Tab")
    expect(page.locator("main .primary")).to_be_focused()
    keys.press("Enter")
    expect(page).to_have_url(new_site.url("/sign-in"))
    sign_in(page)
    expect(page.locator("a.w-mark").first).to_be_attached()


def test_the_organisations_own_page_fits_and_keeps_nobody_out(
    new_site: Site, visit: Visit, width: int, advice: set[str]
) -> None:
    page = visit(new_site, "/setup", width=width)
    write(page)
    page.locator("main .primary").click()
    sign_in(page)
    page.goto(new_site.url("/administration/organisation"))
    expect(page.locator("#next-steps")).to_be_visible()
    assert fits(page)
    assert not violations(page, "html", advice)
    page.locator("#organisation").fill("")
    page.locator("#save").click()
    expect(page.locator("#organisation")).to_be_focused()
    expect(page.locator("#mistake-organisation")).to_be_visible()
    page.locator("#organisation").fill("Strandby Kommune")
    page.locator("[name=seen]").evaluate("(field) => { field.value = '0'; }")
    page.locator("#save").click()
    expect(page.locator(".conflict")).to_be_focused()
    assert fits(page)
    assert not violations(page, "html", advice)
    page.locator("#save").click()
    expect(page.locator("#status")).to_have_text(new_site.says("The organisation is saved."))
    expect(page.locator("#organisation")).to_have_value("Strandby Kommune")
