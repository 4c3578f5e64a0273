"""Delete a body that nothing uses; what is in use is closed instead."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.feed_sources import FeedSource
from wheel.errors import RefusedError
from wheel.store.bodies import delete_body as drop_body
from wheel.store.body_uses import BodyUses, uses_of_bodies
from wheel.store.database import Session
from wheel.store.own_feeds import close_feeds_about
from wheel.usecases.audited import audit
from wheel.usecases.changed_body import body_behind_lock
from wheel.usecases.named_uses import listed


@dataclass(frozen=True)
class DeleteBody:
    short_name: str
    seen: int


def delete_body(session: Session, viewer: Viewer, command: DeleteBody, moment: Moment) -> None:
    """Take it away with its feed; people's own calendars of it are closed.

    Raises RefusedError naming what uses it, and ConflictError.
    """
    require_planner(viewer)
    body = body_behind_lock(session, viewer, command.short_name, command.seen)
    _require_unused(uses_of_bodies(session)[body.short_name])
    close_feeds_about(session, FeedSource(body=body.short_name), moment.at)
    drop_body(session, body.short_name)
    audit(session, viewer, moment, Act.DELETED, AuditThing.BODY, body.short_name)


def _require_unused(uses: BodyUses) -> None:
    if uses.series:
        raise RefusedError(
            "The body cannot be deleted: it is used by %(count)s series (%(names)s). Close it instead.",
            count=len(uses.series),
            names=listed(uses.series),
        )
    if uses.item_count:
        raise RefusedError(
            "The body cannot be deleted: its agendas have items, or items wait for its meetings (%(count)s). Close it "
            "instead.",
            count=uses.item_count,
        )
    if uses.standing_count:
        raise RefusedError(
            "The body cannot be deleted: it has standing items (%(count)s). Close it instead.",
            count=uses.standing_count,
        )
    if uses.routes:
        raise RefusedError(
            "The body cannot be deleted: routes that are kept go through it (%(names)s).", names=listed(uses.routes)
        )
    if uses.posts:
        raise RefusedError(
            "The body cannot be deleted: posts sit in it, or have sat there (%(names)s). Close it instead.",
            names=listed(uses.posts),
        )
    if uses.under:
        raise RefusedError(
            "The body cannot be deleted: other bodies belong under it (%(names)s).", names=listed(uses.under)
        )
    if uses.merged:
        raise RefusedError(
            "The body cannot be deleted: other bodies have been merged into it (%(names)s).", names=listed(uses.merged)
        )
