"""How the rings share the radius: each gets as many lanes as it needs, as high as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wheel.core.drawing.lanes import Lane

GUTTER = 15.0
"""Between the lanes of two rings: no mark lies there, so the ring's name can stand on the ring's outer edge."""

LOWEST, HIGHEST = 13.0, 24.0
"""How high a lane is, in units: low enough for many, and so high that an arc in it can hold a legible label.

It is the same for all rings, so that a ring's first arc moves none of its other marks.
"""

_WISHED_LOWEST = 15.0
"""Lanes that only make room for titles are not worth having lower than this."""

_INNER_PAD = 3.0
_GAP = 2.5
_MOST_SPARE = 26.0
_GUTTERS_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Need:
    """How many lanes a ring needs for its marks, and how many (no fewer) it wishes for, with titles beside them."""

    lanes: int
    wished: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """What a ring gets. `name_radius` is the middle of its gutter, `gutter` its height; lanes run from outside in."""

    outer: float
    inner: float
    name_radius: float
    gutter: float
    lanes: tuple[Lane, ...]

    @property
    def lane_height(self) -> float:
        return self.lanes[0].height

    @property
    def least_radius(self) -> float:
        """Where a mark takes most degrees."""
        return self.lanes[-1].inner


def share(needs: Sequence[Need], outer: float, inner: float) -> tuple[Band, ...]:
    """The bands of the rings between two radii, from outside in.

    Every ring gets at least one lane. Where even the lowest lanes are too many, the rings with most lanes give up
    theirs first; what is left when all needs are met goes to wishes in the same way. Radius that nobody needs is shared
    as air, the rest is left to the hub.
    """
    if not needs:
        return ()
    gutter = min(GUTTER, (outer - inner) * _GUTTERS_SHARE / len(needs))
    room = outer - inner - gutter * len(needs) - _INNER_PAD
    granted = _granted(needs, room)
    total = sum(granted)
    height = min(HIGHEST, room / total)
    spare = min(_MOST_SPARE, (room - total * height) / len(needs))
    return tuple(_stacked(granted, height, outer, gutter, max(spare, 0.0)))


def _granted(needs: Sequence[Need], room: float) -> list[int]:
    needed = [max(need.lanes, 1) for need in needs]
    granted = _dealt_out([1] * len(needs), needed, int(room / LOWEST))
    if granted != needed:
        return granted
    wished = [max(need.wished, lanes) for need, lanes in zip(needs, needed, strict=True)]
    return _dealt_out(granted, wished, int(room / _WISHED_LOWEST))


def _dealt_out(had: Sequence[int], wanted: Sequence[int], most: int) -> list[int]:
    """One more lane for each ring in turn, outermost first, those with fewest first, until there are `most` in all."""
    lanes = list(had)
    left = most - sum(lanes)
    for level in range(1, max(wanted)):
        for at, want in enumerate(wanted):
            if left > 0 and lanes[at] == level < want:
                lanes[at] += 1
                left -= 1
    return lanes


def _stacked(granted: Sequence[int], height: float, outer: float, gutter: float, spare: float) -> Iterator[Band]:
    edge = outer
    for at, count in enumerate(granted):
        top = edge - gutter - spare / 2
        bottom = top - count * height - spare / 2
        tint_from = edge if at == 0 else edge - (_INNER_PAD + _GAP) * gutter / GUTTER
        tint_to = bottom - _INNER_PAD * gutter / GUTTER
        yield Band(tint_from, tint_to, edge - gutter / 2, gutter, tuple(_lanes(top, count, height)))
        edge = bottom


def _lanes(top: float, count: int, height: float) -> Iterator[Lane]:
    for at in range(count):
        yield Lane(top - (at + 1) * height, top - at * height)
