"""Recurrence rules worked out day by day from the words of RFC 5545, section 3.3.10: slow, and with nothing shared.

Every day is looked up in lists: the days of its month, its year and its week-numbering year. Nothing is computed by a
formula that the code under test might share.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

NAMES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
# The parts that say which day it is; without any of them, the start does.
DAY_PARTS = ("BYDAY", "BYMONTHDAY", "BYYEARDAY")


@dataclass(frozen=True)
class Week:
    """A week: the year that has most of its days, its number there, and how many weeks that year has."""

    year: int
    number: int
    of: int


def expected_days(rule: str, start: date, last: date) -> list[date]:
    """The days of the rule from `start` to `last`, both included."""
    parts = dict(part.split("=") for part in rule.split(";"))
    periods = _sets(_with_what_start_says(parts, start), start, last)
    days = [day for days in periods[:: int(parts.get("INTERVAL", "1"))] for day in days if day >= start]
    if "COUNT" in parts:
        days = days[: int(parts["COUNT"])]
    if "UNTIL" in parts:
        days = [day for day in days if day.strftime("%Y%m%d") <= parts["UNTIL"][:8]]
    return [day for day in days if day <= last]


def _with_what_start_says(parts: dict[str, str], start: date) -> dict[str, str]:
    if parts["FREQ"] == "DAILY" or any(name in parts for name in DAY_PARTS):
        return parts
    if parts["FREQ"] == "WEEKLY" or "BYWEEKNO" in parts:
        return {**parts, "BYDAY": NAMES[start.weekday()]}
    if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts:
        return {**parts, "BYMONTH": str(start.month), "BYMONTHDAY": str(start.day)}
    return {**parts, "BYMONTHDAY": str(start.day)}


def _sets(parts: dict[str, str], start: date, last: date) -> list[list[date]]:
    """What each period gives, from the one that holds `start`, the empty ones included."""
    week_start = NAMES.index(parts.get("WKST", "MO"))
    periods: dict[object, list[date]] = {}
    # Four hundred days before and after hold the whole of the first and of the last period.
    for day in _every_day(start - timedelta(days=400), last + timedelta(days=400)):
        days = periods.setdefault(_period(parts, day, week_start), [])
        if _is_in(parts, day, week_start):
            days.append(day)
    chosen = [_at_positions(days, parts) for days in periods.values()]
    return chosen[list(periods).index(_period(parts, start, week_start)) :]


def _period(parts: dict[str, str], day: date, week_start: int) -> object:
    if parts["FREQ"] == "YEARLY":
        return _week(day, week_start).year if "BYWEEKNO" in parts else day.year
    if parts["FREQ"] == "MONTHLY":
        return (day.year, day.month)
    if parts["FREQ"] == "WEEKLY":
        return next(day - timedelta(days=n) for n in range(7) if (day - timedelta(days=n)).weekday() == week_start)
    return day


def _is_in(parts: dict[str, str], day: date, week_start: int) -> bool:
    if "BYMONTH" in parts and day.month not in _numbers(parts["BYMONTH"]):
        return False
    if "BYWEEKNO" in parts:
        week = _week(day, week_start)
        if not {week.number, week.number - week.of - 1} & _numbers(parts["BYWEEKNO"]):
            return False
    if "BYYEARDAY" in parts and not _places(day, _days_of_year(day.year)) & _numbers(parts["BYYEARDAY"]):
        return False
    month = _days_of_month(day.year, day.month)
    if "BYMONTHDAY" in parts and not _places(day, month) & _numbers(parts["BYMONTHDAY"]):
        return False
    return "BYDAY" not in parts or any(_is_weekday(parts, text, day) for text in parts["BYDAY"].split(","))


def _is_weekday(parts: dict[str, str], text: str, day: date) -> bool:
    if NAMES[day.weekday()] != text[-2:]:
        return False
    if text[:-2] == "":
        return True
    in_month = parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts
    within = _days_of_month(day.year, day.month) if in_month else _days_of_year(day.year)
    return int(text[:-2]) in _places(day, [other for other in within if other.weekday() == day.weekday()])


def _at_positions(days: list[date], parts: dict[str, str]) -> list[date]:
    if "BYSETPOS" not in parts:
        return days
    return [day for day in days if _places(day, days) & _numbers(parts["BYSETPOS"])]


def _places(day: date, days: list[date]) -> set[int]:
    """Where `day` stands among `days`, counted from 1, and from -1 backwards."""
    place = days.index(day)
    return {place + 1, place - len(days)}


@cache
def _numbers(text: str) -> set[int]:
    return {int(number) for number in text.split(",")}


@cache
def _days_of_year(year: int) -> list[date]:
    return list(_every_day(date(year, 1, 1), date(year, 12, 31)))


@cache
def _days_of_month(year: int, month: int) -> list[date]:
    return [day for day in _days_of_year(year) if day.month == month]


def _week(day: date, week_start: int) -> Week:
    return _weeks(day.year, week_start)[day]


@cache
def _weeks(year: int, week_start: int) -> dict[date, Week]:
    """The week of each day of the year: weeks are laid out from the year before to the year after, and counted."""
    days = list(_every_day(date(year - 2, 12, 1), date(year + 2, 1, 31)))
    while days[0].weekday() != week_start:
        days.pop(0)
    weeks = [days[begin : begin + 7] for begin in range(0, len(days) - 6, 7)]
    owners = [Counter(day.year for day in week).most_common(1)[0][0] for week in weeks]
    counts = Counter(owners)
    return {
        day: Week(owner, owners[: place + 1].count(owner), counts[owner])
        for place, (owner, week) in enumerate(zip(owners, weeks, strict=True))
        for day in week
        if day.year == year
    }


def _every_day(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=later) for later in range((last - first).days + 1))
