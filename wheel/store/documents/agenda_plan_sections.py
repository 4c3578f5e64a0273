"""The sections of what agendas are planned from, and of what is kept of meetings."""

from __future__ import annotations

from wheel.core.standing_rules import rule_from_document, rule_to_document
from wheel.errors import InvalidInputError
from wheel.store.documents.fields import SOME_TEXT, Field, Schema, json_value, plain, reference
from wheel.store.documents.section import FROM_ONE, ID, TABLES, Row, Section, fields_of, id_of, version_of


def standing_items() -> Section:
    name = "standing_items"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            id_of(name),
            reference("body", of.body_id, "bodies", "short_name"),
            *fields_of(name, "title", "text", "purpose", "minutes", "is_closed"),
            _standing_rule(),
            *fields_of(name, "begins", "ends"),
            version_of(name),
        ),
        named_by="id",
        is_optional=True,
        settled=_in_order,
    )


def _standing_rule() -> Field:
    column = TABLES["standing_items"].c.rule
    schema: Schema = {"type": "object", "required": ["kind"], "description": "when it comes up"}
    return Field("rule", (column,), schema, lambda value: value, lambda value: (_usual_rule(value),))


def _usual_rule(document: object) -> object:
    try:
        return rule_to_document(rule_from_document(document))
    except InvalidInputError as error:
        place = f"rule.{error.field}" if error.field else "rule"
        raise InvalidInputError(error.message, field=place, **error.details) from error


def _in_order(row: Row) -> Row:
    if row["begins"] is not None and row["ends"] is not None and row["ends"] <= row["begins"]:
        raise InvalidInputError("must be after the first day.", field="ends")
    return row


def standing_posts() -> Section:
    name = "standing_posts"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            reference("standing_item", of.standing_item_id, "standing_items", "id"),
            reference("post", of.post_id, "posts", "id"),
            plain(of.position, **FROM_ONE),
        ),
        is_optional=True,
    )


def route_templates() -> Section:
    name = "route_templates"
    fields = (id_of(name), *fields_of(name, "name"), version_of(name))
    return Section(name, TABLES[name], fields, named_by="id", is_optional=True)


def route_steps() -> Section:
    name = "route_steps"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            reference("route", of.template_id, "route_templates", "id"),
            plain(of.step, **FROM_ONE),
            reference("body", of.body_id, "bodies", "short_name"),
            *fields_of(name, "purpose", "lead_days"),
        ),
        is_optional=True,
    )


def meeting_records() -> Section:
    name = "meeting_records"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            reference("meeting", of.occurrence_id, "occurrences", "id"),
            *fields_of(name, "absent"),
            version_of(name),
        ),
        is_optional=True,
    )


_LINE: Schema = {
    "type": "object",
    "properties": {
        "stop": ID | {"type": "string"},
        "title": {"type": "string", "pattern": SOME_TEXT, "maxLength": 500},
        "minutes": {"type": ["integer", "null"], "minimum": 0},
        "starts_at": {"type": ["string", "null"], "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
        "state": {"type": "string", "maxLength": 20},
    },
    "required": ["stop", "title"],
    "additionalProperties": False,
}


def agenda_versions() -> Section:
    """As they were sent: what a line says of its item need not be so any more."""
    name = "agenda_versions"
    of = TABLES[name].c
    lines: Schema = {"type": "array", "items": _LINE, "description": "the items in their order, as they were sent"}
    return Section(
        name,
        TABLES[name],
        (
            id_of(name),
            reference("meeting", of.occurrence_id, "occurrences", "id"),
            plain(of.number, **FROM_ONE),
            *fields_of(name, "at", "actor"),
            json_value(of.lines, lines),
        ),
        is_optional=True,
        is_history=True,
    )
