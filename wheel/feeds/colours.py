"""A feed's colour: RFC 7986 section 5.9 wants the name of a CSS3 colour where the wheel has "#rrggbb"."""

from __future__ import annotations

import re
from typing import Final

from wheel.errors import InvalidInputError

# Those of the CSS3 names (CSS Color Module Level 3, section 4.3) that can be told apart at a glance in a calendar.
_NAMED: Final[dict[str, int]] = {
    "black": 0x000000,
    "dimgray": 0x696969,
    "slategray": 0x708090,
    "darkgray": 0xA9A9A9,
    "silver": 0xC0C0C0,
    "white": 0xFFFFFF,
    "maroon": 0x800000,
    "brown": 0xA52A2A,
    "firebrick": 0xB22222,
    "crimson": 0xDC143C,
    "red": 0xFF0000,
    "tomato": 0xFF6347,
    "coral": 0xFF7F50,
    "salmon": 0xFA8072,
    "indianred": 0xCD5C5C,
    "sienna": 0xA0522D,
    "chocolate": 0xD2691E,
    "peru": 0xCD853F,
    "tan": 0xD2B48C,
    "darkorange": 0xFF8C00,
    "orange": 0xFFA500,
    "goldenrod": 0xDAA520,
    "darkgoldenrod": 0xB8860B,
    "gold": 0xFFD700,
    "khaki": 0xF0E68C,
    "yellow": 0xFFFF00,
    "olive": 0x808000,
    "olivedrab": 0x6B8E23,
    "yellowgreen": 0x9ACD32,
    "darkolivegreen": 0x556B2F,
    "darkgreen": 0x006400,
    "green": 0x008000,
    "seagreen": 0x2E8B57,
    "mediumseagreen": 0x3CB371,
    "darkseagreen": 0x8FBC8F,
    "limegreen": 0x32CD32,
    "lightgreen": 0x90EE90,
    "lime": 0x00FF00,
    "darkslategray": 0x2F4F4F,
    "teal": 0x008080,
    "cadetblue": 0x5F9EA0,
    "lightseagreen": 0x20B2AA,
    "turquoise": 0x40E0D0,
    "cyan": 0x00FFFF,
    "skyblue": 0x87CEEB,
    "lightsteelblue": 0xB0C4DE,
    "deepskyblue": 0x00BFFF,
    "dodgerblue": 0x1E90FF,
    "cornflowerblue": 0x6495ED,
    "steelblue": 0x4682B4,
    "royalblue": 0x4169E1,
    "blue": 0x0000FF,
    "navy": 0x000080,
    "midnightblue": 0x191970,
    "slateblue": 0x6A5ACD,
    "darkslateblue": 0x483D8B,
    "indigo": 0x4B0082,
    "mediumpurple": 0x9370DB,
    "purple": 0x800080,
    "orchid": 0xDA70D6,
    "plum": 0xDDA0DD,
    "magenta": 0xFF00FF,
    "mediumvioletred": 0xC71585,
    "palevioletred": 0xDB7093,
    "hotpink": 0xFF69B4,
    "pink": 0xFFC0CB,
}
_HEX = re.compile(r"#[0-9a-f]{6}")


def css_colour_name(colour: str) -> str:
    """The name as it stands if it is one of ours, or the one nearest to "#rrggbb" by distance in RGB.

    Raises InvalidInputError for anything else.
    """
    wanted = colour.strip().lower()
    if wanted in _NAMED:
        return wanted
    if _HEX.fullmatch(wanted) is None:
        raise InvalidInputError("Give the colour as #rrggbb, not %(colour)s.", colour=colour)
    value = int(wanted[1:], 16)
    return min(_NAMED, key=lambda name: _distance(_NAMED[name], value))


def _distance(one: int, other: int) -> int:
    return sum(((one >> shift & 0xFF) - (other >> shift & 0xFF)) ** 2 for shift in (16, 8, 0))
