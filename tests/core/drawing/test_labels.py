"""Text fits where it stands: whole, shortened, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.drawing.arcs import Direction, Sector
from wheel.core.drawing.labels import Legend, curved, fitted, plated, room_in, turned, upright


def measure(text: str, size: float) -> float:
    return 0.6 * size * len(text)


@pytest.mark.parametrize(
    ("text", "room", "shown", "reason"),
    [
        ("Høring", 36, "Høring", "six characters of 6 units fit exactly"),
        ("Høring", 35.9, "Høri…", "one unit too long: shortened, ellipsis included"),
        ("Høring", 29, None, "fewer than four characters left say nothing"),
        ("Halv året", 36, "Halv…", "no blank before the ellipsis"),
        ("År", 11, None, "a short word is not shortened"),
        ("", 0, "", "nothing fits anywhere"),
        ("Budgetforhandlinger", 60, "Budgetfor…", "as much as fits"),
    ],
)
def test_text_is_fitted(text: str, room: float, shown: str | None, reason: str) -> None:
    assert fitted(text, 10, room, measure) == shown, reason


@given(st.text(max_size=60), st.floats(0, 400))
def test_fitted_text_never_exceeds_its_room(text: str, room: float) -> None:
    shown = fitted(text, 10, room, measure)
    if shown is not None:
        assert measure(shown, 10) <= room
        assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]) and len(shown) > 4)


def test_text_along_the_curve_is_never_upside_down() -> None:
    upper = curved("Høring", Sector(200, 220, 0, 40), 12, "a", measure)
    lower = curved("Høring", Sector(200, 220, 160, 200), 12, "b", measure)
    assert " 0 0 1 " in upper.path, "clockwise"
    assert " 0 0 0 " in lower.path, "counter-clockwise"


def test_the_baseline_is_moved_so_that_text_stands_in_the_middle_of_its_arc() -> None:
    upper = curved("Høring", Sector(200, 220, 0, 40), 10, "a", measure)
    lower = curved("Høring", Sector(200, 220, 160, 200), 10, "b", measure)
    assert "A206.7 206.7" in upper.path
    assert "A213.3 213.3" in lower.path


def test_room_is_counted_along_the_lower_baseline_less_air() -> None:
    sector = Sector(200, 220, 0, 180)
    assert room_in(sector, 10, air=4) == pytest.approx(206.7 * 3.14159265 - 8)
    assert room_in(Sector(200, 220, 0, 0.1), 10) == 0, "never less than none"


def test_a_plate_lies_behind_the_text_within_its_sector() -> None:
    label = curved("Høring", Sector(200, 220, 0, 40), 12, "a", measure)
    assert label.plate == ""
    assert plated(label, Sector(200, 220, 0, 40)).plate.startswith("M")


@pytest.mark.parametrize(("angle", "turn"), [(0, "0.0"), (90, "90.0"), (180, "360.0"), (200, "380.0"), (300, "300.0")])
def test_turned_text_reads_from_the_left_in_both_halves(angle: float, turn: str) -> None:
    assert turned("12", Direction.at(angle), 100, 11).transform.endswith(f"rotate({turn})")


def test_upright_text_is_only_moved() -> None:
    assert upright("1.", Direction.at(90), 100, 9).transform.startswith("translate(100.0 ")


def test_the_legend_counts_from_one() -> None:
    legend = Legend()
    assert legend.next_number() == 1
    legend.add("Låneoptagelse", "/occurrences/a")
    legend.add("Halvårsregnskab", "/occurrences/b")
    assert [(entry.number, entry.title) for entry in legend.entries()] == [(1, "Låneoptagelse"), (2, "Halvårsregnskab")]
