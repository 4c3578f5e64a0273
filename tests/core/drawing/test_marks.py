"""A mark tells what it is and what state it is in, and keeps to its room."""

from __future__ import annotations

import re
from datetime import date
from math import atan2, degrees, hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.drawn_wheels import TODAY, happening, wheel_of
from wheel.core.dates import DateSpan
from wheel.core.drawing.wheel_page import Mark
from wheel.core.occurrences import Kind, Status
from wheel.core.rings import WheelPage
from wheel.core.slots import Precision


@pytest.mark.parametrize(
    ("changes", "found", "missing", "reason"),
    [
        ({}, "w-meeting", "w-past", "a meeting to come"),
        ({"span": DateSpan.of_day(date(2026, 11, 20))}, "w-past", "", "over since yesterday"),
        ({"span": DateSpan.of_day(TODAY)}, "w-meeting", "w-past", "today is not over"),
        ({"body": "b"}, "w-empty", "", "an agenda without items is hollow"),
        ({"body": "b", "item_count": 1}, "w-meeting", "w-empty", "an agenda with items is filled"),
        ({}, "w-meeting", "w-empty", "a meeting without an agenda is never hollow"),
        ({"is_draft": True}, "w-draft", "", "its year is not published"),
        ({"status": Status.CANCELLED}, "w-cancelled", "", "struck through"),
        ({"is_moved": True, "slot": DateSpan.of_day(date(2026, 12, 8))}, "w-moved", "", "moved by a person"),
        ({"precision": Precision.WEEK}, "w-hatched", "", "imprecise, though one day long"),
        ({"kind": Kind.DEADLINE}, "w-deadline", "w-arc", "a deadline is a point"),
    ],
)
def test_a_mark_tells_its_state(changes: dict[str, object], found: str, missing: str, reason: str) -> None:
    (mark,) = wheel_of([happening(date(2026, 12, 1), **changes)]).rings[0].marks
    assert found in mark.classes.split(), reason
    assert missing not in mark.classes.split(), reason


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.sampled_from([Kind.MEETING, Kind.READING, Kind.DIALOGUE, Kind.EVENT, Kind.DEADLINE]),
    st.sampled_from(list(Status)),
    st.integers(0, 20),
)
@settings(deadline=None)
def test_a_shape_keeps_to_its_room(day: date, kind: Kind, status: Status, items: int) -> None:
    (mark,) = wheel_of([happening(day, kind=kind, status=status, item_count=items)]).rings[0].marks
    for x, y in corners(mark.path):
        assert mark.box.inner - 0.1 <= hypot(x, y) <= mark.box.outer + 0.1
        angle = degrees(atan2(x, -y)) % 360
        assert any(mark.box.start <= angle + turn <= mark.box.end for turn in (-360, 0, 360))


def corners(path: str) -> list[tuple[float, float]]:
    """The points a path of straight lines goes through, or the four outmost ones of a circle."""
    points = [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)]
    for x, y, radius in re.findall(r"M(-?[\d.]+) (-?[\d.]+)a([\d.]+)", path):
        half, middle = float(radius), float(x) + float(radius)
        points += [(middle + half, float(y)), (middle, float(y) - half), (middle, float(y) + half)]
    return points


def test_more_items_make_a_larger_dot() -> None:
    few, many = (wheel_of([happening(date(2026, 12, 1), item_count=count)]).rings[0].marks[0].box for count in (1, 9))
    assert few.end - few.start < many.end - many.start


def test_a_span_over_new_year_is_clipped_and_pointed() -> None:
    over = happening(date(2026, 12, 1), 62)
    (old,) = wheel_of([over], year=2026).rings[0].marks
    (new,) = wheel_of([over], year=2027).rings[0].marks
    assert (old.box.end, new.box.start) == (360.0, 0.0)
    assert old.path.count("L") == new.path.count("L") == 2, "one straight end, one pointed"


@pytest.mark.parametrize(
    ("changes", "ghosts", "reason"),
    [
        ({"is_moved": True}, 1, "it leaves a ghost where the rule wanted it"),
        ({"is_moved": False}, 0, "nothing moved"),
        ({"is_moved": True, "words": "ultimo december"}, 0, "it had no date before it was given one"),
        ({"is_moved": True, "status": Status.CANCELLED}, 0, "a cancelled one is struck where it was last"),
        (
            {"is_moved": True, "span": DateSpan.of_day(date(2027, 1, 5))},
            1,
            "moved to another year: only its ghost is left",
        ),
    ],
)
def test_a_moved_one_leaves_a_ghost(changes: dict[str, object], ghosts: int, reason: str) -> None:
    slot = DateSpan.of_day(date(2026, 12, 8))
    page = wheel_of([happening(date(2026, 12, 10), slot=slot, **changes)])
    assert len(page.rings[0].ghosts) == ghosts, reason


def test_a_round_lies_behind_the_marks_as_high_as_its_ring() -> None:
    page = wheel_of([happening(date(2026, 5, 1), 14, kind=Kind.ROUND), happening(date(2026, 5, 4), id="b")])
    ring = page.rings[0]
    (band,) = ring.rounds
    assert (band.box.inner, band.box.outer) == (ring.inner, ring.outer)
    assert [mark.id for mark in ring.marks] == ["b"]


def test_a_reading_carries_its_number() -> None:
    (mark,) = wheel_of([happening(date(2026, 9, 8), kind=Kind.READING, reading=2)]).rings[0].marks
    assert mark.turned is not None
    assert mark.turned.text == "2."


def label_of(days: int, title: str) -> tuple[Mark, WheelPage]:
    page = wheel_of([happening(date(2026, 9, 8), days, kind=Kind.PHASE, title=title)])
    return page.rings[0].marks[0], page


def test_a_label_is_whole_then_shortened_then_a_number_in_the_legend() -> None:
    (whole, _), (short, _), (number, page) = (label_of(days, "Budgetforslag") for days in (40, 10, 3))
    assert whole.curved is not None
    assert whole.curved.text == "Budgetforslag"
    assert short.curved is not None
    assert short.curved.text.endswith("…")
    assert number.curved is not None
    assert number.curved.text == "1"
    assert [(entry.number, entry.title, entry.href) for entry in page.legend] == [
        (1, "Budgetforslag", "/occurrences/a")
    ]
