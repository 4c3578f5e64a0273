"""The rule form's other exact rules: a list of dates, a weekday of an ISO week, the same days every year, Easter."""

from __future__ import annotations

from wheel.core.rules import DateList, EasterOffset, IsoWeekday, YearlySpan
from wheel.core.year_days import WithoutWeek53
from wheel.web.rule_form.dates import filled_spans, spans_field
from wheel.web.rule_form.parts import (
    WEEKDAYS,
    Filled,
    Form,
    choice_field,
    day_and_month,
    filled_day,
    filled_years,
    length_field,
    number_field,
    numbers,
    years_field,
)

_LAST_WEEK = 53
WEEKS = numbers(1, _LAST_WEEK)
WITHOUT_WEEK_53: dict[str, WithoutWeek53] = {"skip": "skip", "last": "last"}
EASTER_SIDES = {"before": -1, "after": 1}
# How far from Easter Sunday a day of the same year may lie, by the rule itself.
_MOST_FROM_EASTER = {-1: 80, 1: 200}


def read_dates(form: Form) -> DateList:
    return DateList(spans_field(form, "dates"))


def fill_dates(rule: DateList) -> Filled:
    return {"rule_kind": "dates", "dates": filled_spans(rule.spans)}


def read_iso_week(form: Form) -> IsoWeekday:
    week = choice_field(form, "week", WEEKS)
    without_week_53 = choice_field(form, "without_week_53", WITHOUT_WEEK_53)
    return IsoWeekday(
        week=week,
        weekday=choice_field(form, "week_weekday", WEEKDAYS),
        length_days=length_field(form),
        without_week_53=without_week_53 if week == _LAST_WEEK else "skip",
        years=years_field(form),
    )


def fill_iso_week(rule: IsoWeekday) -> Filled:
    return {
        "rule_kind": "iso_week",
        "week": str(rule.week),
        "week_weekday": str(rule.weekday),
        "length_days": str(rule.length_days),
        "without_week_53": rule.without_week_53,
    } | filled_years(rule.years)


def read_yearly_span(form: Form) -> YearlySpan:
    first, last = day_and_month(form, "first"), day_and_month(form, "last")
    return YearlySpan(*first, *last, years=years_field(form))


def fill_yearly_span(rule: YearlySpan) -> Filled:
    first = filled_day("first", rule.first_month, rule.first_day)
    last = filled_day("last", rule.last_month, rule.last_day)
    return {"rule_kind": "yearly_span"} | first | last | filled_years(rule.years)


def read_easter(form: Form) -> EasterOffset:
    side = choice_field(form, "easter_side", EASTER_SIDES)
    days = number_field(form, "easter_days", 0, _MOST_FROM_EASTER[side])
    return EasterOffset(side * days, length_field(form), years_field(form))


def fill_easter(rule: EasterOffset) -> Filled:
    return {
        "rule_kind": "easter",
        "easter_days": str(abs(rule.days)),
        "easter_side": "before" if rule.days < 0 else "after",
        "length_days": str(rule.length_days),
    } | filled_years(rule.years)
