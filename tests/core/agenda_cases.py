"""Meetings, and a stop in several states, to decide on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from wheel.core.agenda import (
    Decision,
    place,
)
from wheel.core.dates import DateSpan
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.stops import Outcome, Stop, StopState, Waiting

TODAY = date(2026, 11, 21)
BODY = "direktionen"


def a_meeting(name: str = "next", **changes: object) -> Occurrence:
    span = DateSpan.of_day(date(2026, 12, 2))
    meeting = Occurrence(name, "series", "Direktionsmøde", Kind.MEETING, "direktion", span, span, body=BODY)
    return replace(meeting, **changes)  # type: ignore[arg-type]


NEXT, AFTER = a_meeting(), a_meeting("after")
AWAITING = Stop("a", "APV for ledere", is_closed=False, body=BODY, state=StopState.AWAITING, version=3, reason="Høring")
PLACED = replace(AWAITING, state=StopState.PLACED, meeting_id="next", position=2, reason="")
ON_HOLD = replace(AWAITING, state=StopState.ON_HOLD)
AT_NEXT, AT_AFTER = ("x", "a", "y"), ("z",)


def to(target: Occurrence) -> Callable[[Stop], Decision]:
    return lambda stop: place(stop, target, AT_NEXT if stop.meeting_id else (), AT_AFTER, TODAY)


LATER = Waiting(" Mangler bilag ", LookAgain(LookKind.DAY, date(2027, 1, 4)))
WAITS = Waiting("Mangler bilag", LookAgain(LookKind.DAY, date(2027, 1, 4)))
HELD_TODAY = replace(PLACED, meeting_day=TODAY)
TREATED = replace(
    HELD_TODAY, state=StopState.TREATED, outcome=Outcome.APPROVED, decision="Godkendt.", reason="Ny sag", version=4
)
