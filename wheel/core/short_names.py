"""Short names: what a name becomes where it stands in addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from wheel.errors import InvalidInputError

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_OTHERS = re.compile(r"[^a-z0-9]+")
# Stands in addresses already: /settings/bodies/new.
RESERVED = frozenset({"new"})


def short_name(name: str, taken: Collection[str], longest: int) -> str:
    """The name in letters a-z, digits and hyphens, at most `longest` characters, and none of those `taken`.

    The Danish letters become ae, oe and aa, others lose their accents. Raises InvalidInputError for the field `name`
    where nothing is left.
    """
    # Å may come as one character or as A with a ring.
    danish = unicodedata.normalize("NFC", name).lower().translate(_DANISH)
    plain = unicodedata.normalize("NFKD", danish).encode("ascii", "ignore").decode()
    wanted = _OTHERS.sub("-", plain).strip("-")[:longest].strip("-")
    if not wanted:
        raise InvalidInputError("Write a name with letters in it.", field="name")
    number, free = 2, wanted
    while free in taken or free in RESERVED:
        ending = f"-{number}"
        free = wanted[: longest - len(ending)].rstrip("-") + ending
        number += 1
    return free
