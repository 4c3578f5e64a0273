"""The wheel as the browser draws it: measured in the page, in the drawing's own units."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page
from sites import SAMPLE_USER, Site, Visit

# Every shape, with its outline, adds the same grey to a canvas: what two of them cover is twice as light. Two that only
# touch share the pixels of their common edge between them, so that no pixel is lighter than one shape.
OVERLAPS = """() => {
  const shapes = [...document.querySelectorAll(":is(.w-mark:not(.w-round), .w-cluster) .w-shape")];
  const [left, top, width, height] = document.querySelector(".w-wheel").getAttribute("viewBox").split(" ").map(Number);
  const scale = 2, grey = 100;
  const pens = [1, 2].map(() => {
    const canvas = new OffscreenCanvas(width * scale, height * scale);
    return canvas.getContext("2d", { willReadFrequently: true });
  });
  const [sum, one] = pens;
  sum.fillRect(0, 0, width * scale, height * scale);
  sum.globalCompositeOperation = "lighter";
  one.fillStyle = one.strokeStyle = `rgb(${grey}, 0, 0)`;
  for (const shape of shapes) {
    const path = new Path2D(shape.getAttribute("d")), box = shape.getBBox({ stroke: true });
    const line = parseFloat(getComputedStyle(shape).strokeWidth);
    const x = Math.floor((box.x - left - line) * scale), y = Math.floor((box.y - top - line) * scale);
    const size = [box.width, box.height].map((side) => Math.ceil((side + 3 * line) * scale) + 1);
    one.clearRect(x, y, ...size);
    one.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
    one.fill(path);
    one.lineWidth = line;
    if (line) one.stroke(path);
    one.resetTransform();
    sum.drawImage(one.canvas, x, y, ...size, x, y, ...size);
    one.clearRect(x, y, ...size);
  }
  const { data } = sum.getImageData(0, 0, width * scale, height * scale);
  const found = new Set();
  let drawn = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] > 0) drawn += 1;
    if (data[at] < 1.5 * grey) continue;
    const place = at / 4, across = width * scale;
    const right = (place % across) + 0.5, down = Math.floor(place / across) + 0.5;
    const point = new DOMPoint(right / scale + left, down / scale + top);
    found.add(shapes.filter((shape) => shape.isPointInFill(point) || shape.isPointInStroke(point))
      .map((shape) => shape.closest("a").getAttribute("aria-label")).join(" <> ") || `at ${point.x}, ${point.y}`);
  }
  return { count: shapes.length, transformed: shapes.filter((shape) => shape.closest("[transform]")).length,
           drawn, found: [...found] };
}"""
LABELS = """() => [...document.querySelectorAll(".w-wheel textPath")].map((label) => ({
  text: label.textContent,
  width: label.getComputedTextLength(),
  room: document.querySelector(label.getAttribute("href")).getTotalLength(),
}))"""
HUB = """() => {
  const radius = document.querySelector(".w-hub circle").r.baseVal.value;
  return [...document.querySelectorAll(".w-hub text")].map((line) => {
    const box = line.getBBox();
    const reach = Math.max(...[box.y, box.y + box.height].map((y) => Math.hypot(box.width / 2, y)));
    return { text: line.textContent, isInside: reach < radius };
  });
}"""
NEEDLE = """() => {
  const end = document.querySelector(".w-needle circle");
  return [end.cx.baseVal.value, end.cy.baseVal.value];
}"""
DAYS = """() => [...document.querySelectorAll(".w-mark:not(.w-round, .w-arc, .w-hatched) .w-shape")].map((shape) => {
  const box = shape.getBBox();
  return [shape.closest("a").dataset.start, box.x + box.width / 2, box.y + box.height / 2];
})"""


@pytest.fixture(params=[2026, 2027])
def wheel(request: pytest.FixtureRequest, site: Site, visit: Visit) -> Page:
    """The wheel with everything on it that a secretary sees, once the fonts are there."""
    page = visit(site, f"/wheel/{request.param}", user=SAMPLE_USER)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    return page


def test_no_mark_is_drawn_on_top_of_another(wheel: Page) -> None:
    measured: dict[str, Any] = wheel.evaluate(OVERLAPS)
    assert measured["count"] > 150
    assert measured["drawn"] > 10_000, "or nothing was measured"
    assert measured["transformed"] == 0, "the shapes are measured where their paths say"
    assert measured["found"] == []


def test_the_measure_sees_an_overlap(wheel: Page) -> None:
    """One mark put where its neighbour is."""
    wheel.evaluate("""() => {
      const [one, other] = document.querySelectorAll(".w-mark:not(.w-round) .w-shape");
      one.setAttribute("d", other.getAttribute("d"));
    }""")
    assert any("<>" in pair for pair in wheel.evaluate(OVERLAPS)["found"])


def test_every_label_stays_within_its_arc(wheel: Page) -> None:
    labels: list[dict[str, Any]] = wheel.evaluate(LABELS)
    assert len(labels) > 20
    assert all(label["width"] > 0 for label in labels), "or the text was not set"
    assert [label for label in labels if label["width"] > label["room"] + 0.5] == []


def test_every_line_in_the_middle_stays_within_it(wheel: Page) -> None:
    lines: list[dict[str, Any]] = wheel.evaluate(HUB)
    assert len(lines) >= 3
    assert [line["text"] for line in lines if not line["isInside"]] == []


def test_the_needle_points_at_today(site: Site, visit: Visit) -> None:
    """21 November 2026 is the year's 325th day."""
    x, y = visit(site, "/wheel/2026").evaluate(NEEDLE)
    assert 324 <= days_from_new_year(x, y) <= 325


def test_every_dated_mark_stands_at_its_day(wheel: Page) -> None:
    """Within a day, since the middle of a turned triangle's box is not quite where its day is."""
    marks: list[tuple[str, float, float]] = wheel.evaluate(DAYS)
    assert len(marks) > 100
    for start, x, y in marks:
        day = date.fromisoformat(start).timetuple().tm_yday
        assert day - 1.5 < days_from_new_year(x, y) < day + 0.5, start


def test_no_other_year_has_a_needle(site: Site, visit: Visit) -> None:
    assert visit(site, "/wheel/2027").locator(".w-needle").count() == 0


def days_from_new_year(x: float, y: float) -> float:
    """How far round the wheel a point is, in days of a year of 365."""
    return math.atan2(x, -y) % math.tau / math.tau * 365
