"""The sections of what calendars have been sent. People's own are personal data: neither is in a plan."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import not_

from wheel.core.feed_options import options_of
from wheel.core.feed_views import LONGEST_FILTER, without_personal
from wheel.core.wheel_filters import filter_of, query_string
from wheel.errors import InvalidInputError
from wheel.store.documents.fields import Field, Schema, plain, reference
from wheel.store.documents.section import TABLES, Row, Section, fields_of, id_of

_NOTHING: Schema = {"type": "null"}
_ABOUT_ONE_THING: Schema = {
    "if": {"properties": {"filter": {"type": "string"}}, "required": ["filter"]},
    "then": {
        "description": 'a feed with a "filter" has no "body" and no "item".',
        "properties": {"body": _NOTHING, "item": _NOTHING},
    },
    "else": {
        "description": 'a feed with an "item" has no "body".',
        "if": {"properties": {"item": {"type": "string"}}, "required": ["item"]},
        "then": {"properties": {"body": _NOTHING}},
    },
}
# An own feed's rendition says which feed that is, with a colon that none for everybody has.
_EVERYBODYS_RENDITION: Schema = {
    "pattern": "^[a-z=&|-]*$",
    "default": "",
    "description": "options as they stand in an address, of letters from a to z, =, &, - and |",
}
_MADE_ANEW: Mapping[str, object] = {"source_hash": "", "stamp": 0, "vevent": b""}


def feeds() -> Section:
    of = TABLES["feeds"].c
    written = {"pattern": "^[!-~]+$", "description": f"a query of at most {LONGEST_FILTER} plain characters"}
    chosen = {"pattern": "^[!-~]*$", "description": "a query of at most 100 plain characters"}
    return Section(
        "feeds",
        TABLES["feeds"],
        (
            id_of("feeds"),
            plain(of.address),
            reference("body", of.body_id, "bodies", "short_name"),
            plain(of.filter, **written),
            reference("item", of.item_id, "items", "id"),
            plain(of.options, **chosen),
        ),
        conditions=_ABOUT_ONE_THING,
        settled=_in_usual_form,
        only=of.token_hash.is_(None),
    )


def _in_usual_form(row: Row) -> Row:
    """With the one form that stands for the filter and for the options; no draft is for everybody."""
    options = options_of(row["options"]).for_everybody.query
    return row | {"options": options, "filter": _usual_filter(row["filter"])}


def _usual_filter(written: str | None) -> str | None:
    """Without what no calendar for everybody holds."""
    if written is None:
        return None
    query = query_string(without_personal(filter_of(written)))
    if not query:
        raise InvalidInputError("must pick something out that visitors may ask for.", field="filter")
    if len(query) > LONGEST_FILTER:
        raise InvalidInputError(
            "must be at most %(count)s characters in its usual form.", field="filter", count=LONGEST_FILTER
        )
    return query


def feed_events() -> Section:
    name = "feed_events"
    return _sent(name, reference("occurrence", TABLES[name].c.occurrence_id, "occurrences", "id"), is_optional=False)


def feed_slots() -> Section:
    name = "feed_slots"
    return _sent(name, reference("stop", TABLES[name].c.stop_id, "stops", "id"), is_optional=True)


def _sent(name: str, about: Field, *, is_optional: bool) -> Section:
    """What everybody was sent.

    The bytes that were sent are rendered anew where they are empty, with the same SEQUENCE if the hash is.
    """
    rendition = TABLES[name].c.rendition
    written = plain(rendition, **_EVERYBODYS_RENDITION)
    return Section(
        name,
        TABLES[name],
        (about, written, *fields_of(name, "content_hash", "sequence", "modified_at")),
        is_optional=is_optional,
        filled_in=_MADE_ANEW,
        only=not_(rendition.contains(":")),
    )
