"""The card of an event: by mouse and by keyboard, never in the way, and asked for once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from sites import Site, Visit
from wheels import MARKS, REACHABLE, WHEEL, Sent, change_wheel, mark, next_meeting, row, stop_clock

# For each mark, come to by keyboard: what is wrong with the place of its card.
MISPLACED = """(marks) => {
  const tip = document.getElementById("tip"), found = [];
  for (const mark of document.querySelectorAll(marks)) {
    mark.focus({ focusVisible: true });
    const card = tip.getBoundingClientRect(), shape = mark.querySelector(".w-shape");
    const matrix = shape.getScreenCTM(), length = shape.getTotalLength();
    const isOn = (point) =>
      point.x > card.left && point.x < card.right && point.y > card.top && point.y < card.bottom;
    const isCovered = Array.from({ length: 100 }, (_, at) => shape.getPointAtLength((at * length) / 100))
      .some((point) => isOn(point.matrixTransform(matrix)));
    const isOut = card.left < 0 || card.top < 0 || card.bottom > innerHeight ||
      card.right > document.documentElement.clientWidth;
    const isShown = !tip.hidden && card.width > 0;
    if (!isShown || isCovered || isOut) found.push([mark.getAttribute("aria-label"), isShown, isCovered, isOut]);
  }
  return found;
}"""


@pytest.fixture
def page(site: Site, visit: Visit) -> Page:
    return visit(site, WHEEL)


def asked(sent: Sent, href: str) -> int:
    return sent.paths.count(f"{href}/card")


def test_what_is_pointed_at_shows_its_card_until_it_is_left(page: Page, site: Site) -> None:
    card = page.locator("#tip")
    expect(card).to_be_hidden()
    mark(page, next_meeting(site)).hover()
    expect(card).to_be_in_viewport(ratio=1)
    expect(card.locator("*").first).to_be_visible()
    expect(card).to_contain_text(str(site.agenda().rows[0].meeting.title))
    page.locator("#year-title").hover()
    expect(card).to_be_hidden()


def test_passing_over_a_mark_shows_nothing_and_asks_nothing(page: Page, site: Site) -> None:
    sent = Sent(page, site)
    page.locator("#year-title").hover()
    stop_clock(page)
    mark(page, next_meeting(site)).hover()
    page.clock.run_for(100)
    page.locator("#year-title").hover()
    page.clock.run_for(2_000)
    expect(page.locator("#tip")).to_be_hidden()
    assert not [path for path in sent.paths if path.endswith("/card")]


def test_the_card_stays_while_the_pointer_is_on_it_and_goes_with_escape(page: Page, site: Site) -> None:
    """WCAG 1.4.13: hoverable, persistent, dismissable."""
    card = page.locator("#tip")
    mark(page, next_meeting(site)).hover()
    expect(card.locator("*").first).to_be_visible()
    stop_clock(page)
    card.hover()
    page.clock.run_for(5_000)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_whoever_walks_by_keyboard_sees_it_at_once(page: Page) -> None:
    stop_clock(page)
    page.locator(REACHABLE).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tip")).to_be_visible()
    here = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Escape")
    expect(page.locator("#tip")).to_be_hidden()
    expect(mark(page, here)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tip")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#tip")).to_be_hidden()


@pytest.mark.parametrize("answer", [404, "no connection"])
def test_without_an_answer_the_card_says_what_a_screen_reader_hears(page: Page, site: Site, answer: int | str) -> None:
    page.route(
        re.compile("/card$"), lambda route: route.fulfill(status=404) if answer == 404 else route.abort("aborted")
    )
    # Nobody reads what a 404 says, and a browser may call that request cancelled rather than finished.
    with page.expect_event("response" if answer == 404 else "requestfailed", lambda event: event.url.endswith("/card")):
        mark(page, next_meeting(site)).hover()
    expect(page.locator("#tip")).to_have_text(mark(page, next_meeting(site)).get_attribute("aria-label") or "")


def test_a_card_is_asked_for_once_until_the_wheel_has_changed(page: Page, site: Site) -> None:
    sent, href = Sent(page, site), next_meeting(site)
    card = page.locator("#tip")
    for _ in range(3):
        mark(page, href).hover()
        expect(card.locator("*").first).to_be_visible()
        page.locator("#year-title").hover()
        expect(card).to_be_hidden()
    assert asked(sent, href) == 1
    change_wheel(page)
    mark(page, href).hover()
    expect(card.locator("*").first).to_be_visible()
    assert asked(sent, href) == 2


def test_a_row_of_the_list_shows_the_same_card(page: Page, site: Site) -> None:
    mark(page, next_meeting(site)).hover()
    expect(page.locator("#tip *").first).to_be_visible()
    told = page.locator("#tip").inner_text()
    page.locator("#year-title").hover()
    expect(page.locator("#tip")).to_be_hidden()
    row(page, next_meeting(site)).locator("a").hover()
    expect(page.locator("#tip *").first).to_be_visible()
    assert page.locator("#tip").inner_text() == told
    card, told_of = page.locator("#tip").bounding_box(), row(page, next_meeting(site)).bounding_box()
    assert card
    assert told_of
    assert card["x"] + card["width"] <= told_of["x"], "the rows before and after it stay in sight"


def test_pressing_puts_the_card_away(page: Page, site: Site) -> None:
    mark(page, next_meeting(site)).hover()
    expect(page.locator("#tip")).to_be_visible()
    page.mouse.down()
    expect(page.locator("#tip")).to_be_hidden()
    page.mouse.up()
    expect(page.locator("#panel #panel-title")).to_be_focused()
    expect(page.locator("#tip")).to_be_hidden()


@pytest.mark.parametrize("address", [WHEEL, "/wheel/2026-11"])
def test_the_card_is_in_the_window_and_never_on_its_mark(site: Site, visit: Visit, address: str) -> None:
    page = visit(site, address)
    page.route(re.compile("/card$"), lambda route: route.abort("aborted"))
    page.locator(".wheel-box").scroll_into_view_if_needed()
    assert page.evaluate(MISPLACED, MARKS) == []


def test_a_finger_gets_no_card(site: Site, visit: Visit) -> None:
    page = visit(site, "/wheel/2026-11", width=390, has_touch=True, is_mobile=True)
    stop_clock(page)
    mark(page, next_meeting(site)).locator(".w-shape").tap()
    page.clock.run_for(2_000)
    expect(page.locator("#tip")).to_be_hidden()
