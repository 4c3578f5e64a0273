"""School holidays and closing days: written in, changed, copied from last year and deleted."""

from __future__ import annotations

from datetime import date

import pytest
from settings_plan import days_now, stamp, with_days
from small_plan import MOMENT, READER, SECRETARY, set_up

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.next_year_days import Basis
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from wheel.store.database import Database
from wheel.store.organisation import load_calendar
from wheel.usecases.copy_local_days import CopyLocalDays, copy_local_days
from wheel.usecases.delete_local_days import DeleteLocalDays, delete_local_days
from wheel.usecases.save_local_days import SaveLocalDays, TypedDays, save_local_days
from wheel.usecases.show_calendar_settings import show_calendar_settings, show_local_days, suggested_days

SCHOOL, CLOSED = LocalDaysKind.SCHOOL_HOLIDAY, LocalDaysKind.CLOSING_DAY
WINTER = TypedDays(SCHOOL, "Vinterferie", date(2027, 2, 13), date(2027, 2, 21))
BRIDGE = TypedDays(CLOSED, "Klemmedag", date(2027, 5, 7), date(2027, 5, 7))


@pytest.fixture
def plan(database: Database) -> Database:
    set_up(database)
    return database


def save(
    database: Database, typed: TypedDays, days_id: str | None = None, seen: int = 1, viewer: Viewer = SECRETARY
) -> LocalDays:
    with database.writing() as session:
        return save_local_days(session, viewer, SaveLocalDays(days_id, typed, seen), MOMENT)


def delete(database: Database, days_id: str, seen: int = 1, viewer: Viewer = SECRETARY) -> LocalDays:
    with database.writing() as session:
        return delete_local_days(session, viewer, DeleteLocalDays(days_id, seen), MOMENT)


def copy(database: Database, *typed: TypedDays, viewer: Viewer = SECRETARY) -> int:
    with database.writing() as session:
        return copy_local_days(session, viewer, CopyLocalDays([*enumerate(typed, start=3)]), MOMENT)


def test_written_days_are_in_the_calendar(plan: Database) -> None:
    save(plan, TypedDays(SCHOOL, " Vinter  ferie", WINTER.first, WINTER.last))
    save(plan, BRIDGE)
    assert days_now(plan) == (
        LocalDays(SCHOOL, "Vinter ferie", DateSpan(date(2027, 2, 13), date(2027, 2, 22))),
        LocalDays(CLOSED, "Klemmedag", DateSpan.of_day(date(2027, 5, 7))),
    )
    with plan.reading() as session:
        calendar = load_calendar(session, 2027, 2027)
    assert calendar.school_holiday(date(2027, 2, 21)) == "Vinter ferie"
    assert not calendar.is_working_day(date(2027, 5, 7))


def test_days_are_changed_and_deleted(plan: Database) -> None:
    save(plan, WINTER)
    (days,) = days_now(plan)
    longer = TypedDays(CLOSED, "Vinterlukket", WINTER.first, date(2027, 2, 22))
    save(plan, longer, days.id)
    (after,) = days_now(plan)
    assert after == LocalDays(CLOSED, "Vinterlukket", DateSpan(date(2027, 2, 13), date(2027, 2, 23)))
    assert (after.id, after.version) == (days.id, 2)
    assert delete(plan, days.id, 2) == after
    assert days_now(plan) == ()


REFUSED = [
    (" ", WINTER.first, WINTER.last, "name", "Write what the days are called."),
    ("x" * 121, WINTER.first, WINTER.last, "name", "Write at most 120 characters."),
    ("Ferie", date(2027, 2, 13), date(2027, 2, 12), "last", "The last day must not be before the first."),
    ("Ferie", date(2027, 1, 1), date(2028, 1, 2), "last", "Write at most 366 days at once."),
    ("Ferie", date(1899, 12, 31), date(1900, 1, 2), "first", "Choose a year from 1900 to 2100."),
    ("Ferie", date(2100, 12, 31), date(2101, 1, 1), "last", "Choose a year from 1900 to 2100."),
    ("vinterferie", date(2027, 2, 21), date(2027, 2, 28), "name", "There are days of this name already"),
]


