"""Local days: the school holidays and closing days that one municipality keeps."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays
from wheel.errors import NotFoundError
from wheel.store.tables import LocalDaysRow


def all_local_days(session: Session) -> tuple[LocalDays, ...]:
    """All of them, in the order of their first days."""
    rows = session.scalars(select(LocalDaysRow).order_by(LocalDaysRow.start_day, LocalDaysRow.id))
    return tuple(_value(row) for row in rows)


def local_days_in(session: Session, span: DateSpan) -> tuple[LocalDays, ...]:
    """Those that have a day in the span, in the order of their first days."""
    query = select(LocalDaysRow).where(LocalDaysRow.start_day < span.end, LocalDaysRow.end_day > span.start)
    return tuple(_value(row) for row in session.scalars(query.order_by(LocalDaysRow.start_day, LocalDaysRow.id)))


def find_local_days(session: Session, days_id: str) -> LocalDays:
    """Raises NotFoundError."""
    return _value(_row(session, days_id))


def add_local_days(session: Session, days: LocalDays) -> str:
    """Add them; their public id."""
    row = LocalDaysRow(kind=days.kind, name=days.name, start_day=days.span.start, end_day=days.span.end)
    session.add(row)
    session.flush()
    return row.public_id


def save_local_days(session: Session, days: LocalDays) -> None:
    """Write changed days over the stored ones, whose version rises."""
    row = _row(session, days.id)
    row.kind, row.name = days.kind, days.name
    row.start_day, row.end_day = days.span.start, days.span.end
    row.version += 1
    session.flush()


def delete_local_days(session: Session, days_id: str) -> None:
    session.delete(_row(session, days_id))
    session.flush()


def _row(session: Session, days_id: str) -> LocalDaysRow:
    row = session.scalar(select(LocalDaysRow).where(LocalDaysRow.public_id == days_id))
    if row is None:
        raise NotFoundError("There are no such days in the calendar. Somebody may have deleted them.")
    return row


def _value(row: LocalDaysRow) -> LocalDays:
    span = DateSpan(row.start_day, row.end_day)
    return LocalDays(row.kind, row.name, span, row.public_id, row.version)
