"""What people did to occurrences, appended line by line."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wheel.store.tables import OccurrenceChangeRow, OccurrenceRow


def record_change(session: Session, occurrence_id: str, at: datetime, actor: str, action: str, **what: object) -> None:
    """Append a line to the occurrence's history; `what` may hold from_day, to_day and reason."""
    row_id = session.scalars(select(OccurrenceRow.id).where(OccurrenceRow.public_id == occurrence_id)).one()
    session.add(OccurrenceChangeRow(occurrence_id=row_id, at=at, actor=actor, action=action, **what))


def days_moved_between(session: Session, occurrences: Collection[str]) -> dict[str, set[date]]:
    """Every day that these occurrences (public ids) were ever moved from or to, by occurrence."""
    rows = session.execute(
        select(OccurrenceRow.public_id, OccurrenceChangeRow.from_day, OccurrenceChangeRow.to_day)
        .join(OccurrenceChangeRow, OccurrenceChangeRow.occurrence_id == OccurrenceRow.id)
        .where(OccurrenceRow.public_id.in_(occurrences))
    )
    found: dict[str, set[date]] = {}
    for public_id, *days in rows:
        found.setdefault(public_id, set()).update(day for day in days if day is not None)
    return found
