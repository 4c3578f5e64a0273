"""A year's wheel: everything has its place, nothing overlaps, and the drawing is sound."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from tests.core.drawn_wheels import RINGS, happening, wheel_of
from wheel.core.dates import DateSpan
from wheel.core.drawing.wheel_page import Box, RingPart
from wheel.core.occurrences import Kind, Occurrence, Ring, Status
from wheel.core.rings import WheelPage
from wheel.core.slots import Precision

SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def happenings(draw: st.DrawFn) -> list[Occurrence]:
    found = []
    for number in range(draw(st.integers(0, 60))):
        first = date(2025, 12, 1) + timedelta(draw(st.integers(0, 420)))
        slot = first + timedelta(draw(st.integers(-20, 20)))
        days = draw(st.sampled_from([1, 1, 1, 1, 2, 7, 40, 400]))
        found.append(
            happening(
                first,
                days,
                id=f"{number:03}",
                title=draw(st.sampled_from(["Møde", "Budgetforhandlinger og høring", "Ø"])),
                kind=draw(st.sampled_from(list(Kind))),
                ring=draw(st.sampled_from([ring.key for ring in RINGS])),
                slot=DateSpan(slot, slot + timedelta(days)),
                is_moved=draw(st.booleans()),
                is_draft=draw(st.booleans()),
                status=draw(st.sampled_from(list(Status))),
                precision=draw(st.sampled_from([Precision.EXACT, Precision.EXACT, Precision.MONTH])),
                item_count=draw(st.integers(0, 30)),
                reading=1,
                body="b",
            )
        )
    return found


def boxes(ring: RingPart) -> list[Box]:
    return [each.box for each in (*ring.marks, *ring.ghosts, *ring.clusters)]


def are_apart(one: Box, other: Box) -> bool:
    if one.outer <= other.inner + 1e-9 or other.outer <= one.inner + 1e-9:
        return True
    return all(one.end <= other.start + turn + 1e-9 or other.end + turn <= one.start + 1e-9 for turn in (-360, 0, 360))


@given(happenings())
@settings(max_examples=60, deadline=None)
def test_no_two_marks_overlap_and_each_lies_in_its_ring(occurrences: list[Occurrence]) -> None:
    for ring in wheel_of(occurrences).rings:
        for box in boxes(ring):
            assert ring.inner <= box.inner < box.outer <= ring.outer
            assert are_apart(box, ring.tab.box), "the ring's name hides nothing"
        for one, other in combinations(boxes(ring), 2):
            assert are_apart(one, other)


@given(happenings())
@settings(max_examples=60, deadline=None)
def test_every_label_fits_its_arc(occurrences: list[Occurrence]) -> None:
    for ring in wheel_of(occurrences).rings:
        for mark in ring.marks:
            if mark.curved:
                assert mark.curved.width <= mark.curved.room


@given(happenings())
@settings(max_examples=60, deadline=None)
def test_every_occurrence_of_the_year_is_drawn_once_or_counted(occurrences: list[Occurrence]) -> None:
    year = DateSpan.of_year(2026)
    for ring in wheel_of(occurrences).rings:
        expected = sum(each.ring == ring.key and each.span.overlaps(year) for each in occurrences)
        drawn = [mark.id for mark in (*ring.rounds, *ring.marks)]
        assert len(drawn) == len(set(drawn))
        assert len(drawn) + sum(cluster.count for cluster in ring.clusters) == expected


@pytest.mark.parametrize("count", [0, 50, 600, 3000])
def test_it_holds_however_much_there_is(count: int) -> None:
    days = [date(2026, 1, 1) + timedelta(number * 7919 % 365) for number in range(count)]
    occurrences = [
        happening(day, 1 + 9 * (number % 11 == 0), id=f"{number:04}", ring=RINGS[number % 3].key, item_count=number % 9)
        for number, day in enumerate(days)
    ]
    page = wheel_of(occurrences)
    drawn = sum(len(ring.marks) for ring in page.rings)
    counted = sum(cluster.count for ring in page.rings for cluster in ring.clusters)
    assert drawn + counted == count
    assert bool(counted) == (count > 600)
    for ring in page.rings:
        marks = sorted(boxes(ring), key=lambda box: (box.outer, box.start))
        assert all(are_apart(one, other) for one, other in pairwise(marks))


def test_the_order_of_what_comes_in_does_not_matter() -> None:
    occurrences = [happening(date(2026, 3, 1 + number % 9), id=f"{number:02}") for number in range(30)]
    assert wheel_of(occurrences) == wheel_of(occurrences[::-1])


def test_what_is_elsewhere_is_left_out() -> None:
    page = wheel_of([happening(date(2025, 5, 1)), happening(date(2026, 5, 1), ring="unknown")])
    assert all(not ring.marks and not ring.clusters for ring in page.rings)


def test_what_is_too_dense_is_counted_by_week_with_a_link() -> None:
    page = wheel_of([happening(date(2026, 3, 4), id=f"{number:03}") for number in range(80)])
    (cluster,) = page.rings[0].clusters
    assert cluster.week == 10
    assert cluster.count + len(page.rings[0].marks) == 80
    assert cluster.href == "/list?rings=council#2026-03-02"
    assert cluster.turned is not None
    assert cluster.turned.text == f"+{cluster.count}"


def test_where_a_week_is_too_narrow_for_its_count_months_are_counted() -> None:
    rings = [Ring(f"r{number}", f"Ring {number}", "#0b5a8a") for number in range(8)]
    crowd = [happening(date(2026, 3, 4), id=f"{number:04}", ring="r7") for number in range(3000)]
    (cluster,) = wheel_of(crowd, rings=rings).rings[7].clusters
    assert (cluster.week, cluster.month, cluster.start) == (None, "marts", "2026-03-01")


def test_a_wheel_without_rings_is_still_a_wheel() -> None:
    page = wheel_of([], rings=())
    assert page.rings == ()
    assert len(page.months) == 12


def drawn(page: WheelPage) -> str:
    templates = Path(__file__).parents[2] / "templates"
    environment = Environment(loader=FileSystemLoader(templates), autoescape=True, extensions=["jinja2.ext.i18n"])
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: text, lambda one, other, count: one if count == 1 else other, newstyle=True
    )
    return environment.get_template("wheel/_wheel.svg").render(wheel=page)


def test_the_drawing_is_sound_xml_without_inline_style_and_with_a_spoken_link_for_each_event() -> None:
    occurrences = [happening(date(2026, 12, number), id=f"{number:02}", title='<"&') for number in range(1, 20)]
    occurrences.append(happening(date(2026, 5, 1), 30, id="50", title='<b> & "co"', precision=Precision.MONTH))
    text = drawn(wheel_of(occurrences))
    root = ET.fromstring(text)  # noqa: S314 (our own drawing)
    links = root.findall(f".//{SVG}a")
    assert len(links) == 20
    assert all(link.get("href") and link.get("aria-label") and link.get("data-start") for link in links)
    assert not any("style" in element.attrib for element in root.iter())
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
