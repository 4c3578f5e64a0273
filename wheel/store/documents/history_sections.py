"""The sections of drafts beside published years, and of what planners did."""

from __future__ import annotations

from wheel.core.plan_history import PlanAction, Subject
from wheel.store.documents.fields import Schema, json_value, plain, read_schedule, reference
from wheel.store.documents.section import ID, TABLES, YEAR, Row, Section, fields_of, id_of
from wheel.store.documents.states import KEPT, STOP_LEFT, STOP_LOST, TOLD, YEAR_PLAN, draft_state, usual_layer


def occurrence_drafts() -> Section:
    name = "occurrence_drafts"
    of = TABLES[name].c
    occurrence = reference("occurrence", of.occurrence_id, "occurrences", "id")
    return Section(name, TABLES[name], (occurrence, draft_state(of.state)), is_optional=True)


def occurrence_changes() -> Section:
    name = "occurrence_changes"
    occurrence = reference("occurrence", TABLES[name].c.occurrence_id, "occurrences", "id")
    return Section(
        name, TABLES[name], (occurrence, *fields_of(name, "at", "actor", "action", "from_day", "to_day", "reason"))
    )


_UNDONE = {"properties": {"action": {"const": PlanAction.UNDONE.value}}}
_TELLS_WHAT: Schema = {
    "if": _UNDONE,
    "then": {
        "description": 'an entry that is "undone" needs the entry that it undoes.',
        "properties": {"undoes": {"type": "string"}},
        "required": ["undoes"],
    },
    "else": {
        "description": 'only an entry that is "undone" undoes another.',
        "properties": {"undoes": {"type": "null"}},
    },
}


def plan_entries() -> Section:
    name = "plan_entries"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            id_of(name),
            *fields_of(name, "at", "actor", "action"),
            plain(of.year, **YEAR),
            json_value(of.told, TOLD),
            reference("undoes", of.undoes_id, name, "id"),
        ),
        named_by="id",
        is_optional=True,
        is_history=True,
        conditions=_TELLS_WHAT,
    )


_KEPT = 'must be what is kept of such a "subject"; see docs/plan-format.md.'


def _both(schema: Schema) -> Schema:
    return {"properties": {"before": schema, "after": schema}}


def _about(*subjects: Subject) -> Schema:
    return {"properties": {"subject": {"enum": [subject.value for subject in subjects]}}}


_OF_ITS_SUBJECT: Schema = {
    "if": _about(Subject.PLAN, Subject.DRAFT),
    "then": {"description": _KEPT, **_both({"$ref": "#/$defs/layer"})},
    "else": {
        "description": _KEPT,
        "if": _about(Subject.STOP),
        "then": {"properties": {"before": STOP_LOST, "after": STOP_LEFT}},
        "else": {
            "if": _about(Subject.YEAR),
            "then": _both(YEAR_PLAN),
            "else": _both({"$ref": "#/$defs/schedule"}),
        },
    },
}


def plan_entry_changes() -> Section:
    name = "plan_entry_changes"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            reference("entry", of.entry_id, "plan_entries", "id"),
            plain(of.subject),
            plain(of.subject_id, **ID),
            json_value(of.before, KEPT),
            json_value(of.after, KEPT),
        ),
        is_optional=True,
        conditions=_OF_ITS_SUBJECT,
        settled=_usual_change,
    )


def _usual_change(row: Row) -> Row:
    usual = _USUAL.get(Subject(row["subject"]))
    return row | {key: usual(row[key], key) for key in ("before", "after")} if usual else row


_USUAL = {Subject.PLAN: usual_layer, Subject.DRAFT: usual_layer, Subject.SERIES: read_schedule}
