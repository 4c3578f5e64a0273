"""The rule form's rules that count from something else, or count without dates."""

from __future__ import annotations

from wheel.core.claims import MOST_A_YEAR, CountRule
from wheel.core.relative import (
    MOST_NTH,
    MOST_OF,
    MOST_WEEKS,
    SIDES,
    EveryNth,
    FirstAfter,
    Offset,
    RelativeRule,
    SchoolHolidayRule,
    Side,
    Unit,
    WeekdayOffset,
)
from wheel.core.terms import TermPart, TermWindow
from wheel.errors import InvalidInputError
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
    words_field,
    years_field,
)

SIDE_CHOICES: dict[str, Side] = {side: side for side in SIDES}
UNITS = {unit.value: unit for unit in Unit}
COUNTINGS = ("count", "weekday")
CHOICES = ("each", "nth", "first_after")
TERM_PARTS = {part.value: part for part in TermPart}
_USUAL_WEEKS = 2


def read_relative(form: Form) -> RelativeRule:
    series = form.get("series", "")
    if not series:
        raise InvalidInputError("Choose the series to count from.", field="series")
    return RelativeRule(series, _offset(form), _choice(form), length_field(form), years_field(form))


def _offset(form: Form) -> Offset | WeekdayOffset:
    side = choice_field(form, "relative_side", SIDE_CHOICES)
    if choice_field(form, "relative_by", {key: key for key in COUNTINGS}) == "weekday":
        return WeekdayOffset(choice_field(form, "relative_weekday", WEEKDAYS), side)
    unit = choice_field(form, "relative_unit", UNITS)
    return Offset(number_field(form, "relative_count", 0 if unit is Unit.DAYS else 1, MOST_OF[unit]), unit, side)


def _choice(form: Form) -> EveryNth | FirstAfter:
    match choice_field(form, "relative_choice", {key: key for key in CHOICES}):
        case "first_after":
            return FirstAfter(*day_and_month(form, "after"))
        case "nth":
            return EveryNth(number_field(form, "relative_nth", 1, MOST_NTH))
        case _:
            return EveryNth()


def fill_relative(rule: RelativeRule) -> Filled:
    filled = {"rule_kind": "relative", "series": rule.series, "length_days": str(rule.length_days)}
    match rule.offset:
        case WeekdayOffset(weekday, side):
            filled |= {"relative_by": "weekday", "relative_weekday": str(weekday), "relative_side": side}
        case Offset(count, unit, side):
            filled |= {"relative_by": "count", "relative_count": str(count), "relative_unit": unit.value}
            filled |= {"relative_side": side}
    match rule.choice:
        case FirstAfter(month, day):
            filled |= {"relative_choice": "first_after"} | filled_day("after", month, day)
        case EveryNth(nth) if nth > 1:
            filled |= {"relative_choice": "nth", "relative_nth": str(nth)}
        case EveryNth():
            filled |= {"relative_choice": "each"}
    return filled | filled_years(rule.years)


def read_school_holiday(form: Form) -> SchoolHolidayRule:
    holiday = form.get("holiday", "")
    if not holiday.strip():
        raise InvalidInputError("Choose the school holiday to count from.", field="holiday")
    side = choice_field(form, "holiday_side", SIDE_CHOICES)
    if choice_field(form, "holiday_as", {"weeks": "weeks", "weekday": "weekday"}) == "weekday":
        weekday = choice_field(form, "holiday_weekday", WEEKDAYS)
        return SchoolHolidayRule(holiday, side, weekday=weekday, years=years_field(form))
    weeks = number_field(form, "holiday_weeks", 1, MOST_WEEKS)
    words = words_field(form, "holiday_words", "efter sommerferien")
    return SchoolHolidayRule(holiday, side, weeks, words, years=years_field(form))


def fill_school_holiday(rule: SchoolHolidayRule) -> Filled:
    filled = {"rule_kind": "school_holiday", "holiday": rule.holiday, "holiday_side": rule.side}
    if rule.weekday is not None:
        filled |= {"holiday_as": "weekday", "holiday_weekday": str(rule.weekday), "holiday_weeks": str(_USUAL_WEEKS)}
    else:
        filled |= {"holiday_as": "weeks", "holiday_weeks": str(rule.weeks), "holiday_words": rule.words}
    return filled | filled_years(rule.years)


def read_term(form: Form) -> TermWindow:
    part = choice_field(form, "term_part", TERM_PARTS)
    return TermWindow(part, words_field(form, "term_words", "midtvejs i valgperioden"))


def fill_term(rule: TermWindow) -> Filled:
    return {"rule_kind": "term", "term_part": rule.part.value, "term_words": rule.words}


def read_count(form: Form) -> CountRule:
    least = number_field(form, "at_least", 1, MOST_A_YEAR)
    has_most = bool(form.get("at_most", "").strip())
    most = number_field(form, "at_most", least, MOST_A_YEAR) if has_most else None
    return CountRule(least, most, years_field(form))


def fill_count(rule: CountRule) -> Filled:
    most = "" if rule.at_most is None else str(rule.at_most)
    return {"rule_kind": "count", "at_least": str(rule.at_least), "at_most": most} | filled_years(rule.years)
