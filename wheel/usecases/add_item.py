"""Add an item to a body's agenda: placed at a coming meeting, or awaiting a date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wheel.core.access import Moment, Viewer, require_edit, sign
from wheel.core.agenda import NewItem, checked_reason, require_placeable
from wheel.errors import InvalidInputError
from wheel.store.agenda import add_item as store_item
from wheel.store.bodies import find_body, lock_body
from wheel.store.database import Session
from wheel.store.occurrences import find_occurrence

LONGEST_TITLE = 500
LONGEST_TEXT = 20_000
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
    require_edit(viewer)
    body = find_body(session, viewer, command.body)
    lock_body(session, body.short_name)
    item = _checked(command.item)
    if command.meeting_id is None:
        reason = checked_reason(command.reason, "Write why the item awaits a date.")
    else:
        meeting = find_occurrence(session, viewer, command.meeting_id)
        require_placeable(meeting, body.short_name, moment.today)
        reason = command.reason.strip()
    return store_item(session, item, body.short_name, command.meeting_id, reason, sign(viewer, moment))


def _checked(item: NewItem) -> NewItem:
    title = " ".join(item.title.split())
    if not title:
        raise InvalidInputError("Write what the item is about.", field="title")
    if len(title) > LONGEST_TITLE:
        raise InvalidInputError("Write at most %(count)s characters.", field="title", count=LONGEST_TITLE)
    if len(item.text) > LONGEST_TEXT:
        raise InvalidInputError("Write at most %(count)s characters.", field="text", count=LONGEST_TEXT)
    if item.minutes is not None and not 1 <= item.minutes <= MOST_MINUTES:
        raise InvalidInputError("Write a number of minutes from 1 to %(count)s.", field="minutes", count=MOST_MINUTES)
    return replace(item, title=title, text=item.text.strip())
