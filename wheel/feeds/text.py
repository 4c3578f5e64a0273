"""Text made fit for a calendar client: no control characters, and no line breaks where a client would not expect one.

Folding is icalendar's work; this takes out what RFC 5545 section 3.1 forbids in any text, and what line readers such as
Python's `splitlines` take for the end of a line.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from icalendar.prop import vText

_ESCAPES: Final = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# At the start of a text it says how that is encoded, and some programs leave it out there.
_BYTE_ORDER_MARK = "\ufeff"
# Control characters, and halves of surrogate pairs, which cannot be encoded as UTF-8.
_FORBIDDEN = frozenset({"Cc", "Cs"})


class ExactText(vText):
    r"""A text as it stands, escaped as RFC 5545 section 3.3.11 says: icalendar's own takes a "\N" for a line break."""

    def to_ical(self) -> bytes:
        return self.translate(_ESCAPES).encode()


def one_line(text: str) -> str:
    """The text with every run of blanks and line breaks as one space, control characters gone, ends trimmed."""
    spaced = " ".join(text.split())
    return " ".join(_printable(spaced).split())


def many_lines(text: str) -> str:
    r"""The text with every kind of line break as "\n", other control characters gone, ends trimmed."""
    broken = _LINE_BREAKS.sub("\n", text).replace("\t", " ")
    return "\n".join(_printable(line).rstrip() for line in broken.split("\n")).strip()


def shortened(text: str, limit: int) -> str:
    """The text cut to at most `limit` characters (at least 1), an ellipsis showing that it was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _printable(text: str) -> str:
    return "".join(
        character
        for character in text
        if unicodedata.category(character) not in _FORBIDDEN and character != _BYTE_ORDER_MARK
    )
