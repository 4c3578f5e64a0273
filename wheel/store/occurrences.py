"""Reading occurrences: one indexed range query, filtered for the viewer, handed out as core values."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.agenda import StopState
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import PlanStatus
from wheel.errors import NotFoundError
from wheel.store.tables import BodyRow, OccurrenceRow, RingRow, SeriesRow, StopRow, YearPlanRow
from wheel.store.visibility import visible_occurrence


def occurrences_between(
    session: Session,
    viewer: Viewer,
    span: DateSpan,
    *,
    rings: Collection[str] | None = None,
    body: str | None = None,
    kinds: Collection[Kind] | None = None,
    with_blocked: bool = False,
) -> tuple[Occurrence, ...]:
    """What happens at least partly within `span`, by date. None for a filter means all."""
    query = _visible(viewer).where(OccurrenceRow.start_day < span.end, OccurrenceRow.end_day > span.start)
    if rings is not None:
        query = query.where(RingRow.key.in_(rings))
    if body is not None:
        query = query.where(BodyRow.short_name == body)
    if kinds is not None:
        query = query.where(SeriesRow.kind.in_(kinds))
    if not with_blocked:
        query = query.where(OccurrenceRow.status != Status.BLOCKED)
    rows = session.execute(query.order_by(OccurrenceRow.start_day, OccurrenceRow.start_time, OccurrenceRow.id)).all()
    counts = _item_counts(session, span)
    return tuple(_value(row, counts.get(row.OccurrenceRow.id, 0)) for row in rows)


def find_occurrence(session: Session, viewer: Viewer, occurrence_id: str) -> Occurrence:
    """Raises NotFoundError also when the viewer may not know of it."""
    row = session.execute(_visible(viewer).where(OccurrenceRow.public_id == occurrence_id)).one_or_none()
    if row is None:
        raise NotFoundError("There is no such event.")
    counts = _item_counts(session, DateSpan(row.OccurrenceRow.start_day, row.OccurrenceRow.end_day))
    return _value(row, counts.get(row.OccurrenceRow.id, 0))


def occurrence_row(session: Session, occurrence_id: str) -> OccurrenceRow:
    row = session.scalar(select(OccurrenceRow).where(OccurrenceRow.public_id == occurrence_id))
    if row is None:
        raise NotFoundError("There is no such event.")
    return row


def _visible(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(OccurrenceRow, SeriesRow, RingRow.key, BodyRow.short_name, BodyRow.name, YearPlanRow.status)
        .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .join(RingRow, RingRow.id == SeriesRow.ring_id)
        .outerjoin(BodyRow, BodyRow.id == SeriesRow.body_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(visible_occurrence(viewer))
    )


def _item_counts(session: Session, span: DateSpan) -> dict[int, int]:
    rows = session.execute(
        select(OccurrenceRow.id, func.count())
        .join(StopRow, StopRow.occurrence_id == OccurrenceRow.id)
        .where(OccurrenceRow.start_day < span.end, OccurrenceRow.end_day > span.start)
        .where(StopRow.state == StopState.PLACED)
        .group_by(OccurrenceRow.id)
    ).tuples()
    return dict(rows.all())


def _value(row: Row[*tuple[Any, ...]], item_count: int) -> Occurrence:
    occurrence, series, ring, body, body_name, status = row
    rule_says = None
    if occurrence.rule_says_start is not None and occurrence.rule_says_end is not None:
        rule_says = DateSpan(occurrence.rule_says_start, occurrence.rule_says_end)
    return Occurrence(
        id=occurrence.public_id,
        series_id=series.public_id,
        title=series.title,
        kind=series.kind,
        ring=ring,
        span=DateSpan(occurrence.start_day, occurrence.end_day),
        slot=DateSpan(occurrence.slot_start, occurrence.slot_end),
        precision=occurrence.precision,
        words=occurrence.words,
        start_time=occurrence.start_time,
        end_time=occurrence.end_time,
        place=occurrence.place,
        note=occurrence.note or series.note,
        status=occurrence.status,
        because=occurrence.because,
        is_moved=occurrence.is_moved,
        rule_says=rule_says,
        is_unasked=occurrence.is_unasked,
        reading=series.reading,
        body=body,
        body_name=body_name,
        visibility=series.visibility,
        is_draft=status is not PlanStatus.PUBLISHED,
        item_count=item_count,
    )
