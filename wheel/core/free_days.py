"""Days off, and the free days to which an occurrence could be moved instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wheel.core.calendar import Calendar
from wheel.core.closures import Closure, closed_by
from wheel.core.dates import ONE_DAY
from wheel.core.meeting_days import MeetingDays
from wheel.core.occurrences import Occurrence
from wheel.core.plan import Body

_SATURDAY = 5
# Further away it would be another meeting, and beyond the fortnight on both sides of the year nothing is known.
_DAYS_TRIED = 14
_CLOSURES = frozenset({Closure.PUBLIC_HOLIDAYS, Closure.CLOSING_DAYS, Closure.OBSERVANCES})


def day_off(day: date, calendar: Calendar) -> str | None:
    """Why nothing should be held on that day: a public holiday, a closing day or an observance, "" for a mere weekend.

    None for a day on which it can. Observances count: many agreements make them days off, whole or in part.
    """
    name = closed_by(day, _CLOSURES, calendar)
    return "" if name is None and is_weekend(day) else name


def is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


@dataclass(frozen=True)
class FreeDays:
    """Where an occurrence could be instead: its body exists, no day is a day off, and its people do not meet then."""

    meetings: MeetingDays
    bodies: Mapping[str, Body]
    calendar: Calendar

    def nearest(self, occurrence: Occurrence) -> date | None:
        """The nearest free first day within a fortnight, the earlier of two that are as near; None if there is none."""
        distances = (timedelta(days=days) for days in range(1, _DAYS_TRIED + 1))
        start = occurrence.span.start
        return self._first(occurrence, (day for distance in distances for day in (start - distance, start + distance)))

    def on_or_after(self, occurrence: Occurrence, day: date) -> date | None:
        """The first free first day within a fortnight from `day` on."""
        return self._first(occurrence, (day + timedelta(days=days) for days in range(_DAYS_TRIED)))

    def ending_by(self, occurrence: Occurrence, end: date) -> date | None:
        """The last free first day within a fortnight such that it is over by `end`, which itself does not count."""
        latest = end - timedelta(days=occurrence.span.day_count)
        return self._first(occurrence, (latest - timedelta(days=days) for days in range(_DAYS_TRIED)))

    def working_day_before(self, day: date) -> date:
        """The last day before `day` that is no day off."""
        day -= ONE_DAY
        while day_off(day, self.calendar) is not None:
            day -= ONE_DAY
        return day

    def _first(self, occurrence: Occurrence, days: Iterable[date]) -> date | None:
        return next((day for day in days if self._is_free(occurrence, day)), None)

    def _is_free(self, occurrence: Occurrence, day: date) -> bool:
        span = occurrence.span.moved_to(day)
        body = self.bodies.get(occurrence.body or "")
        if body is not None and not body.exists_on(span):
            return False
        if any(day_off(each, self.calendar) is not None for each in span.days()):
            return False
        return not self.meetings.is_clashing(replace(occurrence, span=span))
