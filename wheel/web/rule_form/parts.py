"""What the parts of the rule form share: reading a choice, ticks, days and years, and filling them in again.

A form is a flat mapping of names to texts, as a browser sends it; a tick is its own field with the value "1".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from wheel.core.bounds import LONGEST_DAYS
from wheel.core.year_days import Years
from wheel.errors import InvalidInputError
from wheel.web.plan_forms import whole_number

Form = Mapping[str, str]
Filled = dict[str, str]
T = TypeVar("T")

TICKED = "1"
# Beyond any year that is planned: "every 4th year" may count from an election long ago.
_FIRST_COUNTED, _LAST_COUNTED = 1800, 2200


def choice_field(form: Form, name: str, choices: Mapping[str, T]) -> T:
    """The value that the text in the field `name` stands for. Raises InvalidInputError for any other text."""
    try:
        return choices[form.get(name, "")]
    except KeyError as error:
        raise InvalidInputError("Choose one from the list.", field=name) from error


def ticks(form: Form, name: str, keys: Iterable[str]) -> tuple[str, ...]:
    """The keys that are ticked, in the order given: the field of the key 3 of "on" is on_3."""
    return tuple(key for key in keys if form.get(f"{name}_{key}") == TICKED)


def ticked(name: str, keys: Iterable[object]) -> Filled:
    return {f"{name}_{key}": TICKED for key in keys}


def numbers(least: int, most: int) -> dict[str, int]:
    """The choices of a list of numbers."""
    return {str(number): number for number in range(least, most + 1)}


WEEKDAYS = numbers(1, 7)
MONTHS = numbers(1, 12)


def number_field(form: Form, name: str, least: int, most: int) -> int:
    return whole_number(form, name, least, most, "Write a whole number from %(least)s to %(most)s.")


def day_and_month(form: Form, name: str) -> tuple[int, int]:
    """The month and the day in the fields `name`_month and `name`_day; 29 February is one."""
    month = choice_field(form, f"{name}_month", MONTHS)
    day = number_field(form, f"{name}_day", 1, 31)
    try:
        date(2024, month, day)
    except ValueError as error:
        raise InvalidInputError(
            "There is no day %(day)s in month %(month)s.", field=f"{name}_day", day=day, month=month
        ) from error
    return month, day


def filled_day(name: str, month: int, day: int) -> Filled:
    return {f"{name}_month": str(month), f"{name}_day": str(day)}


def length_field(form: Form) -> int:
    return number_field(form, "length_days", 1, LONGEST_DAYS)


def every_years_field(form: Form) -> int:
    return number_field(form, "every_years", 1, 100)


def years_field(form: Form) -> Years:
    """Every so many years, from a year and to a year where these are given."""
    every, first, last = every_years_field(form), _year(form, "from_year"), _year(form, "to_year")
    if every > 1 and first is None:
        raise InvalidInputError("Write one of the years, so that the others can be counted from it.", field="from_year")
    if first is not None and last is not None and last < first:
        raise InvalidInputError("The last year must not be before the first.", field="to_year")
    return Years(first, last, every)


def _year(form: Form, name: str) -> int | None:
    if not form.get(name, "").strip():
        return None
    return number_field(form, name, _FIRST_COUNTED, _LAST_COUNTED)


def filled_years(years: Years) -> Filled:
    known = {"every_years": years.every, "from_year": years.first, "to_year": years.last}
    return {name: "" if number is None else str(number) for name, number in known.items()}


def words_field(form: Form, name: str, example: str) -> str:
    words = form.get(name, "").strip()
    if not words:
        raise InvalidInputError("Write what it is called, such as “%(example)s”.", field=name, example=example)
    return words
