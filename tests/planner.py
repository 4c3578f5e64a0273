"""What a planner does to the small plan, each thing in a transaction of its own, and how both layers look after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from small_plan import COMMITTEE, MOMENT, SECRETARY

from wheel.core.access import Viewer
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import KEEP, HolidayPolicy
from wheel.core.occurrences import Kind
from wheel.core.plan import YearPlan
from wheel.core.plan_history import PlanEntry
from wheel.core.plan_states import LayerState, PlanState
from wheel.core.rules import DateList, Rule
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.store.database import Database
from wheel.store.organisation import year_plan
from wheel.store.plan_history import entries_of_year
from wheel.store.planning import Planned, find_planned, planned_in_years
from wheel.store.series import add_series, replace_schedule
from wheel.usecases.add_extra import AddExtra, add_extra
from wheel.usecases.cancel_occurrence import (
    CancelOccurrence,
    ReinstateOccurrence,
    cancel_occurrence,
    reinstate_occurrence,
)
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.plan_year import PlannedYear, PlanPreview, plan_year, preview_plan
from wheel.usecases.publish_year import begin_draft, discard_draft, publish_year
from wheel.usecases.undo_entry import undo_entry

YEAR = 2026
Layers = dict[str, tuple[PlanState, LayerState]]


def on_days(*days: date) -> DateList:
    return DateList(tuple(map(DateSpan.of_day, days)))


@dataclass(frozen=True)
class Planner:
    """Works on one year of the database."""

    database: Database
    viewer: Viewer = SECRETARY
    year: int = YEAR

    def plan(self, *, publish: bool = False, seen: str | None = None) -> PlannedYear:
        return self._do(plan_year, self.year, MOMENT, publish=publish, seen=seen)

    def publish(self) -> None:
        self._do(publish_year, self.year, MOMENT)

    def begin_draft(self) -> None:
        self._do(begin_draft, self.year, MOMENT)

    def discard(self) -> None:
        self._do(discard_draft, self.year, MOMENT)

    def move(self, occurrence: str, to_day: date, **how: Any) -> None:
        self._do(move_occurrence, MoveOccurrence(occurrence, to_day, **how), MOMENT)

    def cancel(self, occurrence: str, reason: str = "Ingen sager", **how: Any) -> None:
        self._do(cancel_occurrence, CancelOccurrence(occurrence, reason, **how), MOMENT)

    def reinstate(self, occurrence: str, **how: Any) -> None:
        self._do(reinstate_occurrence, ReinstateOccurrence(occurrence, **how), MOMENT)

    def add(self, series: str, day: date, **how: Any) -> str:
        return self._do(add_extra, AddExtra(series, day, **how), MOMENT)

    def undo(self, entry: str | None = None) -> PlanEntry:
        """Undo that entry, or the newest one."""
        return self._do(undo_entry, entry or self.entries()[0].id, MOMENT)

    def follow(self, series: str, rule: Rule, policy: HolidayPolicy = KEEP) -> None:
        with self.database.writing() as session:
            replace_schedule(session, series, Schedule(rule, policy))

    def add_series(self, title: str, rule: Rule, kind: Kind = Kind.EVENT, **more: Any) -> str:
        body = more.pop("body", COMMITTEE if kind is Kind.MEETING else None)
        schedule = Schedule(rule, more.pop("policy", KEEP))
        with self.database.writing() as session:
            return add_series(session, Series(title, kind, "politisk", schedule, body, **more))

    def preview(self) -> PlanPreview:
        with self.database.reading() as session:
            return preview_plan(session, self.viewer, self.year, MOMENT.today)

    def planned(self) -> list[Planned]:
        with self.database.reading() as session:
            return planned_in_years(session, (self.year,))

    def now(self, occurrence: str) -> Planned:
        with self.database.reading() as session:
            return find_planned(session, occurrence)

    def layers(self) -> Layers:
        """What the plan and the draft say of each occurrence."""
        return {one.id: (one.plan, one.draft) for one in self.planned()}

    def working_days(self) -> list[date]:
        """The first days of what the planner works on: the draft's where there is one."""
        return sorted(one.state.span.start for one in self.planned() if one.state is not None)

    def year_plan(self) -> YearPlan:
        with self.database.reading() as session:
            return year_plan(session, self.year)

    def entries(self) -> tuple[PlanEntry, ...]:
        """The newest first."""
        with self.database.reading() as session:
            return entries_of_year(session, self.year)

    def _do(self, usecase: Callable[..., Any], *what: Any, **how: Any) -> Any:
        with self.database.writing() as session:
            return usecase(session, self.viewer, *what, **how)
