"""Feeds: the addresses that can be subscribed to, everybody's and people's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from wheel.core.access import Viewer
from wheel.core.feed_options import USUAL, FeedOptions, options_of
from wheel.core.feed_sources import EVERYTHING, FeedSource
from wheel.core.occurrences import Kind
from wheel.core.short_names import short_name
from wheel.core.wheel_filters import WheelFilter, query_string
from wheel.errors import InvalidInputError, NotFoundError
from wheel.store.tables import AccountRow, BodyRow, FeedBodyRow, FeedRow, ItemRow, PostRow
from wheel.store.visibility import visible_feed

OF_EVERYTHING: Final = "aarshjul"
OF_DEADLINES: Final = "frister"
OF_RING: Final = "ring-"
OF_ITEM: Final = "punkt-"
"""How feeds for everybody are called in their addresses; those of bodies by the bodies' short names."""


@dataclass(frozen=True)
class Feed:
    """An address to subscribe to. `name` is what the body that it is about is called.

    `address` is how everybody's is called in its address; views and people's own have none. `account` is whose own it
    is, None for everybody's, and `is_own` tells it from one whose account has been erased. From `withdrawn_at` on, a
    person's own holds nothing.
    """

    id: str
    source: FeedSource = EVERYTHING
    options: FeedOptions = USUAL
    address: str | None = None
    name: str | None = None
    is_own: bool = False
    account: str | None = None
    own_name: str = ""
    withdrawn_at: datetime | None = None

    @property
    def body(self) -> str | None:
        return self.source.body

    @property
    def query(self) -> str | None:
        return self.source.query


def ensure_feeds(session: Session) -> None:
    """Give every body, and everything together, its feed and its address."""
    session.flush()
    have = set(session.scalars(select(FeedRow.body_id).where(_IS_FIRST)))
    wanted = (None, *session.scalars(select(BodyRow.id).order_by(BodyRow.id)))
    session.add_all(FeedRow(body_id=body_id) for body_id in wanted if body_id not in have)
    session.flush()
    ensure_addresses(session)


def ensure_addresses(session: Session) -> None:
    """Give every feed of a body, and everything's, an address that speaks, where it has none yet."""
    nameless = select(FeedRow, BodyRow.short_name).outerjoin(BodyRow, BodyRow.id == FeedRow.body_id)
    taken = {address for address in session.scalars(select(FeedRow.address)) if address}
    for row, name in session.execute(nameless.where(_IS_FIRST, FeedRow.address.is_(None)).order_by(FeedRow.id)).all():
        row.address = OF_EVERYTHING if name is None else _free(name, taken)
        taken.add(row.address)
    session.flush()


def all_feeds(session: Session, viewer: Viewer) -> tuple[Feed, ...]:
    """The feeds of the bodies the viewer may know of, everything's first. Those of views stand in no list."""
    found = _read(session, _feeds().where(visible_feed(viewer), _IS_FIRST).order_by(BodyRow.id))
    return tuple(sorted(found, key=lambda feed: feed.body is not None))


def find_feed(session: Session, viewer: Viewer, feed_id: str) -> Feed:
    """One of everybody's. Raises NotFoundError also when the viewer may not know of its body."""
    return _one(_read(session, _feeds().where(visible_feed(viewer), _IS_EVERYBODYS, FeedRow.public_id == feed_id)))


def find_feed_at(session: Session, viewer: Viewer, address: str) -> Feed | None:
    """The one of everybody's that is called so in its address, if anybody has fetched it yet."""
    found = _read(session, _feeds().where(visible_feed(viewer), FeedRow.address == address))
    return found[0] if found else None


def find_feed_once_fetched(session: Session, called: str) -> Feed | None:
    """One of everybody's of that address or id, with any options, that has been fetched, whoever may see it now.

    Only what everybody could see has ever been rendered for everybody: this tells nothing of what was never public.
    """
    is_called = or_(
        FeedRow.public_id == called,
        FeedRow.address == called,
        FeedRow.address.startswith(f"{called}?", autoescape=True),
    )
    is_rendered = select(FeedBodyRow.feed_id).where(FeedBodyRow.feed_id == FeedRow.id).exists()
    found = _read(session, _feeds().where(_IS_EVERYBODYS, is_called, is_rendered).order_by(FeedRow.id).limit(1))
    return found[0] if found else None


def find_own_feed(session: Session, token_hash: str) -> Feed:
    """A person's own, open or withdrawn. Raises NotFoundError."""
    return _one(_read(session, _feeds().where(FeedRow.token_hash == token_hash)))


