"""The stops that calendars show each at its own time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from wheel.core.access import Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Status
from wheel.core.stops import Action, Stop
from wheel.errors import NotFoundError
from wheel.store.stops import stop_values, stops_seen
from wheel.store.tables import BodyRow, ItemRow, OccurrenceRow, StopChangeRow, StopRow
from wheel.store.visibility import readable_item


def stops_in_calendar(session: Session, viewer: Viewer, items: Collection[str], span: DateSpan) -> tuple[Stop, ...]:
    """The stops of these items (public ids) at meetings within `span`, of which more than the number may be seen."""
    query = stops_seen(viewer).where(ItemRow.public_id.in_(items), readable_item(viewer))
    query = query.where(OccurrenceRow.start_day < span.end, OccurrenceRow.end_day > span.start)
    return stop_values(session, viewer, query.order_by(OccurrenceRow.start_day, StopRow.id))


@dataclass(frozen=True)
class LeftStop:
    """A stop that awaits a date since the meeting where it had that number was cancelled."""

    stop: Stop
    meeting_id: str
    number: int


def stops_left_waiting(session: Session, viewer: Viewer, items: Collection[str]) -> tuple[LeftStop, ...]:
    """Those of these items (public ids) of which more than the number may be seen.

    Whether the viewer may know of the meeting is not asked here.
    """
    last, cancelling, placed = (aliased(StopChangeRow) for _ in range(3))
    newest = select(func.max(placed.id)).where(placed.stop_id == StopRow.id, placed.occurrence_id.is_not(None))
    left = (
        select(StopRow.public_id, OccurrenceRow.public_id, cancelling.from_position)
        .join(ItemRow, ItemRow.id == StopRow.item_id)
        .join(cancelling, and_(cancelling.stop_id == StopRow.id, cancelling.action == Action.CANCELLED))
        .join(last, last.id == newest.correlate(StopRow).scalar_subquery())
        .join(OccurrenceRow, OccurrenceRow.id == last.occurrence_id)
        .where(ItemRow.public_id.in_(items), StopRow.occurrence_id.is_(None), cancelling.id > last.id)
        .where(OccurrenceRow.status == Status.CANCELLED)
    )
    found = {stop: (meeting, number or 0) for stop, meeting, number in session.execute(left)}
    query = stops_seen(viewer).where(StopRow.public_id.in_(found), readable_item(viewer)).order_by(StopRow.id)
    return tuple(LeftStop(stop, *found[stop.id]) for stop in stop_values(session, viewer, query)) if found else ()


def title_of_item(session: Session, viewer: Viewer, item_id: str) -> str:
    """Raises NotFoundError also where the viewer may see no more of the item than its number, in every body."""
    query = (
        select(ItemRow.title)
        .join(StopRow, StopRow.item_id == ItemRow.id)
        .join(BodyRow, BodyRow.id == StopRow.body_id)
        .where(ItemRow.public_id == item_id, readable_item(viewer))
    )
    title = session.scalars(query.limit(1)).first()
    if title is None:
        raise NotFoundError("There is no such item.")
    return title
