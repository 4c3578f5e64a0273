"""What is special about days in one municipality: its school holidays and its closing days."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from wheel.core.dates import DateSpan


class LocalDaysKind(StrEnum):
    SCHOOL_HOLIDAY = "school_holiday"
    CLOSING_DAY = "closing_day"


@dataclass(frozen=True)
class LocalDays:
    """A local school holiday or closing days."""

    kind: LocalDaysKind
    name: str
    span: DateSpan
    id: str = field(default="", compare=False)
    version: int = field(default=1, compare=False)


def in_sentence(holiday: str) -> str:
    """A holiday's name after a preposition: "Sommerferie" is "sommerferien". They are Danish in every language."""
    name = holiday.strip()
    return f"{name.casefold()}n" if name.casefold().endswith("ferie") else name
