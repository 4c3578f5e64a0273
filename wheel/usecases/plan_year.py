"""Plan a year: every series' rule gives its slots, and what is stored is reconciled with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Viewer, require_edit
from wheel.core.calendar import Calendar
from wheel.core.plan import PlanStatus
from wheel.core.planning import reconcile
from wheel.core.rules import RecurrenceRule
from wheel.core.slots import Slot
from wheel.store.database import Session
from wheel.store.organisation import load_calendar, plan_status, set_plan_status
from wheel.store.planning import Series, all_series, apply_changes, existing_in_plan, follow_blocked


@dataclass(frozen=True)
class PlannedYear:
    """How many occurrences planning a year made, kept and took away."""

    year: int
    new: int
    kept: int
    changed: int
    removed: int


def plan_year(session: Session, viewer: Viewer, year: int, today: date, *, publish: bool = False) -> PlannedYear:
    """Plan `year`, and publish it if asked to. Planning it again changes nothing."""
    require_edit(viewer)
    calendar = load_calendar(session, year - 1, year + 1)
    existing = existing_in_plan(session, year)
    counts = [0, 0, 0, 0]
    for series in all_series(session):
        slots, blocked = _slots(series, year, calendar)
        changes = reconcile(existing.get(series.id, ()), slots, today)
        apply_changes(session, series, year, changes, blocked)
        changed = len(changes.followed) + len(changes.noted)
        if _skips_holidays(series):
            changed += follow_blocked(session, series, year, blocked)
        for place, count in enumerate((len(changes.new), len(changes.kept), changed, len(changes.removed))):
            counts[place] += count
    if publish or plan_status(session, year) is None:
        set_plan_status(session, year, PlanStatus.PUBLISHED if publish else PlanStatus.DRAFT)
    return PlannedYear(year, *counts)


def _slots(series: Series, year: int, calendar: Calendar) -> tuple[tuple[Slot, ...], dict[date, str]]:
    """The rule's slots with those a holiday blocks, and for each blocked one (by first day) the holiday's name.

    A body that skips a week in the holidays still wants to see that week, and why, on its forward agenda.
    """
    rule = series.rule
    if not isinstance(rule, RecurrenceRule) or not _skips_holidays(series):
        return rule.slots(year, calendar), {}
    held = {slot.span.start for slot in rule.slots(year, calendar)}
    every = replace(rule, skips=frozenset()).slots(year, calendar)
    blocked = {slot.span.start: _why(slot, calendar) for slot in every if slot.span.start not in held}
    return every, blocked


def _skips_holidays(series: Series) -> bool:
    return isinstance(series.rule, RecurrenceRule) and bool(series.rule.skips) and series.kind.has_agenda


def _why(slot: Slot, calendar: Calendar) -> str:
    reasons = (calendar.school_holiday, calendar.closed_because, calendar.observance)
    return next((why for day in slot.span.days() for reason in reasons if (why := reason(day))), "–")
