"""What runs through all rings: school holidays, public holidays, and the needle that marks today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from wheel.core.calendar import NamedSpan
from wheel.core.dates import DateSpan
from wheel.core.drawing.arcs import FULL_TURN, Dial, Sector, degrees, sector_path, shrunk, spoke_path
from wheel.core.drawing.labels import CurvedText, Measure, curved, fitted, room_in
from wheel.core.drawing.wheel_page import Needle, Wedge

_SIZE, _LEAST_SIZE = 11.0, 8.5
_SIZE_PART = 0.74
_NEEDLE_TOP = 490.0


def school_wedges(
    dial: Dial, holidays: Sequence[NamedSpan], inner: float, gutter: Sector, measure: Measure
) -> Iterator[Wedge]:
    """Grey wedges up to the outer edge of `gutter`, named there where there is room for it.

    `gutter` is the outermost one: between its radii, and between its angles, where no ring's name stands.
    """
    for number, holiday in enumerate(holidays, start=1):
        span = holiday.span.clipped_to(dial.span)
        if span is not None:
            start, end = dial.borders_of(span)
            label = _label(holiday.name, start, end, gutter, f"w-holiday-{number}", measure)
            path = sector_path(shrunk(Sector(inner, gutter.outer, start, end), 0.1))
            yield Wedge(holiday.name, span.start.isoformat(), span.day_count, path, label)


def _label(name: str, start: float, end: float, gutter: Sector, path_id: str, measure: Measure) -> CurvedText | None:
    start, end = max(start, gutter.start), min(end, gutter.end)
    size = min(_SIZE, (gutter.outer - gutter.inner) * _SIZE_PART)
    if end <= start or size < _LEAST_SIZE:
        return None
    sector = Sector(gutter.inner, gutter.outer, start, end)
    text = fitted(name, size, room_in(sector, size, air=2.0), measure)
    return curved(text, sector, size, path_id, measure, air=2.0) if text else None


def holiday_wedges(dial: Dial, holidays: Sequence[tuple[date, str]], inner: float, outer: float) -> Iterator[Wedge]:
    for day, name in sorted(holidays):
        if dial.span.contains(day):
            start, end = dial.borders_of(DateSpan.of_day(day))
            yield Wedge(name, day.isoformat(), 1, sector_path(Sector(inner, outer, start, end)), None)


def outermost_gutter(outer: float, height: float, tab_end: float) -> Sector:
    """All but the part at 12 o'clock that the outermost ring's name takes up to the angle `tab_end`."""
    air = degrees(outer, 4.0)
    return Sector(outer - height, outer, tab_end + air, FULL_TURN - tab_end - air)


def needle(dial: Dial, today: date, inner: float) -> Needle | None:
    """Only where today is in sight."""
    if not dial.span.contains(today):
        return None
    direction = dial.middle_of(today)
    x, y = direction.point(_NEEDLE_TOP)
    return Needle(spoke_path(direction.angle, inner, _NEEDLE_TOP), f"{x:.1f}", f"{y:.1f}")
