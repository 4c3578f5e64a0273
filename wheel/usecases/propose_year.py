"""Propose a year: what every series' schedule asks for, those that count from others included."""

from __future__ import annotations

from collections.abc import Mapping

from wheel.core.calendar import Calendar
from wheel.core.occurrences import Status
from wheel.core.plan_states import PlanState
from wheel.core.planning import Existing
from wheel.core.relative import Anchor
from wheel.core.schedule import LONGEST_CHAIN
from wheel.core.series import Series
from wheel.core.slots import Precision, Proposal
from wheel.store.database import Session
from wheel.store.organisation import load_calendar
from wheel.store.planning import Planned, planned_in_years


def existing_of(planned: Planned) -> Existing | None:
    """What planning compares with; None for what the draft takes away."""
    state = planned.state
    if state is None:
        return None
    return Existing(
        id=planned.id,
        slot=state.asked,
        span=state.span,
        because=state.because,
        is_blocked=state.status is Status.BLOCKED,
        is_moved=state.is_moved,
        is_cancelled=state.status is Status.CANCELLED,
        is_extra=state.is_extra,
        has_items=planned.has_items,
        has_history=planned.has_history,
        rule_says=state.rule_says,
        is_unasked=state.is_unasked,
    )


class Proposer:
    """Gives each series' proposals for a year; what series count from is worked out once."""

    def __init__(self, session: Session, series: Mapping[str, Series], year: int) -> None:
        self._series = series
        self._known: dict[tuple[str, int], tuple[Proposal, ...]] = {}
        counted_from = {other for one in series.values() for other in one.schedule.anchors_needed()}
        # Each step from one series to the next may reach a year further.
        reach = LONGEST_CHAIN + 1 if counted_from else 1
        self._calendar = load_calendar(session, year - reach, year + reach)
        years = range(year - reach, year + reach + 1)
        self._stored: dict[tuple[str, int], list[Planned]] = {}
        for planned in planned_in_years(session, years, counted_from) if counted_from else ():
            self._stored.setdefault((planned.series_id, planned.plan_year), []).append(planned)

    @property
    def calendar(self) -> Calendar:
        return self._calendar

    def proposals(self, series_id: str, year: int) -> tuple[Proposal, ...]:
        key = (series_id, year)
        if key not in self._known:
            schedule = self._series[series_id].schedule
            needed = [other for other in schedule.anchors_needed() if other in self._series]
            anchors = {other: self._anchors(other, year) for other in needed}
            self._known[key] = schedule.proposals(year, self._calendar, anchors)
        return self._known[key]

    def _anchors(self, series_id: str, year: int) -> list[Anchor]:
        return [anchor for each in (year - 1, year, year + 1) for anchor in self._anchors_in(series_id, each)]

    def _anchors_in(self, series_id: str, year: int) -> list[Anchor]:
        """What is proposed, where nobody has decided otherwise, and what somebody decided."""
        decided = {
            planned.id: (planned, existing)
            for planned in self._stored.get((series_id, year), ())
            if (existing := existing_of(planned)) is not None and existing.is_touched
        }
        slots = {planned.plan.slot.start for planned, existing in decided.values() if not existing.is_extra}
        proposed = [
            Anchor.proposed(proposal)
            for proposal in self.proposals(series_id, year)
            if proposal.slot.span.start not in slots
        ]
        return [*proposed, *(_anchor(planned.state) for planned, _ in decided.values() if planned.state)]


def _anchor(state: PlanState) -> Anchor:
    is_held = state.status is Status.PLANNED and state.precision is Precision.EXACT
    is_blocked = state.status is Status.BLOCKED
    return Anchor(state.slot, state.span if is_held else None, state.is_extra, is_blocked)
