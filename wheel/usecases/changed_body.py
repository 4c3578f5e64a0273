"""The body that a planner is about to change, and what must hold of it afterwards."""

from __future__ import annotations

from wheel.core.access import Viewer
from wheel.core.dates import ONE_DAY, DateSpan
from wheel.core.plan import Body
from wheel.errors import ConflictError, InvalidInputError
from wheel.store.bodies import all_bodies, find_body, lock_body
from wheel.store.database import Session
from wheel.store.organisation import lock_plan


def body_behind_lock(session: Session, viewer: Viewer, short_name: str, seen: int) -> Body:
    """The body, with everybody else who changes bodies made to wait. Raises ConflictError if it is not as it was seen.

    The plan's lock comes first: a change of whom a body shares members with is one of the other body's too.
    """
    lock_plan(session)
    lock_body(session, short_name)
    body = find_body(session, viewer, short_name)
    if body.version != seen:
        raise ConflictError("Somebody else changed this body while you were looking at it.")
    return body


def require_order(body: Body, field: str) -> None:
    """Refuse a body that ends before it begins."""
    if body.valid_from and body.valid_until and body.valid_until <= body.valid_from:
        raise InvalidInputError("The last day must not be before the first.", field=field)


def require_successor(session: Session, viewer: Viewer, body: Body) -> None:
    """Refuse to merge a body into one that is not there, that ends up in this one again, or that is gone by then."""
    known = {other.short_name: other for other in all_bodies(session, viewer)}
    into = known.get(body.merged_into or "")
    if into is None or body.valid_until is None:
        raise InvalidInputError("Choose a body from the list.", field="merged_into")
    if _leads_to(body.short_name, into, known, "merged_into"):
        raise InvalidInputError("%(body)s has itself been merged into this one.", field="merged_into", body=into.name)
    if not into.exists_on(DateSpan(body.valid_until, body.valid_until + ONE_DAY)):
        raise InvalidInputError("%(body)s does not exist on the day after.", field="merged_into", body=into.name)


def require_parent(session: Session, viewer: Viewer, body: Body) -> None:
    """Refuse a parent that is not there or that belongs under the body itself."""
    known = {other.short_name: other for other in all_bodies(session, viewer)}
    parent = known.get(body.parent or "")
    if parent is None:
        raise InvalidInputError("Choose a body from the list.", field="parent")
    if _leads_to(body.short_name, parent, known, "parent"):
        raise InvalidInputError("%(body)s belongs under this one.", field="parent", body=parent.name)


def _leads_to(short_name: str, start: Body, known: dict[str, Body], step: str) -> bool:
    """Whether one comes to the body by that step, again and again, or is there already."""
    at: Body | None = start
    passed = set()
    while at is not None and at.short_name not in passed:
        if at.short_name == short_name:
            return True
        passed.add(at.short_name)
        at = known.get(getattr(at, step) or "")
    return False
