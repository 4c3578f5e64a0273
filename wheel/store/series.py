"""Series, kept with the document of their schedule."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from wheel.core.schedule import Schedule
from wheel.core.schedule_documents import schedule_from_document, schedule_to_document
from wheel.core.series import Series
from wheel.errors import NotFoundError
from wheel.store.bodies import body_row_id
from wheel.store.tables import BodyRow, RingRow, SeriesRow


def add_series(session: Session, series: Series) -> str:
    """Add a series; its public id. Raises NotFoundError if its ring or body is not there."""
    row = SeriesRow(**_columns(session, series))
    session.add(row)
    session.flush()
    return row.public_id


def save_series(session: Session, series: Series) -> None:
    """Write a changed series over the stored one, whose version rises."""
    row = _row(session, series.id)
    for name, value in _columns(session, series).items():
        setattr(row, name, value)
    row.version += 1
    session.flush()


def _columns(session: Session, series: Series) -> dict[str, object]:
    return {
        "title": series.title,
        "kind": series.kind,
        "body_id": body_row_id(session, series.body) if series.body else None,
        "ring_id": _ring_row_id(session, series.ring),
        "rule": schedule_to_document(series.schedule),
        "start_time": series.start_time,
        "end_time": series.end_time,
        "place": series.place,
        "note": series.note,
        "reading": series.reading,
        "visibility": series.visibility,
    }


def _ring_row_id(session: Session, key: str) -> int:
    ring_id = session.scalar(select(RingRow.id).where(RingRow.key == key))
    if ring_id is None:
        raise NotFoundError("There is no ring called %(name)s.", name=key)
    return ring_id


def replace_schedule(session: Session, series_id: str, schedule: Schedule) -> None:
    """Give a series another schedule; planning a year again then follows it."""
    row = _row(session, series_id)
    row.rule = schedule_to_document(schedule)
    row.version += 1
    session.flush()


def remove_series(session: Session, series_id: str) -> None:
    """Take away a series that has no occurrences."""
    session.delete(_row(session, series_id))
    session.flush()


def all_series(session: Session) -> tuple[Series, ...]:
    """Every series as it was entered: times and place left out are not filled in."""
    rows = session.execute(_SERIES.order_by(SeriesRow.id))
    return tuple(_value(row, ring, body) for row, ring, body in rows)


def find_series(session: Session, series_id: str) -> Series:
    """Raises NotFoundError."""
    found = session.execute(_SERIES.where(SeriesRow.public_id == series_id)).one_or_none()
    if found is None:
        raise NotFoundError("There is no such series.")
    return _value(*found)


_SERIES = (
    select(SeriesRow, RingRow.key, BodyRow.short_name)
    .join(RingRow, RingRow.id == SeriesRow.ring_id)
    .outerjoin(BodyRow, BodyRow.id == SeriesRow.body_id)
)


def lock_series(session: Session, series_id: str) -> Series:
    """The series, with everybody else who changes it made to wait."""
    row_id = session.scalar(select(SeriesRow.id).where(SeriesRow.public_id == series_id).with_for_update())
    if row_id is None:
        raise NotFoundError("There is no such series.")
    session.expire_all()
    return find_series(session, series_id)


def _row(session: Session, series_id: str) -> SeriesRow:
    row = session.scalar(select(SeriesRow).where(SeriesRow.public_id == series_id))
    if row is None:
        raise NotFoundError("There is no such series.")
    return row


def _value(row: SeriesRow, ring: str, body: str | None) -> Series:
    return Series(
        id=row.public_id,
        title=row.title,
        kind=row.kind,
        ring=ring,
        schedule=schedule_from_document(row.rule),
        body=body,
        start_time=row.start_time,
        end_time=row.end_time,
        place=row.place,
        note=row.note,
        reading=row.reading,
        visibility=row.visibility,
        version=row.version,
    )
