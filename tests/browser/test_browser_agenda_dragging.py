"""Dragging items of the forward agenda with the mouse."""

from __future__ import annotations

import re

from agendas import awaiting, expect_told, items_at, open_agenda
from playwright.sync_api import Locator, Page, expect
from sites import Site, Visit, titles

from wheel.core.stops import Stop


def drag(page: Page, stop_id: str, onto: Locator, place: str) -> None:
    """Take the item by its grip and let go over `onto`, where `place` must have shown itself ready to take it."""
    page.locator(f"#stop-{stop_id} .grip").hover()
    page.mouse.down()
    onto.hover()
    expect(page.locator(".drop-here")).to_have_count(1)
    expect(page.locator(place)).to_have_class(re.compile("drop-here"))
    page.mouse.up()
    expect(page.locator(":is(.drop-here, .dragged)")).to_have_count(0)


def test_an_item_is_dragged_to_another_place(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    row = own_site.with_items()[0]
    first, second, third, *others = titles(row.stops)
    drag(page, row.stops[0].id, number(page, row.stops[2]), f"#stop-{row.stops[2].id}")
    expect_told(page, own_site.says("The item is now number %(place)s.", place=3))
    expect(items_at(page, row.meeting.id)).to_have_text([second, third, first, *others])
    drag(page, row.stops[0].id, number(page, row.stops[1]), f"#stop-{row.stops[1].id}")
    expect_told(page, own_site.says("The item is now number %(place)s.", place=1))
    expect(items_at(page, row.meeting.id)).to_have_text([first, second, third, *others])


def test_an_item_is_dragged_to_another_meeting(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    here, there = own_site.with_items()[:2]
    drag(page, here.stops[1].id, number(page, there.stops[0]), f"#meeting-{there.meeting.id}")
    expect_told(page, own_site.says("The item is moved to %(day)s.", day=own_site.day(there.meeting.span.start)))
    expect(items_at(page, there.meeting.id)).to_have_text(titles((*there.stops, here.stops[1])))
    expect(page.locator(f"#move-{here.stops[1].id}")).to_be_focused()


def test_an_item_dragged_to_the_awaiting_list_is_asked_why(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    row = own_site.with_items()[0]
    moved = row.stops[0]
    drag(page, moved.id, awaiting(page).first, "[data-awaiting]")
    expect(page.locator(f"#why-{moved.id}")).to_be_focused()
    expect(items_at(page, row.meeting.id)).to_have_text(titles(row.stops))
    page.keyboard.type("Afventer høringen")
    page.keyboard.press("Enter")
    expect_told(page, own_site.says("The item now awaits a date."))
    expect(awaiting(page).last).to_have_text(moved.title or "")


def test_an_awaiting_item_is_dragged_to_a_meeting(own_site: Site, visit: Visit) -> None:
    page = open_agenda(visit, own_site)
    waiting, meeting = own_site.agenda().awaiting[1], own_site.agenda().rows[3].meeting
    drag(page, waiting.id, page.locator(f"#meeting-{meeting.id} .meeting-items"), f"#meeting-{meeting.id}")
    expect_told(page, own_site.says("The item is moved to %(day)s.", day=own_site.day(meeting.span.start)))
    expect(items_at(page, meeting.id)).to_have_text([waiting.title or ""])


def test_a_drag_that_is_given_up_changes_nothing(own_site: Site, visit: Visit) -> None:
    """By Escape, over the place it came from, and over a day without a meeting."""
    page = open_agenda(visit, own_site)
    row = own_site.with_items()[0]
    grip = page.locator(f"#stop-{row.stops[0].id} .grip")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/stops/" in request.url else None)
    for end in ("Escape", "at home", "holiday"):
        grip.hover()
        page.mouse.down()
        number(page, row.stops[1]).hover()
        if end == "Escape":
            page.keyboard.press("Escape")
        elif end == "at home":
            number(page, row.stops[0]).hover()
        else:
            page.locator(".meeting.blocked").first.hover()
        page.mouse.up()
        expect(page.locator(":is(.drop-here, .dragged)")).to_have_count(0)
    expect(items_at(page, row.meeting.id)).to_have_text(titles(row.stops))
    assert not sent


def number(page: Page, stop: Stop) -> Locator:
    """The item's number: a part of its line that is no link."""
    return page.locator(f"#stop-{stop.id} .number")
