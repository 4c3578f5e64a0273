"""What a ring's marks claim of the circle, and how many lanes that takes."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi
from typing import NamedTuple

from wheel.core.drawing.arcs import FULL_TURN
from wheel.core.drawing.lanes import Interval, deal, deal_loosely
from wheel.core.drawing.marks import CLEAR, Footprint

_MOST_LANES = 24

_MOST_TITLE = 200.0
"""How much room is kept for a title beside a mark, in units, at most."""


class Dealt(NamedTuple):
    """The claims, the lane of each (None where even the most lanes do not suffice), and how many lanes that takes."""

    intervals: Sequence[Interval]
    lanes: Sequence[int | None]
    needed: int


class Claims:
    """A ring's footprints, in their order, with the width (0: none) of the title that each wants beside it.

    Dealing them into lanes is what laying out costs most, so what was dealt is kept. A `radius` is always that at
    which the innermost lane begins, a `half` that of the biggest marks.
    """

    def __init__(self, footprints: Sequence[Footprint], widths: Sequence[float]) -> None:
        self.footprints = footprints
        self.have_titles = any(widths)
        self._widths = widths
        self._series = [footprint.occurrence.series_id for footprint in footprints]
        self._dealt: dict[tuple[float, float], Dealt] = {}

    def lanes_needed(self, radius: float, half: float) -> int:
        return self._bare(radius, half).needed

    def lanes_wished(self, radius: float, half: float) -> int:
        """As many as it takes to have all titles whole, or nearly."""
        bare = self._bare(radius, half)
        return max(bare.needed, self._counted(self._with_titles(bare.intervals, radius)).needed)

    def dealt_within(self, lanes: int, radius: float, half: float) -> Sequence[int | None]:
        """With room for titles where that leaves a lane for every mark; None for what finds no lane at all."""
        bare = self._bare(radius, half)
        if bare.needed > lanes:
            return deal(bare.intervals, lanes, self._series)
        if self.have_titles:
            wishes = [end for _, end in self._with_titles(bare.intervals, radius)]
            loose = deal_loosely(bare.intervals, wishes, lanes, self._series)
            if None not in loose:
                return loose
        return bare.lanes

    def _bare(self, radius: float, half: float) -> Dealt:
        key = (radius, half)
        if key not in self._dealt:
            self._dealt[key] = self._counted(self._intervals(radius, half))
        return self._dealt[key]

    def _counted(self, intervals: Sequence[Interval]) -> Dealt:
        lanes = deal(intervals, _MOST_LANES, self._series)
        if None in lanes:
            return Dealt(intervals, lanes, _MOST_LANES + 1)
        return Dealt(intervals, lanes, max((lane for lane in lanes if lane is not None), default=-1) + 1)

    def _intervals(self, radius: float, half: float) -> list[Interval]:
        turn = 180 / (pi * radius)
        found = []
        for _, _, start, end, size, _ in self.footprints:
            reach = (size * half + CLEAR) * turn if size else 0.0
            found.append((start - reach, end + reach))
        return found

    def _with_titles(self, intervals: Sequence[Interval], radius: float) -> list[Interval]:
        """Clockwise after the mark, up to where the circle closes."""
        turn = 180 / (pi * radius)
        return [
            (start, max(end, min(end + min(width, _MOST_TITLE) * turn, FULL_TURN))) if width else (start, end)
            for (start, end), width in zip(intervals, self._widths, strict=True)
        ]
