"""Feeds and what has been sent of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, func, insert, or_, select, true
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.dates import ONE_DAY, DateSpan
from wheel.core.occurrences import Status
from wheel.core.slots import Precision
from wheel.core.successions import Successor
from wheel.errors import NotFoundError
from wheel.store.database import Database
from wheel.store.stamps import PLAN
from wheel.store.tables import (
    BodyRow,
    FeedBodyRow,
    FeedEventRow,
    FeedRow,
    OccurrenceRow,
    SeriesRow,
    StampRow,
    YearPlanRow,
)
from wheel.store.visibility import visible_feed, visible_occurrence


@dataclass(frozen=True)
class Feed:
    """An address to subscribe to; `body` is a short name, or None for everything.

    `query` stands for the filter of a view of everything, and is None where nothing is left out.
    """

    id: str
    body: str | None
    name: str | None
    query: str | None = None


@dataclass(frozen=True)
class RenderedFor:
    """What a rendering holds for: a state of the plan, a day, and the settings and texts of the service."""

    stamp: int
    day: date
    settings: str


@dataclass(frozen=True)
class KeptFeed:
    """The feed as last rendered, gzipped; `etag` is of what is in it, `modified_at` when that last changed."""

    rendered_for: RenderedFor
    etag: str
    modified_at: datetime
    gzipped: bytes


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
    have = set(session.scalars(select(FeedRow.body_id).where(_IS_NO_VIEW)))
    wanted = [None, *session.scalars(select(BodyRow.id).order_by(BodyRow.id))]
    session.add_all(FeedRow(body_id=body_id) for body_id in wanted if body_id not in have)


def all_feeds(session: Session, viewer: Viewer) -> tuple[Feed, ...]:
    """The feeds of the bodies the viewer may know of, everything's first. Those of views stand in no list."""
    found = [Feed(*row) for row in session.execute(_feeds(viewer).where(_IS_NO_VIEW).order_by(BodyRow.id))]
    return tuple(sorted(found, key=lambda feed: feed.body is not None))


def find_feed(session: Session, viewer: Viewer, feed_id: str) -> Feed:
    """Raises NotFoundError also when the viewer may not know of its body."""
    row = session.execute(_feeds(viewer).where(FeedRow.public_id == feed_id)).one_or_none()
    if row is None:
        raise NotFoundError("There is no such calendar feed.")
    return Feed(*row)


def find_view_feed(session: Session, viewer: Viewer, query: str) -> Feed | None:
    """The feed of the view whose filter is written so, if somebody has made one."""
    row = session.execute(_feeds(viewer).where(FeedRow.filter == query)).one_or_none()
    return Feed(*row) if row else None


def add_view_feed(session: Session, query: str) -> str:
    """Its id. The filter must have no feed yet."""
    row = FeedRow(filter=query)
    session.add(row)
    session.flush()
    return row.public_id


def count_view_feeds(session: Session) -> int:
    return session.scalar(select(func.count()).where(FeedRow.filter.is_not(None))) or 0


_IS_NO_VIEW = FeedRow.filter.is_(None)


def _feeds(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(FeedRow.public_id, BodyRow.short_name, BodyRow.name, FeedRow.filter)
        .outerjoin(BodyRow, BodyRow.id == FeedRow.body_id)
        .where(visible_feed(viewer))
    )


# What is kept of a feed, with the stamp as it is now. The bytes are left alone where only the rest is asked for.
_KEPT = (
    select(FeedBodyRow.stamp, FeedBodyRow.day, FeedBodyRow.rendered_for, StampRow.value, FeedBodyRow.etag)
    .join_from(FeedBodyRow, FeedRow)
    .join(StampRow, StampRow.name == PLAN)
    .where(FeedRow.public_id == bindparam("feed_id"))
)
_KEPT_WHOLE = _KEPT.add_columns(FeedBodyRow.modified_at, FeedBodyRow.body)


def etag_that_holds(database: Database, feed_id: str, day: date, settings: str) -> str | None:
    """The ETag of the feed as last rendered, if it would be the same now: the cheapest question a poll can ask.

    Nobody needs to be asked who may see it: whatever changes that, raises the stamp.
    """
    row = database.glance(_KEPT, feed_id=feed_id)
    return str(row[4]) if row is not None and _holds(row, day, settings) else None


def feed_that_holds(database: Database, feed_id: str, day: date, settings: str) -> KeptFeed | None:
    """The feed as last rendered, if it would be the same now."""
    row = database.glance(_KEPT_WHOLE, feed_id=feed_id)
    if row is None or not _holds(row, day, settings):
        return None
    modified_at = datetime.fromisoformat(str(row[5]))
    if modified_at.tzinfo is None:
        # SQLite keeps instants without their zone.
        modified_at = modified_at.replace(tzinfo=UTC)
    return KeptFeed(RenderedFor(row[0], day, settings), row[4], modified_at, row[6])


