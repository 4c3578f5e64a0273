"""Searching, and an item with all that it can say, in a browser: for everybody, on every screen, by keyboard."""

from __future__ import annotations

import pytest
from agendas import AGENDA, open_agenda
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT

SAID = {
    "decision_theme": "Skal havnen udvides?",
    "text": "Kajen trænger til fornyelse.",
    "economy": "14 mio. kr.",
    "legal_basis": "Kommunestyrelsesloven § 41",
    "recommendation": "Teknik og Miljø indstiller,\nat kajen fornyes\nat udgiften finansieres af puljen",
    "participants": "Havnechefen\nØkonomichefen",
    "tags": "anlæg, havn, en etiket der er så lang som en etiket kan blive her",
    "case_number": "2026-" + "9" * 55,
    "starts_at": "10:15",
}


def with_item(site: Site, visit: Visit, **options: object) -> Page:
    """A page on which an item with all that it can say has just been added."""
    page = visit(site, f"{AGENDA.removesuffix('/agenda')}/items/new", user=SAMPLE_USER, **options)
    page.locator("#title").fill("Ålborgvejens fremtid")
    page.locator(".item-form summary").click()
    for field, value in SAID.items():
        page.locator(f"#{field}").fill(value)
    page.locator("[name=is_provisional]").check()
    page.locator(".item-form .primary").click()
    expect(page.locator("#agenda")).to_contain_text("Ålborgvejens fremtid")
    page.wait_for_load_state()
    return page


def looks_right(page: Page, piece: str, advice: set[str]) -> None:
    assert not violations(page, piece, advice)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(STICKING_OUT) == []


def test_what_it_says_is_found_and_read_on_every_screen(
    own_site: Site, visit: Visit, width: int, advice: set[str]
) -> None:
    page = with_item(own_site, visit, width=width)
    for question in ("kajen aalborgvej", "havn anlaeg", "2026-999", "findes-ikke", ""):
        page.goto(own_site.url(f"/search?q={question}"))
        looks_right(page, "html", advice)
    page.goto(own_site.url("/search?q=aalborgvej kajen"))
    expect(page.locator(".found mark")).to_have_text(["Ålborgvej", "Kajen"])
    page.locator(".found h3 a").click()
    expect(page.locator("h1")).to_have_text("Ålborgvejens fremtid")
    looks_right(page, "html", advice)
    page.locator("a[href$='/changes/new']").click()
    expect(page.locator("[name^=is_provisional]")).to_be_checked()
    looks_right(page, "html", advice)


@pytest.mark.parametrize("script", [True, False])
def test_searching_begins_at_the_top_of_every_page(site: Site, visit: Visit, script: bool) -> None:
    page = visit(site, "/wheel/2026", user=SAMPLE_USER, java_script_enabled=script)
    field = page.locator(".search-box input")
    field.focus()
    page.keyboard.type("budget")
    page.keyboard.press("Enter")
    expect(page.locator("#found-title")).to_be_visible()
    expect(page.locator("#q")).to_have_value("budget")
    expect(page.locator(".found mark").first).to_have_text("budget", ignore_case=True)


def test_on_a_phone_a_link_leads_to_it(site: Site, visit: Visit) -> None:
    page = visit(site, AGENDA, width=390)
    expect(page.locator(".search-box")).to_be_hidden()
    page.locator(".search-link").click()
    expect(page.locator("#q")).to_be_visible()


def test_a_title_and_enter_add_an_item(own_site: Site, visit: Visit) -> None:
    page = open_agenda(visit, own_site)
    page.locator("#add-item").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#title")).to_be_focused()
    page.keyboard.type("Kort punkt")
    page.keyboard.press("Enter")
    expect(page.locator("#agenda")).to_contain_text("Kort punkt")


def test_what_it_waits_for_is_asked_where_it_awaits_a_date(site: Site, visit: Visit) -> None:
    page = visit(site, f"{AGENDA.removesuffix('/agenda')}/items/new", user=SAMPLE_USER)
    expect(page.locator(".where-awaiting")).to_be_hidden()
    page.locator("#meeting").select_option("awaiting")
    expect(page.locator(".where-awaiting [name=reason]")).to_be_visible()


def test_a_mistake_among_what_is_seldom_written_unfolds_it(site: Site, visit: Visit) -> None:
    page = open_agenda(visit, site)
    page.locator("#add-item").click()
    page.locator("#title").fill("Et punkt")
    page.locator(".item-form summary").click()
    page.locator("#tags").fill("x" * 61)
    page.locator(".item-form summary").click()
    page.locator(".item-form .primary").click()
    expect(page.locator("#mistake-tags")).to_be_visible()
    expect(page.locator("#tags")).to_have_value("x" * 61)
