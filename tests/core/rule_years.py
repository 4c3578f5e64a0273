"""What a rule asks for over several years."""

from __future__ import annotations

from wheel.core.calendar import Calendar
from wheel.core.rules import StandaloneRule
from wheel.core.slots import Slot


def slots_between(rule: StandaloneRule, first_year: int, last_year: int, calendar: Calendar) -> tuple[Slot, ...]:
    """The slots of the calendar years from `first_year` to `last_year`, both included, sorted by start."""
    return tuple(slot for year in range(first_year, last_year + 1) for slot in rule.slots(year, calendar))
