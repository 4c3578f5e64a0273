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
    """The form to move the item, opened by its button."""
    page.locator(f"#move-{stop_id}").click()
    form = page.locator(f"#form-{stop_id} .move-form")
    expect(form.locator("select")).to_be_focused()
    return form
