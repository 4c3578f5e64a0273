"""Keep follow-ups: add, change, mark as done or not done, and take away."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, refusal, require
from wheel.core.audit import Act, AuditThing
from wheel.core.follow_ups import (
    FollowUp,
    FollowUpContent,
    checked_follow_up,
    may_change_follow_up,
    may_mark_follow_up,
)
from wheel.core.permissions import Right, Thing
from wheel.errors import ConflictError, InvalidInputError, NotFoundError
from wheel.store import follow_ups as store
from wheel.store.database import Session
from wheel.store.post_lists import posts_on
from wheel.store.stops import find_stop
from wheel.usecases.audited import audit


@dataclass(frozen=True)
class AddFollowUp:
    stop_id: str
    content: FollowUpContent


@dataclass(frozen=True)
class ChangeFollowUp:
    """`seen` is the version of the follow-up that was changed."""

    follow_up_id: str
    seen: int
    content: FollowUpContent


@dataclass(frozen=True)
class MarkFollowUp:
    follow_up_id: str
    seen: int
    is_done: bool


@dataclass(frozen=True)
class RemoveFollowUp:
    follow_up_id: str
    seen: int


def add_follow_up(session: Session, viewer: Viewer, command: AddFollowUp, moment: Moment) -> str:
    """Add it; its public id. Raises InvalidInputError naming the field."""
    stop = find_stop(session, viewer, command.stop_id)
    require(viewer, Right.CHANGE, Thing.FOLLOW_UP, stop.body)
    if stop.title is None:
        raise NotFoundError("There is no such item.")
    content = checked_follow_up(command.content)
    _require_post(session, content.post_id, moment)
    follow_up_id = store.add_follow_up(session, stop.id, content)
    audit(session, viewer, moment, Act.ADDED, AuditThing.FOLLOW_UP, follow_up_id, post=content.post_id)
    return follow_up_id


def change_follow_up(session: Session, viewer: Viewer, command: ChangeFollowUp, moment: Moment) -> FollowUp:
    """Save it. Raises InvalidInputError naming the field, and ConflictError if it is not as it was seen."""
    found = _to_change(session, viewer, command.follow_up_id, command.seen)
    content = checked_follow_up(command.content)
    if content.post_id != found.post_id:
        _require_post(session, content.post_id, moment)
    store.save_follow_up(session, found.id, content)
    audit(session, viewer, moment, Act.SAVED, AuditThing.FOLLOW_UP, found.id, post=content.post_id)
    return found


def mark_follow_up(session: Session, viewer: Viewer, command: MarkFollowUp, moment: Moment) -> FollowUp:
    """Say that it is done today, or that it is not. The holders of its post may, though they change nothing else."""
    found = _behind_lock(session, viewer, command.follow_up_id, command.seen)
    if not may_mark_follow_up(viewer, found):
        raise refusal(Thing.FOLLOW_UP)
    store.mark_follow_up(session, found.id, moment.today if command.is_done else None)
    act = "marked done" if command.is_done else "marked not done"
    audit(session, viewer, moment, act, AuditThing.FOLLOW_UP, found.id)
    return found


def remove_follow_up(session: Session, viewer: Viewer, command: RemoveFollowUp, moment: Moment) -> FollowUp:
    """Take it away, as one that was written by mistake; what has been done is marked as done instead."""
    found = _to_change(session, viewer, command.follow_up_id, command.seen)
    store.remove_follow_up(session, found.id)
    audit(session, viewer, moment, Act.DELETED, AuditThing.FOLLOW_UP, found.id)
    return found


def _to_change(session: Session, viewer: Viewer, follow_up_id: str, seen: int) -> FollowUp:
    found = _behind_lock(session, viewer, follow_up_id, seen)
    if not may_change_follow_up(viewer, found):
        raise refusal(Thing.FOLLOW_UP)
    return found


def _behind_lock(session: Session, viewer: Viewer, follow_up_id: str, seen: int) -> FollowUp:
    store.find_follow_up(session, viewer, follow_up_id)
    store.lock_follow_up(session, follow_up_id)
    found = store.find_follow_up(session, viewer, follow_up_id)
    if found.version != seen:
        raise ConflictError("Somebody else changed this follow-up while you were looking at it.")
    return found


def _require_post(session: Session, post_id: str | None, moment: Moment) -> None:
    """No post at all is right too: somebody else does it, or nobody has it yet."""
    if post_id is not None and post_id not in {post.id for post in posts_on(session, moment.today)}:
        raise InvalidInputError("Choose who is to do it.", field="post")
