"""The rule form's imprecise times: a week, a month, a quarter and so on, or the beginning, middle or end of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from wheel.core.slots import Precision
from wheel.core.windows import Season, Third, Window
from wheel.core.year_days import EVERY_YEAR, Years
from wheel.web.rule_form.parts import (
    MONTHS,
    Filled,
    Form,
    choice_field,
    filled_years,
    numbers,
    words_field,
    years_field,
)

UNITS = {precision.value: precision for precision in Precision if precision is not Precision.EXACT}
SEASONS: tuple[Season, ...] = get_args(Season)
THIRDS: dict[str, Third | None] = {"whole": None, **{third: third for third in get_args(Third)}}
WEEKS = numbers(1, 53)
QUARTERS, HALVES = numbers(1, 4), numbers(1, 2)
_NUMBERED = {Precision.MONTH: MONTHS, Precision.QUARTER: QUARTERS, Precision.HALF: HALVES}
# Where a number says which one it is, the field that holds it.
_WHICH = {Precision.MONTH: "window_month", Precision.QUARTER: "window_quarter", Precision.HALF: "window_half"}


@dataclass(frozen=True)
class NamedTime:
    """What an imprecise rule names: `number` is the week, month, quarter or half, `last` the last of several weeks."""

    unit: Precision
    number: int = 0
    last: int = 0
    season: Season | None = None
    third: Third | None = None

    def window(self, words: str, years: Years = EVERY_YEAR) -> Window:
        match self.unit:
            case Precision.WEEK:
                return Window.of_week(self.number, words, self.last, years)
            case Precision.MONTH:
                return Window.of_month(self.number, words, years, self.third)
            case Precision.QUARTER:
                return Window.of_quarter(self.number, words, years, self.third)
            case Precision.HALF:
                return Window.of_half(self.number, words, years, self.third)
            case Precision.SEASON if self.season is not None:
                return Window.of_season(self.season, words, years, self.third)
            case _:
                return Window.of_year(words, years, self.third)


def read_named_time(form: Form) -> NamedTime:
    """What the controls name, without regard to words and years."""
    unit = choice_field(form, "window_unit", UNITS)
    if unit is Precision.WEEK:
        week = choice_field(form, "window_week", WEEKS)
        return NamedTime(unit, week, choice_field(form, "window_last_week", {"": week, **WEEKS}))
    third = choice_field(form, "window_third", THIRDS)
    if unit in _NUMBERED:
        return NamedTime(unit, choice_field(form, _WHICH[unit], _NUMBERED[unit]), third=third)
    season = choice_field(form, "window_season", {key: key for key in SEASONS}) if unit is Precision.SEASON else None
    return NamedTime(unit, season=season, third=third)


def read_window(form: Form) -> Window:
    named = read_named_time(form)
    return named.window(words_field(form, "window_words", "ultimo oktober"), years_field(form))


def fill_window(rule: Window) -> Filled:
    """Nothing if the controls have no name for these days."""
    named = next((named for named in _all_named() if _is_named(rule, named)), None)
    if named is None:
        return {}
    which: Filled = {_WHICH[named.unit]: str(named.number)} if named.unit in _WHICH else {}
    if named.unit is Precision.WEEK:
        last = "" if named.last == named.number else str(named.last)
        which = {"window_week": str(named.number), "window_last_week": last}
    if named.season is not None:
        which = {"window_season": named.season}
    third = {"window_third": named.third or "whole"}
    filled = {"rule_kind": "window", "window_unit": named.unit.value, "window_words": rule.words}
    return filled | which | third | filled_years(rule.years)


def _is_named(rule: Window, named: NamedTime) -> bool:
    return named.unit is rule.precision and named.window(rule.words).days == rule.days


def _all_named() -> Iterator[NamedTime]:
    for third in THIRDS.values():
        yield NamedTime(Precision.YEAR, third=third)
        yield from (NamedTime(Precision.SEASON, season=season, third=third) for season in SEASONS)
        for unit, known in _NUMBERED.items():
            yield from (NamedTime(unit, number, third=third) for number in known.values())
    yield from (NamedTime(Precision.WEEK, week, last) for week in WEEKS.values() for last in WEEKS.values())
