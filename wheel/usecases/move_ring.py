"""Move a ring one place outwards or inwards."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.errors import InvalidInputError, RefusedError
from wheel.store.database import Session
from wheel.store.rings import all_rings, order_rings
from wheel.usecases.audited import audit
from wheel.usecases.changed_ring import ring_behind_lock


@dataclass(frozen=True)
class MoveRing:
    """`step` is -1 for a place further out, 1 for one further in."""

    key: str
    seen: int
    step: int


def move_ring(session: Session, viewer: Viewer, command: MoveRing, moment: Moment) -> int:
    """Move it; its new place, from 1 for the outermost. Raises RefusedError where there is no further place."""
    require_planner(viewer)
    if command.step not in (-1, 1):
        raise InvalidInputError("Choose whether the ring goes up or down.", field="step")
    ring_behind_lock(session, command.key, command.seen)
    keys = [ring.key for ring in all_rings(session)]
    place = keys.index(command.key) + command.step
    if place < 0:
        raise RefusedError("This ring is the outermost already.")
    if place >= len(keys):
        raise RefusedError("This ring is the innermost already.")
    keys.remove(command.key)
    keys.insert(place, command.key)
    order_rings(session, keys, command.key)
    audit(session, viewer, moment, Act.ORDERED, AuditThing.RING, command.key)
    return place + 1
