"""Who lies beside whom: marks of one ring are dealt into lanes so that no two of them overlap."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from wheel.core.drawing.arcs import FULL_TURN

Interval = tuple[float, float]
"""Start and end in degrees; a mark where the circle closes may start below 0 or end beyond 360."""


class Lane(NamedTuple):
    """A track around the circle, between two radii."""

    inner: float
    outer: float

    @property
    def height(self) -> float:
        return self.outer - self.inner

    @property
    def middle(self) -> float:
        return (self.inner + self.outer) / 2


def deal(intervals: Sequence[Interval], most: int, series: Sequence[str] = ()) -> list[int | None]:
    """The lane (from 0) of each interval, or None for what finds no room in `most` lanes.

    A sweep along the circle in O(n log n): each interval takes a lane that is free again, so as few lanes are opened as
    intervals lie over one another at most (where the circle closes, it may cost one more). It takes the lane of the
    last one of its `series` (as many as intervals, if given) where that is free, else the first. What was dealt is
    forgotten wherever all lanes are free: so a chain of overlaps is dealt the same way, whatever there is elsewhere.
    """
    table = _Table(most)
    lanes: list[int | None] = [None] * len(intervals)
    names = series or [""] * len(intervals)
    for index in sorted(range(len(intervals)), key=lambda at: intervals[at][0]):
        lanes[index] = table.seat(intervals[index], names[index])
    return lanes


def lanes_needed(intervals: Sequence[Interval], most: int) -> int:
    """How many lanes `deal` opens for these, held to `most`; one more than `most` says that they do not suffice."""
    lanes = deal(intervals, most)
    if None in lanes:
        return most + 1
    return max((lane for lane in lanes if lane is not None), default=-1) + 1


def deal_loosely(
    intervals: Sequence[Interval], wishes: Sequence[float], most: int, series: Sequence[str]
) -> list[int | None]:
    """As `deal`, for intervals that would like to reach on up to their `wishes`, and need not.

    Each takes a lane that is free of wishes too, or opens one, as long as there are `most`; after that the free lane
    whose wish would have ended first. Where all wishes are over, what was dealt is forgotten. Costs O(n x most).
    """
    tracks = [_Track() for _ in range(most)]
    lanes: list[int | None] = [None] * len(intervals)
    last_of: dict[str, int] = {}
    for index in sorted(range(len(intervals)), key=lambda at: intervals[at][0]):
        start, end = intervals[index]
        if all(track.wish <= start for track in tracks):
            last_of.clear()
        lane = _loose_lane(tracks, start, end, last_of.get(series[index], 0))
        if lane is not None:
            tracks[lane].take(start, end, wishes[index])
            lanes[index] = last_of[series[index]] = lane
    return lanes


class _Track:
    """A lane while the sweep passes by: from where it was first taken, until where it is, and would like to be."""

    def __init__(self) -> None:
        self.first = self.end = self.wish = -FULL_TURN
        self.is_open = False

    def take(self, start: float, end: float, wish: float) -> None:
        if not self.is_open:
            self.first, self.is_open = start, True
        self.end, self.wish = end, wish

    def holds(self, start: float, end: float) -> bool:
        return not self.is_open or (self.end <= start and end - FULL_TURN <= self.first)


def _loose_lane(tracks: Sequence[_Track], start: float, end: float, preferred: int) -> int | None:
    free = [lane for lane, track in enumerate(tracks) if track.holds(start, end)]
    calm = [lane for lane in free if tracks[lane].wish <= start]
    if calm:
        return preferred if preferred in calm else calm[0]
    return min(free, key=lambda lane: tracks[lane].wish, default=None)


class _Table:
    """Which lanes are taken until where, while the sweep passes by."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: list[tuple[float, int]] = []
        self._free: list[int] = []
        self._firsts: list[float] = []
        self._last_of: dict[str, int] = {}

    def seat(self, interval: Interval, series: str) -> int | None:
        start, end = interval
        taken = self._taken
        while taken and taken[0][0] <= start:
            heappush(self._free, heappop(taken)[1])
        if not taken:
            self._last_of.clear()
        lane = self._its_own(series, end) if series in self._last_of else None
        if lane is None:
            lane = self._first_fitting(end)
        if lane is None and len(self._firsts) < self._most:
            lane = len(self._firsts)
            self._firsts.append(start)
        if lane is not None:
            heappush(taken, (end, lane))
            if series:
                self._last_of[series] = lane
        return lane

    def _its_own(self, series: str, end: float) -> int | None:
        lane = self._last_of[series]
        if lane not in self._free or not self._fits(lane, end):
            return None
        self._free.remove(lane)
        self._free.sort()
        return lane

    def _first_fitting(self, end: float) -> int | None:
        """The outermost free lane whose first mark is not reached when the circle closes."""
        if not self._free:
            return None
        if self._fits(self._free[0], end):
            return heappop(self._free)
        fitting = min((lane for lane in self._free if self._fits(lane, end)), default=None)
        if fitting is not None:
            self._free.remove(fitting)
            self._free.sort()
        return fitting

    def _fits(self, lane: int, end: float) -> bool:
        return end - FULL_TURN <= self._firsts[lane]
