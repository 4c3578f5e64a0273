"""Where dates lie on the wheel, and the path strings drawn there.

The circle's middle is (0, 0). Angles are degrees clockwise from 12 o'clock, radii are user units. Numbers are written
with one fixed decimal and a dot, whatever the locale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil, cos, pi, radians, sin

from wheel.core.dates import DateSpan

FULL_TURN = 360.0
_TIP = 5.0
"""How far, in units, the pointed end reaches that says: this goes on after (or began before) what the circle shows."""

_MOST_AT_ONCE = 120.0
"""The widest arc, in degrees, that is drawn in one stroke.

A browser finds an arc's middle from its ends. Near half a turn the least rounding of them moves it far, and at a whole
turn they fall together and nothing is drawn at all (SVG 2, appendix B.2.5).
"""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction from the circle's middle: `angle` in degrees, and the unit vector (x, y) pointing outwards."""

    angle: float
    x: float
    y: float

    @classmethod
    def at(cls, angle: float) -> Direction:
        turn = radians(angle)
        return cls(angle, sin(turn), -cos(turn))

    def point(self, radius: float, aside: float = 0.0) -> Point:
        """The point at `radius`, moved `aside` units clockwise along the tangent."""
        return self.x * radius - self.y * aside, self.y * radius + self.x * aside


@dataclass(frozen=True, slots=True)
class Sector:
    """A piece of a ring between two radii and two angles. A cut end is drawn pointed: there is more beyond it."""

    inner: float
    outer: float
    start: float
    end: float
    cut_start: bool = False
    cut_end: bool = False

    @property
    def middle_radius(self) -> float:
        return (self.inner + self.outer) / 2

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


class Dial:
    """The days of a span laid around the circle: its first day starts at 12 o'clock, all days are equally wide."""

    def __init__(self, span: DateSpan) -> None:
        self.span = span
        self._first = span.start.toordinal()
        self._middles = tuple(Direction.at((day + 0.5) * FULL_TURN / span.day_count) for day in range(span.day_count))

    def middle_of(self, day: date) -> Direction:
        """The direction of a day's noon. `day` lies within the dial's span."""
        return self._middles[day.toordinal() - self._first]

    def border_of(self, day: date) -> float:
        """The angle at which `day` starts; days outside the dial's span are held to its borders."""
        passed = day.toordinal() - self._first
        # Multiplied first, so that the last border is 360 exactly.
        return min(max(passed, 0), self.span.day_count) * FULL_TURN / self.span.day_count

    def borders_of(self, span: DateSpan) -> tuple[float, float]:
        return self.border_of(span.start), self.border_of(span.end)


@lru_cache(maxsize=32)
def dial_of(span: DateSpan) -> Dial:
    return Dial(span)


def length(radius: float, degrees: float) -> float:
    """How long an arc is, in units."""
    return radius * degrees * pi / 180


def degrees(radius: float, units: float) -> float:
    """How many degrees an arc of `units` takes at `radius`."""
    return units * 180 / (pi * radius)


def is_lower_half(angle: float) -> bool:
    """Whether text along the curve must run counter-clockwise here, so that it is not upside down."""
    return 90 < angle % FULL_TURN < 270


def shrunk(sector: Sector, aside: float) -> Sector:
    """The sector with `aside` units of air at both ends, less where it is too narrow for that."""
    wide = sector.end - sector.start
    air = min(degrees(sector.inner, aside), wide * 0.15)
    return Sector(sector.inner, sector.outer, sector.start + air, sector.end - air, sector.cut_start, sector.cut_end)


