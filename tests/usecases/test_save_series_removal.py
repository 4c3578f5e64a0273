"""Removing a series: only where nothing stands on it, and then with its dates in drafts."""

from __future__ import annotations

from datetime import date

import pytest
from series_to_save import a_series, days_before, save, stored, titles
from small_plan import MOMENT, READER, SECRETARY, TODAY, all_occurrences, set_up

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.plan import PlanStatus
from wheel.errors import ConflictError, ForbiddenError, NotFoundError, RefusedError
from wheel.store.database import Database
from wheel.store.organisation import plan_status
from wheel.store.plan_history import entries_of_year
from wheel.usecases.add_extra import AddExtra, add_extra
from wheel.usecases.plan_year import plan_year
from wheel.usecases.remove_series import RemoveSeries, remove_series, use_of
from wheel.usecases.undo_entry import undo_entry


def remove(database: Database, series_id: str, seen: int = 1, viewer: Viewer = SECRETARY) -> None:
    with database.writing() as session:
        remove_series(session, viewer, RemoveSeries(series_id, seen), MOMENT)


def plan(database: Database, year: int, *, publish: bool = False) -> None:
    with database.writing() as session:
        plan_year(session, SECRETARY, year, MOMENT, publish=publish)


def dates_of(database: Database, series_id: str) -> int:
    with database.reading() as session:
        return sum(1 for found in all_occurrences(session) if found.series_id == series_id)


def test_a_series_that_was_never_planned_goes(database: Database) -> None:
    set_up(database)
    series_id = save(database, a_series(title="Ikke alligevel"))
    remove(database, series_id)
    assert "Ikke alligevel" not in titles(database)
    with pytest.raises(NotFoundError):
        stored(database, series_id)


def test_its_dates_in_a_draft_go_with_it_and_the_others_stay(database: Database) -> None:
    small = set_up(database)
    series_id = save(database, a_series())
    plan(database, 2028)
    kept = dates_of(database, small.series)
    assert dates_of(database, series_id) == 12
    remove(database, series_id)
    assert dates_of(database, series_id) == 0
    assert dates_of(database, small.series) == kept
    plan(database, 2028)
    with database.reading() as session:
        assert plan_status(session, 2028) is PlanStatus.DRAFT


def test_so_do_its_dates_in_the_draft_beside_a_published_year(database: Database) -> None:
    set_up(database)
    series_id = save(database, a_series())
    plan(database, 2027)
    remove(database, series_id)
    assert dates_of(database, series_id) == 0


def test_published_dates_keep_it(database: Database) -> None:
    small = set_up(database)
    with database.reading() as session:
        assert use_of(session, small.series).published == (2026, 2027)
    with pytest.raises(RefusedError, match=r"Its dates are published in 2026, 2027\."):
        remove(database, small.series)
    assert stored(database, small.series).id == small.series


def test_what_somebody_decided_in_a_draft_keeps_it(database: Database) -> None:
    set_up(database)
    series_id = save(database, a_series())
    plan(database, 2028)
    with database.writing() as session:
        add_extra(session, SECRETARY, AddExtra(series_id, date(2028, 5, 10)), MOMENT)
    with pytest.raises(RefusedError, match="Somebody has decided something about its date on 2028-05-10"):
        remove(database, series_id)


def test_a_series_that_others_count_from_is_kept_and_they_are_named(database: Database) -> None:
    set_up(database)
    council = save(database, a_series(title="Råd"))
    save(database, a_series(days_before(council), title="Formøde"))
    with pytest.raises(RefusedError, match=r"Other series count from this one: Formøde\."):
        remove(database, council)


def test_one_that_counted_from_it_before_counts_too(database: Database) -> None:
    """Planning an earlier year again still asks for those dates."""
    set_up(database)
    council = save(database, a_series(title="Råd"))
    follower = save(database, a_series(days_before(council), title="Formøde"))
    save(database, a_series(id=follower, title="Formøde"), counts_from=TODAY)
    with pytest.raises(RefusedError, match="Formøde"):
        remove(database, council)


def test_who_looked_at_another_version_is_refused(database: Database) -> None:
    set_up(database)
    series_id = save(database, a_series())
    save(database, a_series(id=series_id, title="Ændret"))
    with pytest.raises(ConflictError):
        remove(database, series_id, seen=1)
    remove(database, series_id, seen=2)
    assert "Ændret" not in titles(database)


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_who_may_plan_removes(database: Database, viewer: Viewer) -> None:
    set_up(database)
    series_id = save(database, a_series())
    with pytest.raises(ForbiddenError):
        remove(database, series_id, viewer=viewer)
    assert stored(database, series_id).id == series_id


def test_the_planning_of_what_is_gone_cannot_be_undone(database: Database) -> None:
    set_up(database)
    series_id = save(database, a_series())
    plan(database, 2028)
    remove(database, series_id)
    with database.reading() as session:
        entry = entries_of_year(session, 2028)[0]
    with pytest.raises(ConflictError), database.writing() as session:
        undo_entry(session, SECRETARY, entry.id, MOMENT)
