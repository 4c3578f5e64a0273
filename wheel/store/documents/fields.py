"""The fields of a record: each says how it is described, written from columns and read back into them.

What a field accepts follows from its column: the type, the longest text, the choices, NULL and the usual value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Boolean, Column, Date, Enum, Integer, String, Time

from wheel.core.schedule_documents import schedule_from_document, schedule_to_document
from wheel.errors import InvalidInputError
from wheel.store.tables.base import UtcInstant

Schema = dict[str, Any]

LARGEST_NUMBER = 2**31 - 1
"""What both databases keep in an integer column."""

A_DAY = "a day such as 2026-09-15"
DAY: Schema = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "description": A_DAY,
}
# PostgreSQL cannot keep a NUL character.
ANY_TEXT = "^[^\\u0000]*$"
SOME_TEXT = "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$"


@dataclass(frozen=True)
class Field:
    """One key of a record. `refers_to` names the section in which its value is looked up, if it is a reference.

    `write` takes the columns' values; `read` gives them back, from a value that fits `schema`.
    """

    key: str
    columns: tuple[Column[Any], ...]
    schema: Schema
    write: Callable[..., object]
    read: Callable[[Any], tuple[object, ...]]
    refers_to: str | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def usual(self) -> Any:
        """What is read where the key is left out."""
        return self.schema.get("default")


def plain(column: Column[Any], *, key: str = "", **limits: object) -> Field:
    """A field that is one column; `limits` narrow what its type allows (`pattern`, `minimum`, `maximum`, ...)."""
    schema_of, write, read = next(kind for type_, kind in _KINDS if isinstance(column.type, type_))
    schema = _with_usual_value(column, schema_of(column) | limits)
    if schema["type"] == "integer":
        schema["description"] = f"a whole number from {schema['minimum']} to {schema['maximum']}"
    return Field(
        key=key or column.name,
        columns=(column,),
        schema=_or_null(schema) if column.nullable else schema,
        write=lambda value: None if value is None else write(value),
        read=lambda value: (None if value is None else read(value),),
    )


def span(key: str, start: Column[Any], end: Column[Any]) -> Field:
    """Days from `first` to `last`, both included; a single day leaves `last` out. The columns are half-open."""
    schema: Schema = {
        "type": "object",
        "properties": {"first": DAY, "last": DAY},
        "required": ["first"],
        "additionalProperties": False,
        "description": 'days such as {"first": "2026-09-15", "last": "2026-09-17"}',
    }
    if start.nullable:
        schema = _or_null({**schema, "default": None})
    return Field(key, (start, end), schema, _write_span, lambda value: _read_span(key, value))


def reference(key: str, column: Column[Any], section: str, named_by: str) -> Field:
    """A record of another section (or its own), by the key that names it there."""
    schema: Schema = {"type": "string", "description": f'the "{named_by}" of a record in "{section}"'}
    if column.nullable:
        schema = _or_null({**schema, "default": None})
    return Field(key, (column,), schema, lambda value: value, lambda value: (value,), refers_to=section)


def schedule(column: Column[Any]) -> Field:
    """A schedule's document, written in its one usual form."""
    schema: Schema = {"$ref": "#/$defs/schedule", "description": "a rule"}
    return Field(column.name, (column,), schema, _usual_schedule, lambda value: (read_schedule(value, column.name),))


def json_value(column: Column[Any], schema: Schema) -> Field:
    """An object or a list that is kept as it is."""
    return Field(column.name, (column,), schema, _same, lambda value: (value,))


def _with_usual_value(column: Column[Any], schema: Schema) -> Schema:
    usual = getattr(column.default, "arg", None) if column.default is not None and column.default.is_scalar else None
    if usual is None and not column.nullable:
        return schema
    return {**schema, "default": str(usual) if isinstance(usual, str) else usual}


def _or_null(schema: Schema) -> Schema:
    described = {**schema, "type": [schema["type"], "null"], "description": f"{schema['description']}, or null"}
    return {**described, "enum": [*schema["enum"], None]} if "enum" in schema else described


