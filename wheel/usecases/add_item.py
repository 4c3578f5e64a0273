"""Add an item to a body's agenda: placed at a coming meeting, or awaiting a date."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, item_thing, require, sign
from wheel.core.agenda import checked_waiting, require_placeable
from wheel.core.audit import Act, AuditThing
from wheel.core.item_content import checked_item
from wheel.core.permissions import Right
from wheel.core.stops import NewItem, Waiting
from wheel.store.bodies import find_body, lock_body
from wheel.store.database import Session
from wheel.store.stop_writing import add_item as store_item
from wheel.usecases.audited import audit
from wheel.usecases.chosen_meeting import chosen_meeting


@dataclass(frozen=True)
class AddItem:
    """`meeting_id` None means that the item awaits a date, as `waiting` then says."""

    body: str
    item: NewItem
    meeting_id: str | None
    waiting: Waiting = Waiting("")  # noqa: RUF009


def add_item(session: Session, viewer: Viewer, command: AddItem, moment: Moment) -> str:
    """Add the item; its stop's public id. Raises InvalidInputError naming the field, or RefusedError."""
    body = find_body(session, viewer, command.body)
    require(viewer, Right.CHANGE, item_thing(command.item.is_closed), body.short_name)
    lock_body(session, body.short_name)
    item = checked_item(command.item)
    waiting = checked_waiting(command.waiting, is_waiting=command.meeting_id is None)
    if command.meeting_id is not None:
        meeting = chosen_meeting(session, viewer, command.meeting_id, "meeting")
        require_placeable(meeting, body.short_name, moment.today)
    stop_id = store_item(session, item, body.short_name, command.meeting_id, waiting, sign(viewer, moment))
    audit(session, viewer, moment, Act.ADDED, AuditThing.STOP, stop_id)
    return stop_id
