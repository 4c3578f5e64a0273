"""Keep a body's standing items: add, change, end and take away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Moment, Viewer, item_thing, require
from wheel.core.audit import Act, AuditThing
from wheel.core.permissions import Right
from wheel.core.standing_items import StandingItem, checked_standing_item
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.store import standing as store
from wheel.store.bodies import find_body
from wheel.store.database import Session
from wheel.store.post_lists import posts_on
from wheel.usecases.audited import audit


@dataclass(frozen=True)
class SaveStandingItem:
    """The standing item as it is to be; a new one has no id. `seen` is the version of the other that was changed."""

    item: StandingItem
    seen: int = 0


@dataclass(frozen=True)
class EndStandingItem:
    """`ends` is the first day on which it wants nothing any more; None lets it go on."""

    standing_id: str
    seen: int
    ends: date | None


@dataclass(frozen=True)
class RemoveStandingItem:
    standing_id: str
    seen: int


def save_standing_item(session: Session, viewer: Viewer, command: SaveStandingItem, moment: Moment) -> str:
    """Save it; its id. What came of it before stays as it is.

    Raises InvalidInputError naming the field, and ConflictError if it is not as it was seen.
    """
    if not command.item.id:
        return _add(session, viewer, command.item, moment)
    before = _to_change(session, viewer, command.item.id, command.seen)
    after = checked_standing_item(replace(command.item, body=before.body))
    require(viewer, Right.CHANGE, item_thing(after.is_closed), before.body)
    _require_posts(session, after, before, moment)
    store.save_standing_item(session, after)
    audit(session, viewer, moment, Act.SAVED, AuditThing.STANDING, after.id, body=before.body)
    return after.id


def end_standing_item(session: Session, viewer: Viewer, command: EndStandingItem, moment: Moment) -> StandingItem:
    """Let it end, or go on after all; what is on agendas already stays there. Raises as saving does."""
    before = _to_change(session, viewer, command.standing_id, command.seen)
    after = checked_standing_item(replace(before, ends=command.ends))
    store.save_standing_item(session, after)
    audit(session, viewer, moment, Act.SAVED, AuditThing.STANDING, after.id, body=before.body)
    return after


def remove_standing_item(session: Session, viewer: Viewer, command: RemoveStandingItem, moment: Moment) -> StandingItem:
    """Take it away, as one of which nothing has come. Raises RefusedError for the others."""
    found = _to_change(session, viewer, command.standing_id, command.seen)
    if store.has_items(session, found.id):
        raise RefusedError("Items on agendas came of it, so it cannot be deleted. Give it a last day instead.")
    store.remove_standing_item(session, found.id)
    audit(session, viewer, moment, Act.DELETED, AuditThing.STANDING, found.id, body=found.body)
    return found


def _add(session: Session, viewer: Viewer, item: StandingItem, moment: Moment) -> str:
    body = find_body(session, viewer, item.body).short_name
    require(viewer, Right.CHANGE, item_thing(item.is_closed), body)
    item = checked_standing_item(replace(item, body=body))
    _require_posts(session, item, None, moment)
    standing_id = store.add_standing_item(session, item)
    audit(session, viewer, moment, Act.ADDED, AuditThing.STANDING, standing_id, body=body)
    return standing_id


def _to_change(session: Session, viewer: Viewer, standing_id: str, seen: int) -> StandingItem:
    store.find_standing_item(session, viewer, standing_id)
    store.lock_standing_item(session, standing_id)
    found = store.find_standing_item(session, viewer, standing_id)
    require(viewer, Right.CHANGE, item_thing(found.is_closed), found.body)
    if found.version != seen:
        raise ConflictError("Somebody else changed this standing item while you were looking at it.")
    return found


def _require_posts(session: Session, item: StandingItem, before: StandingItem | None, moment: Moment) -> None:
    """A post comes on the roster while it exists, once; it may stay there for ever."""
    wanted = [post.id for post in item.roster]
    known = {post.id for post in posts_on(session, moment.today)}
    known |= {post.id for post in before.roster} if before else set()
    if len(wanted) != len(set(wanted)) or set(wanted) - known:
        raise InvalidInputError("Choose among the posts that there are.", field="posts")
