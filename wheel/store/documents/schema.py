"""The JSON Schema (draft 2020-12) of a plan document, made from its sections.

docs/plan-format.schema.json is its copy for those who check a document elsewhere; to write it anew:
python -m wheel.store.documents.schema > docs/plan-format.schema.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import cache

from jsonschema_rs import Draft202012Validator

from wheel.core.rule_schema import SCHEDULE_SCHEMA
from wheel.store.documents.fields import Field, Schema
from wheel.store.documents.section import Section
from wheel.store.documents.sections import BY_NAME, FORMAT, SECTIONS, VERSION
from wheel.store.documents.states import LAYER, STATE

# What several fields refer to.
_DEFINED: Schema = {"schedule": SCHEDULE_SCHEMA, "state": STATE, "layer": LAYER}


def document_schema() -> Schema:
    """The schema of a whole document."""
    parts = {section.name: _part(section) for section in SECTIONS}
    asked = [section.name for section in SECTIONS if not section.is_optional]
    head: Schema = {"format": {"const": FORMAT}, "version": {"const": VERSION}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An annual wheel's plan, as flask dump writes it and flask load reads it",
        "type": "object",
        "properties": {**head, **parts},
        "required": [*head, *asked],
        "additionalProperties": False,
        "$defs": {section.name: record_schema(section) for section in SECTIONS} | _DEFINED,
    }


def _part(section: Section) -> Schema:
    record = {"$ref": f"#/$defs/{section.name}"}
    return record if section.is_single else {"type": "array", "items": record}


def record_schema(section: Section) -> Schema:
    """The schema of one record of `section`."""
    schema = _object(section.fields)
    if section.nested:
        described = {"description": "a list", "default": []}
        schema["properties"][section.nested.key] = {
            "type": "array",
            "items": _object(section.nested.fields),
            **described,
        }
    return schema | section.conditions


def _object(fields: Iterable[Field]) -> Schema:
    properties = {field.key: field.schema for field in fields}
    return {
        "type": "object",
        "description": "an object with named values",
        "properties": properties,
        "required": [key for key, schema in properties.items() if "default" not in schema],
        "additionalProperties": False,
    }


@cache
def record_validator(section: str) -> Draft202012Validator:
    """Checks one record of the section; compiled once a process."""
    schema = record_schema(BY_NAME[section]) | {"$defs": _DEFINED}
    return Draft202012Validator(schema, validate_formats=True)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(document_schema(), indent=2) + "\n")
