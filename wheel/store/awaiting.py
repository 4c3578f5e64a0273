"""What waits, over all bodies: read for a viewer, counted where it is overdue, and where each thing was before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from wheel.core.access import Reach, Viewer
from wheel.core.stops import Action, Stop, StopState
from wheel.store.batches import in_batches
from wheel.store.stops import WAITING, look_by, stop_values, stops_seen
from wheel.store.tables import BodyRow, ItemRow, PostRow, StopChangeRow, StopRow
from wheel.store.visibility import readable_item, visible_body


@dataclass(frozen=True)
class LeftMeeting:
    """How a stop left the meeting it was at last: what was done to it, and from which number on which day's agenda."""

    action: Action
    day: date
    position: int | None


def waiting_stops(
    session: Session,
    viewer: Viewer,
    *,
    body: str | None = None,
    posts: Collection[str] | None = None,
    on_hold_only: bool = False,
) -> tuple[Stop, ...]:
    """What the viewer may see of what waits: the soonest to be looked at again first, then what says no time.

    `body` is a short name; of `posts` (public ids) one sees to it or is the item's case officer; None for a filter
    means all.
    """
    query = stops_seen(viewer).where(StopRow.state.in_(WAITING), readable_item(viewer))
    if body is not None:
        query = query.where(BodyRow.short_name == body)
    if posts is not None:
        own = select(PostRow.id).where(PostRow.public_id.in_(posts))
        query = query.where(or_(StopRow.owner_post_id.in_(own), ItemRow.case_officer_post_id.in_(own)))
    if on_hold_only:
        query = query.where(StopRow.state == StopState.ON_HOLD)
    stops = stop_values(session, viewer, query.order_by(StopRow.since, StopRow.id))
    return tuple(sorted(stops, key=lambda stop: stop.look_by or date.max))


def overdue_count(session: Session, viewer: Viewer, where: Reach, today: date) -> int:
    """How many stops in those bodies wait and should have been looked at by now, of those that the viewer may see."""
    return (
        session.scalar(
            select(func.count())
            .select_from(StopRow)
            .join(ItemRow, ItemRow.id == StopRow.item_id)
            .join(BodyRow, BodyRow.id == StopRow.body_id)
            .where(StopRow.state.in_(WAITING), StopRow.look_kind.is_not(None), _among(where))
            .where(visible_body(viewer), readable_item(viewer), look_by(viewer) < today)
        )
        or 0
    )


def _among(where: Reach) -> ColumnElement[bool]:
    return true() if where.everywhere else BodyRow.short_name.in_(sorted(where.bodies))


def left_meetings(session: Session, stops: Collection[str]) -> dict[str, LeftMeeting]:
    """Where those of the stops (public ids) that have been at a meeting were last.

    Only for whoever may know of every meeting of their bodies.
    """
    found: dict[str, LeftMeeting] = {}
    for some in in_batches(stops):
        later = aliased(StopChangeRow)
        latest = (
            select(func.max(later.id))
            .where(later.stop_id == StopRow.id, later.from_day.is_not(None))
            .correlate(StopRow)
            .scalar_subquery()
        )
        rows = session.execute(
            select(StopRow.public_id, StopChangeRow)
            .join(StopChangeRow, StopChangeRow.id == latest)
            .where(StopRow.public_id.in_(some))
        )
        for stop_id, row in rows:
            if row.from_day is not None:
                found[stop_id] = LeftMeeting(row.action, row.from_day, row.from_position)
    return found
