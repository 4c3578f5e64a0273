"""The wheel's colours: a ring's one colour gives its tint, its faded and its strong shade, all with enough contrast.

Contrast is that of WCAG 2.1 (success criteria 1.4.3 and 1.4.11): 4.5:1 for text, 3:1 for shapes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0

WHITE = "#ffffff"
INK = "#0f1a2b"
"""Near black: where white text would not stand out, this does."""

_TINT = 0.075
_STEPS = 40

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Shades:
    """What one ring is painted with. `strong` and `soft` (for what is past) stand out from `tint`, the ring's ground.

    `on_strong` and `on_soft` are the names of the text colour that reads best there: "light" or "dark".
    """

    strong: str
    soft: str
    tint: str
    on_strong: str
    on_soft: str


@lru_cache(maxsize=256)
def shades(colour: str) -> Shades:
    """The shades of a "#rrggbb" colour. Raises ValueError for anything else."""
    tint = mixed(WHITE, colour, _TINT)
    strong = _darkened(colour, tint, TEXT_CONTRAST)
    soft = _faded(strong, tint)
    return Shades(strong, soft, tint, _ink_on(strong), _ink_on(soft))


def mixed(one: str, other: str, share: float) -> str:
    """`one` with `share` (0 to 1) of `other` in it."""
    pairs = zip(_parsed(one), _parsed(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1, from 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _darkened(colour: str, ground: str, wanted: float) -> str:
    """`colour`, or as much of it with black as it takes to stand out from `ground`."""
    darker = (mixed(colour, "#000000", step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in darker if contrast(shade, ground) >= wanted)


def _faded(colour: str, ground: str) -> str:
    """`colour` with as much white as it bears before a shape in it stops standing out from `ground`."""
    paler = (mixed(colour, WHITE, step / _STEPS) for step in range(_STEPS, -1, -1))
    return next(shade for shade in paler if contrast(shade, ground) >= SHAPE_CONTRAST)


def _ink_on(ground: str) -> str:
    return "light" if contrast(WHITE, ground) >= TEXT_CONTRAST else "dark"


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _parsed(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def _parsed(colour: str) -> Colour:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"a colour is written #rrggbb, not {colour!r}")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
