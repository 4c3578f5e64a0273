"""Which series came from which event: written many at once, forgotten when undone, gone with their series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from small_plan import MEETINGS, MOMENT, all_occurrences, set_up
from sqlalchemy.exc import IntegrityError

from wheel.core.dates import DateSpan
from wheel.core.plan_states import PlanState
from wheel.store.database import Database
from wheel.store.imported_series import (
    KnownEvent,
    forget_what_was_imported,
    known_events,
    own_ids,
    planned_years,
    save_known_events,
)
from wheel.store.series import add_series, remove_series

SPAN = DateSpan.of_day(date(2026, 12, 10))
DECIDED = {SPAN.start: PlanState(SPAN, SPAN.moved_to(date(2026, 12, 11)), is_moved=True)}


def test_events_are_found_again_as_they_were_written(database: Database) -> None:
    set_up(database)
    with database.writing() as session:
        ids = [add_series(session, replace(MEETINGS, title=f"Kor {number}")) for number in range(3)]
        events = [KnownEvent(f"{number}@x", id_, "Kultur", "3e" * 32, DECIDED) for number, id_ in enumerate(ids)]
        save_known_events(session, events, MOMENT.at)
        later = replace(events[0], source="Andet", content_hash="9f" * 32, decided={})
        save_known_events(session, [later], MOMENT.at)
    with database.reading() as session:
        assert list(known_events(session).values()) == [later, *events[1:]]


def test_what_was_undone_is_compared_anew(database: Database) -> None:
    plan = set_up(database)
    with database.writing() as session:
        save_known_events(session, [KnownEvent("a@x", plan.series, "Kultur", "3e" * 32, DECIDED)], MOMENT.at)
        forget_what_was_imported(session, plan.series)
    with database.reading() as session:
        assert list(known_events(session).values()) == [KnownEvent("a@x", plan.series, "Kultur", "", {})]


def test_an_event_goes_with_its_series(database: Database) -> None:
    set_up(database)
    with database.writing() as session:
        series = add_series(session, MEETINGS)
        save_known_events(session, [KnownEvent("a@x", series, "", "")], MOMENT.at)
        remove_series(session, series)
    with database.reading() as session:
        assert known_events(session) == {}


def test_a_series_comes_from_one_event(database: Database) -> None:
    plan = set_up(database)
    with pytest.raises(IntegrityError), database.writing() as session:
        save_known_events(session, [KnownEvent(uid, plan.series, "", "") for uid in ("a@x", "b@x")], MOMENT.at)


def test_the_plans_own_ids_and_years_are_known(database: Database) -> None:
    plan = set_up(database)
    with database.reading() as session:
        assert own_ids(session, [plan.over, "a" * 16]) == {plan.over}
        assert own_ids(session, []) == frozenset()
        assert planned_years(session) == {one.span.start.year for one in all_occurrences(session)}