def sector_path(sector: Sector) -> str:
    """The closed outline of a sector, up to a whole turn."""
    inner, outer = sector.inner, sector.outer
    tip = min(degrees(sector.middle_radius, _TIP), (sector.end - sector.start) / 3)
    start = sector.start + tip if sector.cut_start else sector.start
    end = sector.end - tip if sector.cut_end else sector.end
    if end - start > _MOST_AT_ONCE:
        out, back = _strokes(outer, start, end), _strokes(inner, end, start)
    else:
        out, back = f"A{outer:.1f} {outer:.1f} 0 0 1 ", f"A{inner:.1f} {inner:.1f} 0 0 0 "
    start, end = radians(start), radians(end)
    x, y, to_x, to_y = sin(start), -cos(start), sin(end), -cos(end)
    end_tip = _tip_path(sector, sector.end) if sector.cut_end else ""
    start_tip = _tip_path(sector, sector.start) if sector.cut_start else ""
    return (
        f"M{x * outer:.1f} {y * outer:.1f}{out}{to_x * outer:.1f} {to_y * outer:.1f}"
        f"{end_tip}L{to_x * inner:.1f} {to_y * inner:.1f}"
        f"{back}{x * inner:.1f} {y * inner:.1f}{start_tip}Z"
    )


def _tip_path(sector: Sector, angle: float) -> str:
    return "L" + _written(Direction.at(angle).point(sector.middle_radius))


def _strokes(radius: float, start: float, end: float) -> str:
    """From `start` as many arcs as it takes to `end`, without the last point: that is for the caller to add."""
    sweep, count = 1 if end > start else 0, ceil(abs(end - start) / _MOST_AT_ONCE)
    stops = [Direction.at(start + (end - start) * at / count).point(radius) for at in range(1, count)]
    return "".join(_arc(radius, stop, sweep=sweep) for stop in stops) + f"A{radius:.1f} {radius:.1f} 0 0 {sweep} "


def capsule_path(sector: Sector) -> str:
    """A sector of less than half the circle whose ends are round, reaching half its height beyond its angles."""
    first, last = Direction.at(sector.start), Direction.at(sector.end)
    half = (sector.outer - sector.inner) / 2
    begin = _written(first.point(sector.outer))
    return (
        f"M{begin}{_arc(sector.outer, last.point(sector.outer))}{_arc(half, last.point(sector.inner))}"
        f"{_arc(sector.inner, first.point(sector.inner), sweep=0)}{_arc(half, first.point(sector.outer))}Z"
    )


def ring_path(inner: float, outer: float) -> str:
    """The whole ring between two radii (to be filled with the even-odd rule)."""
    return circle_path(0, 0, outer) + circle_path(0, 0, inner)


def circle_path(x: float, y: float, radius: float) -> str:
    return (
        f"M{x - radius:.1f} {y:.1f}a{radius:.1f} {radius:.1f} 0 1 1 {2 * radius:.1f} 0"
        f"a{radius:.1f} {radius:.1f} 0 1 1 {-2 * radius:.1f} 0Z"
    )


def polygon_path(*points: Point) -> str:
    return "M" + "L".join(map(_written, points)) + "Z"


def line_path(*points: Point) -> str:
    return "M" + "L".join(map(_written, points))


def spoke_path(angle: float, inner: float, outer: float) -> str:
    """A straight line outwards along `angle`."""
    direction = Direction.at(angle)
    return line_path(direction.point(inner), direction.point(outer))


def curve_path(radius: float, start: float, end: float, *, backwards: bool = False) -> str:
    """An open arc, clockwise, or counter-clockwise (`backwards`) for text in the lower half."""
    begin, finish = (end, start) if backwards else (start, end)
    return f"M{_written(Direction.at(begin).point(radius))}{_turn(radius, begin, finish)}"


def there_and_back_path(radius: float, start: float, end: float) -> str:
    """An arc drawn both ways, so that it can stand in a filled path and show as a line only."""
    return f"{curve_path(radius, start, end)}{_turn(radius, end, start)}Z"


def _turn(radius: float, start: float, end: float) -> str:
    """From where the pen is, at `start`, to `end`: clockwise where that is the larger angle."""
    return _strokes(radius, start, end) + _written(Direction.at(end).point(radius))


def _arc(radius: float, to: Point, *, sweep: int = 1) -> str:
    return f"A{radius:.1f} {radius:.1f} 0 0 {sweep} {_written(to)}"


def _written(point: Point) -> str:
    x, y = point
    return f"{x:.1f} {y:.1f}"
