"""Clock times follow from the start of the meeting, the minutes of its items, and the times that are set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wheel.core.dates import DateSpan
from wheel.core.meeting_agenda import TimedStop, as_seen, timetable
from wheel.core.occurrences import Kind, Occurrence
from wheel.core.stops import Stop, StopState

DAY = DateSpan.of_day(date(2026, 12, 1))
MEETING = Occurrence(
    "m", "s", "Direktionsmøde", Kind.MEETING, "ledelse", DAY, DAY, start_time=time(9), end_time=time(11)
)


def a_stop(
    number: int, minutes: int | None, at: time | None = None, state: StopState = StopState.PLACED, title: str = "Sag"
) -> Stop:
    return Stop(
        *(f"stop{number}", title, False, "direktionen", state, 1), position=number, minutes=minutes, starts_at=at
    )


def clocks(*minutes: int | None, fixed: dict[int, time] | None = None, meeting: Occurrence = MEETING) -> list[str]:
    """The times of items of these minutes, as "9.00-9.20": open where the end is not known, "?" without a time."""
    return [words(line) for line in timetable(meeting, stops_of(minutes, fixed or {})).lines]


def stops_of(minutes: Sequence[int | None], fixed: dict[int, time]) -> list[Stop]:
    return [a_stop(number, each, fixed.get(number)) for number, each in enumerate(minutes, start=1)]


def words(line: TimedStop) -> str:
    told = [f"{at.hour}.{at.minute:02d}" if at else "" for at in (line.starts, line.ends)]
    extra = f" pause {line.pause}" if line.pause else f" over {line.overrun}" if line.overrun else ""
    return ("-".join(told) if line.starts else "?") + extra


NO_START = replace(MEETING, start_time=None, end_time=None)
LATE = replace(MEETING, start_time=time(23), end_time=time(23, 30))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(clocks(), [], id="an empty agenda has no times"),
        pytest.param(clocks(20, 40), ["9.00-9.20", "9.20-10.00"], id="one item follows the other"),
        pytest.param(clocks(20, None, 5), ["9.00-9.20", "9.20-", "?"], id="without minutes the rest is not known"),
        pytest.param(
            clocks(None, 15, 10, fixed={2: time(10)}),
            ["9.00-", "10.00-10.15", "10.15-10.25"],
            id="until the next time that is set",
        ),
        pytest.param(
            clocks(20, 15, fixed={2: time(10)}),
            ["9.00-9.20", "10.00-10.15 pause 40"],
            id="what is free before a time that is set is a pause",
        ),
        pytest.param(
            clocks(50, 10, fixed={2: time(9, 30)}),
            ["9.00-9.50", "9.30-9.40 over 20"],
            id="what comes before runs over a time that is set",
        ),
        pytest.param(
            clocks(10, fixed={1: time(8, 45)}), ["8.45-8.55 over 15"], id="nothing begins before the meeting does"
        ),
        pytest.param(
            clocks(None, 10, fixed={2: time(8)}),
            ["9.00-", "8.00-8.10 over 60"],
            id="nor before an item whose end is not known has begun",
        ),
        pytest.param(clocks(10, 10, meeting=NO_START), ["?", "?"], id="without a start no time is known"),
        pytest.param(
            clocks(10, 10, 10, meeting=NO_START, fixed={2: time(13)}),
            ["?", "13.00-13.10", "13.10-13.20"],
            id="but from the first one that is set",
        ),
        pytest.param(clocks(60, 10, meeting=LATE), ["23.00-", "?"], id="past midnight no time is told"),
        pytest.param(clocks(0, 10), ["9.00-9.00", "9.00-9.10"], id="an item may take no time at all"),
    ],
)
def test_each_item_has_the_time_that_follows(found: list[str], expected: list[str]) -> None:
    assert found == expected


def test_what_was_withdrawn_keeps_its_number_and_takes_no_time() -> None:
    agenda = timetable(MEETING, [a_stop(1, 20), a_stop(2, 30, time(10, 30), StopState.WITHDRAWN), a_stop(3, 10)])
    assert [(line.number, words(line)) for line in agenda.lines] == [(1, "9.00-9.20"), (2, "?"), (3, "9.20-9.30")]
    assert agenda.planned == 30


HIDDEN = Stop("stop2", None, True, "direktionen", StopState.PLACED, 0, position=2, minutes=30)


@pytest.mark.parametrize(("state", "next_begins"), [(StopState.PLACED, time(10)), (StopState.WITHDRAWN, time(9, 20))])
def test_a_hidden_item_says_nothing_of_when_and_what_follows_has_its_right_time(
    state: StopState, next_begins: time
) -> None:
    first, last = a_stop(1, 20), a_stop(3, 10)
    whole = timetable(MEETING, [first, a_stop(2, 30, time(9, 30), state), last])
    seen = as_seen(whole, [first, HIDDEN, last])
    assert seen.lines == (whole.lines[0], TimedStop(HIDDEN, 2), whole.lines[2])
    assert seen.lines[2].starts == next_begins
    assert not seen.lines[1].is_withdrawn


@pytest.mark.parametrize(
    ("minutes", "fixed", "over"),
    [
        pytest.param((60, 60), {}, 0, id="just full"),
        pytest.param((60, 75), {}, 15, id="too much"),
        pytest.param((20, 30), {2: time(10, 45)}, 15, id="a pause is time that the meeting has not got"),
        pytest.param((None, 200), {}, 80, id="what is known counts"),
        pytest.param((), {}, 0, id="nothing on it"),
    ],
)
def test_a_meeting_that_is_too_short_is_found(minutes: tuple[int, ...], fixed: dict[int, time], over: int) -> None:
    agenda = timetable(MEETING, stops_of(minutes, fixed))
    assert (agenda.over, agenda.is_over, agenda.available) == (over, over > 0, 120)


def test_a_meeting_without_an_end_is_never_too_short() -> None:
    agenda = timetable(replace(MEETING, end_time=None), [a_stop(1, 600)])
    assert (agenda.over, agenda.available) == (0, None)


clock_times = some.times(max_value=time(18)).map(lambda at: at.replace(second=0, microsecond=0))
some_states = some.sampled_from([StopState.PLACED, StopState.TREATED, StopState.POSTPONED, StopState.WITHDRAWN])
any_stops = some.lists(
    some.tuples(some.none() | some.integers(0, 90), some_states, some.none() | clock_times), max_size=12
)


@given(any_stops)
def test_times_never_go_backwards_unless_it_is_said(
    drawn: list[tuple[int | None, StopState, time | None]],
) -> None:
    stops = [a_stop(number, minutes, at, state) for number, (minutes, state, at) in enumerate(drawn, start=1)]
    agenda = timetable(MEETING, stops)
    assert [line.number for line in agenda.lines] == list(range(1, len(stops) + 1))
    timed = [line for line in agenda.lines if line.starts]
    for before, after in pairwise(timed):
        assert (before.starts or time()) <= (after.starts or time()) or after.overrun
    for line in timed:
        assert not (line.pause and line.overrun)
        assert line.stop.starts_at in {None, line.starts}
    assert agenda.planned == sum(line.stop.minutes or 0 for line in agenda.lines if not line.is_withdrawn)
