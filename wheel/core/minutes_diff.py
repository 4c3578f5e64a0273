"""Compares minutes with the plan, both ways: what they say and it lacks, and what it has and they lack."""

from __future__ import annotations

from wheel.core.minutes_checklist import Checklist, HintKind, Lack, LackKind, PlanBeside
from wheel.core.minutes_draft import Draft
from wheel.core.minutes_findings import Finding, FindingKind, ReadMinutes
from wheel.core.minutes_forward import propose_forward
from wheel.core.minutes_matching import resembles
from wheel.core.minutes_points import propose_points
from wheel.core.occurrences import Occurrence, Status
from wheel.core.stops import StopState


def compare(read: ReadMinutes, plan: PlanBeside) -> Checklist:
    """The checklist; the same minutes and plan always give the same, with the same keys."""
    draft = Draft(read, plan)
    propose_points(draft)
    propose_forward(draft)
    for finding in read.findings:
        _hint(draft, finding)
    hints = sorted(draft.hints, key=lambda hint: hint.line)
    return Checklist(tuple(draft.proposals), tuple(hints), tuple(_lacks(draft)), draft.known)


def _hint(draft: Draft, finding: Finding) -> None:
    if finding.kind is FindingKind.STANDING:
        draft.hint(HintKind.STANDING, finding)
    elif finding.kind is FindingKind.CANCELLED:
        found = _event_like(draft, finding)
        if found is not None and found.status is Status.PLANNED:
            draft.hint(HintKind.CANCELLED, finding, occurrence=found)
    elif finding.kind is FindingKind.MEETING and finding.day is not None and _event_like(draft, finding) is None:
        draft.hint(HintKind.EVENT, finding)


def _event_like(draft: Draft, finding: Finding) -> Occurrence | None:
    """What the plan has on that day that is called so, or is of the body that the sentence names."""
    body = draft.plan.bodies.get(finding.body)
    for event in draft.plan.events:
        if finding.day is None or not event.span.contains(finding.day):
            continue
        names = [event.title, event.body_name or ""]
        is_of_body = body is not None and event.body == body.short_name
        if is_of_body or any(name and resembles(finding.title or finding.words, name) for name in names):
            return event
    return None


def _lacks(draft: Draft) -> list[Lack]:
    """Only what the viewer may read: of a closed item nothing is said."""
    read, plan = draft.read, draft.plan
    known = draft.matched | {one.candidate.stop_id for one in draft.proposals if one.candidate}
    found = []
    if read.points:
        found += [Lack(LackKind.AT_MEETING, stop) for stop in plan.at_meeting if stop.id not in known and stop.title]
    days = [one.day for one in read.findings if one.kind is FindingKind.FORWARD and one.day]
    if not days:
        return found
    for meeting in plan.coming:
        if meeting.span.start <= max(days):
            stops = (stop for stop in plan.stops.get(meeting.id, ()) if stop.state is StopState.PLACED)
            found += [Lack(LackKind.COMING, stop) for stop in stops if stop.id not in known and stop.title]
    return found + [Lack(LackKind.WAITING, stop) for stop in plan.waiting if stop.id not in known and stop.title]
