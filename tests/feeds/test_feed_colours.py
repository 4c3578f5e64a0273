from __future__ import annotations

import pytest

from wheel.errors import InvalidInputError
from wheel.feeds.colours import css_colour_name


@pytest.mark.parametrize(
    ("colour", "name", "reason"),
    [
        ("#008080", "teal", "exactly a named colour"),
        ("#00807E", "teal", "nearly one, in capitals"),
        ("#ffffff", "white", "the brightest"),
        ("#000000", "black", "the darkest"),
        ("#1e6fb0", "steelblue", "a blue of the wheel"),
        (" Teal ", "teal", "a name stays"),
    ],
)
def test_a_colour_becomes_the_nearest_css_name(colour: str, name: str, reason: str) -> None:
    assert css_colour_name(colour) == name, reason


@pytest.mark.parametrize("colour", ["", "#fff", "#12345g", "teal\r\nX-EVIL:1", "rgb(1,2,3)", "sortish"])
def test_what_is_no_colour_is_refused_by_name(colour: str) -> None:
    with pytest.raises(InvalidInputError, match="Give the colour as #rrggbb"):
        css_colour_name(colour)
