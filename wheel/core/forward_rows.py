"""The rows of a forward agenda: coming meetings with their items, and how much of their time is planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wheel.core.occurrences import Occurrence, Status
from wheel.core.stops import Stop, StopState


@dataclass(frozen=True)
class ForwardRow:
    """One coming meeting on the forward agenda. `minutes_available` is None where the meeting has no end time."""

    meeting: Occurrence
    week: int
    stops: tuple[Stop, ...]
    minutes_used: int
    minutes_available: int | None

    @property
    def is_blocked(self) -> bool:
        return self.meeting.status is Status.BLOCKED

    @property
    def is_overfull(self) -> bool:
        return self.minutes_available is not None and self.minutes_used > self.minutes_available


def forward_row(meeting: Occurrence, stops: Sequence[Stop]) -> ForwardRow:
    """The meeting with what is on its agenda; what was withdrawn keeps its number, and takes no time."""
    ordered = tuple(sorted(stops, key=lambda stop: stop.position or 0))
    return ForwardRow(
        meeting=meeting,
        week=meeting.span.start.isocalendar().week,
        stops=ordered,
        minutes_used=sum(stop.minutes or 0 for stop in ordered if stop.state is not StopState.WITHDRAWN),
        minutes_available=length_in_minutes(meeting),
    )


def length_in_minutes(meeting: Occurrence) -> int | None:
    start, end = meeting.start_time, meeting.end_time
    if start is None or end is None or end <= start:
        return None
    return (end.hour - start.hour) * 60 + end.minute - start.minute
