"""The checklist of minutes while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from wheel.core.item_content import LONGEST, one_line
from wheel.core.look_again import LONGEST_WORDS, LookAgain, LookKind
from wheel.core.minutes_checklist import (
    AWAITING,
    Hint,
    HintKind,
    Note,
    NoteKind,
    PlanBeside,
    Proposal,
    ProposalKind,
)
from wheel.core.minutes_findings import AgendaPoint, Finding, ReadMinutes
from wheel.core.occurrences import Occurrence
from wheel.core.stops import Stop


@dataclass
class Draft:
    """The checklist while it is put together."""

    read: ReadMinutes
    plan: PlanBeside
    proposals: list[Proposal] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    matched: set[str] = field(default_factory=set)
    known: int = 0
    _keys: set[str] = field(default_factory=set)

    def propose(self, kind: ProposalKind, finding: Finding | AgendaPoint, title: str, **said: object) -> Proposal:
        """Add a proposal under a key that comes out the same when the same minutes and plan are compared again."""
        words = finding.words if isinstance(finding, Finding) else finding.title
        told = (kind, finding.line, title, words, said.get("stop_id"), said.get("to"))
        key = sha256(repr(told).encode()).hexdigest()[:12]
        while key in self._keys:
            key = sha256(key.encode()).hexdigest()[:12]
        self._keys.add(key)
        proposal = Proposal(key, kind, one_line(title)[: LONGEST["title"]], words, finding.line, **said)  # type: ignore[arg-type]
        self.proposals.append(proposal)
        return proposal

    def hint(self, kind: HintKind, finding: Finding, body: str = "", occurrence: Occurrence | None = None) -> None:
        occurrence_id = occurrence.id if occurrence else None
        self.hints.append(Hint(kind, finding.words, finding.line, finding.title, finding.day, body, occurrence_id))


@dataclass
class Subject:
    """A point, and its item: the stop in the plan, or what ticking `maker` makes."""

    point: AgendaPoint
    stop: Stop | None
    maker: str
    is_certain: bool
    notes: tuple[Note, ...] = ()
    decided_by: str = ""

    @property
    def about(self) -> dict[str, object]:
        return {"point": self.point.number, "stop_id": self.stop.id if self.stop else None, "maker": self.maker}


def where_to(draft: Draft, finding: Finding, body: str) -> tuple[str, LookAgain | None, tuple[Note, ...]]:
    """The meeting on the day that the sentence names, or the next one; else awaiting, with when to look again."""
    plan = draft.plan
    meetings = plan.coming if body == plan.body.short_name else plan.next_meetings.get(body, ())
    meeting = plan.on(finding.day, meetings)
    if meeting is None and finding.day is None and finding.is_next_meeting:
        meeting = plan.following(body)
    if meeting is not None:
        return meeting.id, None, ()
    if finding.day is not None:
        return AWAITING, look_on(finding.day, plan), (Note(NoteKind.NO_MEETING, day=finding.day),)
    if finding.look_again is None and finding.is_next_meeting:
        return AWAITING, LookAgain(LookKind.MEETING, body=body), ()
    return AWAITING, look_again_of(finding, plan), ()


def look_on(day: date | None, plan: PlanBeside) -> LookAgain | None:
    """To look again on that day, unless it has passed: then it would be overdue from the start."""
    return LookAgain(LookKind.DAY, day) if day is not None and day >= plan.today else None


def look_again_of(finding: Finding, plan: PlanBeside) -> LookAgain | None:
    """When to look again, with a body's short name where the minutes write what it is called."""
    look = finding.look_again
    if look is None or look.kind is not LookKind.MEETING:
        return look
    body = plan.body if plan.body.goes_by(look.body or "") else plan.bodies.get(look.body or "")
    if body is not None:
        return replace(look, body=body.short_name)
    return LookAgain(LookKind.CONDITION, look.day, words=(look.words or look.body or finding.words)[:LONGEST_WORDS])
