"""The ring that a planner is about to change."""

from __future__ import annotations

from wheel.core.occurrences import Ring
from wheel.errors import ConflictError
from wheel.store.database import Session
from wheel.store.organisation import lock_plan
from wheel.store.rings import lock_ring


def ring_behind_lock(session: Session, key: str, seen: int) -> Ring:
    """The ring, with everybody else who changes rings made to wait. Raises ConflictError if it was changed since."""
    lock_plan(session)
    ring = lock_ring(session, key)
    if ring.version != seen:
        raise ConflictError("Somebody else changed this ring while you were looking at it.")
    return ring
