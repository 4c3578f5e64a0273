"""Planning a year follows its rules, does nothing twice, and leaves alone what people decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from small_plan import (
    DAYS,
    MEETINGS,
    MOMENT,
    OVER,
    READER,
    SECRETARY,
    SmallPlan,
    agenda,
    all_occurrences,
    days_and_statuses,
    place,
    planned_as,
    set_up,
)
from sqlalchemy import delete

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.occurrences import Occurrence, Status
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.rules import DateList, RecurrenceRule, Rule
from wheel.core.schedule import Schedule
from wheel.errors import ForbiddenError
from wheel.store.database import Database
from wheel.store.organisation import add_local_days, plan_status
from wheel.store.series import replace_schedule
from wheel.store.tables import LocalDaysRow
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.plan_year import PlannedYear, plan_year

SKIP = HolidayPolicy(HolidayAction.SKIP, frozenset({Closure.SCHOOL_HOLIDAYS}))
WEEKLY = Schedule(RecurrenceRule("FREQ=WEEKLY;BYDAY=WE;BYMONTH=12", date(2026, 1, 1)), SKIP)
WEDNESDAYS = [date(2026, 12, day) for day in (2, 9, 16, 23, 30)]
CHRISTMAS = LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Juleferie", DateSpan(date(2026, 12, 19), date(2027, 1, 4)))


def plan(database: Database, year: int = 2026, *, publish: bool = True) -> PlannedYear:
    with database.writing() as session:
        return plan_year(session, SECRETARY, year, MOMENT, publish=publish)


def follow(database: Database, series: str, rule: Rule, year: int = 2026) -> PlannedYear:
    with database.writing() as session:
        replace_schedule(session, series, Schedule(rule))
        return plan_year(session, SECRETARY, year, MOMENT, publish=True)


def on_days(*days: date) -> DateList:
    return DateList(tuple(map(DateSpan.of_day, days)))


def everything(database: Database) -> tuple[Occurrence, ...]:
    """All occurrences, but for how often they have been changed."""
    with database.reading() as session:
        return tuple(replace(one, version=1) for one in all_occurrences(session))


def holidays(database: Database, *days: LocalDays) -> None:
    with database.writing() as session:
        session.execute(delete(LocalDaysRow))
        for local in days:
            add_local_days(session, local)


def move(database: Database, occurrence: str, to_day: date) -> None:
    with database.writing() as session:
        move_occurrence(session, SECRETARY, MoveOccurrence(occurrence, to_day), MOMENT)


def cancel(database: Database, occurrence: str) -> None:
    with database.writing() as session:
        cancel_occurrence(session, SECRETARY, CancelOccurrence(occurrence, "Ingen sager"), MOMENT)


def test_planning_twice_changes_nothing(database: Database) -> None:
    set_up(database)
    before = everything(database)
    assert plan(database) == PlannedYear(YearPlan(2026, PlanStatus.PUBLISHED), new=0, kept=3, changed=0, removed=0)
    assert plan(database, 2027) == PlannedYear(
        YearPlan(2027, PlanStatus.PUBLISHED), new=0, kept=2, changed=0, removed=0
    )
    assert everything(database) == before


def test_planning_makes_an_occurrence_of_each_slot(database: Database) -> None:
    set_up(database)
    assert days_and_statuses(database) == [(day, Status.PLANNED) for day in (OVER, *DAYS)]


def test_a_changed_rule_is_followed_where_nobody_decided_otherwise(database: Database) -> None:
    small = set_up(database)
    kept = planned_as(database, small.meetings[0])
    counts = follow(database, small.series, on_days(DAYS[0], date(2026, 12, 15)))
    assert counts == PlannedYear(YearPlan(2026, PlanStatus.PUBLISHED), new=1, kept=2, changed=0, removed=1)
    assert [day for day, _ in days_and_statuses(database)] == [OVER, DAYS[0], date(2026, 12, 15), *DAYS[2:]]
    assert planned_as(database, small.meetings[0]) == kept


def touched(database: Database, how: str) -> tuple[SmallPlan, Occurrence]:
    """The small plan with its first meeting moved, cancelled or given items; and that meeting."""
    small = set_up(database)
    first = small.meetings[0]
    if how == "moved":
        move(database, first, date(2026, 12, 3))
    elif how == "cancelled":
        cancel(database, first)
    else:
        place(database, first, "Budgetopfølgning")
    return small, planned_as(database, first)


HOWS = ["moved", "cancelled", "with items"]


@pytest.mark.parametrize("how", HOWS)
def test_what_people_decided_survives_a_rule_that_no_longer_asks_for_it(database: Database, how: str) -> None:
    small, before = touched(database, how)
    follow(database, small.series, on_days(DAYS[1]))
    now = planned_as(database, small.meetings[0])
    assert now == replace(before, is_unasked=True)
    assert follow(database, small.series, on_days(DAYS[1])).changed == 0
    follow(database, small.series, MEETINGS.schedule.rule)
    assert planned_as(database, small.meetings[0]) == before, "the rule asks for it again"


@pytest.mark.parametrize("how", HOWS)
def test_what_people_decided_notes_that_the_rule_says_otherwise(database: Database, how: str) -> None:
    small, before = touched(database, how)
    longer = DateSpan(DAYS[0], date(2026, 12, 4))
    counts = follow(database, small.series, DateList((longer, DateSpan(DAYS[1], date(2026, 12, 11)))))
    assert counts.changed == 2
    assert planned_as(database, small.meetings[0]) == replace(before, rule_says=longer)
    follower = planned_as(database, small.meetings[1])
    assert (follower.span, follower.slot, follower.rule_says) == (DateSpan(DAYS[1], date(2026, 12, 11)),) * 2 + (None,)
    assert plan(database).changed == 0
    follow(database, small.series, MEETINGS.schedule.rule)
    assert planned_as(database, small.meetings[0]) == before


def test_an_item_keeps_its_place_when_its_meeting_is_no_longer_asked_for(database: Database) -> None:
    small, _ = touched(database, "with items")
    follow(database, small.series, on_days())
    assert agenda(database, small.meetings[0]) == [(1, "Budgetopfølgning")]


def test_what_was_moved_and_moved_back_can_go_with_its_rule(database: Database) -> None:
    """It has a history, which stays with it: nothing may refer to what is not there."""
    small = set_up(database)
    move(database, small.meetings[0], date(2026, 12, 3))
    move(database, small.meetings[0], DAYS[0])
    assert not planned_as(database, small.meetings[0]).is_moved
    follow(database, small.series, on_days(DAYS[1]))
    assert planned_as(database, small.meetings[0]).is_unasked


def test_the_past_is_left_as_it_was(database: Database) -> None:
    small = set_up(database)
    follow(database, small.series, on_days(DAYS[0]))
    assert (OVER, Status.PLANNED) in days_and_statuses(database)
    assert not planned_as(database, small.over).is_unasked


def test_only_the_year_that_is_planned_is_changed(database: Database) -> None:
    small = set_up(database)
    counts = follow(database, small.series, on_days(), year=2027)
    assert (counts.removed, counts.kept) == (2, 0)
    assert [day for day, _ in days_and_statuses(database)] == [OVER, *DAYS[:2]]


def test_days_in_a_school_holiday_are_blocked_and_say_why(database: Database) -> None:
    holidays(database, CHRISTMAS)
    set_up(database, replace(MEETINGS, schedule=WEEKLY), years=(2026,))
    blocked = [one for one in everything(database) if one.status is Status.BLOCKED]
    assert [(one.span.start, one.because) for one in blocked] == [(day, "Juleferie") for day in WEDNESDAYS[3:]]
    assert [one.span.start for one in everything(database)] == WEDNESDAYS


def test_blocked_days_come_and_go_with_the_holiday(database: Database) -> None:
    set_up(database, replace(MEETINGS, schedule=WEEKLY), years=(2026,))
    before = everything(database)
    assert all(one.status is Status.PLANNED for one in before)
    holidays(database, CHRISTMAS)
    assert plan(database) == PlannedYear(YearPlan(2026, PlanStatus.PUBLISHED), new=0, kept=3, changed=2, removed=0)
    assert [one.status for one in everything(database)] == [Status.PLANNED] * 3 + [Status.BLOCKED] * 2
    assert plan(database).changed == 0
    holidays(database, replace(CHRISTMAS, name="Skoleferie"))
    assert plan(database).changed == 2
    assert {one.because for one in everything(database)} == {"", "Skoleferie"}
    holidays(database)
    assert plan(database).changed == 2
    assert everything(database) == before, "the same meetings, with the same ids"


@pytest.mark.parametrize("how", HOWS)
def test_a_holiday_that_comes_later_does_not_block_what_people_decided(database: Database, how: str) -> None:
    set_up(database, replace(MEETINGS, schedule=WEEKLY), years=(2026,))
    christmas_meeting = next(one for one in everything(database) if one.span.start == WEDNESDAYS[3])
    if how == "moved":
        move(database, christmas_meeting.id, date(2026, 12, 22))
    elif how == "cancelled":
        cancel(database, christmas_meeting.id)
    else:
        place(database, christmas_meeting.id, "Budgetopfølgning")
    before = planned_as(database, christmas_meeting.id)
    holidays(database, CHRISTMAS)
    plan(database)
    assert planned_as(database, christmas_meeting.id) == replace(before, is_unasked=True), "it stays, with a note"
    others = [one for one in everything(database) if one.span.start == WEDNESDAYS[4]]
    assert [one.status for one in others] == [Status.BLOCKED]
    holidays(database)
    plan(database)
    assert planned_as(database, christmas_meeting.id) == before, "the rule asks for it again"


def test_a_year_is_a_draft_until_it_is_published_and_stays_so(database: Database) -> None:
    set_up(database, years=())
    for publish, status in ((False, PlanStatus.DRAFT), (True, PlanStatus.PUBLISHED), (False, PlanStatus.PUBLISHED)):
        plan(database, publish=publish)
        with database.reading() as session:
            assert plan_status(session, 2026) is status
            assert plan_status(session, 2027) is None
            assert all(one.is_draft is (status is PlanStatus.DRAFT) for one in all_occurrences(session))


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_secretaries_plan(database: Database, viewer: Viewer) -> None:
    set_up(database, years=())
    with pytest.raises(ForbiddenError), database.writing() as session:
        plan_year(session, viewer, 2026, MOMENT)
    assert everything(database) == ()
