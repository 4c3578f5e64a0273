"""Routes: through which bodies an item goes, in what order, and at which of their meetings it can be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Final

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Occurrence, Status
from wheel.core.plan import Body, BodyKind
from wheel.core.route_checks import Passage, Rules, after_its_deadline, misfits
from wheel.core.stops import Purpose
from wheel.errors import InvalidInputError

MOST_LEGS: Final = 40
MOST_LEAD_DAYS: Final = 60
LONGEST_CONDITION: Final = 200

Meetings = Mapping[str, Sequence[Occurrence]]
"""By a body's short name, its meetings by day."""


@dataclass(frozen=True)
class Leg:
    """One body on a route; those with the same `step` treat the item side by side.

    Steps count from 1; step 0 is side by side with where the item stands already. `body` is a short name, or None for
    every committee. `lead_days` working days must lie between the step before and this one. With a `condition` it waits
    until that is met, whatever meetings there are.
    """

    step: int
    body: str | None
    purpose: Purpose = Purpose.DISCUSSION
    lead_days: int = 0
    condition: str = ""


@dataclass(frozen=True)
class RouteTemplate:
    """A route that items often take, under its name."""

    id: str
    name: str
    legs: tuple[Leg, ...]
    version: int = 1


class Wait(StrEnum):
    """Why a leg got no meeting.

    NO_MEETING: the body has none in time. TOO_LATE: its next one comes after the last day asked for. BEHIND: something
    before it has no date. CONDITION: something must happen first.
    """

    NO_MEETING = "no_meeting"
    TOO_LATE = "too_late"
    BEHIND = "behind"
    CONDITION = "condition"


@dataclass(frozen=True)
class FoundDay:
    """A leg with the meeting that was found for it, or why none was."""

    leg: Leg
    meeting: Occurrence | None
    wait: Wait | None = None

    @property
    def passage(self) -> Passage:
        span = self.meeting.span if self.meeting else None
        leg = self.leg
        days = (span.start, span.last) if span else (None, None)
        return Passage(leg.body or "", leg.purpose, leg.step, leg.lead_days, *days)


@dataclass(frozen=True)
class Timetable:
    """What days are looked for among: the bodies' meetings, and the rules that they must keep.

    Nothing is placed at a meeting whose agenda had to be sent before `ready`, the day on which the item is handed in.
    `standing` is where the item stands already, in the same count of steps; `taken` are the meetings' ids.
    """

    meetings: Meetings
    rules: Rules
    ready: date
    standing: tuple[Passage, ...] = ()
    taken: frozenset[str] = frozenset()

    def open_meetings(self, body: str) -> Iterator[Occurrence]:
        for meeting in self.meetings.get(body, ()):
            takes_place = meeting.status is Status.PLANNED and meeting.has_agenda
            if takes_place and meeting.id not in self.taken and meeting.span.start >= self.ready:
                yield meeting

    def is_ready_for(self, meeting: Occurrence) -> bool:
        return not after_its_deadline(meeting.body or "", meeting.span.start, self.ready, self.rules)


def checked_route(legs: Sequence[Leg]) -> tuple[Leg, ...]:
    """The legs as they can be kept. Raises InvalidInputError naming the field of the leg to blame, counted from 0."""
    if not legs:
        raise InvalidInputError("Choose at least one body.", field="body-0")
    if len(legs) > MOST_LEGS:
        raise InvalidInputError("A route has at most %(count)s bodies.", field="body-0", count=MOST_LEGS)
    known = set[tuple[int, str | None]]()
    for number, leg in enumerate(legs):
        if (leg.step, leg.body) in known:
            raise InvalidInputError("The same body stands twice side by side.", field=f"body-{number}")
        known.add((leg.step, leg.body))
        if not 0 <= leg.lead_days <= MOST_LEAD_DAYS:
            raise InvalidInputError(
                "Write working days from 0 to %(count)s.", field=f"lead-{number}", count=MOST_LEAD_DAYS
            )
        if len(leg.condition) > LONGEST_CONDITION:
            raise InvalidInputError(
                "Write at most %(count)s characters.", field=f"condition-{number}", count=LONGEST_CONDITION
            )
    return tuple(replace(leg, condition=" ".join(leg.condition.split())) for leg in legs)


def with_committees(legs: Sequence[Leg], bodies: Iterable[Body], day: date) -> tuple[Leg, ...]:
    """The route with every committee that exists on that day in the place of "every committee".

    A committee that the route names by itself, as the finance committee that comes after the others, is not among them.
    Raises InvalidInputError where there is none.
    """
    named = {leg.body for leg in legs}
    span = DateSpan.of_day(day)
    committees = [
        body.short_name
        for body in bodies
        if body.kind is BodyKind.COMMITTEE and body.exists_on(span) and body.short_name not in named
    ]
    if None in named and not committees:
        raise InvalidInputError("There are no committees to send it to. Choose bodies by name.", field="body-0")
    return tuple(one for leg in legs for one in ([leg] if leg.body else [replace(leg, body=b) for b in committees]))


