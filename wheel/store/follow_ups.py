"""The follow-ups of stops: read for a viewer, without their item for who sees them by their post alone; and changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.follow_ups import FollowUp, FollowUpContent, FollowUpPlace, in_order
from wheel.core.occurrences import Kind, Status
from wheel.errors import InvalidInputError, NotFoundError
from wheel.store.posts import post_row_id
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
from wheel.store.visibility import readable_stop, visible_follow_up, visible_occurrence


def follow_ups_of_stops(session: Session, viewer: Viewer, stops: Collection[str]) -> tuple[FollowUp, ...]:
    """The follow-ups of these stops (public ids), of those whose item the viewer may see."""
    return _read(session, viewer, StopRow.public_id.in_(stops), readable_stop(viewer))


def follow_ups_of_posts(session: Session, viewer: Viewer, posts: Collection[str]) -> tuple[FollowUp, ...]:
    """What the viewer may know that these posts (public ids) are to do, or have done."""
    return _read(session, viewer, PostRow.public_id.in_(posts))


def open_follow_ups(session: Session, viewer: Viewer, body: str | None = None) -> tuple[FollowUp, ...]:
    """What is still to be done of what a body decided, or any body; of the items that the viewer may see."""
    of_body = [] if body is None else [BodyRow.short_name == body]
    return _read(session, viewer, FollowUpRow.done_on.is_(None), readable_stop(viewer), *of_body)


def find_follow_up(session: Session, viewer: Viewer, follow_up_id: str) -> FollowUp:
    """Raises NotFoundError if the viewer may not know of it."""
    found = _read(session, viewer, FollowUpRow.public_id == follow_up_id)
    if not found:
        raise NotFoundError("There is no such follow-up.")
    return found[0]


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
    stop_row_id = session.scalars(select(StopRow.id).where(StopRow.public_id == stop_id)).one()
    row = FollowUpRow(stop_id=stop_row_id, **_columns(session, content))
    session.add(row)
    session.flush()
    return row.public_id


def save_follow_up(session: Session, follow_up_id: str, content: FollowUpContent) -> None:
    row = _row(session, follow_up_id)
    for name, value in _columns(session, content).items():
        setattr(row, name, value)
    row.version += 1
    session.flush()


def _columns(session: Session, content: FollowUpContent) -> dict[str, object]:
    missing = InvalidInputError("Choose who is to do it.", field="post")
    return {
        "what": content.what,
        "post_id": None if content.post_id is None else post_row_id(session, content.post_id, missing),
        "who": content.who,
        "recipient": content.recipient,
        "due_day": content.due_day,
        "is_due_next_meeting": content.is_due_next_meeting,
    }


def mark_follow_up(session: Session, follow_up_id: str, done_on: date | None) -> None:
    """Done since that day; None is not done."""
    row = _row(session, follow_up_id)
    row.done_on = done_on
    row.version += 1
    session.flush()


def remove_follow_up(session: Session, follow_up_id: str) -> None:
    session.delete(_row(session, follow_up_id))
    session.flush()


def _read(session: Session, viewer: Viewer, *conditions: ColumnElement[bool]) -> tuple[FollowUp, ...]:
    rows = session.execute(_follow_ups(viewer).where(*conditions)).all()
    # Most are due on a day of their own, and need no meetings.
    bodies = {row.short_name for row in rows if row.FollowUpRow.is_due_next_meeting}
    days = _meeting_days(session, viewer, bodies) if bodies else {}
    return in_order(_value(row, days.get(row.short_name, [])) for row in rows)


def _follow_ups(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(
            FollowUpRow,
            PostRow,
            StopRow.public_id.label("stop_id"),
            func.coalesce(OccurrenceRow.start_day, StopRow.since).label("asked_on"),
            BodyRow.short_name,
            ItemRow,
            readable_stop(viewer).label("shows_item"),
        )
        .select_from(FollowUpRow)
        .outerjoin(PostRow, PostRow.id == FollowUpRow.post_id)
        .join(StopRow, StopRow.id == FollowUpRow.stop_id)
        .join(ItemRow, ItemRow.id == StopRow.item_id)
        .join(BodyRow, BodyRow.id == StopRow.body_id)
        .outerjoin(OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id)
        .outerjoin(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(visible_follow_up(viewer))
        .order_by(FollowUpRow.id)
    )


def _meeting_days(session: Session, viewer: Viewer, bodies: Collection[str]) -> dict[str, list[date]]:
    """The first days of the bodies' meetings that take place, in order, of those the viewer may know of."""
    rows = session.execute(
        select(BodyRow.short_name, OccurrenceRow.start_day)
        .select_from(OccurrenceRow)
        .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .join(BodyRow, BodyRow.id == SeriesRow.body_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(BodyRow.short_name.in_(sorted(bodies)), SeriesRow.kind == Kind.MEETING)
        .where(OccurrenceRow.status == Status.PLANNED, visible_occurrence(viewer))
        .order_by(OccurrenceRow.start_day)
    )
    found: dict[str, list[date]] = {}
    for body, day in rows:
        found.setdefault(body, []).append(day)
    return found


def _value(row: Row[*tuple[Any, ...]], meetings: list[date]) -> FollowUp:
    follow_up, post, item = row.FollowUpRow, row.PostRow, row.ItemRow
    is_due_then = follow_up.is_due_next_meeting
    place = FollowUpPlace(row.stop_id, row.short_name, item.public_id, item.title, item.is_closed)
    return FollowUp(
        id=follow_up.public_id,
        what=follow_up.what,
        post_id=post.public_id if post else None,
        post=post.title if post else "",
        due_day=follow_up.due_day,
        done_on=follow_up.done_on,
        version=follow_up.version,
        # Its own words, and nothing of the item, are for who sees it as the holder of its post alone.
        place=place if row.shows_item else None,
        who=follow_up.who,
        recipient=follow_up.recipient,
        is_due_next_meeting=is_due_then,
        next_meeting=next((day for day in meetings if day > row.asked_on), None) if is_due_then else None,
    )


def _row(session: Session, follow_up_id: str) -> FollowUpRow:
    row = session.scalar(select(FollowUpRow).where(FollowUpRow.public_id == follow_up_id))
    if row is None:
        raise NotFoundError("There is no such follow-up.")
    return row
