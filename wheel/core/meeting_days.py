"""Who meets when: the year's meetings by body and day, and which of them the same people cannot both attend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time

from wheel.core.occurrences import Occurrence, Status
from wheel.core.plan import Body
from wheel.core.slots import Precision


class MeetingDays:
    """The meetings that take place on known days.

    Only meetings clash: a reading marks what a meeting decides, a dialogue is mostly part of one, and both fall on
    their body's meeting on purpose.
    """

    def __init__(self, occurrences: Iterable[Occurrence], bodies: Mapping[str, Body]) -> None:
        self._sharing = _sharing(bodies)
        self._meetings: defaultdict[tuple[str, date], list[Occurrence]] = defaultdict(list)
        for occurrence in occurrences:
            if occurrence.body is not None and _can_clash(occurrence):
                for day in occurrence.span.days():
                    self._meetings[occurrence.body, day].append(occurrence)

    def clashing_with(self, meeting: Occurrence) -> tuple[Occurrence, ...]:
        """The other meetings of its body, or of bodies that share members with it, that overlap it; sorted."""
        found = {other.id: other for other in self._clashing(meeting)}
        return tuple(sorted(found.values(), key=lambda other: (other.span, other.id)))

    def is_clashing(self, meeting: Occurrence) -> bool:
        return any(True for _ in self._clashing(meeting))

    def _clashing(self, meeting: Occurrence) -> Iterator[Occurrence]:
        if meeting.body is None or not _can_clash(meeting):
            return
        for body in (meeting.body, *self._sharing.get(meeting.body, ())):
            for day in meeting.span.days():
                for other in self._meetings.get((body, day), ()):
                    if other.id != meeting.id and _overlap(meeting, other):
                        yield other


def _can_clash(occurrence: Occurrence) -> bool:
    takes_place = occurrence.status is Status.PLANNED
    return takes_place and occurrence.has_agenda and occurrence.precision is Precision.EXACT


def _sharing(bodies: Mapping[str, Body]) -> dict[str, set[str]]:
    """By body, those that it shares members with, whichever of the two says so."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, body in bodies.items():
        for other in body.shares_members_with - {name}:
            found[name].add(other)
            found[other].add(name)
    return dict(found)


def _overlap(meeting: Occurrence, other: Occurrence) -> bool:
    return _begins(meeting) < _ends(other) and _begins(other) < _ends(meeting)


def _begins(meeting: Occurrence) -> tuple[date, time]:
    return meeting.span.start, meeting.start_time or time.min


def _ends(meeting: Occurrence) -> tuple[date, time]:
    """When it ends; where nobody has said so, or it runs past midnight, at the end of its last day."""
    ends = (meeting.span.last, meeting.end_time or time.max)
    return ends if ends > _begins(meeting) else (meeting.span.last, time.max)
