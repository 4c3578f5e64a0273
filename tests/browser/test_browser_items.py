"""An item's papers and one's own page in a browser: for everybody, on every screen, by keyboard, without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT
from test_browser_settings import tabs_to

SAVE = "#save"
TITLE = "Udkast til budgetnotat med en titel så lang, at den fylder flere linjer på en telefon"


def item(site: Site) -> str:
    return f"/items/{site.with_items()[0].stops[0].item_id}"


def stop(site: Site) -> str:
    return f"/stops/{site.with_items()[0].stops[0].id}"


def told(page: Page, site: Site, sentence: str, **details: object) -> None:
    expect(page.locator("#status[role=status]")).to_have_text(site.says(sentence, **details))


def attach(page: Page, site: Site, title: str, **fields: str) -> None:
    """Add an attachment from the item's page, and come back to it."""
    page.locator("a[href$='/attachments/new']").click()
    for name, value in {"title": title, **fields}.items():
        page.locator(f"#{name}").fill(value)
    page.locator(SAVE).click()
    told(page, site, "The attachment is added.")
    # A form that is sent before the scripts are there is sent without them.
    page.wait_for_load_state()


def follow_up(page: Page, site: Site, what: str, due: str) -> None:
    page.locator("a[href$='/follow-ups/new']").click()
    page.locator("#what").fill(what)
    page.locator("#post").select_option(label="Sekretariatet (Staben)")
    page.locator("#due_day").fill(due)
    page.locator(SAVE).click()
    told(page, site, "The follow-up is added.")
    page.wait_for_load_state()


def looks_right(page: Page, piece: str, advice: set[str]) -> None:
    assert not violations(page, piece, advice)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(STICKING_OUT) == []


@pytest.mark.parametrize("form", ["/changes/new", "/attachments/new", "/follow-ups/new"])
def test_no_form_keeps_anybody_out_or_scrolls_sideways(
    site: Site, visit: Visit, width: int, form: str, advice: set[str]
) -> None:
    path = (stop(site) if form.startswith("/follow") else item(site)) + form
    page = visit(site, path, width=width, user=SAMPLE_USER)
    expect(page.locator("html")).to_have_attribute("lang", "da")
    looks_right(page, "html", advice)


def test_an_item_gets_papers_and_its_pages_keep_nobody_out(
    own_site: Site, visit: Visit, width: int, advice: set[str]
) -> None:
    page = visit(own_site, item(own_site), width=width, user=SAMPLE_USER)
    attach(page, own_site, TITLE, document_number="26/12345-7", link="https://esdh.fjordby.dk/dok/26-12345-7")
    attach(page, own_site, "Oversigt")
    follow_up(page, own_site, "Send brev til forsyningsselskabet\nog orientér udvalget", "2026-11-01")
    follow_up(page, own_site, "Følg op", "2027-03-01")
    looks_right(page, "html", advice)
    page.goto(own_site.url("/me"))
    expect(page.locator(".follow-ups li").first).to_contain_text(own_site.says("Overdue"))
    looks_right(page, "html", advice)
    page.goto(own_site.url(item(own_site)))
    for kind in ("attachments", "follow-ups"):
        page.locator(f".{kind} a.small").first.click()
        expect(page.locator("#delete")).to_be_visible()
        looks_right(page, "html", advice)
        page.go_back()


def test_the_buttons_keep_the_focus_while_an_attachment_moves(own_site: Site, visit: Visit, width: int) -> None:
    page = visit(own_site, item(own_site), width=width, user=SAMPLE_USER)
    attach(page, own_site, "Notat")
    attach(page, own_site, "Oversigt")
    page.locator(".attachments button[id^=down]").first.focus()
    id_ = page.locator(":focus").get_attribute("id")
    page.keyboard.press("Enter")
    told(page, own_site, "The attachment is now number %(place)s.", place=2)
    expect(page.locator(".attachments .title")).to_have_text(["Oversigt", "Notat"])
    expect(page.locator(f"#{id_}")).to_be_focused()
    # htmx makes a form that it has just put in its own a moment later; before that, Enter sends it without htmx.
    expect(page.locator(".htmx-added")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".mistake[role=alert]")).to_have_text(own_site.says("This attachment is the last already."))
    expect(page.locator(f"#{id_}")).to_be_focused()


def test_an_item_is_changed_by_keyboard_alone(own_site: Site, visit: Visit, width: int) -> None:
    page = visit(own_site, item(own_site), width=width, user=SAMPLE_USER)
    page.locator("a[href$='/changes/new']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#title")).to_be_visible()
    page.locator("#title").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Havnens fremtid")
    tabs_to(page, "case_officer")
    page.keyboard.press("Control+A")
    page.keyboard.type("Sekretariatet")
    # The list of posts is open by now, and Escape closes it.
    page.keyboard.press("Escape")
    tabs_to(page, "", SAVE)
    page.keyboard.press("Enter")
    told(page, own_site, "The item is saved.")
    expect(page.locator("h1")).to_have_text("Havnens fremtid")
    page.goto(own_site.url("/me"))
    expect(page.locator(".my-items a")).to_have_text(["Havnens fremtid"])


@pytest.mark.parametrize("script", [True, False])
def test_a_mistake_gets_the_focus_and_says_what_is_wrong(site: Site, visit: Visit, script: bool) -> None:
    page = visit(site, f"{item(site)}/attachments/new", user=SAMPLE_USER, java_script_enabled=script)
    page.locator("#title").fill("Notat")
    page.locator("#link").fill("javascript:alert(1)")
    page.locator(SAVE).click()
    expect(page.locator("#link")).to_be_focused()
    sentence = site.says("Write an address that begins with https:// or http://.")
    expect(page.locator("#link")).to_have_accessible_description(sentence)
    expect(page.locator("#title")).to_have_value("Notat")


@pytest.mark.parametrize("script", [True, False])
def test_what_is_done_is_marked_on_ones_own_page(own_site: Site, visit: Visit, width: int, script: bool) -> None:
    page = visit(own_site, item(own_site), width=width, user=SAMPLE_USER, java_script_enabled=script)
    follow_up(page, own_site, "Send brev", "2026-11-01")
    page.goto(own_site.url("/me"))
    button = page.locator(".follow-ups button")
    expect(button).to_have_accessible_name(own_site.says("Done: %(what)s", what="Send brev"))
    button.focus()
    page.keyboard.press("Enter")
    told(page, own_site, "The follow-up is done.")
    expect(page.locator(".follow-ups .tag.red")).to_have_count(0)
    if script:
        expect(page.locator(".follow-ups button")).to_be_focused()
    page.locator(".follow-ups button").click()
    told(page, own_site, "The follow-up is not done after all.")
    expect(page.locator(".follow-ups .tag.red")).to_have_text(own_site.says("Overdue"))


def test_the_second_of_two_sees_both_versions(own_site: Site, visit: Visit, width: int, advice: set[str]) -> None:
    first, second = (visit(own_site, f"{item(own_site)}/changes/new", width=width, user=SAMPLE_USER) for _ in range(2))
    first.locator("#title").fill("Den første")
    first.locator(SAVE).click()
    told(first, own_site, "The item is saved.")
    second.locator("#title").fill("Den anden")
    second.locator(SAVE).click()
    conflict = second.locator(".conflict[role=alert]")
    expect(conflict.locator("td")).to_have_text(["Den første", "Den anden"])
    expect(conflict).to_be_focused()
    looks_right(second, "#change", advice)
    second.keyboard.press("Tab")
    second.keyboard.press("Enter")
    told(second, own_site, "The item is saved.")
    expect(second.locator("h1")).to_have_text("Den anden")
