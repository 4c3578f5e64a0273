"""A move is previewed with what it would bring, in the plan that everybody sees, and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from planner import Planner, on_days
from small_plan import (
    COMMITTEE,
    DAYS,
    READER,
    SECRETARY,
    TODAY,
    occurrence_now,
    set_up,
)

from wheel.core.access import ANONYMOUS
from wheel.core.conflicts import ConflictKind
from wheel.core.dates import DateSpan
from wheel.core.deadlines import WorkingDaysBefore
from wheel.core.occurrences import Kind
from wheel.core.windows import Window
from wheel.errors import ForbiddenError, InvalidInputError, NotFoundError, RefusedError, WheelError
from wheel.store.bodies import find_body, save_body
from wheel.store.database import Database
from wheel.usecases.move_occurrence import MoveOccurrence
from wheel.usecases.preview_move import MovePreview, preview_move


def preview(database: Database, occurrence: str, to_day: date, last_day: date | None = None) -> MovePreview:
    with database.reading() as session:
        return preview_move(session, SECRETARY, MoveOccurrence(occurrence, to_day, last_day=last_day), TODAY)


def test_a_preview_names_both_dates_and_changes_nothing(database: Database) -> None:
    plan = set_up(database)
    before = occurrence_now(database, plan.meetings[0])
    found = preview(database, plan.meetings[0], date(2026, 12, 3))
    assert (found.occurrence, found.after) == (before, DateSpan.of_day(date(2026, 12, 3)))
    assert (found.conflicts, found.special.days_off, found.deadline) == ((), (), None)
    assert occurrence_now(database, plan.meetings[0]) == before
    assert Planner(database).entries()[0].action == "published"


def kinds(found: MovePreview) -> list[ConflictKind]:
    return [conflict.kind for conflict in found.conflicts]


def test_a_day_that_another_meeting_has_is_a_conflict_with_it(database: Database) -> None:
    plan = set_up(database)
    found = preview(database, plan.meetings[0], DAYS[1])
    assert kinds(found) == [ConflictKind.SAME_TIME]
    assert set(found.conflicts[0].occurrences) == set(plan.meetings[:2])
    assert found.dates[plan.meetings[0]].occurrence.span == DateSpan.of_day(DAYS[1]), "as it would be"


def test_a_conflict_that_others_are_in_is_not_told(database: Database) -> None:
    plan, planner = set_up(database), Planner(database)
    planner.move(plan.meetings[1], DAYS[0])
    assert kinds(preview(database, plan.meetings[2], date(2027, 1, 13))) == []


def test_a_move_out_of_a_conflict_makes_none(database: Database) -> None:
    plan, planner = set_up(database), Planner(database)
    planner.move(plan.meetings[1], DAYS[0])
    assert kinds(preview(database, plan.meetings[1], DAYS[1])) == []


@pytest.mark.parametrize(
    ("day", "wanted", "reason"),
    [
        (date(2026, 12, 5), [ConflictKind.ON_CLOSED_DAY], "a meeting is not held on a Saturday"),
        (date(2026, 12, 25), [ConflictKind.ON_CLOSED_DAY], "nor on Christmas Day"),
        (date(2026, 12, 4), [], "a Friday is as good as any"),
    ],
)
def test_a_day_off_is_a_conflict(database: Database, day: date, wanted: list[ConflictKind], reason: str) -> None:
    plan = set_up(database)
    assert kinds(preview(database, plan.meetings[0], day)) == wanted, reason


def test_the_new_agenda_deadline_is_told(database: Database) -> None:
    plan = set_up(database)
    with database.writing() as session:
        save_body(session, replace(find_body(session, SECRETARY, COMMITTEE), notice=WorkingDaysBefore(4)), {})
    assert preview(database, plan.meetings[0], date(2026, 12, 10)).deadline == date(2026, 12, 4)


def test_the_plan_that_everybody_sees_counts_not_the_draft_beside_it(database: Database) -> None:
    plan, planner = set_up(database), Planner(database)
    planner.begin_draft()
    planner.move(plan.meetings[1], date(2026, 12, 17), in_draft=True)
    assert kinds(preview(database, plan.meetings[0], date(2026, 12, 17))) == [], "nobody sees it there yet"
    assert kinds(preview(database, plan.meetings[0], DAYS[1])) == [ConflictKind.SAME_TIME]


def test_a_move_into_the_next_year_meets_that_years_events(database: Database) -> None:
    plan = set_up(database)
    found = preview(database, plan.meetings[0], DAYS[2])
    assert (found.year, kinds(found)) == (2027, [ConflictKind.SAME_TIME])


def test_an_imprecise_one_is_given_a_single_day(database: Database) -> None:
    set_up(database)
    planner = Planner(database)
    series = planner.add_series("Konference", Window.of_month(12, "i december"))
    planner.plan(publish=True)
    window = next(one for one in planner.planned() if one.series_id == series)
    assert preview(database, window.id, date(2026, 12, 10)).after == DateSpan.of_day(date(2026, 12, 10))


def test_a_span_is_lengthened_or_moved_whole(database: Database) -> None:
    set_up(database)
    planner, long = Planner(database), DateSpan.of_days(date(2026, 12, 14), date(2026, 12, 16))
    series = planner.add_series("Høring", replace(on_days(), spans=(long,)), Kind.PHASE)
    planner.plan(publish=True)
    phase = next(one for one in planner.planned() if one.series_id == series)
    longer = DateSpan.of_days(long.start, date(2026, 12, 18))
    assert preview(database, phase.id, long.start, longer.last).after == longer
    assert preview(database, phase.id, date(2026, 12, 15)).after == long.moved_to(date(2026, 12, 15))


REFUSALS: list[tuple[str, MoveOccurrence, type[WheelError], str]] = [
    ("the same day", MoveOccurrence("{0}", DAYS[0]), RefusedError, "on that day already"),
    ("backwards", MoveOccurrence("{0}", DAYS[0], last_day=date(2026, 11, 1)), InvalidInputError, "before the first"),
    ("a far year", MoveOccurrence("{0}", date(2095, 1, 1)), InvalidInputError, "1950 to 2090"),
    ("no such event", MoveOccurrence("findes-ikke", DAYS[1]), NotFoundError, "no such event"),
]


@pytest.mark.parametrize(
    ("command", "error", "sentence"), [one[1:] for one in REFUSALS], ids=[one[0] for one in REFUSALS]
)
def test_what_cannot_be_is_refused(
    database: Database, command: MoveOccurrence, error: type[WheelError], sentence: str
) -> None:
    plan = set_up(database)
    command = replace(command, occurrence_id=command.occurrence_id.format(*plan.meetings))
    with database.reading() as session, pytest.raises(error, match=sentence):
        preview_move(session, SECRETARY, command, TODAY)


def test_what_is_cancelled_cannot_be_moved(database: Database) -> None:
    plan = set_up(database)
    Planner(database).cancel(plan.meetings[0])
    with pytest.raises(RefusedError, match="does not take place"):
        preview(database, plan.meetings[0], date(2026, 12, 3))


def test_only_planners_preview(database: Database) -> None:
    plan = set_up(database)
    for viewer in (ANONYMOUS, READER):
        with database.reading() as session, pytest.raises(ForbiddenError):
            preview_move(session, viewer, MoveOccurrence(plan.meetings[0], date(2026, 12, 3)), TODAY)
