"""What the rings lie in: months, ISO weeks, days off, the needle that marks today, and the hub."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import sqrt

from wheel.core.calendar import NamedSpan, iso_weeks_of
from wheel.core.dates import DateSpan
from wheel.core.drawing.arcs import (
    FULL_TURN,
    Dial,
    Direction,
    Sector,
    degrees,
    sector_path,
    shrunk,
    spoke_path,
    year_dial,
)
from wheel.core.drawing.bands import GUTTER
from wheel.core.drawing.labels import CurvedText, Measure, TurnedText, curved, fitted, room_in, turned
from wheel.core.drawing.wheel_page import Hub, HubLine, HubText, MonthPart, Needle, Wedge, WeekPart

MONTHS_OUTER = 490.0
MONTHS_INNER = 463.0
WEEKS_OUTER = 460.5
WEEKS_INNER = 443.0
RINGS_OUTER = 440.5
"""The rings begin here."""

HUB_LEAST = 124.0
"""The hub never gets smaller than this: it must hold its text."""

_MONTH_SIZE = 17.5
_WEEK_SIZE = 11.5
_WEDGE_SIZE = 11.0
_NEEDLE_TOP = 490.0
_HUB_AIR = 14.0

_YEAR_SIZE, _ORGANISATION_SIZE, _LINE_SIZE = 54.0, 18.0, 14.5
_LINE_STEP = 20.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A month's or week's part of the frame, the same whatever day it is."""

    span: DateSpan
    path: str
    curved: CurvedText | None = None
    turned: TurnedText | None = None


def month_parts(year: int, today: date, months: Sequence[str], measure: Measure) -> Iterator[MonthPart]:
    for piece in _month_pieces(year, tuple(months), measure):
        yield MonthPart(_now("w-month", piece.span, today), piece.path, piece.curved)


def week_parts(year: int, today: date, measure: Measure) -> Iterator[WeekPart]:
    for piece in _week_pieces(year, measure):
        yield WeekPart(_now("w-week", piece.span, today), piece.path, piece.turned)


@lru_cache(maxsize=16)
def _month_pieces(year: int, months: tuple[str, ...], measure: Measure) -> tuple[_Piece, ...]:
    pieces = []
    for number, name in enumerate(months, start=1):
        span = _month(year, number)
        sector = shrunk(Sector(MONTHS_INNER, MONTHS_OUTER, *year_dial(year).borders_of(span)), 1.5)
        text = fitted(name, _MONTH_SIZE, room_in(sector, _MONTH_SIZE), measure)
        label = curved(text, sector, _MONTH_SIZE, f"w-month-{number}", measure) if text else None
        pieces.append(_Piece(span, sector_path(sector), curved=label))
    return tuple(pieces)


@lru_cache(maxsize=16)
def _week_pieces(year: int, measure: Measure) -> tuple[_Piece, ...]:
    pieces = []
    for _, week, span in iso_weeks_of(year):
        sector = shrunk(Sector(WEEKS_INNER, WEEKS_OUTER, *year_dial(year).borders_of(span)), 0.8)
        label = None
        if measure(str(week), _WEEK_SIZE) <= room_in(sector, _WEEK_SIZE, air=1.0):
            label = turned(str(week), Direction.at(sector.middle), sector.middle_radius, _WEEK_SIZE)
        pieces.append(_Piece(span, sector_path(sector), turned=label))
    return tuple(pieces)


def _month(year: int, number: int) -> DateSpan:
    following = date(year + 1, 1, 1) if number == 12 else date(year, number + 1, 1)
    return DateSpan(date(year, number, 1), following)


def _now(name: str, span: DateSpan, today: date) -> str:
    return f"{name} w-now" if span.contains(today) else name


def month_borders(dial: Dial, inner: float) -> str:
    """One path of the lines between the months, through all rings."""
    year = dial.span.start.year
    return "".join(spoke_path(dial.border_of(date(year, number, 1)), inner, RINGS_OUTER) for number in range(1, 13))


def school_wedges(
    dial: Dial, holidays: Sequence[NamedSpan], inner: float, name_sector: Sector, measure: Measure
) -> Iterator[Wedge]:
    """Grey wedges through all rings, named in the outermost gutter where `name_sector` leaves room for it.

    `name_sector` is that gutter's ring: between its radii, and between its angles, where no ring's name stands.
    """
    for number, holiday in enumerate(holidays, start=1):
        span = holiday.span.clipped_to(dial.span)
        if span is not None:
            start, end = dial.borders_of(span)
            label = _wedge_label(holiday.name, start, end, name_sector, f"w-holiday-{number}", measure)
            yield Wedge(holiday.name, sector_path(shrunk(Sector(inner, RINGS_OUTER, start, end), 0.1)), label)


def _wedge_label(
    name: str, start: float, end: float, allowed: Sector, path_id: str, measure: Measure
) -> CurvedText | None:
    start, end = max(start, allowed.start), min(end, allowed.end)
    if end <= start:
        return None
    sector = Sector(allowed.inner, allowed.outer, start, end)
    text = fitted(name, _WEDGE_SIZE, room_in(sector, _WEDGE_SIZE, air=2.0), measure)
    return curved(text, sector, _WEDGE_SIZE, path_id, measure, air=2.0) if text else None


def holiday_wedges(dial: Dial, holidays: Mapping[date, str], inner: float) -> Iterator[Wedge]:
    for day in sorted(holidays):
        if dial.span.contains(day):
            start, end = dial.borders_of(DateSpan.of_day(day))
            yield Wedge(holidays[day], sector_path(Sector(inner, RINGS_OUTER, start, end)), None)


def needle(dial: Dial, today: date, inner: float) -> Needle | None:
    """Only in the year that today lies in."""
    if not dial.span.contains(today):
        return None
    direction = dial.middle_of(today)
    x, y = direction.point(_NEEDLE_TOP)
    return Needle(spoke_path(direction.angle, inner, _NEEDLE_TOP), f"{x:.1f}", f"{y:.1f}")


def hub(year: int, text: HubText, radius: float, measure: Measure) -> Hub:
    """The year, the organisation and the next meeting, each held to the circle's width at its height."""
    lines = [(str(year), _YEAR_SIZE, "w-hub-year"), (text.organisation, _ORGANISATION_SIZE, "w-hub-name")]
    lines += [(line, _LINE_SIZE, "w-hub-line") for line in text.lines]
    places = (-22.0, 8.0, *(34.0 + _LINE_STEP * at for at in range(len(text.lines))))
    drawn = []
    for (line, size, classes), y in zip(lines, places, strict=True):
        shown = fitted(line, size, _chord(radius, y, size), measure)
        if shown:
            drawn.append(HubLine(shown, f"{y:.1f}", f"{size:.1f}", classes))
    return Hub(f"{radius:.1f}", tuple(drawn))


def _chord(radius: float, y: float, size: float) -> float:
    """How wide the hub is where a line of text comes nearest to its edge, less some air."""
    farthest = max(abs(y), abs(y - size))
    return max(0.0, 2 * (sqrt(max(0.0, radius**2 - farthest**2)) - _HUB_AIR))


def gutter_below(tab_end: float) -> Sector:
    """The outermost gutter, but for the part at 12 o'clock that the outermost ring's name takes up to `tab_end`."""
    air = degrees(RINGS_OUTER, 4.0)
    return Sector(RINGS_OUTER - GUTTER, RINGS_OUTER, tab_end + air, FULL_TURN - tab_end - air)
