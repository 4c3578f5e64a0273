"""Taking a feed's address along, and choosing what it shows."""

from __future__ import annotations

from urllib.request import urlopen

import pytest
from agendas import AGENDA
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT, UNFOLD

BODY = "/bodies/direktionen/feed"
COPIED = "() => navigator.clipboard.readText()"


def test_the_address_is_copied_and_leads_to_the_calendar(site: Site, visit: Visit, width: int) -> None:
    page = visit(site, "/feeds", width=width, permissions=["clipboard-read", "clipboard-write"])
    page.locator("[data-copy]").first.click()
    expect(page.locator("#status[role=status]")).to_have_text(site.says("The address is copied."))
    address = page.evaluate(COPIED)
    assert address == page.locator("input.address").first.input_value()
    assert address.startswith(site.url("/feeds/"))
    assert urlopen(address).read().startswith(b"BEGIN:VCALENDAR")  # noqa: S310  our own server
    expect_webcal(page, address)


def test_a_body_has_an_address_of_its_own(site: Site, visit: Visit, width: int) -> None:
    page = visit(site, AGENDA, width=width)
    page.locator(".agenda-head a").last.click()
    address = page.locator("input.address").first.input_value()
    assert address.endswith("/direktionen.ics")
    expect_webcal(page, address)


def test_a_view_gets_an_address_of_its_own(site: Site, visit: Visit, width: int) -> None:
    page = visit(site, f"/feeds/views?rings=budget&q=regnskab {width}", width=width)
    page.locator("#view form button").click()
    expect(page.locator("#status[role=status]")).to_have_text(
        site.says("The view has an address that calendars can subscribe to.")
    )
    address = page.locator("input.address").input_value()
    assert urlopen(address).read().startswith(b"BEGIN:VCALENDAR")  # noqa: S310  our own server
    expect_webcal(page, address)
    page.locator(".on-a-phone summary").click()
    expect(page.locator(".address-picture")).to_be_visible()


def test_without_javascript_a_view_gets_an_address_all_the_same(site: Site, visit: Visit) -> None:
    page = visit(site, "/feeds/views?rings=budget&q=uden", java_script_enabled=False)
    page.locator("#view form button").click()
    expect(page.locator("input.address")).to_be_visible()


def test_without_javascript_there_is_nothing_that_copies(site: Site, visit: Visit) -> None:
    page = visit(site, "/feeds", java_script_enabled=False)
    expect(page.locator("input.address").first).to_be_visible()
    expect(page.locator("[data-copy]").first).to_be_hidden()


def test_a_choice_changes_the_address_at_once_and_the_pages_own(site: Site, visit: Visit, width: int) -> None:
    page = visit(site, BODY, width=width)
    page.locator(".feed-options summary").click()
    page.locator("#option-agenda").select_option("no")
    expect(page.locator("#status[role=status]")).to_have_text(
        site.says("The address now goes with what you have chosen.")
    )
    expect(page.locator("#option-agenda")).to_be_visible()
    expect(page).to_have_url(site.url(f"{BODY}?agenda=no"))
    address = page.locator("#address").input_value()
    assert address == site.url("/feeds/direktionen.ics?agenda=no")
    assert urlopen(address).read().startswith(b"BEGIN:VCALENDAR")  # noqa: S310  our own server
    expect_webcal(page, address)
    page.reload()
    expect(page.locator("#address")).to_have_value(address)
    expect(page.locator("#option-agenda")).to_have_value("no")


def test_everything_is_reached_by_keyboard_and_a_choice_keeps_the_focus(site: Site, visit: Visit) -> None:
    page = visit(site, BODY)
    page.locator(".feed-options summary").focus()
    page.keyboard.press("Enter")
    reached = []
    for _ in range(9):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
        if reached[-1] == "option-deadlines":
            page.keyboard.press("ArrowDown")
            expect(page.locator("#address")).to_have_value(site.url("/feeds/direktionen.ics?deadlines=timed"))
            expect(page.locator("#option-deadlines")).to_be_focused()
    choices = [f"option-{name}" for name in ("agenda", "deadlines", "imprecise", "language")]
    buttons = [site.says(words) for words in ("Copy", "On a phone", "For an intranet or another web page")]
    assert reached == [*choices, site.says("Open in my calendar"), "address", *buttons]


def test_without_javascript_a_button_shows_the_address_of_what_is_chosen(site: Site, visit: Visit) -> None:
    page = visit(site, BODY, java_script_enabled=False)
    page.locator(".feed-options summary").click()
    page.locator("#option-language").select_option("en")
    page.get_by_role("button", name=site.says("Show the address")).click()
    expect(page.locator("#address")).to_have_value(site.url("/feeds/direktionen.ics?language=en"))
    expect(page.locator("#option-language")).to_have_value("en")


def test_on_a_phone_its_own_steps_are_unfolded(site: Site, visit: Visit) -> None:
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
    page = visit(site, "/feeds", width=390, user_agent=phone)
    expect(page.locator(".clients details[open]")).to_have_id("program-iphone")
    expect(page.locator("#program-iphone ol")).to_be_visible()


@pytest.mark.parametrize("user", ["", SAMPLE_USER], ids=["visitor", "signed in"])
@pytest.mark.parametrize("of", ["everything", "body", "deadlines", "ring", "item"])
def test_with_everything_unfolded_no_page_keeps_anybody_out(
    site: Site, visit: Visit, width: int, advice: set[str], of: str, user: str
) -> None:
    paths = {"everything": "/feeds", "body": BODY, "deadlines": "/feeds/deadlines", "ring": "/feeds/rings/politisk"}
    item = f"/items/{site.with_items()[0].stops[0].item_id}/feed"
    page = visit(site, paths.get(of, item), width=width, user=user)
    page.evaluate(UNFOLD)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(STICKING_OUT) == []
    assert not violations(page, "html", advice)


def expect_webcal(page: Page, address: str) -> None:
    expect(page.locator('a[href^="webcal:"]').first).to_have_attribute("href", address.replace("http:", "webcal:", 1))
