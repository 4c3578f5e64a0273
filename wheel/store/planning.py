"""Planned occurrences: what the plan says of each, what the draft beside a published year says otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import Session

from wheel.core.agenda import StopState
from wheel.core.dates import DateSpan
from wheel.core.plan_state_documents import state_from_document, state_to_document
from wheel.core.plan_states import ABSENT, UNTOUCHED, Layer, LayerState, PlanState, StateChange, effective
from wheel.errors import NotFoundError, RefusedError
from wheel.store.batches import in_batches
from wheel.store.stamps import note_change
from wheel.store.tables import BodyRow, OccurrenceChangeRow, OccurrenceDraftRow, OccurrenceRow, SeriesRow, StopRow
from wheel.store.tables.base import new_public_id

__all__ = [
    "Planned",
    "apply_state_changes",
    "find_planned",
    "lock_agendas",
    "new_public_id",
    "planned_by_ids",
    "planned_in_years",
]


@dataclass(frozen=True)
class Planned:
    """A stored occurrence with both layers. `version` rises whenever either changes."""

    id: str
    series_id: str
    plan_year: int
    plan: PlanState
    draft: LayerState
    has_items: bool
    has_history: bool
    version: int

    @property
    def state(self) -> PlanState | None:
        """What a planner works on; None if the draft takes it away."""
        found = effective(self.plan, self.draft)
        return found if isinstance(found, PlanState) else None

    def changed(self, layer: Layer, after: LayerState) -> StateChange:
        """The change that gives the layer that state. A draft that says what the plan says says nothing."""
        if layer is Layer.PLAN or self.plan.is_in_draft:
            return StateChange(self.id, self.series_id, self.plan_year, Layer.PLAN, self.plan, after)
        after = UNTOUCHED if after == self.plan else after
        return StateChange(self.id, self.series_id, self.plan_year, Layer.DRAFT, self.draft, after)


def planned_in_years(session: Session, years: Collection[int], series: Collection[str] | None = None) -> list[Planned]:
    """The stored occurrences of those years' plans, of all series or of some (public ids), by slot."""
    wanted = [OccurrenceRow.plan_year.in_(years)]
    if series is not None:
        wanted.append(SeriesRow.public_id.in_(series))
    return _planned(session, *wanted)


def planned_by_ids(session: Session, occurrences: Collection[str]) -> dict[str, Planned]:
    """Those of the occurrences (public ids) that there are."""
    found = (_planned(session, OccurrenceRow.public_id.in_(some)) for some in in_batches(occurrences))
    return {planned.id: planned for several in found for planned in several}


def lock_agendas(session: Session, year: int) -> None:
    """Make everybody who places items at what the year's plan holds wait: what they place is seen after that.

    The bodies are locked in one order, so that no two people wait for each other.
    """
    with_meetings = (
        select(SeriesRow.body_id)
        .join(OccurrenceRow, OccurrenceRow.series_id == SeriesRow.id)
        .where(OccurrenceRow.plan_year == year)
    )
    session.execute(select(BodyRow.id).where(BodyRow.id.in_(with_meetings)).order_by(BodyRow.id).with_for_update())
    session.expire_all()


def find_planned(session: Session, occurrence_id: str) -> Planned:
    """Raises NotFoundError."""
    found = _planned(session, OccurrenceRow.public_id == occurrence_id)
    if not found:
        raise NotFoundError("There is no such event.")
    return found[0]


_PLAN_COLUMNS = (
    OccurrenceRow.slot_start,
    OccurrenceRow.slot_end,
    OccurrenceRow.start_day,
    OccurrenceRow.end_day,
    OccurrenceRow.precision,
    OccurrenceRow.words,
    OccurrenceRow.start_time,
    OccurrenceRow.end_time,
    OccurrenceRow.place,
    OccurrenceRow.note,
    OccurrenceRow.status,
    OccurrenceRow.because,
    OccurrenceRow.is_moved,
    OccurrenceRow.is_extra,
    OccurrenceRow.is_in_draft,
    OccurrenceRow.rule_says_start,
    OccurrenceRow.rule_says_end,
    OccurrenceRow.is_unasked,
)


def _planned(session: Session, *wanted: ColumnElement[bool]) -> list[Planned]:
    with_items = select(StopRow.occurrence_id).where(StopRow.state == StopState.PLACED)
    with_history = select(OccurrenceChangeRow.occurrence_id)
    rows = session.execute(
        select(
            OccurrenceRow.public_id,
            SeriesRow.public_id.label("series_id"),
            OccurrenceRow.plan_year,
            OccurrenceRow.version,
            OccurrenceRow.id.in_(with_items).label("has_items"),
            OccurrenceRow.id.in_(with_history).label("has_history"),
            OccurrenceDraftRow.occurrence_id.label("draft_of"),
            OccurrenceDraftRow.state.label("draft_state"),
            *_PLAN_COLUMNS,
        )
        .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(OccurrenceDraftRow, OccurrenceDraftRow.occurrence_id == OccurrenceRow.id)
        .where(*wanted)
        .order_by(OccurrenceRow.slot_start, OccurrenceRow.id)
    )
    return [
        Planned(
            id=row.public_id,
            series_id=row.series_id,
            plan_year=row.plan_year,
            plan=_plan_state(row),
            draft=_draft_state(row),
            has_items=bool(row.has_items),
            has_history=bool(row.has_history),
            version=row.version,
        )
        for row in rows
    ]


def _plan_state(row: Any) -> PlanState:
    says = None
    if row.rule_says_start is not None and row.rule_says_end is not None:
        says = DateSpan(row.rule_says_start, row.rule_says_end)
    return PlanState(
        slot=DateSpan(row.slot_start, row.slot_end),
        span=DateSpan(row.start_day, row.end_day),
        precision=row.precision,
        words=row.words,
        start_time=row.start_time,
        end_time=row.end_time,
        place=row.place,
        note=row.note,
        status=row.status,
        because=row.because,
        is_moved=row.is_moved,
        is_extra=row.is_extra,
        is_in_draft=row.is_in_draft,
        rule_says=says,
        is_unasked=row.is_unasked,
    )


def _draft_state(row: Any) -> LayerState:
    if row.draft_of is None:
        return UNTOUCHED
    return ABSENT if row.draft_state is None else state_from_document(row.draft_state)


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
        note_change(session)


def _is_new(change: StateChange) -> bool:
    return change.layer is Layer.PLAN and not isinstance(change.before, PlanState)


def _insert(session: Session, changes: Sequence[StateChange]) -> None:
    if not changes:
        return
    series = _series_row_ids(session, {change.series_id for change in changes})
    session.execute(
        insert(OccurrenceRow),
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
            session.execute(update(OccurrenceRow), some)


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
