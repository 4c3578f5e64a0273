"""Show a series to the planner who is about to change it, or what a new one can be made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from wheel.core.access import Viewer, require_planner
from wheel.core.local_days import LocalDaysKind
from wheel.core.occurrences import Ring
from wheel.core.periods import LAST_YEAR
from wheel.core.plan import Body
from wheel.core.series import Series
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.organisation import all_local_days, all_rings, year_plan
from wheel.store.series import all_series, find_series
from wheel.usecases.remove_series import SeriesUse, use_of

_YEARS_AHEAD = 10


@dataclass(frozen=True)
class SeriesChoices:
    """What a series can be put together from. `others` are the series that it may count from, by title."""

    bodies: tuple[Body, ...]
    rings: tuple[Ring, ...]
    others: tuple[Series, ...]
    holidays: tuple[str, ...]


@dataclass(frozen=True)
class SeriesPage:
    """A stored series (`series`; None for a new one), what it can be made of, and what planning knows of it.

    `planned_years` are this year and those after it that have a plan, `next_year` the first that has none. `ring` is
    its ring, or what a new one begins with.
    """

    series: Series | None
    choices: SeriesChoices
    planned_years: tuple[int, ...]
    next_year: int
    use: SeriesUse = field(default_factory=SeriesUse)
    ring: str = ""


def show_series(session: Session, viewer: Viewer, series_id: str, today: date) -> SeriesPage:
    """Raises NotFoundError, and ForbiddenError unless the viewer may plan."""
    require_planner(viewer)
    series = find_series(session, series_id)
    choices = _choices(session, viewer, series_id)
    return SeriesPage(series, choices, *_plan_years(session, today), use=use_of(session, series_id), ring=series.ring)


def new_series(session: Session, viewer: Viewer, today: date, body: str = "") -> SeriesPage:
    """What a new series of that body can be made of; `ring` is the one that most of the body's meetings are in."""
    require_planner(viewer)
    choices = _choices(session, viewer, "")
    rings = [one.ring for one in choices.others if body and one.body == body and one.kind.has_agenda]
    usual = max(rings, key=rings.count) if rings else next((ring.key for ring in choices.rings), "")
    return SeriesPage(None, choices, *_plan_years(session, today), ring=usual)


def _choices(session: Session, viewer: Viewer, series_id: str) -> SeriesChoices:
    others = (one for one in all_series(session) if one.id != series_id)
    names = (days.name for days in all_local_days(session) if days.kind is LocalDaysKind.SCHOOL_HOLIDAY)
    return SeriesChoices(
        bodies=all_bodies(session, viewer),
        rings=all_rings(session),
        others=tuple(sorted(others, key=lambda one: (one.title.casefold(), one.id))),
        holidays=tuple(dict.fromkeys(names)),
    )


def _plan_years(session: Session, today: date) -> tuple[tuple[int, ...], int]:
    """This year and those after it that have a plan, and the first that has none, ten years ahead at the most."""
    years = range(today.year, min(today.year + _YEARS_AHEAD, LAST_YEAR) + 1)
    planned = tuple(year for year in years if year_plan(session, year).status is not None)
    return planned, next((year for year in years if year not in planned), years[-1])
