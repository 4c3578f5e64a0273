"""One occurrence on the wheel: how much room it takes, its shape, and the classes that say what state it is in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from wheel.core.dates import DateSpan
from wheel.core.drawing.arcs import (
    Dial,
    Direction,
    Sector,
    circle_path,
    degrees,
    line_path,
    polygon_path,
    sector_path,
    shrunk,
    there_and_back_path,
)
from wheel.core.drawing.lanes import Interval, Lane
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.slots import Precision

_MOST_HALF = 9.0
"""Half of the biggest dot's width: bigger ones would shout."""

_LANE_PART = 0.46
CLEAR = 1.0
"""Air that a mark keeps to either side, in units."""

_MANY_ITEMS = 9
_STROKE = 0.9
"""Outlined shapes are drawn smaller by half their line (see wheel.css), so that they keep to their room."""

_MOST_THICK = 20.0
_AIR = 0.8

_LEAST_OUTLINED = 0.75
_SIZES = {
    Kind.MEETING: 0.52,
    Kind.READING: 1.0,
    Kind.DIALOGUE: 0.72,
    Kind.EVENT: 0.72,
    Kind.PHASE: 0.72,
    Kind.DEADLINE: 0.75,
    Kind.ROUND: 0.72,
}

Shape = Callable[[Direction, float, float], str]


class Footprint(NamedTuple):
    """Where something wants to be: from `start` to `end` degrees, within the circle's days that are its `span`.

    `size` is 0 for an arc, which takes just these angles; for the mark of a single day it is the part (up to 1) of
    the biggest mark's width that it takes on both sides of that day's noon.
    """

    occurrence: Occurrence
    span: DateSpan
    start: float
    end: float
    size: float
    is_ghost: bool = False

    @property
    def is_arc(self) -> bool:
        return self.size == 0

    def interval(self, radius: float, half: float) -> Interval:
        """The angles it takes in a lane at `radius` whose biggest marks are `half` wide to either side."""
        if self.size == 0:
            return self.start, self.end
        reach = degrees(radius, self.size * half + CLEAR)
        return self.start - reach, self.end + reach


def half_in(lane_height: float) -> float:
    """Half the width of the biggest mark in a lane of this height."""
    return min(_MOST_HALF, lane_height * _LANE_PART)


def footprints(occurrence: Occurrence, dial: Dial) -> list[Footprint]:
    """Of an occurrence (no round) and, if it was moved, of the ghost it leaves; nothing where it misses the circle."""
    found = [_footprint(occurrence, occurrence.span, dial, is_ghost=False)]
    if occurrence.is_moved:
        left = occurrence.moved_from
        if left is not None and not occurrence.is_cancelled:
            found.append(_footprint(occurrence, left, dial, is_ghost=True))
    return [footprint for footprint in found if footprint is not None]


def _footprint(occurrence: Occurrence, span: DateSpan, dial: Dial, *, is_ghost: bool) -> Footprint | None:
    within = dial.span
    if span.start >= within.start and span.end <= within.end:
        seen: DateSpan | None = span
    else:
        seen = span.clipped_to(within)
    if seen is None:
        return None
    if occurrence.precision is not Precision.EXACT or span.day_count > 1:
        start, end = dial.borders_of(seen)
        return Footprint(occurrence, seen, start, end, 0.0, is_ghost)
    angle = dial.middle_of(seen.start).angle
    return Footprint(occurrence, seen, angle, angle, _size(occurrence), is_ghost)


def _size(occurrence: Occurrence) -> float:
    """The more items, the larger a meeting; a full agenda takes the whole lane. Strikes and dashes need room."""
    size = _SIZES[occurrence.kind]
    if occurrence.is_cancelled or occurrence.is_draft:
        size = max(size, _LEAST_OUTLINED)
    if occurrence.kind is Kind.MEETING and occurrence.item_count:
        size += (1 - size) * sqrt(min(1.0, occurrence.item_count / _MANY_ITEMS))
    return size


