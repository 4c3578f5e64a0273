"""The time zones an organisation may keep its times in: those of Denmark, the Faroe Islands and Greenland."""

from __future__ import annotations

from typing import Final

COPENHAGEN: Final = "Europe/Copenhagen"
FAROE: Final = "Atlantic/Faroe"
NUUK: Final = "America/Nuuk"

ZONES: Final = (COPENHAGEN, FAROE, NUUK)
