"""What a section of a plan document is, and the fields that several sections have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, true

from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.store.documents.fields import Field, Schema, plain
from wheel.store.tables import Base

Row = dict[str, Any]
"""Values by column."""

TABLES = Base.metadata.tables
# Ids stand in addresses and in calendar UIDs.
ID: Schema = {"pattern": "^[A-Za-z0-9_-]{1,32}$", "description": "an id of at most 32 letters, digits, - and _"}
YEAR: Schema = {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}
FROM_ONE: Schema = {"minimum": 1}


@dataclass(frozen=True)
class Nested:
    """Records that stand within another record, as a list under `key`."""

    key: str
    table: Table
    parent: Column[Any]
    fields: tuple[Field, ...]


def _as_it_is(row: Row) -> Row:
    return row


@dataclass(frozen=True)
class Section:
    """The records of one table. `named_by` is the key by which other records refer to one of these.

    `filled_in` holds the columns that are not in the document, as they are after loading. `conditions` is what the
    schema asks of several fields together; `settled` gives the row its usual form, and raises InvalidInputError for
    what no schema can tell. `only` says which rows of the table are the plan's; None for all. `is_optional`: earlier
    releases wrote no such section. `is_history`: what is in it is never changed, so a record refers to earlier ones
    only. `after` are sections that this one's rules look at, besides those that its fields refer to.
    """

    name: str
    table: Table
    fields: tuple[Field, ...]
    named_by: str | None = None
    nested: Nested | None = None
    is_single: bool = False
    is_optional: bool = False
    is_history: bool = False
    after: frozenset[str] = frozenset()
    filled_in: Mapping[str, object] = field(default_factory=dict)
    conditions: Schema = field(default_factory=dict)
    settled: Callable[[Row], Row] = _as_it_is
    only: ColumnElement[bool] | None = None

    @property
    def rows(self) -> ColumnElement[bool]:
        """Which rows of the table are the plan's."""
        return true() if self.only is None else self.only

    @property
    def needs(self) -> frozenset[str]:
        """The sections that must have been read before this one."""
        return (self.after | {found.refers_to for found in self.fields if found.refers_to}) - {self.name}

    @property
    def name_column(self) -> Column[Any]:
        """The column of `named_by`, for a section that others refer to."""
        return next(found.columns[0] for found in self.fields if found.key == self.named_by)


def fields_of(table: str, *names: str) -> tuple[Field, ...]:
    return tuple(plain(TABLES[table].c[name]) for name in names)


def id_of(table: str) -> Field:
    return plain(TABLES[table].c.public_id, key="id", **ID)


def version_of(table: str) -> Field:
    return plain(TABLES[table].c.version, **FROM_ONE)
