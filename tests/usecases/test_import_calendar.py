"""A calendar file becomes series with their dates: at once, all or nothing, and only once however often it is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from audit_entries import audit_of
from calendar_files import CHOIR, CONCERT, DAY, MOVED, NAME, NEXT_DAY, OFF, command, look, on_days, take, told
from small_plan import (
    COMMITTEE,
    EVERYBODY,
    MOMENT,
    SECRETARY,
    all_occurrences,
    planned_years,
    set_up,
)

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.audit import AuditThing
from wheel.core.dates import DateSpan
from wheel.core.imported_calendars import ImportedSeries
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.plan import PlanStatus
from wheel.core.rules import DateList, RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, RefusedError
from wheel.store.database import Database
from wheel.store.imported_series import known_events
from wheel.store.series import all_series
from wheel.usecases import preview_import
from wheel.usecases.compare_calendar import ImportCalendar, Step
from wheel.usecases.import_calendar import Imported
from wheel.usecases.plan_year import plan_year


def occurrences(database: Database, title: str = "") -> list[Occurrence]:
    with database.reading() as session:
        return [one for one in all_occurrences(session) if one.title == title or not title]


def count_series(database: Database) -> int:
    with database.reading() as session:
        return len(all_series(session))


def test_a_single_event_is_there_at_once_as_the_file_has_it(database: Database) -> None:
    set_up(database)
    assert take(database, command(CONCERT)).new == 1
    (event,) = occurrences(database, "Koncert")
    assert told(event) == ("Koncert", DateSpan.of_day(DAY), (time(19), time(21)), "Torvet", False)
    assert (event.note, event.kind, event.ring, event.body, event.is_draft) == (
        "Fri entré",
        Kind.EVENT,
        "politisk",
        None,
        False,
    )


def test_a_rule_gives_its_dates_in_the_years_that_are_planned_and_in_no_others(database: Database) -> None:
    set_up(database)
    done = take(database, command(CHOIR))
    days = [one.span.start for one in occurrences(database, "Kor")]
    assert days[:4] == [date(2026, 12, day) for day in (3, 10, 17, 31)], "the 24th is left out"
    assert {day.year for day in days} == {2026, 2027}
    assert [plan.year for plan in done.years] == [2026, 2027]
    (line,) = look(database, command(CHOIR)).lines
    assert line.compared.is_in_later_years


def test_what_the_file_moved_or_cancelled_stands_so_in_the_plan(database: Database) -> None:
    set_up(database)
    take(database, command(replace(CHOIR, changed=(MOVED, OFF))))
    moved, cancelled = occurrences(database, "Kor")[1:3]
    assert (moved.span.start, moved.moved_from) == (date(2026, 12, 11), DateSpan.of_day(date(2026, 12, 10)))
    assert (cancelled.is_cancelled, cancelled.because) == (True, "Aflyst i kalenderen")


def test_planning_the_year_again_keeps_all_that_was_imported(database: Database) -> None:
    set_up(database)
    take(database, command(CONCERT, replace(CHOIR, changed=(MOVED, OFF))))
    before = occurrences(database)
    with database.writing() as session:
        planned = [plan_year(session, SECRETARY, year, MOMENT, publish=True) for year in (2026, 2027)]
    assert [(one.new, one.changed, one.removed) for one in planned] == [(0, 0, 0)] * 2
    assert occurrences(database) == before


def test_the_same_file_again_changes_nothing_at_all(database: Database) -> None:
    set_up(database)
    wanted = command(CONCERT, replace(CHOIR, changed=(MOVED, OFF)), replace(on_days(CONCERT, NEXT_DAY), uid="b"))
    take(database, wanted)
    before = occurrences(database), len(audit_of(database))
    assert take(database, wanted) == Imported()
    assert (occurrences(database), len(audit_of(database))) == before
    assert {line.step for line in look(database, wanted).lines} == {Step.SAME}


@pytest.mark.parametrize("year", [2025, 2028])
def test_a_year_without_a_plan_becomes_a_draft_if_it_is_ahead(database: Database, year: int) -> None:
    set_up(database)
    take(database, command(on_days(CONCERT, date(year, 5, 4), NEXT_DAY)))
    with database.reading() as session:
        planned = planned_years(session)
    expected = {2028: PlanStatus.DRAFT} if year == 2028 else {}
    assert planned == {2026: PlanStatus.PUBLISHED, 2027: PlanStatus.PUBLISHED} | expected
    assert [one.span.start.year for one in occurrences(database, "Koncert")] == sorted({2027, *expected})


def test_an_empty_plan_takes_a_rule_for_this_year_as_a_draft(database: Database) -> None:
    set_up(database, years=())
    take(database, command(CHOIR))
    with database.reading() as session:
        assert planned_years(session) == {2026: PlanStatus.DRAFT}
    assert {one.span.start.year for one in occurrences(database, "Kor")} == {2026}


def test_a_rule_that_gives_nothing_before_a_year_ahead_waits_for_that_year_to_be_planned(database: Database) -> None:
    set_up(database)
    rule = RecurrenceRule("FREQ=YEARLY;INTERVAL=4", date(2017, 11, 28))
    wanted = command(replace(CHOIR, schedule=Schedule(rule)), on_days(CONCERT, date(2029, 5, 1)))
    assert take(database, wanted).new == 2
    assert occurrences(database, "Kor") == []
    assert take(database, wanted) == Imported()
    with database.writing() as session:
        plan_year(session, SECRETARY, 2029, MOMENT)
    assert [one.span.start for one in occurrences(database, "Kor")] == [date(2029, 11, 28)]


def test_what_is_over_is_left_out_unless_asked_for(database: Database) -> None:
    set_up(database)
    old = on_days(CONCERT, date(2019, 5, 4))
    (line,) = look(database, command(old)).lines
    assert line.step is Step.LEFT_OUT
    assert line.compared.problem is not None
    assert line.compared.problem.line == CONCERT.line
    assert take(database, command(old)) == Imported()
    assert take(database, command(old, with_past=True)).new == 1
    with database.reading() as session:
        assert planned_years(session)[2019] is PlanStatus.DRAFT
    assert take(database, command(old)) == Imported(), "it is known now, and nothing is to be done"


LEFT_OUT = [
    pytest.param(on_days(CONCERT, date(2055, 1, 1)), "further ahead", id="no year so far ahead is planned"),
    pytest.param(replace(CONCERT, title="  "), "called", id="a series needs a title"),
    pytest.param(
        ImportedSeries("x", "Tom", Schedule(DateList(()))), "no day", id="all of its dates were taken away in the file"
    ),
]


@pytest.mark.parametrize(("series", "words"), LEFT_OUT)
def test_what_cannot_be_in_the_plan_is_left_out_with_a_reason(
    database: Database, series: ImportedSeries, words: str
) -> None:
    set_up(database)
    before = count_series(database)
    left_out, other = look(database, command(series, replace(CONCERT, uid="other"))).lines
    assert (left_out.step, other.step) == (Step.LEFT_OUT, Step.NEW)
    assert words in str(left_out.compared.problem)
    assert take(database, command(series, replace(CONCERT, uid="other"))).new == 1
    assert count_series(database) == before + 1


def test_an_event_over_midnight_is_on_both_days_and_ends_on_the_second(database: Database) -> None:
    set_up(database)
    take(database, command(replace(CONCERT, start_time=time(22), end_time=time(1))))
    (event,) = occurrences(database, "Koncert")
    assert (event.span, event.start_time, event.end_time) == (DateSpan(DAY, date(2026, 12, 5)), time(22), time(1))


def test_an_event_of_whole_days_of_hours_ends_on_the_last_at_the_time_of_its_start(database: Database) -> None:
    set_up(database)
    days = DateSpan(DAY, date(2026, 12, 7))
    noon = replace(CONCERT, schedule=Schedule(DateList((days,))), start_time=time(12), end_time=time(12))
    take(database, command(noon))
    (event,) = occurrences(database, "Koncert")
    assert (event.span, event.start_time, event.end_time) == (days, time(12), time(12))
    assert take(database, command(noon)) == Imported()


def test_a_meeting_of_whole_days_is_at_its_bodys_times(database: Database) -> None:
    set_up(database)
    whole = replace(CONCERT, start_time=None, end_time=None, place="")
    take(database, command(whole, body=COMMITTEE, kind=Kind.MEETING))
    (meeting,) = occurrences(database, "Koncert")
    assert (meeting.body, meeting.start_time, meeting.end_time) == (COMMITTEE, time(9), time(12))
    assert take(database, command(whole, body=COMMITTEE, kind=Kind.MEETING)) == Imported()


def test_the_plans_own_events_are_not_doubled_by_its_own_feed(database: Database) -> None:
    plan = set_up(database)
    own = [replace(CONCERT, uid=f"{plan.meetings[0]}{end}@0123.aarshjul") for end in ("", "-dagsorden")]
    foreign = replace(CONCERT, uid=f"{'a' * 16}@0123.aarshjul")
    assert [line.step for line in look(database, command(*own, foreign)).lines] == [
        Step.LEFT_OUT,
        Step.LEFT_OUT,
        Step.NEW,
    ]


CHOICES = [
    pytest.param({"ring": "findes-ikke"}, "ring", id="a ring that is not there"),
    pytest.param({"body": "findes-ikke"}, "body", id="a body that is not there"),
    pytest.param({"kind": Kind.MEETING}, "body", id="a meeting is somebody's"),
]


@pytest.mark.parametrize(("chosen", "field"), CHOICES)
def test_a_wrong_choice_names_its_field_and_writes_nothing(
    database: Database, chosen: dict[str, object], field: str
) -> None:
    set_up(database)
    before = count_series(database)
    with pytest.raises(InvalidInputError) as refused:
        take(database, command(CONCERT, **chosen))
    assert refused.value.field == field
    assert count_series(database) == before


def test_a_preview_that_is_stale_is_refused_and_nothing_is_written(database: Database) -> None:
    set_up(database)
    seen = look(database, command(CONCERT)).seen
    assert look(database, command(CONCERT)).seen == seen, "the same however often one looks"
    take(database, command(replace(CONCERT, title="Foredrag")))
    before = occurrences(database)
    with pytest.raises(ConflictError):
        take(database, command(CONCERT, seen=seen))
    assert occurrences(database) == before
    assert take(database, command(CONCERT, seen=look(database, command(CONCERT)).seen)).changed == 1


def test_too_much_at_a_time_is_refused_before_anything_is_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(database)
    monkeypatch.setattr(preview_import, "MOST_SERIES", 1)
    with pytest.raises(RefusedError, match="too many events"):
        take(database, command(CONCERT, CHOIR))
    monkeypatch.setattr(preview_import, "MOST_DATES", 10)
    with pytest.raises(RefusedError, match="too many dates"):
        take(database, command(CHOIR))
    assert occurrences(database, "Koncert") == []


def test_one_entry_of_the_audit_says_how_much_and_nothing_of_what(database: Database) -> None:
    set_up(database)
    take(database, command(CONCERT, CHOIR))
    entry = audit_of(database)[-1]
    assert (entry.act, entry.thing) == ("calendar imported", AuditThing.PLAN)
    assert entry.told == {"new": 2, "changed": 0, "ended": 0}


@pytest.mark.parametrize("viewer", [viewer for viewer in (*EVERYBODY, ANONYMOUS) if not viewer.may_plan])
def test_only_planners_import(database: Database, viewer: Viewer) -> None:
    set_up(database)
    for do in (look, take):
        with pytest.raises(ForbiddenError):
            do(database, command(CONCERT), viewer)  # type: ignore[operator]


def test_where_an_event_came_from_is_noted(database: Database) -> None:
    set_up(database)
    take(database, command(CONCERT))
    with database.writing() as session:
        (known,) = known_events(session).values()
        assert (known.uid, known.source, known.content_hash) == (CONCERT.uid, NAME, CONCERT.content_hash)


def test_a_calendar_without_a_name_is_called_as_its_file(database: Database) -> None:
    set_up(database)
    nameless = command(CONCERT)
    nameless = ImportCalendar(replace(nameless.calendar, name=" "), "fil.ics", "politisk")
    assert nameless.origin == "fil.ics"
