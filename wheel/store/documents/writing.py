"""Writes the plan as a document, record by record, so that its size does not matter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from sqlalchemy import Column, FromClause, Select, String, Table, collate, select
from sqlalchemy.orm import Session

from wheel.errors import RefusedError
from wheel.store.documents.fields import Field
from wheel.store.documents.section import Nested, Section
from wheel.store.documents.sections import BY_NAME, FORMAT, SECTIONS, VERSION

ROWS_AT_ONCE = 1000
# Each database's order of texts that asks no language.
_BY_BYTES = {"sqlite": "BINARY", "postgresql": "C"}

Record = dict[str, object]

_json = json.JSONEncoder(ensure_ascii=False).encode


def write_document(session: Session, out: TextIO) -> dict[str, int]:
    """Write everything, the same bytes for the same plan on every database; how many records, by section.

    `out` takes UTF-8 and leaves line ends as they are. Raises RefusedError, before writing, if there is no plan.
    """
    organisation, *sections = SECTIONS
    found = list(_records(session, organisation))
    if not found:
        raise RefusedError("There is no organisation yet, so there is nothing to write.")
    out.write(f'{{\n"format": {_json(FORMAT)},\n"version": {VERSION},\n"{organisation.name}": {_json(found[0])}')
    counts = {organisation.name: 1}
    for section in sections:
        out.write(f',\n"{section.name}": [')
        counts[section.name] = _write_records(_records(session, section), out)
        out.write("]")
    out.write("\n}\n")
    return counts


def _write_records(records: Iterable[Record], out: TextIO) -> int:
    count = 0
    for count, record in enumerate(records, start=1):
        out.write(("\n" if count == 1 else ",\n") + _json(record))
    out.write("\n" if count else "")
    return count


def _records(session: Session, section: Section) -> Iterator[Record]:
    """The section's records in the order in which they were added, which loading keeps."""
    nested = _nested_records(session, section.nested) if section.nested else None
    with session.execute(_query(session, section).execution_options(yield_per=ROWS_AT_ONCE)) as rows:
        for row_id, *values in rows:
            record = _record(section.fields, values)
            if section.nested and nested is not None:
                record[section.nested.key] = nested.get(row_id, [])
            yield record


def _nested_records(session: Session, nested: Nested) -> dict[int, list[Record]]:
    columns = [column for field in nested.fields for column in field.columns]
    found: dict[int, list[Record]] = {}
    for row_id, *values in session.execute(select(nested.parent, *columns).order_by(nested.table.c.id)):
        found.setdefault(row_id, []).append(_record(nested.fields, values))
    return found


def _query(session: Session, section: Section) -> Select[Any]:
    """The row id (the year, of a year plan) and the fields' columns, with names in place of the row ids they hold."""
    source: FromClause = section.table
    columns: list[Column[Any]] = []
    for field in section.fields:
        if field.refers_to is None:
            columns += field.columns
            continue
        name = BY_NAME[field.refers_to].name_column
        target = name.table.alias()
        source = source.outerjoin(target, target.c.id == field.columns[0])
        columns.append(target.c[name.name])
    numbers, texts = _key_of(section.table)
    order = (*numbers, *(collate(column, _BY_BYTES[session.get_bind().dialect.name]) for column in texts))
    return select(numbers[0], *columns).select_from(source).where(section.rows).order_by(*order)


def _key_of(table: Table) -> tuple[list[Column[Any]], list[Column[Any]]]:
    """The numbers that tell its rows apart, which rise as rows are added, and the texts that do."""
    texts = [column for column in table.primary_key if isinstance(column.type, String)]
    return [column for column in table.primary_key if column not in set(texts)], texts


def _record(fields: Sequence[Field], values: Sequence[Any]) -> Record:
    record: Record = {}
    at = 0
    for field in fields:
        end = at + len(field.columns)
        record[field.key] = field.write(*values[at:end])
        at = end
    return record
