"""How days are written: dates, days of the year, spans of them, lengths, and which years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wheel.core.dates import DateSpan
from wheel.core.sentences.forms import Choice, Phrase, Row, Unless, fixed
from wheel.core.sentences.tokens import MONTH, NTH, Number
from wheel.core.sentences.wording import later
from wheel.core.terms import TERM_YEARS, years_of_term
from wheel.core.year_days import EVERY_YEAR, DaysOfYear, Years
from wheel.errors import InvalidInputError

YEAR = Number(1, 9999)
_DAY = Number(1, 31)
_LEAP_DAY = 29


def _date(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InvalidInputError("There is no day %(day)s in month %(month)s.", day=day, month=month) from error


DATE = Phrase(later("%(day)s %(month)s %(year)s"), _date, lambda day: _fields(day), day=_DAY, month=MONTH, year=YEAR)


def _fields(day: date) -> Mapping[str, object]:
    return {"day": day.day, "month": day.month, "year": day.year}


def _in_one_month(first: int, last: int, month: int, year: int) -> DateSpan | None:
    return _span(_date(first, month, year), _date(last, month, year))


def _in_one_year(first: int, first_month: int, last: date) -> DateSpan | None:
    return _span(_date(first, first_month, last.year), last)


def _span(first: date, last: date) -> DateSpan | None:
    return DateSpan.of_days(first, last) if first < last else None


def _last_is(span: DateSpan, *same: str) -> bool:
    return all(getattr(span.start, name) == getattr(span.last, name) for name in same)


SPAN = Choice(
    Row("%(day)s", DateSpan.of_day, lambda span: {"day": span.start}, day=DATE),
    Phrase(
        later("%(first)s–%(last)s %(month)s %(year)s"),
        _in_one_month,
        lambda span: (
            {
                "first": span.start.day,
                "last": span.last.day,
                "month": span.start.month,
                "year": span.start.year,
            }
            if _last_is(span, "year", "month")
            else None
        ),
        first=_DAY,
        last=_DAY,
        month=MONTH,
        year=YEAR,
    ),
    Phrase(
        later("%(first)s %(first_month)s–%(last)s"),
        _in_one_year,
        lambda span: (
            {"first": span.start.day, "first_month": span.start.month, "last": span.last}
            if _last_is(span, "year")
            else None
        ),
        first=_DAY,
        first_month=MONTH,
        last=DATE,
    ),
    Row(
        "%(first)s–%(last)s",
        _span,
        lambda span: {"first": span.start, "last": span.last},
        first=DATE,
        last=DATE,
    ),
)

# A day of the year is (month, day). 29 February means the month's last day, which is the 28th in a common year.
_LAST_OF_FEBRUARY = fixed(later("28/29"), _LEAP_DAY)


def _day_of_year(day: int, month: int) -> tuple[int, int] | None:
    DaysOfYear(month, day, month, day)
    return month, day


def _common(value: tuple[int, int]) -> Mapping[str, object] | None:
    return None if value == (2, _LEAP_DAY) else {"day": value[1], "month": value[0]}


def _leap(value: tuple[int, int]) -> Mapping[str, object] | None:
    return {"day": value[1], "month": value[0]} if value == (2, _LEAP_DAY) else None


_PLAIN_DAY = later("%(day)s %(month)s")
DAY_OF_YEAR = Choice(
    Phrase(_PLAIN_DAY, _day_of_year, _common, day=_DAY, month=MONTH),
    Phrase(
        _PLAIN_DAY, lambda day, month: _leap((month, day)) and (month, day), _leap, day=_LAST_OF_FEBRUARY, month=MONTH
    ),
)
EXACT_DAY_OF_YEAR = Phrase(
    _PLAIN_DAY, _day_of_year, lambda value: {"day": value[1], "month": value[0]}, day=_DAY, month=MONTH
)
"""29 February is that day, so there is none in a common year."""


def _days_in_one_month(first: int, last: int, month: int) -> DaysOfYear | None:
    return DaysOfYear(month, first, month, last) if first < last else None


def _days_of_month(value: Any) -> Mapping[str, object] | None:
    if value.first_month != value.last_month:
        return None
    return {"first": value.first_day, "last": value.last_day, "month": value.first_month}


def days_between(first: tuple[int, int], last: tuple[int, int]) -> DaysOfYear:
    return DaysOfYear(*first, *last)


def ends_of(days: DaysOfYear) -> dict[str, tuple[int, int]]:
    return {"first": (days.first_month, days.first_day), "last": (days.last_month, days.last_day)}


def _only_day(value: DaysOfYear) -> Mapping[str, object] | None:
    ends = ends_of(value)
    return {"day": ends["first"]} if ends["first"] == ends["last"] else None


_ONE_MONTH = later("%(first)s–%(last)s %(month)s")
DAYS_OF_YEAR = Choice(
    Row("%(day)s", lambda day: days_between(day, day), _only_day, day=DAY_OF_YEAR),
    Phrase(
        _ONE_MONTH,
        _days_in_one_month,
        lambda value: None if (value.last_month, value.last_day) == (2, _LEAP_DAY) else _days_of_month(value),
        first=_DAY,
        last=_DAY,
        month=MONTH,
    ),
    Phrase(
        _ONE_MONTH,
        lambda first, last, month: _days_in_one_month(first, last, month) if month == 2 else None,
        lambda value: _days_of_month(value) if value.last_day == _LEAP_DAY else None,
        first=_DAY,
        last=_LAST_OF_FEBRUARY,
        month=MONTH,
    ),
    Row("%(first)s–%(last)s", days_between, ends_of, first=DAY_OF_YEAR, last=DAY_OF_YEAR),
)

LENGTH = Unless(
    1,
    Phrase(later(", %(days)s days"), lambda days: days, lambda days: {"days": days}, days=Number(2, 9999)),
)


def _term_year(years: Years) -> Mapping[str, object] | None:
    return next(({"nth": nth} for nth in range(1, TERM_YEARS + 1) if years == years_of_term(nth)), None)


def _every(nth: int, first: int, last: int | None = None) -> Years | None:
    return Years(first, last, nth) if nth > 1 else None


_EVERY_OTHER = fixed(later("every other year"), 2)
_EVERY_NTH = Phrase(
    later("every %(nth)s year"), lambda nth: nth, lambda value: {"nth": value} if value > 2 else None, nth=NTH
)
_SO_OFTEN = Choice(_EVERY_OTHER, _EVERY_NTH)
HOW_OFTEN = Choice(fixed(later("every year"), 1), _SO_OFTEN)
"""Every so many years, from 1."""


def _so_often(years: Years) -> Mapping[str, object] | None:
    return {"nth": years.every, "first": years.first} if years.every > 1 and years.last is None else None


def _so_often_until(years: Years) -> Mapping[str, object] | None:
    return {"nth": years.every, "first": years.first, "last": years.last} if years.every > 1 else None


SOME_YEARS = Choice(
    Phrase(later("in the %(nth)s year of the election term"), lambda nth: years_of_term(nth), _term_year, nth=NTH),
    Phrase(
        later("only in %(year)s"),
        lambda year: Years(year, year),
        lambda years: {"year": years.first} if years.first is not None else None,
        year=YEAR,
    ),
    Phrase(later("every year from %(first)s to %(last)s"), Years, first=YEAR, last=YEAR),
    Phrase(later("every year from %(first)s on"), Years, first=YEAR),
    Phrase(later("every year up to %(last)s"), Years, last=YEAR),
    Phrase(later("%(nth)s from %(first)s to %(last)s"), _every, _so_often_until, nth=_SO_OFTEN, first=YEAR, last=YEAR),
    Phrase(later("%(nth)s from %(first)s"), _every, _so_often, nth=_SO_OFTEN, first=YEAR),
)
WHICH_YEARS = Choice(SOME_YEARS, fixed(later("every year"), EVERY_YEAR))
YEARS = Unless(EVERY_YEAR, Row(", %(years)s", lambda years: years, lambda years: {"years": years}, years=SOME_YEARS))
