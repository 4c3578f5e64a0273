"""The windows in which people say that they will look at something again ("efter sommerferien"), as they lie ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from wheel.core.calendar import LAST_YEAR, Calendar, NamedSpan, easter_sunday
from wheel.core.dates import DateSpan
from wheel.core.local_days import in_sentence
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.relative import SIDES, SchoolHolidayRule, Side
from wheel.core.sentences.wording import Wording, later
from wheel.core.windows import Season, Third, Window

WEEKS_BESIDE: Final = 2
"""So many weeks before or after a holiday are still "before the summer holidays", or "after" them."""

_MONTHS_AHEAD, _MONTHS_IN_PARTS = 12, 6
_QUARTERS_AHEAD: Final = 5
_YEAR: Final = timedelta(days=366)
_THIRDS: Final[tuple[tuple[Third, str], ...]] = (
    ("primo", later("at the beginning of %(time)s")),
    ("medio", later("in the middle of %(time)s")),
    ("ultimo", later("at the end of %(time)s")),
)
_SEASONS: Final[tuple[tuple[Season, str], ...]] = (
    ("spring", later("in the spring of %(year)s")),
    ("summer", later("in the summer of %(year)s")),
    ("autumn", later("in the autumn of %(year)s")),
    ("winter", later("in the winter of %(year)s")),
)
_BESIDE_CHRISTMAS: Final = {"before": later("before Christmas"), "after": later("after New Year")}
_BESIDE_EASTER: Final = {"before": later("before Easter"), "after": later("after Easter")}
_BESIDE: Final = {"before": later("before %(holiday)s"), "after": later("after %(holiday)s")}


class WindowKind(StrEnum):
    """What a window is named after."""

    HOLIDAY = "holiday"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"


@dataclass(frozen=True)
class WindowGroup:
    """The windows of one kind, the soonest to end first."""

    kind: WindowKind
    windows: tuple[LookAgain, ...]


def offered_windows(today: date, calendar: Calendar, wording: Wording) -> tuple[WindowGroup, ...]:
    """The windows that end today or later, about a year ahead, in the words of the language.

    Before and after each school holiday that the calendar knows, Easter and New Year; the months, and for six of them
    their parts; quarters with their parts; the seasons, this year and the next two. No group is empty.
    """
    found = {
        WindowKind.HOLIDAY: _beside_holidays(today, calendar, wording),
        WindowKind.MONTH: _months(today, wording),
        WindowKind.QUARTER: _quarters(today, wording),
        WindowKind.SEASON: _seasons_and_years(today, wording),
    }
    groups = (WindowGroup(kind, _still_ahead(windows, today)) for kind, windows in found.items())
    return tuple(group for group in groups if group.windows)


def _still_ahead(windows: Iterable[LookAgain], today: date) -> tuple[LookAgain, ...]:
    ahead = [window for window in windows if window.latest is not None and window.latest >= today]
    return tuple(sorted(ahead, key=lambda window: (window.latest or today, window.day or today)))


def _window(span: DateSpan, words: str) -> LookAgain:
    return LookAgain(LookKind.WINDOW, span.start, span.last, words)


def _beside_holidays(today: date, calendar: Calendar, wording: Wording) -> Iterator[LookAgain]:
    """The next window on each side of each holiday, no further ahead than a year."""
    years = range(today.year - 1, min(today.year + 2, LAST_YEAR) + 1)
    holidays = (*_school_holidays(calendar), *_feasts(years, calendar))
    found: dict[str, LookAgain] = {}
    for span, messages, name in sorted(holidays, key=lambda holiday: holiday[0]):
        for side in SIDES:
            words = wording.translate(messages[side]) % {"holiday": name}
            beside = _beside(span, side)
            if today <= beside.last and beside.start <= today + _YEAR:
                found.setdefault(words, _window(beside, words))
    yield from found.values()


_Holiday = tuple[DateSpan, dict[str, str], str]


def _school_holidays(calendar: Calendar) -> Iterator[_Holiday]:
    """Those that are called by their own names; Easter's and Christmas's are known by the feast."""
    for named in calendar.school_holidays:
        if not _holds_feast(named.span):
            yield named.span, _BESIDE, in_sentence(named.name)


def _holds_feast(span: DateSpan) -> bool:
    return any(span.contains(day) for year in {span.start.year, span.last.year} for day in _feast_days(year))


def _feast_days(year: int) -> tuple[date, ...]:
    easter = (easter_sunday(year),) if year <= LAST_YEAR else ()
    return (*easter, date(year, 1, 1), date(year, 12, 25))


def _feasts(years: Iterable[int], calendar: Calendar) -> Iterator[_Holiday]:
    """Easter and Christmas with New Year, as long as the school holiday is that the calendar knows around them."""
    for year in years:
        easter = easter_sunday(year)
        days = DateSpan.of_days(easter - timedelta(days=3), easter + timedelta(days=1))
        yield _with_school_holiday(days, calendar), _BESIDE_EASTER, ""
        christmas = DateSpan.of_days(date(year, 12, 24), date(year + 1, 1, 1))
        yield _with_school_holiday(christmas, calendar), _BESIDE_CHRISTMAS, ""


def _with_school_holiday(days: DateSpan, calendar: Calendar) -> DateSpan:
    around = [days, *(named.span for named in calendar.school_holidays if named.span.overlaps(days))]
    return DateSpan(min(span.start for span in around), max(span.end for span in around))


def _beside(holiday: DateSpan, side: Side) -> DateSpan:
    """The weeks before or after it, as the rules of series have them."""
    calendar = Calendar(school_holidays=(NamedSpan("x", holiday),))
    rule = SchoolHolidayRule("x", side, WEEKS_BESIDE, "x")
    years = {holiday.start.year - 1, holiday.start.year, holiday.last.year, holiday.last.year + 1}
    return next(slot.span for year in sorted(years) for slot in rule.slots(year, calendar))


def _months(today: date, wording: Wording) -> Iterator[LookAgain]:
    for ahead in range(_MONTHS_AHEAD):
        year, month = _months_on(today, ahead)
        time = wording.months[month - 1] if year == today.year else f"{wording.months[month - 1]} {year}"
        if ahead < _MONTHS_IN_PARTS:
            for third, message in _THIRDS:
                yield _said(Window.of_month(month, "x", third=third), year, wording.translate(message) % {"time": time})
        yield _said(Window.of_month(month, "x"), year, wording.translate(later("in %(time)s")) % {"time": time})


def _quarters(today: date, wording: Wording) -> Iterator[LookAgain]:
    for ahead in range(_QUARTERS_AHEAD):
        year, month = _months_on(today, 3 * ahead)
        number = (month - 1) // 3 + 1
        time = wording.translate(later("quarter %(number)s of %(year)s")) % {"number": number, "year": year}
        for third, message in _THIRDS:
            yield _said(Window.of_quarter(number, "x", third=third), year, wording.translate(message) % {"time": time})
        yield _said(Window.of_quarter(number, "x"), year, wording.translate(later("in %(time)s")) % {"time": time})


def _seasons_and_years(today: date, wording: Wording) -> Iterator[LookAgain]:
    for year in range(today.year - 1, today.year + 2):
        for season, message in _SEASONS:
            words = wording.translate(message) % {"year": year}
            window = _said(Window.of_season(season, "x"), year, words)
            if window.day and window.day <= today + _YEAR:
                yield window
    for year in range(today.year, today.year + 3):
        words = wording.translate(later("in %(time)s")) % {"time": year}
        yield _said(Window.of_year("x"), year, words)


def _said(window: Window, year: int, words: str) -> LookAgain:
    """The window's days in that year, in other words than its own."""
    return _window(window.slots(year, Calendar())[0].span, words)


def _months_on(today: date, count: int) -> tuple[int, int]:
    years, month = divmod(today.year * 12 + today.month - 1 + count, 12)
    return years, month + 1
