"""The name of a calendar as it stands in its address."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 60
NAMELESS: Final = "kalender"

_SPELT_OUT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_OTHERS = re.compile(r"[^a-z0-9]+")


def name_in_address(name: str) -> str:
    """The name in a-z, 0-9 and hyphens, of at most 60 characters.

    Any other character would be three or more in an address, and Google takes no address longer than 255; a slash would
    be read as one even when it is escaped.
    """
    spelt = unicodedata.normalize("NFC", name).lower().translate(_SPELT_OUT)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return _OTHERS.sub("-", plain).strip("-")[:LONGEST].rstrip("-") or NAMELESS
