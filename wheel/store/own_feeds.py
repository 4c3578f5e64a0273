"""People's own calendar feeds: each with a secret address, of which the database keeps the hash alone."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, select, update
from sqlalchemy.orm import Session

from wheel.core.feed_options import FeedOptions, options_of
from wheel.core.feed_sources import FeedSource
from wheel.core.own_feeds import NewOwnFeed, OwnFeed
from wheel.errors import NotFoundError
from wheel.store.accounts import account_row
from wheel.store.bodies import body_row_id
from wheel.store.items import item_row
from wheel.store.posts import post_row
from wheel.store.tables import (
    AccountRow,
    BodyRow,
    FeedBodyRow,
    FeedEventRow,
    FeedFetchRow,
    FeedRow,
    FeedSlotRow,
    FeedTaskRow,
    ItemRow,
    PostRow,
)

_BYTES = 32


def lock_own_feeds(session: Session, account_id: str) -> None:
    """Make everybody else wait who changes the calendars of that account."""
    session.execute(select(AccountRow.id).where(AccountRow.public_id == account_id).with_for_update())


def own_feeds_of(session: Session, account_id: str) -> tuple[OwnFeed, ...]:
    """All of an account's own, the closed ones too, in the order in which they were made."""
    rows = session.execute(_feeds().where(AccountRow.public_id == account_id).order_by(FeedRow.made_at, FeedRow.id))
    return tuple(map(_value, rows))


def own_feed(session: Session, account_id: str, feed_id: str) -> OwnFeed:
    """One of that account's. Raises NotFoundError, for another's as for none."""
    row = session.execute(_feeds().where(AccountRow.public_id == account_id, FeedRow.public_id == feed_id)).first()
    if row is None:
        raise NotFoundError("There is no such calendar of yours.")
    return _value(row)


def add_own_feed(
    session: Session, account_id: str, name: str, source: FeedSource, options: FeedOptions, at: datetime
) -> NewOwnFeed:
    """Make one; its secret has 256 random bits and is kept nowhere. What it is about must be there."""
    token = secrets.token_urlsafe(_BYTES)
    row = FeedRow(
        account_id=account_row(session, account_id).id,
        token_hash=_hash(token),
        name=name,
        made_at=at,
        body_id=body_row_id(session, source.body) if source.body is not None else None,
        filter=source.query,
        item_id=item_row(session, source.item).id if source.item is not None else None,
        post_id=post_row(session, source.post).id if source.post is not None else None,
        is_mine=source.is_mine,
        options=options.query,
    )
    session.add(row)
    session.flush()
    return NewOwnFeed(OwnFeed(row.public_id, name, at, source, options), token)


def rename_own_feed(session: Session, feed_id: str, name: str) -> None:
    """Call one of somebody's own so. Its name stands in what was kept of it, which is made anew."""
    row = _own_row(session, feed_id)
    row.name = name
    session.flush()
    session.execute(delete(FeedBodyRow).where(FeedBodyRow.feed_id == row.id))


def withdraw_own_feeds(session: Session, feed_ids: Collection[str], at: datetime) -> None:
    """Close these, which must be open, and forget what was sent of them: nobody is sent that again."""
    ids = list(feed_ids)
    session.execute(
        update(FeedRow)
        .where(FeedRow.public_id.in_(ids), FeedRow.token_hash.is_not(None), FeedRow.withdrawn_at.is_(None))
        .values(withdrawn_at=at)
        .execution_options(synchronize_session="fetch")
    )
    for table in (FeedEventRow, FeedSlotRow, FeedTaskRow):
        session.execute(delete(table).where(table.rendition.in_([f"feed:{feed_id}" for feed_id in ids])))
    session.execute(delete(FeedBodyRow).where(FeedBodyRow.feed_id.in_(_row_ids(ids))))


def close_feeds_about(session: Session, source: FeedSource, at: datetime) -> None:
    """Close everybody's own about a body or a post, before that is taken away: so they say that they are closed."""
    if source.body is not None:
        is_about = FeedRow.body_id == body_row_id(session, source.body)
    elif source.post is not None:
        is_about = FeedRow.post_id == post_row(session, source.post).id
    else:
        raise ValueError("only bodies and posts are taken away")
    own = (is_about, FeedRow.token_hash.is_not(None))
    withdraw_own_feeds(
        session, session.scalars(select(FeedRow.public_id).where(*own, FeedRow.withdrawn_at.is_(None))).all(), at
    )
    session.execute(
        update(FeedRow).where(*own).values(body_id=None, post_id=None).execution_options(synchronize_session="fetch")
    )


def forget_owner(session: Session, account_row_id: int) -> None:
    """Take whose they were, what they were called and what they held out of an account's own; for the store's own use.

    The hashes of their addresses stay: what asks for them is told that they are closed, and not that they never were.
    """
    owned = select(FeedRow.id).where(FeedRow.account_id == account_row_id)
    session.execute(delete(FeedFetchRow).where(FeedFetchRow.feed_id.in_(owned)))
    session.execute(
        update(FeedRow)
        .where(FeedRow.account_id == account_row_id)
        .values(
            account_id=None, name="", options="", body_id=None, filter=None, item_id=None, post_id=None, is_mine=False
        )
        .execution_options(synchronize_session="fetch")
    )


def _feeds() -> Select[*tuple[Any, ...]]:
    return (
        select(
            FeedRow,
            BodyRow.short_name,
            ItemRow.public_id.label("item"),
            PostRow.public_id.label("post"),
        )
        .join(AccountRow, AccountRow.id == FeedRow.account_id)
        .outerjoin(BodyRow, BodyRow.id == FeedRow.body_id)
        .outerjoin(ItemRow, ItemRow.id == FeedRow.item_id)
        .outerjoin(PostRow, PostRow.id == FeedRow.post_id)
        .where(FeedRow.token_hash.is_not(None))
        .execution_options(populate_existing=True)
    )


def _value(row: Row[*tuple[Any, ...]]) -> OwnFeed:
    feed: FeedRow = row.FeedRow
    if feed.made_at is None:
        raise ValueError("a person's own calendar says when it was made")
    return OwnFeed(
        id=feed.public_id,
        name=feed.name,
        made_at=feed.made_at,
        source=FeedSource(row.short_name, feed.filter, row.item, row.post, feed.is_mine),
        options=options_of(feed.options),
        withdrawn_at=feed.withdrawn_at,
    )


def _own_row(session: Session, feed_id: str) -> FeedRow:
    return session.scalars(select(FeedRow).where(FeedRow.public_id == feed_id, FeedRow.token_hash.is_not(None))).one()


def _row_ids(feed_ids: Collection[str]) -> Select[int]:
    return select(FeedRow.id).where(FeedRow.public_id.in_(feed_ids), FeedRow.token_hash.is_not(None))


def _hash(token: str) -> str:
    # The token is random and long: a slow hash would add nothing.
    return hashlib.sha256(token.encode()).hexdigest()
