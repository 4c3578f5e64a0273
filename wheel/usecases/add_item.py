"""Add an item to a body's agenda: placed at a coming meeting, or awaiting a date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wheel.core.access import Moment, Viewer, item_thing, require, sign
from wheel.core.agenda import NewItem, checked_reason, optional_reason, require_placeable
from wheel.core.permissions import Right
from wheel.errors import InvalidInputError
from wheel.store.agenda import add_item as store_item
from wheel.store.bodies import find_body, lock_body
from wheel.store.database import Session
from wheel.usecases.chosen_meeting import chosen_meeting

LONGEST = {"title": 500, "text": 20_000, "case_number": 60, "case_officer": 200}
"""Characters that each field may have."""

MOST_MINUTES = 600


@dataclass(frozen=True)
class AddItem:
    """`meeting_id` None means that the item awaits a date, and `reason` then says why."""

    body: str
    item: NewItem
    meeting_id: str | None
    reason: str = ""


def add_item(session: Session, viewer: Viewer, command: AddItem, moment: Moment) -> str:
    """Add the item; its stop's public id. Raises InvalidInputError naming the field, or RefusedError."""
    body = find_body(session, viewer, command.body)
    require(viewer, Right.CHANGE, item_thing(command.item.is_closed), body.short_name)
    lock_body(session, body.short_name)
    item = _checked(command.item)
    if command.meeting_id is None:
        reason = checked_reason(command.reason, "Write why the item awaits a date.")
    else:
        meeting = chosen_meeting(session, viewer, command.meeting_id, "meeting")
        require_placeable(meeting, body.short_name, moment.today)
        reason = optional_reason(command.reason)
    return store_item(session, item, body.short_name, command.meeting_id, reason, sign(viewer, moment))


def _checked(item: NewItem) -> NewItem:
    title = " ".join(item.title.split())
    if not title:
        raise InvalidInputError("Write what the item is about.", field="title")
    item = replace(
        item,
        title=title,
        text=item.text.strip(),
        case_number=item.case_number.strip(),
        case_officer=item.case_officer.strip(),
    )
    for field, longest in LONGEST.items():
        if len(getattr(item, field)) > longest:
            raise InvalidInputError("Write at most %(count)s characters.", field=field, count=longest)
    if item.minutes is not None and not 1 <= item.minutes <= MOST_MINUTES:
        raise InvalidInputError("Write a number of minutes from 1 to %(count)s.", field="minutes", count=MOST_MINUTES)
    return item
