"""Taking a feed's address along."""

from __future__ import annotations

from urllib.request import urlopen

from agendas import AGENDA
from playwright.sync_api import Page, expect
from sites import Site, Visit

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


def expect_webcal(page: Page, address: str) -> None:
    expect(page.locator('a[href^="webcal:"]').first).to_have_attribute("href", address.replace("http:", "webcal:", 1))
