"""What can be set in type: text without the characters for which the printing fonts have no shape."""

from __future__ import annotations

import re
import unicodedata

MISSING = "□"
"""Stands where letters could not be set."""

# Latin, Greek, Cyrillic, Hebrew and Arabic letters, punctuation, money, arrows, mathematics and simple shapes: all of
# them are in our own font or in those that the typesetter brings along; a test sets every one.
_SPANS = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x388, 0x3FF), (0x400, 0x4FF), (0x5D0, 0x5EA), (0x621, 0x63A), (0x641, 0x64A)),
    *((0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x2040), (0x20A0, 0x20BF), (0x2190, 0x22FF), (0x25A0, 0x25FF)),
)
_NEVER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENDS = {ord("\u2028"): " ", ord("\u2029"): " ", ord("\t"): " ", ord("\n"): " ", ord("\r"): " "}
_SILENT = ("C", "M")
"""Categories that show nothing of their own: control and format characters, marks that no letter took up."""


def printable(text: str) -> str:
    """The text in letters that can be set: others become one MISSING, pictures (emoji) and unseen marks are left out.

    PDF/UA-1 (ISO 14289-1, 7.21.8) refuses a text of which a letter has no shape, so none may reach the typesetter.
    """
    return _MISSED.sub(MISSING, "".join(map(_shape, unicodedata.normalize("NFC", text).translate(_ENDS))))


def well_formed(text: str) -> str:
    """The text without the characters that no XML document may hold (XML 1.0, production 2)."""
    return _NEVER.sub("", text)


def printable_spans() -> tuple[tuple[int, int], ...]:
    """First and last code of each row of characters that are set as they are."""
    return _SPANS


def _shape(letter: str) -> str:
    category = unicodedata.category(letter)
    if category.startswith(_SILENT):
        return "" if category != "Cn" else MISSING
    if any(first <= ord(letter) <= last for first, last in _SPANS):
        return letter
    return "" if category in {"So", "Sk"} else MISSING


_MISSED = re.compile(f"{MISSING}+")
