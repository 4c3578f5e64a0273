"""Standing items with their rosters: read for a viewer, kept, and what has come of them so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, selectinload

from wheel.core.access import Viewer
from wheel.core.rosters import Placed
from wheel.core.standing_items import StandingItem
from wheel.core.standing_rules import rule_from_document, rule_to_document
from wheel.errors import InvalidInputError, NotFoundError
from wheel.store.bodies import body_row_id
from wheel.store.posts import post_row_id, post_value
from wheel.store.tables import (
    BodyRow,
    ItemRow,
    OccurrenceRow,
    SeriesRow,
    StandingItemRow,
    StandingPostRow,
    StopRow,
    YearPlanRow,
)
from wheel.store.visibility import readable_standing_item, readable_stop


def standing_items_of(session: Session, viewer: Viewer, body: str) -> tuple[StandingItem, ...]:
    """The body's standing items that the viewer may see, in the order in which they were added."""
    rows = session.execute(_standing_items(viewer).where(BodyRow.short_name == body).order_by(StandingItemRow.id))
    return tuple(_value(row) for row in rows)


def find_standing_item(session: Session, viewer: Viewer, standing_id: str) -> StandingItem:
    """Raises NotFoundError if the viewer may not know of it."""
    row = session.execute(_standing_items(viewer).where(StandingItemRow.public_id == standing_id)).one_or_none()
    if row is None:
        raise NotFoundError("There is no such standing item.")
    return _value(row)


def lock_standing_item(session: Session, standing_id: str) -> None:
    """Make everybody else who changes this standing item wait. Raises NotFoundError."""
    query = select(StandingItemRow.id).where(StandingItemRow.public_id == standing_id).with_for_update()
    if session.scalar(query) is None:
        raise NotFoundError("There is no such standing item.")
    session.expire_all()


def placed_of_body(session: Session, viewer: Viewer, body: str) -> Mapping[str, tuple[Placed, ...]]:
    """What ever came of the body's standing items, by their ids; of a closed item no more than that it is there."""
    rows = session.execute(
        select(
            StandingItemRow.public_id.label("standing"),
            ItemRow.standing_key,
            ItemRow.public_id.label("item_id"),
            StopRow.state,
            OccurrenceRow.public_id.label("meeting_id"),
            OccurrenceRow.start_day,
            readable_stop(viewer).label("is_known"),
        )
        .select_from(ItemRow)
        .join(StandingItemRow, StandingItemRow.id == ItemRow.standing_item_id)
        .join(StopRow, StopRow.item_id == ItemRow.id)
        .join(BodyRow, BodyRow.id == StopRow.body_id)
        .outerjoin(OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id)
        .outerjoin(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(BodyRow.short_name == body, StopRow.body_id == StandingItemRow.body_id)
        .order_by(StopRow.id)
    )
    found = defaultdict(list)
    for row in rows:
        found[row.standing].append(_placed(row))
    return {standing: tuple(placed) for standing, placed in found.items()}


def _placed(row: Row[*tuple[object, ...]]) -> Placed:
    key = row.standing_key or ""
    if not row.is_known:
        return Placed(key, row.meeting_id, is_known=False)
    return Placed(key, row.meeting_id, True, row.state, row.start_day, row.item_id)


def add_standing_item(session: Session, item: StandingItem) -> str:
    """Add it; its public id. Raises InvalidInputError for a post that is not there."""
    row = StandingItemRow(body_id=body_row_id(session, item.body), **_columns(item))
    row.roster = _roster(session, item)
    session.add(row)
    session.flush()
    return row.public_id


def save_standing_item(session: Session, item: StandingItem) -> None:
    """Write it over the stored one, whose version rises. What came of it before stays as it is."""
    row = _row(session, item.id)
    for name, value in _columns(item).items():
        setattr(row, name, value)
    # Out first, for a post may be on a roster once.
    row.roster = []
    session.flush()
    row.roster = _roster(session, item)
    row.version += 1
    session.flush()


def remove_standing_item(session: Session, standing_id: str) -> None:
    """Take away one that nothing has come of."""
    session.delete(_row(session, standing_id))
    session.flush()


def has_items(session: Session, standing_id: str) -> bool:
    """Whether anything has come of it, also what the viewer may not see."""
    query = select(ItemRow.id).join(StandingItemRow, StandingItemRow.id == ItemRow.standing_item_id)
    return session.scalar(query.where(StandingItemRow.public_id == standing_id).limit(1)) is not None


def _standing_items(viewer: Viewer) -> Select[StandingItemRow, str]:
    return (
        select(StandingItemRow, BodyRow.short_name)
        .join(BodyRow, BodyRow.id == StandingItemRow.body_id)
        .where(readable_standing_item(viewer))
        .options(selectinload(StandingItemRow.roster).joinedload(StandingPostRow.post))
    )


def _value(found: Row[StandingItemRow, str]) -> StandingItem:
    row, body = found
    return StandingItem(
        id=row.public_id,
        body=body,
        title=row.title,
        rule=rule_from_document(row.rule),
        text=row.text,
        purpose=row.purpose,
        minutes=row.minutes,
        is_closed=row.is_closed,
        begins=row.begins,
        ends=row.ends,
        roster=tuple(post_value(entry.post) for entry in row.roster),
        version=row.version,
    )


def _columns(item: StandingItem) -> dict[str, object]:
    return {
        "title": item.title,
        "text": item.text,
        "purpose": item.purpose,
        "minutes": item.minutes,
        "is_closed": item.is_closed,
        "rule": rule_to_document(item.rule),
        "begins": item.begins,
        "ends": item.ends,
    }


def _roster(session: Session, item: StandingItem) -> list[StandingPostRow]:
    missing = InvalidInputError("Choose among the posts that there are.", field="posts")
    return [
        StandingPostRow(post_id=post_row_id(session, post.id, missing), position=position)
        for position, post in enumerate(item.roster, 1)
    ]


def _row(session: Session, standing_id: str) -> StandingItemRow:
    row = session.scalar(select(StandingItemRow).where(StandingItemRow.public_id == standing_id))
    if row is None:
        raise NotFoundError("There is no such standing item.")
    return row
