"""Reads when something is to happen from how minutes say it: a day, "næste møde", "ultimo oktober", "til 2014"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from wheel.core.dates import DateSpan, weeks_in_iso_year
from wheel.core.look_again import LONGEST_WORDS, LookAgain, LookKind
from wheel.core.windows import Season, Third, Window
from wheel.core.year_days import EVERY_YEAR
from wheel.imports.danish_dates import FIRST_YEAR, LAST_YEAR, WrittenDate, dates_in

# Minutes look back a little and forward a lot: a day without a year is the one from 60 days before their meeting on.
DAYS_BACK = 60
SUMMER_BEGINS, WEEK_AFTER_SUMMER = (7, 1), 32
"""Schools are closed from the last days of June until ISO week 32 or 33; a municipality's own days may differ."""

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
# In small letters only: Maj, Juni and Juli are names of persons as well.
_MONTH = r"(?-i:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b"
_YEAR = r"(?:[ ,]{1,2}(?P<year>[0-9]{4})\b)?"
_THIRD = r"(?:(?P<third>primo|medio|ultimo)\s)?"
_SEASONS: dict[str, Season] = {"for": "spring", "som": "summer", "eft": "autumn", "vin": "winter"}
_ORDINALS = ("første", "andet", "tredje", "fjerde")

_NEXT_MEETING = re.compile(
    r"\b(?:på|til|ved|inden|i) (?:det )?(?:næste|førstkommende|næstkommende) (?:[\w-]{1,30} )?[\w-]{0,40}møde\b",
    re.IGNORECASE,
)
_SOME_MEETING = re.compile(
    r"\b(?:på|til|ved) (?:et |de )?(?:kommende|senere|følgende|nyt)(?: [\w-]{1,30})? [\w-]{0,40}møder?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NamedTime:
    """A day (`until` is the last of several), or a window in `look_again`, or the body's next meeting, or nothing."""

    day: date | None = None
    until: date | None = None
    look_again: LookAgain | None = None
    is_next_meeting: bool = False

    @property
    def is_told(self) -> bool:
        return self.day is not None or self.look_again is not None or self.is_next_meeting

    @property
    def latest(self) -> date | None:
        return self.until or self.day or (self.look_again.latest if self.look_again else None)


def named_time(text: str, meeting_day: date | None, *, body: str | None = None) -> NamedTime:
    """The first day that the text names; without one the next meeting, a window, or "et kommende møde" of `body`."""
    day = next(days_named(text, meeting_day), None)
    if day is not None:
        return NamedTime(day)
    if _NEXT_MEETING.search(text):
        return NamedTime(is_next_meeting=True)
    window = window_named(text, meeting_day)
    if window is None and body and _SOME_MEETING.search(text):
        return NamedTime(look_again=LookAgain(LookKind.MEETING, body=body))
    return NamedTime(look_again=window)


def days_named(text: str, meeting_day: date | None) -> Iterator[date]:
    """The days that the text names, in its order; those without a year only where the meeting's day is known."""
    return (day for written in dates_in(text) if (day := day_near(written, meeting_day)) is not None)


def day_near(written: WrittenDate, meeting_day: date | None) -> date | None:
    """The day in its own year, else the one that lies between DAYS_BACK days before the meeting and a year later."""
    if written.year is not None or meeting_day is None:
        return written.in_year(written.year) if written.year is not None else None
    earliest = meeting_day - timedelta(days=DAYS_BACK)
    near = (written.in_year(earliest.year + years) for years in (0, 1, 2))
    return next((day for day in near if day is not None and day >= earliest), None)


def window_named(text: str, meeting_day: date | None) -> LookAgain | None:
    """The first window that the text names, with its own words. None without one, or if nothing tells its year."""
    found = [(match, span_of) for pattern, span_of in _WINDOWS if (match := pattern.search(text))]
    for match, span_of in sorted(found, key=lambda one: one[0].start()):
        span = _year_checked(span_of, match, meeting_day)
        if span is not None:
            words = " ".join(match.group().split())[:LONGEST_WORDS]
            return LookAgain(LookKind.WINDOW, span.start, span.last, words)
    return None


_SpanOf = Callable[[re.Match[str], date], DateSpan | None]


def _year_checked(span_of: _SpanOf, match: re.Match[str], meeting_day: date | None) -> DateSpan | None:
    """A window of its own year can be told without the meeting's day."""
    year = match.groupdict().get("year")
    if year is not None and not FIRST_YEAR < int(year) < LAST_YEAR:
        return None
    if meeting_day is None:
        return span_of(match, date(int(year), 1, 1)) if year else None
    return span_of(match, meeting_day)


def _month(match: re.Match[str], meeting_day: date) -> DateSpan | None:
    """A month that merely names something ("Budgetopfølgning august") tells no time."""
    if not (match["lead"] or match["third"] or match["year"]):
        return None
    month = _MONTHS.index(match["month"][:3].lower()) + 1
    first = Window.of_month(month, "-", third=_third(match))
    if match["last"] is None:
        return _coming(first, match, meeting_day)
    begins = _coming(first, match, meeting_day)
    end = Window.of_month(_MONTHS.index(match["last"][:3].lower()) + 1, "-")
    if begins is None:
        return None
    ends = [span for year in (begins.start.year, begins.start.year + 1) for span in _spans(end, year)]
    last = next((span for span in ends if span.end > begins.end), begins)
    return DateSpan(begins.start, last.end)


def _quarter(match: re.Match[str], meeting_day: date) -> DateSpan | None:
    named = match["quarter"].lower().rstrip(".")
    quarter = int(named) if named.isdigit() else _ORDINALS.index(named) + 1
    return _coming(Window.of_quarter(quarter, "-", third=_third(match)), match, meeting_day)


def _season(match: re.Match[str], meeting_day: date) -> DateSpan | None:
    return _coming(Window.of_season(_SEASONS[match["season"][:3].lower()], "-"), match, meeting_day)


def _year(match: re.Match[str], meeting_day: date) -> DateSpan | None:
    if match["end"]:
        return DateSpan.of_day(date(int(match["year"]), 12, 31))
    return _coming(Window.of_year("-", third=_third(match)), match, meeting_day)


def _week(match: re.Match[str], meeting_day: date) -> DateSpan | None:
    week, year = int(match["week"]), int(match["year"] or meeting_day.isocalendar().year)
    if match["year"] is None and week < meeting_day.isocalendar().week - DAYS_BACK // 7:
        year += 1
    if not 1 <= week <= weeks_in_iso_year(year):
        return None
    return DateSpan.of_days(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))


