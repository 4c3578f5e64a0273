"""The forward list in columns, searched, with its bar to undo, and the table for the minutes: for everybody to use."""

from __future__ import annotations

import pytest
from agendas import AGENDA
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT

TABLE = "/bodies/direktionen/agenda/table.html"
ADDRESSES = {
    "columns": f"{AGENDA}?view=columns",
    "found": f"{AGENDA}?q=direktionens",
    "nothing found": f"{AGENDA}?q=findes-ikke",
    "table": TABLE,
    "table with closed items": f"{TABLE}?closed=1",
    "table with a mistake": f"{TABLE}?n=0",
}
SCREENS = [390, 768, 1440, 2560]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_of_the_agenda_keeps_anybody_out(
    site: Site, visit: Visit, width: int, address: str, scheme: str, advice: set[str]
) -> None:
    page = visit(site, ADDRESSES[address], width=width, user=SAMPLE_USER, color_scheme=scheme)
    page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
    assert not violations(page, "html", advice)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bar_to_undo_keeps_nobody_out(
    own_site: Site, visit: Visit, width: int, scheme: str, advice: set[str]
) -> None:
    page = visit(own_site, AGENDA, width=width, user=SAMPLE_USER, color_scheme=scheme)
    page.locator("[id^=place-]").first.click()
    expect(page.locator("#undo")).to_be_visible()
    assert not violations(page, "html", advice)


@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_of_the_agenda_scrolls_sideways(site: Site, visit: Visit, screen: int) -> None:
    page = visit(site, AGENDA, width=screen, user=SAMPLE_USER)
    for address in (AGENDA, *ADDRESSES.values()):
        page.goto(site.url(address))
        assert page.evaluate(SIDEWAYS) <= 0, address
        assert page.evaluate(STICKING_OUT) == [], address


def columns(page: Page) -> int:
    """How many meetings stand beside each other at the top."""
    tops = [box["y"] for row in page.locator(".meeting").all() if (box := row.bounding_box())]
    return tops.count(tops[0])


def test_columns_stand_beside_each_other_where_there_is_room_for_them(site: Site, visit: Visit) -> None:
    found = {}
    for screen in SCREENS:
        page = visit(site, f"{AGENDA}?view=columns", width=screen)
        found[screen] = columns(page)
    assert found[390] == 1, "a phone always shows rows"
    assert found[768] >= 2
    assert found[1440] >= 3
    assert found[2560] >= 5


def test_the_table_is_copied_as_a_table_and_as_text(site: Site, visit: Visit) -> None:
    page = visit(site, TABLE, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#copy-table").click()
    expect(page.locator("#status")).to_have_text(site.says("The table is copied: paste it into the minutes."))
    reading = "async (kind) => (await (await navigator.clipboard.read())[0].getType(kind)).text()"
    text, table = (page.evaluate(reading, kind) for kind in ("text/plain", "text/html"))
    assert text.startswith("Dato\t\n25. Nov.\t• ")
    assert "<table" in table
    assert "<li>Direktionens årshjul</li>" in table


def test_where_a_page_may_not_copy_the_table_is_selected(site: Site, visit: Visit) -> None:
    page = visit(site, TABLE)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("#copy-table").click()
    expect(page.locator("#status")).to_have_text(site.says("The table is selected: copy it with Ctrl+C."))
    assert "Dato" in page.evaluate("getSelection().toString()")


def test_without_javascript_there_are_the_files_and_the_text(site: Site, visit: Visit) -> None:
    page = visit(site, TABLE, java_script_enabled=False)
    expect(page.locator("#copy-table")).to_be_hidden()
    expect(page.locator('a[href*="table.docx"]')).to_be_visible()
    page.locator("details summary").click()
    expect(page.locator("#table-text")).to_be_visible()


def test_on_paper_nothing_is_left_to_press(site: Site, visit: Visit) -> None:
    page = visit(site, AGENDA, user=SAMPLE_USER)
    page.emulate_media(media="print")
    expect(page.locator(":is(button, .button, input, .grip, meter) >> visible=true")).to_have_count(0)
    expect(page.locator(".meeting").first).to_be_visible()
    expect(page.locator("[data-awaiting] .stop").first).to_be_visible()
