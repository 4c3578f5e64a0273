"""The wheel under a finger: what is near is meant, several are asked about, and zooming is the browser's own."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from wheels import MARKS, Sent

MONTH = "/wheel/2026-11"
# A place with just so many marks within 12 pixels of it and none within 14 more; `isBare`: and none right under it.
# Looked for by asking the browser what it has drawn there, point by point.
PLACE = """([count, isBare]) => {
  const marksAt = (x, y) => document.elementsFromPoint(x, y).filter((part) => part.matches(".w-rings .w-shape"))
    .map((shape) => shape.closest("a")).filter((mark) => !mark.matches(".w-round"));
  const within = (x, y, radius) => {
    const found = new Set();
    for (let right = -radius; right <= radius; right++)
      for (let down = -radius; down <= radius; down++)
        if (Math.hypot(right, down) <= radius) for (const mark of marksAt(x + right, y + down)) found.add(mark);
    return found;
  };
  for (const mark of document.querySelectorAll(".w-events a")) {
    const box = mark.querySelector(".w-shape").getBoundingClientRect();
    for (const [right, down] of [[0, 0], [-8, 0], [8, 0], [0, -8], [0, 8]]) {
      const x = (right < 0 ? box.left : right > 0 ? box.right : box.left + box.width / 2) + right;
      const y = (down < 0 ? box.top : down > 0 ? box.bottom : box.top + box.height / 2) + down;
      const isEmpty = !document.elementFromPoint(x, y)?.closest(".w-rings a");
      if (isEmpty !== isBare) continue;
      const near = within(x, y, 10), about = within(x, y, 14);
      if (near.size === about.size && (count === 2 ? near.size >= 2 : near.size === count))
        return { x, y, hrefs: [...near].map((one) => one.getAttribute("href")) };
    }
  }
  return null;
}"""


@pytest.fixture
def phone(site: Site, visit: Visit) -> Page:
    page = visit(site, MONTH, width=390, has_touch=True, is_mobile=True)
    page.locator("#wheel").scroll_into_view_if_needed()
    return page


def place(page: Page, count: int, *, is_bare: bool) -> Any:
    found = page.evaluate(PLACE, [count, is_bare])
    assert found, "the sample has no such place"
    return found


def tap(page: Page, there: Any) -> None:
    page.touchscreen.tap(there["x"], there["y"])


def test_a_tap_beside_a_mark_means_it(phone: Page) -> None:
    there = place(phone, 1, is_bare=True)
    tap(phone, there)
    expect(phone.locator("#panel #panel-title")).to_be_focused()
    expect(phone.locator(f"{MARKS}[aria-current]")).to_have_attribute("href", there["hrefs"][0])
    expect(phone.locator("#nearby")).to_be_hidden()


def test_a_tap_on_a_mark_opens_it(phone: Page) -> None:
    there = place(phone, 1, is_bare=False)
    tap(phone, there)
    expect(phone.locator("#panel #panel-title")).to_be_focused()
    expect(phone.locator(f"{MARKS}[aria-current]")).to_have_attribute("href", there["hrefs"][0])


def test_a_tap_on_several_asks_which(phone: Page, site: Site) -> None:
    there = place(phone, 2, is_bare=False)
    tap(phone, there)
    asked = phone.locator("#nearby")
    expect(asked.locator("li button")).to_have_count(len(there["hrefs"]))
    expect(asked.locator("li button").first).to_be_focused()
    for button in asked.locator("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["height"], box["width"]) >= 24
    words = asked.locator("li button").first.inner_text()
    asked.locator("li button").first.tap()
    expect(asked).to_be_hidden()
    expect(phone.locator("#panel #panel-title")).to_be_focused()
    assert phone.locator("#panel-title").inner_text() in words
    assert phone.locator(f"{MARKS}[aria-current]").get_attribute("href") in there["hrefs"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_question_is_accessible(site: Site, visit: Visit, scheme: str) -> None:
    page = visit(site, MONTH, width=390, has_touch=True, is_mobile=True, color_scheme=scheme)
    page.locator("#wheel").scroll_into_view_if_needed()
    tap(page, place(page, 2, is_bare=False))
    expect(page.locator("#nearby")).to_be_visible()
    found = Axe().run(page, context="#nearby", options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("way", ["Escape", "the button", "beside it"])
def test_the_question_can_be_left_alone(phone: Page, site: Site, way: str) -> None:
    sent = Sent(phone, site)
    there = place(phone, 2, is_bare=False)
    tap(phone, there)
    asked = phone.locator("#nearby")
    expect(asked).to_be_visible()
    if way == "Escape":
        phone.keyboard.press("Escape")
    elif way == "the button":
        asked.locator("form button").tap()
    else:
        phone.touchscreen.tap(3, 3)
    expect(asked).to_be_hidden()
    assert not set(sent.paths) & set(there["hrefs"])


def test_a_tap_far_from_every_mark_opens_nothing(phone: Page, site: Site) -> None:
    sent = Sent(phone, site)
    hub = phone.locator(".w-hub circle").bounding_box()
    assert hub
    phone.touchscreen.tap(hub["x"] + hub["width"] / 2, hub["y"] + hub["height"] / 2)
    expect(phone.locator("#nearby")).to_be_hidden()
    assert sent.paths == []


@pytest.mark.parametrize("has_touch", [True, False])
def test_the_title_beside_a_mark_opens_it_too(site: Site, visit: Visit, has_touch: bool) -> None:
    page = visit(site, MONTH, width=390, has_touch=has_touch)
    title = page.locator(".w-mark:has(.w-beside-text)").first
    text = title.locator(".w-beside-text")
    (text.tap if has_touch else text.click)()
    expect(page.locator("#panel #panel-title")).to_be_focused()
    expect(title).to_have_attribute("aria-current", "true")


def test_a_mouse_means_what_it_points_at(site: Site, visit: Visit) -> None:
    page = visit(site, MONTH)
    page.locator("#wheel").scroll_into_view_if_needed()
    there = place(page, 2, is_bare=False)
    page.mouse.click(there["x"], there["y"])
    expect(page.locator("#panel #panel-title")).to_be_focused()
    expect(page.locator("#nearby")).to_be_hidden()


@pytest.mark.parametrize("user", ["", SAMPLE_USER])
def test_two_fingers_zoom_the_wheel(site: Site, visit: Visit, user: str) -> None:
    page = visit(site, MONTH, width=390, user=user, has_touch=True, is_mobile=True)
    box = page.locator("#wheel").bounding_box()
    assert box
    middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    browser = page.context.new_cdp_session(page)
    browser.send("Input.synthesizePinchGesture", {**middle, "scaleFactor": 2.5})
    assert page.evaluate("() => visualViewport.scale") > 1.5
    expect(page.locator("#nearby")).to_be_hidden()


def test_a_month_is_one_tap_away(site: Site, visit: Visit) -> None:
    page = visit(site, "/wheel/2026", width=390, has_touch=True, is_mobile=True)
    page.locator("#zoom-month").tap()
    expect(page.locator("#wheel")).to_have_attribute("data-zoom", "month")
    page.locator("#wheel").scroll_into_view_if_needed()
    tap(page, place(page, 1, is_bare=False))
    expect(page.locator("#panel #panel-title")).to_be_focused()
