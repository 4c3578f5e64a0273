"""What a wheel can be taken out as: the kinds of file, the sheets of paper, and how large a picture may be."""

from __future__ import annotations

from enum import StrEnum

from wheel.core.access import Viewer
from wheel.errors import InvalidInputError

LEAST_WIDTH = 1_000
"""The narrowest picture, in pixels: below it the weeks cannot be read."""

MOST_WIDTH_OF_VISITORS = 4_000
MOST_WIDTH = 8_000
"""The widest picture, in pixels. It fills 0.8 gigabytes of memory while it is made."""

USUAL_WIDTH = 2_000


class Format(StrEnum):
    """The kinds of file, by the ending of their names."""

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


class Paper(StrEnum):
    """Sheets of ISO 216, upright: the wheel is as wide as the sheet, and its legend fills what is left below."""

    A4 = "a4"
    A3 = "a3"
    A2 = "a2"

    @property
    def width(self) -> int:
        """In millimetres."""
        return _WIDTHS[self]

    @property
    def columns(self) -> int:
        """How many columns of the event table stand beside each other."""
        return _COLUMNS[self]

    @property
    def text_size(self) -> float:
        """The size of the table's text in points: small on the sheet in the hand, larger on the one on the wall."""
        return _TEXT_SIZES[self]


def paper_from(text: str) -> Paper:
    """The paper of that name, in small letters or capitals."""
    known = {paper.value: paper for paper in Paper}
    if text.lower() not in known:
        choices = ", ".join(paper.name for paper in Paper)
        raise InvalidInputError("Choose one of these papers: %(choices)s.", field="paper", choices=choices)
    return known[text.lower()]


def width_from(text: str, most: int) -> int:
    """The width of a picture in pixels. Raises InvalidInputError outside LEAST_WIDTH to `most`."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= 6
    if not is_number or not LEAST_WIDTH <= int(text) <= most:
        raise InvalidInputError(
            "Write a width from %(least)s to %(most)s pixels.", field="width", least=LEAST_WIDTH, most=most
        )
    return int(text)


def most_width(viewer: Viewer) -> int:
    """How wide a picture the viewer may ask for: the widest ones are for people who have signed in."""
    return MOST_WIDTH if viewer.is_signed_in else MOST_WIDTH_OF_VISITORS


def file_name(period_key: str, kind: Format) -> str:
    """ "aarshjul-2026-H1.pdf": what is in it, and nothing that only some may know."""
    return f"aarshjul-{period_key}.{kind.value}"


_MEDIA_TYPES = {Format.PDF: "application/pdf", Format.PNG: "image/png", Format.SVG: "image/svg+xml"}
_WIDTHS = {Paper.A4: 210, Paper.A3: 297, Paper.A2: 420}
_COLUMNS = {Paper.A4: 1, Paper.A3: 2, Paper.A2: 2}
_TEXT_SIZES = {Paper.A4: 9.0, Paper.A3: 9.0, Paper.A2: 11.5}
