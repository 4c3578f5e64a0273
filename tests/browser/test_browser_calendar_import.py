"""Calendar files in, in a browser: with and without JavaScript, by keyboard, on every screen, for everybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT
from test_browser_settings import tabs_to

ADDRESS = "/plan/imports"
LONG = "En koncert med et navn, der er så langt, at det fylder flere linjer på en telefon"
TEXT = f"""BEGIN:VCALENDAR
X-WR-CALNAME:Kulturkalender
BEGIN:VEVENT
UID:koncert@kultur.example
SUMMARY:{LONG}
DTSTART;TZID=Europe/Copenhagen:20261203T190000
DTEND;TZID=Europe/Copenhagen:20261203T210000
LOCATION:{{place}}
END:VEVENT
BEGIN:VEVENT
UID:kor@kultur.example
SUMMARY:Kor
DTSTART;VALUE=DATE:20270107
RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=3
END:VEVENT
BEGIN:VEVENT
UID:fest@kultur.example
SUMMARY:Fest
DTSTART;VALUE=DATE:20180101
END:VEVENT
BEGIN:VEVENT
UID:tit@kultur.example
SUMMARY:Tit
DTSTART:20261203T190000Z
RRULE:FREQ=SECONDLY
END:VEVENT
END:VCALENDAR
"""


def previewed(visit: Visit, site: Site, place: str = "Torvet", **options: object) -> Page:
    page = visit(site, ADDRESS, user=SAMPLE_USER, **options)
    hand_in(page, place)
    return page


def hand_in(page: Page, place: str) -> None:
    file = {"name": "kultur.ics", "mimeType": "text/calendar", "buffer": TEXT.format(place=place).encode()}
    page.locator("#file").set_input_files(file)  # type: ignore[arg-type]
    page.locator("button.primary").click()
    page.locator("input[name=seen]").wait_for(state="attached")


def looks_right(page: Page, advice: set[str]) -> None:
    assert not violations(page, "html", advice)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(STICKING_OUT) == []


def test_the_pages_keep_nobody_out_and_never_scroll_sideways(
    own_site: Site, visit: Visit, width: int, advice: set[str]
) -> None:
    page = previewed(visit, own_site, width=width)
    looks_right(page, advice)
    page.locator("#imports summary").first.click()
    looks_right(page, advice)
    page.locator("#do-import").click()
    page.wait_for_url("**/plan/2026*")
    page.goto(own_site.url(ADDRESS))
    page.locator("#imports summary").click()
    looks_right(page, advice)
    hand_in(page, "Salen")
    expect(page.locator("ins")).to_have_text("Salen")
    looks_right(page, advice)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_calendar_is_taken_over_with_and_without_scripts(own_site: Site, visit: Visit, scripts: bool) -> None:
    page = previewed(visit, own_site, java_script_enabled=scripts)
    page.locator("#imports summary").first.click()
    page.locator("#ring").select_option("dialog")
    with page.expect_response(f"**{ADDRESS}"):
        page.locator("button[name=again]").click()
    # The choices fold again when the preview is new.
    expect(page.locator("button[name=again]")).to_be_hidden()
    expect(page.locator("#ring")).to_have_value("dialog")
    page.locator("#do-import").click()
    page.wait_for_url("**/plan/2026*")
    expect(page.locator(f"text={LONG}").first).to_be_visible()


def test_a_calendar_is_taken_over_by_keyboard(own_site: Site, visit: Visit) -> None:
    page = previewed(visit, own_site)
    tabs_to(page, "", "#do-import")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/2026*")
    expect(page.locator(f"text={LONG}").first).to_be_visible()


def test_a_file_that_is_no_calendar_is_told_by_its_field(own_site: Site, visit: Visit, tmp_path: Path) -> None:
    page = visit(own_site, ADDRESS, user=SAMPLE_USER)
    file = tmp_path / "referat.ics"
    file.write_text("Referat", "utf-8")
    page.locator("#file").set_input_files(file)
    page.locator("button.primary").click()
    expect(page.locator("#mistake-file")).to_be_visible()
    expect(page.locator("#file")).to_have_attribute("aria-invalid", "true")
