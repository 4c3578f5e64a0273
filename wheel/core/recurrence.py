"""Recurrence rules by RFC 5545 (section 3.3.10), whole days only: which ones are accepted, and the days they give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import MAXYEAR, date, datetime, time
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

from wheel.core.calendar import LAST_YEAR, require_known_year
from wheel.core.dates import weeks_in_iso_year
from wheel.errors import InvalidInputError

_WEEKDAY = "MO|TU|WE|TH|FR|SA|SU"
_SPELLINGS = {
    "FREQ": re.compile("DAILY|WEEKLY|MONTHLY|YEARLY"),
    "UNTIL": re.compile("[0-9]{8}(T[0-9]{6}Z?)?"),
    "WKST": re.compile(_WEEKDAY),
    "BYDAY": re.compile(f"([+-]?[0-9]{{1,2}})?({_WEEKDAY})(,([+-]?[0-9]{{1,2}})?({_WEEKDAY}))*"),
}
# The largest number of each part, and whether it may be a list that also counts from the end.
_NUMBERS = {
    "INTERVAL": (9999, False),
    "COUNT": (9999, False),
    "BYMONTH": (12, False),
    "BYMONTHDAY": (31, True),
    "BYYEARDAY": (366, True),
    "BYWEEKNO": (53, True),
    "BYSETPOS": (366, True),
}
_LISTS = frozenset({"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
_FREQUENCIES_OF = {
    "BYMONTHDAY": ("DAILY", "MONTHLY", "YEARLY"),
    "BYYEARDAY": ("YEARLY",),
    "BYWEEKNO": ("YEARLY",),
}
# dateutil scans up to the year 9999 before it admits that a rule gives no day, which takes seconds. The Gregorian
# calendar, weekdays and ISO weeks included, repeats every 400 years: so the scan is made as late as possible.
_SHIFT = (MAXYEAR - LAST_YEAR) // 400 * 400

_Parts = Mapping[str, str]


def check_recurrence(rule: str, start: date) -> None:
    """Raise InvalidInputError unless `rule` is an RFC 5545 recurrence rule of whole days that gives any day at all."""
    require_known_year(start.year)
    parts = _parts(rule)
    _check_combinations(parts)
    if next(_all_days(parts, start), None) is None:
        raise _refused('"%(rule)s" never gives a day: check its parts against each other.', rule=rule)


def recurrence_days(rule: str, start: date, year: int) -> tuple[date, ...]:
    """The days of a checked rule that fall in `year`, in order.

    `start` need not match the rule: the first day is the first one on or after it that does, and COUNT counts from
    there. UNTIL is inclusive; the date written in it counts, whatever its time of day. BYWEEKNO means ISO 8601
    weeks, and INTERVAL then counts ISO years. Raises InvalidInputError for years outside 1900 to 2100.
    """
    require_known_year(year)
    until_then = takewhile(lambda day: day.year <= year, _all_days(_parts(rule), start))
    return tuple(day for day in until_then if day.year == year)


def _all_days(parts: _Parts, start: date) -> Iterator[date]:
    """Every day, from `start` on. COUNT, UNTIL and BYWEEKNO are applied here, not by dateutil.

    dateutil numbers the week at New Year wrongly: it calls 1 January 2011 week 53 of 2010, which had 52.
    """
    own = {"COUNT", "UNTIL", *(("BYWEEKNO", "INTERVAL") if "BYWEEKNO" in parts else ())}
    text = ";".join(f"{name}={value}" for name, value in parts.items() if name not in own)
    shifted = datetime.combine(start.replace(year=start.year + _SHIFT), time.min)
    moments = rrulestr(text, dtstart=shifted)
    days: Iterator[date] = (moment.date().replace(year=moment.year - _SHIFT) for moment in moments)
    if "BYWEEKNO" in parts:
        days = filter(_in_weeks(parts, start), days)
    if "UNTIL" in parts:
        last = _until(parts["UNTIL"])
        days = takewhile(lambda day: day <= last, days)
    return islice(days, int(parts["COUNT"]) if "COUNT" in parts else None)


def _in_weeks(parts: _Parts, start: date) -> Callable[[date], bool]:
    wanted = {int(number) for number in parts["BYWEEKNO"].split(",")}
    interval = int(parts.get("INTERVAL", "1"))
    first_year = start.isocalendar().year

    def is_wanted(day: date) -> bool:
        iso = day.isocalendar()
        from_the_end = iso.week - weeks_in_iso_year(iso.year) - 1
        return (iso.year - first_year) % interval == 0 and not wanted.isdisjoint({iso.week, from_the_end})

    return is_wanted


def _parts(rule: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in rule.strip().upper().split(";"):
        name, _, value = part.partition("=")
        if name not in _SPELLINGS and name not in _NUMBERS:
            raise _refused(
                'Write only a recurrence rule of whole days, such as FREQ=WEEKLY;BYDAY=WE: "%(part)s" does not belong.',
                part=part,
            )
        if name in found:
            raise _refused("The recurrence rule says %(name)s more than once.", name=name)
        if not _is_well_written(name, value):
            raise _refused('"%(part)s" is not a possible part of a recurrence rule.', part=part)
        found[name] = value
    return found


def _is_well_written(name: str, value: str) -> bool:
    if name in _SPELLINGS:
        return _SPELLINGS[name].fullmatch(value) is not None
    highest, may_be_negative = _NUMBERS[name]
    numbers = value.split(",") if name in _LISTS else [value]
    sign = "[+-]?" if may_be_negative else ""
    return all(re.fullmatch(f"{sign}[0-9]{{1,4}}", number) and 1 <= abs(int(number)) <= highest for number in numbers)


def _until(value: str) -> date:
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError as error:
        raise _refused('"UNTIL=%(value)s" does not name a day.', value=value) from error


def _check_combinations(parts: _Parts) -> None:
    if "FREQ" not in parts:
        raise _refused("The recurrence rule must say how often: begin with FREQ=WEEKLY, for example.")
    if "COUNT" in parts and "UNTIL" in parts:
        raise _refused("The recurrence rule may end by COUNT or by UNTIL, not by both.")
    for name, frequencies in _FREQUENCIES_OF.items():
        if name in parts and parts["FREQ"] not in frequencies:
            raise _refused("%(name)s cannot be used with FREQ=%(freq)s.", name=name, freq=parts["FREQ"])
    if "BYSETPOS" in parts and not any(name.startswith("BY") and name != "BYSETPOS" for name in parts):
        raise _refused("BYSETPOS chooses among days: add BYDAY or another BY part.")
    _check_weeks(parts)
    _check_ordinals(parts)


def _check_weeks(parts: _Parts) -> None:
    """RFC 5545 leaves open, or dateutil gets wrong, what these would mean: better refused than guessed."""
    if "BYWEEKNO" not in parts:
        return
    if "BYDAY" not in parts:
        raise _refused("BYWEEKNO names a whole week: add BYDAY to say which day of it.")
    if "BYSETPOS" in parts or parts.get("WKST", "MO") != "MO":
        raise _refused("BYWEEKNO means ISO weeks here: leave out BYSETPOS and WKST.")


def _check_ordinals(parts: _Parts) -> None:
    ordinals = [abs(int(number)) for number in re.findall("[0-9]+", parts.get("BYDAY", ""))]
    if not ordinals:
        return
    if parts["FREQ"] not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts:
        raise _refused('A number before a weekday ("2TU") needs FREQ=MONTHLY or FREQ=YEARLY, and no BYWEEKNO.')
    highest = 5 if parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts else 53
    if not all(1 <= ordinal <= highest for ordinal in ordinals):
        raise _refused("The number before a weekday must be from 1 to %(highest)s.", highest=highest)


def _refused(message: str, **details: object) -> InvalidInputError:
    return InvalidInputError(message, field="rrule", **details)
