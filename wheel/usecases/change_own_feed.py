"""Rename and close people's own calendars: each their own, and an administrator all of somebody's."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import Act, AuditThing
from wheel.core.own_feeds import OwnFeedAct, checked_name, require_as_seen
from wheel.core.permissions import Right, Thing
from wheel.errors import RefusedError
from wheel.store.accounts import account_by_id
from wheel.store.database import Session
from wheel.store.own_feeds import (
    lock_own_feeds,
    own_feed,
    own_feeds_of,
    rename_own_feed,
    withdraw_own_feeds,
)
from wheel.usecases.audited import audit
from wheel.usecases.own_proof import own_account_id


@dataclass(frozen=True)
class RenameOwnFeed:
    """`seen` is what it was called when the new name was chosen."""

    feed_id: str
    name: str
    seen: str


def rename_feed(session: Session, viewer: Viewer, command: RenameOwnFeed, moment: Moment) -> None:
    """Its address and what it holds stay; calendar programs may go on with the name that they were given first.

    Raises NotFoundError for one that is not the viewer's, InvalidInputError for the field `name`, RefusedError for one
    that is closed, and ConflictError.
    """
    account_id = own_account_id(viewer)
    lock_own_feeds(session, account_id)
    feed = own_feed(session, account_id, command.feed_id)
    if not feed.is_open:
        raise RefusedError("The calendar is closed already.")
    require_as_seen(feed, command.seen)
    others = [other for other in own_feeds_of(session, account_id) if other.id != feed.id]
    rename_own_feed(session, feed.id, checked_name(command.name, others))
    audit(session, viewer, moment, Act.SAVED, AuditThing.FEED, feed.id, own=True)


def close_own_feed(session: Session, viewer: Viewer, feed_id: str, moment: Moment) -> None:
    """Its address gives nothing of the plan from now on, and it cannot be opened again.

    Raises NotFoundError for one that is not the viewer's, and RefusedError for one that is closed already.
    """
    account_id = own_account_id(viewer)
    lock_own_feeds(session, account_id)
    feed = own_feed(session, account_id, feed_id)
    if not feed.is_open:
        raise RefusedError("The calendar is closed already.")
    withdraw_own_feeds(session, [feed.id], moment.at)
    audit(session, viewer, moment, Act.CLOSED, AuditThing.FEED, feed.id, own=True)


def close_feeds_of(session: Session, viewer: Viewer, account_id: str, moment: Moment) -> int:
    """Close all of somebody's, as when their telephone is lost; how many there were.

    Raises ForbiddenError for who is no administrator, and NotFoundError.
    """
    require(viewer, Right.CHANGE, Thing.ACCOUNT)
    closed = end_feeds_of(session, account_by_id(session, account_id).id, moment)
    if closed:
        audit(session, viewer, moment, OwnFeedAct.ALL_CLOSED, AuditThing.ACCOUNT, account_id, count=closed)
    return closed


def end_feeds_of(session: Session, account_id: str, moment: Moment) -> int:
    """Close all of an account's, as a part of another act; how many there were."""
    lock_own_feeds(session, account_id)
    found = [feed.id for feed in own_feeds_of(session, account_id) if feed.is_open]
    withdraw_own_feeds(session, found, moment.at)
    return len(found)
