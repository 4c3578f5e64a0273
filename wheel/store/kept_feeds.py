"""What has been sent of feeds: whole, as last rendered, and event by event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, bindparam, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from wheel.core.feed_sources import FeedForm
from wheel.store.database import Database
from wheel.store.stamps import ACCESS, PLAN
from wheel.store.tables import (
    AccountRow,
    Base,
    FeedBodyRow,
    FeedFetchRow,
    FeedRow,
    FollowUpRow,
    OccurrenceRow,
    StampRow,
    StopRow,
)


class FeedKey(StrEnum):
    """By what a feed is asked for: the id of one of everybody's, how it is called, or the hash of a secret."""

    ID = "id"
    ADDRESS = "address"
    SECRET = "secret"  # noqa: S105 - no secret


@dataclass(frozen=True)
class Asked:
    """What a client asks for, and what kind of client that is."""

    key: FeedKey
    value: str
    form: FeedForm
    client: str = ""


@dataclass(frozen=True)
class RenderedFor:
    """What a rendering holds for: a state of the plan, a day, and the settings and texts of the service."""

    stamp: int
    day: date
    settings: str


@dataclass(frozen=True)
class Held:
    """What is still true of a feed that was kept: whose ETag; and when such a client's fetch was noted last."""

    feed_id: str
    etag: str
    noted_at: datetime | None


@dataclass(frozen=True)
class KeptFeed:
    """The feed as last rendered, gzipped; `etag` is of what is in it, `modified_at` when that last changed."""

    feed_id: str
    rendered_for: RenderedFor
    etag: str
    modified_at: datetime
    gzipped: bytes


class SentKind(StrEnum):
    """Of what something was sent: an occurrence, an item's slot at a meeting, or a follow-up."""

    EVENT = "event"
    SLOT = "slot"
    TASK = "task"


SentKey = tuple[SentKind, str, str]
"""The kind, the public id, and the rendition: for whom, and with which options."""


@dataclass(frozen=True)
class SentEvent:
    """What was last sent of one occurrence, slot or follow-up."""

    key: SentKey
    source_hash: str
    content_hash: str
    sequence: int
    modified_at: datetime
    vevent: bytes


def etag_that_holds(database: Database, asked: Asked, day: date, settings: str) -> Held | None:
    """The ETag of the feed as last rendered, if it would be the same now: the cheapest question a poll can ask.

    Nobody needs to be asked who may see it: whatever changes that, raises a stamp.
    """
    row = database.glance(_KEPT[asked.key], **_values(asked))
    if row is None or not _holds(row, day, settings):
        return None
    return Held(row[5], row[4], None if row[6] is None else _instant(row[6]))


def feed_that_holds(database: Database, asked: Asked, day: date, settings: str) -> KeptFeed | None:
    """The feed as last rendered, if it would be the same now."""
    row = database.glance(_KEPT_WHOLE[asked.key], **_values(asked))
    if row is None or not _holds(row, day, settings):
        return None
    return KeptFeed(row[5], RenderedFor(row[0], day, settings), row[4], _instant(row[7]), row[8])


def fetch_noted_at(database: Database, feed_id: str, client: str) -> datetime | None:
    """When a fetch by such a client was noted last."""
    row = database.glance(_NOTED, feed_id=feed_id, client=client)
    return None if row is None else _instant(row[0])


def kept_feed(session: Session, feed_id: str, form: FeedForm) -> KeptFeed | None:
    """The feed as last rendered, whether or not that still holds."""
    query = (
        select(FeedBodyRow)
        .join(FeedRow, FeedRow.id == FeedBodyRow.feed_id)
        .where(FeedRow.public_id == feed_id, FeedBodyRow.form == form)
    )
    row = session.scalar(query)
    if row is None:
        return None
    return KeptFeed(feed_id, RenderedFor(row.stamp, row.day, row.rendered_for), row.etag, row.modified_at, row.body)


def lock_plan(session: Session, *, is_own: bool) -> int:
    """Make everybody wait who would change the plan, or render a feed; the stamp that such a feed is rendered for.

    PostgreSQL locks the stamp's row, which every change raises; on SQLite the database is this transaction's already.
    What somebody's own holds depends on who they are, too.
    """
    plan = session.scalar(select(StampRow.value).where(StampRow.name == PLAN).with_for_update()) or 0
    access = session.scalar(select(StampRow.value).where(StampRow.name == ACCESS)) or 0
    return plan + access if is_own else plan


def sent_events(session: Session, keys: Collection[SentKey]) -> dict[SentKey, SentEvent]:
    """What was last sent of these, as far as anything was."""
    found: dict[SentKey, SentEvent] = {}
    for kind, rendition, ids in _by_rendition(keys):
        table, of, public_id, row_id = _SENT[kind]
        columns = (public_id, *(table.c[name] for name in _SENT_COLUMNS))
        query = select(*columns).join_from(table, of, of.c.id == row_id)
        for row in session.execute(query.where(table.c.rendition == rendition, public_id.in_(ids))):
            key = (kind, row[0], rendition)
            found[key] = SentEvent(key, *row[1:])
    return found


def keep_events(session: Session, stamp: int, events: Sequence[SentEvent]) -> bool:
    """Remember what is sent of the plan at `stamp`.

    False, and nothing written, if one of the events has been sent of a newer plan: what is older is never put back.
    """
    by_key = {event.key: event for event in events}
    rows = {key: _row_ids(session, *key) for key in _by_rendition(by_key)}
    if any(kept is not None and kept > stamp for found in rows.values() for _, _, kept in found):
        return False
    for (kind, rendition, _), found in rows.items():
        table, _, _, row_id = _SENT[kind]
        session.execute(delete(table).where(table.c.rendition == rendition, row_id.in_([each[0] for each in found])))
        values = [
            {row_id.name: id_, "stamp": stamp} | _sent_values(by_key[kind, public_id, rendition])
            for id_, public_id, _ in found
        ]
        if values:
            session.execute(insert(table), values)
    return True


