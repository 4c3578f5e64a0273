"""How the wheel looks on paper and in pictures: the light look of wheel.css in rules that every reader of SVG knows.

The typesetter's reader knows selectors by class and descendant, and no variables, media queries or :not(). So each ring
has its own rules, and where states meet, the later rule of two equally strong ones wins. A picture is looked at for a
whole year: nothing in it tells what was past or present on the day it was made.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wheel.core.drawing.colours import Shades

FONT = "Wheel Sans"
_INK, _SOFT_INK, _RED = "#10213f", "#45536a", "#c3122f"

_FRAME = f"""\
text {{ font-family: "{FONT}", sans-serif; text-anchor: middle; fill: {_INK}; stroke: none }}
.w-base {{ fill: none; stroke: none }}
.w-month .w-band {{ fill: #e7ebf0 }}
.w-month .w-text {{ fill: #1c2b42; font-weight: 600 }}
.w-week .w-band, .w-day .w-band {{ fill: #f1f3f6; stroke: #ffffff; stroke-width: 0.8 }}
.w-week .w-text, .w-day .w-text {{ fill: #4a586d }}
.w-weekend .w-band {{ fill: #dfe4ec }}
.w-wedge {{ fill: #51617a; fill-opacity: 0.1 }}
.w-school .w-text {{ fill: #3c4a60 }}
.w-holiday {{ fill: {_RED}; fill-opacity: 0.16 }}
.w-border {{ fill: none; stroke: #23395b; stroke-opacity: 0.13; stroke-width: 1 }}
.w-hub circle {{ fill: #ffffff; stroke: #dfe4ec; stroke-width: 1 }}
.w-hub text {{ fill: {_SOFT_INK} }}
.w-hub .w-hub-year {{ fill: {_INK}; font-weight: 600 }}
.w-hub .w-hub-name {{ fill: #1c2b42; font-weight: 600 }}
.w-hub .x-draft {{ fill: {_RED}; font-weight: 600 }}
.x-watermark {{ fill: {_RED}; fill-opacity: 0.055; font-weight: 600 }}
.w-plate {{ fill: #ffffff; fill-opacity: 0.92; stroke: none }}
"""

# %(n)s is the ring's class; the rest are its colours.
_RING = """\
.w-ground.%(n)s { fill: %(tint)s; stroke: #ffffff; stroke-width: 1 }
.%(n)s .w-shape { fill: %(strong)s; stroke: %(strong)s; stroke-width: 0 }
.%(n)s .w-text { fill: %(on_strong)s; font-weight: 600 }
.%(n)s .w-beside-text { fill: %(strong)s; font-weight: 400 }
.w-event.%(n)s .w-shape, .w-phase.%(n)s .w-shape { stroke-linejoin: round; stroke-width: 1.8 }
.w-arc.%(n)s .w-shape { stroke-width: 0 }
.w-round.%(n)s .w-shape { fill-opacity: 0.14; stroke: %(soft)s; stroke-width: 0.7 }
.w-round.%(n)s .w-text { fill: %(strong)s }
.w-empty.%(n)s .w-shape { fill: #ffffff; stroke-width: 1.8 }
.w-hatched.%(n)s .w-shape { fill: %(hatch)s; stroke-width: 1 }
.w-hatched.%(n)s .w-text { fill: %(strong)s }
.w-draft.%(n)s .w-shape { fill-opacity: 0.2; stroke-width: 1.4; stroke-dasharray: 2.4 1.6 }
.w-draft.%(n)s .w-text { fill: %(strong)s }
.w-draft.w-round.%(n)s .w-shape { fill-opacity: 0.07; stroke-width: 1 }
.w-draft.w-reading.%(n)s .w-shape, .w-draft.w-empty.%(n)s .w-shape { fill: #ffffff; fill-opacity: 0.94 }
.w-draft.w-arc.%(n)s .w-shape { fill: #ffffff; fill-opacity: 0.94 }
.w-draft.w-hatched.%(n)s .w-shape { fill: %(hatch)s; fill-opacity: 1 }
.w-draft.w-round.w-arc.%(n)s .w-shape { fill: %(strong)s; fill-opacity: 0.07 }
.w-cancelled.%(n)s .w-shape { fill: #ffffff; fill-opacity: 0.75; stroke-width: 1.4 }
.w-cancelled.%(n)s .w-text { fill: %(strong)s }
.w-cancelled.%(n)s .w-beside-text { text-decoration: line-through }
.w-ghost.%(n)s { fill: none; stroke: %(soft)s; stroke-width: 1.2; stroke-dasharray: 2 2 }
.w-cluster.%(n)s .w-shape { fill: #ffffff; stroke-width: 1 }
.w-cluster.%(n)s .w-text { fill: %(strong)s }
.w-tab.%(n)s .w-band { fill: #ffffff; stroke: %(strong)s; stroke-width: 0.8; stroke-opacity: 0.55 }
.w-tab.%(n)s .w-text { fill: %(strong)s }
.%(n)s .w-hatch-ground { fill: #ffffff }
.%(n)s .w-hatch-line { fill: %(strong)s; fill-opacity: 0.6 }
"""


@dataclass(frozen=True)
class RingInk:
    """The colours of the ring with that key."""

    key: str
    shades: Shades


def wheel_rules(inks: Sequence[RingInk], names: Mapping[str, str], hatches: Mapping[str, str]) -> str:
    """The stylesheet, with the class of each ring from `names` and the id of its hatching from `hatches`, by key."""
    return _FRAME + "".join(_ring_rules(inks, names, hatches))


def font_rules(fonts: Mapping[int, bytes]) -> str:
    """The fonts (woff2, by weight) as part of the stylesheet, so that the drawing asks for no file."""
    return "".join(
        f'@font-face {{ font-family: "{FONT}"; font-weight: {weight}; '
        f"src: url(data:font/woff2;base64,{b64encode(font).decode()}) format('woff2') }}\n"
        for weight, font in sorted(fonts.items())
    )


def _ring_rules(inks: Sequence[RingInk], names: Mapping[str, str], hatches: Mapping[str, str]) -> Iterator[str]:
    for ink in inks:
        own, hatch = ink.shades, hatches.get(ink.key)
        yield _RING % {
            "n": names[ink.key],
            "strong": own.strong,
            "soft": own.soft,
            "tint": own.tint,
            "on_strong": own.on_strong,
            "hatch": f"url(#{hatch})" if hatch else own.tint,
        }
