"""What is written on the wheel: text along the curve or turned with it, whole, shortened, or as a legend's number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from wheel.core.drawing.arcs import Direction, Sector, curve_path, degrees, is_lower_half, length, sector_path

Measure = Callable[[str, float], float]
"""The width in units, or an upper bound of it, of a text set in a size."""

ELLIPSIS = "…"
_LEAST_LEFT = 4
"""Fewer characters than this before an ellipsis say nothing."""

_BASELINE = 0.33
"""How far below the middle of a line of text its baseline lies, as a part of the size."""


@dataclass(frozen=True, slots=True)
class CurvedText:
    """Text centred along `path`, which `path_id` names in the page. `width` is what was measured, `room` its arc.

    `plate` is drawn behind text that would not be read on its ground, empty where none is needed.
    """

    text: str
    path_id: str
    path: str
    size: str
    width: float
    room: float
    plate: str = ""


@dataclass(frozen=True, slots=True)
class TurnedText:
    """Text around one point, moved and turned by `transform`."""

    text: str
    transform: str
    size: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A number that stands on the wheel for a title that found no room there."""

    number: int
    title: str
    href: str


def fitted(text: str, size: float, room: float, measure: Measure) -> str | None:
    """`text`, or as much of it as fits into `room` with an ellipsis; None when too little would be left."""
    if measure(text, size) <= room:
        return text
    least, most = _LEAST_LEFT, len(text) - 1
    best = None
    while least <= most:
        kept = (least + most) // 2
        short = text[:kept].rstrip() + ELLIPSIS
        if measure(short, size) <= room:
            best, least = short, kept + 1
        else:
            most = kept - 1
    return best if best and len(best) > _LEAST_LEFT else None


def curved(text: str, sector: Sector, size: float, path_id: str, measure: Measure, *, air: float = 4.0) -> CurvedText:
    """`text` centred in a sector that it is known to fit (see `room_in`), never upside down."""
    backwards = is_lower_half(sector.middle)
    radius = sector.middle_radius + (_BASELINE if backwards else -_BASELINE) * size
    path = curve_path(radius, sector.start, sector.end, backwards=backwards)
    return CurvedText(text, path_id, path, f"{size:.1f}", measure(text, size), room_in(sector, size, air=air))


def plated(text: CurvedText, sector: Sector, air: float = 3.0) -> CurvedText:
    """The text with a plate of its own length behind it, inside the sector it stands in."""
    half = min(degrees(sector.middle_radius, text.width / 2 + air), (sector.end - sector.start) / 2)
    plate = Sector(sector.inner + 0.8, sector.outer - 0.8, sector.middle - half, sector.middle + half)
    return replace(text, plate=sector_path(plate))


def room_in(sector: Sector, size: float, *, air: float = 4.0) -> float:
    """How long a text set in `size` may be within a sector: its arc along the lower of the two possible baselines."""
    radius = sector.middle_radius - _BASELINE * size
    return max(0.0, length(radius, sector.end - sector.start) - 2 * air)


def turned(text: str, direction: Direction, radius: float, size: float) -> TurnedText:
    """`text` across a direction, reading clockwise, or counter-clockwise in the lower half."""
    x, y = direction.point(radius)
    angle = direction.angle + (180 if is_lower_half(direction.angle) else 0)
    return TurnedText(text, f"translate({x:.1f} {y:.1f})rotate({angle:.1f})", f"{size:.1f}")


def upright(text: str, direction: Direction, radius: float, size: float) -> TurnedText:
    x, y = direction.point(radius)
    return TurnedText(text, f"translate({x:.1f} {y:.1f})", f"{size:.1f}")


class Legend:
    """Hands out numbers, from 1, in the order in which the wheel is drawn."""

    def __init__(self) -> None:
        self._entries: list[LegendEntry] = []

    def next_number(self) -> int:
        return len(self._entries) + 1

    def add(self, title: str, href: str) -> None:
        self._entries.append(LegendEntry(self.next_number(), title, href))

    def entries(self) -> tuple[LegendEntry, ...]:
        return tuple(self._entries)
