"""One meeting's agenda in order: its numbers, and the clock times that follow from its start and its minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Final

from wheel.core.forward_rows import length_in_minutes
from wheel.core.occurrences import Occurrence
from wheel.core.stops import Stop, StopState

_DAY: Final = 24 * 60
_DECIDED: Final = frozenset({StopState.TREATED, StopState.POSTPONED, StopState.RESUMED})


@dataclass(frozen=True)
class TimedStop:
    """A stop at its time. `starts` is None where that is not known, `ends` also where it has no minutes.

    `pause` are the minutes that are free before its fixed time, and `overrun` those by which what comes before it
    runs over that; at most one of the two is more than 0.
    """

    stop: Stop
    number: int
    starts: time | None = None
    ends: time | None = None
    pause: int = 0
    overrun: int = 0

    @property
    def is_withdrawn(self) -> bool:
        return self.stop.state is StopState.WITHDRAWN


@dataclass(frozen=True)
class Timetable:
    """`planned` are the minutes of the items, pauses not counted; `available` is None where no end is known.

    `over` are the minutes by which the meeting is too short, as far as the times are known.
    """

    lines: tuple[TimedStop, ...]
    planned: int
    available: int | None
    over: int

    @property
    def is_over(self) -> bool:
        return self.over > 0

    @property
    def is_written(self) -> bool:
        """Whether something that the meeting decided is written: then its agenda is what it was."""
        return is_written(line.stop for line in self.lines)


def is_written(stops: Iterable[Stop]) -> bool:
    """Whether something that their meeting decided is written."""
    return any(stop.state in _DECIDED for stop in stops)


def timetable(meeting: Occurrence, stops: Sequence[Stop]) -> Timetable:
    """The meeting's stops, which are in order, at their times; nothing of them may be hidden.

    A stop with a fixed time keeps that. What was withdrawn keeps its number and takes no time. After an item without
    minutes the time is not known until the next fixed one.
    """
    clock = _Clock(_minute(meeting.start_time) if meeting.start_time else None)
    lines = [_timed(stop, stop.position or number, clock) for number, stop in enumerate(stops, start=1)]
    planned = sum(line.stop.minutes or 0 for line in lines if not line.is_withdrawn)
    return Timetable(tuple(lines), planned, length_in_minutes(meeting), _over(meeting, planned, clock))


def as_seen(agenda: Timetable, stops: Sequence[Stop]) -> Timetable:
    """The same times round the stops as a viewer may see them: a closed item that is hidden says nothing of when.

    What comes after a hidden item begins when it does for everybody.
    """
    seen = {stop.id: stop for stop in stops}
    lines = (replace(line, stop=seen[line.stop.id]) for line in agenda.lines if line.stop.id in seen)
    shown = tuple(TimedStop(line.stop, line.number) if line.stop.title is None else line for line in lines)
    return replace(agenda, lines=shown)


@dataclass
class _Clock:
    """The minute of the day at which the next item can begin; where it `is_open`, that is only the earliest."""

    minute: int | None
    is_open: bool = False

    def reach(self, minute: int) -> tuple[int, int]:
        """Go on at a fixed minute: the free minutes before it, and those that are run over."""
        before, was_open = self.minute, self.is_open
        self.minute, self.is_open = minute, False
        if before is None:
            return 0, 0
        return 0 if was_open else max(0, minute - before), max(0, before - minute)

    def spend(self, minutes: int | None) -> None:
        if minutes is None:
            self.is_open = True
        elif self.minute is not None:
            self.minute += minutes

    @property
    def told(self) -> int | None:
        return None if self.is_open else self.minute


def _timed(stop: Stop, number: int, clock: _Clock) -> TimedStop:
    if stop.state is StopState.WITHDRAWN:
        return TimedStop(stop, number)
    pause, overrun = (0, 0) if stop.starts_at is None else clock.reach(_minute(stop.starts_at))
    starts = clock.told
    clock.spend(stop.minutes)
    return TimedStop(stop, number, _time(starts), _time(clock.told), pause, overrun)


def _over(meeting: Occurrence, planned: int, clock: _Clock) -> int:
    available = length_in_minutes(meeting)
    if available is None or meeting.end_time is None:
        return 0
    runs_past = 0 if clock.minute is None else clock.minute - _minute(meeting.end_time)
    return max(0, planned - available, runs_past)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minute: int | None) -> time | None:
    """The clock at that minute of the meeting's day; past midnight it is not told."""
    return time(minute // 60, minute % 60) if minute is not None and minute < _DAY else None
