"""Delete a post that nothing uses; what is in use gets a last day instead."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer
from wheel.core.audit import Act, AuditThing
from wheel.core.feed_sources import FeedSource
from wheel.errors import RefusedError
from wheel.store.database import Session
from wheel.store.own_feeds import close_feeds_about
from wheel.store.post_uses import PostUses, uses_of_post
from wheel.store.posts import delete_post as drop_post
from wheel.usecases.audited import audit
from wheel.usecases.changed_post import post_behind_lock


@dataclass(frozen=True)
class DeletePost:
    post_id: str
    seen: int


def delete_post(session: Session, viewer: Viewer, command: DeletePost, moment: Moment) -> None:
    """Take it away; people's own calendars of it are closed.

    Raises RefusedError naming what uses it, and ConflictError if it is not as it was seen.
    """
    post = post_behind_lock(session, viewer, command.post_id, command.seen)
    _require_unused(uses_of_post(session, post.id))
    close_feeds_about(session, FeedSource(post=post.id), moment.at)
    drop_post(session, post.id)
    audit(session, viewer, moment, Act.DELETED, AuditThing.POST, post.id)


def _require_unused(uses: PostUses) -> None:
    if uses.holders:
        raise RefusedError(
            "The post cannot be deleted: somebody holds it, has held it or will hold it (%(count)s). "
            "Give it a last day instead.",
            count=uses.holders,
        )
    if uses.seats:
        raise RefusedError(
            "The post cannot be deleted: it has seats in bodies (%(count)s). Give it a last day instead.",
            count=uses.seats,
        )
    if uses.items or uses.follow_ups:
        raise RefusedError(
            "The post cannot be deleted: agenda items and follow-ups name it (%(count)s). Give it a last day instead.",
            count=uses.items + uses.follow_ups,
        )
    if uses.rosters:
        raise RefusedError(
            "The post cannot be deleted: it is on the roster of standing items (%(count)s). Take it off there first.",
            count=uses.rosters,
        )
    if uses.claim_rules:
        raise RefusedError(
            "The post cannot be deleted: rules of signing in give it to people (%(count)s). Delete those first.",
            count=uses.claim_rules,
        )
