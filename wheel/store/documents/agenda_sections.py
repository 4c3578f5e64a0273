"""The sections of what meetings treat, and of what calendars have been sent."""

from __future__ import annotations

from wheel.core.attachments import is_web_address
from wheel.core.feed_views import LONGEST_FILTER, without_personal
from wheel.core.wheel_filters import filter_of, query_string
from wheel.errors import InvalidInputError
from wheel.store.documents.fields import Schema, plain, reference
from wheel.store.documents.section import FROM_ONE, TABLES, Row, Section, fields_of, id_of, version_of


def items() -> Section:
    return Section(
        "items",
        TABLES["items"],
        (
            id_of("items"),
            *fields_of("items", "title", "text", "case_number", "case_officer"),
            reference("case_officer_post", TABLES["items"].c.case_officer_post_id, "posts", "id"),
            *fields_of("items", "is_closed", "sub_date", "source_words"),
            version_of("items"),
        ),
        named_by="id",
    )


def attachments() -> Section:
    name = "attachments"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            id_of(name),
            reference("item", of.item_id, "items", "id"),
            plain(of.position, **FROM_ONE),
            *fields_of(name, "title", "document_number", "link", "is_closed"),
        ),
        is_optional=True,
        settled=_with_safe_link,
    )


def _with_safe_link(row: Row) -> Row:
    """A link is shown as one, so it must be to a page and not a script."""
    if row["link"] and not is_web_address(row["link"]):
        raise InvalidInputError("must be an address that begins with https:// or http://.", field="link")
    return row


_PLACED: Schema = {
    "if": {"properties": {"state": {"const": "placed"}}},
    "then": {
        "description": 'a placed stop needs a "meeting" and its "position" there.',
        "properties": {"meeting": {"type": "string"}, "position": {"type": "integer"}},
        "required": ["meeting", "position"],
    },
    "else": {
        "description": 'a stop that is not placed has no "meeting" and no "position".',
        "properties": {"meeting": {"type": "null"}, "position": {"type": "null"}},
    },
}


def stops() -> Section:
    of = TABLES["stops"].c
    return Section(
        "stops",
        TABLES["stops"],
        (
            id_of("stops"),
            reference("item", of.item_id, "items", "id"),
            reference("body", of.body_id, "bodies", "short_name"),
            reference("meeting", of.occurrence_id, "occurrences", "id"),
            plain(of.position, **FROM_ONE),
            *fields_of("stops", "state", "purpose", "minutes", "reason", "since"),
            version_of("stops"),
        ),
        named_by="id",
        conditions=_PLACED,
    )


def stop_changes() -> Section:
    name = "stop_changes"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            reference("stop", of.stop_id, "stops", "id"),
            *fields_of(name, "at", "actor", "action", "from_day", "to_day"),
            plain(of.from_position, **FROM_ONE),
            plain(of.to_position, **FROM_ONE),
            plain(of.reason),
        ),
    )


def follow_ups() -> Section:
    name = "follow_ups"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            id_of(name),
            reference("stop", of.stop_id, "stops", "id"),
            reference("post", of.post_id, "posts", "id"),
            *fields_of(name, "what", "due_day", "done_on"),
            version_of(name),
        ),
        is_optional=True,
    )


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
