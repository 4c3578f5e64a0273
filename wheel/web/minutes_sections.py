"""The checklist of minutes as its page lays it out: by point, by coming meeting, and what belongs to neither."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from wheel.core.minutes_checklist import (
    Hint,
    HintKind,
    Lack,
    LackKind,
    PlanBeside,
    Proposal,
    ProposalKind,
)
from wheel.core.occurrences import Occurrence, Status
from wheel.usecases.propose_from_minutes import MinutesProposals

MOST_CHOICES: Final = 26
"""Meetings that a line offers to choose from: half a year of weekly ones."""

MANY_LINES: Final = 80
"""With more lines than that, those that have found their meeting offer no other."""

_FROM_TABLE: Final = (ProposalKind.PLACE, ProposalKind.AWAIT, ProposalKind.HOLD)
_GOING: Final = (ProposalKind.POSTPONE, ProposalKind.CONTINUE, ProposalKind.SEND_ON, ProposalKind.PLACE)


@dataclass(frozen=True)
class Line:
    """A proposal, with the meetings it can go to instead (none: it can go nowhere else) and its present one."""

    proposal: Proposal
    choices: tuple[Occurrence, ...]
    meeting: Occurrence | None


@dataclass(frozen=True)
class Group:
    """The lines of one point, by its number and title, or of one day."""

    lines: tuple[Line, ...]
    number: str = ""
    title: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Sections:
    """`points` by point, `coming` by day, `waiting` without; then what is not ticked: lacks and hints, by kind."""

    points: tuple[Group, ...]
    coming: tuple[Group, ...]
    waiting: tuple[Line, ...]
    lacks: tuple[tuple[LackKind, tuple[Lack, ...]], ...]
    hints: tuple[tuple[HintKind, tuple[Hint, ...]], ...]
    certain: int


def sections_of(found: MinutesProposals) -> Sections:
    checklist = found.checklist
    lines = [_line(one, found.plan, len(checklist.proposals)) for one in checklist.proposals]
    return Sections(
        points=tuple(_by_point(line for line in lines if line.proposal.kind not in _FROM_TABLE)),
        coming=tuple(_by_day(line for line in lines if line.proposal.day)),
        waiting=tuple(line for line in lines if line.proposal.kind in _FROM_TABLE and not line.proposal.day),
        lacks=_kinds(checklist.lacks, LackKind),
        hints=_kinds(checklist.hints, HintKind),
        certain=sum(one.is_certain for one in checklist.proposals),
    )


def _line(proposal: Proposal, plan: PlanBeside, count: int) -> Line:
    meetings = plan.meetings if proposal.body == plan.body.short_name else plan.next_meetings.get(proposal.body, ())
    meeting = next((one for one in meetings if one.id == proposal.to), None)
    is_going = proposal.kind in _GOING or proposal.day is not None
    is_open = is_going and (count <= MANY_LINES or meeting is None)
    is_kept = proposal.body == plan.body.short_name or proposal.body in plan.keeps
    if not is_open or not is_kept:
        return Line(proposal, (), meeting)
    coming = plan.coming if proposal.body == plan.body.short_name else meetings
    held = [one for one in coming if one.status is Status.PLANNED]
    offered = held[:MOST_CHOICES] + [one for one in held[MOST_CHOICES:] if one is meeting]
    return Line(proposal, tuple(offered), meeting)


def _by_point(lines: Iterable[Line]) -> Iterable[Group]:
    found: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        found.setdefault((line.proposal.point, line.proposal.title), []).append(line)
    return [Group(tuple(own), number, title) for (number, title), own in found.items()]


def _by_day(lines: Iterable[Line]) -> Iterable[Group]:
    found: dict[date | None, list[Line]] = {}
    for line in lines:
        day = line.meeting.span.start if line.meeting else line.proposal.day
        found.setdefault(day, []).append(line)
    return [Group(tuple(own), day=day) for day, own in found.items()]


def _kinds(found: Iterable, kinds: Iterable) -> tuple:  # type: ignore[type-arg]
    groups = ((kind, tuple(one for one in found if one.kind is kind)) for kind in kinds)
    return tuple((kind, own) for kind, own in groups if own)
