"""Conflicts of one occurrence with its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from conflict_years import BOARD, found_in, held_on, span_of

from wheel.core.conflicts import Conflict, ConflictKind, Suggestion, WayOut
from wheel.core.deadlines import DaysBefore, Notice, WeekdayBefore, WorkingDaysBefore
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import Body
from wheel.core.slots import Precision

ASCENSION, DAY_AFTER_ASCENSION = date(2026, 5, 14), date(2026, 5, 15)


def move(occurrence: str, day: date) -> Suggestion:
    return Suggestion(WayOut.MOVE, occurrence, day=day)


@pytest.mark.parametrize(
    ("occurrence", "day", "because", "moved_to", "reason"),
    [
        (held_on(ASCENSION), ASCENSION, "Kristi himmelfartsdag", date(2026, 5, 13), "a public holiday"),
        (held_on(DAY_AFTER_ASCENSION), DAY_AFTER_ASCENSION, "Lukkedag", date(2026, 5, 13), "Monday is a day further"),
        (held_on(date(2026, 6, 5)), date(2026, 6, 5), "Grundlovsdag", date(2026, 6, 4), "an observance; earlier first"),
        (held_on(date(2026, 5, 1)), date(2026, 5, 1), "Arbejdernes kampdag", date(2026, 4, 30), "another observance"),
        (held_on(date(2026, 12, 31)), date(2026, 12, 31), "Nytårsaften", date(2026, 12, 30), "the year's last day"),
        (held_on(date(2026, 1, 1)), date(2026, 1, 1), "Nytårsdag", date(2026, 1, 2), "31 December is an observance"),
        (held_on(date(2026, 4, 6)), date(2026, 4, 6), "Anden påskedag", date(2026, 4, 7), "Easter Monday"),
        (held_on(date(2026, 9, 5)), date(2026, 9, 5), "", date(2026, 9, 4), "a mere Saturday has no name"),
        (held_on(date(2026, 9, 6), kind=Kind.READING), date(2026, 9, 6), "", date(2026, 9, 7), "a reading on a Sunday"),
        (held_on(date(2026, 9, 6), kind=Kind.DIALOGUE), date(2026, 9, 6), "", date(2026, 9, 7), "so is a dialogue"),
        (held_on(date(2026, 12, 26)), date(2026, 12, 26), "Anden juledag", date(2026, 12, 28), "a named Saturday"),
        (
            held_on(date(2026, 5, 12), ASCENSION, kind=Kind.EVENT),
            ASCENSION,
            "Kristi himmelfartsdag",
            date(2026, 5, 11),
            "an event of three days whose last is a holiday",
        ),
        (
            held_on(date(2026, 5, 23), date(2026, 5, 24), kind=Kind.EVENT, body=None),
            date(2026, 5, 24),
            "Pinsedag",
            date(2026, 5, 21),
            "a weekend's seminar, at Whitsun",
        ),
        (
            held_on(date(2026, 12, 24), kind=Kind.DEADLINE),
            date(2026, 12, 24),
            "Juleaftensdag",
            date(2026, 12, 23),
            "a deadline",
        ),
        (
            held_on(date(2026, 4, 6), kind=Kind.DEADLINE),
            date(2026, 4, 6),
            "Anden påskedag",
            date(2026, 4, 1),
            "the day after Easter Monday would be too late",
        ),
    ],
)
def test_what_falls_on_a_day_off_is_to_be_moved(
    occurrence: Occurrence, day: date, because: str, moved_to: date, reason: str
) -> None:
    conflict = Conflict(
        ConflictKind.ON_CLOSED_DAY,
        (occurrence.series_id,),
        (occurrence.id,),
        day,
        because,
        suggestion=move(occurrence.id, moved_to),
    )
    assert found_in(occurrence) == (conflict,)


@pytest.mark.parametrize(
    ("occurrence", "reason"),
    [
        (held_on(date(2026, 9, 2)), "an ordinary Wednesday"),
        (held_on(date(2026, 7, 15)), "in the school holidays people work"),
        (held_on(date(2026, 8, 29), date(2026, 8, 30), kind=Kind.EVENT), "a council's seminar at a weekend"),
        (held_on(date(2026, 9, 5), kind=Kind.DEADLINE), "a deadline may be a Saturday"),
        (held_on(date(2026, 4, 1), date(2026, 6, 30), kind=Kind.PHASE), "a phase spans holidays"),
        (held_on(date(2026, 5, 11), date(2026, 5, 22), kind=Kind.ROUND), "so does a political round"),
        (held_on(date(2026, 5, 11), date(2026, 5, 16), kind=Kind.EVENT), "an event of more than a working week too"),
        (held_on(ASCENSION, precision=Precision.MONTH), "no day is known yet"),
        (held_on(ASCENSION, status=Status.CANCELLED), "it is not held"),
        (held_on(ASCENSION, status=Status.BLOCKED), "it never was"),
        (held_on(date(2027, 1, 1)), "next year's conflict"),
    ],
)
def test_what_may_be_on_its_day_is_no_conflict(occurrence: Occurrence, reason: str) -> None:
    assert found_in(occurrence) == ()


def test_it_is_not_moved_onto_a_meeting_of_the_same_people() -> None:
    day_before = held_on(date(2026, 5, 13))
    (conflict,) = found_in(held_on(ASCENSION), day_before)
    assert conflict.suggestion == move("2026-05-14", date(2026, 5, 12))
    cancelled = replace(day_before, status=Status.CANCELLED)
    (conflict,) = found_in(held_on(ASCENSION), cancelled)
    assert conflict.suggestion == move("2026-05-14", date(2026, 5, 13))


def test_it_is_not_moved_to_a_day_on_which_its_body_does_not_exist() -> None:
    (conflict,) = found_in(held_on(ASCENSION), bodies=[replace(BOARD, valid_from=ASCENSION)])
    assert conflict.suggestion == move("2026-05-14", date(2026, 5, 18))


def test_where_no_day_will_do_nothing_is_suggested() -> None:
    """A meeting of a week, weekend included, is on a day off wherever it is."""
    (conflict,) = found_in(held_on(date(2026, 9, 7), date(2026, 9, 13)))
    assert (conflict.kind, conflict.suggestion) == (ConflictKind.ON_CLOSED_DAY, None)


def with_notice(notice: Notice) -> list[Body]:
    return [replace(BOARD, notice=notice)]


@pytest.mark.parametrize(
    ("meeting", "notice", "deadline", "because", "send_by", "reason"),
    [
        (date(2026, 4, 8), WeekdayBefore(5), date(2026, 4, 3), "Langfredag", date(2026, 4, 1), "before Good Friday"),
        (date(2026, 9, 7), DaysBefore(2), date(2026, 9, 5), "", date(2026, 9, 4), "a Saturday"),
        (date(2026, 6, 8), WorkingDaysBefore(1), date(2026, 6, 5), "Grundlovsdag", date(2026, 6, 4), "an observance"),
        (date(2026, 5, 20), WeekdayBefore(5), DAY_AFTER_ASCENSION, "Lukkedag", date(2026, 5, 13), "two days off"),
        (date(2026, 1, 6), DaysBefore(6), date(2025, 12, 31), "Nytårsaften", date(2025, 12, 30), "in the year before"),
    ],
)
def test_an_agenda_that_would_go_out_on_a_day_off_goes_the_working_day_before(
    meeting: date, notice: Notice, deadline: date, because: str, send_by: date, reason: str
) -> None:
    send = Suggestion(WayOut.SEND, str(meeting), day=send_by)
    conflict = Conflict(
        ConflictKind.DEADLINE_CLOSED, ("board-meetings",), (str(meeting),), deadline, because, suggestion=send
    )
    assert found_in(held_on(meeting), bodies=with_notice(notice)) == (conflict,)


@pytest.mark.parametrize(
    ("occurrence", "notice", "reason"),
    [
        (held_on(date(2026, 9, 9)), WeekdayBefore(5), "an ordinary Friday"),
        (held_on(date(2026, 4, 8)), WorkingDaysBefore(4), "Easter does not count"),
        (held_on(date(2026, 4, 8), kind=Kind.READING), WeekdayBefore(5), "a reading has no agenda of its own"),
        (held_on(date(2026, 4, 8), precision=Precision.WEEK), WeekdayBefore(5), "nobody knows its day"),
        (held_on(date(2026, 4, 8), status=Status.CANCELLED), WeekdayBefore(5), "no agenda goes out"),
        (held_on(date(2026, 4, 8), body="unknown"), WeekdayBefore(5), "nobody knows when its agenda goes out"),
    ],
)
def test_other_agendas_go_out_on_a_working_day(occurrence: Occurrence, notice: Notice, reason: str) -> None:
    assert found_in(occurrence, bodies=with_notice(notice)) == ()


BEGINS, ENDS = date(2026, 3, 1), date(2026, 7, 1)
FOR_A_WHILE = [replace(BOARD, valid_from=BEGINS, valid_until=ENDS)]


def cancel(occurrence: str) -> Suggestion:
    return Suggestion(WayOut.CANCEL, occurrence)


CLOSE = Suggestion(WayOut.CLOSE, series="board-meetings", day=ENDS)
LAST_DAY = span_of(date(2026, 6, 30))


@pytest.mark.parametrize(
    ("occurrence", "day", "suggestion", "reason"),
    [
        (held_on(date(2026, 2, 25)), date(2026, 2, 25), move("2026-02-25", date(2026, 3, 2)), "1 March is a Sunday"),
        (
            held_on(date(2026, 2, 27), date(2026, 3, 2), kind=Kind.EVENT),
            date(2026, 2, 27),
            move("2026-02-27", date(2026, 3, 2)),
            "begins too early",
        ),
        (held_on(ENDS), ENDS, CLOSE, "the first day on which it no longer exists"),
        (
            held_on(ENDS, slot=LAST_DAY, is_moved=True),
            ENDS,
            move("2026-07-01", date(2026, 6, 30)),
            "closing would not take it: its slot is in time",
        ),
        (
            held_on(date(2026, 6, 30), date(2026, 7, 1)),
            ENDS,
            move("2026-06-30", date(2026, 6, 29)),
            "ends too late",
        ),
        (held_on(date(2026, 8, 12), is_extra=True), date(2026, 8, 12), cancel("2026-08-12"), "planning keeps extras"),
        (held_on(date(2026, 8, 12), item_count=1), date(2026, 8, 12), cancel("2026-08-12"), "and what has items"),
        (
            held_on(date(2026, 1, 5), date(2026, 1, 18), precision=Precision.WEEK),
            date(2026, 1, 5),
            cancel("2026-01-05"),
            "an imprecise one has no day to move",
        ),
        (held_on(ENDS, date(2026, 9, 30), kind=Kind.PHASE), ENDS, CLOSE, "a phase after the end"),
        (
            held_on(date(2026, 6, 1), date(2026, 8, 31), kind=Kind.PHASE),
            ENDS,
            cancel("2026-06-01"),
            "too long for any other days",
        ),
    ],
)
def test_what_lies_outside_its_bodys_days_is_moved_into_them_or_goes(
    occurrence: Occurrence, day: date, suggestion: Suggestion, reason: str
) -> None:
    conflict = Conflict(
        ConflictKind.OUTSIDE_BODY, (occurrence.series_id,), (occurrence.id,), day, suggestion=suggestion
    )
    assert found_in(occurrence, bodies=FOR_A_WHILE) == (conflict,)


@pytest.mark.parametrize(
    ("occurrence", "reason"),
    [
        (held_on(date(2026, 3, 2)), "just begun"),
        (held_on(date(2026, 6, 30)), "the last day"),
        (held_on(date(2026, 6, 1), date(2026, 8, 31), precision=Precision.SEASON), "it may well be held in June"),
        (held_on(date(2026, 8, 12), body=None), "nobody holds it"),
        (held_on(date(2026, 8, 12), status=Status.CANCELLED), "cancelled when the body was closed"),
    ],
)
def test_what_may_lie_within_its_bodys_days_is_no_conflict(occurrence: Occurrence, reason: str) -> None:
    assert found_in(occurrence, bodies=FOR_A_WHILE) == ()


def test_a_series_to_close_is_one_conflict_however_many_its_occurrences() -> None:
    conflicts = found_in(held_on(date(2026, 8, 12)), held_on(ENDS), bodies=FOR_A_WHILE)
    assert conflicts == (
        Conflict(ConflictKind.OUTSIDE_BODY, ("board-meetings",), ("2026-07-01", "2026-08-12"), ENDS, suggestion=CLOSE),
    )
