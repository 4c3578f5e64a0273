"""Saving a series: what is stored is what was entered, what is planned stays, and nothing of anybody is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from series_to_save import TUESDAYS, WEDNESDAYS, a_series, days_before, save, stored, titles
from small_plan import (
    COMMITTEE,
    MEETINGS,
    MOMENT,
    READER,
    SECRETARY,
    TODAY,
    a_body,
    all_occurrences,
    place,
    set_up,
)

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.claims import CountRule
from wheel.core.closures import Closure
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.occurrences import Kind, Visibility
from wheel.core.rules import EasterOffset
from wheel.core.schedule import EarlierRule, Schedule
from wheel.errors import ConflictError, ForbiddenError, NotFoundError, RefusedError
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.usecases.plan_year import plan_year

CHANGE = date(2028, 1, 1)
NOT_ON_HOLIDAYS = HolidayPolicy(HolidayAction.SKIP, frozenset({Closure.PUBLIC_HOLIDAYS}))


def occurrences(database: Database) -> list[object]:
    with database.reading() as session:
        return list(all_occurrences(session))


def test_a_new_series_is_stored_as_it_was_entered_and_plans_nothing_by_itself(database: Database) -> None:
    set_up(database)
    before = occurrences(database)
    wanted = a_series(
        policy=NOT_ON_HOLIDAYS,
        title=" Temamøde ",
        place=" Rådhuset",
        note="Med oplæg ",
        start_time=time(9),
        end_time=time(11),
        visibility=Visibility.INTERNAL,
    )
    found = stored(database, save(database, wanted))
    assert replace(found, id="") == replace(wanted, title="Temamøde", place="Rådhuset", note="Med oplæg")
    assert occurrences(database) == before


def test_planning_follows_what_was_saved(database: Database) -> None:
    set_up(database)
    series_id = save(database, a_series())
    with database.writing() as session:
        plan_year(session, SECRETARY, 2028, MOMENT)
        days = [found.span.start for found in all_occurrences(session) if found.series_id == series_id]
    assert days[:2] == [date(2028, 1, 4), date(2028, 2, 1)]
    assert len(days) == 12


def test_a_rule_changed_from_a_day_keeps_the_one_before_it(database: Database) -> None:
    set_up(database)
    series_id = save(database, a_series())
    wanted = replace(stored(database, series_id), schedule=Schedule(WEDNESDAYS, NOT_ON_HOLIDAYS))
    save(database, wanted, CHANGE)
    after = stored(database, series_id)
    assert after.schedule == Schedule(WEDNESDAYS, NOT_ON_HOLIDAYS, (EarlierRule(CHANGE, TUESDAYS),))
    assert after.version == 2


def test_a_rule_corrected_from_the_start_has_always_been_so(database: Database) -> None:
    set_up(database)
    series_id = save(database, a_series())
    save(database, replace(stored(database, series_id), schedule=Schedule(WEDNESDAYS)))
    assert stored(database, series_id).schedule == Schedule(WEDNESDAYS)


@pytest.mark.parametrize("counts_from", [None, CHANGE])
def test_what_leaves_the_rule_alone_leaves_its_earlier_rules_too(database: Database, counts_from: date | None) -> None:
    set_up(database)
    series_id = save(database, a_series())
    save(database, replace(stored(database, series_id), schedule=Schedule(WEDNESDAYS)), CHANGE)
    now = stored(database, series_id)
    ends_on = date(2030, 1, 1)
    save(database, replace(now, title="Ny titel", schedule=Schedule(WEDNESDAYS, ends_on=ends_on)), counts_from)
    after = stored(database, series_id)
    assert (after.title, after.schedule) == ("Ny titel", replace(now.schedule, ends_on=ends_on))


def test_what_is_planned_stays_when_the_rule_changes(database: Database) -> None:
    plan = set_up(database)
    before = occurrences(database)
    series = stored(database, plan.series)
    save(database, replace(series, schedule=Schedule(TUESDAYS)))
    save(database, replace(stored(database, plan.series), schedule=Schedule(WEDNESDAYS)), TODAY)
    assert occurrences(database) == before


def test_who_comes_second_is_refused_and_changes_nothing(database: Database) -> None:
    plan = set_up(database)
    looked_at = stored(database, plan.series)
    save(database, replace(looked_at, title="Deres"))
    theirs = stored(database, plan.series)
    with pytest.raises(ConflictError, match="Somebody else changed this series"):
        save(database, replace(looked_at, title="Mine"))
    assert stored(database, plan.series) == theirs
    save(database, replace(looked_at, title="Mine", version=theirs.version))
    assert stored(database, plan.series).title == "Mine", "who has seen theirs may save over it"


def test_an_ended_series_may_be_corrected_though_it_gives_no_more_dates(database: Database) -> None:
    plan = set_up(database)
    over = Schedule(MEETINGS.schedule.rule, ends_on=date(2026, 1, 1))
    save(database, replace(stored(database, plan.series), schedule=over))
    save(database, replace(stored(database, plan.series), title="Møder til 2026"))
    assert stored(database, plan.series).title == "Møder til 2026"


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_who_may_plan_saves(database: Database, viewer: Viewer) -> None:
    plan = set_up(database)
    before = titles(database)
    with pytest.raises(ForbiddenError):
        save(database, a_series(title=""), viewer=viewer)
    with pytest.raises(ForbiddenError):
        save(database, replace(stored(database, plan.series), title="Mine"), viewer=viewer)
    assert titles(database) == before


def test_what_is_not_there_cannot_be_changed(database: Database) -> None:
    set_up(database)
    with pytest.raises(NotFoundError, match="There is no such series"):
        save(database, a_series(id="nosuchid"))


def test_a_series_with_items_on_its_agendas_keeps_its_body_and_stays_a_meeting(database: Database) -> None:
    plan = set_up(database)
    with database.writing() as session:
        add_body(session, a_body("andet"))
    series = stored(database, plan.series)
    other_body, event = replace(series, body="andet"), replace(series, kind=Kind.EVENT)
    place(database, plan.meetings[2], "Budgetopfølgning")
    for wanted in (other_body, event):
        with pytest.raises(RefusedError, match="There are items on the agendas"):
            save(database, wanted)
    assert stored(database, plan.series) == series


def test_without_items_it_may_become_another_bodys(database: Database) -> None:
    plan = set_up(database)
    with database.writing() as session:
        add_body(session, a_body("andet"))
    save(database, replace(stored(database, plan.series), body="andet"))
    assert stored(database, plan.series).body == "andet"


def test_a_series_may_count_from_one_that_counts_from_another(database: Database) -> None:
    plan = set_up(database)
    first = save(database, a_series(days_before(plan.series), title="Formøde"))
    second = save(database, a_series(days_before(first, 1), title="Frist", kind=Kind.DEADLINE, body=None))
    assert stored(database, second).schedule.anchors_needed() == {first}


def test_a_count_has_no_dates_and_needs_none(database: Database) -> None:
    set_up(database)
    assert stored(database, save(database, a_series(CountRule(2)))).body == COMMITTEE


def test_changing_the_rule_of_a_reading_is_no_matter_of_its_number(database: Database) -> None:
    set_up(database)
    series_id = save(database, a_series(EasterOffset(10), kind=Kind.READING, reading=1))
    save(database, replace(stored(database, series_id), schedule=Schedule(EasterOffset(11)), reading=2))
    assert stored(database, series_id).reading == 2
