"""Small readers of what the planners' forms hold: days, times, whole numbers and the version that was seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time

from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.errors import InvalidInputError

MOST_DIGITS = 6
_CLOCK = re.compile("([0-9]{1,2})[:.]([0-9]{2})(:00)?")


def day_field(form: Mapping[str, str], name: str, sentence: str) -> date:
    """The day in the field `name`, as browsers send it (2027-02-13). Raises InvalidInputError with `sentence`."""
    day = optional_day(form, name)
    if day is None:
        raise InvalidInputError(sentence, field=name)
    return day


def optional_day(form: Mapping[str, str], name: str) -> date | None:
    """The day in the field `name`, of a year that the calendar knows; None if it is left empty."""
    text = form.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError("Write the day as year-month-day: 2027-02-13.", field=name) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidInputError(
            "Choose a year from %(first)s to %(last)s.", field=name, first=FIRST_YEAR, last=LAST_YEAR
        )
    return day


def optional_time(form: Mapping[str, str], name: str) -> time | None:
    """The time of day in the field `name`, as 13:30 or 13.30; None if it is left empty."""
    text = form.get(name, "").strip()
    if not text:
        return None
    found = _CLOCK.fullmatch(text)
    try:
        if found:
            return time(int(found[1]), int(found[2]))
    except ValueError:
        pass
    raise InvalidInputError("Write the time as hours:minutes: 13:30.", field=name)


def whole_number(form: Mapping[str, str], name: str, least: int, most: int, sentence: str = "") -> int:
    """The whole number in the field `name`, from `least` to `most`.

    Raises InvalidInputError, with the `sentence` if there is one, which may have the places %(least)s and %(most)s.
    """
    text = form.get(name, "").strip()
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    if is_number and least <= int(text) <= most:
        return int(text)
    if sentence:
        raise InvalidInputError(sentence, field=name, least=least, most=most)
    raise InvalidInputError("Write a whole number from %(least)s to %(most)s.", field=name, least=least, most=most)


def seen(form: Mapping[str, str]) -> int:
    """The version of the thing that the form was filled from."""
    # Never taken for a version that somebody has changed since: nobody has.
    return whole_number(form, "seen", 0, 10**MOST_DIGITS, "The form is incomplete. Load the page again.")
