"""The drawing by itself: styled, whole, and without anything that needs the page it came from."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

import pytest
from sheets import INKS, KEY, drawing

from wheel.core.drawing.colours import painted
from wheel.errors import WheelError
from wheel.exports.standalone import SVG, styled
from wheel.exports.stylesheet import RingInk

FONTS = {400: b"regular", 600: b"bold"}


def parsed(svg: str) -> Xml.Element:
    return Xml.fromstring(svg)  # noqa: S314 - made here


def links(svg: str) -> list[str]:
    return [element.get("href", "") for element in parsed(svg).iter(f"{{{SVG}}}a")]


def style(svg: str) -> str:
    return parsed(svg).find(f"{{{SVG}}}style").text


def test_each_ring_has_its_colours_in_plain_rules() -> None:
    said = style(styled(drawing(), INKS))
    assert INKS[0].shades.strong in said
    assert INKS[0].shades.tint in said
    assert f"url(#w-hatch-{KEY})" in said


def test_the_style_uses_nothing_that_the_typesetter_does_not_know() -> None:
    selectors = re.findall(r"^([^{}]+){", style(styled(drawing(), INKS)), re.MULTILINE)
    assert len(selectors) > 30
    assert not [text for text in selectors if re.search(r"[:@>\[+~#*]", text)]
    assert "var(" not in style(styled(drawing(), INKS))


@pytest.mark.parametrize("key", ["med", "a.b", "1-ring", "ring{}</style>", "æøå", "x:hover"])
def test_a_ring_may_be_called_what_it_likes(key: str) -> None:
    ink = RingInk(key, painted(["#aa2211"])[0])
    escaped = key.replace("<", "&lt;").replace(">", "&gt;")
    svg = styled(drawing(key=escaped), [ink])
    (mark,) = [element for element in parsed(svg).iter() if "w-mark" in element.get("class", "")]
    assert mark.get("class", "").split()[-1] == "r1"
    assert ".r1 .w-shape" in style(svg)
    assert "hover" not in style(svg).replace(f"w-hatch-{key}", "")


def test_links_are_whole_where_the_service_has_an_address() -> None:
    assert links(styled(drawing(), INKS, base="https://hjul.dk")) == ["https://hjul.dk/occurrences/1"]


def test_without_an_address_nothing_is_a_link() -> None:
    assert links(styled(drawing(), INKS)) == [""]


def test_what_is_there_for_scripts_is_left_out() -> None:
    svg = styled(drawing(), INKS, base="https://hjul.dk")
    names = {name for element in parsed(svg).iter() for name in element.attrib}
    assert not [name for name in names if name.startswith(("data-", "hx-", "on")) or name == "tabindex"]
    assert "<script" not in svg


def test_what_is_true_today_alone_is_left_out() -> None:
    svg = styled(drawing(), INKS)
    assert 'class="w-needle"' not in svg
    assert "Næste: Direktionen" not in svg
    assert ">2026<" in svg


def test_it_carries_its_fonts_and_name_when_it_is_to_be_opened_by_itself() -> None:
    svg = styled(drawing(), INKS, title="Årshjul 2026 · Fjordby <Kommune>", fonts=FONTS)
    assert style(svg).count("data:font/woff2;base64,") == 2
    assert next(iter(parsed(svg))).text == "Årshjul 2026 · Fjordby <Kommune>"
    assert "base64" not in style(styled(drawing(), INKS))


def test_a_draft_says_so_in_the_middle_and_across() -> None:
    texts = [element.text for element in parsed(styled(drawing(), INKS, "Udkast")).iter(f"{{{SVG}}}text")]
    assert texts.count("Udkast") == 1
    assert texts.count("UDKAST") == 1


def test_a_published_wheel_does_not() -> None:
    assert "udkast" not in styled(drawing(), INKS).casefold()


def test_control_characters_do_not_break_the_document() -> None:
    (text,) = parsed(styled(drawing("a\x07b\x0bc"), INKS)).iter(f"{{{SVG}}}textPath")
    assert text.text == "abc"


def test_the_same_drawing_gives_the_same_text() -> None:
    assert styled(drawing(), INKS, title="x", fonts=FONTS) == styled(drawing(), INKS, title="x", fonts=FONTS)


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(WheelError):
        styled("<svg><g></svg>", INKS)
