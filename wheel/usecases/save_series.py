"""Save a series: make a new one, or change what is stored of one. What is planned already stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Moment, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.schedule import Schedule, require_no_circle
from wheel.core.series import Series
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.organisation import all_rings, lock_plan
from wheel.store.planning import planned_in_years
from wheel.store.series import add_series, all_series, lock_series
from wheel.store.series import save_series as store_series
from wheel.usecases.audited import audit
from wheel.usecases.preview_series import ALL_YEARS, require_some_dates
from wheel.usecases.series_checks import checked_series


@dataclass(frozen=True)
class SaveSeries:
    """`wanted` is the series as it shall be: without an id a new one, else the stored one as changed.

    Its `version` is the one looked at, and its schedule has no earlier rules. Where the rule or the holiday policy
    changes, the new ones count for the slots from `counts_from` on; without it, as if they had always said so.
    """

    wanted: Series
    counts_from: date | None = None


def save_series(session: Session, viewer: Viewer, command: SaveSeries, moment: Moment) -> str:
    """Its public id. No occurrence changes by it: planning a year again then follows the new rule.

    Raises InvalidInputError for what cannot be, with the field to blame, ConflictError if somebody else has changed
    the series since, and RefusedError if its meetings' agendas would lose their body.
    """
    require_planner(viewer)
    lock_plan(session)
    wanted = checked_series(command.wanted)
    _require_known(session, viewer, wanted)
    if not wanted.id:
        _require_possible(session, wanted, moment.today)
        new_id = add_series(session, wanted)
        audit(session, viewer, moment, Act.ADDED, AuditThing.SERIES, new_id)
        return new_id
    stored = lock_series(session, wanted.id)
    if stored.version != wanted.version:
        raise ConflictError("Somebody else changed this series while you had it open. This is how it is now.")
    _require_agendas_keep_their_body(session, stored, wanted)
    changed = replace(wanted, schedule=changed_schedule(stored.schedule, wanted.schedule, command.counts_from))
    if changed.schedule != stored.schedule:
        _require_possible(session, changed, moment.today, stored.schedule)
    store_series(session, changed)
    audit(session, viewer, moment, Act.SAVED, AuditThing.SERIES, stored.id)
    return stored.id


def changed_schedule(stored: Schedule, wanted: Schedule, counts_from: date | None) -> Schedule:
    """The stored schedule with the wanted rule, policy and end, from a day on or from the start; else as it was."""
    is_same = (wanted.rule, wanted.policy) == (stored.rule, stored.policy)
    if is_same:
        changed = stored
    elif counts_from is None:
        changed = stored.replaced(wanted.rule, wanted.policy)
    else:
        changed = stored.changed_from(counts_from, wanted.rule, wanted.policy)
    return replace(changed, ends_on=wanted.ends_on)


def _require_known(session: Session, viewer: Viewer, wanted: Series) -> None:
    if wanted.ring not in {ring.key for ring in all_rings(session)}:
        raise InvalidInputError("Choose a ring from the list.", field="ring")
    if wanted.body is not None and wanted.body not in {body.short_name for body in all_bodies(session, viewer)}:
        raise InvalidInputError("Choose a body from the list.", field="body")


def _require_possible(session: Session, series: Series, today: date, stored: Schedule | None = None) -> None:
    """The schedule counts from series that there are, goes in no circle, and asks for something before long."""
    known = {one.id: one.schedule for one in all_series(session)}
    if not series.schedule.anchors_needed() <= known.keys():
        raise InvalidInputError("The series to count from is not there any more: choose another.", field="series")
    require_no_circle({**known, series.id: series.schedule})
    is_same_rule = stored is not None and (stored.rule, stored.policy) == (series.schedule.rule, series.schedule.policy)
    if not is_same_rule:
        require_some_dates(session, series, today)


def _require_agendas_keep_their_body(session: Session, stored: Series, wanted: Series) -> None:
    if (stored.body, stored.kind.has_agenda) == (wanted.body, wanted.kind.has_agenda):
        return
    if any(planned.has_items for planned in planned_in_years(session, ALL_YEARS, (stored.id,))):
        raise RefusedError(
            "There are items on the agendas of its meetings, so it keeps its body and remains a meeting. "
            "End it, and make a new series instead."
        )
