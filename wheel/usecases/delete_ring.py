"""Delete a ring that no series is drawn in."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.errors import RefusedError
from wheel.store.database import Session
from wheel.store.rings import delete_ring as drop_ring
from wheel.store.rings import series_in_rings
from wheel.usecases.audited import audit
from wheel.usecases.changed_ring import ring_behind_lock
from wheel.usecases.named_uses import listed


@dataclass(frozen=True)
class DeleteRing:
    key: str
    seen: int


def delete_ring(session: Session, viewer: Viewer, command: DeleteRing, moment: Moment) -> None:
    """Take it away. Raises RefusedError naming the series that use it, and ConflictError."""
    require_planner(viewer)
    ring_behind_lock(session, command.key, command.seen)
    series = series_in_rings(session).get(command.key, ())
    if series:
        raise RefusedError(
            "The ring cannot be deleted: it is used by %(count)s series (%(names)s). Put them into another ring first.",
            count=len(series),
            names=listed(series),
        )
    drop_ring(session, command.key)
    audit(session, viewer, moment, Act.DELETED, AuditThing.RING, command.key)
