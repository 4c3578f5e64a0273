"""A count without dates: "1-2 a year", "at least 4 a year". It asks for no slots, but is open until it is met."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.bounds import require_between
from wheel.core.calendar import Calendar
from wheel.core.slots import Slot
from wheel.core.year_days import EVERY_YEAR, Years
from wheel.errors import InvalidInputError

MOST_A_YEAR = 366


@dataclass(frozen=True)
class CountRule:
    """So many a year, whenever: `at_least` (1 to 366) up to `at_most`, which is None for "or more"."""

    at_least: int
    at_most: int | None = None
    years: Years = EVERY_YEAR

    def __post_init__(self) -> None:
        require_between("at_least", self.at_least, 1, MOST_A_YEAR)
        if self.at_most is not None and not self.at_least <= self.at_most <= MOST_A_YEAR:
            raise InvalidInputError(
                "The highest number must be from %(lowest)s to %(highest)s.",
                field="at_most",
                lowest=self.at_least,
                highest=MOST_A_YEAR,
            )

    def slots(self, year: int, calendar: Calendar) -> tuple[Slot, ...]:  # noqa: ARG002 - as every rule
        return ()

    def missing(self, year: int, held: int) -> int:
        """How many more the year still needs when `held` take place; 0 in a year it says nothing about."""
        return max(0, self.at_least - held) if self.years.include(year) else 0

    def surplus(self, year: int, held: int) -> int:
        """How many the year has beyond the most."""
        return max(0, held - self.at_most) if self.at_most is not None and self.years.include(year) else 0