def _next_week(match: re.Match[str], meeting_day: date) -> DateSpan | None:  # noqa: ARG001 - as all of _WINDOWS
    monday = meeting_day + timedelta(days=7 - meeting_day.weekday())
    return DateSpan.of_days(monday, monday + timedelta(days=6))


def _summer_holiday(match: re.Match[str], meeting_day: date) -> DateSpan | None:
    """After it: the weeks until the end of September. Before it: until it begins."""
    year = meeting_day.year + (meeting_day > date(meeting_day.year, 8, 31))
    if match["side"].lower() == "efter":
        return DateSpan.of_days(date.fromisocalendar(year, WEEK_AFTER_SUMMER, 1), date(year, 9, 30))
    begins = date(year, *SUMMER_BEGINS)
    if begins <= meeting_day:
        begins = date(year + 1, *SUMMER_BEGINS)
    return DateSpan.of_days(meeting_day, begins - timedelta(days=1))


def _new_year(match: re.Match[str], meeting_day: date) -> DateSpan | None:
    if match["side"].lower() == "efter":
        return DateSpan.of_days(date(meeting_day.year + 1, 1, 1), date(meeting_day.year + 1, 1, 31))
    return DateSpan.of_days(meeting_day, date(meeting_day.year, 12, 31))


def _coming(window: Window, match: re.Match[str], meeting_day: date) -> DateSpan | None:
    """The window in its own year, else the first one that is not over on the meeting's day."""
    year = match["year"]
    years = (int(year),) if year else (meeting_day.year - 1, meeting_day.year, meeting_day.year + 1)
    spans = [span for each in years for span in _spans(window, each)]
    wanted = (span for span in spans if (span.start.year == int(year) if year else span.last >= meeting_day))
    return next(wanted, None)


def _spans(window: Window, year: int) -> list[DateSpan]:
    return sorted(window.days.spans_of(year, EVERY_YEAR))


def _third(match: re.Match[str]) -> Third | None:
    third = match["third"]
    return cast("Third", third.lower()) if third else None


_MONTHS_NAMED = (
    rf"(?<![0-9]\. )(?<![0-9]\.)(?<![0-9] )(?:\b(?P<lead>i|til|fra|starten af|slutningen af|udgangen af) )?"
    rf"\b{_THIRD}(?P<month>{_MONTH})(?:\s?[-–/]\s?(?P<last>{_MONTH}))?{_YEAR}"
)
_YEARS_NAMED = (
    r"\b(?:(?P<end>(?:med|ved|inden) udgangen af)|(?P<third>primo|medio|ultimo)|til|i|i løbet af|først i)"
    r" (?P<year>(?:19|20)[0-9]{2})\b(?![-–/][0-9])"
)
_WINDOWS: tuple[tuple[re.Pattern[str], _SpanOf], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), span_of)
    for pattern, span_of in (
        (_MONTHS_NAMED, _month),
        (rf"\b{_THIRD}(?P<quarter>[1-4]\.|{'|'.join(_ORDINALS)}) kvartal{_YEAR}", _quarter),
        (rf"\b(?:til |i )?(?P<season>sommer|forår|efterår|vinter)(?:en|et)?\b{_YEAR}", _season),
        (_YEARS_NAMED, _year),
        (r"\buge (?P<week>[0-9]{1,2})(?: (?P<year>[0-9]{4}))?\b", _week),
        (r"\bi næste uge\b", _next_week),
        (r"\b(?P<side>efter|inden|før|til) sommerferien\b", _summer_holiday),
        (r"\b(?P<side>efter|inden|før) (?:nytår|årsskiftet)\b", _new_year),
    )
)
