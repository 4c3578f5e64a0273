"""Taking hold of events on the wheel: where they can be taken, and where they are led."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect
from sites import Site

# Where the part of a mark lies on the screen, looked for along the ray of its day: the middle of what is painted there.
GRIP = """([href, part]) => {
  const mark = document.querySelector(`.w-events a.w-mark[href="${href}"]`), svg = mark.closest("svg");
  const turn = 2 * Math.PI / Number(svg.dataset.days);
  const first = (Date.parse(mark.dataset.start) - Date.parse(svg.dataset.first)) / 86_400_000;
  const days = Number(mark.dataset.days), shape = mark.querySelector(".w-shape"), matrix = svg.getScreenCTM();
  const inside = (angle) => {
    const found = [];
    for (let radius = 90; radius < 490; radius += .5) {
      const point = new DOMPoint(radius * Math.sin(angle), -radius * Math.cos(angle));
      if (shape.isPointInFill(point)) found.push(point);
    }
    return found;
  };
  const days_of = { middle: first + days / 2, end: first + days, start: first };
  for (let inwards = 0; inwards < days / 2; inwards += .05) {
    const day = days_of[part] + (part === "end" ? -inwards : part === "start" ? inwards : 0);
    for (const point of inside(day * turn).reverse()) {
      const { x, y } = point.matrixTransform(matrix);
      if (document.elementFromPoint(x, y)?.closest("a") === mark) return { x, y };
    }
  }
  return null;
}"""
# The same place so many days on, at the same distance from the middle.
TURNED = """([x, y, days]) => {
  const svg = document.querySelector("#wheel"), matrix = svg.getScreenCTM();
  const angle = 2 * Math.PI * days / Number(svg.dataset.days);
  const at = new DOMPoint(x, y).matrixTransform(matrix.inverse());
  const on = new DOMPoint(
    at.x * Math.cos(angle) - at.y * Math.sin(angle), at.x * Math.sin(angle) + at.y * Math.cos(angle));
  const { x: right, y: down } = on.matrixTransform(matrix);
  return { x: right, y: down };
}"""
# A place of a ring on a day; where no event is painted.
EMPTY = """([ring, from]) => {
  const svg = document.querySelector("#wheel"), matrix = svg.getScreenCTM();
  const ground = svg.querySelector(`.w-ground[data-ring="${ring}"]`);
  const turn = 2 * Math.PI / Number(svg.dataset.days);
  for (let day = from; day < Number(svg.dataset.days); day++)
    for (let radius = Number(ground.dataset.inner) + 6; radius < Number(ground.dataset.outer) - 6; radius += 4) {
      const angle = (day + .5) * turn;
      const { x, y } = new DOMPoint(radius * Math.sin(angle), -radius * Math.cos(angle)).matrixTransform(matrix);
      const near = [[0, 0], [-14, 0], [14, 0], [0, -14], [0, 14]];
      if (near.every(([right, down]) => !document.elementFromPoint(x + right, y + down)?.closest("a, .w-tab")))
        return { x, y, day: new Date(Date.parse(svg.dataset.first) + day * 86_400_000).toISOString().slice(0, 10) };
    }
  return null;
}"""


@dataclass(frozen=True)
class Place:
    """A point of the screen, in CSS pixels."""

    x: float
    y: float


def grip(page: Page, href: str, part: str = "middle") -> Place:
    """Where the event can be taken hold of: in its "middle", or at its "start" or "end"."""
    page.locator("#wheel").scroll_into_view_if_needed()
    found = page.evaluate(GRIP, [href, part])
    assert found, "nothing of it can be reached"
    return Place(found["x"], found["y"])


def turned(page: Page, place: Place, days: float) -> Place:
    found = page.evaluate(TURNED, [place.x, place.y, days])
    return Place(found["x"], found["y"])


def empty_place(page: Page, ring: str, from_day: int) -> tuple[Place, str]:
    """A bare place of the ring, not before that day of the wheel, and its day."""
    page.locator("#wheel").scroll_into_view_if_needed()
    found = page.evaluate(EMPTY, [ring, from_day])
    assert found, "the ring is full"
    return Place(found["x"], found["y"]), str(found["day"])


def lead(page: Page, place: Place, days: int) -> None:
    """With the button held down, lead what was taken at `place` so many days on."""
    page.mouse.move(place.x, place.y)
    page.mouse.down()
    for step in range(1, 5):
        to = turned(page, place, days * step / 4)
        page.mouse.move(to.x, to.y)
    expect(label(page)).to_be_visible()


def label(page: Page) -> Locator:
    """What follows the pointer."""
    return page.locator("#drag-label")


def question(page: Page) -> Locator:
    return page.locator("#confirm-title")


def expect_question(page: Page, site: Site, title: str, before: str, after: str) -> None:
    sentence = site.says("Move %(title)s from %(before)s to %(after)s?", title=title, before=before, after=after)
    expect(question(page)).to_have_text(sentence)
    expect(page.locator("#do-move")).to_be_focused()


def wheel_mark(page: Page, href: str) -> Locator:
    return page.locator(f'.w-events a.w-mark[href="{href}"]')


def expect_on(page: Page, href: str, day: str) -> None:
    """The wheel, drawn anew, has the event on that day."""
    expect(wheel_mark(page, href)).to_have_attribute("data-start", day)
    expect(page.locator(".w-wish")).to_have_count(0)
