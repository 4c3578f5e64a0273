"""A later file of the same calendar changes what it changed, and nothing that a person has decided since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from calendar_files import CHOIR, CONCERT, DAY, MOVED, NEXT_DAY, OFF, command, look, on_days, take, told
from planner import Planner
from small_plan import (
    COMMITTEE,
    MOMENT,
    SECRETARY,
    agenda,
    all_occurrences,
    awaiting,
    occurrence_now,
    place,
    planned_years,
    set_up,
)

from wheel.core.dates import DateSpan
from wheel.core.imported_calendars import ImportedSeries
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.plan_history import PlanAction
from wheel.core.rules import RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.store.database import Database
from wheel.store.plan_history import entries_of_year
from wheel.store.series import all_series, find_series
from wheel.store.series import save_series as store_series
from wheel.usecases.cancel_occurrence import ReinstateOccurrence, reinstate_occurrence
from wheel.usecases.compare_calendar import Step
from wheel.usecases.import_calendar import Imported
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.plan_year import plan_year
from wheel.usecases.undo_entry import undo_entry

TENTH, ELEVENTH = date(2026, 12, 10), date(2026, 12, 11)
BOTH = replace(CHOIR, changed=(MOVED, OFF))
FRIDAYS = replace(CHOIR, schedule=Schedule(RecurrenceRule("FREQ=WEEKLY;BYDAY=FR", date(2026, 12, 4))))


def named(database: Database, title: str) -> list[Occurrence]:
    with database.reading() as session:
        return [one for one in all_occurrences(session) if one.title == title]


def on(database: Database, title: str, slot: date) -> Occurrence:
    (found,) = [one for one in named(database, title) if one.slot.start == slot]
    return found


def undo_last(database: Database, year: int = 2026) -> None:
    with database.writing() as session:
        undo_entry(session, SECRETARY, entries_of_year(session, year)[0].id, MOMENT)


def step_of(database: Database, series: ImportedSeries) -> Step:
    (line,) = look(database, command(series)).lines
    return line.step


def test_another_title_time_and_place_reach_every_date_and_keep_its_id(database: Database) -> None:
    set_up(database)
    take(database, command(CHOIR))
    before = [one.id for one in named(database, "Kor")]
    changed = replace(CHOIR, title="Stort kor", start_time=time(16), place="Salen")
    assert take(database, command(changed)) == Imported(changed=1, years=take_years(database))
    after = named(database, "Stort kor")
    assert [one.id for one in after] == before, "so that our own feeds keep their UIDs"
    assert {(one.start_time, one.place) for one in after} == {(time(16), "Salen")}


def take_years(database: Database) -> tuple[object, ...]:
    """The plans of the years as they are."""
    planner = Planner(database, year=2026), Planner(database, year=2027)
    return tuple(one.year_plan() for one in planner)


def test_a_date_that_the_file_moves_keeps_its_id(database: Database) -> None:
    set_up(database)
    take(database, command(CHOIR))
    before = on(database, "Kor", TENTH)
    take(database, command(replace(CHOIR, changed=(MOVED,))))
    after = occurrence_now(database, before.id)
    assert (after.span, after.is_moved) == (DateSpan.of_day(ELEVENTH), True)


def test_a_date_that_the_file_puts_back_follows_its_rule_again(database: Database) -> None:
    set_up(database)
    take(database, command(CHOIR))
    before = [told(one) for one in named(database, "Kor")]
    take(database, command(BOTH))
    assert [told(one) for one in named(database, "Kor")] != before
    take(database, command(CHOIR))
    assert [told(one) for one in named(database, "Kor")] == before
    assert not any(one.is_moved for one in named(database, "Kor"))


def test_another_rule_takes_dates_away_and_makes_new_ones(database: Database) -> None:
    set_up(database)
    take(database, command(BOTH))
    take(database, command(FRIDAYS))
    assert {one.span.start.isoweekday() for one in named(database, "Kor")} == {5}
    assert step_of(database, FRIDAYS) is Step.SAME


def test_what_is_over_stays_as_it_was(database: Database) -> None:
    set_up(database)
    over = on_days(CONCERT, date(2026, 11, 3), DAY)
    take(database, command(over))
    take(database, command(replace(on_days(CONCERT, date(2026, 11, 4), DAY), start_time=time(20))))
    found = [(one.span.start, one.start_time) for one in named(database, "Koncert")]
    assert found == [(date(2026, 11, 3), time(19)), (date(2026, 11, 4), time(20)), (DAY, time(20))]


def test_what_a_person_moved_stays_there_whatever_the_file_says(database: Database) -> None:
    set_up(database)
    take(database, command(BOTH))
    tenth = on(database, "Kor", TENTH)
    with database.writing() as session:
        move_occurrence(session, SECRETARY, MoveOccurrence(tenth.id, date(2026, 12, 9)), MOMENT)
    later = replace(CHOIR, title="Nyt kor", changed=(replace(MOVED, span=DateSpan.of_day(date(2026, 12, 12))), OFF))
    (line,) = look(database, command(later)).lines
    assert line.kept == (TENTH,)
    take(database, command(later))
    assert occurrence_now(database, tenth.id).span == DateSpan.of_day(date(2026, 12, 9))
    assert step_of(database, later) is Step.SAME


def test_what_a_person_holds_after_all_is_not_cancelled_again(database: Database) -> None:
    set_up(database)
    take(database, command(BOTH))
    cancelled = on(database, "Kor", OFF.slot)
    with database.writing() as session:
        reinstate_occurrence(session, SECRETARY, ReinstateOccurrence(cancelled.id), MOMENT)
    assert take(database, command(BOTH)) == Imported()
    take(database, command(replace(BOTH, place="Salen")))
    assert not occurrence_now(database, cancelled.id).is_cancelled


def test_what_a_planner_made_of_the_series_stays_as_long_as_the_file_says_the_same(database: Database) -> None:
    set_up(database)
    take(database, command(CONCERT))
    with database.writing() as session:
        (series,) = [one for one in all_series(session) if one.title == "Koncert"]
        store_series(session, replace(series, title="Vores koncert"))
    assert take(database, command(CONCERT)) == Imported()
    (line,) = look(database, command(replace(CONCERT, place="Salen"))).lines
    assert line.compared.stored is not None
    assert (line.compared.stored.title, line.compared.series.title) == ("Vores koncert", "Koncert"), "the page shows it"


def test_a_year_planned_later_gets_what_the_file_moved_in_it_by_the_same_file(database: Database) -> None:
    set_up(database)
    moved = replace(MOVED, slot=date(2028, 1, 6), span=DateSpan.of_day(date(2028, 1, 7)))
    take(database, command(replace(CHOIR, changed=(moved,))))
    with database.writing() as session:
        plan_year(session, SECRETARY, 2028, MOMENT)
    assert take(database, command(replace(CHOIR, changed=(moved,)))).changed == 1
    assert on(database, "Kor", date(2028, 1, 6)).span == DateSpan.of_day(date(2028, 1, 7))
    assert step_of(database, replace(CHOIR, changed=(moved,))) is Step.SAME


def test_what_is_gone_from_the_file_stays_until_it_is_ticked(database: Database) -> None:
    set_up(database)
    take(database, command(CONCERT, CHOIR))
    preview = look(database, command(CHOIR))
    (gone,) = preview.of(Step.GONE)
    assert gone.compared.uid == CONCERT.uid
    assert take(database, command(CHOIR)) == Imported()
    ticked = command(CHOIR, ending=frozenset({gone.compared.series.id}), seen=preview.seen)
    assert take(database, ticked).ended == 1
    assert named(database, "Koncert") == []
    assert look(database, command(CHOIR)).of(Step.GONE) == ()


def test_another_calendar_says_nothing_of_what_is_gone(database: Database) -> None:
    set_up(database)
    take(database, command(CONCERT))
    other = replace(command(CHOIR), calendar=replace(command(CHOIR).calendar, name="Idræt"))
    assert look(database, other).of(Step.GONE) == ()


def test_what_is_over_is_not_said_to_be_gone(database: Database) -> None:
    set_up(database)
    take(database, command(on_days(CONCERT, date(2026, 11, 3)), CHOIR))
    assert look(database, command(CHOIR)).of(Step.GONE) == ()


def test_what_was_gone_comes_back_as_the_same_series(database: Database) -> None:
    set_up(database)
    take(database, command(CHOIR, CONCERT))
    (gone,) = look(database, command(CONCERT)).of(Step.GONE)
    take(database, command(CONCERT, ending=frozenset({gone.compared.series.id})))
    assert named(database, "Kor") == []
    assert take(database, command(CHOIR, CONCERT)).changed == 1
    assert {one.series_id for one in named(database, "Kor")} == {gone.compared.series.id}


def test_an_import_is_undone_whole_and_can_be_done_again(database: Database) -> None:
    set_up(database)
    before = Planner(database).layers()
    take(database, command(CONCERT))
    with database.reading() as session:
        entry = entries_of_year(session, 2026)[0]
    assert (entry.action, entry.told["imported"], entry.told["new"]) == (PlanAction.ADDED, "Kulturkalenderen", 1)
    undo_last(database)
    assert Planner(database).layers() == before
    with database.reading() as session:
        assert [one.title for one in all_series(session)] == ["Økonomiudvalgsmøde"]
    assert take(database, command(CONCERT)).new == 1


def test_a_change_that_was_undone_is_a_change_again(database: Database) -> None:
    set_up(database)
    take(database, command(CONCERT))
    later = on_days(CONCERT, date(2026, 12, 4))
    take(database, command(later))
    undo_last(database)
    assert [one.span.start for one in named(database, "Koncert")] == [DAY]
    assert step_of(database, later) is Step.CHANGED


def test_items_follow_a_meeting_that_the_file_moves_and_await_a_date_if_it_is_cancelled(database: Database) -> None:
    set_up(database)
    chosen: dict[str, object] = {"body": COMMITTEE, "kind": Kind.MEETING}
    take(database, command(on_days(CONCERT, DAY, NEXT_DAY), **chosen))
    first, second = (one.id for one in named(database, "Koncert"))
    place(database, first, "Budget")
    place(database, second, "Regnskab")
    moved = replace(MOVED, slot=DAY, start_time=time(19), end_time=time(21), title="Koncert")
    off = replace(OFF, slot=NEXT_DAY, span=DateSpan.of_day(NEXT_DAY), title="Koncert")
    done = take(database, command(replace(on_days(CONCERT, DAY, NEXT_DAY), changed=(moved, off)), **chosen))
    assert agenda(database, first) == [(1, "Budget")]
    assert occurrence_now(database, first).span == DateSpan.of_day(ELEVENTH)
    assert (awaiting(database), done.awaiting) == (["Regnskab"], 1)
    undo_last(database, 2027)
    assert agenda(database, second) == [(1, "Regnskab")]


def test_a_meeting_with_items_that_the_file_no_longer_has_stays_and_says_so(database: Database) -> None:
    set_up(database)
    take(database, command(on_days(CONCERT, DAY, NEXT_DAY), body=COMMITTEE, kind=Kind.MEETING))
    first = named(database, "Koncert")[0]
    place(database, first.id, "Budget")
    take(database, command(on_days(CONCERT, NEXT_DAY)))
    assert occurrence_now(database, first.id).is_unasked
    assert agenda(database, first.id) == [(1, "Budget")]


def test_a_single_event_on_another_day_is_the_same_occurrence_with_all_that_stands_at_it(database: Database) -> None:
    set_up(database)
    take(database, command(CONCERT, body=COMMITTEE, kind=Kind.MEETING))
    (before,) = named(database, "Koncert")
    place(database, before.id, "Budget")
    take(database, command(on_days(CONCERT, ELEVENTH)))
    (after,) = named(database, "Koncert")
    assert (after.id, after.span, after.is_moved) == (before.id, DateSpan.of_day(ELEVENTH), False)
    assert agenda(database, after.id) == [(1, "Budget")]
    with database.reading() as session:
        assert find_series(session, after.series_id).schedule == on_days(CONCERT, ELEVENTH).schedule


def test_a_single_event_that_goes_to_another_year_is_planned_there(database: Database) -> None:
    set_up(database)
    take(database, command(CONCERT))
    (before,) = named(database, "Koncert")
    take(database, command(on_days(CONCERT, NEXT_DAY)))
    (after,) = named(database, "Koncert")
    assert (after.span.start, after.series_id) == (NEXT_DAY, before.series_id)
    with database.reading() as session:
        assert set(planned_years(session)) == {2026, 2027}
