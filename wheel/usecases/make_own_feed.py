"""Make somebody a calendar of their own, or give one a new address: the secret is told once."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer
from wheel.core.audit import Act, AuditThing
from wheel.core.feed_options import USUAL, FeedOptions
from wheel.core.feed_sources import FeedSource
from wheel.core.own_feeds import NewOwnFeed, OwnFeedAct, checked_name, require_pace, require_room
from wheel.errors import RefusedError
from wheel.store.database import Session
from wheel.store.own_feeds import add_own_feed, lock_own_feeds, own_feed, own_feeds_of, withdraw_own_feeds
from wheel.usecases.audited import audit
from wheel.usecases.own_feed_sources import allowed_options, checked_source, choices_for
from wheel.usecases.own_proof import own_account_id


@dataclass(frozen=True)
class MakeOwnFeed:
    name: str
    source: FeedSource
    options: FeedOptions = USUAL


def make_own_feed(session: Session, viewer: Viewer, command: MakeOwnFeed, moment: Moment) -> NewOwnFeed:
    """Add a calendar to the viewer's own.

    Raises ForbiddenError for who has no account, InvalidInputError naming the field, and RefusedError where there is no
    room for more, or too many have been made within an hour.
    """
    account_id = own_account_id(viewer)
    lock_own_feeds(session, account_id)
    others = own_feeds_of(session, account_id)
    name = checked_name(command.name, others)
    source = checked_source(session, viewer, command.source, moment.today)
    require_room(others)
    require_pace(others, moment.at)
    options = allowed_options(command.options, choices_for(session, viewer, moment.today))
    made = add_own_feed(session, account_id, name, source, options, moment.at)
    audit(session, viewer, moment, Act.ADDED, AuditThing.FEED, made.feed.id, own=True)
    return made


def renew_own_feed(session: Session, viewer: Viewer, feed_id: str, moment: Moment) -> NewOwnFeed:
    """Close the calendar, and make one in its place that is called the same and holds the same: its address is new.

    Raises NotFoundError for one that is not the viewer's, and RefusedError for one that is closed, and where too many
    addresses have been made within an hour.
    """
    account_id = own_account_id(viewer)
    lock_own_feeds(session, account_id)
    old = own_feed(session, account_id, feed_id)
    if not old.is_open:
        raise RefusedError("The calendar is closed already. Make a new one.")
    require_pace(own_feeds_of(session, account_id), moment.at)
    withdraw_own_feeds(session, [old.id], moment.at)
    made = add_own_feed(session, account_id, old.name, old.source, old.options, moment.at)
    audit(session, viewer, moment, OwnFeedAct.RENEWED, AuditThing.FEED, made.feed.id, own=True)
    return made
