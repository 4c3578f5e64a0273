"""The wheel's colours: from each ring's one colour its ground, its strong and its faded shade, light and dark.

Contrast is that of WCAG 2.1 (success criteria 1.4.3 and 1.4.11): 4.5:1 for text, 3:1 for shapes, counted against the
page, the ring's ground, and the ground where a school holiday lies over it.

Neighbouring rings are told apart in two ways that need no hue. Their grounds are pale and darker in turn, as the lines
of a long table are: a calm stripe that every eye sees, where a line of 3:1 around each ring would be the loudest thing
on the wheel. And the strong shade of a ring keeps its own colour as long as that differs enough from its outer
neighbour's in all three colour blindnesses (see `difference`); if not, it is made so much darker or lighter as it
takes. Six rings of the same red so become dark and light in turn. Only neighbours are compared: rings further apart are
told by their place and the name that stands in each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from wheel.core.drawing.colour_vision import BLACK, WHITE, brightened, contrast, difference, mixed

TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0
NEIGHBOUR_DIFFERENCE = 0.06
"""Three times what is just noticeable: as far apart as legible shades of any two colours can always be brought."""

_STEPS = 40
_BRIGHTEST = 0.88
"""The largest channel of a colour that is lightened for a dark ground, before white is mixed in: more would glare."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the wheel lies on. The `tints` are how much the grounds of outer and inner neighbours, in turn, stand out
    from the `page`; a `wedge` of school holidays lies over them, `wedge_share` opaque (see --wedge in theme.css).
    """

    page: str
    away: str
    tints: tuple[float, float]
    wedge: str
    wedge_share: float
    text: float = TEXT_CONTRAST
    shape: float = SHAPE_CONTRAST
    apart: float = NEIGHBOUR_DIFFERENCE


LIGHT: Final = Ground(WHITE, BLACK, (1.06, 1.14), "#51617a", 0.1)
DARK: Final = Ground("#18202d", WHITE, (1.08, 1.18), "#9fb0c8", 0.1)
# For those who ask for more contrast: that of success criterion 1.4.6, and shapes as strong as text else is. That
# leaves less room for two shades of one colour.
LIGHT_CLEARER: Final = replace(LIGHT, text=7.0, shape=TEXT_CONTRAST, apart=0.05)
DARK_CLEARER: Final = replace(DARK, text=7.0, shape=TEXT_CONTRAST, apart=0.05)


@dataclass(frozen=True, slots=True)
class Shades:
    """What one ring is painted with, all "#rrggbb". `strong` is legible as text, `soft` (for what is past) stands out
    as a shape from `tint`, the ring's ground; `on_strong` and `on_soft` are the text colours that read best there.
    """

    strong: str
    soft: str
    tint: str
    on_strong: str
    on_soft: str


def shades(colour: str, ground: Ground = LIGHT) -> Shades:
    """The shades of a ring that is alone. Raises ValueError if `colour` is not written #rrggbb."""
    return painted((colour,), ground)[0]


def painted(colours: Sequence[str], ground: Ground = LIGHT) -> tuple[Shades, ...]:
    """The shades of rings with these colours, from the outermost in. Raises ValueError for a colour not #rrggbb."""
    return _painted(tuple(colours), ground)


@lru_cache(maxsize=64)
def _painted(colours: tuple[str, ...], ground: Ground) -> tuple[Shades, ...]:
    found: list[Shades] = []
    for number, colour in enumerate(colours):
        outer = found[-1].strong if found else None
        found.append(_shades(colour, ground, ground.tints[number % 2], outer))
    return tuple(found)


def _shades(colour: str, ground: Ground, tint_contrast: float, outer: str | None) -> Shades:
    tint = _tint(colour, ground, tint_contrast)
    behind = (ground.page, tint, mixed(tint, ground.wedge, ground.wedge_share))
    strong = _strong(colour, ground, behind, outer)
    soft = _soft(strong, ground, behind)
    return Shades(strong, soft, tint, _ink_on(strong), _ink_on(soft))


def _tint(colour: str, ground: Ground, wanted: float) -> str:
    """The page with as much of the colour in it as makes it stand out so far."""
    clear = next(shade for shade in _towards(colour, ground.away) if _stands_out(shade, (ground.page,), SHAPE_CONTRAST))
    return next(shade for shade in _towards(ground.page, clear, 4 * _STEPS) if contrast(shade, ground.page) >= wanted)


def _strong(colour: str, ground: Ground, behind: Sequence[str], outer: str | None) -> str:
    """The legible shade nearest to the colour itself that differs from that of the `outer` neighbour."""
    ladder = _ladder(colour)
    legible = [place for place, shade in enumerate(ladder) if _stands_out(shade, behind, ground.text)]
    own = min(legible, key=lambda place: abs(place - _STEPS))
    nearest = sorted(legible, key=lambda place: abs(place - own))
    return next(ladder[place] for place in nearest if outer is None or difference(ladder[place], outer) >= ground.apart)


def _ladder(colour: str) -> list[str]:
    """From black over the colour (at _STEPS) and the brightest of its hue to white."""
    bright = brightened(colour, _BRIGHTEST)
    darker, brighter, paler = _towards(colour, BLACK), _towards(colour, bright), _towards(bright, WHITE)
    return [*reversed(list(darker)), *list(brighter)[1:], *list(paler)[1:]]


def _soft(strong: str, ground: Ground, behind: Sequence[str]) -> str:
    """The strong shade with as much of the page in it as it bears before a shape stops standing out."""
    paler = reversed(list(_towards(strong, ground.page)))
    return next(shade for shade in paler if _stands_out(shade, behind, ground.shape))


def _towards(colour: str, end: str, steps: int = _STEPS) -> Iterator[str]:
    return (mixed(colour, end, step / steps) for step in range(steps + 1))


def _stands_out(shade: str, behind: Iterable[str], wanted: float) -> bool:
    return all(contrast(shade, each) >= wanted for each in behind)


def _ink_on(shade: str) -> str:
    """White as long as it is legible, or black, which then is: no colour keeps both below 4.5:1."""
    return WHITE if contrast(WHITE, shade) >= TEXT_CONTRAST else BLACK
