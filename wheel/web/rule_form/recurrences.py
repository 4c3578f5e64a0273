"""The rule form's recurrences: weeks, months and years by simple controls, anything else as the text of an RRULE.

"Every so many" is counted from the period that holds `start`. Even and odd weeks are weeks of the ISO year, so that
they stay so across a week 53.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from wheel.core.recurrence_parts import RecurrenceParts, read_parts
from wheel.core.recurrence_sets import completed_from
from wheel.core.rules import RecurrenceRule
from wheel.core.sentences.everyday import (
    AlternateWeeks,
    Everyday,
    MonthlyDays,
    MonthlyWeekdays,
    Weekly,
    YearlyDay,
    YearlyWeekdays,
    everyday,
)
from wheel.errors import InvalidInputError
from wheel.web.plan_forms import day_field
from wheel.web.rule_form.dates import days_field, filled_days
from wheel.web.rule_form.parts import (
    MONTHS,
    WEEKDAYS,
    Filled,
    Form,
    choice_field,
    day_and_month,
    every_years_field,
    filled_day,
    length_field,
    number_field,
    ticked,
    ticks,
)

NTH = {"1": 1, "2": 2, "3": 3, "4": 4, "last": -1}
_NTH_KEYS = {number: key for key, number in NTH.items()}
DAYS_OF_MONTH = {**{str(day): day for day in range(1, 32)}, "last": -1}
MOST_WEEKS_BETWEEN = 52
WEEKS = ("every", "even", "odd", "spaced")


def read_recurrence(kind: str, form: Form) -> RecurrenceRule:
    """The rule that the controls of that kind say."""
    rrule = form.get("rrule", "").strip() if kind == "advanced" else _SHAPES[kind](form).rrule
    start = day_field(form, "start", "Choose the day from which the rule counts.")
    length, added, left_out = length_field(form), days_field(form, "added"), days_field(form, "left_out")
    try:
        return RecurrenceRule(_as_written(form, rrule, start), start, length, added, left_out)
    except InvalidInputError as error:
        if error.field != "rrule" or kind == "advanced":
            raise
        raise InvalidInputError(
            "These choices never give a day: check them against each other.", field=_MAIN_FIELDS[kind]
        ) from error


def _as_written(form: Form, rrule: str, start: date) -> str:
    """The rule's text as it was written before, where that means the same."""
    written = form.get("rrule", "")
    try:
        return written if written and _meaning(written, start) == _meaning(rrule, start) else rrule
    except InvalidInputError:
        return rrule


def _meaning(rrule: str, start: date) -> RecurrenceParts:
    return completed_from(read_parts(rrule), start)


def fill_recurrence(rule: RecurrenceRule) -> Filled:
    """The form for the rule: in the controls that say it, else as its text."""
    shared = {
        "rrule": rule.rrule,
        "start": rule.start.isoformat(),
        "length_days": str(rule.length_days),
        "added": filled_days(rule.added),
        "left_out": filled_days(rule.left_out),
    }
    shape = everyday(rule.rrule, rule.start)
    filled = shared | _filled(shape) if shape else {}
    return filled if _says(filled, rule) else {"rule_kind": "advanced"} | shared


def _says(filled: Filled, rule: RecurrenceRule) -> bool:
    try:
        return bool(filled) and read_recurrence(filled["rule_kind"], filled) == rule
    except InvalidInputError:
        return False


def _filled(shape: Everyday) -> Filled:
    match shape:
        case Weekly(weekdays, interval):
            weeks = {"weekly_weeks": "every"}
            if interval > 1:
                weeks = {"weekly_weeks": "spaced", "weekly_every": str(interval)}
            return {"rule_kind": "weekly"} | ticked("weekly_on", weekdays) | weeks
        case AlternateWeeks(weekdays, is_even):
            weeks = {"weekly_weeks": "even" if is_even else "odd"}
            return {"rule_kind": "weekly"} | ticked("weekly_on", weekdays) | weeks
        case MonthlyWeekdays(nths, months):
            keys = [_NTH_KEYS.get(nth, "") for nth, _ in nths]
            nth = {"rule_kind": "nth", "nth_weekday": str(nths[0][1])} | ticked("nth", keys)
            return nth | ticked("nth_month", months or MONTHS)
        case MonthlyDays(days, months):
            day = {"rule_kind": "monthly_day", "day_of_month": "last" if days[0] == -1 else str(days[0])}
            return day | ticked("day_month", months or MONTHS)
        case YearlyDay(month, number, interval):
            return {"rule_kind": "yearly_date", "every_years": str(interval)} | filled_day("date", month, number)
        case YearlyWeekdays(nths, month, interval):
            ordinal, weekday = nths[0]
            nth = {"year_nth": _NTH_KEYS.get(ordinal, ""), "year_weekday": str(weekday), "year_month": str(month)}
            return {"rule_kind": "yearly_weekday", "every_years": str(interval)} | nth


def _weekly(form: Form) -> Weekly | AlternateWeeks:
    weekdays = tuple(map(int, ticks(form, "weekly_on", WEEKDAYS)))
    if not weekdays:
        raise InvalidInputError("Choose at least one weekday.", field="weekly_on")
    weeks = choice_field(form, "weekly_weeks", {key: key for key in WEEKS})
    match weeks:
        case "every":
            return Weekly(weekdays)
        case "spaced":
            return Weekly(weekdays, number_field(form, "weekly_every", 1, MOST_WEEKS_BETWEEN))
        case _:
            return AlternateWeeks(weekdays, is_even=weeks == "even")


def _nth(form: Form) -> MonthlyWeekdays:
    chosen = ticks(form, "nth", NTH)
    if not chosen:
        raise InvalidInputError("Choose which of them in the month: the first, the second …", field="nth")
    weekday = choice_field(form, "nth_weekday", WEEKDAYS)
    return MonthlyWeekdays(tuple((NTH[key], weekday) for key in chosen), _months(form, "nth_month"))


def _monthly_day(form: Form) -> MonthlyDays:
    return MonthlyDays((choice_field(form, "day_of_month", DAYS_OF_MONTH),), _months(form, "day_month"))


def _yearly_date(form: Form) -> YearlyDay:
    return YearlyDay(*day_and_month(form, "date"), every_years_field(form))


def _yearly_weekday(form: Form) -> YearlyWeekdays:
    nth, weekday = choice_field(form, "year_nth", NTH), choice_field(form, "year_weekday", WEEKDAYS)
    return YearlyWeekdays(((nth, weekday),), choice_field(form, "year_month", MONTHS), every_years_field(form))


def _months(form: Form, name: str) -> tuple[int, ...]:
    """The months that are ticked; none for all of them."""
    chosen = ticks(form, name, MONTHS)
    if not chosen:
        raise InvalidInputError("Choose at least one month.", field=name)
    return () if len(chosen) == len(MONTHS) else tuple(map(int, chosen))


_SHAPES: Mapping[str, Callable[[Form], Everyday]] = {
    "weekly": _weekly,
    "nth": _nth,
    "monthly_day": _monthly_day,
    "yearly_date": _yearly_date,
    "yearly_weekday": _yearly_weekday,
}
_MAIN_FIELDS = {
    "weekly": "weekly_on",
    "nth": "nth",
    "monthly_day": "day_of_month",
    "yearly_date": "date_day",
    "yearly_weekday": "year_nth",
}
RECURRENCES = (*_SHAPES, "advanced")
