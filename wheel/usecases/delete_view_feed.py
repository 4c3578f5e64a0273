"""Take away the calendar feed of a view that nobody needs any more."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import Act, AuditThing
from wheel.core.permissions import Right, Thing
from wheel.errors import InvalidInputError
from wheel.store.database import Session
from wheel.store.feed_use import delete_feeds_of_view, find_made_view, newest_fetch_of_view
from wheel.store.kept_feeds import lock_plan
from wheel.usecases.audited import audit
from wheel.usecases.show_feed_use import OF_LATE


@dataclass(frozen=True)
class DeleteViewFeed:
    """`even_so`: also where programs have fetched it of late."""

    feed_id: str
    even_so: bool = False


def delete_view_feed(session: Session, viewer: Viewer, command: DeleteViewFeed, moment: Moment) -> None:
    """Delete it with all its options. Whoever still asks for it is told that there is no such calendar.

    Only an administrator may. Raises NotFoundError for what is no view's, and InvalidInputError where it has been
    fetched within 30 days and that is to count.
    """
    require(viewer, Right.CHANGE, Thing.ACCOUNT)
    # Nobody renders it meanwhile.
    lock_plan(session, is_own=False)
    view = find_made_view(session, command.feed_id)
    newest = newest_fetch_of_view(session, view)
    if newest is not None and newest > moment.at - OF_LATE and not command.even_so:
        raise InvalidInputError(
            "Calendar programs have fetched this within %(days)s days. Tick that it is to be deleted even so.",
            field="even_so",
            days=OF_LATE.days,
        )
    delete_feeds_of_view(session, view)
    audit(session, viewer, moment, Act.DELETED, AuditThing.FEED, command.feed_id)