def _holds(row: tuple[Any, ...], day: date, settings: str) -> bool:
    stamp, kept_day, kept_settings, stamp_now, *_ = row
    # SQLite's driver gives the day as text.
    return (stamp, str(kept_day), kept_settings) == (stamp_now, day.isoformat(), settings)


def kept_feed(session: Session, feed_id: str) -> KeptFeed | None:
    """The feed as last rendered, whether or not that still holds."""
    row = session.execute(_KEPT_WHOLE, {"feed_id": feed_id}).one_or_none()
    if row is None:
        return None
    rendered_for = RenderedFor(row.stamp, row.day, row.rendered_for)
    return KeptFeed(rendered_for, row.etag, row.modified_at, row.body)


def lock_plan(session: Session) -> int:
    """Make everybody wait who would change the plan, or render a feed; the plan's stamp.

    PostgreSQL locks the stamp's row, which every change raises; on SQLite the database is this transaction's already.
    """
    return session.scalar(select(StampRow.value).where(StampRow.name == PLAN).with_for_update()) or 0


def days_of_nearest(
    session: Session, viewer: Viewer, line: Sequence[Successor], window: DateSpan, today: date, limit: int
) -> DateSpan:
    """The part of the window that holds the `limit` events nearest to today: the next ones, then the latest past ones.

    Those of the bodies in `line` count, each since its own day; of an empty line everybody's. Where there are more than
    any calendar takes, the others are not even read.
    """
    starts = _dated_starts(viewer, line)
    coming = starts.where(OccurrenceRow.end_day > today, OccurrenceRow.start_day < window.end)
    ahead = session.scalars(coming.order_by(OccurrenceRow.start_day).limit(limit)).all()
    if len(ahead) == limit:
        return DateSpan(today, max(today, ahead[-1]) + ONE_DAY)
    past = starts.where(OccurrenceRow.end_day <= today, OccurrenceRow.end_day > window.start)
    # A cancelled event leaves the feed when its day has passed.
    past = past.where(OccurrenceRow.status != Status.CANCELLED)
    behind = session.scalars(past.order_by(OccurrenceRow.start_day.desc()).limit(limit - len(ahead))).all()
    is_full = len(ahead) + len(behind) == limit
    return DateSpan(max(window.start, behind[-1]) if is_full else window.start, window.end)


def _dated_starts(viewer: Viewer, line: Sequence[Successor]) -> Select[date]:
    query = (
        select(OccurrenceRow.start_day)
        .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(BodyRow, BodyRow.id == SeriesRow.body_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(visible_occurrence(viewer), OccurrenceRow.status != Status.BLOCKED)
        .where(OccurrenceRow.precision == Precision.EXACT, OccurrenceRow.words == "")
    )
    return query.where(or_(*map(_meets, line))) if line else query


def _meets(one: Successor) -> ColumnElement[bool]:
    since = true() if one.since is None else OccurrenceRow.start_day >= one.since
    return and_(BodyRow.short_name == one.body, since)


def sent_events(session: Session, occurrences: Collection[str]) -> dict[str, SentEvent]:
    rows = session.execute(
        select(
            OccurrenceRow.public_id,
            FeedEventRow.source_hash,
            FeedEventRow.content_hash,
            FeedEventRow.sequence,
            FeedEventRow.modified_at,
            FeedEventRow.vevent,
        )
        .join(FeedEventRow, FeedEventRow.occurrence_id == OccurrenceRow.id)
        .where(OccurrenceRow.public_id.in_(occurrences))
    )
    return {row.public_id: SentEvent(*row) for row in rows}


def keep_events(session: Session, stamp: int, events: Sequence[SentEvent]) -> bool:
    """Remember what is sent of the plan at `stamp`.

    False, and nothing written, if one of the events has been sent of a newer plan: what is older is never put back.
    """
    lock_plan(session)
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


def keep_feed(session: Session, feed_id: str, kept: KeptFeed) -> None:
    row_id = session.scalars(select(FeedRow.id).where(FeedRow.public_id == feed_id)).one()
    session.execute(delete(FeedBodyRow).where(FeedBodyRow.feed_id == row_id))
    session.execute(
        insert(FeedBodyRow).values(
            feed_id=row_id,
            stamp=kept.rendered_for.stamp,
            day=kept.rendered_for.day,
            rendered_for=kept.rendered_for.settings,
            etag=kept.etag,
            modified_at=kept.modified_at,
            body=kept.gzipped,
        )
    )
