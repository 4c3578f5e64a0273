"""Series that planners enter, and what is stored of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from small_plan import COMMITTEE, MEETINGS, MOMENT, SECRETARY

from wheel.core.access import Viewer
from wheel.core.holiday_policy import KEEP, HolidayPolicy
from wheel.core.occurrences import Kind
from wheel.core.relative import Offset, RelativeRule, Unit
from wheel.core.rules import RecurrenceRule, Rule
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.store.database import Database
from wheel.store.series import all_series, find_series
from wheel.usecases.save_series import SaveSeries, save_series

TUESDAYS = RecurrenceRule("FREQ=MONTHLY;BYDAY=1TU", date(2026, 1, 1))
WEDNESDAYS = RecurrenceRule("FREQ=MONTHLY;BYDAY=1WE", date(2026, 1, 1))


def a_series(rule: Rule = TUESDAYS, policy: HolidayPolicy = KEEP, **changes: object) -> Series:
    series = Series("Udvalgsmøde", Kind.MEETING, "politisk", Schedule(rule, policy), body=COMMITTEE)
    return replace(series, **changes)  # type: ignore[arg-type]


def days_before(series_id: str, days: int = 7) -> RelativeRule:
    return RelativeRule(series_id, Offset(days, Unit.DAYS, "before"))


def save(database: Database, wanted: Series, counts_from: date | None = None, viewer: Viewer = SECRETARY) -> str:
    with database.writing() as session:
        return save_series(session, viewer, SaveSeries(wanted, counts_from), MOMENT)


def stored(database: Database, series_id: str) -> Series:
    with database.reading() as session:
        return find_series(session, series_id)


def titles(database: Database) -> list[str]:
    with database.reading() as session:
        return [one.title for one in all_series(session)]


__all__ = ["MEETINGS", "TUESDAYS", "WEDNESDAYS", "a_series", "days_before", "save", "stored", "titles"]
