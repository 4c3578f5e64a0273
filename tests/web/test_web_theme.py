"""The service's colours, read from the stylesheet itself: legible in light and dark, and named in one place alone."""

from __future__ import annotations

import re
from itertools import product

import pytest

from wheel.core.drawing.colour_vision import contrast
from wheel.core.drawing.colours import DARK, LIGHT, SHAPE_CONTRAST, TEXT_CONTRAST, Ground
from wheel.web.assets import STATIC

THEME = (STATIC / "theme.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
PLAIN = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", THEME.partition("@supports")[0]))
PAIRS = {name: (light, dark) for name, light, dark in re.findall(r"--([a-z-]+): light-dark\((#\w+), (#\w+)\);", THEME)}
SCREENS = ("light", "dark")
GROUNDS = ("page", "card", "tint", "hover")
TEXTS = [
    *product(("ink", "soft-ink", "link", "red"), GROUNDS),
    *product(("faint-ink", "amber"), ("page", "card")),
    *product(("ink",), ("field", "chip", "band", "stripe", "frame", "good-tint", "red-tint", "amber-tint")),
    *product(("soft-ink",), ("chip", "band", "frame", "frame-between")),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-needle", "needle"),
    ("on-now", "now"),
    ("tag-ink", "tint"),
    ("red", "red-tint"),
    ("amber", "amber-tint"),
    ("amber-ink", "amber-tint"),
    ("good", "good-tint"),
]
EDGES = [
    *product(("field-line", "focus", "needle", "accent"), ("page", "card")),
    ("field-line", "field"),
    ("good-line", "good-tint"),
    ("amber-line", "amber-tint"),
    ("now", "card"),
]
# A code for a camera is black on white, whatever the page is.
WHITE_ON_PURPOSE = {"second_factor.css": {"#fff"}, "subscriptions.css": {"#fff"}}
SHEETS = sorted(path.name for path in STATIC.glob("*.css") if path.name != "theme.css")


def colour(name: str, screen: str) -> str:
    """As #rrggbb."""
    found = PAIRS[name][SCREENS.index(screen)]
    return found if len(found) == 7 else "#" + "".join(2 * letter for letter in found[1:])


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_what_it_lies_on(text: str, ground: str, screen: str) -> None:
    assert contrast(colour(text, screen), colour(ground, screen)) >= TEXT_CONTRAST


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_so_do_edges_and_signs(edge: str, ground: str, screen: str) -> None:
    assert contrast(colour(edge, screen), colour(ground, screen)) >= SHAPE_CONTRAST


def test_a_browser_that_knows_no_dark_gets_the_light_colours() -> None:
    assert {name: light for name, (light, _) in PAIRS.items()} == PLAIN


@pytest.mark.parametrize(("screen", "ground"), [("light", LIGHT), ("dark", DARK)])
def test_rings_are_painted_for_the_card_and_the_wedges_that_they_lie_on_and_under(screen: str, ground: Ground) -> None:
    wedge = f"{ground.wedge}{round(255 * ground.wedge_share):02x}"
    assert colour("card", screen) == ground.page
    assert PAIRS["wedge"][SCREENS.index(screen)] == wedge


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_other_stylesheet_names_a_colour_of_its_own(sheet: str) -> None:
    rules = (STATIC / sheet).read_text(encoding="utf-8")
    values = " ".join(re.findall(r":([^:;{}]+);", rules))
    assert set(COLOUR.findall(values)) <= WHITE_ON_PURPOSE.get(sheet, set())


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_colour_that_is_asked_for_has_a_value(sheet: str) -> None:
    rules = (STATIC / sheet).read_text(encoding="utf-8")
    own = set(re.findall(r"--([a-z-]+):", rules)) | {"ring", "soft", "tint", "on-ring", "on-soft"}
    assert set(re.findall(r"var\(--([a-z-]+)", rules)) <= own | set(PAIRS)
