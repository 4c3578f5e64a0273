"""What a plan document holds: its sections in the order in which they refer to each other, and their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Table

from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.deadlines import LONGEST_NOTICE
from wheel.store.documents.fields import Field, Schema, plain, reference, rule, span
from wheel.store.tables import Base

FORMAT = "aarshjul-plan"
VERSION = 1


@dataclass(frozen=True)
class Nested:
    """Records that stand within another record, as a list under `key`."""

    key: str
    table: Table
    parent: Column[Any]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Section:
    """The records of one table. `named_by` is the key by which other records refer to one of these.

    `filled_in` holds the columns that are not in the document, as they are after loading. `conditions` is what the
    schema asks of several fields together.
    """

    name: str
    table: Table
    fields: tuple[Field, ...]
    named_by: str | None = None
    nested: Nested | None = None
    is_single: bool = False
    filled_in: Mapping[str, object] = field(default_factory=dict)
    conditions: Schema = field(default_factory=dict)

    @property
    def needs(self) -> frozenset[str]:
        """The sections that must have been read before this one."""
        return frozenset(found.refers_to for found in self.fields if found.refers_to) - {self.name}

    @property
    def name_column(self) -> Column[Any]:
        """The column of `named_by`, for a section that others refer to."""
        return next(found.columns[0] for found in self.fields if found.key == self.named_by)


_tables = Base.metadata.tables
# Ids stand in addresses and in calendar UIDs.
_ID: Schema = {"pattern": "^[A-Za-z0-9_-]{1,32}$", "description": "an id of at most 32 letters, digits, - and _"}
_YEAR: Schema = {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}
ZONE = "Europe/Copenhagen"
_DOMAIN = "^[A-Za-z0-9.-]+$"
_FROM_ONE: Schema = {"minimum": 1}


def _fields(table: str, *names: str) -> tuple[Field, ...]:
    return tuple(plain(_tables[table].c[name]) for name in names)


def _id(table: str) -> Field:
    return plain(_tables[table].c.public_id, key="id", **_ID)


def _organisation() -> Section:
    of = _tables["organisation"].c
    return Section(
        "organisation",
        _tables["organisation"],
        (
            *_fields("organisation", "name"),
            # The calendar, the clock and the feeds know no other zone yet.
            plain(of.time_zone, enum=[ZONE], description=f"{ZONE}, the only zone there is so far"),
            plain(of.locale, enum=["da", "en"], description="one of da, en"),
            plain(
                of.uid_domain, pattern="^[A-Za-z0-9.-]+$", description="letters from a to z, digits, dots and hyphens"
            ),
            plain(of.is_sample),
        ),
        is_single=True,
        filled_in={"id": 1},
    )


def _local_days() -> Section:
    of = _tables["local_days"].c
    days = span("days", of.start_day, of.end_day)
    return Section("local_days", of.id.table, (_id("local_days"), plain(of.kind), plain(of.name), days))


def _rings() -> Section:
    of = _tables["rings"].c
    colour = plain(of.colour, pattern="^#[0-9A-Fa-f]{6}$", description="a colour such as #0b5a8a")
    return Section("rings", of.id.table, (plain(of.key), plain(of.name), colour, plain(of.position)), named_by="key")


def _bodies() -> Section:
    of = _tables["bodies"].c
    return Section(
        "bodies",
        _tables["bodies"],
        (
            _id("bodies"),
            *_fields("bodies", "short_name", "name", "kind"),
            reference("parent", of.parent_id, "bodies", "short_name"),
            *_fields("bodies", "visibility", "default_start", "default_end", "default_place"),
            plain(of.notice_working_days, minimum=1, maximum=LONGEST_NOTICE),
            *_fields("bodies", "valid_from", "valid_until"),
        ),
        named_by="short_name",
        nested=Nested(
            "aliases",
            _tables["body_aliases"],
            _tables["body_aliases"].c.body_id,
            _fields("body_aliases", "alias", "valid_from", "valid_until"),
        ),
    )


def _series() -> Section:
    of = _tables["series"].c
    return Section(
        "series",
        _tables["series"],
        (
            _id("series"),
            *_fields("series", "title", "kind"),
            reference("body", of.body_id, "bodies", "short_name"),
            reference("ring", of.ring_id, "rings", "key"),
            rule(of.rule),
            *_fields("series", "start_time", "end_time", "place", "note"),
            plain(of.reading, minimum=1, maximum=2),
            plain(of.visibility),
        ),
        named_by="id",
    )


def _year_plans() -> Section:
    of = _tables["year_plans"].c
    return Section("year_plans", _tables["year_plans"], (plain(of.year, **_YEAR), plain(of.status)))


def _occurrences() -> Section:
    of = _tables["occurrences"].c
    return Section(
        "occurrences",
        _tables["occurrences"],
        (
            _id("occurrences"),
            reference("series", of.series_id, "series", "id"),
            plain(of.plan_year, **_YEAR),
            span("slot", of.slot_start, of.slot_end),
            span("days", of.start_day, of.end_day),
            *_fields("occurrences", "precision", "words", "start_time", "end_time", "place", "note"),
            *_fields("occurrences", "status", "because", "is_moved"),
            span("rule_says", of.rule_says_start, of.rule_says_end),
            plain(of.is_unasked),
        ),
        named_by="id",
    )


def _occurrence_changes() -> Section:
    name = "occurrence_changes"
    occurrence = reference("occurrence", _tables[name].c.occurrence_id, "occurrences", "id")
    return Section(
        name, _tables[name], (occurrence, *_fields(name, "at", "actor", "action", "from_day", "to_day", "reason"))
    )


def _items() -> Section:
    return Section(
        "items",
        _tables["items"],
        (
            _id("items"),
            *_fields("items", "title", "text", "case_number", "case_officer", "is_closed", "sub_date", "source_words"),
        ),
        named_by="id",
    )


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


def _stops() -> Section:
    of = _tables["stops"].c
    return Section(
        "stops",
        _tables["stops"],
        (
            _id("stops"),
            reference("item", of.item_id, "items", "id"),
            reference("body", of.body_id, "bodies", "short_name"),
            reference("meeting", of.occurrence_id, "occurrences", "id"),
            plain(of.position, **_FROM_ONE),
            *_fields("stops", "state", "purpose", "minutes", "reason", "since"),
            plain(of.version, **_FROM_ONE),
        ),
        named_by="id",
        conditions=_PLACED,
    )


def _stop_changes() -> Section:
    name = "stop_changes"
    of = _tables[name].c
    return Section(
        name,
        _tables[name],
        (
            reference("stop", of.stop_id, "stops", "id"),
            *_fields(name, "at", "actor", "action", "from_day", "to_day"),
            plain(of.from_position, **_FROM_ONE),
            plain(of.to_position, **_FROM_ONE),
            plain(of.reason),
        ),
    )


def _feeds() -> Section:
    of = _tables["feeds"].c
    return Section("feeds", _tables["feeds"], (_id("feeds"), reference("body", of.body_id, "bodies", "short_name")))


def _feed_events() -> Section:
    """The bytes that were sent are rendered anew where they are empty, with the same SEQUENCE if the hash is."""
    name = "feed_events"
    occurrence = reference("occurrence", _tables[name].c.occurrence_id, "occurrences", "id")
    return Section(
        name,
        _tables[name],
        (occurrence, *_fields(name, "content_hash", "sequence", "modified_at")),
        filled_in={"source_hash": "", "stamp": 0, "vevent": b""},
    )


SECTIONS = (
    _organisation(),
    _local_days(),
    _rings(),
    _bodies(),
    _series(),
    _year_plans(),
    _occurrences(),
    _occurrence_changes(),
    _items(),
    _stops(),
    _stop_changes(),
    _feeds(),
    _feed_events(),
)
BY_NAME = {section.name: section for section in SECTIONS}
