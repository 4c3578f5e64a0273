"""Taking minutes over: once, whole, and without ever touching what is there already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from small_plan import (
    COMMITTEE,
    MEETINGS,
    MOMENT,
    READER,
    SECRETARY,
    add_occurrences,
    agenda,
    all_occurrences,
    awaiting,
    days_and_statuses,
    planned_years,
    set_up,
    stop_now,
)
from sqlalchemy import func, select

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Status
from wheel.core.plan import PlanStatus
from wheel.core.rules import DateList, RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.errors import ForbiddenError, InvalidInputError, NotFoundError
from wheel.imports.minutes import read_minutes
from wheel.imports.minutes_command import command_from, words_of_line
from wheel.store.database import Database
from wheel.store.series import all_series
from wheel.store.stops import stops_at
from wheel.store.tables import Base
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.import_minutes import ImportMinutes, Line, PointToPlace, RowToPlace, Step, import_minutes
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.move_stop import MoveStop, move_stop
from wheel.usecases.plan_year import plan_year

MINUTES = Path(__file__).parents[1] / "imports" / "minutes"
NO_MEETINGS = replace(MEETINGS, schedule=Schedule(DateList(())))
MARCH, APRIL, EASTER, MAY = date(2025, 3, 20), date(2025, 4, 3), date(2025, 4, 17), date(2025, 5, 1)


def forum(*, create: bool = True) -> ImportMinutes:
    """Two meetings with three points in all, two days without one, and a point that awaits a date."""
    return command(MINUTES / "forum_markdown.txt", create=create)


def command(file: Path, *, create: bool = True) -> ImportMinutes:
    """The minutes of another body in the file, taken for the plan's own."""
    read = read_minutes(file.read_text(encoding="utf-8"))
    return command_from(replace(read, body=None), COMMITTEE, create_meetings=create)


@pytest.mark.parametrize(
    ("named", "said", "reason"),
    [
        ("Chefforum", ["Chefforum"], "the wrong file, or the wrong body"),
        ("ØKONOMIUDVALGET", [], "the body's name, in another case"),
        ("", [], "minutes that name no body say nothing"),
    ],
)
def test_minutes_of_another_body_are_pointed_out(database: Database, named: str, said: list[str], reason: str) -> None:
    set_up(database, NO_MEETINGS)
    lines = take_over(database, replace(forum(), minutes_of=named), dry_run=True)
    assert [line.title for line in lines if line.step is Step.OTHER_BODY] == said, reason


def take_over(
    database: Database, wanted: ImportMinutes, viewer: Viewer = SECRETARY, *, dry_run: bool = False
) -> tuple[Line, ...]:
    with database.writing() as session:
        return import_minutes(session, viewer, wanted, MOMENT, dry_run=dry_run)


def everything(database: Database) -> dict[str, list[object]]:
    """How much there is in every table, and the stamp."""
    with database.reading() as session:
        tables = Base.metadata.tables
        found: dict[str, list[object]] = {
            name: [session.scalar(select(func.count()).select_from(tables[name]))] for name in tables
        }
        found["stamp"] = list(session.scalars(select(tables["stamps"].c.value)))
    return found


def meeting_on(database: Database, day: date) -> str:
    with database.reading() as session:
        return next(one.id for one in all_occurrences(session) if one.span.start == day)


def steps(lines: tuple[Line, ...]) -> list[Step]:
    return [line.step for line in lines]


TAKEN_OVER = [Step.CREATE, Step.PLACE, Step.CREATE, Step.PLACE, Step.PLACE, Step.BLOCK, Step.BLOCK, Step.AWAIT]
THERE_ALREADY = [Step.KNOWN] * 4


def test_minutes_become_meetings_items_and_what_awaits(database: Database) -> None:
    set_up(database, NO_MEETINGS)
    assert steps(take_over(database, forum())) == TAKEN_OVER
    assert days_and_statuses(database) == [
        (MARCH, Status.PLANNED),
        (APRIL, Status.PLANNED),
        (EASTER, Status.BLOCKED),
        (MAY, Status.BLOCKED),
    ]
    assert agenda(database, meeting_on(database, MARCH)) == [(1, "Årsberetning")]
    assert agenda(database, meeting_on(database, APRIL)) == [(1, "Kompetenceplan"), (2, "Velfærdsprisen")]
    assert awaiting(database) == ["Ny mødestruktur"]
    with database.reading() as session:
        assert planned_years(session)[2025] is PlanStatus.PUBLISHED
        assert next(one.because for one in all_occurrences(session) if one.span.start == EASTER) == "Skærtorsdag"


