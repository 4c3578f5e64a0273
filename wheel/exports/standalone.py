"""Makes the wheel's SVG stand alone: its own plain style, whole addresses, and on request the fonts inside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as Xml

from wheel.errors import WheelError
from wheel.exports.plain_text import well_formed
from wheel.exports.stylesheet import RingInk, font_rules, wheel_rules

SVG = "http://www.w3.org/2000/svg"
_RING = re.compile(r"r-(.+)")
_OF_THE_DAY = {"w-needle", "w-hub-line"}
_LEFT_OUT = re.compile(r"data-|hx-|tabindex$")

Xml.register_namespace("", SVG)


def styled(
    svg: str,
    inks: Sequence[RingInk],
    draft: str = "",
    *,
    title: str = "",
    base: str = "",
    fonts: Mapping[int, bytes] | None = None,
) -> str:
    """The drawing with a stylesheet that knows selectors by class alone, as the typesetter's reader of SVG does.

    `draft` is written across it. With `title`, `base` (put before the addresses of links) and `fonts` (woff2 by
    weight) it can be opened by itself in any browser. What is there for scripts is left out.
    """
    root = _parsed(svg)
    numbers = {ink.key: f"r{number}" for number, ink in enumerate(inks, 1)}
    hatches: dict[str, str] = {}
    _without_the_day(root)
    for element in root.iter():
        _stripped(element, base)
        _numbered(element, numbers, hatches)
    style = Xml.Element(f"{{{SVG}}}style")
    style.text = font_rules(fonts or {}) + wheel_rules(inks, numbers, hatches)
    root.insert(0, style)
    if title:
        _named(root, title)
    if draft:
        _marked(root, well_formed(draft))
    return Xml.tostring(root, encoding="unicode")


def _parsed(svg: str) -> Xml.Element:
    try:
        return Xml.fromstring(well_formed(svg))  # noqa: S314 - our own template's text, without a document type
    except Xml.ParseError as error:
        raise WheelError("The wheel could not be drawn by itself.") from error


def _stripped(element: Xml.Element, base: str) -> None:
    for name in [name for name in element.attrib if _LEFT_OUT.match(name)]:
        del element.attrib[name]
    if element.tag == f"{{{SVG}}}a":
        address = element.attrib.pop("href", "")
        if base and address.startswith("/"):
            element.set("href", base + address)


def _numbered(element: Xml.Element, numbers: Mapping[str, str], hatches: dict[str, str]) -> None:
    """Rings' keys are the plan's own words; as numbers they can stand in any selector."""
    classes = element.get("class", "").split()
    found = [_RING.fullmatch(name) for name in classes]
    keys = [match[1] for match in found if match and match[1] in numbers]
    if not keys:
        return
    element.set("class", " ".join([*(name for name in classes if not _RING.fullmatch(name)), numbers[keys[0]]]))
    if element.tag == f"{{{SVG}}}pattern":
        hatches[keys[0]] = element.get("id", "")


def _named(root: Xml.Element, title: str) -> None:
    name = Xml.Element(f"{{{SVG}}}title")
    name.text = well_formed(title)
    root.insert(0, name)
    root.set("role", "group")
    root.set("aria-label", name.text)


def _without_the_day(root: Xml.Element) -> None:
    """Leave out what is true on the day of making alone: the needle, and the hub's word of the next meeting."""
    for parent in root.iter():
        for child in [child for child in parent if _OF_THE_DAY & set(child.get("class", "").split())]:
            parent.remove(child)


def _marked(root: Xml.Element, draft: str) -> None:
    """Write that it is a draft in the hub and, faintly, across everything."""
    text = f"{{{SVG}}}text"
    for hub in [each for each in root.iter() if each.get("class") == "w-hub"]:
        Xml.SubElement(hub, text, {"class": "x-draft", "font-size": "20", "y": "42"}).text = draft
    across = {"class": "x-watermark", "font-size": "190", "transform": "rotate(-30)", "y": "65", "aria-hidden": "true"}
    Xml.SubElement(root, text, across).text = draft.upper()
