"""A slot: the dates a rule asks for, before anybody moves anything; a proposal: where planning then puts it."""

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


@dataclass(frozen=True, order=True)
class Proposal:
    """Where planning puts a slot, whose own dates stay as they are.

    `span` differs from the slot's where what it is counted from was moved, or where a holiday policy shifted it;
    `because` then names the holiday, and is empty for a mere weekend. `is_blocked`: nothing is held, because of the
    holiday that `because` names.
    """

    slot: Slot
    span: DateSpan
    because: str = ""
    is_blocked: bool = False

    @classmethod
    def as_asked(cls, slot: Slot) -> Proposal:
        return cls(slot, slot.span)
