"""The shades of rings stand out from their grounds and from their neighbours, whatever colours somebody chose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wheel.core.drawing.colour_vision import contrast, difference, mixed
from wheel.core.drawing.colours import (
    DARK,
    DARK_CLEARER,
    LIGHT,
    LIGHT_CLEARER,
    TEXT_CONTRAST,
    Ground,
    Shades,
    painted,
    shades,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
GROUNDS = {"light": LIGHT, "dark": DARK, "light, clearer": LIGHT_CLEARER, "dark, clearer": DARK_CLEARER}
SAMPLE = ("#0b5a8a", "#b4541a", "#3b4a92", "#2a7a55", "#8a3d80", "#7d6410")
RED = "#c3122f"
RINGS = [
    (SAMPLE, "the sample's six rings"),
    ((RED,) * 6, "six rings of one red"),
    (("#d01020", "#10a020") * 3, "red and green in turn, which deuteranopes confuse"),
    (("#0000ff", "#00aa00", "#0000ff"), "blue and green, which tritanopes confuse"),
    (("#000000", "#000000", "#ffffff", "#ffffff"), "no hue at all, and both ends"),
    ((), "no ring"),
]
STRIPE = 1.04
"""The least contrast between the grounds of neighbours: seen as a stripe, and no more than that."""


def all_hold(found: tuple[Shades, ...], ground: Ground) -> None:
    for each in found:
        behind = (ground.page, each.tint, mixed(each.tint, ground.wedge, ground.wedge_share))
        assert all(contrast(each.strong, place) >= ground.text for place in behind), each
        assert all(contrast(each.soft, place) >= ground.shape for place in behind), each
        assert contrast(each.on_strong, each.strong) >= TEXT_CONTRAST
        assert contrast(each.on_soft, each.soft) >= TEXT_CONTRAST
    for outer, inner in pairwise(found):
        assert difference(outer.strong, inner.strong) >= ground.apart, (outer, inner)
        assert contrast(outer.tint, inner.tint) >= STRIPE, (outer, inner)


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS)
@pytest.mark.parametrize(("colours", "reason"), RINGS, ids=[reason for _, reason in RINGS])
def test_rings_are_legible_and_neighbours_are_told_apart(colours: tuple[str, ...], reason: str, ground: Ground) -> None:
    found = painted(colours, ground)
    assert len(found) == len(colours), reason
    all_hold(found, ground)


@settings(max_examples=25)
@given(st.lists(COLOURS, min_size=12, max_size=12), st.sampled_from(list(GROUNDS)))
def test_so_are_twelve_rings_of_any_colours(colours: list[str], name: str) -> None:
    all_hold(painted(colours, GROUNDS[name]), GROUNDS[name])


@given(COLOURS, st.sampled_from([LIGHT, DARK]))
def test_what_is_past_is_never_stronger_than_what_is_to_come(colour: str, ground: Ground) -> None:
    found = shades(colour, ground)
    assert contrast(found.soft, ground.page) <= contrast(found.strong, ground.page)


def test_a_colour_that_is_dark_enough_is_left_as_it_is() -> None:
    assert shades("#0b5a8a").strong == "#0b5a8a"
    assert painted(SAMPLE)[2].strong == SAMPLE[2]


def test_rings_of_one_colour_are_dark_and_light_in_turn() -> None:
    strong = [each.strong for each in painted((RED,) * 6)]
    assert strong == strong[:2] * 3
    assert strong[0] == RED, "the first keeps its colour"


def test_a_dark_page_gets_a_bright_shade_of_the_same_hue() -> None:
    assert shades("#0b5a8a", DARK).strong == "#3ba5e5"


@pytest.mark.parametrize("colour", ["red", "#abc", "0b5a8a0"])
def test_a_colour_must_be_written_with_six_digits(colour: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        shades(colour)
