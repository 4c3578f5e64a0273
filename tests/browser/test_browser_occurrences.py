"""Moving and cancelling an event from its panel beside the wheel."""

from __future__ import annotations

import re
from datetime import date

import pytest
from agendas import AGENDA, awaiting
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit, titles


@pytest.fixture
def panel(own_site: Site, visit: Visit, width: int) -> Page:
    """The wheel with the panel of the management's next meeting."""
    page = visit(own_site, "/wheel/2026", width=width, user=SAMPLE_USER)
    page.locator(f'a.w-mark[href="/occurrences/{own_site.agenda().rows[0].meeting.id}"]').click()
    expect(page.locator("#panel-title")).to_be_focused()
    return page


def test_a_meeting_is_cancelled_for_a_reason_and_its_items_await_a_date(panel: Page, own_site: Site) -> None:
    row = own_site.agenda().rows[0]
    panel.locator("details.act summary").last.click()
    panel.locator("#cancel-reason").fill("   ")
    panel.locator("details.act .danger").click()
    expect(panel.locator("#cancel-reason")).to_be_focused()
    expect(panel.locator("#cancel-reason")).to_have_attribute("aria-invalid", "true")
    expect(panel.locator("#panel .mistake")).to_be_visible()
    panel.locator("#cancel-reason").fill("Der er ingen sager")
    panel.locator("details.act .danger").click()
    expect(panel.locator("#status")).to_contain_text(own_site.says("The event is cancelled."))
    expect(panel.locator("#status")).to_contain_text("De 4 punkter afventer dato.")
    expect(panel.locator(f'a.w-cancelled[href="/occurrences/{row.meeting.id}"]')).to_have_count(1)
    expect(panel.locator(".panel")).to_contain_text("Der er ingen sager")
    panel.goto(own_site.url(AGENDA))
    expect(panel.locator(f"#meeting-{row.meeting.id}")).to_have_class(re.compile("cancelled"))
    expect(awaiting(panel)).to_contain_text(titles(row.stops))


def test_a_meeting_is_moved_and_leaves_a_trace(panel: Page, own_site: Site) -> None:
    meeting = own_site.agenda().rows[0].meeting
    panel.locator("details.act summary").first.click()
    panel.locator("#to_day").fill("2026-11-26")
    panel.locator("details.act button").first.click()
    moved = panel.locator(f'a.w-mark[href="/occurrences/{meeting.id}"]')
    expect(moved).to_have_attribute("data-start", "2026-11-26")
    said = own_site.says("The event is moved to %(day)s.", day=own_site.day(date(2026, 11, 26)))
    expect(panel.locator("#status")).to_contain_text(said)
    expect(panel.locator(".panel")).to_contain_text(own_site.day(meeting.span.start))
    panel.locator(".take-back button").click()
    expect(moved).to_have_attribute("data-start", meeting.span.start.isoformat())