def _text_schema(column: Column[Any]) -> Schema:
    longest = getattr(column.type, "length", None)
    of_length = f" of at most {longest} characters" if longest else ""
    schema: Schema = {"type": "string"} | ({"maxLength": longest} if longest else {})
    if column.default is None:
        # What must be given must say something.
        return {**schema, "pattern": SOME_TEXT, "description": f"a text{of_length}, not blank"}
    return {**schema, "pattern": ANY_TEXT, "description": f"a text{of_length}, without NUL characters"}


def _choice_schema(column: Column[Any]) -> Schema:
    words = list(getattr(column.type, "enums", ()))
    return {"type": "string", "enum": words, "description": f"one of {', '.join(words)}"}


def _time_schema(_column: Column[Any]) -> Schema:
    return {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$", "description": "a time such as 09:00"}


def _instant_schema(_column: Column[Any]) -> Schema:
    return {
        "type": "string",
        "format": "date-time",
        "pattern": "T[0-9]{2}:[0-9]{2}:[0-5][0-9](\\.[0-9]{1,6})?Z$",
        "description": "an instant in UTC such as 2026-11-21T22:35:00.123456Z",
    }


def _number_schema(_column: Column[Any]) -> Schema:
    return {"type": "integer", "minimum": 0, "maximum": LARGEST_NUMBER}


def _switch_schema(_column: Column[Any]) -> Schema:
    return {"type": "boolean", "description": "true or false"}


def _day_schema(_column: Column[Any]) -> Schema:
    return DAY


def _same(value: Any) -> Any:
    return value


def _write_day(value: date) -> str:
    return value.isoformat()


def read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        # The schema's format has checked all but the year 0000.
        raise InvalidInputError("must be %(what)s.", what=A_DAY) from error


def _write_time(value: time) -> str:
    return value.isoformat(timespec="minutes")


def _write_instant(value: datetime) -> str:
    return value.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _read_instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError("must be %(what)s.", what="an instant of the calendar") from error


# Enum is a kind of String, so it comes first.
_KINDS: tuple[tuple[Any, tuple[Callable[[Column[Any]], Schema], Callable[[Any], Any], Callable[[Any], Any]]], ...] = (
    (Enum, (_choice_schema, str, _same)),
    (String, (_text_schema, _same, _same)),
    (Boolean, (_switch_schema, _same, _same)),
    # In JSON 1.0 is a whole number too.
    (Integer, (_number_schema, _same, int)),
    (Date, (_day_schema, _write_day, read_day)),
    (Time, (_time_schema, _write_time, time.fromisoformat)),
    (UtcInstant, (_instant_schema, _write_instant, _read_instant)),
)

_ONE_DAY = timedelta(days=1)


def _write_span(start: date | None, end: date | None) -> dict[str, str] | None:
    if start is None or end is None:
        return None
    last = end - _ONE_DAY
    return {"first": start.isoformat()} if last == start else {"first": start.isoformat(), "last": last.isoformat()}


def _read_span(key: str, value: dict[str, str] | None) -> tuple[date | None, date | None]:
    if value is None:
        return None, None
    first = read_day(value["first"])
    last = read_day(value["last"]) if "last" in value else first
    if last < first:
        raise InvalidInputError("must not be before the first day.", field=f"{key}.last")
    if last == date.max:
        raise InvalidInputError("must be before the calendar's last day.", field=f"{key}.last")
    return first, last + _ONE_DAY


def _usual_schedule(document: object) -> object:
    return schedule_to_document(schedule_from_document(document))


def read_schedule(document: object, field: str) -> object:
    """The document in its usual form. Raises InvalidInputError with the place within `field`."""
    try:
        return _usual_schedule(document)
    except InvalidInputError as error:
        place = f"{field}.{error.field}" if error.field else field
        raise InvalidInputError(error.message, field=place, **error.details) from error
