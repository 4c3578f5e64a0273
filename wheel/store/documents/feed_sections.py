"""The sections of what calendars have been sent."""

from __future__ import annotations

from wheel.core.feed_views import LONGEST_FILTER, without_personal
from wheel.core.wheel_filters import filter_of, query_string
from wheel.errors import InvalidInputError
from wheel.store.documents.fields import Schema, plain, reference
from wheel.store.documents.section import TABLES, Row, Section, fields_of, id_of

_OF_EVERYTHING: Schema = {
    "if": {"properties": {"filter": {"type": "string"}}, "required": ["filter"]},
    "then": {
        "description": 'a feed with a "filter" has no "body".',
        "properties": {"body": {"type": "null"}},
    },
}


def feeds() -> Section:
    of = TABLES["feeds"].c
    written = {"pattern": "^[!-~]+$", "description": f"a query of at most {LONGEST_FILTER} plain characters"}
    return Section(
        "feeds",
        TABLES["feeds"],
        (id_of("feeds"), reference("body", of.body_id, "bodies", "short_name"), plain(of.filter, **written)),
        conditions=_OF_EVERYTHING,
        settled=_with_usual_filter,
    )


def _with_usual_filter(row: Row) -> Row:
    """In the one form that stands for the filter, and without what no calendar for everybody holds."""
    if row["filter"] is None:
        return row
    query = query_string(without_personal(filter_of(row["filter"])))
    if not query:
        raise InvalidInputError("must pick something out that visitors may ask for.", field="filter")
    if len(query) > LONGEST_FILTER:
        raise InvalidInputError(
            "must be at most %(count)s characters in its usual form.", field="filter", count=LONGEST_FILTER
        )
    return row | {"filter": query}


def feed_events() -> Section:
    """The bytes that were sent are rendered anew where they are empty, with the same SEQUENCE if the hash is."""
    name = "feed_events"
    occurrence = reference("occurrence", TABLES[name].c.occurrence_id, "occurrences", "id")
    return Section(
        name,
        TABLES[name],
        (occurrence, *fields_of(name, "content_hash", "sequence", "modified_at")),
        filled_in={"source_hash": "", "stamp": 0, "vevent": b""},
    )
