"""However much a calendar file asks for, the work on it ends: it is counted, and refused before it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from calendar_files import CHOIR, CONCERT, command, look, take
from small_plan import set_up

from wheel.core.calendar import Calendar
from wheel.core.imported_calendars import ImportedSeries
from wheel.core.imported_years import Effort, years_with_days
from wheel.core.relative import Anchors
from wheel.core.rules import RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.core.slots import Proposal
from wheel.errors import RefusedError
from wheel.store.database import Database
from wheel.usecases import preview_import
from wheel.usecases.compare_calendar import Step

LONG_AGO = date(1951, 1, 1)
COUNTED = "FREQ=DAILY;COUNT=999999"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Proposal]:
    """The dates that schedules were asked for, as they are made."""
    found: list[Proposal] = []
    proposals = Schedule.proposals

    def counted(
        schedule: Schedule, year: int, calendar: Calendar, anchors: Anchors | None = None
    ) -> tuple[Proposal, ...]:
        given = proposals(schedule, year, calendar, anchors)
        found.extend(given)
        return given

    monkeypatch.setattr(Schedule, "proposals", counted)
    return found


def twenty(rule: str) -> list[ImportedSeries]:
    schedule = Schedule(RecurrenceRule(rule, LONG_AGO))
    return [replace(CHOIR, uid=f"{number}@kultur.example", schedule=schedule) for number in range(20)]


@pytest.mark.parametrize("rule", [COUNTED, "FREQ=DAILY"])
def test_dates_are_counted_while_they_are_made(database: Database, made: list[Proposal], rule: str) -> None:
    set_up(database)
    with pytest.raises(RefusedError, match="too m"):
        look(database, command(*twenty(rule), with_past=True))
    assert len(made) < 50_000, "those of one event more than there may be, not of all"


def test_too_many_events_are_refused_before_any_of_their_dates_is_made(
    database: Database, made: list[Proposal], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(database)
    monkeypatch.setattr(preview_import, "MOST_SERIES", 1)
    made.clear()
    with pytest.raises(RefusedError, match="too many events"):
        look(database, command(CONCERT, CHOIR))
    assert made == []


def test_an_event_that_counts_its_days_from_long_ago_is_taken(database: Database, made: list[Proposal]) -> None:
    set_up(database)
    made.clear()
    weekly = replace(CHOIR, schedule=Schedule(RecurrenceRule("FREQ=WEEKLY;COUNT=3970", LONG_AGO)))
    assert [line.step for line in look(database, command(weekly)).lines] == [Step.NEW]
    assert len(made) < 60, "the years that are over, and have no plan, are not asked for theirs"
    assert take(database, command(weekly)).new == 1


YEARS = [
    pytest.param("FREQ=DAILY;COUNT=3", (2027,), id="it ends by count"),
    pytest.param("FREQ=YEARLY;UNTIL=20290101", (2027, 2028, 2029), id="it ends on a day"),
    pytest.param("FREQ=YEARLY;INTERVAL=4", (2027, 2031), id="it never ends"),
    pytest.param("FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR", (2027, 2032), id="by weeks"),
    pytest.param("FREQ=MONTHLY;BYDAY=5FR;BYMONTH=2", (), id="not in these years"),
]


@pytest.mark.parametrize(("text", "years"), YEARS)
def test_the_years_of_a_rule_are_those_in_which_it_has_days(text: str, years: tuple[int, ...]) -> None:
    rule = RecurrenceRule(text, date(2027, 1, 1))
    assert years_with_days(rule, 2020, 2034, Effort(100_000)) == years


def test_days_that_are_left_out_or_added_count_too() -> None:
    rule = RecurrenceRule("FREQ=YEARLY", date(2027, 1, 1), added=(date(2025, 5, 1),), left_out=(date(2028, 1, 1),))
    assert years_with_days(rule, 2020, 2029, Effort(100_000)) == (2025, 2027, 2029)


def test_each_year_of_a_rule_that_counts_costs_what_is_before_it_again() -> None:
    counted, endless = (RecurrenceRule(rule, LONG_AGO) for rule in (COUNTED, "FREQ=DAILY"))
    assert len(years_with_days(endless, 2026, 2036, Effort(10_000))) == 11
    with pytest.raises(RefusedError, match="too much work"):
        years_with_days(counted, 2026, 2036, Effort(500_000))
