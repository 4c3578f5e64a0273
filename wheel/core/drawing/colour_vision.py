"""How colours look to people: contrast as WCAG counts it, and the difference that is left in each colour blindness."""

from __future__ import annotations

from functools import lru_cache
from math import cbrt, dist
from typing import Final

WHITE: Final = "#ffffff"
BLACK: Final = "#000000"

Colour = tuple[float, float, float]
Matrix = tuple[Colour, Colour, Colour]

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for Simulation of Color Vision
# Deficiency, IEEE TVCG 15(6), 2009, doi 10.1109/TVCG.2009.113: severity 1.0, for linear sRGB.
_VISIONS: Final[dict[str, Matrix]] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
VISIONS: Final = tuple(_VISIONS)

# Oklab (B. Ottosson, 2020), as in the sample code of CSS Color Module Level 4: linear sRGB to cones, their cube roots
# to lightness and two opponent axes.
_CONES: Final[Matrix] = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_OKLAB: Final[Matrix] = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1, from 1 (the same) to 21 (black on white), of two "#rrggbb" colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def difference(one: str, other: str) -> float:
    """How far apart two colours are for whoever tells them apart worst: those who see all colours and the three kinds
    of the colour-blind.

    It is the distance in Oklab (deltaEOK of CSS Color Module Level 4), from 0 to about 1; 0.02 is just noticeable.
    """
    return min(dist(seen(one, vision), seen(other, vision)) for vision in VISIONS)


@lru_cache(maxsize=4096)
def seen(colour: str, vision: str) -> Colour:
    """Where a colour lies in Oklab for one of the VISIONS."""
    cones = _times(_CONES, _clipped(_times(_VISIONS[vision], _linear(colour))))
    return _times(_OKLAB, (cbrt(cones[0]), cbrt(cones[1]), cbrt(cones[2])))


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.1, from 0 (black) to 1 (white)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: str, other: str, share: float) -> str:
    """`one` with `share` (0 to 1) of `other` in it, as CSS lays one half transparent over another."""
    pairs = zip(_parsed(one), _parsed(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02x}" for a, b in pairs)


def brightened(colour: str, largest: float) -> str:
    """The colour with its hue and saturation kept and its largest channel (0 to 1) raised to `largest`, if it is not.

    Black has no hue to keep: it stays.
    """
    channels = _parsed(colour)
    if not 0 < max(channels) < largest:
        return colour
    factor = largest / max(channels)
    return "#" + "".join(f"{round(255 * channel * factor):02x}" for channel in channels)


def _linear(colour: str) -> Colour:
    red, green, blue = (_expanded(channel) for channel in _parsed(colour))
    return red, green, blue


def _expanded(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def _parsed(colour: str) -> Colour:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"a colour is written #rrggbb, not {colour!r}")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _times(matrix: Matrix, value: Colour) -> Colour:
    first, second, third = (sum(a * b for a, b in zip(row, value, strict=True)) for row in matrix)
    return first, second, third


def _clipped(value: Colour) -> Colour:
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in value)
    return red, green, blue