@pytest.mark.parametrize("file", sorted(MINUTES.glob("*.txt")), ids=lambda file: file.stem)
def test_taking_the_same_minutes_over_twice_adds_nothing(database: Database, file: Path) -> None:
    set_up(database, NO_MEETINGS)
    first = steps(take_over(database, command(file)))
    assert {Step.CREATE, Step.PLACE, Step.BLOCK, Step.AWAIT} == set(first)
    before = everything(database)
    assert set(steps(take_over(database, command(file)))) == {Step.KNOWN}
    assert everything(database) == before


@pytest.mark.parametrize("file", sorted(MINUTES.glob("*.txt")), ids=lambda file: file.stem)
def test_a_dry_run_says_what_would_be_done_and_writes_nothing(database: Database, file: Path) -> None:
    set_up(database, NO_MEETINGS)
    before = everything(database)
    shown = take_over(database, command(file), dry_run=True)
    assert everything(database) == before
    assert shown == take_over(database, command(file))
    assert all(words_of_line(line) for line in shown)


def test_meetings_that_are_planned_are_used(database: Database) -> None:
    rule = RecurrenceRule("FREQ=WEEKLY;BYDAY=TH", date(2025, 1, 1))
    set_up(database, replace(MEETINGS, schedule=Schedule(rule)), years=(2025,))
    before = days_and_statuses(database)
    lines = take_over(database, forum(create=False))
    assert steps(lines) == [Step.PLACE] * 3 + [Step.CLASH] * 2 + [Step.AWAIT]
    assert days_and_statuses(database) == before, "what the minutes say of days without a meeting is only told"
    assert agenda(database, meeting_on(database, APRIL)) == [(1, "Kompetenceplan"), (2, "Velfærdsprisen")]


def test_missing_meetings_are_refused_by_name_and_nothing_is_written(database: Database) -> None:
    set_up(database, NO_MEETINGS)
    with database.writing() as session:
        series = all_series(session)[0]
        add_occurrences(session, series.id, DateSpan.of_day(MARCH))
    before = everything(database)
    with pytest.raises(InvalidInputError) as refusal:
        take_over(database, forum(create=False))
    assert "Økonomiudvalget has no meeting on 2025-04-03, 2025-04-17, 2025-05-01" in str(refusal.value)
    assert everything(database) == before
    assert Step.MISSING in steps(take_over(database, forum(create=False), dry_run=True))


def test_a_cancelled_meeting_takes_no_new_points_and_is_not_made_again(database: Database) -> None:
    set_up(database, NO_MEETINGS)
    take_over(database, replace(forum(), rows=forum().rows[:1], awaiting=()))
    with database.writing() as session:
        cancel_occurrence(session, SECRETARY, CancelOccurrence(meeting_on(database, MARCH), "Aflyst"), MOMENT)
    more = replace(forum().rows[0], points=(PointToPlace("Ny sag", "Ny sag", ""),))
    with pytest.raises(InvalidInputError, match="2025-03-20"):
        take_over(database, replace(forum(), rows=(more,)))


def test_what_was_taken_over_stays_known_whatever_became_of_it(database: Database) -> None:
    """Moved, cancelled, postponed: whoever takes the minutes over again means no second item."""
    set_up(database, NO_MEETINGS)
    take_over(database, forum())
    march, april = meeting_on(database, MARCH), meeting_on(database, APRIL)
    with database.writing() as session:
        move_occurrence(session, SECRETARY, MoveOccurrence(march, MARCH + timedelta(days=5)), MOMENT)
        moved = stops_at(session, SECRETARY, [april])[april][0]
        move_stop(session, SECRETARY, MoveStop(moved.id, 1, None, "Senere"), MOMENT)
        cancel_occurrence(session, SECRETARY, CancelOccurrence(april, "Ingen sager"), MOMENT)
    before = everything(database)
    assert steps(take_over(database, forum())) == THERE_ALREADY
    assert everything(database) == before
    assert stop_now(database, moved.id).title == "Kompetenceplan"


