"""How fixed dates, days that come back every year, and counts without dates are said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wheel.core.claims import CountRule
from wheel.core.rules import DateList, EasterOffset, IsoWeekday, YearlySpan
from wheel.core.sentences.days import DAY_OF_YEAR, SPAN, WHICH_YEARS, days_between, ends_of
from wheel.core.sentences.forms import Choice, Phrase, Row, Unless, fixed
from wheel.core.sentences.tokens import WEEKDAY, Number, listed
from wheel.core.sentences.wording import later
from wheel.core.year_days import DaysOfYear, Years

DATES = Choice(
    Row("%(spans)s", DateList, spans=listed(SPAN)),
    fixed(later("no date yet"), DateList(())),
)

_WEEK = Number(0, 999)
_LAST_WEEK = 53
_USUAL: object = "skip"
ELSE_LAST_WEEK = Unless(_USUAL, fixed(later(", else in the year's last week"), "last"))
"""What happens in a year without week 53."""


def _only_week_53(weekday: int, week: int, without_week_53: Any) -> IsoWeekday | None:
    is_meant = without_week_53 == _USUAL or week == _LAST_WEEK
    return IsoWeekday(week, weekday, without_week_53=without_week_53) if is_meant else None


def _week_parts(rule: Any) -> Mapping[str, object] | None:
    if not isinstance(rule, IsoWeekday):
        return None
    return {"weekday": rule.weekday, "week": rule.week, "without_week_53": rule.without_week_53}


ISO_WEEKDAY = Phrase(
    later("%(weekday)s of week %(week)s%(without_week_53)s"),
    _only_week_53,
    _week_parts,
    weekday=WEEKDAY,
    week=_WEEK,
    without_week_53=ELSE_LAST_WEEK,
)


def _easter(sign: int) -> Any:
    return lambda rule: {"days": sign * rule.days} if isinstance(rule, EasterOffset) and sign * rule.days > 1 else None


_DAYS = Number(2, 999)
EASTER = Choice(
    fixed(later("Easter Sunday"), EasterOffset(0)),
    fixed(later("the day before Easter Sunday"), EasterOffset(-1)),
    fixed(later("the day after Easter Sunday"), EasterOffset(1)),
    Phrase(later("%(days)s days before Easter Sunday"), lambda days: EasterOffset(-days), _easter(-1), days=_DAYS),
    Phrase(later("%(days)s days after Easter Sunday"), EasterOffset, _easter(1), days=_DAYS),
)


def _yearly(years: Years, first: tuple[int, int], last: tuple[int, int]) -> YearlySpan:
    days = days_between(first, last)
    return YearlySpan(days.first_month, days.first_day, days.last_month, days.last_day, years)


def _yearly_parts(rule: Any) -> Mapping[str, object] | None:
    if not isinstance(rule, YearlySpan):
        return None
    days = DaysOfYear(rule.first_month, rule.first_day, rule.last_month, rule.last_day)
    return {"years": rule.years, **ends_of(days)}


def _one_day(rule: Any) -> Mapping[str, object] | None:
    parts = _yearly_parts(rule)
    return {"years": parts["years"], "day": parts["first"]} if parts and parts["first"] == parts["last"] else None


YEARLY_SPAN = Choice(
    Phrase(
        later("%(years)s on %(day)s"),
        lambda years, day: _yearly(years, day, day),
        _one_day,
        years=WHICH_YEARS,
        day=DAY_OF_YEAR,
    ),
    Phrase(
        later("%(years)s from %(first)s to %(last)s"),
        _yearly,
        _yearly_parts,
        years=WHICH_YEARS,
        first=DAY_OF_YEAR,
        last=DAY_OF_YEAR,
    ),
)

_TIMES = Number(1, 9999)


def _exactly(rule: Any) -> Mapping[str, object] | None:
    return {"times": rule.at_least} if isinstance(rule, CountRule) and rule.at_least == rule.at_most else None


COUNT = Choice(
    fixed(later("once a year"), CountRule(1, 1)),
    fixed(later("at least once a year"), CountRule(1)),
    Phrase(later("%(times)s times a year"), lambda times: CountRule(times, times), _exactly, times=_TIMES),
    Phrase(later("at least %(at_least)s times a year"), CountRule, at_least=_TIMES),
    Phrase(later("%(at_least)s-%(at_most)s times a year"), CountRule, at_least=_TIMES, at_most=_TIMES),
)
