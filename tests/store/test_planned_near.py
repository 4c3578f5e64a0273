"""What is read for a year's planning page: its own plan, and of the neighbours only what a planner must see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from small_plan import MEETINGS, set_up

from wheel.core.dates import DateSpan
from wheel.core.plan_states import ABSENT, Layer, PlanState, StateChange
from wheel.store.database import Database
from wheel.store.plan_writing import apply_state_changes, new_public_id
from wheel.store.planning import planned_in_years, planned_near
from wheel.store.series import add_series

YEAR = 2026
STORED = {
    date(2024, 12, 31): "two years before",
    date(2025, 5, 6): "last year's, made by a rule or by hand",
    date(2025, 12, 15): "within a month before",
    date(2026, 7, 1): "the year's own",
    date(2027, 1, 20): "within a month after",
    date(2027, 5, 4): "next year's",
}


def test_of_other_years_only_what_is_near_extra_by_hand_or_drafted_is_read(database: Database) -> None:
    set_up(database, years=())
    with database.writing() as session:
        series = add_series(session, replace(MEETINGS, title="Andre møder"))
        extra = date(2025, 6, 3)
        made = [_made(series, day) for day in STORED] + [_made(series, extra, is_extra=True)]
        apply_state_changes(session, made)
    near = {date(2025, 12, 15), date(2026, 7, 1), date(2027, 1, 20)}
    assert _days(database, ()) == near | {extra}
    assert _days(database, (series,)) == near | {extra, date(2025, 5, 6)}
    with database.writing() as session:
        (later,) = [one for one in planned_in_years(session, (2027,)) if one.plan.slot.start == date(2027, 5, 4)]
        apply_state_changes(session, [later.changed(Layer.DRAFT, ABSENT)])
    assert _days(database, ()) == near | {extra, date(2027, 5, 4)}


def _made(series: str, day: date, *, is_extra: bool = False) -> StateChange:
    state = PlanState(DateSpan.of_day(day), DateSpan.of_day(day), is_extra=is_extra)
    return StateChange(new_public_id(), series, day.year, Layer.PLAN, ABSENT, state)


def _days(database: Database, by_hand: tuple[str, ...]) -> set[date]:
    with database.reading() as session:
        return {one.plan.slot.start for one in planned_near(session, YEAR, by_hand)}
