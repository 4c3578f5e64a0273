"""Show a crowd: the events of one ring that the wheel had no room for, and those beside them in the same days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Occurrence, Ring
from wheel.core.wheel_filters import WheelFilter
from wheel.store.database import Session
from wheel.store.rings import find_ring
from wheel.usecases.filtered_events import filtered_events


@dataclass(frozen=True)
class CrowdPage:
    """A ring's events that touch some days, by date."""

    ring: Ring
    span: DateSpan
    occurrences: tuple[Occurrence, ...]


def show_crowd(
    session: Session, viewer: Viewer, ring_key: str, span: DateSpan, wanted: WheelFilter, today: date
) -> CrowdPage:
    """What the wheel with that filter counts there. Raises NotFoundError for an unknown ring."""
    ring = find_ring(session, ring_key)
    found = filtered_events(session, viewer, span, replace(wanted, rings=frozenset({ring.key})), today)
    return CrowdPage(ring, span, found)