def classes_of(occurrence: Occurrence, today: date, *, is_arc: bool) -> str:
    """The CSS classes: the kind and the ring first, then what is special about its state."""
    return _classes(
        occurrence.kind,
        occurrence.ring,
        (
            is_arc,
            is_arc and occurrence.precision is not Precision.EXACT,
            occurrence.span.end <= today,
            occurrence.is_draft,
            occurrence.is_cancelled,
            occurrence.is_moved and occurrence.moved_from is not None,
            not is_arc and is_hollow(occurrence),
        ),
    )


_STATES = ("w-arc", "w-hatched", "w-past", "w-draft", "w-cancelled", "w-moved", "w-empty")


@lru_cache(maxsize=1024)
def _classes(kind: Kind, ring: str, states: tuple[bool, ...]) -> str:
    held = (name for name, holds in zip(_STATES, states, strict=True) if holds)
    return " ".join(("w-mark", f"w-{kind.value}", f"r-{ring}", *held))


def is_hollow(occurrence: Occurrence) -> bool:
    return occurrence.kind is Kind.MEETING and not occurrence.item_count and occurrence.has_agenda


def arc_sector(footprint: Footprint, lane: Lane) -> Sector:
    """The sector an arc fills, with air around it; cut where its span leaves the circle."""
    span = footprint.occurrence.slot if footprint.is_ghost else footprint.occurrence.span
    thick = min(_MOST_THICK, lane.height - 2 * CLEAR) if lane.height > 4 * CLEAR else lane.height / 2
    inner, outer = lane.middle - thick / 2, lane.middle + thick / 2
    whole = Sector(
        inner,
        outer,
        footprint.start,
        footprint.end,
        cut_start=span.start < footprint.span.start,
        cut_end=span.end > footprint.span.end,
    )
    return shrunk(whole, _AIR)


def arc_path(footprint: Footprint, sector: Sector) -> str:
    if footprint.occurrence.is_cancelled and not footprint.is_ghost:
        return sector_path(sector) + there_and_back_path(sector.middle_radius, sector.start, sector.end)
    return sector_path(sector)


def point_path(footprint: Footprint, lane: Lane, direction: Direction) -> str:
    """The shape of a single day's mark, in the middle of its lane."""
    occurrence = footprint.occurrence
    half = footprint.size * half_in(lane.height)
    is_struck = occurrence.is_cancelled and not footprint.is_ghost
    is_outlined = footprint.is_ghost or is_struck or occurrence.is_draft or is_hollow(occurrence)
    drawn = half - min(_STROKE, half / 3) if is_outlined else half
    path = _SHAPES[occurrence.kind](direction, lane.middle, drawn)
    if is_struck:
        path += _strike(direction, lane.middle, drawn)
    return path


def _dot(direction: Direction, radius: float, half: float) -> str:
    return circle_path(direction.x * radius, direction.y * radius, half)


def _triangle(direction: Direction, radius: float, half: float) -> str:
    """Points outwards, to the day that must be kept."""
    foot = radius - 0.75 * half
    return polygon_path(
        direction.point(radius + half), direction.point(foot, 0.95 * half), direction.point(foot, -0.95 * half)
    )


def _diamond(direction: Direction, radius: float, half: float) -> str:
    return polygon_path(
        direction.point(radius + half),
        direction.point(radius, half),
        direction.point(radius - half),
        direction.point(radius, -half),
    )


def _square(direction: Direction, radius: float, half: float) -> str:
    """Smaller than its room by the line that rounds its corners (see wheel.css)."""
    side = 0.78 * half
    return polygon_path(
        direction.point(radius + side, -side),
        direction.point(radius + side, side),
        direction.point(radius - side, side),
        direction.point(radius - side, -side),
    )


def _strike(direction: Direction, radius: float, half: float) -> str:
    return line_path(direction.point(radius - half, -half), direction.point(radius + half, half))


_SHAPES: dict[Kind, Shape] = {
    Kind.MEETING: _dot,
    Kind.READING: _dot,
    Kind.DIALOGUE: _diamond,
    Kind.EVENT: _square,
    Kind.PHASE: _square,
    Kind.DEADLINE: _triangle,
}
