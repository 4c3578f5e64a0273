"""Loads the records of one section: checked, their references looked up, and inserted in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import PrimaryKeyConstraint, Table, UniqueConstraint, bindparam, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from wheel.errors import InvalidInputError
from wheel.store.documents.complaints import require_valid
from wheel.store.documents.fields import Field
from wheel.store.documents.parts import place
from wheel.store.documents.section import Nested, Row, Section

ROWS_AT_ONCE = 1000

Names = dict[str, dict[str, int]]
"""By section, the row id of every record by the name that others refer to it by."""


class RecordLoader:
    """Loads one section, once. Adds its records' row ids to `names`, and calls `tell` after every batch."""

    def __init__(self, session: Session, section: Section, names: Names, tell: Callable[[], None]) -> None:
        self._session = session
        self._section = section
        self._names = names
        self._tell = tell
        self._unique = _Unique(section.table, section.fields)
        self._count = 0
        self._rows: list[Row] = []
        # What can only be written when all of the section is there: references within it, and what it nests.
        self._inner: list[tuple[int, str, Field, str]] = []
        self._nested: list[Row] = []

    def load(self, records: Iterator[object]) -> int:
        """How many there were. Raises InvalidInputError naming the record and the field that is wrong."""
        for record in records:
            self._count += 1
            try:
                row = self._row(record)
            except InvalidInputError as error:
                raise _placed(self._section, self._count, error) from error
            self._rows.append(row)
            if len(self._rows) == ROWS_AT_ONCE:
                self._flush()
        self._flush()
        self._keep_names()
        self._write_inner_references()
        self._write_nested()
        return self._count

    def _row(self, record: Any) -> Row:
        require_valid(self._section, record)
        row, named = dict(self._section.filled_in), Row()
        for field in self._section.fields:
            value = record.get(field.key, field.usual)
            if field.refers_to is not None:
                row[field.names[0]] = self._row_id(field, value, record)
                if row[field.names[0]] is None:
                    named[field.names[0]] = value
            else:
                _read_into(row, field, value)
        row = self._section.settled(row)
        # What refers to a record of its own section has no row id yet, so references are told apart by their names.
        self._unique.require_new(row | named, self._count)
        if self._section.nested:
            self._take_nested(self._section.nested, record)
        return row

    def _row_id(self, field: Field, name: Any, record: Mapping[str, Any]) -> int | None:
        if name is None:
            return None
        if field.refers_to == self._section.name and self._section.is_history:
            return self._earlier(field, name)
        if field.refers_to == self._section.name:
            self._inner.append((self._count, record[str(self._section.named_by)], field, name))
            return None
        return self._known(field, name)

    def _known(self, field: Field, name: str) -> int:
        row_id = self._names[str(field.refers_to)].get(name)
        if row_id is None:
            raise InvalidInputError(
                'there is no "%(name)s" in "%(section)s".', field=field.key, name=name, section=field.refers_to
            )
        return row_id

    def _earlier(self, field: Field, name: str) -> int:
        """The row id of a record before this one: history is never changed, so none can be filled in later."""
        self._flush()
        section = self._section
        row_id = self._session.scalar(select(section.table.c.id).where(section.name_column == name))
        if row_id is None:
            raise InvalidInputError(
                'there is no "%(name)s" before it in "%(section)s".', field=field.key, name=name, section=section.name
            )
        return int(row_id)

    def _take_nested(self, nested: Nested, record: Mapping[str, Any]) -> None:
        within = record[str(self._section.named_by)]
        unique = _Unique(nested.table, nested.fields, within=nested.parent.name)
        for index, inner in enumerate(record.get(nested.key, ())):
            row: Row = {nested.parent.name: within}
            try:
                for field in nested.fields:
                    _read_into(row, field, inner.get(field.key, field.usual))
                unique.require_new(row, index + 1)
            except InvalidInputError as error:
                inside = f"{nested.key}[{index}].{error.field}"
                raise InvalidInputError(error.message, **error.details, field=inside) from error
            self._nested.append(row)

    def _flush(self) -> None:
        if self._rows:
            _insert(self._session, self._section.table, self._rows, place(self._section.name, self._count))
            self._rows = []
        self._tell()

    def _keep_names(self) -> None:
        if self._section.named_by:
            found = self._session.execute(select(self._section.name_column, self._section.table.c.id))
            self._names[self._section.name] = dict(found.all())

    def _write_inner_references(self) -> None:
        own = self._names.get(self._section.name, {})
        for number, name, field, other in self._inner:
            try:
                target = self._known(field, other)
            except InvalidInputError as error:
                raise _placed(self._section, number, error) from error
            table, column = self._section.table, field.names[0]
            self._session.execute(
                update(table).where(table.c.id == bindparam("of")).values({column: bindparam("to")}),
                {"of": own[name], "to": target},
            )

    def _write_nested(self) -> None:
        nested = self._section.nested
        if nested is None or not self._nested:
            return
        own = self._names[self._section.name]
        rows = [{**row, nested.parent.name: own[row[nested.parent.name]]} for row in self._nested]
        _insert(self._session, nested.table, rows, f"{self._section.name}: {nested.key}")


def _read_into(row: Row, field: Field, value: Any) -> None:
    try:
        row.update(zip(field.names, field.read(value), strict=True))
    except InvalidInputError as error:
        raise InvalidInputError(error.message, **error.details, field=error.field or field.key) from error


def _placed(section: Section, number: int, error: InvalidInputError) -> InvalidInputError:
    where = place(section.name, 0 if section.is_single else number)
    return InvalidInputError(
        "%(place)s: %(field_name)s%(problem)s",
        field=error.field,
        place=where,
        field_name=f"{error.field}: " if error.field else "",
        problem=str(error),
    )


def _insert(session: Session, table: Table, rows: list[Row], up_to: str) -> None:
    try:
        session.execute(insert(table), rows)
    except (IntegrityError, DataError) as error:
        raise InvalidInputError(
            "%(place)s, or one of the %(count)s before it: the database refuses it, because it breaks a rule there.",
            place=up_to,
            count=len(rows) - 1,
        ) from error


def _uniques(table: Table) -> Iterator[PrimaryKeyConstraint | UniqueConstraint]:
    for constraint in table.constraints:
        if isinstance(constraint, (PrimaryKeyConstraint, UniqueConstraint)):
            yield constraint


class _Unique:
    """What no two records may share, by the table's own constraints and unique indexes."""

    def __init__(self, table: Table, fields: tuple[Field, ...], within: str = "") -> None:
        key_of = {name: field.key for field in fields for name in field.names}
        self._keys: list[tuple[tuple[str, ...], str, dict[tuple[Any, ...], int]]] = []
        for constraint in (*_uniques(table), *(index for index in table.indexes if index.unique)):
            columns = tuple(column.name for column in constraint.columns)
            if set(columns) <= {*key_of, within}:
                shown = '" and "'.join(key_of[column] for column in columns if column != within)
                self._keys.append((columns, shown, {}))
        self._keys.sort(key=lambda key: key[0])

    def require_new(self, row: Row, number: int) -> None:
        for columns, shown, seen in self._keys:
            values = tuple(row[column] for column in columns)
            if None not in values and seen.setdefault(values, number) != number:
                raise InvalidInputError(
                    'number %(other)s has the same "%(keys)s" already.',
                    field=shown.partition('"')[0],
                    other=seen[values],
                    keys=shown,
                )
