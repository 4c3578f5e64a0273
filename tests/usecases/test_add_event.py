"""A new event is a series with one date and its occurrence at once; it is taken back whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from audit_entries import audit_of
from planner import Planner
from small_plan import (
    COMMITTEE,
    EVERYBODY,
    MOMENT,
    SECRETARY,
    add_occurrences,
    occurrence_now,
    place,
    planned_years,
    set_up,
)

from wheel.core.access import Viewer
from wheel.core.audit import AuditThing
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Visibility
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.plan_history import PlanAction
from wheel.core.rules import DateList
from wheel.core.series import Series
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, RefusedError
from wheel.store.database import Database
from wheel.store.series import all_series, find_series, save_series
from wheel.usecases.add_event import AddEvent, add_event
from wheel.usecases.move_occurrence import NewTimes
from wheel.usecases.plan_year import plan_year

DAY = date(2026, 12, 9)
EVENT = AddEvent(" Fælles temadag ", Kind.EVENT, "politisk", DAY)


def add(database: Database, command: AddEvent = EVENT, viewer: Viewer = SECRETARY) -> str:
    with database.writing() as session:
        return add_event(session, viewer, command, MOMENT)


def series_now(database: Database) -> list[Series]:
    with database.reading() as session:
        return list(all_series(session))


def test_it_is_there_at_once_with_a_series_of_its_own(database: Database) -> None:
    set_up(database)
    times = NewTimes(time(13), time(15))
    event = occurrence_now(database, add(database, replace(EVENT, times=times, place="Salen")))
    assert (event.title, event.kind, event.ring, event.span) == (
        "Fælles temadag",
        Kind.EVENT,
        "politisk",
        DateSpan.of_day(DAY),
    )
    assert (event.start_time, event.end_time, event.place) == (time(13), time(15), "Salen")
    assert not event.is_draft
    assert not event.is_extra, "its series asks for it"
    (series,) = [one for one in series_now(database) if one.id == event.series_id]
    assert series.schedule.rule == DateList((DateSpan.of_day(DAY),))


def test_planning_the_year_again_keeps_it(database: Database) -> None:
    set_up(database)
    new_id = add(database)
    before = occurrence_now(database, new_id)
    with database.writing() as session:
        planned = plan_year(session, SECRETARY, 2026, MOMENT, publish=True)
    assert (planned.new, planned.changed, planned.removed) == (0, 0, 0)
    assert occurrence_now(database, new_id) == before


def test_a_meeting_takes_its_times_from_its_body(database: Database) -> None:
    set_up(database)
    meeting = occurrence_now(database, add(database, replace(EVENT, kind=Kind.MEETING, body=COMMITTEE)))
    assert (meeting.start_time, meeting.end_time) == (time(9), time(12))


def test_it_may_last_several_days_and_be_internal(database: Database) -> None:
    set_up(database)
    command = replace(EVENT, last_day=date(2026, 12, 11), visibility=Visibility.INTERNAL)
    event = occurrence_now(database, add(database, command))
    assert (event.span, event.visibility) == (DateSpan.of_days(DAY, date(2026, 12, 11)), Visibility.INTERNAL)


def test_a_year_without_a_plan_becomes_a_draft_and_taking_it_back_leaves_none(database: Database) -> None:
    set_up(database)
    planner = Planner(database, year=2028)
    event = occurrence_now(database, add(database, replace(EVENT, day=date(2028, 3, 1))))
    assert event.is_draft
    assert planner.year_plan() == YearPlan(2028, PlanStatus.DRAFT)
    planner.undo()
    with database.reading() as session:
        assert planned_years(session) == {2026: PlanStatus.PUBLISHED, 2027: PlanStatus.PUBLISHED}


def test_it_is_one_entry_of_the_history_and_one_of_the_audit(database: Database) -> None:
    set_up(database)
    planner, audited = Planner(database), len(audit_of(database))
    new_id = add(database)
    entry = planner.entries()[0]
    assert (entry.action, entry.told) == (PlanAction.ADDED, {"title": "Fælles temadag", "to": "2026-12-09"})
    (act,) = audit_of(database)[audited:]
    assert (act.act, act.thing, act.thing_id) == ("added", AuditThing.OCCURRENCE, new_id)


def test_taken_back_the_event_and_its_series_are_gone(database: Database) -> None:
    set_up(database)
    planner, before = Planner(database), series_now(database)
    add(database)
    planner.undo()
    assert series_now(database) == before
    assert len(planner.planned()) == 3
    with pytest.raises(RefusedError, match="undone already"):
        planner.undo(planner.entries()[1].id)


def test_a_series_that_somebody_went_on_with_stays_without_the_date(database: Database) -> None:
    set_up(database)
    planner, new_id = Planner(database), add(database)
    series_id = occurrence_now(database, new_id).series_id
    with database.writing() as session:
        save_series(session, replace(find_series(session, series_id), title="Temadag"))
    planner.undo()
    (left,) = [one for one in series_now(database) if one.id == series_id]
    assert (left.title, left.schedule.rule) == ("Temadag", DateList(()))


def test_a_series_with_another_date_stays(database: Database) -> None:
    set_up(database)
    planner, new_id = Planner(database), add(database)
    series_id = occurrence_now(database, new_id).series_id
    with database.writing() as session:
        add_occurrences(session, series_id, DateSpan.of_day(date(2026, 12, 18)))
    planner.undo()
    assert [one.schedule.rule for one in series_now(database) if one.id == series_id] == [DateList(())]


def test_a_meeting_with_items_is_not_taken_back(database: Database) -> None:
    set_up(database)
    planner, new_id = Planner(database), add(database, replace(EVENT, kind=Kind.MEETING, body=COMMITTEE))
    place(database, new_id, "Budget")
    with pytest.raises(ConflictError, match="Items or meetings"):
        planner.undo()
    assert occurrence_now(database, new_id).item_count == 1


REFUSALS = [
    (replace(EVENT, title="  "), "title", "nothing is said of what it is"),
    (replace(EVENT, title="x" * 301), "title", "too long a title"),
    (replace(EVENT, place="x" * 201), "place", "too long a place"),
    (replace(EVENT, ring="findes-ikke"), "ring", "no such ring"),
    (replace(EVENT, body="findes-ikke"), "body", "no such body"),
    (replace(EVENT, kind=Kind.MEETING), "body", "a meeting is somebody's"),
    (replace(EVENT, last_day=date(2026, 12, 8)), "last_day", "ends before it begins"),
    (replace(EVENT, last_day=date(2028, 12, 8)), "last_day", "longer than a year"),
    (replace(EVENT, day=date(2025, 12, 31)), "day", "last year is over"),
    (replace(EVENT, day=date(2037, 1, 1)), "day", "farther ahead than anybody plans"),
    (replace(EVENT, day=date(2091, 1, 1)), "day", "no wheel shows it"),
    (replace(EVENT, times=NewTimes(None, time(9))), "start_time", "an end without a start"),
    (replace(EVENT, times=NewTimes(time(9), time(9))), "end_time", "ends as it starts"),
]


@pytest.mark.parametrize(("command", "field", "reason"), REFUSALS)
def test_a_mistake_names_its_field_and_adds_nothing(
    database: Database, command: AddEvent, field: str, reason: str
) -> None:
    set_up(database)
    planner, before = Planner(database), series_now(database)
    with pytest.raises(InvalidInputError) as caught:
        add(database, command)
    assert caught.value.field == field, reason
    assert (series_now(database), len(planner.planned())) == (before, 3)


def test_only_planners_add(database: Database) -> None:
    set_up(database)
    for viewer in EVERYBODY:
        if not viewer.may_plan:
            with pytest.raises(ForbiddenError):
                add(database, viewer=viewer)
    assert len(series_now(database)) == 1
