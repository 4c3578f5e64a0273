"""The post that an administrator is about to change, with its holders and its seats."""

from __future__ import annotations

from datetime import date

from wheel.core.access import Viewer, require
from wheel.core.dates import ONE_DAY
from wheel.core.permissions import Right, Thing
from wheel.core.posts import Post, Term
from wheel.errors import ConflictError, InvalidInputError
from wheel.store.database import Session
from wheel.store.posts import lock_post


def post_behind_lock(session: Session, viewer: Viewer, post_id: str, seen: int) -> Post:
    """The post, with everybody else who changes it or what belongs to it made to wait.

    Raises ForbiddenError, NotFoundError, and ConflictError if it is not as it was seen.
    """
    require(viewer, Right.CHANGE, Thing.POST)
    post = lock_post(session, post_id)
    if post.version != seen:
        raise ConflictError("Somebody else changed this post while you were looking at it.")
    return post


def checked_term(post: Post, begins: date | None, last_day: date | None, *, first: str, last: str) -> Term:
    """From the first day to the last, both included; `first` and `last` are their fields.

    Raises InvalidInputError where the last day is before the first, or the post does not exist on the first.
    """
    ends = last_day + ONE_DAY if last_day else None
    if begins is not None and ends is not None and ends <= begins:
        raise InvalidInputError("The last day must not be before the first.", field=last)
    if begins is not None and not post.exists_on(begins):
        raise InvalidInputError("The post does not exist any more on that day.", field=first)
    return Term(begins, ends)
