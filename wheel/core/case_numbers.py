"""Case numbers: whether one is written as the numbers that Danish authorities file their cases under."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class NumberKind(StrEnum):
    """KLE: 00.15.10-P35-2-18. SERIAL: 13/3462 or 91141/23. OTHER: none of these, which may be right all the same."""

    KLE = "kle"
    SERIAL = "serial"
    OTHER = "other"


# KL's numbering of municipal cases: main group, group and subject, what is done, a serial number, the case's year.
_KLE: Final = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[A-ZÆØÅ][0-9]{2}-[0-9]{1,6}-[0-9]{2}")
# A case system's own: a year and a serial number, or the serial number first.
_SERIAL: Final = re.compile(r"[0-9]{2}/[0-9]{1,6}|[0-9]{4,6}/[0-9]{2}")


def number_kind(number: str) -> NumberKind:
    """How a case number is written; outer white space does not count, capitals do."""
    written = number.strip()
    if _KLE.fullmatch(written):
        return NumberKind.KLE
    return NumberKind.SERIAL if _SERIAL.fullmatch(written) else NumberKind.OTHER


def is_unusual(number: str) -> bool:
    """Whether somebody should look at the number again. An empty one is none; whatever is written is kept."""
    return bool(number.strip()) and number_kind(number) is NumberKind.OTHER
