"""The same changes of the forward agenda in a browser that runs no JavaScript."""

from __future__ import annotations

import re

import pytest
from agendas import AGENDA, awaiting, items_at
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit, titles


@pytest.fixture
def agenda(own_site: Site, visit: Visit, width: int) -> Page:
    return visit(own_site, AGENDA, width=width, user=SAMPLE_USER, java_script_enabled=False)


def expect_told(page: Page, site: Site, sentence: str) -> None:
    expect(page).to_have_url(re.compile(f"{re.escape(site.url(AGENDA))}([?]undo=[a-z0-9]+)?$"))
    expect(page.locator("#status[role=status]")).to_have_text(sentence)


def test_an_item_is_added(agenda: Page, own_site: Site) -> None:
    meeting = own_site.agenda().rows[3].meeting
    agenda.locator(f"#open-{meeting.id}").click()
    expect(agenda.locator("#meeting")).to_have_value(meeting.id)
    agenda.locator("#minutes").fill("30")
    agenda.locator("#title").fill("  ")
    agenda.locator(".item-form .primary").click()
    expect(agenda.locator("#title")).to_have_accessible_description(own_site.says("Write what the item is about."))
    expect(agenda.locator("#minutes")).to_have_value("30")
    agenda.locator("#title").fill("Ny lokalplan")
    agenda.locator(".item-form .primary").click()
    expect_told(agenda, own_site, own_site.says("The item is added."))
    expect(items_at(agenda, meeting.id)).to_have_text(["Ny lokalplan"])


def test_an_item_is_moved_to_another_meeting_and_then_awaits_a_date(agenda: Page, own_site: Site) -> None:
    here, there = own_site.with_items()[0], own_site.agenda().rows[3].meeting
    moved = here.stops[0]
    agenda.locator(f"#move-{moved.id}").click()
    agenda.locator(f"#to-{moved.id}").select_option(there.id)
    agenda.locator(".move-form .primary").click()
    expect_told(agenda, own_site, own_site.says("The item is moved to %(day)s.", day=own_site.day(there.span.start)))
    expect(items_at(agenda, there.id)).to_have_text([moved.title or ""])
    agenda.locator(f"#postpone-{moved.id}").click()
    agenda.locator(".move-form .primary").click()
    reason = agenda.locator(f"#why-{moved.id}")
    expect(reason).to_have_accessible_description(own_site.says("Write why the item awaits a date."))
    reason.fill("Afventer høringen")
    agenda.locator(".move-form .primary").click()
    expect_told(agenda, own_site, own_site.says("The item now awaits a date."))
    expect(awaiting(agenda).last).to_have_text(moved.title or "")


def test_an_item_moves_down_its_agenda(agenda: Page, own_site: Site) -> None:
    row = own_site.with_items()[0]
    first, second, *others = titles(row.stops)
    agenda.locator(f"#down-{row.stops[0].id}").click()
    expect_told(agenda, own_site, own_site.says("The item is now number %(place)s.", place=2))
    expect(items_at(agenda, row.meeting.id)).to_have_text([second, first, *others])


def test_an_item_is_withdrawn(agenda: Page, own_site: Site) -> None:
    row = own_site.with_items()[0]
    agenda.locator(f"#move-{row.stops[0].id}").click()
    agenda.locator(".withdraw summary").click()
    agenda.locator(f"#withdraw-{row.stops[0].id}").fill("Sagen er bortfaldet")
    agenda.locator(".move-form .danger").click()
    expect_told(agenda, own_site, own_site.says("The item is withdrawn."))
    expect(items_at(agenda, row.meeting.id)).to_have_text(titles(row.stops))


def test_what_was_done_is_undone(agenda: Page, own_site: Site) -> None:
    row = own_site.with_items()[0]
    agenda.locator(f"#down-{row.stops[0].id}").click()
    expect(agenda.locator(".undo-bar")).to_contain_text(own_site.says("The item is now number %(place)s.", place=2))
    agenda.locator("#undo").click()
    expect_told(agenda, own_site, own_site.says("The change is undone."))
    expect(items_at(agenda, row.meeting.id)).to_have_text(titles(row.stops))
    expect(agenda.locator(".undo-bar")).to_have_count(0)


def test_what_needs_javascript_is_not_shown(agenda: Page) -> None:
    expect(agenda.locator(".stop").first).to_be_visible()
    expect(agenda.locator(".grip >> visible=true")).to_have_count(0)


def test_the_forms_own_pages_work_with_javascript_too(own_site: Site, visit: Visit) -> None:
    """A link to a form can be opened in a tab of its own, where there is no agenda for the answer to go into."""
    row, there = own_site.with_items()[0], own_site.agenda().rows[3].meeting
    page = visit(own_site, f"/items/{row.stops[0].item_id}", user=SAMPLE_USER)
    page.locator('a[href*="/moves/new"]').click()
    page.locator(f"#to-{row.stops[0].id}").select_option(there.id)
    page.locator(".move-form .primary").first.click()
    # The form was opened from the item's page, and comes back to it.
    expect(page).to_have_url(own_site.url(f"/items/{row.stops[0].item_id}"))
    moved = own_site.says("The item is moved to %(day)s.", day=own_site.day(there.span.start))
    expect(page.locator("#status[role=status]")).to_have_text(moved)
    page.goto(own_site.url("/bodies/direktionen/items/new"))
    page.locator("#title").fill("Ny lokalplan")
    page.locator("#meeting").select_option(there.id)
    page.locator(".item-form .primary").click()
    expect(page).to_have_url(re.compile(AGENDA))
    expect(items_at(page, there.id)).to_have_text([*titles(row.stops[:1]), "Ny lokalplan"])
