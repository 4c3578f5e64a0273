"""The rings' colours as a stylesheet, so that the wheel's markup holds none and every page paints them alike.

For each ring there is a class `r-KEY` with --ring (strong), --soft (past), --tint (the ground), and --on-ring and
--on-soft (text on those two); light and dark, and clearer for those who ask for more contrast. Paper is light.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.drawing.colours import DARK, DARK_CLEARER, LIGHT, LIGHT_CLEARER, Ground, Shades, painted
from wheel.core.occurrences import Ring
from wheel.services import database
from wheel.usecases.show_ring_colours import ring_colours
from wheel.web.assets import ONE_YEAR
from wheel.web.context import viewer
from wheel.web.policies import public_part

wheel_colours = Blueprint("wheel_colours", __name__)

# Browsers of before 2024 know no light-dark() and stay light.
_BOTH = "@supports (color: light-dark(#000, #fff)) {\n%s}\n"
_CLEARER = "@media (prefers-contrast: more) {\n%s}\n"
_PLAIN = re.compile(r"[a-zA-Z0-9_-]")


@wheel_colours.get("/wheel/rings.css")
@public_part
def show() -> AnyResponse:
    """Kept for a year where the address says what is in it; else asked for again each time."""
    rules = colour_rules(_rings())
    response = Response(rules, mimetype="text/css")
    if request.args.get("v") == _mark(rules):
        response.headers["Cache-Control"] = f"private, max-age={ONE_YEAR}, immutable"
    response.set_etag(_mark(rules))
    return response.make_conditional(request)


@wheel_colours.app_template_global()
def ring_colours_address(rings: Sequence[Ring] | None = None) -> str:
    """The stylesheet's address with its content in it. Pages that have all `rings` at hand spare a query."""
    rules = colour_rules(_rings() if rings is None else rings)
    return url_for("wheel_colours.show", v=_mark(rules))


def colour_rules(rings: Sequence[Ring]) -> str:
    """The stylesheet of these rings, from the outermost in."""
    return _rules(tuple((ring.key, ring.colour) for ring in rings))


@lru_cache(maxsize=16)
def _rules(rings: tuple[tuple[str, str], ...]) -> str:
    parts = (
        "".join(_one_for_all(rings, LIGHT)),
        _BOTH % "".join(_light_and_dark(rings, LIGHT, DARK)),
        _CLEARER % "".join(_one_for_all(rings, LIGHT_CLEARER)),
        _CLEARER % (_BOTH % "".join(_light_and_dark(rings, LIGHT_CLEARER, DARK_CLEARER))),
    )
    return "\n".join(parts)


def _one_for_all(rings: Sequence[tuple[str, str]], ground: Ground) -> Iterator[str]:
    shades = painted([colour for _, colour in rings], ground)
    for (key, _), own in zip(rings, shades, strict=True):
        yield _rule(key, _values(own))


def _light_and_dark(rings: Sequence[tuple[str, str]], light: Ground, dark: Ground) -> Iterator[str]:
    colours = [colour for _, colour in rings]
    for (key, _), by_day, by_night in zip(rings, painted(colours, light), painted(colours, dark), strict=True):
        pairs = zip(_values(by_day), _values(by_night), strict=True)
        yield _rule(key, tuple(f"light-dark({one}, {other})" for one, other in pairs))


def _values(own: Shades) -> tuple[str, ...]:
    return own.strong, own.soft, own.tint, own.on_strong, own.on_soft


def _rule(key: str, values: Sequence[str]) -> str:
    names = ("--ring", "--soft", "--tint", "--on-ring", "--on-soft")
    settings = "; ".join(f"{name}: {value}" for name, value in zip(names, values, strict=True))
    return f".r-{_escaped(key)} {{ {settings} }}\n"


def _escaped(key: str) -> str:
    """A key as it stands in a selector (CSS Syntax Module Level 3, section 4.3.7): a loaded plan names its own."""
    return "".join(letter if _PLAIN.match(letter) else f"\\{ord(letter):x} " for letter in key)


@lru_cache(maxsize=16)
def _mark(rules: str) -> str:
    return hashlib.sha256(rules.encode()).hexdigest()[:10]


def _rings() -> tuple[Ring, ...]:
    with database().reading() as session:
        return ring_colours(session, viewer())
