"""The management's forward agenda as a secretary has it open."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect
from sites import SAMPLE_USER, Site

AGENDA = "/bodies/direktionen/agenda"
KNOW_AGAIN = "() => { document.getElementById('status').isTheSame = true; }"
IS_THE_SAME = "() => document.getElementById('status').isTheSame === true"


def open_agenda(visit: Callable[..., Page], site: Site, **options: object) -> Page:
    page = visit(site, AGENDA, user=SAMPLE_USER, **options)
    page.evaluate(KNOW_AGAIN)
    return page


def items_at(page: Page, meeting_id: str) -> Locator:
    return page.locator(f"#meeting-{meeting_id} .stops .title a")


def awaiting(page: Page) -> Locator:
    return page.locator("[data-awaiting] .title a")


def expect_told(page: Page, sentence: str) -> None:
    """Said in the live region that was there from the start: a new one would not be read aloud. The focus is kept."""
    expect(page.locator("#status[role=status]")).to_have_text(sentence)
    expect(page.locator(":focus")).to_have_count(1)
    assert page.evaluate(IS_THE_SAME)


def move_form(page: Page, stop_id: str) -> Locator:
    """The form to move the item to another meeting, opened by its button."""
    page.locator(f"#move-{stop_id}").click()
    form = page.locator(f"#form-{stop_id} .move-form:has(#to-{stop_id})")
    expect(form.locator("select")).to_be_focused()
    return form


def wait_form(page: Page, stop_id: str) -> Locator:
    """The form to let the item await a date, opened by its button."""
    page.locator(f"#postpone-{stop_id}").click()
    form = page.locator(f"#form-{stop_id} .move-form:has(#why-{stop_id})")
    expect(form.locator(f"#why-{stop_id}")).to_be_focused()
    return form


def withdraw_form(page: Page, stop_id: str) -> Locator:
    """The form to withdraw the item, unfolded among those that its button opens."""
    move_form(page, stop_id)
    page.locator(f"#form-{stop_id} .withdraw summary").click()
    return page.locator(f"#form-{stop_id} .withdraw form")
