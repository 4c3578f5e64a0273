"""Tell a page which rings there are to be coloured; nothing to those who may see no wheel."""

from __future__ import annotations

from wheel.core.access import Viewer, reach
from wheel.core.occurrences import Ring
from wheel.core.permissions import Right, Thing
from wheel.store.database import Session
from wheel.store.rings import all_rings


def ring_colours(session: Session, viewer: Viewer) -> tuple[Ring, ...]:
    """The rings from the outermost in, with the colours that somebody chose for them."""
    return () if reach(viewer, Right.SEE, Thing.PUBLIC_EVENT).is_empty else all_rings(session)
