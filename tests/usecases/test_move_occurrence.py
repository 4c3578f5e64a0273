"""Moving and cancelling what is planned: the agenda follows, or awaits a date and says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from small_plan import (
    DAYS,
    MOMENT,
    READER,
    SECRETARY,
    TODAY,
    add_occurrences,
    agenda,
    all_occurrences,
    awaiting,
    occurrence_now,
    place,
    planned_as,
    set_up,
    stop_now,
)
from sqlalchemy import select

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Status
from wheel.core.stops import Action, StopChange, StopState
from wheel.errors import ForbiddenError, InvalidInputError, NotFoundError, RefusedError, WheelError
from wheel.store.database import Database
from wheel.store.stops import history_of
from wheel.store.tables import OccurrenceChangeRow
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence


def move(database: Database, occurrence: str, to_day: date, viewer: Viewer = SECRETARY, reason: str = "") -> None:
    with database.writing() as session:
        move_occurrence(session, viewer, MoveOccurrence(occurrence, to_day, reason), MOMENT)


def cancel(database: Database, occurrence: str, reason: str = "Ingen sager", viewer: Viewer = SECRETARY) -> None:
    with database.writing() as session:
        cancel_occurrence(session, viewer, CancelOccurrence(occurrence, reason), MOMENT)


def history(database: Database) -> list[tuple[object, ...]]:
    with database.reading() as session:
        rows = session.scalars(select(OccurrenceChangeRow).order_by(OccurrenceChangeRow.id))
        return [(row.at, row.actor, row.action, row.from_day, row.to_day, row.reason) for row in rows]


def test_a_moved_meeting_keeps_its_id_its_slot_and_its_agenda(database: Database) -> None:
    plan = set_up(database)
    place(database, plan.meetings[0], "Budgetopfølgning", "Mødeplan")
    before = occurrence_now(database, plan.meetings[0])
    move(database, plan.meetings[0], date(2026, 12, 3), reason=" Lokalet er optaget ")
    after = occurrence_now(database, plan.meetings[0])
    assert (after.id, after.slot, after.start_time) == (before.id, before.slot, before.start_time)
    assert (after.span, after.is_moved) == (DateSpan.of_day(date(2026, 12, 3)), True)
    assert agenda(database, plan.meetings[0]) == [(1, "Budgetopfølgning"), (2, "Mødeplan")]
    assert history(database) == [
        (MOMENT.at, "Sekretariatet", "moved", DAYS[0], date(2026, 12, 3), "Lokalet er optaget")
    ]


def test_its_items_say_the_new_day(database: Database) -> None:
    plan = set_up(database)
    (stop,) = place(database, plan.meetings[0], "Budgetopfølgning")
    move(database, plan.meetings[0], date(2026, 12, 3))
    assert stop_now(database, stop).meeting_day == date(2026, 12, 3)


def test_moved_back_is_not_moved_and_the_way_there_and_back_is_kept(database: Database) -> None:
    plan = set_up(database)
    before = planned_as(database, plan.meetings[0])
    move(database, plan.meetings[0], date(2026, 12, 3))
    move(database, plan.meetings[0], DAYS[0])
    assert planned_as(database, plan.meetings[0]) == before
    assert occurrence_now(database, plan.meetings[0]).version == 3
    assert [line[3:5] for line in history(database)] == [(DAYS[0], date(2026, 12, 3)), (date(2026, 12, 3), DAYS[0])]


def test_what_takes_several_days_keeps_its_length_over_new_year(database: Database) -> None:
    plan = set_up(database)
    with database.writing() as session:
        add_occurrences(session, plan.series, DateSpan(date(2026, 12, 14), date(2026, 12, 17)))
        long = next(one for one in all_occurrences(session) if one.span.start == date(2026, 12, 14))
    move(database, long.id, date(2026, 12, 30))
    assert occurrence_now(database, long.id).span == DateSpan(date(2026, 12, 30), date(2027, 1, 2))


def test_two_meetings_may_end_up_on_one_day(database: Database) -> None:
    plan = set_up(database)
    move(database, plan.meetings[0], DAYS[1])
    assert occurrence_now(database, plan.meetings[0]).span == occurrence_now(database, plan.meetings[1]).span


def test_a_cancelled_meeting_sends_its_items_to_the_awaiting_list_with_the_reason(database: Database) -> None:
    plan = set_up(database)
    first, second = place(database, plan.meetings[0], "Budgetopfølgning", "Mødeplan", reason="")
    place(database, plan.meetings[1], "Andetsteds")
    cancel(database, plan.meetings[0], " For få sager ")
    meeting = occurrence_now(database, plan.meetings[0])
    assert (meeting.status, meeting.because, meeting.item_count) == (Status.CANCELLED, "For få sager", 0)
    assert agenda(database, plan.meetings[0]) == []
    assert awaiting(database) == ["Budgetopfølgning", "Mødeplan"]
    assert agenda(database, plan.meetings[1]) == [(1, "Andetsteds")]
    for position, stop_id in enumerate((first, second), start=1):
        stop = stop_now(database, stop_id)
        assert (stop.state, stop.reason, stop.version) == (StopState.AWAITING, "For få sager", 2)
        assert (stop.meeting_id, stop.position, stop.since) == (None, None, TODAY)
        with database.reading() as session:
            added, cancelled = history_of(session, stop_id)
        assert added.action is Action.ADDED
        assert replace(cancelled, id=0) == StopChange(
            *(MOMENT.at, "Sekretariatet", Action.CANCELLED, DAYS[0], None, position, None, "For få sager"),
            state=StopState.AWAITING,
        )
    assert history(database) == [(MOMENT.at, "Sekretariatet", "cancelled", DAYS[0], None, "For få sager")]


def test_what_does_not_take_place_takes_nothing_along(database: Database) -> None:
    """A stop that was withdrawn or postponed before is none of the meeting's."""
    plan = set_up(database)
    place(database, None, "Ventede allerede", reason="Høring")
    cancel(database, plan.meetings[0])
    assert awaiting(database) == ["Ventede allerede"]


