"""Changing the wheel by keyboard, and adding where one clicks; nobody is kept out of either."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sites import READER, SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations
from wheel_changes import empty_place, expect_on, expect_question, grip, label, lead, question, wheel_mark
from wheels import Sent, next_meeting

YEAR = "/wheel/2026"
SAID = "#wish-words"


@pytest.fixture
def wheel(own_site: Site, visit: Visit) -> Page:
    return visit(own_site, YEAR, user=SAMPLE_USER)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_meeting_is_moved_by_keyboard_and_every_day_is_said(wheel: Page, own_site: Site) -> None:
    meeting, href = own_site.agenda().rows[0].meeting, next_meeting(own_site)
    wheel_mark(wheel, href).focus()
    press(wheel, "Shift+PageDown", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft")
    to_day = meeting.span.start + timedelta(8)
    expect(wheel.locator(SAID)).to_contain_text(f"{own_site.day(to_day)}, uge {to_day.isocalendar().week}.")
    expect(wheel.locator(SAID)).to_contain_text(own_site.says("Enter moves it there, Escape leaves it."))
    expect(label(wheel)).to_be_visible()
    expect(wheel_mark(wheel, href)).to_be_focused()
    press(wheel, "Enter")
    expect_question(wheel, own_site, meeting.title, own_site.day(meeting.span.start), own_site.day(to_day))
    press(wheel, "Enter")
    expect_on(wheel, href, to_day.isoformat())
    expect(wheel.locator("#panel-title")).to_be_focused()
    press(wheel, "Escape")
    expect(wheel_mark(wheel, href)).to_be_focused()


def test_escape_lets_it_be(wheel: Page, own_site: Site) -> None:
    mark, sent = wheel_mark(wheel, next_meeting(own_site)), Sent(wheel, own_site)
    mark.focus()
    press(wheel, "Shift+ArrowRight", "Escape")
    expect(wheel.locator(SAID)).to_have_text(own_site.says("It stays where it is."))
    press(wheel, "Shift+ArrowRight", "Enter")
    expect(question(wheel)).to_be_visible()
    press(wheel, "Escape")
    expect(mark).to_be_focused()
    expect(wheel.locator(".w-wish")).to_have_count(0)
    press(wheel, "Shift+ArrowRight", "Tab")
    expect(wheel.locator(".w-wish")).to_have_count(0)
    assert not [path for path in sent.paths if path.endswith("/moves")]


def test_it_goes_no_farther_than_the_wheel_reaches(wheel: Page, own_site: Site) -> None:
    wheel_mark(wheel, next_meeting(own_site)).focus()
    press(wheel, *["Shift+PageDown"] * 12, "Shift+ArrowRight")
    expect(label(wheel)).to_contain_text("december")
    press(wheel, *["Shift+ArrowRight"] * 7)
    expect(label(wheel)).to_contain_text("31. december")
    press(wheel, "Shift+ArrowLeft")
    expect(label(wheel)).to_contain_text("30. december")


def test_a_span_is_lengthened_by_keyboard(wheel: Page) -> None:
    phase = wheel.locator(".w-events a.w-phase:not(.w-hatched, .w-cancelled)").last
    href, days = phase.get_attribute("href") or "", int(phase.get_attribute("data-days") or "0")
    phase.focus()
    press(wheel, "Shift+Alt+ArrowLeft", "Shift+Alt+ArrowLeft", "Enter")
    expect(question(wheel)).to_be_visible()
    press(wheel, "Enter")
    expect(wheel_mark(wheel, href)).to_have_attribute("data-days", str(days - 2))


def test_a_reader_only_walks(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, YEAR, user=READER)
    wheel_mark(page, next_meeting(own_site)).focus()
    press(page, "Shift+ArrowRight")
    expect(page.locator(".w-wish, #new-event")).to_have_count(0)


def test_a_click_on_an_empty_place_adds_there(wheel: Page, own_site: Site) -> None:
    place, day = empty_place(wheel, "direktion", 345)
    wheel.mouse.click(place.x, place.y)
    expect(wheel.locator("#panel-title")).to_be_focused()
    expect(wheel.locator("#add-day")).to_have_value(day)
    expect(wheel.locator("#add-ring")).to_have_value("direktion")
    wheel.locator("#do-add").click()
    expect(wheel.locator("#add-title")).to_be_focused()
    expect(wheel.locator("#mistake-title")).to_be_visible()
    wheel.locator("#add-title").fill("Fælles temadag")
    wheel.locator("#do-add").click()
    added = wheel.locator(f'.w-events a.w-mark[data-start="{day}"][aria-label^="Fælles temadag"]')
    expect(added).to_have_count(1)
    expect(added).to_have_attribute("data-ring", "direktion")
    expect(wheel.locator("#status")).to_contain_text(own_site.says("The event is added."))
    wheel.locator("#status .undo").click()
    expect(added).to_have_count(0)
    expect(wheel.locator("#panel-title")).to_have_text(own_site.says("The event is gone again"))


def test_one_more_of_a_series_asks_for_its_day_alone(wheel: Page, own_site: Site) -> None:
    meeting = own_site.agenda().rows[0].meeting
    wheel.locator("#new-event").click()
    expect(wheel.locator("#panel-title")).to_be_focused()
    wheel.locator("#add-series").select_option(meeting.series_id)
    expect(wheel.locator("#add-title")).to_be_hidden()
    wheel.locator("#add-day").fill("2026-12-10")
    wheel.locator("#do-add").click()
    expect(wheel.locator(f'.w-events a[data-start="2026-12-10"][aria-label^="{meeting.title}"]')).to_have_count(1)


def test_from_a_panel_another_is_added_on_the_same_day(wheel: Page, own_site: Site) -> None:
    wheel_mark(wheel, next_meeting(own_site)).focus()
    press(wheel, "Enter")
    expect(wheel.locator("#panel-title")).to_be_focused()
    wheel.locator("#add-same-day").click()
    expect(wheel.locator("#add-day")).to_have_value(own_site.agenda().rows[0].meeting.span.start.isoformat())


def test_a_reader_adds_nothing_by_clicking(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, YEAR, user=READER)
    sent = Sent(page, own_site)
    place, _day = empty_place(page, "direktion", 345)
    page.mouse.click(place.x, place.y)
    expect(page.locator("#panel-title")).to_have_count(0)
    assert not sent.paths


def dragged_to_a_conflict(page: Page, site: Site) -> None:
    rows = site.agenda().rows
    lead(page, grip(page, next_meeting(site)), (rows[1].meeting.span.start - rows[0].meeting.span.start).days)
    expect(label(page).locator("p").first).to_be_visible()


def asked(page: Page, site: Site) -> None:
    wheel_mark(page, next_meeting(site)).focus()
    press(page, "Shift+ArrowRight", "Enter")
    expect(question(page)).to_be_visible()


def asked_in_vain(page: Page, site: Site) -> None:
    asked(page, site)
    page.locator("#confirm [name=seen]").evaluate("(field) => { field.value = '0'; }")
    page.locator("#do-move").click()
    expect(page.locator("#confirm .versions")).to_be_visible()


def adding(page: Page, _site: Site) -> None:
    page.locator("#new-event").click()
    expect(page.locator("#panel-title")).to_be_focused()
    page.locator("#do-add").click()
    expect(page.locator("#mistake-title")).to_be_visible()


def added(page: Page, site: Site) -> None:
    adding(page, site)
    page.locator("#add-title").fill("Temadag")
    page.locator("#do-add").click()
    expect(page.locator("#status .undo")).to_be_visible()
    expect(page.locator('.w-events a[aria-label^="Temadag"]')).to_have_count(1)
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


STATES: dict[str, Callable[[Page, Site], None]] = {
    "dragging": dragged_to_a_conflict,
    "question": asked,
    "conflict": asked_in_vain,
    "adding": adding,
    "added": added,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_changing_keeps_nobody_out(own_site: Site, visit: Visit, state: str, scheme: str, advice: set[str]) -> None:
    page = visit(own_site, YEAR, user=SAMPLE_USER, color_scheme=scheme)
    STATES[state](page, own_site)
    assert not violations(page, "html", advice)


PAGES = ["/events/new?ring=budget&day=2026-12-09", "/occurrences/{meeting}/moves/new?to_day=2026-12-05"]


@pytest.mark.parametrize("path", PAGES)
def test_without_a_wheel_they_are_pages_that_fit(
    site: Site, visit: Visit, width: int, path: str, advice: set[str]
) -> None:
    address = path.format(meeting=site.agenda().rows[0].meeting.id)
    page = visit(site, address, width=width, user=SAMPLE_USER, java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page).to_have_url(re.compile(re.escape(address)))