@pytest.mark.parametrize(("name", "first", "last", "field", "sentence"), REFUSED)
def test_what_cannot_be_is_refused_with_the_field_to_blame(
    plan: Database, name: str, first: date, last: date, field: str, sentence: str
) -> None:
    save(plan, WINTER)
    before = days_now(plan)
    for kind in LocalDaysKind:
        with pytest.raises(InvalidInputError) as refusal:
            save(plan, TypedDays(kind, name, first, last))
        assert refusal.value.field == field
        assert str(refusal.value).startswith(sentence)
    assert days_now(plan) == before


def test_days_of_one_name_may_follow_each_other_and_others_may_overlap(plan: Database) -> None:
    save(plan, WINTER)
    save(plan, TypedDays(SCHOOL, "Vinterferie", date(2027, 2, 22), date(2027, 2, 22)))
    save(plan, TypedDays(CLOSED, "Lukket i vinterferien", WINTER.first, WINTER.last))
    save(plan, TypedDays(SCHOOL, "Et år", date(2027, 1, 1), date(2028, 1, 1)))
    assert len(days_now(plan)) == 4


def test_days_do_not_stand_in_their_own_way(plan: Database) -> None:
    save(plan, WINTER)
    (days,) = days_now(plan)
    save(plan, TypedDays(SCHOOL, "Vinterferie", date(2027, 2, 14), WINTER.last), days.id)
    assert days_now(plan)[0].span.start == date(2027, 2, 14)


def test_who_looked_at_an_older_version_is_told_and_nothing_changes(plan: Database) -> None:
    save(plan, WINTER)
    (days,) = days_now(plan)
    save(plan, BRIDGE, days.id)
    with pytest.raises(ConflictError, match="Somebody else changed these days"):
        save(plan, WINTER, days.id)
    with pytest.raises(ConflictError):
        delete(plan, days.id)
    assert days_now(plan)[0].name == "Klemmedag"


def test_what_is_deleted_can_be_neither_changed_nor_deleted_again(plan: Database) -> None:
    save(plan, WINTER)
    (days,) = days_now(plan)
    delete(plan, days.id)
    for change in (lambda: save(plan, WINTER, days.id), lambda: delete(plan, days.id)):
        with pytest.raises(NotFoundError, match="no such days"):
            change()


def test_every_change_raises_the_stamp(plan: Database) -> None:
    before = stamp(plan)
    save(plan, WINTER)
    (days,) = days_now(plan)
    save(plan, BRIDGE, days.id)
    delete(plan, days.id, 2)
    copy(plan, WINTER, BRIDGE)
    assert stamp(plan) == before + 4


def test_a_year_shows_what_touches_it_and_the_days_that_everybody_has(plan: Database) -> None:
    with_days(
        plan,
        (SCHOOL, "Juleferie", date(2026, 12, 19), date(2027, 1, 3)),
        (SCHOOL, "Vinterferie", date(2027, 2, 13), date(2027, 2, 21)),
        (CLOSED, "Nytår", date(2027, 12, 31), date(2028, 1, 1)),
        (CLOSED, "Længe siden", date(2025, 1, 2), date(2025, 1, 2)),
    )
    with plan.reading() as session:
        page = show_calendar_settings(session, SECRETARY, 2027, "da")
    assert [days.name for days in page.school_holidays] == ["Juleferie", "Vinterferie"]
    assert [days.name for days in page.closing_days] == ["Nytår"]
    named = {one.day: (one.name, one.is_public_holiday) for one in page.days}
    assert named[date(2027, 3, 25)] == ("Skærtorsdag", True)
    assert named[date(2027, 6, 5)] == ("Grundlovsdag", False)
    assert {day.year for day in named} == {2027}
    assert list(named) == sorted(named)
    assert (page.before, page.after, page.can_copy) == (2026, 2028, True), "last year's Christmas holiday"