def find_days(
    legs: Sequence[Leg], timetable: Timetable, from_day: date, until: date | None = None
) -> tuple[FoundDay, ...]:
    """For each leg, by steps, the body's first meeting from `from_day` on that is late enough, and ends by `until`.

    Late enough is after what comes before it, by the rules of `core/route_checks.py`. What has no such meeting waits,
    and so does all that comes after it.
    """
    found: list[FoundDay] = []
    for _step, side_by_side in _by_step(legs):
        is_behind = any(one.meeting is None for one in found)
        before = _passages(timetable, found)
        found += [
            FoundDay(leg, None, Wait.BEHIND)
            if is_behind and not leg.condition
            else _first_day(leg, before, timetable, from_day, until)
            for leg in side_by_side
        ]
    return tuple(found)


def find_days_back(legs: Sequence[Leg], timetable: Timetable, target: Occurrence) -> tuple[FoundDay, ...]:
    """The last step at `target`, and for each leg before it the body's last meeting that is early enough; by steps.

    Other bodies of the last step treat it on the same day at the latest. What has no such meeting waits. Raises
    InvalidInputError unless the target is a meeting of a body of the last step.
    """
    if target.body not in {leg.body for leg in legs if leg.step == max(one.step for one in legs)}:
        raise InvalidInputError("Choose a meeting of the body that the route ends in.", field="target")
    found: list[FoundDay] = []
    for _step, side_by_side in reversed(_by_step(legs)):
        after = [one.passage for one in found]
        found[:0] = [_last_day(leg, after, timetable, target) for leg in side_by_side]
    return tuple(found)


def find_days_again(moving: Sequence[FoundDay], timetable: Timetable) -> tuple[FoundDay, ...]:
    """Legs that have their meetings, by steps: each stays where it still fits, else goes to the next meeting that does.

    Nothing comes earlier than it was planned. What has no meeting yet is given its first one, unless something before
    it has none either. What no meeting is found for is given none.
    """
    found: list[FoundDay] = []
    for one in sorted(moving, key=lambda one: one.leg.step):
        before = _passages(timetable, found)
        if one.meeting is not None and _fits(one, before, timetable):
            found.append(one)
        elif one.meeting is None and any(other.day is None and other.step < one.leg.step for other in before):
            found.append(replace(one, wait=Wait.BEHIND))
        else:
            found.append(_first_day(one.leg, before, timetable, one.passage.day or timetable.ready, None))
    return tuple(found)


def _by_step(legs: Sequence[Leg]) -> list[tuple[int, list[Leg]]]:
    ordered = sorted(legs, key=lambda leg: leg.step)
    return [(step, list(group)) for step, group in groupby(ordered, key=lambda leg: leg.step)]


def _passages(timetable: Timetable, found: Collection[FoundDay]) -> tuple[Passage, ...]:
    return (*timetable.standing, *(one.passage for one in found))


def _first_day(
    leg: Leg, before: Sequence[Passage], timetable: Timetable, from_day: date, until: date | None
) -> FoundDay:
    if leg.condition:
        return FoundDay(leg, None, Wait.CONDITION)
    for meeting in timetable.open_meetings(leg.body or ""):
        one = FoundDay(leg, meeting)
        if meeting.span.start >= from_day and timetable.is_ready_for(meeting) and _fits(one, before, timetable):
            is_late = until is not None and meeting.span.last > until
            return FoundDay(leg, None, Wait.TOO_LATE) if is_late else one
    return FoundDay(leg, None, Wait.NO_MEETING)


def _last_day(leg: Leg, after: Sequence[Passage], timetable: Timetable, target: Occurrence) -> FoundDay:
    if leg.condition:
        return FoundDay(leg, None, Wait.CONDITION)
    if leg.body == target.body and not after:
        return FoundDay(leg, target)
    for meeting in reversed(list(timetable.open_meetings(leg.body or ""))):
        one = FoundDay(leg, meeting)
        is_early = meeting.span.last <= target.span.last and _leaves_time(one.passage, after, timetable.rules)
        if is_early and timetable.is_ready_for(meeting) and _fits(one, timetable.standing, timetable):
            return one
    return FoundDay(leg, None, Wait.NO_MEETING)


def _fits(one: FoundDay, before: Sequence[Passage], timetable: Timetable) -> bool:
    return not any(True for _ in misfits(one.passage, [other for other in before if other.day], timetable.rules))


def _leaves_time(passage: Passage, after: Iterable[Passage], rules: Rules) -> bool:
    return not any(True for later in after if later.day for _ in misfits(later, [passage], rules))
