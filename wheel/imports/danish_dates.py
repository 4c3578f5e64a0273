"""Reads days as Danish secretaries write them, and finds the year that they left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

FIRST_YEAR = 1900
LAST_YEAR = 2199

_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9}
_MONTHS |= {"okt": 10, "oct": 10, "nov": 11, "dec": 12}
_WEEKDAYS = {"man": 0, "tir": 1, "ons": 2, "tor": 3, "fre": 4, "lør": 5, "søn": 6}

_MONTH_NAME = (
    r"(?P<month_name>jan(?:uary?)?|feb(?:ruary?)?|mar(?:ts|ch)?|apr(?:il)?|ma[jy]|jun[ie]?|jul[iy]?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d_])"
)
_UNTIL = r"(?P<until>\.?\s?(?:-|–|og|til)\s?[0-9]{1,2})?"
_WEEKDAY = r"(?:(?P<weekday>man|tirs?|ons|tors?|fre|lør|søn)(?:dag)?[.,]{0,2}\s{1,3})?"
_PREFIX = r"(?P<prefix>d\.\s{0,2}|d\s|den\s{1,2})?"

_WORDED = rf"(?P<day>[0-9]{{1,2}}){_UNTIL}\.?\s{{0,2}}{_MONTH_NAME}\.?(?:,?\s?(?P<year>[0-9]{{4}})(?![0-9]))?"
_SLASHED = (
    r"(?P<day>[0-9]{1,2})\s?/\s?(?P<month>[0-9]{1,2})(?![0-9/])"
    r"(?:\s?[-/. ]\s?(?P<year>[0-9]{4})(?![0-9])|[-/.](?P<short_year>[0-9]{2})(?![0-9/.-]))?"
)
_SLASHED_YEAR = r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})(?![0-9])"
_DOTTED = (
    r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})(?![0-9:])"
    r"(?:(?P<dot>\.)(?:\s?(?P<year>[0-9]{4})(?![0-9])|(?P<short_year>[0-9]{2})(?![0-9.]))?|-(?P<dash_year>[0-9]{4}))?"
)
_DASHED = r"(?P<day>[0-9]{1,2})-(?P<month>[0-9]{1,2})-(?P<year>[0-9]{4})(?![0-9])"
_ISO = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])"
_FORMS = (_WORDED, _SLASHED_YEAR, _SLASHED, _DASHED, _ISO, _DOTTED)

_CLOCK = r"[0-9]{1,2}(?:[.:][0-9]{2})?"
_TAIL = rf"(?:,?\s?kl\.?\s?{_CLOCK}(?:\s?[-–]\s?{_CLOCK})?)?(?:\s?\([^()\t]{{1,30}}\))?"
_LABELS = [re.compile(rf"(?P<label>{_WEEKDAY}{_PREFIX}{form}{_TAIL})", re.IGNORECASE) for form in _FORMS]
_IN_TEXT = [re.compile(rf"(?<![\w/]){_WEEKDAY}{_PREFIX}{form}", re.IGNORECASE) for form in _FORMS]
# "1/2 år" and "24/7" are amounts, not days.
_AMOUNT = re.compile(r"\s?-?\s?(?:års?|time|stilling|del|dag|døgn|årig)", re.IGNORECASE)


class Separator(Enum):
    """What stands between a row's date and its cell."""

    CELL = "tab or pipe"
    WIDE = "two or more spaces"
    COLON = "colon"
    SPACE = "one space"
    END = "nothing: the date is all there is"


@dataclass(frozen=True)
class WrittenDate:
    """A day as written: perhaps without a year, perhaps with a weekday, perhaps not in any calendar."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    opens_span: bool = False
    is_clocklike: bool = False

    def in_year(self, year: int) -> date | None:
        """The day in that year; None if that year has no such day or lies outside FIRST_YEAR to LAST_YEAR."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def resolve(self, anchor: date, slack_days: int) -> date | None:
        """The day in its own year, else in the anchor's year, or the next when over `slack_days` before the anchor."""
        if self.year is not None:
            return self.in_year(self.year)
        day = self.in_year(anchor.year)
        if day is None or anchor - day > timedelta(days=slack_days):
            return self.in_year(anchor.year + 1)
        return day

    def contradicts_weekday(self, day: date) -> bool:
        return self.weekday is not None and self.weekday != day.weekday()


@dataclass(frozen=True)
class DateLabel:
    """A date at the start of a line, and what follows it."""

    label: str
    written: WrittenDate
    separator: Separator
    rest: str


def leading_label(text: str) -> DateLabel | None:
    """The date that a line begins with, if something that can end a table's first cell follows it."""
    for pattern in _LABELS:
        match = pattern.match(text)
        if match is None:
            continue
        rest = text[match.end() :]
        separator = separator_before(rest)
        if separator is not None:
            return DateLabel(" ".join(match["label"].split()), _written(match), separator, rest.lstrip(": \t"))
    return None


def separator_before(rest: str) -> Separator | None:
    """The separator that `rest` begins with; None if the cell's text runs on."""
    if not rest.strip(" "):
        return Separator.END
    if rest.lstrip(" ").startswith("\t"):
        return Separator.CELL
    if rest.startswith("  "):
        return Separator.WIDE
    if rest.startswith(":"):
        return Separator.COLON
    return Separator.SPACE if rest.startswith(" ") else None


def dates_in(text: str) -> list[WrittenDate]:
    """The days written in running text, in order. Clock times, amounts, years and journal numbers are none."""
    found: dict[int, WrittenDate] = {}
    for pattern in _IN_TEXT:
        for match in pattern.finditer(text):
            if _is_day_in_text(match):
                found.setdefault(match.start("day"), _written(match))
    return [found[start] for start in sorted(found)]


def full_dates_in(text: str) -> Iterator[WrittenDate]:
    """The days in running text that carry their year."""
    return (written for written in dates_in(text) if written.year is not None)


def _is_day_in_text(match: re.Match[str]) -> bool:
    """A worded date always is; a bare numeric one only if nothing speaks for an amount or a clock time."""
    groups = match.groupdict()
    if groups.get("month_name") or groups["prefix"] or groups["weekday"]:
        return True
    if _year_of(groups) is not None:
        return _month_of(groups) <= 12
    if "/" not in match.group() or (groups["day"], groups["month"]) == ("24", "7"):
        return False
    return 1 <= _month_of(groups) <= 12 and not _AMOUNT.match(match.string, match.end())


def _written(match: re.Match[str]) -> WrittenDate:
    groups = match.groupdict()
    weekday = groups["weekday"]
    year = _year_of(groups)
    return WrittenDate(
        day=int(groups["day"]),
        month=_month_of(groups),
        year=year,
        weekday=_WEEKDAYS[weekday[:3].lower()] if weekday else None,
        opens_span=bool(groups.get("until")),
        is_clocklike="dot" in groups and year is None,
    )


def _month_of(groups: dict[str, str | None]) -> int:
    name = groups.get("month_name")
    return _MONTHS[name[:3].lower()] if name else int(groups["month"] or 0)


def _year_of(groups: dict[str, str | None]) -> int | None:
    year = groups.get("year") or groups.get("dash_year")
    short = groups.get("short_year")
    if year:
        return int(year)
    return 2000 + int(short) if short else None
