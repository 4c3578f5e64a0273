"""The shades of a ring stand out from one another as WCAG asks, whatever colour somebody chose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.drawing.colours import INK, SHAPE_CONTRAST, TEXT_CONTRAST, WHITE, contrast, mixed, shades

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio", "reason"),
    [
        ("#000000", "#ffffff", 21.0, "black on white is the most there is"),
        ("#ffffff", "#ffffff", 1.0, "the same colour has no contrast"),
        ("#777777", "#ffffff", 4.48, "the well-known grey that just fails for text"),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float, reason: str) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01), reason


@given(COLOURS)
def test_every_colour_gets_legible_shades(colour: str) -> None:
    found = shades(colour)
    inks = {"light": WHITE, "dark": INK}
    assert contrast(found.strong, found.tint) >= TEXT_CONTRAST
    assert contrast(found.soft, found.tint) >= SHAPE_CONTRAST
    assert contrast(inks[found.on_strong], found.strong) >= TEXT_CONTRAST
    assert contrast(inks[found.on_soft], found.soft) >= TEXT_CONTRAST


def test_a_colour_that_is_dark_enough_is_left_as_it_is() -> None:
    assert shades("#0b5a8a").strong == "#0b5a8a"


def test_a_mix_of_half_and_half_lies_between() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("colour", ["red", "#abc", "0b5a8a0"])
def test_a_colour_must_be_written_with_six_digits(colour: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        shades(colour)
