"""The schemas of planned states and of what entries of the plan's history keep, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column

from wheel.core.plan import PlanStatus
from wheel.core.plan_state_documents import (
    layer_from_document,
    layer_to_document,
    state_from_document,
    state_to_document,
)
from wheel.errors import InvalidInputError
from wheel.store.documents.fields import ANY_TEXT, DAY, Field, Schema, plain, read_day
from wheel.store.documents.section import FROM_ONE, ID, TABLES, YEAR

A_STATE = "a planned state"
_DAYS: Schema = {
    "type": "array",
    "items": DAY,
    "minItems": 2,
    "maxItems": 2,
    "description": 'the first and the last day, such as ["2026-09-15", "2026-09-17"]',
}
_TIME: Schema = {
    "type": "string",
    "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:00)?$",
    "description": "a time such as 09:00:00",
}


def _as_in_the_plan(*names: str) -> dict[str, Schema]:
    """What the occurrences' own columns take."""
    found = {name: plain(TABLES["occurrences"].c[name]).schema for name in names}
    return {name: {key: schema[key] for key in schema if key != "default"} for name, schema in found.items()}


_PROPERTIES: dict[str, Schema] = {
    "slot": _DAYS,
    "span": _DAYS,
    "rule_says": _DAYS,
    **_as_in_the_plan("precision", "status"),
    "start_time": _TIME,
    "end_time": _TIME,
    **_as_in_the_plan("words", "place", "note", "because", "is_moved", "is_extra", "is_in_draft", "is_unasked"),
}


def _object(properties: Mapping[str, Schema], required: tuple[str, ...]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
        "description": "an object with named values",
    }


STATE = _object(_PROPERTIES, ("slot", "span")) | {"description": A_STATE}

LAYER = _object(
    {
        "series": {"type": "string", **ID},
        "year": {"type": "integer", **YEAR, "description": "a year"},
        "is": {"enum": ["state", "absent", "untouched"], "description": "one of state, absent, untouched"},
        **_PROPERTIES,
    },
    ("series", "year", "is"),
) | {
    "if": {"properties": {"is": {"const": "state"}}},
    "then": {"required": ["slot", "span"]},
}

STOP_LOST = _object({"meeting": {"type": "string", **ID}}, ("meeting",))
STOP_LEFT = _object({"version": {"type": "integer", **FROM_ONE, "description": "a whole number"}}, ("version",))
YEAR_PLAN = _object(
    {
        "status": {"enum": [*(status.value for status in PlanStatus), None], "description": "a status, or null"},
        "has_draft": {"type": "boolean", "description": "true or false"},
    },
    ("status", "has_draft"),
)
KEPT: Schema = {"type": "object", "description": 'an object that fits its "subject"'}
TOLD: Schema = {
    "type": "object",
    "properties": {"from": DAY, "to": DAY},
    "additionalProperties": {"type": ["string", "integer", "boolean", "null"], "pattern": ANY_TEXT},
    "default": {},
    "description": "an object of texts and numbers",
}


def draft_state(column: Column[Any]) -> Field:
    """What a draft says of an occurrence; null where it takes it away."""
    schema: Schema = {
        "oneOf": [{"$ref": "#/$defs/state"}, {"type": "null"}],
        "default": None,
        "description": f"{A_STATE}, or null",
    }
    return Field("state", (column,), schema, lambda value: value, lambda value: (_usual_state(value),))


def decided_states(column: Column[Any]) -> Field:
    """What a file decided of occurrences, by the first day of their slots."""
    schema: Schema = {
        "type": "object",
        "propertyNames": DAY,
        "additionalProperties": {"$ref": "#/$defs/state"},
        "default": {},
        "description": "an object of planned states by days",
    }
    return Field(column.name, (column,), schema, lambda value: value, lambda value: (_usual_states(value),))


def _usual_states(document: Mapping[str, Any]) -> object:
    return {read_day(slot).isoformat(): _usual_state(state) for slot, state in sorted(document.items())}


def _usual_state(document: Any) -> object:
    if document is None:
        return None
    try:
        return state_to_document(state_from_document(document))
    except (ValueError, OverflowError) as error:
        raise InvalidInputError("must be %(what)s.", what=f"{A_STATE} of days of the calendar") from error


def usual_layer(document: Mapping[str, Any], field: str) -> object:
    """The document in its usual form. Raises InvalidInputError for days that are none."""
    try:
        layer = layer_to_document(layer_from_document(document))
    except (ValueError, OverflowError) as error:
        what = f"{A_STATE} of days of the calendar"
        raise InvalidInputError("must be %(what)s.", what=what, field=field) from error
    return {"series": document["series"], "year": int(document["year"]), **layer}
