"""The stops that calendars show each at its own time."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.dates import DateSpan
from wheel.core.stops import Stop
from wheel.errors import NotFoundError
from wheel.store.stops import stop_values, stops_seen
from wheel.store.tables import BodyRow, ItemRow, OccurrenceRow, StopRow
from wheel.store.visibility import readable_item


def stops_in_calendar(session: Session, viewer: Viewer, items: Collection[str], span: DateSpan) -> tuple[Stop, ...]:
    """The stops of these items (public ids) at meetings within `span`, of which more than the number may be seen."""
    query = stops_seen(viewer).where(ItemRow.public_id.in_(items), readable_item(viewer))
    query = query.where(OccurrenceRow.start_day < span.end, OccurrenceRow.end_day > span.start)
    return stop_values(session, viewer, query.order_by(OccurrenceRow.start_day, StopRow.id))


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
