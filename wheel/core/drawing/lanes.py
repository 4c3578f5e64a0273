"""Who lies beside whom: marks of one ring are dealt into lanes so that no two of them overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from wheel.core.drawing.arcs import FULL_TURN

Interval = tuple[float, float]
"""Start and end in degrees; a mark at New Year may start below 0 or end beyond 360."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A track around the circle, between two radii."""

    inner: float
    outer: float

    @property
    def height(self) -> float:
        return self.outer - self.inner

    @property
    def middle(self) -> float:
        return (self.inner + self.outer) / 2


def deal(intervals: Sequence[Interval], most: int) -> list[int | None]:
    """The lane (from 0) of each interval, or None for what finds no room in `most` lanes.

    A sweep along the circle in O(n log n): each interval takes the first lane that is free again, so as few lanes are
    opened as intervals lie over one another at most (New Year, where the circle closes, may cost one more). The same
    intervals in the same order are always dealt the same way.
    """
    table = _Table(most)
    lanes: list[int | None] = [None] * len(intervals)
    for index in sorted(range(len(intervals)), key=lambda at: intervals[at][0]):
        lanes[index] = table.seat(intervals[index])
    return lanes


def lanes_needed(intervals: Sequence[Interval], most: int) -> int:
    """How many lanes `deal` opens for these, held to `most`; one more than `most` says that they do not suffice."""
    lanes = deal(intervals, most)
    if None in lanes:
        return most + 1
    return max((lane for lane in lanes if lane is not None), default=-1) + 1


class _Table:
    """Which lanes are taken until where, while the sweep passes by."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: list[tuple[float, int]] = []
        self._free: list[int] = []
        self._firsts: list[float] = []

    def seat(self, interval: Interval) -> int | None:
        start, end = interval
        while self._taken and self._taken[0][0] <= start:
            heappush(self._free, heappop(self._taken)[1])
        lane = self._first_fitting(end)
        if lane is None and len(self._firsts) < self._most:
            lane = len(self._firsts)
            self._firsts.append(start)
        if lane is not None:
            heappush(self._taken, (end, lane))
        return lane

    def _first_fitting(self, end: float) -> int | None:
        """The outermost free lane whose first mark is not reached when the circle closes."""
        if not self._free:
            return None
        passed = []
        fitting = None
        while self._free and fitting is None:
            lane = heappop(self._free)
            if end - FULL_TURN <= self._firsts[lane]:
                fitting = lane
            else:
                passed.append(lane)
        for lane in passed:
            heappush(self._free, lane)
        return fitting
