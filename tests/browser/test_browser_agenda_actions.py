"""How few actions a secretary needs by keyboard: each key or text that changes something counts as one.

Going from one field or button to the next with Tab is the browser's own way and is not counted.
"""

from __future__ import annotations

from agendas import awaiting, expect_told, items_at, open_agenda, wait_form
from playwright.sync_api import Page, expect
from sites import Site, Visit, titles

MOST = 3


class Keyboard:
    """A page's keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def press(self, key: str) -> None:
        self.actions += 1
        self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        self.actions += 1
        self.page.keyboard.type(words)

    def go_to(self, element_id: str) -> None:
        for _ in range(400):
            if self.page.evaluate("document.activeElement.id") == element_id:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"#{element_id} cannot be reached with Tab")


def test_an_item_is_placed_at_the_next_meeting_by_one_action(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    keyboard, waiting, meeting = Keyboard(page), own_site.agenda().awaiting[1], own_site.agenda().rows[0]
    keyboard.go_to(f"place-{waiting.id}")
    keyboard.press("Enter")
    day = own_site.day(meeting.meeting.span.start)
    expect_told(page, own_site.says("The item is moved to %(day)s.", day=day))
    expect(items_at(page, meeting.meeting.id).last).to_have_text(waiting.title or "")
    assert keyboard.actions == 1
    expect(page.locator(f"#move-{waiting.id}")).to_be_focused()


def test_an_item_is_placed_at_a_later_meeting_by_three(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    agenda = own_site.agenda()
    keyboard, waiting = Keyboard(page), agenda.awaiting[1]
    keyboard.go_to(f"move-{waiting.id}")
    keyboard.press("Enter")
    expect(page.locator(f"#to-{waiting.id}")).to_be_focused()
    keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    keyboard.press("Enter")
    expect_told(page, own_site.says("The item is moved to %(day)s.", day=own_site.day(agenda.choices[1].span.start)))
    assert keyboard.actions <= MOST


def test_an_item_is_postponed_by_three(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    keyboard, stop = Keyboard(page), own_site.with_items()[0].stops[1]
    keyboard.go_to(f"postpone-{stop.id}")
    keyboard.press("Enter")
    expect(page.locator(f"#why-{stop.id}")).to_be_focused()
    keyboard.write("Afventer høringen")
    keyboard.press("Enter")
    expect_told(page, own_site.says("The item now awaits a date."))
    expect(awaiting(page).last).to_have_text(stop.title or "")
    assert keyboard.actions <= MOST


def test_what_was_done_is_undone_by_the_key_that_undoes_everywhere(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    row, waiting = own_site.agenda().rows[0], own_site.agenda().awaiting
    page.locator(f"#place-{waiting[1].id}").click()
    expect(page.locator("#undo")).to_be_visible()
    expect(page.locator("#undo")).to_be_in_viewport()
    expect(page.locator("#undo")).to_have_attribute("aria-keyshortcuts", "Control+Z")
    page.keyboard.press("Control+z")
    expect_told(page, own_site.says("The change is undone."))
    expect(page.locator("#undo")).to_have_count(0)
    expect(items_at(page, row.meeting.id)).to_have_text(titles(row.stops))
    expect(awaiting(page)).to_have_text(titles(waiting))
    expect(page.locator(f"#move-{waiting[1].id}")).to_be_focused()


def test_the_key_undoes_what_is_being_written_where_something_is(own_site: Site, visit: Visit) -> None:
    page = open_agenda(visit, own_site)
    first, second = own_site.agenda().awaiting[:2]
    page.locator(f"#place-{first.id}").click()
    expect(page.locator("#undo")).to_be_visible()
    page.locator(f"#move-{second.id}").click()
    expect(page.locator(f"#reason-{second.id}")).to_be_visible()
    page.locator(f"#reason-{second.id}").fill("Ny frist")
    page.keyboard.press("Control+z")
    expect(page.locator(f"#reason-{second.id}")).to_have_value("")
    expect(page.locator("#undo")).to_be_visible()


def test_the_button_undoes_and_leads_back_to_the_item(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    row = own_site.with_items()[0]
    wait_form(page, row.stops[0].id).locator("[name=reason]").fill("Senere")
    page.keyboard.press("Enter")
    expect_told(page, own_site.says("The item now awaits a date."))
    page.locator("#undo").click()
    expect_told(page, own_site.says("The change is undone."))
    expect(items_at(page, row.meeting.id)).to_have_text(titles(row.stops))
    expect(page.locator(f"#move-{row.stops[0].id}")).to_be_focused()