def find_feed_about(session: Session, viewer: Viewer, source: FeedSource, options: FeedOptions) -> Feed | None:
    """Everybody's feed about that, with these options, if there is one yet."""
    query = _feeds().where(visible_feed(viewer), _IS_EVERYBODYS, FeedRow.options == options.query, _is_about(source))
    found = _read(session, query)
    return found[0] if found else None


def find_view_feed(session: Session, viewer: Viewer, query: str) -> Feed | None:
    """The feed of the view whose filter is written so, if somebody has made one."""
    return find_feed_about(session, viewer, FeedSource(query=query), USUAL)


def add_feed(session: Session, source: FeedSource, options: FeedOptions, address: str | None) -> Feed:
    """One for everybody, which there must not be yet."""
    row = FeedRow(filter=source.query, options=options.query, address=address)
    if source.body is not None:
        row.body_id = session.scalars(select(BodyRow.id).where(BodyRow.short_name == source.body)).one()
    if source.item is not None:
        row.item_id = session.scalars(select(ItemRow.id).where(ItemRow.public_id == source.item)).one()
    session.add(row)
    session.flush()
    return _one(_read(session, _feeds().where(FeedRow.id == row.id)))


def set_feed_address(session: Session, feed_id: str, address: str) -> None:
    """Let a feed without one have an address that speaks."""
    session.scalars(select(FeedRow).where(FeedRow.public_id == feed_id)).one().address = address
    session.flush()


def add_view_feed(session: Session, query: str) -> str:
    """Its id. The filter must have no feed yet."""
    return add_feed(session, FeedSource(query=query), USUAL, None).id


def count_view_feeds(session: Session) -> int:
    """How many views have a feed that somebody made: those of rings and of deadlines are there by themselves."""
    is_made = and_(_IS_EVERYBODYS, FeedRow.filter.is_not(None), FeedRow.options == "", FeedRow.address.is_(None))
    return session.scalar(select(func.count()).where(is_made)) or 0


_OF_BODY: Final = "udvalg"
_LONGEST: Final = 80

DEADLINES_ALONE: Final = query_string(WheelFilter(kinds=frozenset({Kind.DEADLINE})))

_IS_EVERYBODYS = FeedRow.token_hash.is_(None)
# Of a body or of everything, as everybody gets it who chooses nothing.
_IS_FIRST = and_(_IS_EVERYBODYS, FeedRow.filter.is_(None), FeedRow.item_id.is_(None), FeedRow.options == "")


def _free(name: str, taken: set[str]) -> str:
    """An address for the body of that short name, which none of the others has or could get."""
    used = taken | {OF_EVERYTHING, OF_DEADLINES}
    try:
        free = short_name(name, used, _LONGEST)
    except InvalidInputError:
        # A name without a letter that addresses have.
        free = short_name(_OF_BODY, used, _LONGEST)
    return short_name(f"{_OF_BODY}-{free}", used, _LONGEST) if free.startswith((OF_RING, OF_ITEM)) else free


def _is_about(source: FeedSource) -> ColumnElement[bool]:
    return and_(
        BodyRow.short_name == source.body if source.body else FeedRow.body_id.is_(None),
        FeedRow.filter == source.query if source.query else FeedRow.filter.is_(None),
        ItemRow.public_id == source.item if source.item else FeedRow.item_id.is_(None),
    )


def _feeds() -> Select[*tuple[Any, ...]]:
    return (
        select(
            FeedRow,
            BodyRow.short_name,
            BodyRow.name,
            ItemRow.public_id.label("item"),
            PostRow.public_id.label("post"),
            AccountRow.public_id.label("account"),
        )
        .outerjoin(BodyRow, BodyRow.id == FeedRow.body_id)
        .outerjoin(ItemRow, ItemRow.id == FeedRow.item_id)
        .outerjoin(PostRow, PostRow.id == FeedRow.post_id)
        .outerjoin(AccountRow, AccountRow.id == FeedRow.account_id)
    )


def _read(session: Session, query: Select[*tuple[Any, ...]]) -> tuple[Feed, ...]:
    return tuple(map(_feed, session.execute(query)))


def _feed(row: Row[*tuple[Any, ...]]) -> Feed:
    feed: FeedRow = row.FeedRow
    return Feed(
        id=feed.public_id,
        source=FeedSource(row.short_name, feed.filter, row.item, row.post, feed.is_mine),
        options=options_of(feed.options),
        address=feed.address,
        name=row.name,
        is_own=feed.token_hash is not None,
        account=row.account,
        own_name=feed.name,
        withdrawn_at=feed.withdrawn_at,
    )


def _one(found: Iterable[Feed]) -> Feed:
    for feed in found:
        return feed
    raise NotFoundError("There is no such calendar feed.")
