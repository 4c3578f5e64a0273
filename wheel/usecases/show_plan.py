"""Show a year's plan as a planner works on it: every series' dates by month, conflicts, the draft, and the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Viewer, require_planner
from wheel.core.calendar import Calendar
from wheel.core.carry_over import CarryOffer, offers
from wheel.core.conflicts import Conflict
from wheel.core.finding_conflicts import find_conflicts
from wheel.core.periods import FIRST_YEAR, LAST_YEAR
from wheel.core.plan import Body, YearPlan
from wheel.core.plan_history import PlanEntry
from wheel.core.rules import DateList
from wheel.core.series import Series
from wheel.errors import InvalidInputError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.organisation import all_rings, load_calendar, year_plan
from wheel.store.plan_history import entries_of_year
from wheel.store.planning import Planned, planned_near
from wheel.store.series import all_series
from wheel.usecases.plan_grid import Mark, PlanDate, PlanGroup, grid, proposed_dates, stored_dates
from wheel.usecases.plan_year import PlanPreview, preview_from


@dataclass(frozen=True)
class PlanFilter:
    """`text` is sought in titles, whatever its case; `group` is a group's key; empty for all."""

    text: str = ""
    group: str = ""
    only_conflicts: bool = False

    def chooses(self, group: PlanGroup, in_conflict: frozenset[str]) -> PlanGroup:
        """The group with only the rows asked for."""
        wanted = self.text.strip().casefold()
        rows = tuple(
            row
            for row in group.rows
            if (not wanted or wanted in row.series.title.casefold() or wanted in group.name.casefold())
            and (not self.only_conflicts or row.series.id in in_conflict)
        )
        return replace(group, rows=rows if self.group in ("", group.key) else ())


@dataclass(frozen=True)
class PlanPage:
    """`groups` are those asked for, `all_groups` the keys and names of all. `differences` are the draft's.

    `conflicts` are those, from today on, of the plan (or its draft) as it stands, of the proposals for a year without
    a plan.
    `dates` are all that is planned for the year and those on both sides of it, by the occurrence's id, as the planner
    sees them.
    """

    year: int
    plan: YearPlan
    groups: tuple[PlanGroup, ...]
    all_groups: tuple[tuple[str, str], ...]
    conflicts: tuple[Conflict, ...]
    differences: tuple[PlanDate, ...]
    preview: PlanPreview
    offers: tuple[CarryOffer, ...]
    history: tuple[PlanEntry, ...]
    calendar: Calendar
    series: Mapping[str, Series]
    dates: Mapping[str, PlanDate]

    @property
    def is_drafting(self) -> bool:
        """Whether what is done on the page goes into the draft beside the published year."""
        return self.plan.has_draft


def show_plan(
    session: Session,
    viewer: Viewer,
    year: int,
    chosen: PlanFilter,
    today: date,
    language: str,
    *,
    with_preview: bool = True,
) -> PlanPage:
    """Raises ForbiddenError unless the viewer may plan, and InvalidInputError for a far year.

    Without its preview, which is half of the work, the page of a year that has a plan says nothing of the rules.
    """
    require_planner(viewer)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInputError("Choose a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
    kept = _kept(session, viewer, year, language)
    preview = PlanPreview(kept.plan, (), kept=0)
    if with_preview or kept.plan.status is None:
        own = [one for one in kept.planned if one.plan_year == year]
        preview = preview_from(session, kept.plan, kept.series, kept.bodies, own, today)
    return _page(session, kept, preview, chosen, today)


@dataclass(frozen=True)
class _Kept:
    """What the database has of a year, and of those on both sides of it."""

    plan: YearPlan
    series: Mapping[str, Series]
    bodies: Mapping[str, Body]
    calendar: Calendar
    planned: Sequence[Planned]


def _kept(session: Session, viewer: Viewer, year: int, language: str) -> _Kept:
    series = {one.id: one for one in all_series(session)}
    return _Kept(
        plan=year_plan(session, year),
        series=series,
        bodies={body.short_name: body for body in all_bodies(session, viewer)},
        calendar=load_calendar(session, year - 1, year + 1, language),
        planned=planned_near(session, year, _by_hand(series.values())),
    )


def _page(session: Session, kept: _Kept, preview: PlanPreview, chosen: PlanFilter, today: date) -> PlanPage:
    year = kept.plan.year
    dates = [*stored_dates(kept.planned, kept.series, kept.bodies), *proposed_dates(preview, kept.bodies)]
    standing = [one.occurrence for one in dates if one.mark is not Mark.REMOVED]
    found = find_conflicts(standing, kept.series, kept.bodies, kept.calendar, year)
    conflicts = tuple(one for one in found if one.day is None or one.day >= today)
    dates = _knowing(dates, conflicts)
    of_year = [one for one in dates if one.plan_year == year]
    groups = grid(of_year, kept.series, kept.bodies, all_rings(session), year)
    return PlanPage(
        year=year,
        plan=kept.plan,
        groups=_chosen(groups, chosen, conflicts),
        all_groups=tuple((group.key, group.name) for group in groups),
        conflicts=conflicts,
        differences=tuple(one for one in of_year if one.mark not in (Mark.NONE, Mark.PROPOSED)),
        preview=preview,
        offers=offers(kept.series, standing, year),
        history=entries_of_year(session, year),
        calendar=kept.calendar,
        series=kept.series,
        dates={one.occurrence.id: one for one in dates},
    )


def _by_hand(series: Iterable[Series]) -> list[str]:
    """The series whose dates somebody lists: last year's are offered again."""
    return [one.id for one in series if isinstance(one.schedule.rule, DateList)]


def _chosen(groups: Iterable[PlanGroup], chosen: PlanFilter, conflicts: Sequence[Conflict]) -> tuple[PlanGroup, ...]:
    in_conflict = frozenset(one for conflict in conflicts for one in conflict.series)
    shown = (chosen.chooses(group, in_conflict) for group in groups)
    return tuple(group for group in shown if group.rows)


def _knowing(dates: Iterable[PlanDate], conflicts: Sequence[Conflict]) -> list[PlanDate]:
    """The dates, each knowing whether it is in conflict."""
    in_conflict = {occurrence for conflict in conflicts for occurrence in conflict.occurrences}
    return [replace(one, has_conflict=True) if one.occurrence.id in in_conflict else one for one in dates]