@pytest.mark.parametrize(("year", "before", "after"), [(1900, None, 1901), (2100, 2099, None)])
def test_the_first_and_the_last_year_have_one_beside_them(
    plan: Database, year: int, before: int | None, after: int | None
) -> None:
    with plan.reading() as session:
        page = show_calendar_settings(session, SECRETARY, year, "en")
    assert (page.before, page.after, page.can_copy) == (before, after, False)


def test_a_year_that_nobody_knows_is_refused(plan: Database) -> None:
    with plan.reading() as session:
        for year in (1899, 2101):
            with pytest.raises(InvalidInputError, match="Choose a year from 1900 to 2100"):
                show_calendar_settings(session, SECRETARY, year, "da")
            with pytest.raises(InvalidInputError):
                suggested_days(session, SECRETARY, year)


def test_last_years_days_are_suggested_where_this_year_has_none_of_the_name(plan: Database) -> None:
    with_days(
        plan,
        (SCHOOL, "Juleferie", date(2025, 12, 20), date(2026, 1, 4)),
        (SCHOOL, "Vinterferie", date(2026, 2, 7), date(2026, 2, 15)),
        (SCHOOL, "Efterårsferie", date(2026, 10, 10), date(2026, 10, 18)),
        (SCHOOL, "efterårsferie", date(2027, 10, 16), date(2027, 10, 24)),
    )
    with plan.reading() as session:
        (found,) = suggested_days(session, SECRETARY, 2027)
    assert (found.days.name, found.days.span.start, found.basis) == ("Vinterferie", date(2027, 2, 13), Basis.WEEKS)


def test_all_that_is_ticked_is_added(plan: Database) -> None:
    assert copy(plan, WINTER, BRIDGE) == 2
    assert [days.name for days in days_now(plan)] == ["Vinterferie", "Klemmedag"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (TypedDays(SCHOOL, "", date(2027, 3, 1), date(2027, 3, 1)), "name-4"),
        (TypedDays(SCHOOL, "Ferie", date(2027, 3, 2), date(2027, 3, 1)), "last-4"),
        (TypedDays(CLOSED, "VINTERFERIE", date(2027, 2, 13), date(2027, 2, 13)), "name-4"),
        (TypedDays(CLOSED, "Påskeferie", date(2027, 3, 22), date(2027, 3, 22)), "name-4"),
    ],
)
def test_one_mistake_among_them_adds_nothing_and_names_its_field(plan: Database, typed: TypedDays, field: str) -> None:
    with_days(plan, (SCHOOL, "Påskeferie", date(2027, 3, 20), date(2027, 3, 29)))
    with pytest.raises(InvalidInputError) as refusal:
        copy(plan, WINTER, typed, BRIDGE)
    assert refusal.value.field == field
    assert len(days_now(plan)) == 1


def test_something_must_be_ticked(plan: Database) -> None:
    with pytest.raises(InvalidInputError, match="Tick what is to be added"):
        copy(plan)


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_planners_see_and_change_the_calendar(plan: Database, viewer: Viewer) -> None:
    save(plan, WINTER)
    before = days_now(plan)
    for change in (
        lambda: save(plan, BRIDGE, viewer=viewer),
        lambda: save(plan, BRIDGE, before[0].id, viewer=viewer),
        lambda: delete(plan, before[0].id, viewer=viewer),
        lambda: copy(plan, BRIDGE, viewer=viewer),
    ):
        with pytest.raises(ForbiddenError):
            change()
    with plan.reading() as session:
        for look in (
            lambda: show_calendar_settings(session, viewer, 2027, "da"),
            lambda: suggested_days(session, viewer, 2027),
            lambda: show_local_days(session, viewer, before[0].id),
        ):
            with pytest.raises(ForbiddenError):
                look()
    assert days_now(plan) == before
