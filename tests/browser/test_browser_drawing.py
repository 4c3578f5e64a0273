"""The wheel as the browser draws it: measured in the page, in the drawing's own units."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from measured_wheels import OVERLAPS, fill_wheel, measured
from sites import SAMPLE_USER, Site, Visit

KEYS = ("2026", "2027", "2026-H2", "2026-Q4", "2026-11", "rolling-2026-12", "school-2026", "budget-2027")
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
DAYS = """() => {
  const { first, days } = document.querySelector(".w-wheel").dataset;
  const marks = ".w-wheel .w-mark:not(.w-round, .w-arc, .w-hatched) .w-shape";
  return { first, days: Number(days), marks: [...document.querySelectorAll(marks)].map((shape) => {
    const box = shape.getBBox();
    return [shape.closest("a").dataset.start, box.x + box.width / 2, box.y + box.height / 2];
  }) };
}"""


@pytest.mark.parametrize("key", KEYS)
def test_nothing_overlaps_and_every_text_can_be_read(site: Site, visit: Visit, key: str) -> None:
    """The wheel with everything on it that a secretary sees."""
    page = visit(site, f"/wheel/{key}", user=SAMPLE_USER)
    found = measured(page)
    assert found["overlaps"]["marks"] > 20
    assert found["overlaps"]["painted"] > 10_000, "or nothing was measured"
    assert found["overlaps"]["transformed"] == 0, "the shapes are measured where their paths say"
    assert len(found["labels"]) > 10
    assert all(label["width"] > 0 for label in found["labels"]), "or the text was not set"
    assert_legible(found)
    lines: list[dict[str, Any]] = page.evaluate(HUB)
    assert len(lines) >= 3
    assert [line["text"] for line in lines if not line["isInside"]] == []


@pytest.mark.parametrize("key", ["2026", "2026-H2", "2026-Q4", "2026-11", "school-2026", "budget-2027"])
def test_so_it_is_however_much_there_is(site: Site, visit: Visit, key: str) -> None:
    page = visit(site, f"/wheel/{key}", user=SAMPLE_USER)
    for count in (50, 600, 3_000):
        fill_wheel(page, site, key, count)
        found = measured(page)
        assert found["overlaps"]["marks"] > 40
        assert_legible(found)
    assert page.locator(".w-cluster").count() > 0, "three thousand can only be counted"


def assert_legible(found: dict[str, Any]) -> None:
    assert found["overlaps"]["found"] == []
    assert found["too long"] == []
    assert found["upside down"] == []
    assert found["outside"] == []


@pytest.mark.parametrize(
    "spoiled",
    [
        """() => { const [one, other] = document.querySelectorAll(".w-events .w-shape");
          one.setAttribute("d", other.getAttribute("d")); }""",
        """() => { const [one, other] = document.querySelectorAll(".w-wheel .w-mark:has(.w-beside-text) .w-base");
          one.setAttribute("d", other.getAttribute("d")); }""",
    ],
    ids=["a mark", "a title"],
)
def test_the_measure_sees_an_overlap(site: Site, visit: Visit, spoiled: str) -> None:
    """One put where its neighbour is."""
    page = visit(site, "/wheel/2026-Q4", user=SAMPLE_USER)
    page.evaluate(spoiled)
    assert any("<>" in pair for pair in page.evaluate(OVERLAPS)["found"])


def test_the_measure_sees_what_is_upside_down_or_too_long(site: Site, visit: Visit) -> None:
    page = visit(site, "/wheel/2026", user=SAMPLE_USER)
    page.evaluate("""() => { document.querySelector("#w-month-7").setAttribute("d", "M200 0L-200 0"); }""")
    page.evaluate("""() => { document.querySelector("#w-month-1").setAttribute("d", "M0 0L20 0"); }""")
    found = measured(page)
    assert [label["text"] for label in found["upside down"]] == ["juli"]
    assert [label["text"] for label in found["too long"]] == ["januar"]


def test_the_needle_points_at_today(site: Site, visit: Visit) -> None:
    """21 November 2026 is the year's 325th day."""
    x, y = visit(site, "/wheel/2026").evaluate(NEEDLE)
    assert 324 <= days_around(x, y, 365) <= 325


@pytest.mark.parametrize("key", KEYS)
def test_every_dated_mark_stands_at_its_day(site: Site, visit: Visit, key: str) -> None:
    """Within a day (in a year), since the middle of a turned triangle's box is not quite where its day is."""
    found = visit(site, f"/wheel/{key}", user=SAMPLE_USER).evaluate(DAYS)
    first, days = date.fromisoformat(found["first"]), found["days"]
    marks: list[tuple[str, float, float]] = found["marks"]
    assert len(marks) > 10
    for start, x, y in marks:
        day = (date.fromisoformat(start) - first).days + 0.5
        assert day == pytest.approx(days_around(x, y, days), abs=max(1.0, days / 365)), start


def test_no_other_year_has_a_needle(site: Site, visit: Visit) -> None:
    assert visit(site, "/wheel/2027").locator(".w-needle").count() == 0


def days_around(x: float, y: float, days: int) -> float:
    """How far round the wheel a point is, in days of the span it shows."""
    return math.atan2(x, -y) % math.tau / math.tau * days
