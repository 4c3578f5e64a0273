"""How the rings share the radius: each gets as many lanes as it needs, as high as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wheel.core.drawing.lanes import Lane

GUTTER = 15.0
"""Between the lanes of two rings: no mark lies there, so the ring's name can stand on the ring's outer edge."""

_INNER_PAD = 3.0
_GAP = 2.5
_MOST_SPARE = 26.0
_GUTTERS_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Need:
    """What a ring asks for: `lanes` of a height between `lowest` and `highest` units."""

    lanes: int
    lowest: float
    highest: float


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


def share(needs: Sequence[Need], outer: float, inner: float) -> tuple[Band, ...]:
    """The bands of the rings between two radii, from outside in.

    Every ring gets at least one lane. Where even the lowest lanes are too many, the rings with most lanes give up
    theirs first. Radius that nobody needs is shared as air, the rest is left to the hub.
    """
    if not needs:
        return ()
    gutter = min(GUTTER, (outer - inner) * _GUTTERS_SHARE / len(needs))
    room = outer - inner - gutter * len(needs) - _INNER_PAD
    granted = _granted(needs, room)
    heights = _heights(granted, room)
    used = sum(need.lanes * height for need, height in zip(granted, heights, strict=True))
    spare = min(_MOST_SPARE, (room - used) / len(needs))
    return tuple(_stacked(granted, heights, outer, gutter, max(spare, 0.0)))


def _granted(needs: Sequence[Need], room: float) -> list[Need]:
    """The needs, each held to the highest common number of lanes that fits into `room`."""
    most = 1
    while most < max(need.lanes for need in needs) and _lowest(_held(needs, most + 1)) <= room:
        most += 1
    granted = _held(needs, most)
    for at, need in enumerate(needs):
        if need.lanes > most and _lowest(granted) + need.lowest <= room:
            granted[at] = Need(most + 1, need.lowest, need.highest)
    return granted


def _held(needs: Sequence[Need], most: int) -> list[Need]:
    return [Need(max(1, min(need.lanes, most)), need.lowest, need.highest) for need in needs]


def _lowest(needs: Sequence[Need]) -> float:
    return sum(need.lanes * need.lowest for need in needs)


def _heights(needs: Sequence[Need], room: float) -> list[float]:
    lowest = _lowest(needs)
    if lowest > room:
        return [need.lowest * room / lowest for need in needs]
    highest = sum(need.lanes * need.highest for need in needs)
    part = min(1.0, (room - lowest) / (highest - lowest))
    return [need.lowest + part * (need.highest - need.lowest) for need in needs]


def _stacked(
    needs: Sequence[Need], heights: Sequence[float], outer: float, gutter: float, spare: float
) -> Iterator[Band]:
    edge = outer
    for at, (need, height) in enumerate(zip(needs, heights, strict=True)):
        top = edge - gutter - spare / 2
        bottom = top - need.lanes * height - spare / 2
        tint_from = edge if at == 0 else edge - (_INNER_PAD + _GAP) * gutter / GUTTER
        tint_to = bottom - _INNER_PAD * gutter / GUTTER
        yield Band(tint_from, tint_to, edge - gutter / 2, gutter, tuple(_lanes(top, need.lanes, height)))
        edge = bottom


def _lanes(top: float, count: int, height: float) -> Iterator[Lane]:
    for at in range(count):
        yield Lane(top - (at + 1) * height, top - at * height)
