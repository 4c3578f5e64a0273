"""The JSON Schema (draft 2020-12) of a rule's document; see `rule_documents` for what the documents mean."""

from __future__ import annotations

from collections.abc import Iterable

from wheel.core.bounds import LONGEST_DAYS
from wheel.core.rules import Closure
from wheel.core.slots import Precision

_Schema = dict[str, object]

_DATE: _Schema = {"type": "string", "format": "date", "pattern": "^(19[0-9]{2}|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$"}
_MONTH_DAY: _Schema = {"type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
_WORDS: _Schema = {"type": "string", "pattern": "\\S"}


def _whole(lowest: int, highest: int) -> _Schema:
    return {"type": "integer", "minimum": lowest, "maximum": highest}


def _list_of(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _object(properties: dict[str, _Schema], required: Iterable[str]) -> _Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _kind(kind: str, properties: dict[str, _Schema], required: Iterable[str]) -> _Schema:
    return _object({"kind": {"const": kind}, **properties}, ("kind", *required))


_LENGTH = _whole(1, LONGEST_DAYS)
_WEEK = _whole(1, 53)
_WITHOUT_WEEK_53: _Schema = {"enum": ["skip", "last"]}
_PRECISION: _Schema = {"enum": [precision.value for precision in Precision if precision is not Precision.EXACT]}
_YEAR: _Schema = {"type": "integer"}
_YEARS = _object({"first": _YEAR, "last": _YEAR, "every": _whole(1, 100)}, ())
_WINDOW: dict[str, _Schema] = {"precision": _PRECISION, "words": _WORDS, "years": _YEARS}

RULE_SCHEMA: _Schema = {
    "oneOf": [
        _kind(
            "rrule",
            {
                "rrule": {"type": "string"},
                "start": _DATE,
                "length_days": _LENGTH,
                "added": _list_of(_DATE),
                "left_out": _list_of(_DATE),
                "skips": _list_of({"enum": [closure.value for closure in Closure]}),
            },
            ("rrule", "start"),
        ),
        _kind("dates", {"dates": _list_of(_object({"first": _DATE, "last": _DATE}, ("first",)))}, ("dates",)),
        _kind(
            "iso_weekday",
            {
                "week": _WEEK,
                "weekday": _whole(1, 7),
                "length_days": _LENGTH,
                "without_week_53": _WITHOUT_WEEK_53,
                "years": _YEARS,
            },
            ("week", "weekday"),
        ),
        _kind("easter", {"days": _whole(-80, 200), "length_days": _LENGTH, "years": _YEARS}, ("days",)),
        _kind("yearly_span", {"first": _MONTH_DAY, "last": _MONTH_DAY, "years": _YEARS}, ("first", "last")),
        _kind(
            "window",
            {**_WINDOW, "first": _MONTH_DAY, "last": _MONTH_DAY},
            ("precision", "words", "first", "last"),
        ),
        _kind(
            "window",
            {**_WINDOW, "first_week": _WEEK, "last_week": _WEEK, "without_week_53": _WITHOUT_WEEK_53},
            ("precision", "words", "first_week", "last_week"),
        ),
    ]
}
