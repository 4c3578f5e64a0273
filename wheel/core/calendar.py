"""The Danish calendar: public holidays, observances, local school holidays and closing days, Easter, ISO weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

import holidays

from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.errors import InvalidInputError

FIRST_YEAR = 1900
LAST_YEAR = 2100
"""The holidays package knows Denmark up to and including 2100, and is silently empty after that."""

_SATURDAY = 5
_LANGUAGES = {"da": "da", "en": "en_US"}


@dataclass(frozen=True)
class NamedSpan:
    name: str
    span: DateSpan


@dataclass(frozen=True)
class Calendar:
    """What is special about which days.

    `observances` are no public holidays, but often days off by local agreement (1 May, 5 June, 24 and 31 December):
    work is done on them unless they are closing days too.
    """

    public_holidays: Mapping[date, str] = field(default_factory=dict)
    observances: Mapping[date, str] = field(default_factory=dict)
    school_holidays: tuple[NamedSpan, ...] = ()
    closing_days: tuple[NamedSpan, ...] = ()

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, and neither a public holiday nor a closing day."""
        return day.weekday() < _SATURDAY and self.closed_because(day) is None

    def closed_because(self, day: date) -> str | None:
        """The public holiday or closing day that keeps the administration closed; a mere weekend has no name: None."""
        return self.public_holiday(day) or self.closing_day(day)

    def public_holiday(self, day: date) -> str | None:
        return self.public_holidays.get(day)

    def observance(self, day: date) -> str | None:
        return self.observances.get(day)

    def school_holiday(self, day: date) -> str | None:
        return _name_of(day, self.school_holidays)

    def closing_day(self, day: date) -> str | None:
        return _name_of(day, self.closing_days)


def _name_of(day: date, spans: tuple[NamedSpan, ...]) -> str | None:
    return next((named.name for named in spans if named.span.contains(day)), None)


def danish_calendar(years: range, local: Iterable[LocalDays] = (), language: str = "da") -> Calendar:
    """The calendar of those years, with names in Danish ("da") or English ("en").

    The year before and the year after come along, so that what is counted across New Year is right. Raises
    InvalidInputError for years outside 1900 to 2100 and ValueError for another language.
    """
    if language not in _LANGUAGES:
        raise ValueError(f"the calendar has no names in {language!r}, only in {sorted(_LANGUAGES)}")
    for year in years:
        require_known_year(year)
    local = tuple(local)
    return Calendar(
        public_holidays=_days(years, language, "public"),
        observances=_days(years, language, "optional"),
        school_holidays=_spans(local, LocalDaysKind.SCHOOL_HOLIDAY),
        closing_days=_spans(local, LocalDaysKind.CLOSING_DAY),
    )


def _days(years: range, language: str, category: Literal["public", "optional"]) -> dict[date, str]:
    if not years:
        return {}
    wanted = range(max(min(years) - 1, FIRST_YEAR), min(max(years) + 1, LAST_YEAR) + 1)
    found = holidays.country_holidays("DK", years=wanted, language=_LANGUAGES[language], categories=(category,))
    return dict(sorted(found.items()))


def _spans(local: tuple[LocalDays, ...], kind: LocalDaysKind) -> tuple[NamedSpan, ...]:
    found = (NamedSpan(days.name, days.span) for days in local if days.kind is kind)
    return tuple(sorted(found, key=lambda named: (named.span, named.name)))


@lru_cache(maxsize=256)
def easter_sunday(year: int) -> date:
    """Easter Sunday (the Western one). Raises InvalidInputError for years outside 1900 to 2100."""
    require_known_year(year)
    known = holidays.country_holidays("DK", years=year, language="da", categories=("public",))
    return next(day for day, name in sorted(known.items()) if name == "Påskedag")


def require_known_year(year: int) -> None:
    """Raise InvalidInputError for a year that the calendar does not reach."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInputError(
            "Choose a year from %(first)s to %(last)s: %(year)s is outside.",
            field="year",
            first=FIRST_YEAR,
            last=LAST_YEAR,
            year=year,
        )
