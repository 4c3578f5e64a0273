"""Remove a series that nothing stands on: one that is in use is ended instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Moment, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.plan import PlanStatus
from wheel.core.plan_states import ABSENT, Layer, StateChange
from wheel.core.series import Series
from wheel.errors import ConflictError, RefusedError
from wheel.store.database import Session
from wheel.store.organisation import lock_plan, year_plan
from wheel.store.plan_writing import apply_state_changes
from wheel.store.planning import Planned, planned_in_years
from wheel.store.series import all_series, lock_series
from wheel.store.series import remove_series as take_series_away
from wheel.usecases.audited import audit
from wheel.usecases.preview_series import ALL_YEARS
from wheel.usecases.propose_year import existing_of


@dataclass(frozen=True)
class RemoveSeries:
    """`seen` is the version of the series that was looked at."""

    series_id: str
    seen: int


@dataclass(frozen=True)
class SeriesUse:
    """What keeps a series from being removed.

    `counting` are the titles of the series that count from it, `published` the years whose published plan holds its
    dates, `touched` the days of its dates in drafts about which somebody has decided something.
    """

    counting: tuple[str, ...] = ()
    published: tuple[int, ...] = ()
    touched: tuple[date, ...] = ()

    @property
    def is_in_use(self) -> bool:
        return bool(self.counting or self.published or self.touched)


def remove_series(session: Session, viewer: Viewer, command: RemoveSeries, moment: Moment) -> Series:
    """Take the series away, with its dates in drafts; what it was.

    Raises RefusedError, which names what uses it, and ConflictError if somebody else has changed it since.
    """
    require_planner(viewer)
    lock_plan(session)
    series = lock_series(session, command.series_id)
    if series.version != command.seen:
        raise ConflictError("Somebody else changed this series while you had it open. This is how it is now.")
    planned = planned_in_years(session, ALL_YEARS, (series.id,))
    _require_unused(_use(session, series.id, planned))
    apply_state_changes(session, [_gone(one) for one in planned])
    take_series_away(session, series.id)
    audit(session, viewer, moment, Act.DELETED, AuditThing.SERIES, series.id)
    return series


def remove_unused(session: Session, series_id: str) -> bool:
    """Take a series away of which nothing is planned, and that nobody has changed since it was made; whether it went.

    For taking back what made it, in a transaction that holds the plan's lock already.
    """
    planned = planned_in_years(session, ALL_YEARS, (series_id,))
    is_as_made = lock_series(session, series_id).version == 1
    if planned or not is_as_made or _use(session, series_id, planned).is_in_use:
        return False
    take_series_away(session, series_id)
    return True


def use_of(session: Session, series_id: str) -> SeriesUse:
    """What keeps it from being removed now."""
    return _use(session, series_id, planned_in_years(session, ALL_YEARS, (series_id,)))


def _use(session: Session, series_id: str, planned: Sequence[Planned]) -> SeriesUse:
    counting = (one.title for one in all_series(session) if series_id in one.schedule.anchors_needed())
    years = sorted({one.plan_year for one in planned if not one.plan.is_in_draft})
    touched = (one.plan.span.start for one in planned if _is_touched(one))
    return SeriesUse(
        counting=tuple(counting),
        published=tuple(year for year in years if year_plan(session, year).status is PlanStatus.PUBLISHED),
        touched=tuple(sorted(touched)),
    )


def _is_touched(planned: Planned) -> bool:
    existing = existing_of(planned)
    return existing is not None and existing.is_touched


def _require_unused(use: SeriesUse) -> None:
    if use.counting:
        raise RefusedError(
            "Other series count from this one: %(titles)s. Let them count from another first.",
            titles=", ".join(use.counting),
        )
    if use.published:
        raise RefusedError(
            "Its dates are published in %(years)s. Give it a last day instead, and its past stays.",
            years=", ".join(map(str, use.published)),
        )
    if use.touched:
        raise RefusedError(
            "Somebody has decided something about its date on %(day)s. Give it a last day instead.",
            day=use.touched[0],
        )


def _gone(planned: Planned) -> StateChange:
    return StateChange(planned.id, planned.series_id, planned.plan_year, Layer.PLAN, planned.plan, ABSENT)
