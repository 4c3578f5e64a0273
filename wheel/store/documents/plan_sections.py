"""The sections of what is planned: the organisation and its days, bodies, series, year plans and occurrences."""

from __future__ import annotations

from wheel.core.deadlines import LONGEST_NOTICE
from wheel.core.item_content import LONGEST_FIELD_NAME, TEXT_FIELDS
from wheel.core.plan import PlanStatus
from wheel.core.zones import ZONES
from wheel.errors import InvalidInputError
from wheel.store.documents.fields import SOME_TEXT, Schema, json_value, plain, reference, schedule, span
from wheel.store.documents.section import TABLES, YEAR, Nested, Row, Section, fields_of, id_of, version_of
from wheel.store.documents.states import decided_states


def organisation() -> Section:
    of = TABLES["organisation"].c
    return Section(
        "organisation",
        TABLES["organisation"],
        (
            *fields_of("organisation", "name"),
            plain(of.time_zone, enum=list(ZONES), description=f"one of {', '.join(ZONES)}"),
            plain(of.locale, enum=["da", "en"], description="one of da, en"),
            plain(
                of.uid_domain, pattern="^[A-Za-z0-9.-]+$", description="letters from a to z, digits, dots and hyphens"
            ),
            plain(of.is_sample),
            plain(of.has_public_part),
        ),
        is_single=True,
        filled_in={"id": 1},
    )


def local_days() -> Section:
    of = TABLES["local_days"].c
    days = span("days", of.start_day, of.end_day)
    return Section(
        "local_days", of.id.table, (id_of("local_days"), plain(of.kind), plain(of.name), days, version_of("local_days"))
    )


def rings() -> Section:
    of = TABLES["rings"].c
    colour = plain(of.colour, pattern="^#[0-9A-Fa-f]{6}$", description="a colour such as #0b5a8a")
    fields = (plain(of.key), plain(of.name), colour, plain(of.position), version_of("rings"))
    return Section("rings", of.id.table, fields, named_by="key")


_ONE_RULE = "a body has one notice rule: leave the others out."
_NO_NUMBER: Schema = {"type": "null"}
_ONE_NOTICE_RULE: Schema = {
    "if": {"properties": {"notice_working_days": {"type": "integer"}}, "required": ["notice_working_days"]},
    "then": {"description": _ONE_RULE, "properties": {"notice_days": _NO_NUMBER, "notice_weekday": _NO_NUMBER}},
    "else": {
        "description": _ONE_RULE,
        "if": {"properties": {"notice_days": {"type": "integer"}}, "required": ["notice_days"]},
        "then": {"properties": {"notice_weekday": _NO_NUMBER}},
    },
}


_FIELD_NAMES: Schema = {
    "type": "object",
    "properties": {
        field: {"type": "string", "pattern": SOME_TEXT, "maxLength": LONGEST_FIELD_NAME} for field in TEXT_FIELDS
    },
    "additionalProperties": False,
    "default": {},
    "description": f"names, of at most {LONGEST_FIELD_NAME} characters, of {', '.join(TEXT_FIELDS)}",
}


def bodies() -> Section:
    of = TABLES["bodies"].c
    return Section(
        "bodies",
        TABLES["bodies"],
        (
            id_of("bodies"),
            *fields_of("bodies", "short_name", "name", "kind"),
            reference("parent", of.parent_id, "bodies", "short_name"),
            *fields_of("bodies", "visibility", "default_start", "default_end", "default_place"),
            plain(of.notice_working_days, minimum=1, maximum=LONGEST_NOTICE),
            plain(of.notice_days, minimum=1, maximum=LONGEST_NOTICE),
            plain(of.notice_weekday, minimum=1, maximum=7),
            *fields_of("bodies", "valid_from", "valid_until"),
            reference("merged_into", of.merged_into_id, "bodies", "short_name"),
            json_value(of.field_names, _FIELD_NAMES),
            version_of("bodies"),
        ),
        named_by="short_name",
        conditions=_ONE_NOTICE_RULE,
        nested=Nested(
            "aliases",
            TABLES["body_aliases"],
            TABLES["body_aliases"].c.body_id,
            fields_of("body_aliases", "alias", "valid_from", "valid_until"),
        ),
    )


def shared_members() -> Section:
    of = TABLES["shared_members"].c
    return Section(
        "shared_members",
        TABLES["shared_members"],
        (
            reference("body", of.body_id, "bodies", "short_name"),
            reference("other", of.other_id, "bodies", "short_name"),
        ),
        is_optional=True,
        settled=_older_first,
    )


def _older_first(row: Row) -> Row:
    if row["body_id"] == row["other_id"]:
        raise InvalidInputError("must be another body.", field="other")
    return {"body_id": min(row.values()), "other_id": max(row.values())}


def series() -> Section:
    of = TABLES["series"].c
    return Section(
        "series",
        TABLES["series"],
        (
            id_of("series"),
            *fields_of("series", "title", "kind"),
            reference("body", of.body_id, "bodies", "short_name"),
            reference("ring", of.ring_id, "rings", "key"),
            schedule(of.rule),
            *fields_of("series", "start_time", "end_time", "place", "note"),
            plain(of.reading, minimum=1, maximum=2),
            plain(of.visibility),
            version_of("series"),
        ),
        named_by="id",
    )


def imported_series() -> Section:
    """So that a later file of the same calendar finds its events again."""
    name = "imported_series"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            plain(of.uid),
            reference("series", of.series_id, "series", "id"),
            *fields_of(name, "source", "content_hash"),
            decided_states(of.decided),
            plain(of.imported_at),
        ),
        is_optional=True,
    )


_DRAFT_BESIDE: Schema = {
    "if": {"properties": {"has_draft": {"const": True}}, "required": ["has_draft"]},
    "then": {
        "description": "only a published year has a draft beside it.",
        "properties": {"status": {"const": PlanStatus.PUBLISHED.value}},
    },
}


def year_plans() -> Section:
    of = TABLES["year_plans"].c
    return Section(
        "year_plans",
        TABLES["year_plans"],
        (plain(of.year, **YEAR), plain(of.status), plain(of.has_draft)),
        conditions=_DRAFT_BESIDE,
    )


def occurrences() -> Section:
    of = TABLES["occurrences"].c
    return Section(
        "occurrences",
        TABLES["occurrences"],
        (
            id_of("occurrences"),
            reference("series", of.series_id, "series", "id"),
            plain(of.plan_year, **YEAR),
            span("slot", of.slot_start, of.slot_end),
            span("days", of.start_day, of.end_day),
            *fields_of("occurrences", "precision", "words", "start_time", "end_time", "place", "note"),
            *fields_of("occurrences", "status", "because", "is_moved"),
            span("rule_says", of.rule_says_start, of.rule_says_end),
            *fields_of("occurrences", "is_unasked", "is_extra", "is_in_draft"),
            version_of("occurrences"),
        ),
        named_by="id",
        after=frozenset({"year_plans"}),
    )
