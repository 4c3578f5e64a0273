"""A row of the forward agenda: its items in order, its week, and how full it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from wheel.core.dates import DateSpan
from wheel.core.forward_rows import forward_row
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.stops import Stop, StopState

BODY = "direktionen"
PLACED = Stop(
    "a", "APV for ledere", is_closed=False, body=BODY, state=StopState.PLACED, version=3, meeting_id="next", position=2
)


def a_meeting(**changes: object) -> Occurrence:
    span = DateSpan.of_day(date(2026, 12, 2))
    meeting = Occurrence("next", "series", "Direktionsmøde", Kind.MEETING, "direktion", span, span, body=BODY)
    return replace(meeting, **changes)  # type: ignore[arg-type]


NEXT = a_meeting()


@pytest.mark.parametrize(
    ("start", "end", "minutes", "available", "is_overfull", "reason"),
    [
        (time(9), time(12), [60, 120], 180, False, "just full"),
        (time(9), time(12), [60, 121], 180, True, "one minute too much"),
        (time(9, 50), time(11, 10), [], 80, False, "empty"),
        (time(9), None, [600], None, False, "nobody knows when it ends"),
        (None, None, [600], None, False, "nor when it starts"),
        (time(9), time(9), [600], None, False, "no length is no answer either"),
        (time(9), time(12), [None, 30], 180, False, "an item without minutes takes none"),
    ],
)
def test_a_row_of_the_forward_agenda_says_how_full_it_is(
    start: time, end: time | None, minutes: list[int | None], available: int | None, is_overfull: bool, reason: str
) -> None:
    stops = [replace(PLACED, position=place, minutes=taken) for place, taken in enumerate(minutes, start=1)]
    row = forward_row(a_meeting(start_time=start, end_time=end), stops[::-1])
    assert row.minutes_available == available, reason
    assert row.is_overfull is is_overfull, reason
    assert [stop.position for stop in row.stops] == list(range(1, len(stops) + 1)), reason
    assert row.minutes_used == sum(taken or 0 for taken in minutes), reason


def test_what_was_withdrawn_keeps_its_number_and_takes_no_time() -> None:
    gone = replace(PLACED, id="gone", state=StopState.WITHDRAWN, position=1, minutes=90)
    row = forward_row(NEXT, [replace(PLACED, minutes=30), gone])
    assert [stop.id for stop in row.stops] == ["gone", "a"]
    assert row.minutes_used == 30


def test_a_row_has_its_iso_week_and_says_when_it_is_blocked() -> None:
    new_year = a_meeting(span=DateSpan.of_day(date(2027, 1, 1)), status=Status.BLOCKED)
    row = forward_row(new_year, [])
    assert (row.week, row.is_blocked) == (53, True)
    assert not forward_row(NEXT, []).is_blocked
