"""Days become angles, and angles become paths."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from math import atan2, hypot, pi, tau

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import DateSpan
from wheel.core.drawing.arcs import (
    Dial,
    Direction,
    Sector,
    capsule_path,
    curve_path,
    degrees,
    dial_of,
    is_lower_half,
    length,
    ring_path,
    sector_path,
    shrunk,
    there_and_back_path,
)


@pytest.mark.parametrize(
    ("year", "day", "angle", "reason"),
    [
        (2026, date(2026, 1, 1), 0.0, "the year starts at 12 o'clock"),
        (2026, date(2026, 1, 2), 360 / 365, "a day is a 365th of the circle"),
        (2028, date(2028, 1, 2), 360 / 366, "and a 366th in a leap year"),
        (2026, date(2026, 7, 1), 181 * 360 / 365, "true angles, not twelve months of 30 degrees"),
        (2026, date(2027, 1, 1), 360.0, "the end of the year closes the circle exactly"),
        (2026, date(2025, 11, 1), 0.0, "what is before the year is held to its start"),
        (2026, date(2028, 2, 1), 360.0, "what is after the year is held to its end"),
    ],
)
def test_a_day_starts_at_its_true_angle(year: int, day: date, angle: float, reason: str) -> None:
    assert dial_of(DateSpan.of_year(year)).border_of(day) == pytest.approx(angle), reason


def test_a_day_is_marked_at_its_noon() -> None:
    assert dial_of(DateSpan.of_year(2026)).middle_of(date(2026, 1, 1)).angle == pytest.approx(180 / 365)


def test_a_dial_may_be_shorter_than_a_year() -> None:
    dial = Dial(DateSpan(date(2026, 1, 1), date(2026, 1, 5)))
    assert dial.border_of(date(2026, 1, 2)) == 90


@pytest.mark.parametrize(
    ("angle", "x", "y"), [(0, 0, -100), (90, 100, 0), (180, 0, 100), (270, -100, 0)], ids=["12", "3", "6", "9 o'clock"]
)
def test_angles_run_clockwise_from_twelve(angle: float, x: float, y: float) -> None:
    assert Direction.at(angle).point(100) == pytest.approx((x, y))


def test_aside_means_clockwise() -> None:
    assert Direction.at(0).point(100, 5) == pytest.approx((5, -100))
    assert Direction.at(90).point(100, 5) == pytest.approx((100, 5))


@given(st.floats(1, 500), st.floats(0, 360))
def test_length_and_degrees_undo_each_other(radius: float, angle: float) -> None:
    assert degrees(radius, length(radius, angle)) == pytest.approx(angle)


def test_a_quarter_is_drawn_out_and_back() -> None:
    path = sector_path(Sector(100, 200, 0, 90))
    assert path == "M0.0 -200.0A200.0 200.0 0 0 1 200.0 -0.0L100.0 -0.0A100.0 100.0 0 0 0 0.0 -100.0Z"


@pytest.mark.parametrize(
    ("end", "strokes", "reason"),
    [
        (120.0, 1, "a third of a turn is one arc"),
        (180.0, 2, "near half a turn, one arc would hang on its rounding"),
        (359.9, 3, "and nearly a whole turn would not be drawn"),
        (360.0, 3, "a whole one neither"),
    ],
)
def test_a_wide_arc_is_drawn_in_strokes(end: float, strokes: int, reason: str) -> None:
    assert sector_path(Sector(100, 200, 0, end)).count("A200.0") == strokes, reason
    assert curve_path(150, 0, end).count("A") == strokes, reason
    assert there_and_back_path(150, 0, end).count("A") == 2 * strokes, reason


@given(st.floats(-30, 359), st.floats(0.5, 360), st.booleans())
def test_every_arc_keeps_its_radius_and_its_direction(start: float, wide: float, is_backwards: bool) -> None:
    path = curve_path(300, start, start + wide, backwards=is_backwards)
    points = [(float(x), float(y)) for x, y in re.findall(r"(-?\d+\.\d) (-?\d+\.\d)(?=[AM]|$)", path)]
    assert all(abs(hypot(x, y) - 300) < 0.2 for x, y in points)
    turns = [atan2(x, -y) for x, y in points]
    sweeps = [(one - other if is_backwards else other - one) % tau for one, other in pairwise(turns)]
    assert sum(sweeps) == pytest.approx(wide * pi / 180, abs=0.01)
    assert all(sweep < 2.2 for sweep in sweeps)


def test_a_cut_end_is_pointed_and_keeps_to_its_angles() -> None:
    path = sector_path(Sector(100, 200, 270, 360, cut_end=True))
    assert "L0.0 -150.0" in path.replace("-0.0", "0.0"), "the tip touches New Year at the middle radius"
    assert path.count("L") == 2


def test_a_cut_start_is_pointed_as_well() -> None:
    assert sector_path(Sector(100, 200, 0, 30, cut_start=True)).endswith("L0.0 -150.0Z")


def test_text_in_the_lower_half_runs_the_other_way() -> None:
    assert curve_path(100, 0, 90) == "M0.0 -100.0A100.0 100.0 0 0 1 100.0 -0.0"
    assert curve_path(100, 0, 90, backwards=True) == "M100.0 -0.0A100.0 100.0 0 0 0 0.0 -100.0"
    assert [is_lower_half(angle) for angle in (0, 90, 91, 180, 269, 270, 360)] == [
        False, False, True, True, True, False, False,
    ]  # fmt: skip


@given(st.floats(0, 359), st.floats(0.01, 360), st.floats(0, 50))
def test_air_never_turns_a_sector_inside_out(start: float, wide: float, air: float) -> None:
    sector = shrunk(Sector(150, 160, start, start + wide), air)
    assert start <= sector.start < sector.end <= start + wide


def test_a_ring_is_two_circles_and_a_capsule_has_round_ends() -> None:
    assert ring_path(100, 200).count("Z") == 2
    assert capsule_path(Sector(100, 120, -5, 5)).count("A10.0 10.0") == 2


@given(st.floats(-30, 359), st.floats(0.5, 300), st.booleans(), st.booleans())
def test_numbers_have_one_decimal_and_a_dot(start: float, wide: float, first: bool, last: bool) -> None:
    path = sector_path(Sector(100, 120, start, start + wide, first, last))
    assert re.fullmatch(r"(?:[MLAZ]|-?\d+\.\d| |[01])+", path)
