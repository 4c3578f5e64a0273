"""What the rings lie in: months, ISO weeks and, where there is room for them, days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wheel.core.dates import ONE_DAY, DateSpan
from wheel.core.drawing.arcs import Dial, Direction, Sector, dial_of, sector_path, shrunk, spoke_path
from wheel.core.drawing.labels import CurvedText, Measure, TurnedText, curved, fitted, room_in, turned
from wheel.core.drawing.wheel_page import DayPart, Frame, MonthPart

HUB_LEAST = 124.0
"""The hub never gets smaller than this: it must hold its text."""

_MONTHS = 463.0, 490.0
_WEEKS = 443.0, 460.5
_DAYS = 422.5, 440.5
_GAP = 2.5
"""Between the frame and the rings, in units."""

_MONTH_SIZE = 17.5
_WEEK_SIZE = 11.5
_DAY_SIZES = (12.5, 11.0, 9.5)
_SHORT = 3
_WIDEST_NUMBER = "28"
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """Of the twelve months from January, and of the days of the week from Monday, as short as can be understood."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]


@lru_cache(maxsize=32)
def frame_of(span: DateSpan, today: date, names: CalendarNames, measure: Measure) -> Frame:
    dial = dial_of(span)
    days = tuple(_day_parts(dial, today, names, measure))
    return Frame(
        months=tuple(_month_parts(dial, today, names, measure)),
        weeks=tuple(_week_parts(dial, today, measure)),
        days=days,
        rings_outer=(_DAYS if days else _WEEKS)[0] - _GAP,
    )


def _month_parts(dial: Dial, today: date, names: CalendarNames, measure: Measure) -> Iterator[MonthPart]:
    has_years = dial.span.start.year != dial.span.last.year
    for number, span in enumerate(months_in(dial.span), start=1):
        sector = shrunk(Sector(*_MONTHS, *dial.borders_of(span)), 1.5)
        label = _month_label(span.start, sector, f"w-month-{number}", names, measure, has_years=has_years)
        # A month that fills the circle needs not be told from others.
        classes = "w-month" if span == dial.span else _classes("w-month", span, today)
        yield MonthPart(classes, sector_path(sector), label)


def _month_label(
    first: date, sector: Sector, path_id: str, names: CalendarNames, measure: Measure, *, has_years: bool
) -> CurvedText | None:
    """The name, with its year in January and in the first month of all where there are several; else shortened."""
    name = names.months[first.month - 1]
    year = f" {first.year}" if has_years and (first.month == 1 or path_id == "w-month-1") else ""
    room = room_in(sector, _MONTH_SIZE)
    texts = (name + year, name[:_SHORT] + year)
    text = next((text for text in texts if measure(text, _MONTH_SIZE) <= room), None)
    text = text or fitted(name, _MONTH_SIZE, room, measure)
    return curved(text, sector, _MONTH_SIZE, path_id, measure) if text else None


def months_in(span: DateSpan) -> Iterator[DateSpan]:
    """The months that touch a span, each cut to the days inside it."""
    first = span.start.replace(day=1)
    while first < span.end:
        following = (first + 31 * ONE_DAY).replace(day=1)
        yield DateSpan(max(first, span.start), min(following, span.end))
        first = following


def month_borders(dial: Dial, inner: float, outer: float) -> str:
    """One path of the lines between the months, through all rings."""
    return "".join(spoke_path(dial.border_of(span.start), inner, outer) for span in months_in(dial.span))


def _week_parts(dial: Dial, today: date, measure: Measure) -> Iterator[DayPart]:
    for span in weeks_in(dial.span):
        sector = shrunk(Sector(*_WEEKS, *dial.borders_of(span)), 0.8)
        label = _number(str(span.start.isocalendar().week), sector, _WEEK_SIZE, measure)
        yield DayPart(_classes("w-week", span, today), sector_path(sector), label)


def weeks_in(span: DateSpan) -> Iterator[DateSpan]:
    """The ISO weeks that touch a span, each cut to the days inside it."""
    monday = span.start - span.start.weekday() * ONE_DAY
    while monday < span.end:
        yield DateSpan(max(monday, span.start), min(monday + 7 * ONE_DAY, span.end))
        monday += 7 * ONE_DAY


def _day_parts(dial: Dial, today: date, names: CalendarNames, measure: Measure) -> Iterator[DayPart]:
    """Nothing at all where two digits find no room; with the day of the week where even its name does."""
    day = Sector(*_DAYS, *dial.borders_of(DateSpan.of_day(dial.span.start)))
    size = next((size for size in _DAY_SIZES if measure(_WIDEST_NUMBER, size) <= room_in(day, size, air=1.0)), None)
    if size is None:
        return
    longest = max((f"{name} {_WIDEST_NUMBER}" for name in names.weekdays), key=lambda text: measure(text, size))
    is_named = measure(longest, size) <= room_in(day, size, air=2.0)
    for each in dial.span.days():
        span = DateSpan.of_day(each)
        sector = shrunk(Sector(*_DAYS, *dial.borders_of(span)), 0.4)
        text = f"{names.weekdays[each.weekday()]} {each.day}" if is_named else str(each.day)
        name = "w-day w-weekend" if each.weekday() >= _SATURDAY else "w-day"
        yield DayPart(_classes(name, span, today), sector_path(sector), _number(text, sector, size, measure))


def _number(text: str, sector: Sector, size: float, measure: Measure) -> TurnedText | None:
    if measure(text, size) > room_in(sector, size, air=0.5):
        return None
    return turned(text, Direction.at(sector.middle), sector.middle_radius, size)


def _classes(name: str, span: DateSpan, today: date) -> str:
    return f"{name} w-now" if span.contains(today) else name
