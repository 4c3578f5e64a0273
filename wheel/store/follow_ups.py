"""The follow-ups of stops: read for a viewer, without their item for who sees them by their post alone; and changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.follow_ups import FollowUp, FollowUpContent, FollowUpPlace, in_order
from wheel.errors import InvalidInputError, NotFoundError
from wheel.store.tables import (
    BodyRow,
    FollowUpRow,
    ItemRow,
    OccurrenceRow,
    PostRow,
    SeriesRow,
    StopRow,
    YearPlanRow,
)
from wheel.store.visibility import readable_stop, visible_follow_up


def follow_ups_of_stops(session: Session, viewer: Viewer, stops: Collection[str]) -> tuple[FollowUp, ...]:
    """The follow-ups of these stops (public ids), of those whose item the viewer may see."""
    query = _follow_ups(viewer).where(StopRow.public_id.in_(stops), readable_stop(viewer))
    return in_order(_value(row) for row in session.execute(query))


def follow_ups_of_posts(session: Session, viewer: Viewer, posts: Collection[str]) -> tuple[FollowUp, ...]:
    """What the viewer may know that these posts (public ids) are to do, or have done."""
    query = _follow_ups(viewer).where(PostRow.public_id.in_(posts))
    return in_order(_value(row) for row in session.execute(query))


def find_follow_up(session: Session, viewer: Viewer, follow_up_id: str) -> FollowUp:
    """Raises NotFoundError if the viewer may not know of it."""
    row = session.execute(_follow_ups(viewer).where(FollowUpRow.public_id == follow_up_id)).one_or_none()
    if row is None:
        raise NotFoundError("There is no such follow-up.")
    return _value(row)


def lock_follow_up(session: Session, follow_up_id: str) -> None:
    """Make everybody else who changes this follow-up wait. Raises NotFoundError."""
    found = session.scalar(
        select(FollowUpRow.id).where(FollowUpRow.public_id == follow_up_id).with_for_update(of=FollowUpRow)
    )
    if found is None:
        raise NotFoundError("There is no such follow-up.")
    session.expire_all()


def add_follow_up(session: Session, stop_id: str, content: FollowUpContent) -> str:
    """Add it to the stop, which must be there; its public id."""
    row = FollowUpRow(
        stop_id=session.scalars(select(StopRow.id).where(StopRow.public_id == stop_id)).one(),
        post_id=_post_row_id(session, content.post_id),
        what=content.what,
        due_day=content.due_day,
    )
    session.add(row)
    session.flush()
    return row.public_id


def save_follow_up(session: Session, follow_up_id: str, content: FollowUpContent) -> None:
    row = _row(session, follow_up_id)
    row.what, row.due_day = content.what, content.due_day
    row.post_id = _post_row_id(session, content.post_id)
    row.version += 1
    session.flush()


def mark_follow_up(session: Session, follow_up_id: str, done_on: date | None) -> None:
    """Done since that day; None is not done."""
    row = _row(session, follow_up_id)
    row.done_on = done_on
    row.version += 1
    session.flush()


def remove_follow_up(session: Session, follow_up_id: str) -> None:
    session.delete(_row(session, follow_up_id))
    session.flush()


def _follow_ups(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(FollowUpRow, PostRow, StopRow.public_id, BodyRow.short_name, ItemRow, readable_stop(viewer))
        .join(PostRow, PostRow.id == FollowUpRow.post_id)
        .join(StopRow, StopRow.id == FollowUpRow.stop_id)
        .join(ItemRow, ItemRow.id == StopRow.item_id)
        .join(BodyRow, BodyRow.id == StopRow.body_id)
        .outerjoin(OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id)
        .outerjoin(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(visible_follow_up(viewer))
        .order_by(FollowUpRow.id)
    )


def _value(row: Row[*tuple[Any, ...]]) -> FollowUp:
    follow_up, post, stop_id, body, item, shows_item = row
    return FollowUp(
        id=follow_up.public_id,
        what=follow_up.what,
        post_id=post.public_id,
        post=post.title,
        due_day=follow_up.due_day,
        done_on=follow_up.done_on,
        version=follow_up.version,
        # Its own words, and nothing of the item, are for who sees it as the holder of its post alone.
        place=FollowUpPlace(stop_id, body, item.public_id, item.title, item.is_closed) if shows_item else None,
    )


def _post_row_id(session: Session, post_id: str) -> int:
    row_id = session.scalar(select(PostRow.id).where(PostRow.public_id == post_id))
    if row_id is None:
        raise InvalidInputError("Choose who is to do it.", field="post")
    return row_id


def _row(session: Session, follow_up_id: str) -> FollowUpRow:
    row = session.scalar(select(FollowUpRow).where(FollowUpRow.public_id == follow_up_id))
    if row is None:
        raise NotFoundError("There is no such follow-up.")
    return row
