"""Show a planner the rings from the outermost in, with the series drawn in each."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Viewer, require_planner
from wheel.core.occurrences import Ring
from wheel.store.database import Session
from wheel.store.rings import all_rings, find_ring, series_in_rings


@dataclass(frozen=True)
class RingSettings:
    """`series` are the titles of those drawn in the ring."""

    ring: Ring
    series: tuple[str, ...]


def show_rings(session: Session, viewer: Viewer) -> tuple[RingSettings, ...]:
    require_planner(viewer)
    series = series_in_rings(session)
    return tuple(RingSettings(ring, series.get(ring.key, ())) for ring in all_rings(session))


def show_ring(session: Session, viewer: Viewer, key: str) -> RingSettings:
    """Raises NotFoundError."""
    require_planner(viewer)
    return RingSettings(find_ring(session, key), series_in_rings(session).get(key, ()))
