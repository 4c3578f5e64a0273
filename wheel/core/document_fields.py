"""Reading a JSON object strictly: every key taken once, of the right type, and none left over."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NoReturn, TypeVar

from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.year_days import EVERY_YEAR, Years
from wheel.errors import InvalidInputError

_T = TypeVar("_T")

_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH_DAY = re.compile("([0-9]{2})-([0-9]{2})")


class Fields:
    """The keys of one JSON object. `place` is where it stands in the whole ("years", "dates[0]"), empty at the top.

    Each method takes a key off the list and raises InvalidInputError naming it if it is missing (and no `default` is
    given) or of another type; `require_empty` refuses what was never taken.
    """

    def __init__(self, document: object, place: str = "") -> None:
        self._place = place
        if not isinstance(document, Mapping):
            _refuse(place or "rule", '"%(key)s" must be an object with named values.')
        self._left = dict(document)

    def __contains__(self, key: str) -> bool:
        return key in self._left

    def take(self, key: str, read: Callable[[object, str], _T], default: _T | None = None) -> _T:
        place = f"{self._place}.{key}" if self._place else key
        if key in self._left:
            return read(self._left.pop(key), place)
        if default is None:
            _refuse(place, '"%(key)s" is missing.')
        return default

    def require_empty(self) -> None:
        for key in self._left:
            _refuse(f"{self._place}.{key}" if self._place else str(key), '"%(key)s" is not known here: remove it.')


def a_text(value: object, place: str) -> str:
    if not isinstance(value, str):
        _refuse(place, '"%(key)s" must be a text.')
    return value


def a_whole_number(value: object, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        _refuse(place, '"%(key)s" must be a whole number.')
    return value


def a_date(value: object, place: str) -> date:
    """An ISO 8601 calendar date with hyphens and nothing else, such as "2026-09-15", in the years 1900 to 2100."""
    day = _date(value)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        _refuse(
            place,
            '"%(key)s" must be a date such as 2026-09-15, in the years %(first)s to %(last)s.',
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    return day


def _date(value: object) -> date | None:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def a_month_day(value: object, place: str) -> tuple[int, int]:
    """Month and day as "09-15"; whether there is such a day is for the rule to say."""
    found = _MONTH_DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        _refuse(place, '"%(key)s" must be a month and a day such as 09-15.')
    return int(found[1]), int(found[2])


def a_list_of(read: Callable[[object, str], _T]) -> Callable[[object, str], tuple[_T, ...]]:
    def read_all(value: object, place: str) -> tuple[_T, ...]:
        if not isinstance(value, list):
            _refuse(place, '"%(key)s" must be a list.')
        return tuple(read(entry, f"{place}[{index}]") for index, entry in enumerate(value))

    return read_all


def one_of(choices: Mapping[str, _T]) -> Callable[[object, str], _T]:
    def read_choice(value: object, place: str) -> _T:
        if not isinstance(value, str) or value not in choices:
            _refuse(place, '"%(key)s" must be one of %(choices)s.', choices=", ".join(choices))
        return choices[value]

    return read_choice


def the_years(value: object, place: str) -> Years:
    fields = Fields(value, place)
    first = fields.take("first", a_whole_number) if "first" in fields else None
    last = fields.take("last", a_whole_number) if "last" in fields else None
    every = fields.take("every", a_whole_number, EVERY_YEAR.every)
    fields.require_empty()
    return Years(first, last, every)


def _refuse(place: str, message: str, **details: object) -> NoReturn:
    raise InvalidInputError(message, field=place, key=place, **details)
