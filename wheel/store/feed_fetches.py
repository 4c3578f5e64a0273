"""When feeds were last fetched, by which kinds of calendar program, and with what answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from wheel.core.calendar_clients import CalendarClient, Fetch, client_called
from wheel.store.tables import FeedFetchRow, FeedRow

__all__ = ["Fetch", "fetches_of", "forget_fetches_before", "note_fetch"]


def note_fetch(session: Session, feed_id: str, client: CalendarClient, at: datetime, status: int) -> None:
    """Remember this fetch in place of the last of the same kind of program; nothing where the feed is gone."""
    said = (literal(client.value), literal(at, FeedFetchRow.at.type), literal(status))
    feed = select(FeedRow.id, *said).where(FeedRow.public_id == feed_id)
    adding = _INSERT[session.get_bind().dialect.name](FeedFetchRow)
    newer = {"at": adding.excluded.at, "status": adding.excluded.status}
    # Two at once are no mistake: the second waits for the first, and then changes its row.
    session.execute(
        adding.from_select(["feed_id", "client", "at", "status"], feed).on_conflict_do_update(
            index_elements=["feed_id", "client"], set_=newer
        )
    )


def fetches_of(session: Session, feed_ids: Collection[str]) -> dict[str, tuple[Fetch, ...]]:
    """By the feed's public id, each kind of program's last, the newest first; () for what nobody has fetched."""
    query = (
        select(FeedRow.public_id, FeedFetchRow.client, FeedFetchRow.at, FeedFetchRow.status)
        .join(FeedRow, FeedRow.id == FeedFetchRow.feed_id)
        .where(FeedRow.public_id.in_(feed_ids))
        .order_by(FeedFetchRow.at.desc(), FeedFetchRow.client)
    )
    found: dict[str, list[Fetch]] = {feed_id: [] for feed_id in feed_ids}
    for feed_id, client, at, status in session.execute(query):
        found[feed_id].append(Fetch(client_called(client), at, status))
    return {feed_id: tuple(fetches) for feed_id, fetches in found.items()}


def forget_fetches_before(session: Session, at: datetime) -> None:
    session.execute(delete(FeedFetchRow).where(FeedFetchRow.at < at))


_INSERT: Final[dict[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
