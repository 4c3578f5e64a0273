"""The wheel measured as the browser draws it, and wheels of made-up events to measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page
from sites import TODAY, Site

from wheel.core.access import OPERATOR
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.periods import period_from
from wheel.core.slots import Precision
from wheel.core.wheel_filters import filter_from
from wheel.usecases.show_wheel import show_wheel
from wheel.web.drawing import draw, wanted_wheel

# Every letter as the four corners of the room it takes, in the drawing's own units.
LETTERS = """
  const lettersOf = (text) => {
    const size = parseFloat(getComputedStyle(text).fontSize), found = [];
    for (let at = 0; at < text.getNumberOfChars(); at += 1) {
      const from = text.getStartPositionOfChar(at), to = text.getEndPositionOfChar(at);
      const turn = text.getRotationOfChar(at) * Math.PI / 180, up = [Math.sin(turn), -Math.cos(turn)];
      const corner = (point, rise) => [point.x + up[0] * rise * size, point.y + up[1] * rise * size];
      found.push([corner(from, -0.2), corner(to, -0.2), corner(to, 0.75), corner(from, 0.75)]);
    }
    return found;
  };
"""

# Every shape with its outline, and every text beside one, adds the same grey to a canvas: what two of them cover is
# twice as light. Two that only touch share the pixels of their common edge, so that no pixel is lighter than one.
OVERLAPS = f"""() => {{{LETTERS}
  const wheel = document.querySelector(".w-wheel");
  const shapes = ":is(.w-mark:not(.w-round), .w-cluster) .w-shape, .w-ghost, .w-tab .w-band";
  const marks = [...wheel.querySelectorAll(shapes)];
  const texts = [...wheel.querySelectorAll(".w-beside-text, .w-school .w-text")];
  const [left, top, width, height] = wheel.getAttribute("viewBox").split(" ").map(Number);
  const scale = 2, grey = 100;
  const [sum, one] = [1, 2].map(() =>
    new OffscreenCanvas(width * scale, height * scale).getContext("2d", {{ willReadFrequently: true }}));
  sum.fillRect(0, 0, width * scale, height * scale);
  sum.globalCompositeOperation = "lighter";
  one.fillStyle = one.strokeStyle = `rgb(${{grey}}, 0, 0)`;
  const add = (path, box, line) => {{
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
  }};
  const around = (corners) => {{
    const [xs, ys] = [0, 1].map((axis) => corners.map((corner) => corner[axis]));
    const x = Math.min(...xs), y = Math.min(...ys);
    return {{ x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }};
  }};
  const drawn = marks.map((shape) => {{
    const path = new Path2D(shape.getAttribute("d")), line = parseFloat(getComputedStyle(shape).strokeWidth);
    add(path, shape.getBBox({{ stroke: true }}), line);
    return {{ path, name: shape.closest("a")?.getAttribute("aria-label") ?? shape.parentNode.textContent }};
  }});
  for (const text of texts) {{
    const letters = lettersOf(text), path = new Path2D();
    if (!letters.length) continue;
    for (const corners of letters)
      path.addPath(new Path2D("M" + corners.map((corner) => corner.join(" ")).join("L") + "Z"));
    add(path, around(letters.flat()), 0);
    drawn.push({{ path, name: `the text ${{text.textContent}}` }});
  }}
  const {{ data }} = sum.getImageData(0, 0, width * scale, height * scale);
  const found = new Set();
  let painted = 0;
  for (let at = 0; at < data.length; at += 4) {{
    if (data[at] > 0) painted += 1;
    if (data[at] < 1.5 * grey || found.size > 20) continue;
    const place = at / 4, across = width * scale;
    const x = ((place % across) + 0.5) / scale + left, y = (Math.floor(place / across) + 0.5) / scale + top;
    const there = drawn.filter(({{ path }}) => one.isPointInPath(path, x, y)).map(({{ name }}) => name);
    found.add(there.join(" <> ") || `at ${{x}}, ${{y}}`);
  }}
  return {{ marks: marks.length, texts: texts.length, painted, found: [...found],
           transformed: marks.filter((shape) => shape.closest("[transform]")).length }};
}}"""

# Text along a curve: its length beside its own arc's, and how far its middle letter is turned from upright.
LABELS = """() => [...document.querySelectorAll(".w-wheel textPath")].map((label) => ({
  text: label.textContent,
  width: label.getComputedTextLength(),
  room: document.querySelector(label.getAttribute("href")).getTotalLength(),
  upright: Math.cos(label.getRotationOfChar(Math.floor(label.getNumberOfChars() / 2)) * Math.PI / 180),
}))"""

# Text around a point: how far it is turned from upright.
TURNED = """() => [...document.querySelectorAll(".w-wheel text[transform]")].map((text) => ({
  text: text.textContent,
  upright: text.transform.baseVal.consolidate().matrix.a,
}))"""

# The letters on arcs that stick out of what they stand on.
OUTSIDE = f"""() => {{{LETTERS}
  const arcs = [...document.querySelectorAll(".w-wheel .w-arc:has(.w-text)")];
  return arcs.filter((arc) => {{
    const shape = arc.querySelector(".w-shape");
    return !lettersOf(arc.querySelector(".w-text")).flat().every(([x, y]) => shape.isPointInFill(new DOMPoint(x, y)));
  }}).map((arc) => arc.getAttribute("aria-label"));
}}"""

TITLES = ("Møde", "Budgetopfølgning pr. 31. marts", "Økonomiudvalgsmøde", "Frist", "Dialogmøde med bestyrelserne")


def fill_wheel(page: Page, site: Site, key: str, count: int) -> None:
    """Put a wheel of that many made-up events in the place of the one that is there."""
    with site.app.test_request_context(f"/wheel/{key}", headers={"Accept-Language": "da"}):
        with site.app.extensions["aarshjul"].database.reading() as session:
            content = show_wheel(session, OPERATOR, period_from(key), filter_from(()), TODAY, "da")
        rings = [ring.key for ring in content.rings]
        events = tuple(_event(number, content.period.span, rings) for number in range(count))
        drawn = draw(wanted_wheel(replace(content, occurrences=events)))
    page.evaluate("(svg) => { document.querySelector('.wheel-box').innerHTML = svg; }", str(drawn.svg))


def _event(number: int, span: DateSpan, rings: list[str]) -> Occurrence:
    """Of every kind, in every state; some last, some were moved, some have no date yet."""
    start = span.start + timedelta(number * 7919 % span.day_count)
    kinds = [kind for kind in Kind if kind is not Kind.ROUND]
    days = DateSpan(start, start + timedelta((1, 1, 1, 1, 1, 1, 9, 33)[number % 8]))
    return Occurrence(
        id=f"made-up-{number}",
        series_id=f"s{number % 50}",
        title=TITLES[number % len(TITLES)],
        kind=kinds[number % len(kinds)],
        ring=rings[number % 7 % len(rings)],
        span=days,
        slot=DateSpan(days.start + timedelta(5), days.end + timedelta(5)) if number % 13 == 0 else days,
        is_moved=number % 13 == 0,
        precision=Precision.MONTH if number % 17 == 0 else Precision.EXACT,
        reading=1 + number % 2,
        body="b" if number % 3 else None,
        is_draft=number % 11 == 0,
        item_count=number % 12,
    )


def measured(page: Page) -> dict[str, Any]:
    """What overlaps, what is upside down, and what leaves its room, once the fonts are there."""
    page.evaluate("() => document.fonts.ready.then(() => true)")
    labels: list[dict[str, Any]] = page.evaluate(LABELS)
    turned: list[dict[str, Any]] = page.evaluate(TURNED)
    return {
        "overlaps": page.evaluate(OVERLAPS),
        "labels": labels,
        "turned": turned,
        "too long": [label for label in labels if label["width"] > label["room"] + 0.5],
        "upside down": [text for text in (*labels, *turned) if text["upright"] < -0.1],
        "outside": page.evaluate(OUTSIDE),
    }
