"""Minutes in, in a browser: with and without JavaScript, by keyboard, on every screen, for everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT
from test_browser_settings import tabs_to

from wheel.core.stops import Stop

HAND_IN = "/bodies/direktionen/minutes"
TEXT = """Direktionen

REFERAT

Dato: {held}

1. Nyt ridehus

Beslutning

Godkendt. {long}

Dato\tPunkt
{coming}\tFlytning af rådhusets springvand
{coming}\tSpringvandets belysning, en sag med en titel så lang, at den fylder flere linjer på en telefon

Punkter som afventer dato:

- Springvandets pumper
"""
MONTHS = ["jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec."]


def text(site: Site) -> str:
    day = site.agenda().rows[1].meeting.span.start
    coming = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    return TEXT.format(held="7. januar 2026", coming=coming, long="Sagen er drøftet grundigt. " * 20)


def handed_in(visit: Visit, site: Site, **options: object) -> Page:
    page = visit(site, HAND_IN, user=SAMPLE_USER, **options)
    page.locator("#text").fill(text(site))
    page.locator("button.primary").click()
    page.wait_for_url("**/minutes/*")
    page.wait_for_load_state()
    return page


def springs(site: Site) -> list[Stop]:
    stops = [stop for row in site.agenda().rows for stop in row.stops] + list(site.agenda().awaiting)
    return [stop for stop in stops if "pringvand" in (stop.title or "")]


def looks_right(page: Page, advice: set[str]) -> None:
    assert not violations(page, "html", advice)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(STICKING_OUT) == []


def test_the_pages_keep_nobody_out_and_never_scroll_sideways(
    own_site: Site, visit: Visit, width: int, advice: set[str]
) -> None:
    page = handed_in(visit, own_site, width=width)
    looks_right(page, advice)
    for summary in page.locator(".proposal summary").all():
        summary.click()
    looks_right(page, advice)
    page.goto(own_site.url(HAND_IN))
    looks_right(page, advice)


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_ticked_is_taken_over_with_and_without_scripts(own_site: Site, visit: Visit, scripts: bool) -> None:
    page = handed_in(visit, own_site, java_script_enabled=scripts)
    page.locator("button[value=none]").click()
    expect(page.locator("input[name=tick]:checked")).to_have_count(0)
    page.locator("button[value=certain]").click()
    expect(page.locator("input[name=tick]:checked").first).to_be_visible()
    page.locator(".take-over button").click()
    page.wait_for_url(f"**{HAND_IN}")
    assert len(springs(own_site)) == 3


def test_a_checklist_is_done_by_keyboard(own_site: Site, visit: Visit) -> None:
    page = handed_in(visit, own_site)
    first = page.locator(".proposal:has-text('Flytning af rådhusets springvand') input[name=tick]")
    tabs_to(page, "tick", f"[value='{first.get_attribute('value')}']")
    page.keyboard.press("Space")
    expect(first).not_to_be_checked()
    tabs_to(page, "", ".take-over button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{HAND_IN}")
    assert len(springs(own_site)) == 2


@pytest.mark.parametrize("scripts", [True, False])
def test_the_focus_stays_on_what_was_pressed_or_goes_to_the_mistake(
    own_site: Site, visit: Visit, scripts: bool
) -> None:
    page = handed_in(visit, own_site, java_script_enabled=scripts)
    for which in ("all", "certain", "none"):
        page.locator(f"#again-{which}").press("Enter")
        expect(page.locator(f"#again-{which}[autofocus]")).to_be_focused()
    page.locator(".take-over button").press("Enter")
    expect(page.locator("#mistake-tick")).to_be_focused()
    page.goto(own_site.url(HAND_IN))
    picture = {"name": "referat.png", "mimeType": "image/png", "buffer": b"\x89PNG"}
    page.locator("#file").set_input_files([picture])  # type: ignore[list-item]
    page.locator("button.primary:has-text('Læs')").press("Enter")
    expect(page.locator("#file[aria-invalid]")).to_be_focused()
