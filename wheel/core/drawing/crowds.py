"""What is too dense to be drawn one by one: counted by ISO week, or by month where a week is too narrow for a count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wheel.core.dates import ONE_DAY, DateSpan
from wheel.core.drawing.arcs import Dial, Direction, Sector, sector_path, shrunk
from wheel.core.drawing.labels import Measure, TurnedText, room_in, turned
from wheel.core.drawing.lanes import Lane
from wheel.core.drawing.marks import Footprint
from wheel.core.drawing.wheel_page import Box, Cluster

ClusterHref = Callable[[str, DateSpan], str]
"""The address of the list of a ring's (by key) occurrences in a period."""

_MOST_SIZE = 11.5
_SIZE_PART = 0.78
_DAYS = 7


@dataclass(frozen=True, slots=True)
class Crowd:
    """What one ring could not seat, and the lane that is kept free for counts of it."""

    ring_key: str
    left_out: Sequence[Footprint]
    lane: Lane


def clusters(crowd: Crowd, dial: Dial, months: Sequence[str], measure: Measure, href: ClusterHref) -> Iterator[Cluster]:
    """The counts, by time. Each takes its period's angles, so they never overlap; ghosts are not counted."""
    counts = _counted(crowd.left_out, _week_start)
    by_week = _fits_a_week(max(counts.values(), default=0), crowd.lane, dial, measure)
    if not by_week:
        counts = _counted(crowd.left_out, _month_start)
    for first, count in sorted(counts.items()):
        span = DateSpan(first, _week_end(first) if by_week else _month_end(first)).clipped_to(dial.span)
        if span is not None:
            week = first.isocalendar().week if by_week else None
            yield _cluster(crowd, span, count, week, dial, months, measure, href)


def _counted(left_out: Sequence[Footprint], period_start: Callable[[date], date]) -> dict[date, int]:
    counts: dict[date, int] = defaultdict(int)
    for footprint in left_out:
        if not footprint.is_ghost:
            counts[period_start(footprint.span.start)] += 1
    return counts


def _week_start(day: date) -> date:
    return day - day.weekday() * ONE_DAY


def _week_end(first: date) -> date:
    return first + _DAYS * ONE_DAY


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _month_end(first: date) -> date:
    return (first + 31 * ONE_DAY).replace(day=1)


def _fits_a_week(most: int, lane: Lane, dial: Dial, measure: Measure) -> bool:
    week = Sector(lane.inner, lane.outer, 0.0, _DAYS * 360 / dial.span.day_count)
    return measure(_written(most), _size(lane)) <= room_in(week, _size(lane), air=1.0)


def _size(lane: Lane) -> float:
    return min(_MOST_SIZE, lane.height * _SIZE_PART)


def _written(count: int) -> str:
    return f"+{count}"


def _cluster(
    crowd: Crowd,
    span: DateSpan,
    count: int,
    week: int | None,
    dial: Dial,
    months: Sequence[str],
    measure: Measure,
    href: ClusterHref,
) -> Cluster:
    lane = crowd.lane
    start, end = dial.borders_of(span)
    air = lane.height * 0.08
    sector = shrunk(Sector(lane.inner + air, lane.outer - air, start, end), 1.0)
    return Cluster(
        count=count,
        week=week,
        month=months[span.start.month - 1],
        start=span.start.isoformat(),
        href=href(crowd.ring_key, span),
        path=sector_path(sector),
        turned=_label(count, sector, _size(lane), measure),
        box=Box(lane.inner, lane.outer, start, end),
    )


def _label(count: int, sector: Sector, size: float, measure: Measure) -> TurnedText | None:
    if measure(_written(count), size) > room_in(sector, size, air=0.0):
        return None
    return turned(_written(count), Direction.at(sector.middle), sector.middle_radius, size)
