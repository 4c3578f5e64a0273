"""Rings: the bands of the wheel, in their order from the outermost in, and the series drawn in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wheel.core.occurrences import Ring
from wheel.errors import NotFoundError
from wheel.store.tables import BodyRow, RingRow, SeriesRow


def all_rings(session: Session) -> tuple[Ring, ...]:
    """The rings from the outermost in."""
    rows = session.scalars(select(RingRow).order_by(RingRow.position, RingRow.id))
    return tuple(_value(row) for row in rows)


def find_ring(session: Session, key: str) -> Ring:
    """Raises NotFoundError."""
    return _value(_row(session, key))


def main_ring(session: Session, body: str) -> str | None:
    """The key of the ring in which most of a body's series are drawn, the outermost of several; None without series."""
    return session.scalar(
        select(RingRow.key)
        .join(SeriesRow, SeriesRow.ring_id == RingRow.id)
        .join(BodyRow, BodyRow.id == SeriesRow.body_id)
        .where(BodyRow.short_name == body)
        .group_by(RingRow.id, RingRow.key, RingRow.position)
        .order_by(func.count().desc(), RingRow.position, RingRow.id)
        .limit(1)
    )


def lock_ring(session: Session, key: str) -> Ring:
    """The ring, with everybody else made to wait who changes it or puts a series into it."""
    row = session.scalar(
        select(RingRow).where(RingRow.key == key).with_for_update().execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFoundError("There is no ring called %(name)s.", name=key)
    return _value(row)


def innermost_place(session: Session) -> int:
    """The position of the innermost ring; 0 where there is none."""
    return session.scalar(select(func.max(RingRow.position))) or 0


def add_ring(session: Session, ring: Ring, position: int) -> None:
    session.add(RingRow(key=ring.key, name=ring.name, colour=ring.colour, position=position))


def save_ring(session: Session, ring: Ring) -> None:
    """Write a changed ring over the stored one, whose version rises."""
    row = _row(session, ring.key)
    row.name, row.colour = ring.name, ring.colour
    row.version += 1
    session.flush()


def order_rings(session: Session, keys: Sequence[str], moved: str) -> None:
    """Put the rings in that order; only the version of the one that was `moved` rises."""
    rows = {row.key: row for row in session.scalars(select(RingRow))}
    for position, key in enumerate(keys, start=1):
        rows[key].position = position
    rows[moved].version += 1
    session.flush()


def delete_ring(session: Session, key: str) -> None:
    """Take an unused ring away."""
    session.delete(_row(session, key))
    session.flush()


def series_in_rings(session: Session) -> dict[str, tuple[str, ...]]:
    """The titles of the series of each ring that has any, by the ring's key."""
    found = defaultdict(list)
    query = select(RingRow.key, SeriesRow.title).join(RingRow, RingRow.id == SeriesRow.ring_id)
    for key, title in session.execute(query.order_by(SeriesRow.title, SeriesRow.id)):
        found[key].append(title)
    return {key: tuple(titles) for key, titles in found.items()}


def _row(session: Session, key: str) -> RingRow:
    row = session.scalar(select(RingRow).where(RingRow.key == key))
    if row is None:
        raise NotFoundError("There is no ring called %(name)s.", name=key)
    return row


def _value(row: RingRow) -> Ring:
    return Ring(key=row.key, name=row.name, colour=row.colour, version=row.version)
