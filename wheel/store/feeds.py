"""Feeds and what has been sent of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.errors import NotFoundError
from wheel.store.stamps import read_stamp
from wheel.store.tables import BodyRow, FeedBodyRow, FeedEventRow, FeedRow, OccurrenceRow, StampRow
from wheel.store.visibility import visible_body


@dataclass(frozen=True)
class Feed:
    """An address to subscribe to; `body` is a short name, or None for everything."""

    id: str
    body: str | None
    name: str | None


@dataclass(frozen=True)
class KeptFeed:
    """The feed as last rendered: for which state of the plan, on which day, with which settings."""

    stamp: int
    day: date
    rendered_for: str
    etag: str
    modified_at: datetime


@dataclass(frozen=True)
class SentEvent:
    """What was last sent of one occurrence (by public id)."""

    occurrence_id: str
    source_hash: str
    content_hash: str
    sequence: int
    modified_at: datetime
    vevent: bytes


def ensure_feeds(session: Session) -> None:
    """Give every body, and everything together, its feed."""
    session.flush()
    have = set(session.scalars(select(FeedRow.body_id)))
    wanted = [None, *session.scalars(select(BodyRow.id).order_by(BodyRow.id))]
    session.add_all(FeedRow(body_id=body_id) for body_id in wanted if body_id not in have)


def all_feeds(session: Session, viewer: Viewer) -> tuple[Feed, ...]:
    """The feeds of the bodies the viewer may know of, everything's first."""
    rows = session.execute(
        select(FeedRow.public_id, BodyRow.short_name, BodyRow.name)
        .outerjoin(BodyRow, BodyRow.id == FeedRow.body_id)
        .where(FeedRow.body_id.is_(None) | visible_body(viewer))
        .order_by(BodyRow.id)
    ).tuples()
    found = [Feed(*row) for row in rows]
    return tuple(sorted(found, key=lambda feed: feed.body is not None))


def find_feed(session: Session, viewer: Viewer, feed_id: str) -> Feed:
    feed = next((feed for feed in all_feeds(session, viewer) if feed.id == feed_id), None)
    if feed is None:
        raise NotFoundError("There is no such calendar feed.")
    return feed


def kept_feed(session: Session, feed_id: str) -> tuple[int, KeptFeed | None]:
    """The plan's stamp now, and the feed as last rendered."""
    row = session.execute(
        select(
            FeedBodyRow.stamp,
            FeedBodyRow.day,
            FeedBodyRow.rendered_for,
            FeedBodyRow.etag,
            FeedBodyRow.modified_at,
        )
        .join(FeedRow)
        .where(FeedRow.public_id == feed_id)
    ).one_or_none()
    return read_stamp(session), KeptFeed(*row) if row else None


def kept_bytes(session: Session, feed_id: str) -> bytes:
    return session.scalars(select(FeedBodyRow.body).join(FeedRow).where(FeedRow.public_id == feed_id)).one()


def sent_events(session: Session, occurrences: Collection[str]) -> dict[str, SentEvent]:
    rows = session.execute(
        select(OccurrenceRow.public_id, FeedEventRow)
        .join(FeedEventRow, FeedEventRow.occurrence_id == OccurrenceRow.id)
        .where(OccurrenceRow.public_id.in_(occurrences))
    ).tuples()
    return {
        public_id: SentEvent(public_id, row.source_hash, row.content_hash, row.sequence, row.modified_at, row.vevent)
        for public_id, row in rows
    }


def keep_events(session: Session, stamp: int, events: Sequence[SentEvent]) -> bool:
    """Remember what is sent. False, and nothing written, if something newer has been sent in the meantime."""
    session.execute(select(StampRow).with_for_update())
    ids = {event.occurrence_id: event for event in events}
    rows = session.execute(
        select(OccurrenceRow.id, OccurrenceRow.public_id, FeedEventRow.stamp)
        .outerjoin(FeedEventRow, FeedEventRow.occurrence_id == OccurrenceRow.id)
        .where(OccurrenceRow.public_id.in_(ids))
    ).all()
    if any(kept is not None and kept > stamp for _, _, kept in rows):
        return False
    session.execute(delete(FeedEventRow).where(FeedEventRow.occurrence_id.in_([row.id for row in rows])))
    if rows:
        session.execute(insert(FeedEventRow), [_event_row(row.id, stamp, ids[row.public_id]) for row in rows])
    return True


def _event_row(row_id: int, stamp: int, event: SentEvent) -> dict[str, object]:
    return {
        "occurrence_id": row_id,
        "stamp": stamp,
        "source_hash": event.source_hash,
        "content_hash": event.content_hash,
        "sequence": event.sequence,
        "modified_at": event.modified_at,
        "vevent": event.vevent,
    }


def keep_feed(session: Session, feed_id: str, kept: KeptFeed, body: bytes) -> None:
    row_id = session.scalars(select(FeedRow.id).where(FeedRow.public_id == feed_id)).one()
    session.execute(delete(FeedBodyRow).where(FeedBodyRow.feed_id == row_id))
    session.execute(
        insert(FeedBodyRow).values(
            feed_id=row_id,
            stamp=kept.stamp,
            day=kept.day,
            rendered_for=kept.rendered_for,
            etag=kept.etag,
            modified_at=kept.modified_at,
            body=body,
        )
    )
