"""Which series came from which event of a calendar file, and which events of a file are the plan's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from wheel.core.plan_state_documents import state_from_document, state_to_document
from wheel.core.plan_states import PlanState
from wheel.store.batches import in_batches
from wheel.store.tables import FollowUpRow, ImportedSeriesRow, OccurrenceRow, SeriesRow, StopRow, YearPlanRow


@dataclass(frozen=True)
class KnownEvent:
    """What was last taken over of an event, by its UID. `series_id` is the public id of the series made from it."""

    uid: str
    series_id: str
    source: str
    content_hash: str
    decided: Mapping[date, PlanState] = field(default_factory=dict)


def known_events(session: Session) -> dict[str, KnownEvent]:
    """Every event of a calendar file that stands in the plan, by UID, in the order in which they came."""
    rows = session.execute(
        select(ImportedSeriesRow, SeriesRow.public_id)
        .join(SeriesRow, SeriesRow.id == ImportedSeriesRow.series_id)
        .order_by(ImportedSeriesRow.id)
    )
    return {row.uid: _value(row, series_id) for row, series_id in rows}


def _value(row: ImportedSeriesRow, series_id: str) -> KnownEvent:
    decided = {date.fromisoformat(slot): state_from_document(state) for slot, state in row.decided.items()}
    return KnownEvent(row.uid, series_id, row.source, row.content_hash, decided)


def save_known_events(session: Session, events: Sequence[KnownEvent], at: datetime) -> None:
    """Write what was taken over now over what was before; each UID once."""
    rows: dict[str, ImportedSeriesRow] = {}
    series: dict[str, int] = {}
    for some in in_batches(events):
        uids, ids = [event.uid for event in some], [event.series_id for event in some]
        found = session.scalars(select(ImportedSeriesRow).where(ImportedSeriesRow.uid.in_(uids)))
        rows |= {row.uid: row for row in found}
        there = session.execute(select(SeriesRow.public_id, SeriesRow.id).where(SeriesRow.public_id.in_(ids)))
        series |= {row.public_id: row.id for row in there}
    for event in events:
        row = rows.get(event.uid) or ImportedSeriesRow(uid=event.uid, series_id=series[event.series_id])
        row.source, row.content_hash, row.imported_at = event.source, event.content_hash, at
        row.decided = {slot.isoformat(): state_to_document(state) for slot, state in sorted(event.decided.items())}
        session.add(row)
    session.flush()


def forget_what_was_imported(session: Session, series_id: str) -> None:
    """The plan no longer holds what the file said of the series, so the next file is compared with it anew."""
    series = select(SeriesRow.id).where(SeriesRow.public_id == series_id).scalar_subquery()
    session.execute(
        update(ImportedSeriesRow).where(ImportedSeriesRow.series_id == series).values(content_hash="", decided={})
    )


def planned_years(session: Session) -> frozenset[int]:
    """The years that have a plan, a draft or a published one."""
    return frozenset(session.scalars(select(YearPlanRow.year).where(YearPlanRow.status.is_not(None))))


def own_ids(session: Session, ids: Collection[str]) -> frozenset[str]:
    """Those of the ids that stand in the UIDs of the plan's own feeds: of occurrences, stops and follow-ups."""
    columns: tuple[InstrumentedAttribute[str], ...] = (
        OccurrenceRow.public_id,
        StopRow.public_id,
        FollowUpRow.public_id,
    )
    found = (session.scalars(select(one).where(one.in_(some))) for one in columns for some in in_batches(ids))
    return frozenset(public_id for several in found for public_id in several)
