"""How the shapes of everyday recurrence rules are said: by weeks, by months, by years."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from typing import Any

from wheel.core.sentences.days import EXACT_DAY_OF_YEAR, HOW_OFTEN
from wheel.core.sentences.everyday import (
    AlternateWeeks,
    Everyday,
    MonthlyDays,
    MonthlyWeekdays,
    Nth,
    Weekly,
    YearlyDay,
    YearlyWeekdays,
    days_in_order,
    in_order,
)
from wheel.core.sentences.forms import Choice, Form, Phrase, Row, fixed
from wheel.core.sentences.tokens import MONTH, NTH, WEEKDAY, listed, only_one
from wheel.core.sentences.wording import later

_COMMON_YEAR = 2023
_FIFTH = 5

_WEEKDAYS = listed(WEEKDAY)
_MONTHS = listed(MONTH)


def _in_week_order(weekdays: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(weekdays)))


def _weekly(message: str, interval: int | None, **places: Form) -> Phrase:
    """A phrase for every so many weeks; without `interval` the number is one of its places."""

    def make(weekdays: tuple[int, ...], nth: int = interval or 1) -> Weekly:
        return Weekly(_in_week_order(weekdays), nth)

    def take(shape: Any) -> Mapping[str, object] | None:
        if not isinstance(shape, Weekly) or (interval is None and shape.interval == 1):
            return None
        return {"weekdays": shape.weekdays} | ({} if interval else {"nth": shape.interval})

    return Phrase(message, make, take, **places)


def _alternate(message: str, *, is_even: bool) -> Phrase:
    return Phrase(
        message,
        lambda weekdays: AlternateWeeks(_in_week_order(weekdays), is_even),
        lambda shape: {"weekdays": shape.weekdays} if isinstance(shape, AlternateWeeks) else None,
        weekdays=_WEEKDAYS,
    )


_BY_WEEK = Choice(
    _weekly(later("every %(weekdays)s"), 1, weekdays=_WEEKDAYS),
    _weekly(later("every other %(weekdays)s"), 2, weekdays=only_one(WEEKDAY)),
    _weekly(later("%(weekdays)s every other week"), 2, weekdays=_WEEKDAYS),
    _weekly(later("%(weekdays)s every %(nth)s week"), None, weekdays=_WEEKDAYS, nth=NTH),
    _alternate(later("%(weekdays)s in even weeks"), is_even=True),
    _alternate(later("%(weekdays)s in odd weeks"), is_even=False),
)

ORDINAL = Choice(
    fixed(later("first"), 1),
    fixed(later("second"), 2),
    fixed(later("third"), 3),
    fixed(later("fourth"), 4),
    fixed(later("fifth"), 5),
    fixed(later("last but one"), -2),
    fixed(later("last"), -1),
)


def _of_one_weekday(ordinals: tuple[int, ...], weekday: int) -> tuple[Nth, ...]:
    return in_order({(ordinal, weekday) for ordinal in ordinals})


def _one_weekday(nths: tuple[Nth, ...]) -> Mapping[str, object] | None:
    weekdays = {weekday for _, weekday in nths}
    return {"ordinals": tuple(nth for nth, _ in nths), "weekday": weekdays.pop()} if len(weekdays) == 1 else None


_SAME_WEEKDAY = Phrase(
    later("the %(ordinals)s %(weekday)s"), _of_one_weekday, _one_weekday, ordinals=listed(ORDINAL), weekday=WEEKDAY
)
_NTHS = Choice(
    _SAME_WEEKDAY,
    Row(
        "%(nths)s",
        lambda nths: in_order({nth for some in nths for nth in some}),
        lambda nths: {"nths": tuple((nth,) for nth in nths)},
        nths=listed(_SAME_WEEKDAY),
    ),
)
_DAY = Choice(
    Phrase(later("the %(nth)s"), lambda nth: nth, lambda day: {"nth": day} if day > 0 else None, nth=NTH),
    fixed(later("the last day"), -1),
)
_DAYS = Row("%(days)s", lambda days: days_in_order(set(days)), lambda days: {"days": days}, days=listed(_DAY))

# In which months is (the months, every so many of them).
_EVERY_MONTH: tuple[int, ...] = ()
_NTH_MONTH = later("of every %(nth)s month")
_NTH_OF_MONTHS = later("of %(months)s, but only every %(nth)s month")


_MOST_EXCEPT = 3


def _all_but(months: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(month for month in range(1, 13) if month not in months)


def _except(when: tuple[tuple[int, ...], int]) -> Mapping[str, object] | None:
    others = _all_but(when[0])
    return {"months": others} if 1 <= len(others) <= _MOST_EXCEPT else None


def _ascending(months: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(months)))


_WHEN = Choice(
    fixed(later("of every month"), (_EVERY_MONTH, 1)),
    fixed(later("of every other month"), (_EVERY_MONTH, 2)),
    Phrase(
        _NTH_MONTH,
        lambda nth: (_EVERY_MONTH, nth),
        lambda when: {"nth": when[1]} if not when[0] else None,
        nth=NTH,
    ),
    Phrase(
        later("of every month except %(months)s"),
        lambda months: (_all_but(months), 1) if _all_but(months) else None,
        _except,
        months=_MONTHS,
    ),
    Phrase(
        later("of %(months)s"),
        lambda months: (_ascending(months), 1),
        lambda when: {"months": when[0]} if when[0] else None,
        months=_MONTHS,
    ),
    Phrase(
        later("of %(months)s, but only every other month"),
        lambda months: (_ascending(months), 2),
        lambda when: {"months": when[0]} if when[0] else None,
        months=_MONTHS,
    ),
    Phrase(
        _NTH_OF_MONTHS,
        lambda months, nth: (_ascending(months), nth),
        lambda when: {"months": when[0], "nth": when[1]} if when[0] else None,
        months=_MONTHS,
        nth=NTH,
    ),
)
_BY_MONTH = Choice(
    Row(
        "%(nths)s %(when)s",
        lambda nths, when: MonthlyWeekdays(nths, *when),
        lambda shape: (
            {"nths": shape.nths, "when": (shape.months, shape.interval)} if isinstance(shape, MonthlyWeekdays) else None
        ),
        nths=_NTHS,
        when=_WHEN,
    ),
    Row(
        "%(days)s %(when)s",
        lambda days, when: MonthlyDays(days, *when),
        lambda shape: (
            {"days": shape.days, "when": (shape.months, shape.interval)} if isinstance(shape, MonthlyDays) else None
        ),
        days=_DAYS,
        when=_WHEN,
    ),
)


def _last_of_month(interval: int, month: int) -> YearlyDay:
    return YearlyDay(month, -1, interval)


def _day_of_month(interval: int, day: tuple[int, int]) -> YearlyDay:
    return YearlyDay(*day, interval)


def _yearly_day(shape: Any) -> Mapping[str, object] | None:
    if not isinstance(shape, YearlyDay) or shape.day < 0:
        return None
    return {"interval": shape.interval, "day": (shape.month, shape.day)}


_BY_YEAR = Choice(
    Phrase(later("%(nths)s of %(month)s %(interval)s"), YearlyWeekdays, nths=_NTHS, month=MONTH, interval=HOW_OFTEN),
    Phrase(later("%(interval)s on %(day)s"), _day_of_month, _yearly_day, interval=HOW_OFTEN, day=EXACT_DAY_OF_YEAR),
    Phrase(
        later("%(interval)s on the last day of %(month)s"),
        _last_of_month,
        lambda shape: {"interval": shape.interval, "month": shape.month} if isinstance(shape, YearlyDay) else None,
        interval=HOW_OFTEN,
        month=MONTH,
    ),
)
_ANY_SHAPE = Choice(_BY_WEEK, _BY_MONTH, _BY_YEAR)
SHAPE = Choice(
    Phrase(
        later("%(shape)s (where there is one)"),
        lambda shape: shape,
        lambda shape: {"shape": shape} if _may_be_missing(shape) else None,
        shape=_ANY_SHAPE,
    ),
    _ANY_SHAPE,
)


def _may_be_missing(shape: Everyday) -> bool:
    """Whether some of its months lack one of its days."""
    match shape:
        case MonthlyWeekdays() | YearlyWeekdays():
            return any(nth == _FIFTH for nth, _ in shape.nths)
        case MonthlyDays():
            return max(shape.days) > min(_length(month) for month in shape.months or range(1, 13))
        case YearlyDay():
            return shape.day > _length(shape.month)
        case _:
            return False


def _length(month: int) -> int:
    return monthrange(_COMMON_YEAR, month)[1]
