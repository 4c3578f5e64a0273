"""The plan's history: entries with what each changed, so that one can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, aliased

from wheel.core.access import Signature
from wheel.core.plan_history import EntryChange, PlanAction, PlanEntry, Subject
from wheel.errors import NotFoundError
from wheel.store.tables import Base, PlanEntryChangeRow, PlanEntryRow

# Thousands of rows at once: by the table they are written in half the time that the mapped class takes.
_CHANGES = Base.metadata.tables[PlanEntryChangeRow.__tablename__]


def append_entry(
    session: Session,
    signature: Signature,
    action: PlanAction,
    year: int,
    changes: Sequence[EntryChange],
    told: dict[str, Any],
    *,
    undoes: str | None = None,
) -> str:
    """Append one entry to the history; its public id."""
    undone = _row(session, undoes).id if undoes else None
    row = PlanEntryRow(at=signature.at, actor=signature.actor, action=action, year=year, told=told, undoes_id=undone)
    session.add(row)
    session.flush()
    if changes:
        session.execute(
            insert(_CHANGES),
            [
                {
                    "entry_id": row.id,
                    "subject": change.subject,
                    "subject_id": change.subject_id,
                    "before": change.before,
                    "after": change.after,
                }
                for change in changes
            ],
        )
    return row.public_id


def entries_of_year(session: Session, year: int, limit: int = 50) -> tuple[PlanEntry, ...]:
    """The year's newest entries, the newest first."""
    rows = session.execute(_ENTRIES.where(PlanEntryRow.year == year).order_by(PlanEntryRow.id.desc()).limit(limit))
    return tuple(_value(*row) for row in rows)


def latest_entry_about(session: Session, occurrence_id: str, since: datetime) -> PlanEntry | None:
    """The newest entry since that instant that changed the occurrence (its public id), in the plan or in the draft."""
    about = (
        PlanEntryChangeRow.subject.in_((Subject.PLAN, Subject.DRAFT)),
        PlanEntryChangeRow.subject_id == occurrence_id,
    )
    found = session.execute(
        _ENTRIES.join(PlanEntryChangeRow, PlanEntryChangeRow.entry_id == PlanEntryRow.id)
        .where(PlanEntryRow.at >= since, *about)
        .order_by(PlanEntryRow.id.desc())
        .limit(1)
    ).one_or_none()
    return _value(*found) if found else None


def find_entry(session: Session, entry_id: str) -> tuple[PlanEntry, tuple[EntryChange, ...]]:
    """An entry and what it changed, in order. Raises NotFoundError."""
    found = session.execute(_ENTRIES.where(PlanEntryRow.public_id == entry_id)).one_or_none()
    if found is None:
        raise NotFoundError("There is no such entry in the plan's history.")
    rows = session.scalars(
        select(PlanEntryChangeRow)
        .join(PlanEntryRow, PlanEntryRow.id == PlanEntryChangeRow.entry_id)
        .where(PlanEntryRow.public_id == entry_id)
        .order_by(PlanEntryChangeRow.id)
    )
    return _value(*found), tuple(EntryChange(row.subject, row.subject_id, row.before, row.after) for row in rows)


_UNDOES, _UNDONE_BY = aliased(PlanEntryRow), aliased(PlanEntryRow)
_ENTRIES = (
    select(PlanEntryRow, _UNDOES.public_id, _UNDONE_BY.id)
    .outerjoin(_UNDOES, _UNDOES.id == PlanEntryRow.undoes_id)
    .outerjoin(_UNDONE_BY, _UNDONE_BY.undoes_id == PlanEntryRow.id)
)


def _value(row: PlanEntryRow, undoes: str | None, undone_by: int | None) -> PlanEntry:
    return PlanEntry(
        id=row.public_id,
        at=row.at,
        actor=row.actor,
        action=row.action,
        year=row.year,
        told=dict(row.told),
        undoes=undoes,
        is_undone=undone_by is not None,
    )


def _row(session: Session, entry_id: str) -> PlanEntryRow:
    row = session.scalar(select(PlanEntryRow).where(PlanEntryRow.public_id == entry_id))
    if row is None:
        raise NotFoundError("There is no such entry in the plan's history.")
    return row
