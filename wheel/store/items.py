"""What an item says of itself, changed behind its lock; the items that posts are case officers of, and where."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.dates import DateSpan
from wheel.core.folding import folded_item
from wheel.core.item_content import TEXT_FIELDS, case_officer_post
from wheel.core.stops import NewItem, Purpose, StopState
from wheel.errors import NotFoundError
from wheel.store.post_lists import posts_on
from wheel.store.stops import stops_seen
from wheel.store.tables import BodyRow, ItemRow, OccurrenceRow, PostRow, StopRow
from wheel.store.visibility import readable_item

CONTENT = (
    "title",
    *TEXT_FIELDS,
    "participants",
    "case_number",
    "case_officer",
    "is_closed",
)


@dataclass(frozen=True)
class Treatment:
    """How one stop treats the item: for what, for how many minutes, and at which time of day.

    None where the minutes are not known, and where it comes when those before it are through. `is_provisional`: it may
    still be taken off, or moved.
    """

    purpose: Purpose
    minutes: int | None
    starts_at: time | None = None
    is_provisional: bool = False


def lock_item(session: Session, item_id: str) -> int:
    """Make everybody else who changes this item wait; its version.

    PostgreSQL locks the row; on SQLite the whole database is already this transaction's. Raises NotFoundError.
    """
    version = session.scalar(select(ItemRow.version).where(ItemRow.public_id == item_id).with_for_update())
    if version is None:
        raise NotFoundError("There is no such item.")
    session.expire_all()
    return version


def save_item(session: Session, item_id: str, item: NewItem, treatments: Mapping[str, Treatment], today: date) -> None:
    """Write its content, and how its stops (by public id) treat it, as one change."""
    row = item_row(session, item_id)
    for name in CONTENT:
        setattr(row, name, getattr(item, name))
    row.tags, row.folded = list(item.tags), folded_item(item)
    row.case_officer_post_id = officer_row_id(session, item.case_officer, today)
    for stop in session.scalars(select(StopRow).where(StopRow.public_id.in_(treatments), StopRow.item_id == row.id)):
        treatment = treatments[stop.public_id]
        stop.purpose, stop.minutes = treatment.purpose, treatment.minutes
        stop.starts_at, stop.is_provisional = treatment.starts_at, treatment.is_provisional
    row.version += 1
    session.flush()


def item_said(session: Session, viewer: Viewer, item_id: str) -> NewItem:
    """What an item says. Raises NotFoundError if it is at no stop of which the viewer may see more than the number."""
    query = stops_seen(viewer).where(ItemRow.public_id == item_id, readable_item(viewer))
    found = session.execute(query.limit(1)).first()
    if found is None:
        raise NotFoundError("There is no such item.")
    return said(found.ItemRow)


def said(row: ItemRow) -> NewItem:
    """For the store's own use, of an item that the viewer may see."""
    names = (*CONTENT, "sub_date", "source_words")
    return NewItem(**{name: getattr(row, name) for name in names}, tags=tuple(row.tags))


def fold_all(session: Session) -> int:
    """Write what searching looks in for every item for which it is not as it should be; how many there were.

    For items that were kept before there was any searching, and after a document was loaded.
    """
    changed = [(row, folded_item(said(row))) for row in session.scalars(select(ItemRow))]
    changed = [(row, folded) for row, folded in changed if row.folded != folded]
    if changed:
        # Written past the unit of work: nothing that shows anywhere has changed.
        session.execute(update(ItemRow), [{"id": row.id, "folded": folded} for row, folded in changed])
    return len(changed)


def officer_row_id(session: Session, written: str, day: date) -> int | None:
    """For the store's own use: the post whose title is what was written, if there is just one on that day."""
    if not written:
        return None
    post_id = case_officer_post(written, posts_on(session, day))
    return session.scalar(select(PostRow.id).where(PostRow.public_id == post_id)) if post_id else None


def items_of_officers(session: Session, posts: Collection[str]) -> frozenset[str]:
    """The ids of the items whose case officer is one of these posts; what may be seen of them is not said here."""
    return frozenset(
        session.scalars(
            select(ItemRow.public_id)
            .join(PostRow, PostRow.id == ItemRow.case_officer_post_id)
            .where(PostRow.public_id.in_(posts))
        )
    )


def meetings_of_officers(session: Session, viewer: Viewer, posts: Collection[str], span: DateSpan) -> frozenset[str]:
    """The ids of the meetings in `span` at which an item is placed whose case officer is one of these posts.

    Only of items of which the viewer may see more than the number: where a closed one is treated tells of it.
    """
    return frozenset(
        session.scalars(
            select(OccurrenceRow.public_id)
            .join(StopRow, StopRow.occurrence_id == OccurrenceRow.id)
            .join(ItemRow, ItemRow.id == StopRow.item_id)
            .join(BodyRow, BodyRow.id == StopRow.body_id)
            .join(PostRow, PostRow.id == ItemRow.case_officer_post_id)
            .where(StopRow.state == StopState.PLACED, PostRow.public_id.in_(posts), readable_item(viewer))
            .where(OccurrenceRow.start_day < span.end, OccurrenceRow.end_day > span.start)
        )
    )


def item_row(session: Session, item_id: str) -> ItemRow:
    """For the store's own use. Raises NotFoundError."""
    row = session.scalar(select(ItemRow).where(ItemRow.public_id == item_id))
    if row is None:
        raise NotFoundError("There is no such item.")
    return row
