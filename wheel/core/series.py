"""A series: one planned recurring thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Visibility
from wheel.core.plan import Body
from wheel.core.plan_states import PlanState
from wheel.core.schedule import Schedule


@dataclass(frozen=True)
class Series:
    """One planned recurring thing; `ring` and `body` are its ring's key and its body's short name.

    `reading` is 1 or 2 for the readings of a case. `version` rises with each change.
    """

    title: str
    kind: Kind
    ring: str
    schedule: Schedule
    body: str | None = None
    start_time: time | None = None
    end_time: time | None = None
    place: str = ""
    note: str = ""
    reading: int | None = None
    visibility: Visibility = Visibility.PUBLIC
    id: str = ""
    version: int = 1

    def on(self, span: DateSpan) -> PlanState:
        """An occurrence of it on those days, as a planner or an import adds one: with the series' times and place."""
        return PlanState(slot=span, span=span, start_time=self.start_time, end_time=self.end_time, place=self.place)

    def held_by(self, body: Body | None) -> Series:
        """The series with what it leaves open taken from its body: a meeting's times and place."""
        if body is None or self.kind is not Kind.MEETING:
            return self
        is_open = self.start_time is None
        return replace(
            self,
            start_time=body.default_start if is_open else self.start_time,
            end_time=body.default_end if is_open else self.end_time,
            place=self.place or body.default_place,
        )
