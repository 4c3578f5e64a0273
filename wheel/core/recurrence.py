"""Recurrence rules by RFC 5545 (section 3.3.10), whole days only: which ones are accepted, and the days they give.

The days are reckoned here, not by dateutil: its release 2.9 misplaces weeks at New Year, cuts a first week short before
BYSETPOS, finds nothing for BYDAY=MO,2TU, and looks through 8,000 years before it admits that a rule gives no day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from wheel.core.calendar import LAST_YEAR, require_known_year
from wheel.core.recurrence_parts import RecurrenceParts, read_parts, refused
from wheel.core.recurrence_sets import completed_from, sets_between, year_of_week


def check_recurrence(rule: str, start: date) -> None:
    """Raise InvalidInputError (field "rrule") unless `rule` is an RFC 5545 recurrence rule of whole days that can be
    read in one way only, and that gives a day from `start` to the end of 2100."""
    require_known_year(start.year)
    parts = read_parts(rule)
    first = next(_days(parts, start, start, date(LAST_YEAR, 12, 31)), None)
    if first is None:
        raise refused('"%(rule)s" never gives a day: check its parts against each other.', rule=rule)
    if first != start:
        _check_first_year(parts, start)


def recurrence_days(rule: str, start: date, year: int) -> tuple[date, ...]:
    """The days of a checked rule that fall in `year`, in order; `start` and `year` are from 1900 to 2100.

    `start` need not match the rule, unlike a DTSTART: the first day is the first one on or after it that does, and
    COUNT counts from there. UNTIL is inclusive; the date written in it counts, whatever its time of day. INTERVAL
    counts from the period that holds `start`, and BYSETPOS chooses in whole periods, the first one included.

    What the rule leaves out is taken from `start` (its month, day of the month or weekday). Where RFC 5545 can be read
    in several ways, RFC 8984 (section 4.3.3.1) is followed: a day must satisfy every BY part, and BYWEEKNO alone means
    the weekday of `start` in that week. With BYWEEKNO the year is the one that numbers the weeks, as in libical and
    Ical.Net: Monday 29 December 2025 is in week 1 of 2026, so in the set of 2026. Week 1 is the first that begins on
    WKST and has at least four days in the year. Raises InvalidInputError for other rules and years.
    """
    require_known_year(start.year)
    require_known_year(year)
    return tuple(_days(read_parts(rule), start, date(year, 1, 1), date(year, 12, 31)))


def _check_first_year(parts: RecurrenceParts, start: date) -> None:
    """Every other year from Friday 1 January 2027, in week 53 of 2026: from 2027, as libical counts, or from 2026?"""
    year = year_of_week(start, parts.week_start)
    if parts.weeks and parts.interval > 1 and year != start.year:
        raise refused(
            "%(start)s is in a week of %(year)s, so INTERVAL could count from either year: choose another first day.",
            start=start,
            year=year,
        )


def _days(parts: RecurrenceParts, start: date, first: date, last: date) -> Iterator[date]:
    """The days of the rule from `first` to `last`, both included."""
    if parts.until is not None:
        last = min(last, parts.until)
    # Only COUNT makes the days before `first` matter: other rules begin in the period that holds it.
    begin = start if parts.count is not None else max(start, first)
    if last < begin:
        return iter(())
    sets = sets_between(completed_from(parts, start), start, begin, last)
    days = islice((day for one_set in sets for day in one_set if begin <= day <= last), parts.count)
    return (day for day in days if day >= first)
