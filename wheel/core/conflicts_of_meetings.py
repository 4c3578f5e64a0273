"""Conflicts between two occurrences: meetings of the same people at the same time, readings too close."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from wheel.core.conflicts import Conflict, ConflictKind
from wheel.core.conflicts_of_days import move_to
from wheel.core.free_days import FreeDays
from wheel.core.occurrences import Occurrence
from wheel.core.plan import BodyKind
from wheel.core.slots import Precision

BETWEEN_READINGS = timedelta(days=21)
"""Act on Local Government (styrelsesloven), section 38: the annual budget is read twice in the council, at least three
weeks apart. Exactly 21 days will do."""


def same_time_conflicts(
    held: Iterable[Occurrence], free: FreeDays, made: Mapping[str, int], year: int
) -> Iterator[Conflict]:
    """Two meetings of one body, or of bodies that share members, that overlap; each pair once.

    `made` says in which order the series were made. The one to move is one without items, that nobody gave its day by
    hand, of the later series; of one series, one that a holiday shifted there.
    """
    for meeting in held:
        for other in free.meetings.clashing_with(meeting):
            if _staying(other, made) < _staying(meeting, made) and year in _years(meeting, other):
                yield _same_time(meeting, other, free)


def _staying(meeting: Occurrence, made: Mapping[str, int]) -> tuple[bool, bool, int, date, bool, str]:
    """The lower, the rather it stays."""
    is_by_hand = meeting.is_moved or meeting.is_extra
    is_shifted = meeting.span != meeting.slot
    place = made.get(meeting.series_id, -1)
    return meeting.item_count == 0, not is_by_hand, place, meeting.span.start, is_shifted, meeting.id


def _same_time(moved: Occurrence, staying: Occurrence, free: FreeDays) -> Conflict:
    day = max(moved.span.start, staying.span.start)
    return _conflict(ConflictKind.SAME_TIME, moved, staying, day, free.nearest(moved))


def reading_conflicts(held: Iterable[Occurrence], free: FreeDays, year: int) -> Iterator[Conflict]:
    """Second readings less than 21 days after the latest first reading in the same ring.

    Only in a council: the law says nothing of its committees' readings.
    """
    firsts, seconds = _readings(held, free)
    for second in seconds:
        first = _latest_before(second, firsts[second.body, second.ring])
        if first is None or year not in _years(first, second):
            continue
        apart = second.span.start - first.span.last
        if apart < BETWEEN_READINGS:
            day = free.on_or_after(second, first.span.last + BETWEEN_READINGS)
            yield _conflict(ConflictKind.READINGS_TOO_CLOSE, second, first, second.span.start, day, max(0, apart.days))


_Firsts = defaultdict[tuple[str | None, str], list[Occurrence]]


def _readings(held: Iterable[Occurrence], free: FreeDays) -> tuple[_Firsts, list[Occurrence]]:
    """The first readings, by body and ring, and the second ones; both by time."""
    firsts: _Firsts = defaultdict(list)
    seconds = []
    for occurrence in sorted(held, key=lambda occurrence: (occurrence.span, occurrence.id)):
        body = free.bodies.get(occurrence.body or "")
        if body is None or body.kind is not BodyKind.COUNCIL or occurrence.precision is not Precision.EXACT:
            continue
        if occurrence.reading == 1:
            firsts[occurrence.body, occurrence.ring].append(occurrence)
        elif occurrence.reading == 2:
            seconds.append(occurrence)
    return firsts, seconds


def _latest_before(second: Occurrence, firsts: Sequence[Occurrence]) -> Occurrence | None:
    """The latest first reading that begins no later than the second."""
    place = bisect_right(firsts, second.span.start, key=lambda first: first.span.start)
    return firsts[place - 1] if place else None


def _years(*occurrences: Occurrence) -> set[int]:
    return {occurrence.span.start.year for occurrence in occurrences}


def _conflict(
    kind: ConflictKind, moved: Occurrence, other: Occurrence, day: date, to: date | None, count: int = 0
) -> Conflict:
    """The suggestion would move the first of the two."""
    series = tuple(dict.fromkeys((moved.series_id, other.series_id)))
    return Conflict(kind, series, (moved.id, other.id), day, count=count, suggestion=move_to(moved, to))
