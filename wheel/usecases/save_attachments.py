"""Keep an item's attachments: add, change, put in order, and take away."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, attachment_thing, may, refusal
from wheel.core.attachments import MOST, AttachmentContent, checked_attachment, moved
from wheel.core.audit import AuditThing
from wheel.core.permissions import Right
from wheel.core.stops import Stop
from wheel.errors import RefusedError
from wheel.store import attachments as store
from wheel.store.database import Session
from wheel.usecases.audited import audit
from wheel.usecases.save_item import item_behind_lock


@dataclass(frozen=True)
class AddAttachment:
    """`seen` is the version of the item: its attachments are a part of it."""

    item_id: str
    seen: int
    content: AttachmentContent


@dataclass(frozen=True)
class ChangeAttachment:
    attachment_id: str
    seen: int
    content: AttachmentContent


@dataclass(frozen=True)
class MoveAttachment:
    """`step` is -1 for one place up, 1 for one down."""

    attachment_id: str
    seen: int
    step: int


@dataclass(frozen=True)
class RemoveAttachment:
    attachment_id: str
    seen: int


def add_attachment(session: Session, viewer: Viewer, command: AddAttachment, moment: Moment) -> str:
    """Add it last; the item's id. Raises InvalidInputError naming the field, and ConflictError."""
    stops = item_behind_lock(session, viewer, command.item_id, command.seen)
    _require_to_change(viewer, stops, is_closed=command.content.is_closed)
    if len(store.order_of_attachments(session, command.item_id)) >= MOST:
        raise RefusedError("An item can have %(count)s attachments, and this one has.", count=MOST)
    attachment_id = store.add_attachment(session, command.item_id, checked_attachment(command.content))
    _write_down(session, viewer, moment, "attachment added", command.item_id, attachment_id)
    return command.item_id


def change_attachment(session: Session, viewer: Viewer, command: ChangeAttachment, moment: Moment) -> str:
    """Save it; the item's id. Closing one, or opening it again, needs the right to change closed ones."""
    item_id, stops = _behind_lock(session, viewer, command.attachment_id, command.seen)
    _require_to_change(viewer, stops, is_closed=command.content.is_closed)
    store.save_attachment(session, item_id, command.attachment_id, checked_attachment(command.content))
    _write_down(session, viewer, moment, "attachment saved", item_id, command.attachment_id)
    return item_id


def move_attachment(session: Session, viewer: Viewer, command: MoveAttachment, moment: Moment) -> tuple[str, int]:
    """Move it up or down; the item's id, and which number it now is. Raises RefusedError at either end."""
    item_id, _stops = _behind_lock(session, viewer, command.attachment_id, command.seen)
    order = moved(store.order_of_attachments(session, item_id), command.attachment_id, command.step)
    store.order_attachments(session, item_id, order)
    _write_down(session, viewer, moment, "attachment moved", item_id, command.attachment_id)
    return item_id, order.index(command.attachment_id) + 1


def remove_attachment(session: Session, viewer: Viewer, command: RemoveAttachment, moment: Moment) -> str:
    """Take it away; the item's id."""
    item_id, _stops = _behind_lock(session, viewer, command.attachment_id, command.seen)
    store.remove_attachment(session, item_id, command.attachment_id)
    _write_down(session, viewer, moment, "attachment removed", item_id, command.attachment_id)
    return item_id


def may_change_attachment(viewer: Viewer, stops: tuple[Stop, ...], *, is_closed: bool) -> bool:
    """Whether the viewer may change such an attachment, in one of the bodies that treat the item."""
    return any(may(viewer, Right.CHANGE, attachment_thing(is_closed), stop.body) for stop in stops)


def _behind_lock(session: Session, viewer: Viewer, attachment_id: str, seen: int) -> tuple[str, tuple[Stop, ...]]:
    """The item's id and its stops, if the viewer may change the attachment as it is now."""
    item_id, _attachment = store.find_attachment(session, viewer, attachment_id)
    stops = item_behind_lock(session, viewer, item_id, seen)
    _item_id, attachment = store.find_attachment(session, viewer, attachment_id)
    _require_to_change(viewer, stops, is_closed=attachment.is_closed)
    return item_id, stops


def _require_to_change(viewer: Viewer, stops: tuple[Stop, ...], *, is_closed: bool) -> None:
    if not may_change_attachment(viewer, stops, is_closed=is_closed):
        raise refusal(attachment_thing(is_closed))


def _write_down(session: Session, viewer: Viewer, moment: Moment, act: str, item_id: str, attachment_id: str) -> None:
    audit(session, viewer, moment, act, AuditThing.ITEM, item_id, attachment=attachment_id)
