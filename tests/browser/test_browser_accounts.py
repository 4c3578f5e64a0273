"""Signing in and out, choosing the language, and setting up a new service."""

from __future__ import annotations

import re

from agendas import AGENDA
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit

from wheel.usecases.load_sample import SAMPLE_PASSWORD

SIGN_OUT = 'form[action="/sign-out"] button'


def sign_in(page: Page, user_name: str, password: str) -> None:
    page.locator("#user_name").fill(user_name)
    page.locator("#password").fill(password)
    page.locator("main .primary").click()


def test_signing_in_comes_back_to_the_page_and_out_again(own_site: Site, visit: Visit, width: int) -> None:
    page = visit(own_site, AGENDA, width=width)
    page.locator(".who a").click()
    sign_in(page, SAMPLE_USER, SAMPLE_PASSWORD)
    expect(page).to_have_url(re.compile(AGENDA))
    expect(page.locator(".who .name")).to_have_text("Sekretariatet")
    expect(page.locator("#add-item")).to_be_visible()
    page.locator(SIGN_OUT).click()
    expect(page.locator("#status")).to_have_text(own_site.says("You are signed out."))
    page.goto(own_site.url(AGENDA))
    expect(page.locator("#add-item")).to_have_count(0)


def test_a_wrong_password_is_refused_and_the_name_kept(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, f"/sign-in?next={AGENDA}")
    sign_in(page, SAMPLE_USER, "gættet")
    expect(page.locator("[role=alert]")).to_have_text(own_site.says("The user name or the password is wrong."))
    expect(page.locator("#user_name")).to_have_value(SAMPLE_USER)
    expect(page.locator("#password")).to_have_value("")
    sign_in(page, SAMPLE_USER, SAMPLE_PASSWORD)
    expect(page).to_have_url(own_site.url(AGENDA))


def test_the_language_is_switched_on_the_same_page(site: Site, visit: Visit, width: int) -> None:
    page = visit(site, "/wheel/2027?view=list&rings=budget&chosen=1", width=width)
    expect(page.locator("html")).to_have_attribute("lang", "da")
    expect(page.locator(".list h2").first).to_have_text("januar")
    page.locator('[name=language][value="en"]').click()
    expect(page).to_have_url(re.compile(re.escape("/wheel/2027?view=list&rings=budget&chosen=1")))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".list h2").first).to_have_text("January")
    page.goto(site.url("/bodies"))
    expect(page.locator("h1")).to_have_text("Agendas")
    page.locator('[name=language][value="da"]').click()
    expect(page.locator("html")).to_have_attribute("lang", "da")


def test_both_lead_back_to_where_the_page_has_moved_on_by_itself(own_site: Site, visit: Visit) -> None:
    """The year was turned in place, so the page as the server sent it is another one."""
    page = visit(own_site, "/wheel/2026")
    page.locator('a[rel="next"]').click()
    expect(page).to_have_url(own_site.url("/wheel/2027"))
    page.locator('[name=language][value="en"]').click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#year-title")).to_have_text("2027")
    page.locator('a[rel="prev"]').click()
    expect(page).to_have_url(own_site.url("/wheel/2026"))
    page.locator('a[rel="prev"]').click()
    expect(page).to_have_url(own_site.url("/wheel/2025"))
    page.locator(".who a").click()
    sign_in(page, SAMPLE_USER, SAMPLE_PASSWORD)
    expect(page.locator("#year-title")).to_have_text("2025")
