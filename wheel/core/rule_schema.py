"""The JSON Schemas (draft 2020-12) of a rule's and a schedule's documents.

See `rule_documents` and `schedule_documents` for what the documents mean.
"""

from __future__ import annotations

from collections.abc import Iterable

from wheel.core.bounds import LONGEST_DAYS
from wheel.core.claims import MOST_A_YEAR
from wheel.core.closures import Closure
from wheel.core.holiday_policy import HolidayAction
from wheel.core.relative import MOST_NTH, MOST_OF, MOST_WEEKS, SIDES, Unit
from wheel.core.slots import Precision
from wheel.core.terms import TermPart

_Schema = dict[str, object]

_DATE: _Schema = {"type": "string", "format": "date", "pattern": "^(19[0-9]{2}|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$"}
_MONTH_DAY: _Schema = {"type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
_WORDS: _Schema = {"type": "string", "pattern": "\\S"}


def _whole(lowest: int, highest: int) -> _Schema:
    return {"type": "integer", "minimum": lowest, "maximum": highest}


def _list_of(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _open(properties: dict[str, _Schema], required: Iterable[str]) -> _Schema:
    return {"type": "object", "properties": properties, "required": list(required)}


def _object(properties: dict[str, _Schema], required: Iterable[str]) -> _Schema:
    return _open(properties, required) | {"additionalProperties": False}


def _kind(kind: str, properties: dict[str, _Schema], required: Iterable[str]) -> _Schema:
    """Open, so that a schedule can add to it; `unevaluatedProperties` closes the whole."""
    return _open({"kind": {"const": kind}, **properties}, ("kind", *required))


_LENGTH = _whole(1, LONGEST_DAYS)
_WEEK = _whole(1, 53)
_WEEKDAY = _whole(1, 7)
_SIDE: _Schema = {"enum": list(SIDES)}
_WITHOUT_WEEK_53: _Schema = {"enum": ["skip", "last"]}
_PRECISION: _Schema = {"enum": [precision.value for precision in Precision if precision is not Precision.EXACT]}
_YEAR: _Schema = {"type": "integer"}
_YEARS = _object({"first": _YEAR, "last": _YEAR, "every": _whole(1, 100)}, ())
_WINDOW: dict[str, _Schema] = {"precision": _PRECISION, "words": _WORDS, "years": _YEARS}


def _offset_in(unit: Unit) -> _Schema:
    lowest = 0 if unit is Unit.DAYS else 1
    count = _whole(lowest, MOST_OF[unit])
    return _object({"count": count, "unit": {"const": unit.value}, "side": _SIDE}, ("count", "unit", "side"))


_TO_A_WEEKDAY = _object({"weekday": _WEEKDAY, "side": _SIDE}, ("weekday", "side"))
_OFFSET: _Schema = {"oneOf": [*(_offset_in(unit) for unit in Unit), _TO_A_WEEKDAY]}

_ON_OWN_DAYS = [
    _kind(
        "rrule",
        {
            "rrule": {"type": "string"},
            "start": _DATE,
            "length_days": _LENGTH,
            "added": _list_of(_DATE),
            "left_out": _list_of(_DATE),
        },
        ("rrule", "start"),
    ),
    _kind("dates", {"dates": _list_of(_object({"first": _DATE, "last": _DATE}, ("first",)))}, ("dates",)),
    _kind(
        "iso_weekday",
        {
            "week": _WEEK,
            "weekday": _WEEKDAY,
            "length_days": _LENGTH,
            "without_week_53": _WITHOUT_WEEK_53,
            "years": _YEARS,
        },
        ("week", "weekday"),
    ),
    _kind("easter", {"days": _whole(-80, 200), "length_days": _LENGTH, "years": _YEARS}, ("days",)),
    _kind("yearly_span", {"first": _MONTH_DAY, "last": _MONTH_DAY, "years": _YEARS}, ("first", "last")),
    _kind("window", {**_WINDOW, "first": _MONTH_DAY, "last": _MONTH_DAY}, ("precision", "words", "first", "last")),
    _kind(
        "window",
        {**_WINDOW, "first_week": _WEEK, "last_week": _WEEK, "without_week_53": _WITHOUT_WEEK_53},
        ("precision", "words", "first_week", "last_week"),
    ),
]
_COUNTED = [
    _kind(
        "relative",
        {
            "series": {"type": "string", "minLength": 1},
            "offset": _OFFSET,
            "every_nth": _whole(1, MOST_NTH),
            "first_after": _MONTH_DAY,
            "length_days": _LENGTH,
            "years": _YEARS,
        },
        ("series", "offset"),
    )
    | {"not": {"required": ["every_nth", "first_after"]}},
    _kind(
        "school_holiday",
        {
            "holiday": _WORDS,
            "side": _SIDE,
            "weeks": _whole(1, MOST_WEEKS),
            "words": {"type": "string"},
            "weekday": _WEEKDAY,
            "years": _YEARS,
        },
        ("holiday", "side"),
    )
    | {"anyOf": [{"required": ["weekday"]}, _open({"words": _WORDS}, ("words",))]},
    _kind("term", {"part": {"enum": [part.value for part in TermPart]}, "words": _WORDS}, ("part", "words")),
    _kind(
        "count",
        {"at_least": _whole(1, MOST_A_YEAR), "at_most": _whole(1, MOST_A_YEAR), "years": _YEARS},
        ("at_least",),
    ),
]
_KINDS = {"oneOf": [*_ON_OWN_DAYS, *_COUNTED]}

_CLOSURES = _list_of({"enum": [closure.value for closure in Closure]})
_SHIFT = _object(
    {
        "to": {"enum": [action.value for action in HolidayAction if action.value not in ("keep", "skip")]},
        "on": _CLOSURES | {"minItems": 1},
    },
    ("to", "on"),
)
_POLICY: dict[str, _Schema] = {"skips": _CLOSURES, "shifts": _SHIFT}


def _with_policy(properties: dict[str, _Schema], required: Iterable[str]) -> _Schema:
    """A rule's document with a holiday policy and these properties, and nothing else."""
    both = {"not": {"required": list(_POLICY)}}
    return _KINDS | _open({**_POLICY, **properties}, required) | both | {"unevaluatedProperties": False}


RULE_SCHEMA: _Schema = _KINDS | {"unevaluatedProperties": False}
SCHEDULE_SCHEMA: _Schema = _with_policy(
    {"earlier": _list_of(_with_policy({"until": _DATE}, ("until",))), "ends_on": _DATE}, ()
)
