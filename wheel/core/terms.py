"""The election term: four calendar years, and the parts of it that things are planned for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wheel.core.calendar import Calendar
from wheel.core.dates import DateSpan
from wheel.core.slots import Precision, Slot
from wheel.core.year_days import Years
from wheel.errors import InvalidInputError

TERM_YEARS = 4
# The local elections of 2021 began the term of 2022 to 2025.
_A_FIRST_YEAR = 2022


def term_of(year: int) -> DateSpan:
    """The term that holds the calendar year.

    Local elections are on the third Tuesday of November every fourth year (2021, 2025, ...), and a term runs from
    1 January after the election (Act on Local and Regional Elections, section 6(2) and (3)).
    """
    first = year - (year - _A_FIRST_YEAR) % TERM_YEARS
    return DateSpan(date(first, 1, 1), date(first + TERM_YEARS, 1, 1))


def years_of_term(number: int) -> Years:
    """The years that are the first, second, third or fourth of a term; elections are held in the fourth."""
    if not 1 <= number <= TERM_YEARS:
        raise InvalidInputError("A term has the years 1 to 4.", field="term_year")
    # A term that began before any year the calendar knows.
    return Years(first=_A_FIRST_YEAR - 31 * TERM_YEARS + number - 1, every=TERM_YEARS)


class TermPart(StrEnum):
    """MIDWAY is three months on either side of the term's middle."""

    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"
    MIDWAY = "midway"
    WHOLE = "whole"


@dataclass(frozen=True)
class TermWindow:
    """Once a term, at no known date within a part of it ("midtvejs i valgperioden"), in the source's own `words`."""

    part: TermPart
    words: str

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise InvalidInputError('Give the window its words, such as "midtvejs i valgperioden".', field="words")

    def slots(self, year: int, calendar: Calendar) -> tuple[Slot, ...]:  # noqa: ARG002 - as every rule
        span = _part(term_of(year).start.year, self.part)
        return (Slot(span, Precision.YEAR, self.words),) if span.start.year == year else ()


def _part(first: int, part: TermPart) -> DateSpan:
    match part:
        case TermPart.FIRST_HALF:
            return DateSpan(date(first, 1, 1), date(first + 2, 1, 1))
        case TermPart.SECOND_HALF:
            return DateSpan(date(first + 2, 1, 1), date(first + 4, 1, 1))
        case TermPart.MIDWAY:
            return DateSpan(date(first + 1, 10, 1), date(first + 2, 4, 1))
        case TermPart.WHOLE:
            return DateSpan(date(first, 1, 1), date(first + 4, 1, 1))
