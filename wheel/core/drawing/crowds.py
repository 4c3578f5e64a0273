"""What is too dense to be drawn one by one: counted by the shortest of day, ISO week and month that holds a count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from wheel.core.dates import ONE_DAY, DateSpan
from wheel.core.drawing.arcs import Dial, Direction, Sector, sector_path, shrunk
from wheel.core.drawing.labels import Measure, TurnedText, room_in, turned
from wheel.core.drawing.lanes import Lane
from wheel.core.drawing.marks import Footprint
from wheel.core.drawing.seats import Seat
from wheel.core.drawing.wheel_page import Box, Cluster

ClusterHref = Callable[[str, DateSpan], str]
"""The address of the list of a ring's (by key) occurrences in a period."""

Over = Literal["day", "week", "month"]

_MOST_SIZE = 11.5
_SIZE_PART = 0.78


@dataclass(frozen=True, slots=True)
class Crowd:
    """What one ring could not seat, and the lane, with marks of up to `half`, that is kept free for counts of it."""

    ring_key: str
    left_out: Sequence[Footprint]
    lane: Lane
    half: float


@dataclass(frozen=True, slots=True)
class Group:
    """What starts in one period, which is as long as `over` says, held to the circle's days."""

    over: Over
    span: DateSpan
    members: list[Footprint]


def parted(crowd: Crowd, dial: Dial, measure: Measure) -> tuple[list[Seat], list[Group]]:
    """Those that are alone in their period, and can be drawn there after all; and the others, to be counted.

    Each keeps to its period's angles, so they never overlap. Ghosts are neither drawn nor counted.
    """
    alone, groups = [], []
    for group in _groups(crowd, dial, measure):
        seat = _seat_alone(crowd, group, dial)
        if seat is None:
            groups.append(group)
        else:
            alone.append(seat)
    return alone, groups


def _seat_alone(crowd: Crowd, group: Group, dial: Dial) -> Seat | None:
    first, *others = group.members
    if others or first.is_arc:
        return None
    start, end = first.interval(crowd.lane.inner, crowd.half)
    earliest, latest = dial.borders_of(group.span)
    return Seat(first, crowd.lane, Box(*crowd.lane, start, end)) if earliest <= start and end <= latest else None


def _groups(crowd: Crowd, dial: Dial, measure: Measure) -> list[Group]:
    """By time, of the shortest periods in which every count can be written."""
    by_day: dict[date, list[Footprint]] = defaultdict(list)
    for footprint in crowd.left_out:
        if not footprint.is_ghost:
            by_day[footprint.span.start].append(footprint)
    narrow: tuple[tuple[Over, int], ...] = (("day", 1), ("week", 7))
    for over, days in narrow:
        groups = _gathered(by_day, over, dial.span)
        most = max((len(group.members) for group in groups), default=0)
        if _fits(most, days, crowd.lane, dial, measure):
            return groups
    return _gathered(by_day, "month", dial.span)


def _gathered(by_day: Mapping[date, Sequence[Footprint]], over: Over, within: DateSpan) -> list[Group]:
    members: dict[DateSpan, list[Footprint]] = defaultdict(list)
    for day, footprints in by_day.items():
        span = _PERIODS[over](day).clipped_to(within)
        if span is not None:
            members[span].extend(footprints)
    return [Group(over, span, found) for span, found in sorted(members.items())]


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


def cluster(crowd: Crowd, group: Group, dial: Dial, measure: Measure, href: ClusterHref) -> Cluster:
    """The count of a group, over the whole of its period."""
    lane, span, count = crowd.lane, group.span, len(group.members)
    start, end = dial.borders_of(span)
    air = lane.height * 0.08
    sector = shrunk(Sector(lane.inner + air, lane.outer - air, start, end), 1.0)
    return Cluster(
        count=count,
        ring=crowd.ring_key,
        over=group.over,
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
