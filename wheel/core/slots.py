"""A slot: the dates a rule asks for, before anybody moves anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wheel.core.dates import DateSpan


class Precision(StrEnum):
    """How exactly a date is known. Anything but EXACT keeps its source words and is drawn hatched."""

    EXACT = "exact"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, order=True)
class Slot:
    """The dates one turn of a rule asks for. Its first day identifies the occurrence within its series for ever.

    A slot belongs to the year in which its span starts, also when the span runs over New Year.
    `words` are the source's own words for an imprecise date ("ultimo oktober"), empty for an exact one.
    """

    span: DateSpan
    precision: Precision = Precision.EXACT
    words: str = ""
