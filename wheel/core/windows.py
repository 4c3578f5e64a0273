"""Windows: imprecise times of the year, as people name them ("ultimo oktober", "foråret", "uge 26-27")."""
# ruff: noqa: ARG002 - every rule is handed the calendar; only some look at it.

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wheel.core.bounds import require_between, require_choice
from wheel.core.calendar import Calendar
from wheel.core.slots import Precision, Slot
from wheel.core.year_days import EVERY_YEAR, DaysOfYear, IsoWeeks, Years
from wheel.errors import InvalidInputError

Season = Literal["spring", "summer", "autumn", "winter"]
Third = Literal["primo", "medio", "ultimo"]
"""The beginning, middle or end of something; of a month the 1st to the 10th, the 11th to the 20th, and the rest."""

# Meteorological seasons, by their first month.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_THIRDS = ("primo", "medio", "ultimo")
_DAYS_OF_THIRDS = {"primo": (1, 10), "medio": (11, 20), "ultimo": (21, 31)}
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class Window:
    """An imprecise time of the year, with the source's own `words` for it.

    The window says within which `days` it happens; it is drawn hatched and has no date. `precision` is the unit that
    the words name, also when they mean only a third of it. For weeks, `years` are ISO years.
    """

    precision: Precision
    words: str
    days: DaysOfYear | IsoWeeks
    years: Years = EVERY_YEAR

    def __post_init__(self) -> None:
        if self.precision is Precision.EXACT:
            raise InvalidInputError("A window cannot be exact: give the dates instead.", field="precision")
        if not self.words.strip():
            raise InvalidInputError('Give the window its words, such as "ultimo oktober".', field="words")

    @classmethod
    def of_year(cls, words: str, years: Years = EVERY_YEAR, third: Third | None = None) -> Window:
        """The year, or four months of it: "ultimo" is September to December."""
        return cls(Precision.YEAR, words, _months(1, 12, third), years)

    @classmethod
    def of_half(cls, half: int, words: str, years: Years = EVERY_YEAR, third: Third | None = None) -> Window:
        """Half-year 1 or 2, or two months of it: "ultimo" of the first is May and June."""
        require_between("half", half, 1, 2)
        return cls(Precision.HALF, words, _months(half * 6 - 5, 6, third), years)

    @classmethod
    def of_quarter(cls, quarter: int, words: str, years: Years = EVERY_YEAR, third: Third | None = None) -> Window:
        """Quarter 1 to 4, or one month of it: "ultimo 1. kvartal" is March."""
        require_between("quarter", quarter, 1, 4)
        return cls(Precision.QUARTER, words, _months(quarter * 3 - 2, 3, third), years)

    @classmethod
    def of_season(cls, season: Season, words: str, years: Years = EVERY_YEAR, third: Third | None = None) -> Window:
        """A meteorological season, or one month of it: spring is March to May.

        Winter begins on 1 December and runs over New Year; its "medio" and "ultimo" are January and February, and
        belong to the year they fall in.
        """
        require_choice("season", season, tuple(_SEASONS))
        return cls(Precision.SEASON, words, _months(_SEASONS[season], 3, third), years)

    @classmethod
    def of_month(cls, month: int, words: str, years: Years = EVERY_YEAR, third: Third | None = None) -> Window:
        """A month, or a third of it."""
        require_between("month", month, 1, 12)
        if third is None:
            return cls(Precision.MONTH, words, _months(month, 1, None), years)
        require_choice("third", third, _THIRDS)
        first, last = _DAYS_OF_THIRDS[third]
        return cls(Precision.MONTH, words, DaysOfYear(month, first, month, min(last, _LAST_DAYS[month - 1])), years)

    @classmethod
    def of_week(cls, week: int, words: str, last_week: int | None = None, years: Years = EVERY_YEAR) -> Window:
        """An ISO week, or the weeks up to and including `last_week`. A year without week 53 has no window then."""
        return cls(Precision.WEEK, words, IsoWeeks(week, week if last_week is None else last_week), years)

    def slots(self, year: int, calendar: Calendar) -> tuple[Slot, ...]:
        return tuple(Slot(span, self.precision, self.words) for span in sorted(self.days.spans_of(year, self.years)))


def _months(first: int, count: int, third: Third | None) -> DaysOfYear:
    """So many whole months from the month `first`, or a third of them; perhaps over New Year."""
    if third is not None:
        require_choice("third", third, _THIRDS)
        count //= 3
        first += count * _THIRDS.index(third)
    first, last = ((month - 1) % 12 + 1 for month in (first, first + count - 1))
    return DaysOfYear(first, 1, last, _LAST_DAYS[last - 1])
