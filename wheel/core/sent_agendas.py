"""Agendas as they were sent: how far a meeting's is, and what has changed since."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from hashlib import sha256

from wheel.core.meeting_agenda import Timetable


class AgendaState(StrEnum):
    """DRAFT: never sent. SENT: as it was sent last. REVISED: changed since then."""

    DRAFT = "draft"
    SENT = "sent"
    REVISED = "revised"


@dataclass(frozen=True)
class AgendaLine:
    """One item as an agenda names it. `title` and `starts` are None for whoever may not see a closed one."""

    stop: str
    number: int
    title: str | None
    minutes: int | None
    starts: time | None
    is_withdrawn: bool = False


@dataclass(frozen=True)
class SentAgenda:
    """An agenda that was sent; `number` counts from 1 within its meeting."""

    number: int
    at: datetime
    actor: str
    lines: tuple[AgendaLine, ...]


class ChangeKind(StrEnum):
    """How an item differs from what was sent. GONE is no longer on the agenda at all; BACK was withdrawn then."""

    ADDED = "added"
    GONE = "gone"
    WITHDRAWN = "withdrawn"
    BACK = "back"
    MOVED = "moved"
    RETITLED = "retitled"
    MINUTES = "minutes"
    CLOCK = "clock"


@dataclass(frozen=True)
class AgendaChange:
    """One difference. `line` is the item as it is now, or as it was where it is gone; `before` as it was sent."""

    kind: ChangeKind
    line: AgendaLine
    before: AgendaLine | None = None


def lines_of(agenda: Timetable) -> tuple[AgendaLine, ...]:
    """The agenda as it would be sent now."""
    return tuple(
        AgendaLine(
            stop=line.stop.id,
            number=line.number,
            title=line.stop.title,
            minutes=line.stop.minutes,
            starts=line.starts,
            is_withdrawn=line.is_withdrawn,
        )
        for line in agenda.lines
    )


def agenda_state(sent: Sequence[SentAgenda], now: Sequence[AgendaLine]) -> AgendaState:
    if not sent:
        return AgendaState.DRAFT
    return AgendaState.REVISED if agenda_changes(sent[-1].lines, now) else AgendaState.SENT


def mark_of(lines: Sequence[AgendaLine]) -> str:
    """A short word for an agenda as somebody sees it, to notice that it has changed since; 32 hexadecimal digits."""
    return sha256(repr(tuple(lines)).encode()).hexdigest()[:32]


def agenda_changes(before: Sequence[AgendaLine], after: Sequence[AgendaLine]) -> tuple[AgendaChange, ...]:
    """What differs, in the order of the agenda as it is now; what is gone comes last.

    An item whose number alone is another, since something was added or taken away above it, has not been moved.
    """
    then = {line.stop: line for line in before}
    now = {line.stop for line in after}
    moved = _moved([line.stop for line in before if line.stop in now], [one.stop for one in after if one.stop in then])
    found: list[AgendaChange] = []
    for line in after:
        found += _changes(then.get(line.stop), line, line.stop in moved)
    gone = [AgendaChange(ChangeKind.GONE, line, line) for line in before if line.stop not in now]
    return (*found, *gone)


def _changes(before: AgendaLine | None, after: AgendaLine, is_moved: bool) -> list[AgendaChange]:
    if before is None:
        return [AgendaChange(ChangeKind.ADDED, after)]
    if before.is_withdrawn != after.is_withdrawn:
        kind = ChangeKind.WITHDRAWN if after.is_withdrawn else ChangeKind.BACK
        return [AgendaChange(kind, after, before)]
    differs = {
        ChangeKind.MOVED: is_moved,
        ChangeKind.RETITLED: before.title != after.title,
        ChangeKind.MINUTES: before.minutes != after.minutes,
        ChangeKind.CLOCK: before.starts != after.starts,
    }
    return [AgendaChange(kind, after, before) for kind, it_does in differs.items() if it_does]


def _moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """As few items as can be, without which the others stand in the order they stood in: all but a longest run."""
    was_at = {stop: place for place, stop in enumerate(before)}
    ends: list[int] = []
    runs: list[list[str]] = []
    for stop in after:
        place = was_at[stop]
        length = bisect_left(ends, place)
        run = [*(runs[length - 1] if length else []), stop]
        ends[length : length + 1] = [place]
        runs[length : length + 1] = [run]
    return frozenset(after) - frozenset(runs[-1] if runs else ())
