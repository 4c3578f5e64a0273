"""What is too dense to be drawn one by one: counted by the shortest of day, ISO week and month that holds a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from wheel.core.dates import ONE_DAY, DateSpan
from wheel.core.drawing.arcs import Dial, Direction, Sector, sector_path, shrunk
from wheel.core.drawing.labels import Measure, TurnedText, room_in, turned
from wheel.core.drawing.lanes import Lane
from wheel.core.drawing.marks import Footprint
from wheel.core.drawing.wheel_page import Box, Cluster

ClusterHref = Callable[[str, DateSpan], str]
"""The address of the list of a ring's (by key) occurrences in a period."""

Over = Literal["day", "week", "month"]

_MOST_SIZE = 11.5
_SIZE_PART = 0.78


@dataclass(frozen=True, slots=True)
class Crowd:
    """What one ring could not seat, and the lane that is kept free for counts of it."""

    ring_key: str
    left_out: Sequence[Footprint]
    lane: Lane


def clusters(crowd: Crowd, dial: Dial, measure: Measure, href: ClusterHref) -> Iterator[Cluster]:
    """The counts, by time. Each takes its period's angles, so they never overlap; ghosts are not counted."""
    over, counts = _counted(crowd, dial, measure)
    for span, count in sorted(counts.items()):
        yield _cluster(crowd, over, span, count, dial, measure, href)


def _counted(crowd: Crowd, dial: Dial, measure: Measure) -> tuple[Over, dict[DateSpan, int]]:
    by_day = Counter(footprint.span.start for footprint in crowd.left_out if not footprint.is_ghost)
    narrow: tuple[tuple[Over, int], ...] = (("day", 1), ("week", 7))
    for over, days in narrow:
        counts = _summed(by_day, _PERIODS[over], dial.span)
        if _fits(max(counts.values(), default=0), days, crowd.lane, dial, measure):
            return over, counts
    return "month", _summed(by_day, _PERIODS["month"], dial.span)


def _summed(by_day: Counter[date], period: Callable[[date], DateSpan], within: DateSpan) -> Counter[DateSpan]:
    counts: Counter[DateSpan] = Counter()
    for day, count in by_day.items():
        span = period(day).clipped_to(within)
        if span is not None:
            counts[span] += count
    return counts


def _week(day: date) -> DateSpan:
    monday = day - day.weekday() * ONE_DAY
    return DateSpan(monday, monday + 7 * ONE_DAY)


def _month(day: date) -> DateSpan:
    first = day.replace(day=1)
    return DateSpan(first, (first + 31 * ONE_DAY).replace(day=1))


_PERIODS: dict[Over, Callable[[date], DateSpan]] = {"day": DateSpan.of_day, "week": _week, "month": _month}


def _fits(most: int, days: int, lane: Lane, dial: Dial, measure: Measure) -> bool:
    period = Sector(lane.inner, lane.outer, 0.0, days * 360 / dial.span.day_count)
    return measure(_written(most), _size(lane)) <= room_in(period, _size(lane), air=1.0)


def _size(lane: Lane) -> float:
    return min(_MOST_SIZE, lane.height * _SIZE_PART)


def _written(count: int) -> str:
    return f"+{count}"


def _cluster(
    crowd: Crowd, over: Over, span: DateSpan, count: int, dial: Dial, measure: Measure, href: ClusterHref
) -> Cluster:
    lane = crowd.lane
    start, end = dial.borders_of(span)
    air = lane.height * 0.08
    sector = shrunk(Sector(lane.inner + air, lane.outer - air, start, end), 1.0)
    return Cluster(
        count=count,
        ring=crowd.ring_key,
        over=over,
        span=span,
        start=span.start.isoformat(),
        days=span.day_count,
        href=href(crowd.ring_key, span),
        path=sector_path(sector),
        turned=_label(count, sector, _size(lane), measure),
        box=Box(lane.inner, lane.outer, start, end),
    )


def _label(count: int, sector: Sector, size: float, measure: Measure) -> TurnedText | None:
    if measure(_written(count), size) > room_in(sector, size, air=0.0):
        return None
    return turned(_written(count), Direction.at(sector.middle), sector.middle_radius, size)
