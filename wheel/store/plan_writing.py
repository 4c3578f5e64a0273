"""Writes what was decided of planned occurrences, in the plan or in the draft beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from wheel.core.plan_state_documents import state_to_document
from wheel.core.plan_states import UNTOUCHED, Layer, LayerState, PlanState, StateChange
from wheel.errors import RefusedError
from wheel.store.batches import in_batches
from wheel.store.stamps import BY_ROW, note_occurrences
from wheel.store.tables import Base, OccurrenceChangeRow, OccurrenceDraftRow, OccurrenceRow, SeriesRow, StopRow
from wheel.store.tables.base import new_public_id

__all__ = ["apply_state_changes", "new_public_id"]


# Thousands of rows at once: by the table they are written in half the time that the mapped class takes.
_OCCURRENCES = Base.metadata.tables[OccurrenceRow.__tablename__]


def apply_state_changes(session: Session, changes: Iterable[StateChange]) -> None:
    """Write what was decided of occurrences, in either layer; so many statements, however many changes there are.

    Raises RefusedError where something is to go that somebody has decided something about.
    """
    changes = tuple(changes)
    _insert(session, [change for change in changes if _is_new(change)])
    others = [change for change in changes if not _is_new(change)]
    rows = _rows_by_id(session, {change.occurrence_id for change in others})
    _update(session, rows, others)
    _write_drafts(session, {rows[c.occurrence_id].id: c.after for c in others if c.layer is Layer.DRAFT})
    gone = [rows[c.occurrence_id].id for c in others if c.layer is Layer.PLAN and not isinstance(c.after, PlanState)]
    _remove(session, gone)
    if changes:
        # Rows that this session holds were changed behind its back.
        session.expire_all()
        note_occurrences(session, (row.id for row in rows.values()))


def _is_new(change: StateChange) -> bool:
    return change.layer is Layer.PLAN and not isinstance(change.before, PlanState)


def _insert(session: Session, changes: Sequence[StateChange]) -> None:
    if not changes:
        return
    series = _series_row_ids(session, {change.series_id for change in changes})
    session.execute(
        insert(_OCCURRENCES),
        [
            {
                "public_id": change.occurrence_id,
                "series_id": series[change.series_id],
                "plan_year": change.plan_year,
                **_columns(change.after),
            }
            for change in changes
            if isinstance(change.after, PlanState)
        ],
    )


def _series_row_ids(session: Session, series: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in in_batches(series):
        rows = session.execute(select(SeriesRow.public_id, SeriesRow.id).where(SeriesRow.public_id.in_(some)))
        found |= {public_id: row_id for public_id, row_id in rows}  # noqa: C416 - rows are no pairs to dict()
    if len(found) < len(set(series)):
        raise RefusedError("The series of an event has been deleted since, so the event cannot come back.")
    return found


def _columns(state: PlanState) -> dict[str, object]:
    return {
        "slot_start": state.slot.start,
        "slot_end": state.slot.end,
        "start_day": state.span.start,
        "end_day": state.span.end,
        "precision": state.precision,
        "words": state.words,
        "start_time": state.start_time,
        "end_time": state.end_time,
        "place": state.place,
        "note": state.note,
        "status": state.status,
        "because": state.because,
        "is_moved": state.is_moved,
        "is_extra": state.is_extra,
        "is_in_draft": state.is_in_draft,
        "rule_says_start": state.rule_says.start if state.rule_says else None,
        "rule_says_end": state.rule_says.end if state.rule_says else None,
        "is_unasked": state.is_unasked,
    }


def _rows_by_id(session: Session, ids: Collection[str]) -> dict[str, Any]:
    """Row id and version, by public id."""
    session.flush()
    found: dict[str, Any] = {}
    columns = (OccurrenceRow.public_id, OccurrenceRow.id, OccurrenceRow.version)
    for some in in_batches(ids):
        found |= {row.public_id: row for row in session.execute(select(*columns).where(columns[0].in_(some)))}
    return found


def _update(session: Session, rows: Mapping[str, Any], changes: Sequence[StateChange]) -> None:
    """One statement for all that get new columns, and one for those of which only the draft says something else."""
    written: dict[int, dict[str, object]] = {}
    for change in changes:
        row = rows[change.occurrence_id]
        values = written.setdefault(row.id, {"id": row.id, "version": row.version + 1})
        if change.layer is Layer.PLAN and isinstance(change.after, PlanState):
            values |= _columns(change.after)
    for is_whole in (True, False):
        some = [values for values in written.values() if (len(values) > 2) is is_whole]
        if some:
            session.execute(update(OccurrenceRow), some, execution_options=BY_ROW)


def _write_drafts(session: Session, states: Mapping[int, LayerState]) -> None:
    for some in in_batches(states):
        session.execute(delete(OccurrenceDraftRow).where(OccurrenceDraftRow.occurrence_id.in_(some)))
    rows = [
        {"occurrence_id": row_id, "state": state_to_document(state) if isinstance(state, PlanState) else None}
        for row_id, state in states.items()
        if state != UNTOUCHED
    ]
    if rows:
        session.execute(insert(OccurrenceDraftRow), rows)


def _remove(session: Session, row_ids: Sequence[int]) -> None:
    for some in in_batches(row_ids):
        for used in (StopRow.occurrence_id, OccurrenceChangeRow.occurrence_id):
            if session.scalar(select(used).where(used.in_(some)).limit(1)) is not None:
                raise RefusedError(
                    "Something has been decided about an event since, so it cannot go. Cancel it instead."
                )
        session.execute(delete(OccurrenceRow).where(OccurrenceRow.id.in_(some)))