def cancelled(database: Database, meeting: str) -> str:
    cancel(database, meeting)
    return meeting


def blocked(database: Database, series: str) -> str:
    with database.writing() as session:
        add_occurrences(session, series, DateSpan.of_day(date(2026, 12, 22)), blocked="Juleferie")
        return next(one.id for one in all_occurrences(session) if one.status is Status.BLOCKED)


@pytest.mark.parametrize("kind", ["cancelled", "blocked"])
def test_what_does_not_take_place_can_be_neither_moved_nor_cancelled(database: Database, kind: str) -> None:
    plan = set_up(database)
    gone = cancelled(database, plan.meetings[0]) if kind == "cancelled" else blocked(database, plan.series)
    before, lines = occurrence_now(database, gone), history(database)
    with pytest.raises(RefusedError, match="What does not take place cannot be moved"):
        move(database, gone, date(2026, 12, 3))
    with pytest.raises(RefusedError, match="It does not take place already"):
        cancel(database, gone)
    assert occurrence_now(database, gone) == before
    assert history(database) == lines


@pytest.mark.parametrize(
    ("to_day", "kind", "words"),
    [
        (DAYS[0], RefusedError, "It is on that day already."),
        (date(1949, 12, 31), InvalidInputError, "Choose a year from 1950 to 2090."),
        (date(2091, 1, 1), InvalidInputError, "Choose a year from 1950 to 2090."),
    ],
)
def test_a_move_that_is_none_is_refused(database: Database, to_day: date, kind: type[WheelError], words: str) -> None:
    plan = set_up(database)
    with pytest.raises(kind) as refusal:
        move(database, plan.meetings[0], to_day)
    assert str(refusal.value) == words
    assert history(database) == []


def test_a_meeting_is_cancelled_with_a_reason_only(database: Database) -> None:
    plan = set_up(database)
    for reason in ("", "  ", "x" * 1001):
        with pytest.raises(InvalidInputError) as refusal:
            cancel(database, plan.meetings[0], reason)
        assert refusal.value.field == "reason"
    assert occurrence_now(database, plan.meetings[0]).status is Status.PLANNED


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_secretaries_move_and_cancel(database: Database, viewer: Viewer) -> None:
    plan = set_up(database)
    with pytest.raises(ForbiddenError):
        move(database, plan.meetings[0], TODAY + timedelta(days=30), viewer)
    with pytest.raises(ForbiddenError):
        cancel(database, plan.meetings[0], viewer=viewer)
    assert history(database) == []


def test_what_is_not_there_can_be_neither_moved_nor_cancelled(database: Database) -> None:
    set_up(database)
    for change in (lambda: move(database, "nosuchid", TODAY), lambda: cancel(database, "nosuchid")):
        with pytest.raises(NotFoundError, match="There is no such event"):
            change()
