"""What moving something to other days would bring with it: conflicts that were not there, and what those days are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wheel.core.calendar import Calendar
from wheel.core.conflicts import Conflict
from wheel.core.dates import DateSpan
from wheel.core.free_days import day_off, is_weekend

LONGEST_NAMED = 7
"""Of more days than a week, some are always special, so none of them is named."""


@dataclass(frozen=True)
class SpecialDays:
    """The names of the days off and of the school holidays among some days; `is_weekend` if they are nothing else."""

    days_off: tuple[str, ...] = ()
    school_holidays: tuple[str, ...] = ()
    is_weekend: bool = False


def special_days(span: DateSpan, calendar: Calendar) -> SpecialDays:
    """What is special about the days, each name once; of more than 7 days nothing is said."""
    if span.day_count > LONGEST_NAMED:
        return SpecialDays()
    days = tuple(span.days())
    return SpecialDays(
        days_off=_named(day_off(day, calendar) for day in days),
        school_holidays=_named(calendar.school_holiday(day) for day in days),
        is_weekend=all(is_weekend(day) for day in days),
    )


def _named(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))


def conflicts_made(was: Iterable[Conflict], now: Iterable[Conflict], occurrence_id: str) -> tuple[Conflict, ...]:
    """The conflicts of an occurrence that there are now and were not before; on another day it is another conflict."""
    known = {_identity(conflict) for conflict in was}
    return tuple(one for one in now if occurrence_id in one.occurrences and _identity(one) not in known)


def _identity(conflict: Conflict) -> tuple[str, frozenset[str], date | None, str]:
    return conflict.kind, frozenset(conflict.occurrences), conflict.day, conflict.because
