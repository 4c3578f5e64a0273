"""Contrast is that of WCAG 2.1, and difference what the colour-blind see of it."""

from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.drawing.colour_vision import BLACK, VISIONS, WHITE, brightened, contrast, difference, mixed, seen

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio", "reason"),
    [
        (BLACK, WHITE, 21.0, "black on white is the most there is"),
        (WHITE, WHITE, 1.0, "the same colour has no contrast"),
        ("#777777", WHITE, 4.48, "the well-known grey that just fails for text"),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float, reason: str) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01), reason


@given(COLOURS, COLOURS)
def test_contrast_and_difference_do_not_mind_which_comes_first(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert difference(one, other) == pytest.approx(difference(other, one))


@given(COLOURS)
def test_nobody_tells_a_colour_from_itself(colour: str) -> None:
    assert difference(colour, colour) == 0


@pytest.mark.parametrize("vision", VISIONS)
def test_grey_looks_the_same_to_everybody(vision: str) -> None:
    lightness, green_red, blue_yellow = seen("#808080", vision)
    assert (lightness, green_red, blue_yellow) == pytest.approx((0.5999, 0.0, 0.0), abs=0.001)


@pytest.mark.parametrize(
    ("one", "other", "vision", "reason"),
    [
        ("#a14a00", "#6d6a00", "protanopia", "a brown and an olive"),
        ("#9b6c7a", "#6f7c80", "deuteranopia", "a dull pink and a grey"),
        ("#1f7a55", "#1f6fa0", "tritanopia", "a green and a blue"),
    ],
)
def test_each_colour_blindness_draws_some_colours_together(one: str, other: str, vision: str, reason: str) -> None:
    least, most = dist(seen(one, vision), seen(other, vision)), dist(seen(one, "normal"), seen(other, "normal"))
    assert least < 0.6 * most, reason
    assert difference(one, other) <= least


@pytest.mark.parametrize(
    ("colour", "largest", "wanted", "reason"),
    [
        ("#102040", 0.5, "#204080", "all channels grow alike"),
        ("#800000", 0.25, "#800000", "what is bright enough stays"),
        (BLACK, 0.9, BLACK, "black has no hue to keep"),
    ],
)
def test_a_colour_is_brightened_in_its_hue(colour: str, largest: float, wanted: str, reason: str) -> None:
    assert brightened(colour, largest) == wanted, reason


def test_a_mix_of_half_and_half_lies_between() -> None:
    assert mixed(BLACK, WHITE, 0.5) == "#808080"
