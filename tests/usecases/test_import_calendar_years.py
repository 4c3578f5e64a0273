"""Past years that are asked for get what is known of the calendar already, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from calendar_files import CHOIR, CONCERT, DAY, command, on_days, take
from small_plan import all_occurrences, planned_years, set_up

from wheel.core.imported_calendars import ImportedSeries
from wheel.core.plan import PlanStatus
from wheel.core.rules import RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.store.database import Database
from wheel.usecases.import_calendar import Imported

OLD_CHOIR = replace(CHOIR, schedule=Schedule(RecurrenceRule("FREQ=YEARLY", date(2024, 5, 2))))
OLD_AND_NEW = on_days(CONCERT, date(2024, 5, 2), date(2025, 5, 2), DAY)


def count_of(database: Database, title: str) -> dict[int, int]:
    with database.reading() as session:
        years = [one.span.start.year for one in all_occurrences(session) if one.title == title]
    return {year: years.count(year) for year in years}


@pytest.mark.parametrize("series", [OLD_CHOIR, OLD_AND_NEW])
def test_what_is_over_can_be_asked_for_by_a_later_import_of_the_same_file(
    database: Database, series: ImportedSeries
) -> None:
    set_up(database)
    take(database, command(series))
    before = count_of(database, series.title)
    done = take(database, command(series, with_past=True))
    assert (done.changed, [plan.year for plan in done.years]) == (1, [2024, 2025])
    assert count_of(database, series.title) == {2024: 1, 2025: 1} | before
    with database.reading() as session:
        assert planned_years(session)[2024] is PlanStatus.DRAFT
    assert take(database, command(series, with_past=True)) == Imported()