def keep_feed(session: Session, form: FeedForm, kept: KeptFeed) -> None:
    """Remember the whole feed, in place of what was kept of it."""
    row_id = session.scalars(select(FeedRow.id).where(FeedRow.public_id == kept.feed_id)).one()
    session.execute(delete(FeedBodyRow).where(FeedBodyRow.feed_id == row_id, FeedBodyRow.form == form))
    session.execute(
        insert(FeedBodyRow).values(
            feed_id=row_id,
            form=form,
            stamp=kept.rendered_for.stamp,
            day=kept.rendered_for.day,
            rendered_for=kept.rendered_for.settings,
            etag=kept.etag,
            modified_at=kept.modified_at,
            body=kept.gzipped,
        )
    )


def _holds(row: tuple[Any, ...], day: date, settings: str) -> bool:
    stamp, kept_day, kept_settings, stamp_now, *_ = row
    # SQLite's driver gives the day as text.
    return (stamp, str(kept_day), kept_settings) == (stamp_now, day.isoformat(), settings)


def _values(asked: Asked) -> dict[str, str]:
    return {"key": asked.value, "form": asked.form.value, "client": asked.client}


def _instant(value: Any) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    # SQLite keeps instants without their zone.
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _kept(by: SQLColumnExpression[Any], stamp: Any, *conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """What is kept of a feed, with the stamp as it is now; but for its bytes, which only some ask for."""
    columns = (FeedBodyRow.stamp, FeedBodyRow.day, FeedBodyRow.rendered_for, stamp, FeedBodyRow.etag)
    is_the_clients = and_(FeedFetchRow.feed_id == FeedRow.id, FeedFetchRow.client == bindparam("client"))
    return (
        select(*columns, FeedRow.public_id, FeedFetchRow.at)
        .join_from(FeedBodyRow, FeedRow, FeedRow.id == FeedBodyRow.feed_id)
        .outerjoin(FeedFetchRow, is_the_clients)
        .where(by == bindparam("key"), FeedBodyRow.form == bindparam("form"), *conditions)
    )


def _stamp_of(*names: str) -> Any:
    return select(func.sum(StampRow.value)).where(or_(*(StampRow.name == name for name in names))).scalar_subquery()


_IS_EVERYBODYS = FeedRow.token_hash.is_(None)
# An account that has been closed or erased has withdrawn what is its own, and so has nothing that holds.
_IS_OPEN = and_(
    FeedRow.withdrawn_at.is_(None),
    select(AccountRow.id).where(AccountRow.id == FeedRow.account_id, AccountRow.is_closed.is_(False)).exists(),
)
_KEPT: Final[Mapping[FeedKey, Select[*tuple[Any, ...]]]] = {
    FeedKey.ID: _kept(FeedRow.public_id, _stamp_of(PLAN), _IS_EVERYBODYS),
    FeedKey.ADDRESS: _kept(FeedRow.address, _stamp_of(PLAN)),
    FeedKey.SECRET: _kept(FeedRow.token_hash, _stamp_of(PLAN, ACCESS), _IS_OPEN),
}
_KEPT_WHOLE: Final = {key: query.add_columns(FeedBodyRow.modified_at, FeedBodyRow.body) for key, query in _KEPT.items()}

_NOTED: Final = (
    select(FeedFetchRow.at)
    .join_from(FeedFetchRow, FeedRow, FeedRow.id == FeedFetchRow.feed_id)
    .where(FeedRow.public_id == bindparam("feed_id"), FeedFetchRow.client == bindparam("client"))
)

_SENT_COLUMNS: Final = ("source_hash", "content_hash", "sequence", "modified_at", "vevent")


def _sent_tables(name: str, of: type[Base], column: str) -> tuple[Any, Any, Any, Any]:
    table, referred = Base.metadata.tables[name], Base.metadata.tables[of.__tablename__]
    return table, referred, referred.c.public_id, table.c[column]


# The table, the one that it is about, the id that is public there, and the column that refers to it.
_SENT: Final = {
    SentKind.EVENT: _sent_tables("feed_events", OccurrenceRow, "occurrence_id"),
    SentKind.SLOT: _sent_tables("feed_slots", StopRow, "stop_id"),
    SentKind.TASK: _sent_tables("feed_tasks", FollowUpRow, "follow_up_id"),
}


def _by_rendition(keys: Collection[SentKey]) -> Iterator[tuple[SentKind, str, tuple[str, ...]]]:
    ordered = sorted(keys, key=lambda key: (key[0], key[2]))
    for (kind, rendition), group in groupby(ordered, key=lambda key: (key[0], key[2])):
        yield kind, rendition, tuple(public_id for _, public_id, _ in group)


def _row_ids(
    session: Session, kind: SentKind, rendition: str, ids: tuple[str, ...]
) -> list[tuple[int, str, int | None]]:
    table, of, public_id, row_id = _SENT[kind]
    is_sent = and_(row_id == of.c.id, table.c.rendition == rendition)
    query = select(of.c.id, public_id, table.c.stamp).select_from(of).outerjoin(table, is_sent)
    return [(row[0], row[1], row[2]) for row in session.execute(query.where(public_id.in_(ids)))]


def _sent_values(event: SentEvent) -> dict[str, object]:
    return {"rendition": event.key[2]} | {name: getattr(event, name) for name in _SENT_COLUMNS}
