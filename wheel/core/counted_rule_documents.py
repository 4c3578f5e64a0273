"""The documents of rules that count from something else, or count without dates: see `rule_documents`."""

from __future__ import annotations

from wheel.core.claims import CountRule
from wheel.core.document_fields import Fields, a_month_day, a_text, a_whole_number, one_of, the_years
from wheel.core.document_parts import Document, known_part, length_part, month_day_text, years_part
from wheel.core.relative import (
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
from wheel.core.year_days import EVERY_YEAR
from wheel.errors import InvalidInputError

CountedRule = RelativeRule | SchoolHolidayRule | TermWindow | CountRule

_SIDES: dict[str, Side] = {"before": "before", "after": "after"}
_UNITS = {unit.value: unit for unit in Unit}
_PARTS = {part.value: part for part in TermPart}
_USUAL_WEEKS = 2


def counted_rule_document(rule: CountedRule) -> Document:
    match rule:
        case RelativeRule():
            return _relative_document(rule)
        case SchoolHolidayRule():
            return _school_holiday_document(rule)
        case TermWindow(part, words):
            return {"kind": "term", "part": part.value, "words": words}
        case CountRule(at_least, at_most, years):
            return {"kind": "count", **known_part({"at_least": at_least, "at_most": at_most})} | years_part(years)


def _relative_document(rule: RelativeRule) -> Document:
    document: Document = {"kind": "relative", "series": rule.series, "offset": _offset_document(rule.offset)}
    match rule.choice:
        case FirstAfter(month, day):
            document["first_after"] = month_day_text(month, day)
        case EveryNth(nth) if nth > 1:
            document["every_nth"] = nth
    return document | length_part(rule.length_days) | years_part(rule.years)


def _offset_document(offset: Offset | WeekdayOffset) -> Document:
    match offset:
        case Offset(count, unit, side):
            return {"count": count, "unit": unit.value, "side": side}
        case WeekdayOffset(weekday, side):
            return {"weekday": weekday, "side": side}


def _school_holiday_document(rule: SchoolHolidayRule) -> Document:
    known = {
        "holiday": rule.holiday,
        "side": rule.side,
        "weeks": None if rule.weeks == _USUAL_WEEKS else rule.weeks,
        "words": rule.words or None,
        "weekday": rule.weekday,
    }
    return {"kind": "school_holiday", **known_part(known)} | years_part(rule.years)


def read_relative(fields: Fields) -> RelativeRule:
    return RelativeRule(
        series=fields.take("series", a_text),
        offset=fields.take("offset", _offset),
        choice=_choice(fields),
        length_days=fields.take("length_days", a_whole_number, 1),
        years=fields.take("years", the_years, EVERY_YEAR),
    )


def _offset(value: object, place: str) -> Offset | WeekdayOffset:
    fields = Fields(value, place)
    side = fields.take("side", one_of(_SIDES))
    offset: Offset | WeekdayOffset
    if "weekday" in fields:
        offset = WeekdayOffset(fields.take("weekday", a_whole_number), side)
    else:
        offset = Offset(fields.take("count", a_whole_number), fields.take("unit", one_of(_UNITS)), side)
    fields.require_empty()
    return offset


def _choice(fields: Fields) -> EveryNth | FirstAfter:
    if "first_after" not in fields:
        return EveryNth(fields.take("every_nth", a_whole_number, 1))
    if "every_nth" in fields:
        raise InvalidInputError("Choose either every so many of them or the first after a day.", field="every_nth")
    return FirstAfter(*fields.take("first_after", a_month_day))


def read_school_holiday(fields: Fields) -> SchoolHolidayRule:
    return SchoolHolidayRule(
        holiday=fields.take("holiday", a_text),
        side=fields.take("side", one_of(_SIDES)),
        weeks=fields.take("weeks", a_whole_number, _USUAL_WEEKS),
        words=fields.take("words", a_text, ""),
        weekday=fields.take("weekday", a_whole_number) if "weekday" in fields else None,
        years=fields.take("years", the_years, EVERY_YEAR),
    )


def read_term(fields: Fields) -> TermWindow:
    return TermWindow(part=fields.take("part", one_of(_PARTS)), words=fields.take("words", a_text))


def read_count(fields: Fields) -> CountRule:
    return CountRule(
        at_least=fields.take("at_least", a_whole_number),
        at_most=fields.take("at_most", a_whole_number) if "at_most" in fields else None,
        years=fields.take("years", the_years, EVERY_YEAR),
    )
