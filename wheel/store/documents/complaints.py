"""What is wrong with a record, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from jsonschema_rs import ValidationError

from wheel.core.schedule_documents import schedule_from_document
from wheel.errors import InvalidInputError
from wheel.store.documents.fields import Schema
from wheel.store.documents.schema import record_schema, record_validator
from wheel.store.documents.section import Section

_BRANCHES = {"then", "else"}


def require_valid(section: Section, record: object) -> None:
    """Raise InvalidInputError, whose `field` is the place in the record, unless the record fits its schema."""
    validator = record_validator(section.name)
    if validator.is_valid(record):
        return
    error = _first(list(validator.iter_errors(record)))
    path = list(error.instance_path)
    if path[:1] == ["rule"] and section.name == "series" and isinstance(record, dict):
        _complain_of_rule(record["rule"])
    raise _complaint(section, error, path)


def _first(errors: list[ValidationError]) -> ValidationError:
    """What is asked of several fields together makes sense only when each is right by itself."""
    return next((error for error in errors if error.schema_path[0] not in _BRANCHES), errors[0])


def _complain_of_rule(document: object) -> None:
    """A rule is one of several kinds; only reading it tells which one it was meant to be, and what is wrong with it."""
    try:
        schedule_from_document(document)
    except InvalidInputError as error:
        raise InvalidInputError(error.message, field=dotted(["rule", error.field or ""]), **error.details) from None


def _complaint(section: Section, error: ValidationError, path: list[str | int]) -> InvalidInputError:
    found = error.kind.as_dict()
    branch = error.schema_path[0]
    if branch in _BRANCHES:
        return InvalidInputError("%(what)s", what=section.conditions[str(branch)]["description"], field=dotted(path))
    if error.kind.name == "required":
        return InvalidInputError("is missing.", field=dotted([*path, found["property"]]))
    if error.kind.name == "additionalProperties":
        return InvalidInputError("is not known here: remove it.", field=dotted([*path, found["unexpected"][0]]))
    return InvalidInputError("must be %(what)s.", what=_wanted(section, path), field=dotted(path))


def _wanted(section: Section, path: Sequence[str | int]) -> str:
    schema = reduce(_step, path, record_schema(section))
    return str(schema.get("description", "as docs/plan-format.md says"))


def _step(schema: Schema, step: str | int) -> Schema:
    inner: Schema = schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
    return inner


def dotted(path: Sequence[str | int]) -> str:
    """`days.first`, `aliases[2].alias`; indexes count from 0, as in a rule's complaints."""
    shown = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path if step != "")
    return shown.lstrip(".")
