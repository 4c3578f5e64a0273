"""Rules as JSON documents and back: what the export, the import and the database keep of a rule.

Dates are ISO 8601, `first` and `last` both included ("09-15" for a day of every year); what has its usual value is
left out. `rule_schema.RULE_SCHEMA` describes the documents; what only the rule itself can tell is checked when it is
made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wheel.core.claims import CountRule
from wheel.core.counted_rule_documents import (
    counted_rule_document,
    read_count,
    read_relative,
    read_school_holiday,
    read_term,
)
from wheel.core.dates import DateSpan
from wheel.core.document_fields import (
    Fields,
    a_date,
    a_list_of,
    a_month_day,
    a_text,
    a_whole_number,
    one_of,
    the_years,
)
from wheel.core.document_parts import Document, length_part, month_day_text, week_53_part, years_part
from wheel.core.relative import RelativeRule, SchoolHolidayRule
from wheel.core.rules import (
    DateList,
    EasterOffset,
    IsoWeekday,
    RecurrenceRule,
    Rule,
    YearlySpan,
)
from wheel.core.slots import Precision
from wheel.core.terms import TermWindow
from wheel.core.windows import Window
from wheel.core.year_days import EVERY_YEAR, DaysOfYear, IsoWeeks, WithoutWeek53
from wheel.errors import InvalidInputError

_PRECISIONS = {precision.value: precision for precision in Precision if precision is not Precision.EXACT}
_WITHOUT_WEEK_53: dict[str, WithoutWeek53] = {"skip": "skip", "last": "last"}


def rule_to_document(rule: Rule) -> Document:
    """The rule as a JSON-able object; `rule_from_document` gives an equal rule back."""
    match rule:
        case RecurrenceRule():
            return _recurrence_document(rule)
        case DateList():
            return {"kind": "dates", "dates": [_span_document(span) for span in rule.spans]}
        case IsoWeekday():
            document: Document = {"kind": "iso_weekday", "week": rule.week, "weekday": rule.weekday}
            return (
                document | length_part(rule.length_days) | week_53_part(rule.without_week_53) | years_part(rule.years)
            )
        case EasterOffset():
            return {"kind": "easter", "days": rule.days} | length_part(rule.length_days) | years_part(rule.years)
        case YearlySpan():
            days = DaysOfYear(rule.first_month, rule.first_day, rule.last_month, rule.last_day)
            return {"kind": "yearly_span"} | _window_days(days) | years_part(rule.years)
        case Window():
            named: Document = {"kind": "window", "precision": rule.precision.value, "words": rule.words}
            return named | _window_days(rule.days) | years_part(rule.years)
        case RelativeRule() | SchoolHolidayRule() | TermWindow() | CountRule():
            return counted_rule_document(rule)


def _recurrence_document(rule: RecurrenceRule) -> Document:
    document: Document = {"kind": "rrule", "rrule": rule.rrule, "start": rule.start.isoformat()}
    document |= length_part(rule.length_days)
    if rule.added:
        document["added"] = [day.isoformat() for day in rule.added]
    if rule.left_out:
        document["left_out"] = [day.isoformat() for day in rule.left_out]
    return document


def _iso_weekday_document(rule: IsoWeekday) -> Document:
    document: Document = {"kind": "iso_weekday", "week": rule.week, "weekday": rule.weekday}
    document |= length_part(rule.length_days)
    return document | week_53_part(rule.without_week_53) | years_part(rule.years)


def _span_document(span: DateSpan) -> Document:
    if span.day_count == 1:
        return {"first": span.start.isoformat()}
    return {"first": span.start.isoformat(), "last": span.last.isoformat()}


def _window_days(days: DaysOfYear | IsoWeeks) -> Document:
    if isinstance(days, IsoWeeks):
        return {"first_week": days.first, "last_week": days.last} | week_53_part(days.without_week_53)
    return {
        "first": month_day_text(days.first_month, days.first_day),
        "last": month_day_text(days.last_month, days.last_day),
    }


def rule_from_document(document: object, place: str = "") -> Rule:
    """The rule a document describes; `place` is where it stands in a larger one ("earlier[0]").

    Raises InvalidInputError, whose `field` names the key to blame, for an unknown kind or key, a missing key, a value
    of another type, or what the rule itself refuses.
    """
    fields = Fields(document, place)
    read = fields.take("kind", one_of(_READERS))
    rule = read(fields)
    fields.require_empty()
    return rule


def _recurrence(fields: Fields) -> Rule:
    dates = a_list_of(a_date)
    return RecurrenceRule(
        rrule=fields.take("rrule", a_text),
        start=fields.take("start", a_date),
        length_days=fields.take("length_days", a_whole_number, 1),
        added=fields.take("added", dates, ()),
        left_out=fields.take("left_out", dates, ()),
    )


def _date_list(fields: Fields) -> Rule:
    return DateList(fields.take("dates", a_list_of(_span)))


def _span(value: object, place: str) -> DateSpan:
    fields = Fields(value, place)
    first = fields.take("first", a_date)
    last = fields.take("last", a_date, first)
    fields.require_empty()
    if last < first:
        raise InvalidInputError("The last day must not be before the first.", field=f"{place}.last")
    return DateSpan.of_days(first, last)


def _iso_weekday(fields: Fields) -> Rule:
    return IsoWeekday(
        week=fields.take("week", a_whole_number),
        weekday=fields.take("weekday", a_whole_number),
        length_days=fields.take("length_days", a_whole_number, 1),
        without_week_53=fields.take("without_week_53", one_of(_WITHOUT_WEEK_53), "skip"),
        years=fields.take("years", the_years, EVERY_YEAR),
    )


def _easter(fields: Fields) -> Rule:
    return EasterOffset(
        days=fields.take("days", a_whole_number),
        length_days=fields.take("length_days", a_whole_number, 1),
        years=fields.take("years", the_years, EVERY_YEAR),
    )


def _yearly_span(fields: Fields) -> Rule:
    first, last = fields.take("first", a_month_day), fields.take("last", a_month_day)
    return YearlySpan(*first, *last, years=fields.take("years", the_years, EVERY_YEAR))


def _window(fields: Fields) -> Rule:
    return Window(
        precision=fields.take("precision", one_of(_PRECISIONS)),
        words=fields.take("words", a_text),
        days=_iso_weeks(fields) if "first_week" in fields else _days_of_year(fields),
        years=fields.take("years", the_years, EVERY_YEAR),
    )


def _iso_weeks(fields: Fields) -> IsoWeeks:
    return IsoWeeks(
        first=fields.take("first_week", a_whole_number),
        last=fields.take("last_week", a_whole_number),
        without_week_53=fields.take("without_week_53", one_of(_WITHOUT_WEEK_53), "skip"),
    )


def _days_of_year(fields: Fields) -> DaysOfYear:
    return DaysOfYear(*fields.take("first", a_month_day), *fields.take("last", a_month_day))


_READERS: Mapping[str, Callable[[Fields], Rule]] = {
    "rrule": _recurrence,
    "dates": _date_list,
    "iso_weekday": _iso_weekday,
    "easter": _easter,
    "yearly_span": _yearly_span,
    "window": _window,
    "relative": read_relative,
    "school_holiday": read_school_holiday,
    "term": read_term,
    "count": read_count,
}
