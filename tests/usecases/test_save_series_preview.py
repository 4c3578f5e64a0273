"""The preview: which dates a schedule gives from today on, stored or not, and what is special about them."""

from __future__ import annotations

from datetime import date

import pytest
from series_to_save import TUESDAYS, WEDNESDAYS, a_series, days_before, save
from small_plan import DAYS, MOMENT, READER, SECRETARY, TODAY, set_up

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.claims import CountRule
from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.rules import RecurrenceRule, YearlySpan
from wheel.core.schedule import Schedule
from wheel.core.windows import Window
from wheel.errors import ForbiddenError, InvalidInputError
from wheel.store.database import Database
from wheel.store.organisation import add_local_days
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.preview_series import MOST_HELD, SeriesPreview, preview_series

CONSTITUTION_DAY = RecurrenceRule("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5", date(2026, 1, 1))
DAILY = RecurrenceRule("FREQ=DAILY", date(2026, 1, 1))
SCHOOL = frozenset({Closure.SCHOOL_HOLIDAYS})
CHRISTMAS = LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Juleferie", DateSpan(date(2026, 12, 19), date(2027, 1, 4)))


def preview(
    database: Database, schedule: Schedule, series_id: str = "", today: date = TODAY, viewer: Viewer = SECRETARY
) -> SeriesPreview:
    with database.reading() as session:
        return preview_series(session, viewer, schedule, today, series_id)


def held(found: SeriesPreview) -> list[date]:
    return [one.proposal.span.start for one in found.dates if not one.proposal.is_blocked]


def test_the_next_ten_dates_from_today_on(database: Database) -> None:
    set_up(database)
    found = held(preview(database, Schedule(TUESDAYS)))
    assert found[:2] == [date(2026, 12, 1), date(2027, 1, 5)]
    assert len(found) == MOST_HELD


def test_what_lasts_until_today_is_still_to_come(database: Database) -> None:
    set_up(database)
    lasting = Schedule(YearlySpan(11, 1, 11, 21))
    assert held(preview(database, lasting))[0] == date(2026, 11, 1)
    assert held(preview(database, lasting, today=date(2026, 11, 22)))[0] == date(2027, 11, 1)


def test_ten_years_ahead_and_no_further(database: Database) -> None:
    set_up(database)
    every_fourth = RecurrenceRule("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=3TU", date(2025, 1, 1))
    assert held(preview(database, Schedule(every_fourth))) == [date(2029, 11, 20), date(2033, 11, 15)]


def test_a_holiday_is_named_and_where_it_is_held_instead(database: Database) -> None:
    set_up(database)
    earlier = HolidayPolicy(HolidayAction.EARLIER_WORKING_DAY, frozenset({Closure.OBSERVANCES}))
    kept, moved = (
        preview(database, Schedule(CONSTITUTION_DAY, policy)).dates[0] for policy in (HolidayPolicy(), earlier)
    )
    assert (kept.special, kept.is_moved) == ("Grundlovsdag", False)
    assert (moved.proposal.because, moved.is_moved) == ("Grundlovsdag", True)
    assert moved.proposal.span == DateSpan.of_day(date(2027, 6, 4))


def test_what_is_not_held_stands_between_what_is(database: Database) -> None:
    set_up(database)
    with database.writing() as session:
        add_local_days(session, CHRISTMAS)
    found = preview(database, Schedule(DAILY, HolidayPolicy(HolidayAction.SKIP, SCHOOL)), today=date(2026, 12, 18))
    assert held(found)[:2] == [date(2026, 12, 18), date(2027, 1, 4)]
    blocked = [one for one in found.dates if one.proposal.is_blocked]
    assert {one.proposal.because for one in blocked} == {"Juleferie"}
    assert len(blocked) == 10, "a long holiday does not fill the list"


def test_a_rule_that_changes_gives_the_old_dates_before_the_day(database: Database) -> None:
    plan = set_up(database)
    changed = Schedule(TUESDAYS).changed_from(date(2027, 2, 1), WEDNESDAYS, HolidayPolicy())
    assert held(preview(database, changed, plan.series))[:3] == [date(2026, 12, 1), date(2027, 1, 5), date(2027, 2, 3)]


def test_an_unsaved_series_counts_from_where_the_others_are_held(database: Database) -> None:
    plan = set_up(database)
    with database.writing() as session:
        move_occurrence(session, SECRETARY, MoveOccurrence(plan.meetings[1], date(2026, 12, 10)), MOMENT)
        cancel_occurrence(session, SECRETARY, CancelOccurrence(plan.meetings[2], "Aflyst"), MOMENT)
    found = preview(database, Schedule(days_before(plan.series)))
    assert held(found) == [date(2026, 11, 24), date(2026, 12, 3), date(2027, 2, 2)]
    assert [one.is_moved for one in found.dates] == [False, True, False]
    assert found.names[plan.series] == "Økonomiudvalgsmøde"


def test_so_does_one_that_counts_from_that(database: Database) -> None:
    plan = set_up(database)
    follower = save(database, a_series(days_before(plan.series), title="Formøde"))
    found = preview(database, Schedule(days_before(follower, 1)))
    assert held(found)[0].toordinal() == DAYS[0].toordinal() - 8


@pytest.mark.parametrize("far", [False, True], ids=["from itself", "from what counts from it"])
def test_counting_in_a_circle_is_told_before_it_is_saved(database: Database, far: bool) -> None:
    plan = set_up(database)
    follower = save(database, a_series(days_before(plan.series), title="Formøde"))
    with pytest.raises(InvalidInputError, match="A series cannot be counted from itself") as refusal:
        preview(database, Schedule(days_before(follower)), plan.series if far else follower)
    assert refusal.value.field == "series"


def test_imprecise_times_have_words_and_no_holidays(database: Database) -> None:
    set_up(database)
    (first, *_rest) = preview(database, Schedule(Window.of_month(12, "december"))).dates
    assert (first.proposal.slot.words, first.special) == ("december", "")


def test_a_count_has_no_dates(database: Database) -> None:
    set_up(database)
    found = preview(database, Schedule(CountRule(4)))
    assert (found.is_count, found.dates) == (True, ())


def test_an_ended_schedule_has_none_after_its_end(database: Database) -> None:
    set_up(database)
    assert held(preview(database, Schedule(TUESDAYS, ends_on=date(2027, 1, 5)))) == [date(2026, 12, 1)]


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_who_may_plan_previews(database: Database, viewer: Viewer) -> None:
    set_up(database)
    with pytest.raises(ForbiddenError):
        preview(database, Schedule(TUESDAYS), viewer=viewer)