@pytest.mark.parametrize("again", [None, 9, 0], ids=["once", "and again after the import", "and back after the import"])
def test_a_meeting_moved_before_the_import_is_still_the_one_its_row_means(
    database: Database, again: int | None
) -> None:
    dates = DateList(tuple(map(DateSpan.of_day, (MARCH, APRIL))))
    set_up(database, replace(MEETINGS, schedule=Schedule(dates)), years=(2025,))
    march = meeting_on(database, MARCH)
    with database.writing() as session:
        move_occurrence(session, SECRETARY, MoveOccurrence(march, MARCH + timedelta(days=5)), MOMENT)
    take_over(database, forum())
    assert agenda(database, march) == [(1, "Årsberetning")]
    if again is not None:
        with database.writing() as session:
            move_occurrence(session, SECRETARY, MoveOccurrence(march, MARCH + timedelta(days=again)), MOMENT)
    before = everything(database)
    assert steps(take_over(database, forum())) == THERE_ALREADY
    assert everything(database) == before


def test_a_day_that_is_another_meetings_own_makes_nothing_known(database: Database) -> None:
    """March's meeting was on April's day for a while, which makes April's standing item none of March's."""
    dates = DateList(tuple(map(DateSpan.of_day, (MARCH, APRIL))))
    set_up(database, replace(MEETINGS, schedule=Schedule(dates)), years=(2025,))
    march = meeting_on(database, MARCH)
    point = PointToPlace("Årshjul", "Årshjul", "")
    take_over(database, replace(forum(), rows=(RowToPlace(APRIL, (point,)),), awaiting=()))
    with database.writing() as session:
        for day in (APRIL, APRIL + timedelta(days=5)):
            move_occurrence(session, SECRETARY, MoveOccurrence(march, day), MOMENT)
    take_over(database, replace(forum(), rows=(RowToPlace(MARCH, (point,)),), awaiting=()))
    assert agenda(database, march) == [(1, "Årshjul")]


def test_the_same_words_in_two_rows_are_two_items(database: Database) -> None:
    """A standing item comes back at every meeting."""
    set_up(database, NO_MEETINGS)
    point = PointToPlace("Årshjul", "Årshjul", "")
    rows = (RowToPlace(MARCH, (point,)), RowToPlace(APRIL, (point,)))
    wanted = replace(forum(), rows=rows, awaiting=(point,))
    take_over(database, wanted)
    assert steps(take_over(database, wanted)) == [Step.KNOWN] * 3
    for day in (MARCH, APRIL):
        assert agenda(database, meeting_on(database, day)) == [(1, "Årshjul")]
    assert awaiting(database) == ["Årshjul"]


def test_a_new_point_in_known_minutes_is_added_last(database: Database) -> None:
    set_up(database, NO_MEETINGS)
    take_over(database, forum())
    row = forum().rows[0]
    more = replace(row, points=(PointToPlace("Ny sag", "Ny sag", "Med bilag"), *row.points))
    lines = take_over(database, replace(forum(), rows=(more, *forum().rows[1:])))
    assert steps(lines) == [Step.PLACE, *THERE_ALREADY]
    assert agenda(database, meeting_on(database, MARCH)) == [(1, "Årsberetning"), (2, "Ny sag")]


def test_the_meetings_made_stay_when_their_year_is_planned(database: Database) -> None:
    set_up(database, NO_MEETINGS)
    take_over(database, forum())
    before = everything(database)["occurrences"]
    with database.writing() as session:
        planned = plan_year(session, SECRETARY, 2025, MOMENT)
    assert (planned.new, planned.removed, planned.changed) == (0, 0, 0)
    assert everything(database)["occurrences"] == before


def test_a_body_without_a_series_gets_one(database: Database) -> None:
    set_up(database, replace(MEETINGS, kind=Kind.EVENT), years=())
    take_over(database, forum())
    with database.reading() as session:
        (made,) = [series for series in all_series(session) if series.kind is Kind.MEETING]
    assert (made.body, made.ring) == (COMMITTEE, "politisk")
    assert made.schedule.rule == DateList((DateSpan.of_day(MARCH), DateSpan.of_day(APRIL))), "the days it meets"


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
@pytest.mark.parametrize("dry_run", [True, False])
def test_only_secretaries_take_minutes_over(database: Database, viewer: Viewer, dry_run: bool) -> None:
    set_up(database, NO_MEETINGS)
    before = everything(database)
    with pytest.raises(ForbiddenError):
        take_over(database, forum(), viewer, dry_run=dry_run)
    assert everything(database) == before


def test_minutes_of_a_body_there_is_not_are_refused(database: Database) -> None:
    set_up(database, NO_MEETINGS)
    with pytest.raises(NotFoundError, match="There is no body called chefforum"):
        take_over(database, replace(forum(), body="chefforum"))
