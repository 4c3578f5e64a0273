"""Reading occurrences: one indexed range query, filtered for the viewer, handed out as core values."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import PlanStatus
from wheel.core.stops import StopState
from wheel.errors import NotFoundError
from wheel.store.tables import BodyRow, OccurrenceRow, RingRow, SeriesRow, StopRow, YearPlanRow
from wheel.store.visibility import visible_occurrence


def occurrences_between(
    session: Session,
    viewer: Viewer,
    span: DateSpan,
    *,
    rings: Collection[str] | None = None,
    bodies: Collection[str] | None = None,
    kinds: Collection[Kind] | None = None,
    with_blocked: bool = False,
) -> tuple[Occurrence, ...]:
    """What happens at least partly within `span`, by date. None for a filter means all."""
    query = _visible(viewer).where(_touches(span))
    if rings is not None:
        query = query.where(RingRow.key.in_(rings))
    if bodies is not None:
        query = query.where(BodyRow.short_name.in_(bodies))
    if kinds is not None:
        query = query.where(SeriesRow.kind.in_(kinds))
    if not with_blocked:
        query = query.where(OccurrenceRow.status != Status.BLOCKED)
    rows = session.execute(query.order_by(OccurrenceRow.start_day, OccurrenceRow.start_time, OccurrenceRow.id)).all()
    counts = _item_counts(session, _touches(span))
    return tuple(_value(row, counts.get(row.row_id, 0)) for row in rows)


def occurrences_of_rows(session: Session, viewer: Viewer, row_ids: Collection[int]) -> tuple[Occurrence, ...]:
    """Those of these rows that the viewer may know of and that happen, in no order."""
    query = _visible(viewer).where(OccurrenceRow.id.in_(row_ids), OccurrenceRow.status != Status.BLOCKED)
    rows = session.execute(query).all()
    counts = _item_counts(session, OccurrenceRow.id.in_(row_ids))
    return tuple(_value(row, counts.get(row.row_id, 0)) for row in rows)


def public_ids_of_rows(session: Session, row_ids: Collection[int]) -> frozenset[str]:
    """The public ids of these rows, whoever may know of them."""
    return frozenset(session.scalars(select(OccurrenceRow.public_id).where(OccurrenceRow.id.in_(row_ids))))


def find_occurrence(session: Session, viewer: Viewer, occurrence_id: str) -> Occurrence:
    """Raises NotFoundError also when the viewer may not know of it."""
    row = session.execute(_visible(viewer).where(OccurrenceRow.public_id == occurrence_id)).one_or_none()
    if row is None:
        raise NotFoundError("There is no such event.")
    counts = _item_counts(session, OccurrenceRow.id == row.row_id)
    return _value(row, counts.get(row.row_id, 0))


def occurrence_row(session: Session, occurrence_id: str) -> OccurrenceRow:
    row = session.scalar(select(OccurrenceRow).where(OccurrenceRow.public_id == occurrence_id))
    if row is None:
        raise NotFoundError("There is no such event.")
    return row


# Columns, for a wheel reads thousands of them at once: as entities they would take three times as long.
_COLUMNS = (
    OccurrenceRow.id.label("row_id"),
    OccurrenceRow.public_id,
    SeriesRow.public_id.label("series_id"),
    SeriesRow.title,
    SeriesRow.kind,
    RingRow.key.label("ring"),
    OccurrenceRow.start_day,
    OccurrenceRow.end_day,
    OccurrenceRow.slot_start,
    OccurrenceRow.slot_end,
    OccurrenceRow.precision,
    OccurrenceRow.words,
    OccurrenceRow.start_time,
    OccurrenceRow.end_time,
    OccurrenceRow.place,
    OccurrenceRow.note,
    SeriesRow.note.label("series_note"),
    OccurrenceRow.status,
    OccurrenceRow.because,
    OccurrenceRow.is_moved,
    OccurrenceRow.rule_says_start,
    OccurrenceRow.rule_says_end,
    OccurrenceRow.is_unasked,
    OccurrenceRow.is_extra,
    OccurrenceRow.version,
    SeriesRow.reading,
    BodyRow.short_name.label("body"),
    BodyRow.name.label("body_name"),
    SeriesRow.visibility,
    YearPlanRow.status.label("plan_status"),
)


def _visible(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(*_COLUMNS)
        .select_from(OccurrenceRow)
        .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .join(RingRow, RingRow.id == SeriesRow.ring_id)
        .outerjoin(BodyRow, BodyRow.id == SeriesRow.body_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(visible_occurrence(viewer))
    )


def _touches(span: DateSpan) -> ColumnElement[bool]:
    return and_(OccurrenceRow.start_day < span.end, OccurrenceRow.end_day > span.start)


def _item_counts(session: Session, are_asked_for: ColumnElement[bool]) -> dict[int, int]:
    rows = session.execute(
        select(OccurrenceRow.id, func.count())
        .join(StopRow, StopRow.occurrence_id == OccurrenceRow.id)
        .where(are_asked_for, StopRow.state != StopState.WITHDRAWN)
        .group_by(OccurrenceRow.id)
    )
    return dict(rows.all())


def _value(row: Row[*tuple[Any, ...]], item_count: int) -> Occurrence:
    rule_says = None
    if row.rule_says_start is not None and row.rule_says_end is not None:
        rule_says = DateSpan(row.rule_says_start, row.rule_says_end)
    return Occurrence(
        id=row.public_id,
        series_id=row.series_id,
        title=row.title,
        kind=row.kind,
        ring=row.ring,
        span=DateSpan(row.start_day, row.end_day),
        slot=DateSpan(row.slot_start, row.slot_end),
        precision=row.precision,
        words=row.words,
        start_time=row.start_time,
        end_time=row.end_time,
        place=row.place,
        note=row.note or row.series_note,
        status=row.status,
        because=row.because,
        is_moved=row.is_moved,
        rule_says=rule_says,
        is_unasked=row.is_unasked,
        reading=row.reading,
        body=row.body,
        body_name=row.body_name,
        visibility=row.visibility,
        is_draft=row.plan_status is not PlanStatus.PUBLISHED,
        is_extra=row.is_extra,
        item_count=item_count,
        version=row.version,
    )
