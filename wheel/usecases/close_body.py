"""Close a body from a day on, alone or because another one takes over; it keeps its history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Moment, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.dates import ONE_DAY
from wheel.errors import InvalidInputError
from wheel.store.bodies import save_body
from wheel.store.database import Session
from wheel.usecases.audited import audit
from wheel.usecases.changed_body import body_behind_lock, require_order, require_successor


@dataclass(frozen=True)
class CloseBody:
    """`closes_on` is the last day on which the body exists, None opens it again; `merged_into` names who takes over."""

    short_name: str
    seen: int
    closes_on: date | None
    merged_into: str | None = None


def close_body(session: Session, viewer: Viewer, command: CloseBody, moment: Moment) -> None:
    """Close it, change when it closes, or open it again. Raises InvalidInputError for a field, and ConflictError."""
    require_planner(viewer)
    body = body_behind_lock(session, viewer, command.short_name, command.seen)
    if command.closes_on is None and (command.merged_into or body.valid_until is None):
        raise InvalidInputError("Choose the last day on which the body exists.", field="closes_on")
    valid_until = command.closes_on + ONE_DAY if command.closes_on else None
    closed = replace(body, valid_until=valid_until, merged_into=command.merged_into)
    require_order(closed, "closes_on")
    if closed.merged_into:
        require_successor(session, viewer, closed)
    save_body(session, closed, {})
    act = Act.CLOSED if command.closes_on else Act.REOPENED
    audit(session, viewer, moment, act, AuditThing.BODY, body.short_name)
