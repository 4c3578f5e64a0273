"""Dragging events on the wheel: with the mouse, a finger and a pen, moved whole or by their ends."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect
from sites import READER, SAMPLE_USER, Site, Visit
from wheel_changes import Place, expect_on, expect_question, grip, label, lead, question, turned, wheel_mark
from wheels import Sent, next_meeting

from wheel.core.occurrences import Occurrence

YEAR = "/wheel/2026"


@pytest.fixture
def meeting(own_site: Site) -> Occurrence:
    return own_site.agenda().rows[0].meeting


@pytest.fixture
def wheel(own_site: Site, visit: Visit) -> Page:
    return visit(own_site, YEAR, user=SAMPLE_USER)


def days_on(meeting: Occurrence, days: int) -> date:
    return meeting.span.start + timedelta(days)


def test_a_meeting_is_dragged_to_another_day_and_the_move_taken_back(
    wheel: Page, own_site: Site, meeting: Occurrence
) -> None:
    href, to_day = next_meeting(own_site), days_on(meeting, 6)
    lead(wheel, grip(wheel, href), 6)
    expect(label(wheel)).to_contain_text(own_site.day(to_day))
    expect(label(wheel)).to_contain_text(f"uge {to_day.isocalendar().week}")
    wheel.mouse.up()
    expect_question(wheel, own_site, meeting.title, own_site.day(meeting.span.start), own_site.day(to_day))
    wheel.keyboard.press("Enter")
    expect_on(wheel, href, to_day.isoformat())
    expect(wheel.locator("#confirm")).to_be_hidden()
    expect(wheel.locator("#panel-title")).to_have_text(meeting.title)
    expect(wheel_mark(wheel, href)).to_have_attribute("aria-current", "true")
    said = own_site.says("The event is moved to %(day)s.", day=own_site.day(to_day))
    expect(wheel.locator("#status")).to_contain_text(said)
    wheel.locator("#status .undo").click()
    expect_on(wheel, href, meeting.span.start.isoformat())
    expect(wheel.locator("#status")).to_have_text(own_site.says("The change is undone."))


def test_what_speaks_against_a_day_is_said_while_dragging(wheel: Page, own_site: Site, meeting: Occurrence) -> None:
    other = own_site.agenda().rows[1].meeting
    lead(wheel, grip(wheel, next_meeting(own_site)), (other.span.start - meeting.span.start).days)
    expect(label(wheel).locator("p", has_text=re.compile(f"{meeting.title}.*{other.title}"))).to_have_count(1)
    to = turned(wheel, grip_of_now(wheel), (date(2026, 12, 25) - other.span.start).days)
    wheel.mouse.move(to.x, to.y)
    expect(label(wheel)).to_contain_text("juledag", ignore_case=True)
    wheel.mouse.up()
    expect(wheel.locator("#confirm .notes")).to_contain_text("juledag", ignore_case=True)


def grip_of_now(page: Page) -> Place:
    """Where what is being dragged is now: in the middle of its copy."""
    box = page.locator(".w-dragged").bounding_box()
    assert box
    return Place(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def a_phase(page: Page) -> str:
    """The address of an exact span with room round it."""
    phases = page.locator(".w-events a.w-phase:not(.w-hatched, .w-cancelled)")
    return str(
        phases.evaluate_all(
            "(marks) => marks.find((one) => Number(one.dataset.days) > 25 && Number(one.dataset.days) < 120)"
            ".getAttribute('href')"
        )
    )


@pytest.mark.parametrize(("part", "days"), [("end", 9), ("start", -5)])
def test_a_span_is_lengthened_by_dragging_an_end(wheel: Page, own_site: Site, part: str, days: int) -> None:
    href = a_phase(wheel)
    before = days_of(wheel, href)
    end = grip(wheel, href, part)
    wheel.mouse.move(end.x, end.y)
    expect(wheel_mark(wheel, href)).to_have_class(re.compile("w-resize"))
    lead(wheel, end, days)
    wheel.mouse.up()
    expect(wheel.locator("#do-move")).to_have_text(own_site.says("Change the length"))
    wheel.locator("#do-move").click()
    expect(wheel_mark(wheel, href)).to_have_attribute("data-days", str(before[1] + abs(days)))
    assert days_of(wheel, href)[0] == before[0] + timedelta(min(days, 0))


def days_of(page: Page, href: str) -> tuple[date, int]:
    mark = wheel_mark(page, href)
    return date.fromisoformat(mark.get_attribute("data-start") or ""), int(mark.get_attribute("data-days") or "0")


def test_a_span_taken_in_its_middle_is_moved_whole(wheel: Page) -> None:
    href = a_phase(wheel)
    first, days = days_of(wheel, href)
    lead(wheel, grip(wheel, href), 7)
    wheel.mouse.up()
    wheel.locator("#do-move").click()
    expect_on(wheel, href, (first + timedelta(7)).isoformat())
    assert days_of(wheel, href)[1] == days


def test_an_imprecise_one_is_given_the_day_it_is_dropped_on(wheel: Page, own_site: Site) -> None:
    href = wheel.locator(".w-events a.w-hatched").first.get_attribute("href") or ""
    lead(wheel, grip(wheel, href), 3)
    wheel.mouse.up()
    expect(wheel.locator("#do-move")).to_have_text(own_site.says("Set the date"))
    wheel.locator("#do-move").click()
    expect(wheel_mark(wheel, href)).to_have_attribute("data-days", "1")
    expect(wheel_mark(wheel, href)).not_to_have_class(re.compile("w-hatched"))


def test_a_drag_that_is_given_up_changes_nothing_and_opens_nothing(wheel: Page, own_site: Site) -> None:
    """By Escape, in the middle of the wheel, at home, and by saying no."""
    href = next_meeting(own_site)
    place = grip(wheel, href)
    sent = Sent(wheel, own_site)
    for way in ("Escape", "middle", "home"):
        lead(wheel, place, 9)
        if way == "Escape":
            wheel.keyboard.press("Escape")
        else:
            to = middle(wheel) if way == "middle" else place
            wheel.mouse.move(to.x, to.y)
        wheel.mouse.up()
        expect(wheel.locator(".w-wish")).to_have_count(0)
        expect(label(wheel)).to_be_hidden()
    asked = [path for path in sent.paths if not path.endswith("/card")]
    assert all("/moves/notes?" in path for path in asked), asked
    lead(wheel, place, 9)
    wheel.mouse.up()
    expect(question(wheel)).to_be_visible()
    wheel.locator("#confirm [data-close-dialog]").click()
    expect(wheel.locator("#confirm")).to_be_hidden()
    expect(wheel.locator(".w-wish")).to_have_count(0)
    assert not [path for path in sent.paths if path.endswith("/moves")]
    wheel.mouse.click(place.x, place.y)
    expect(wheel.locator("#panel-title")).to_be_visible()


def middle(page: Page) -> Place:
    box = page.locator("#wheel .w-hub").bounding_box()
    assert box
    return Place(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_somebody_elses_move_is_shown_in_the_dialog(wheel: Page, own_site: Site, meeting: Occurrence) -> None:
    href = next_meeting(own_site)
    lead(wheel, grip(wheel, href), 6)
    wheel.mouse.up()
    expect(question(wheel)).to_be_visible()
    wheel.locator("#confirm [name=seen]").evaluate("(field) => { field.value = '0'; }")
    wheel.locator("#do-move").click()
    rows = wheel.locator("#confirm .versions td")
    expect(rows).to_have_text([own_site.day(meeting.span.start), own_site.day(days_on(meeting, 6))])
    expect(wheel.locator("#confirm [role=alert]")).to_be_visible()
    wheel.locator("#do-move").click()
    expect_on(wheel, href, days_on(meeting, 6).isoformat())


def test_a_reader_drags_nothing(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, YEAR, user=READER)
    place = grip(page, next_meeting(own_site))
    sent = Sent(page, own_site)
    page.mouse.move(place.x, place.y)
    page.mouse.down()
    to = turned(page, place, 9)
    page.mouse.move(to.x, to.y, steps=5)
    page.mouse.up()
    expect(page.locator("#confirm, #drag-label, .w-wish")).to_have_count(0)
    assert not [path for path in sent.paths if "/moves" in path]


@pytest.fixture
def phone(own_site: Site, visit: Visit) -> Page:
    return visit(own_site, "/wheel/2026-11", width=390, user=SAMPLE_USER, has_touch=True, is_mobile=True)


def touch(session: CDPSession, kind: str, *places: Place) -> None:
    points: list[dict[str, Any]] = [{"x": place.x, "y": place.y} for place in places]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_finger_that_holds_an_event_drags_it(phone: Page, own_site: Site, meeting: Occurrence) -> None:
    href = next_meeting(own_site)
    place, session = grip(phone, href), phone.context.new_cdp_session(phone)
    touch(session, "touchStart", place)
    phone.locator(".w-wish").wait_for(state="attached")
    for days in (0.5, 1, 1.5, 2):
        touch(session, "touchMove", turned(phone, place, days))
    expect(label(phone)).to_contain_text(own_site.day(days_on(meeting, 2)))
    touch(session, "touchEnd")
    expect_question(phone, own_site, meeting.title, own_site.day(meeting.span.start), own_site.day(days_on(meeting, 2)))
    phone.locator("#do-move").tap()
    expect_on(phone, href, days_on(meeting, 2).isoformat())


def test_a_finger_that_swipes_scrolls_the_page(phone: Page, own_site: Site) -> None:
    place, session = grip(phone, next_meeting(own_site)), phone.context.new_cdp_session(phone)
    before = phone.evaluate("scrollY")
    sent = Sent(phone, own_site)
    touch(session, "touchStart", place)
    for up in (10, 40, 80, 120):
        touch(session, "touchMove", Place(place.x, place.y - up))
    touch(session, "touchEnd")
    phone.wait_for_function("(before) => scrollY > before + 50", arg=before)
    expect(phone.locator(".w-wish")).to_have_count(0)
    assert not sent.paths


def test_a_pen_drags_at_once(wheel: Page, own_site: Site, meeting: Occurrence) -> None:
    href = next_meeting(own_site)
    place, session = grip(wheel, href), wheel.context.new_cdp_session(wheel)
    pen = {"pointerType": "pen", "button": "left", "buttons": 1, "clickCount": 1}
    session.send("Input.dispatchMouseEvent", {"type": "mousePressed", "x": place.x, "y": place.y, **pen})
    for days in (2, 4, 6):
        to = turned(wheel, place, days)
        session.send("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": to.x, "y": to.y, **pen})
    expect(label(wheel)).to_contain_text(own_site.day(days_on(meeting, 6)))
    session.send("Input.dispatchMouseEvent", {"type": "mouseReleased", "x": to.x, "y": to.y, **pen})
    wheel.locator("#do-move").click()
    expect_on(wheel, href, days_on(meeting, 6).isoformat())
