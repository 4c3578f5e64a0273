"""What the stops of a route must keep to: one after the other, with time between, and in time for each agenda."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from wheel.core.calendar import Calendar
from wheel.core.dates import ONE_DAY, DateSpan
from wheel.core.deadlines import Notice, agenda_deadline
from wheel.core.look_again import LookKind
from wheel.core.relative import Offset, Unit
from wheel.core.stops import Purpose, Stop, StopState

BETWEEN_READINGS: Final = timedelta(days=6)
"""Act on Local Government (kommunestyrelsesloven), section 2(2): the council reads its bylaws (styrelsesvedtægt) twice,
at least 6 days apart. The Act gives no other number but the budget's three weeks (section 38), so six days are the
least for any case that one body reads twice; where more is asked, the step's lead days say so.
"""


class Misfit(StrEnum):
    """What is wrong with a stop's day.

    NOT_AFTER: what comes before it is not over by then. READINGS: too soon after the first reading. LEAD: too few
    working days between. DEADLINE: its agenda must be sent before that. UNDATED: what comes before it has no day.
    TOO_LATE: it comes after the day that the item is about.
    """

    NOT_AFTER = "not_after"
    READINGS = "readings"
    LEAD = "lead"
    DEADLINE = "deadline"
    UNDATED = "undated"
    TOO_LATE = "too_late"


@dataclass(frozen=True)
class Passage:
    """One stop of a journey as the rules see it. `day` is None while it waits; `last` is the meeting's last day.

    `is_settled`: it lies behind, or is under way, so that nothing is to be said of its own day. `stop` is its id, where
    it is one already.
    """

    body: str
    purpose: Purpose
    step: int
    lead_days: int = 0
    day: date | None = None
    last: date | None = None
    is_settled: bool = False
    stop: str = ""


@dataclass(frozen=True)
class Rules:
    """`notices` are by the bodies' short names; those that have none may be left out."""

    calendar: Calendar
    notices: Mapping[str, Notice | None]


@dataclass(frozen=True)
class Problem:
    """`passage` does not fit to `before`, another stop of the journey, if it is that.

    `limit` is the first day that would do; for DEADLINE the day on which its agenda must be sent; for TOO_LATE the last
    day that would do.
    """

    misfit: Misfit
    passage: Passage
    before: Passage | None = None
    limit: date | None = None


_GONE: Final = (StopState.WITHDRAWN, StopState.POSTPONED)


def passages_of(stops: Iterable[Stop], today: date) -> tuple[Passage, ...]:
    """The stops that a journey goes by: what was withdrawn, or goes on at another meeting, is not among them."""
    return tuple(_passage(stop, today) for stop in stops if stop.state not in _GONE)


def _passage(stop: Stop, today: date) -> Passage:
    is_to_come = stop.state is StopState.PLACED and stop.meeting_day is not None and stop.meeting_day > today
    return Passage(
        body=stop.body,
        purpose=stop.purpose or Purpose.DISCUSSION,
        step=stop.step,
        lead_days=stop.lead_days,
        day=stop.meeting_day,
        last=stop.meeting_day,
        is_settled=not is_to_come,
        stop=stop.id,
    )


def waits_for_a_day(stop: Stop) -> bool:
    """Whether a stop waits for nothing but a meeting: nobody said on which day, or after what, to look at it again."""
    is_open = stop.look_again is None or stop.look_again.kind is LookKind.MEETING
    return stop.state is StopState.AWAITING and is_open


def problems(passages: Sequence[Passage], rules: Rules, sub_date: date | None = None) -> tuple[Problem, ...]:
    """What is wrong with a journey, by its steps; `sub_date` is the day that the item is about.

    Of what waits itself, and of what is settled, nothing is said.
    """
    ordered = sorted(passages, key=lambda one: (one.step, one.day or date.max, one.body))
    found: list[Problem] = []
    for passage in ordered:
        if passage.day is None or passage.is_settled:
            continue
        found.extend(misfits(passage, ordered, rules))
        if sub_date is not None and passage.day > sub_date:
            found.append(Problem(Misfit.TOO_LATE, passage, None, sub_date))
    return tuple(found)


def misfits(passage: Passage, others: Iterable[Passage], rules: Rules) -> Iterator[Problem]:
    """What is wrong with a passage that has a day, towards those of `others` that come before it."""
    before = [other for other in others if other.step < passage.step]
    undated = [other for other in before if other.day is None]
    if undated:
        yield Problem(Misfit.UNDATED, passage, max(undated, key=lambda other: other.step))
    dated = [other for other in before if other.last is not None]
    if dated and (problem := _after(passage, max(dated, key=_last), rules)):
        yield problem
        if problem.misfit is Misfit.NOT_AFTER:
            return
    yield from _readings(passage, dated)


def after_its_deadline(body: str, day: date, ready: date, rules: Rules) -> bool:
    """Whether the agenda of the body's meeting on `day` must be sent before `ready`."""
    deadline = _deadline(body, day, rules)
    return deadline is not None and deadline < ready


def first_day_after(last: date, lead_days: int, calendar: Calendar) -> date:
    """The first day after `last` with so many working days between the two."""
    if not lead_days:
        return last + ONE_DAY
    return Offset(lead_days, Unit.WORKING_DAYS, "after").day_from(DateSpan.of_day(last), calendar) + ONE_DAY


def _after(passage: Passage, before: Passage, rules: Rules) -> Problem | None:
    """The first thing that is wrong with a passage after the latest of those before it."""
    day, last = _day(passage), _last(before)
    earliest = first_day_after(last, passage.lead_days, rules.calendar)
    if day <= last:
        return Problem(Misfit.NOT_AFTER, passage, before, earliest)
    if day < earliest:
        return Problem(Misfit.LEAD, passage, before, earliest)
    if after_its_deadline(passage.body, day, last, rules):
        return Problem(Misfit.DEADLINE, passage, before, _deadline(passage.body, day, rules))
    return None


def _readings(passage: Passage, before: Iterable[Passage]) -> Iterator[Problem]:
    if passage.purpose is not Purpose.SECOND_READING:
        return
    is_first = Purpose.FIRST_READING
    firsts = [other for other in before if other.body == passage.body and other.purpose is is_first]
    if firsts:
        first = max(firsts, key=_last)
        earliest = _last(first) + BETWEEN_READINGS
        if _day(passage) < earliest:
            yield Problem(Misfit.READINGS, passage, first, earliest)


def _deadline(body: str, day: date, rules: Rules) -> date | None:
    notice = rules.notices.get(body)
    return agenda_deadline(day, notice, rules.calendar) if notice else None


def _day(passage: Passage) -> date:
    return passage.day or date.max


def _last(passage: Passage) -> date:
    return passage.last or date.min
