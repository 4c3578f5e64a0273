"""Days, half-open spans and ISO weeks."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class DateSpan:
    """Whole days from `start` up to, not including, `end`; at least one day. Raises ValueError if empty."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a span must hold at least one day: {self.start} to {self.end}")

    @classmethod
    def of_day(cls, day: date) -> DateSpan:
        return cls(day, day + ONE_DAY)

    @classmethod
    def of_days(cls, first: date, last: date) -> DateSpan:
        """The span from `first` to `last`, both included, as people write it."""
        return cls(first, last + ONE_DAY)

    @classmethod
    def of_year(cls, year: int) -> DateSpan:
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def last(self) -> date:
        """The last day in the span."""
        return self.end - ONE_DAY

    @property
    def day_count(self) -> int:
        return (self.end - self.start).days

    def days(self) -> Iterator[date]:
        for offset in range(self.day_count):
            yield self.start + timedelta(days=offset)

    def contains(self, day: date) -> bool:
        return self.start <= day < self.end

    def overlaps(self, other: DateSpan) -> bool:
        return self.start < other.end and other.start < self.end

    def clipped_to(self, other: DateSpan) -> DateSpan | None:
        """The days both spans hold, or None if they hold none in common."""
        if not self.overlaps(other):
            return None
        return DateSpan(max(self.start, other.start), min(self.end, other.end))

    def moved_to(self, day: date) -> DateSpan:
        """A span of the same length that starts on `day`."""
        return DateSpan(day, day + (self.end - self.start))


def weeks_in_iso_year(iso_year: int) -> int:
    """52 or 53, by ISO 8601: 28 December always lies in the year's last week."""
    return date(iso_year, 12, 28).isocalendar().week


def month_day(year: int, month: int, day: int) -> date:
    """That day of that year; 29 February becomes the 28th in a common year. Raises ValueError for no such day."""
    if (month, day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return date(year, month, day)
