"""Show a screen on the wall: the wheel of the period that today lies in, and what is on next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from wheel.core.access import Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.periods import Period, Zoom
from wheel.core.slots import Precision
from wheel.core.wheel_filters import WheelFilter
from wheel.store.database import Session
from wheel.store.stamps import read_stamp
from wheel.usecases.filtered_events import filtered_events
from wheel.usecases.show_wheel import WheelContent, show_wheel

# What people come together for. Deadlines, phases and rounds are for the wheel itself.
MET_AT = frozenset({Kind.MEETING, Kind.READING, Kind.DIALOGUE, Kind.EVENT})
DAYS_AHEAD = 180
MOST_AHEAD = 40


@dataclass(frozen=True)
class WallContent:
    """`ahead` is what takes place from now on, by date; no screen has room for more of it."""

    wheel: WheelContent
    ahead: tuple[Occurrence, ...]


def show_wall(
    session: Session, viewer: Viewer, zoom: Zoom, wanted: WheelFilter, now: datetime, language: str
) -> WallContent:
    """`now` is the time on the organisation's clocks, without a zone."""
    today = now.date()
    ahead = DateSpan(today, today + timedelta(days=DAYS_AHEAD))
    found = filtered_events(session, viewer, ahead, wanted, today, MET_AT)
    coming = [one for one in found if _is_held(one) and ends_at(one) > now]
    return WallContent(
        wheel=show_wheel(session, viewer, Period.containing(zoom, today), wanted, today, language),
        ahead=tuple(coming[:MOST_AHEAD]),
    )


def _is_held(occurrence: Occurrence) -> bool:
    return occurrence.status is Status.PLANNED and occurrence.precision is Precision.EXACT


def ends_at(occurrence: Occurrence) -> datetime:
    """When it is over by the organisation's clocks: at the end of its last day, where no time is known."""
    if occurrence.end_time is None:
        return datetime.combine(occurrence.span.end, time())
    return datetime.combine(occurrence.span.last, occurrence.end_time)


def plan_stamp(session: Session) -> int:
    """A number that has risen if anything shown has changed since it was read."""
    return read_stamp(session)
