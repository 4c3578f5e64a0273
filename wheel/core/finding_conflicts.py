"""Finding what a planner must see of a planned year before it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from wheel.core.calendar import Calendar
from wheel.core.conflicts import Conflict, ConflictKind
from wheel.core.conflicts_of_days import closed_day_conflicts, deadline_conflicts, outside_body_conflicts
from wheel.core.conflicts_of_meetings import reading_conflicts, same_time_conflicts
from wheel.core.conflicts_of_series import anchor_conflicts, claim_conflicts, holiday_conflicts
from wheel.core.free_days import FreeDays
from wheel.core.meeting_days import MeetingDays
from wheel.core.occurrences import Occurrence, Status
from wheel.core.plan import Body
from wheel.core.series import Series


def find_conflicts(
    occurrences: Sequence[Occurrence],
    series: Mapping[str, Series],
    bodies: Mapping[str, Body],
    calendar: Calendar,
    year: int,
) -> tuple[Conflict, ...]:
    """The conflicts of the year, by day (those of the whole year last), then kind; each pair once.

    `occurrences` are those of the year and of a fortnight on both sides of it, so that clashes over New Year are seen;
    a conflict is the year's if an occurrence in it starts in `year`. Cancelled and blocked ones cause none: they are
    not held, so they neither clash nor meet a claim. `series` are by public id in the order in which they were made,
    `bodies` by short name. The calendar must know the years on both sides too.
    """
    held = _held(occurrences)
    in_year = [occurrence for occurrence in held if occurrence.span.start.year == year]
    free = FreeDays(MeetingDays(held, bodies), bodies, calendar)
    made = {series_id: place for place, series_id in enumerate(series)}
    found = (
        *closed_day_conflicts(in_year, free),
        *same_time_conflicts(held, free, made, year),
        *deadline_conflicts(in_year, free),
        *reading_conflicts(held, free, year),
        *outside_body_conflicts(in_year, free),
        *claim_conflicts(in_year, series, bodies, year),
        *holiday_conflicts(series, calendar, year),
        *anchor_conflicts(in_year, series, calendar, year),
    )
    return tuple(sorted(found, key=_order))


def _held(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    held = (occurrence for occurrence in occurrences if occurrence.status is Status.PLANNED)
    return sorted(held, key=lambda occurrence: (occurrence.span, occurrence.id))


_KINDS = tuple(ConflictKind)


def _order(conflict: Conflict) -> tuple[date, int, tuple[str, ...], tuple[str, ...]]:
    return conflict.day or date.max, _KINDS.index(conflict.kind), conflict.occurrences, conflict.series
