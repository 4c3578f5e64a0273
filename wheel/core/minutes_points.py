"""Proposes what to take over from the points of minutes: onto the agenda of their own meeting, and on from there."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from wheel.core.agenda import LONGEST_DECISION
from wheel.core.folding import fold
from wheel.core.item_content import LONGEST, MOST_MINUTES, TEXT_FIELDS, one_line
from wheel.core.minutes_checklist import Candidate, Note, NoteKind, ProposalKind
from wheel.core.minutes_draft import Draft, Subject
from wheel.core.minutes_findings import AgendaPoint, Finding, FindingKind, ReadMinutes
from wheel.core.minutes_matching import candidate_for, is_same, resembles, stops_by_point
from wheel.core.minutes_onward import attach, follow_up, go_on, not_decided, propose_loose, send_on, withdraw
from wheel.core.stops import NewItem, Outcome, Stop, StopState

# Of several outcomes of one point, the one that says most stands first.
_STRONGEST: Final = (
    *(Outcome.NOT_APPROVED, Outcome.APPROVED_WITH_REMARKS, Outcome.ADOPTED, Outcome.APPROVED, Outcome.RECOMMENDED),
    *(Outcome.ACKNOWLEDGED, Outcome.NOTED, Outcome.DISCUSSED, Outcome.SENT_ON, Outcome.TREATED_BEFORE),
)
_DECIDED: Final = (StopState.TREATED, StopState.RESUMED)
_OF_POINTS: Final = {
    FindingKind.OUTCOME,
    FindingKind.POSTPONED,
    FindingKind.CONTINUED,
    FindingKind.RESUMED,
    FindingKind.WITHDRAWN,
    FindingKind.SENT_ON,
    FindingKind.FOLLOW_UP,
}


def propose_points(draft: Draft) -> None:
    """Propose what each point asks for, and hint at what belongs to none of them."""
    read = draft.read
    taken: set[int] = set()
    if draft.plan.meeting is not None and draft.plan.has_begun:
        stops = stops_by_point(read.points, draft.plan.at_meeting)
        draft.matched |= {stop.id for stop, _exact in stops.values()}
        for place, point in enumerate(read.points):
            own = [at for at, one in enumerate(read.findings) if at not in taken and _is_about(one, point, read)]
            taken.update(own)
            stop, is_exact = stops.get(place, (None, False))
            _propose_point(draft, point, stop, is_exact, [read.findings[at] for at in own])
    for at, finding in enumerate(read.findings):
        if at not in taken:
            propose_loose(draft, finding)


def _is_about(finding: Finding, point: AgendaPoint, read: ReadMinutes) -> bool:
    """Whether it is the point itself that the sentence is about. What somebody is to do belongs to any of its matters.

    A matter within a point that is postponed or left out is an item of its own.
    """
    if finding.kind not in _OF_POINTS or finding.point not in {point.number, point.within}:
        return False
    if not finding.title or is_same(finding.title, point.title):
        return True
    if finding.point != point.number:
        return resembles(finding.title, point.title)
    has_own_point = any(other.within == point.number and is_same(finding.title, other.title) for other in read.points)
    return not has_own_point and finding.kind in (FindingKind.OUTCOME, FindingKind.FOLLOW_UP, FindingKind.RESUMED)


def _propose_point(
    draft: Draft, point: AgendaPoint, stop: Stop | None, is_exact: bool, findings: list[Finding]
) -> None:
    subject = _subject(draft, point, stop, is_exact, findings)
    if subject is None:
        return
    by_kind = {kind: [one for one in findings if one.kind is kind] for kind in FindingKind}
    outcomes, again = by_kind[FindingKind.OUTCOME], by_kind[FindingKind.CONTINUED]
    put_off, withdrawn = by_kind[FindingKind.POSTPONED], by_kind[FindingKind.WITHDRAWN]
    if withdrawn:
        withdraw(draft, subject, withdrawn[0])
    elif put_off and not outcomes:
        go_on(draft, subject, put_off[0], ProposalKind.POSTPONE)
    else:
        _decide(draft, subject, findings)
        for finding in (*again, *put_off)[:1]:
            go_on(draft, subject, finding, ProposalKind.CONTINUE)
    for finding in _each_way(by_kind[FindingKind.SENT_ON], subject):
        send_on(draft, subject, finding)
    for finding in by_kind[FindingKind.FOLLOW_UP]:
        follow_up(draft, subject, finding)
    attach(draft, subject)


def _each_way(sent: list[Finding], subject: Subject) -> list[Finding]:
    """A body once for each day, what was decided first; without a day only where none is told."""
    found: dict[tuple[str, object], Finding] = {}
    for finding in sorted(sent, key=lambda one: (bool(not_decided(one, subject)), one.day is None)):
        is_told = any(body == finding.body for body, _day in found)
        if not is_told or (finding.day is not None and (finding.body, None) not in found):
            found.setdefault((finding.body, finding.day), finding)
    return sorted(found.values(), key=lambda one: one.line)


def _subject(
    draft: Draft, point: AgendaPoint, stop: Stop | None, is_exact: bool, findings: list[Finding]
) -> Subject | None:
    """The point's item; proposed to be added where the plan lacks it. None for what is nothing but its parts."""
    if stop is not None:
        notes = () if is_exact else (Note(NoteKind.SIMILAR, stop.title or ""),)
        return Subject(point, stop, "", is_exact, notes)
    if not one_line(point.title) or (point.is_closed and not draft.plan.may_close):
        return None
    has_parts = any(other.within == point.number for other in draft.read.points)
    candidate = _taken_up(draft, findings) or _known_elsewhere(draft, point)
    # What is put on a past agenda without a decision would stand there as still to be decided.
    is_decided = bool(findings or point.decision.strip())
    is_certain = is_decided and not has_parts and (candidate is None or candidate.is_exact)
    doubts = [Note(NoteKind.PART)] if has_parts else []
    doubts += [] if is_decided else [Note(NoteKind.NO_OUTCOME)]
    if candidate is not None and not candidate.is_exact:
        doubts.append(Note(NoteKind.SIMILAR, candidate.title, candidate.day))
    meeting = draft.plan.meeting
    added = draft.propose(
        ProposalKind.ADD,
        point,
        point.title,
        is_certain=is_certain,
        point=point.number,
        body=draft.plan.body.short_name,
        to=meeting.id if meeting else None,
        item=_item(point),
        candidate=candidate,
        notes=tuple(doubts),
    )
    return Subject(point, None, added.key, is_certain)


def _taken_up(draft: Draft, findings: list[Finding]) -> Candidate | None:
    """The treated stop that the point says it takes up again: "8. september, pkt. 2"."""
    for finding in findings:
        if finding.kind is FindingKind.RESUMED and finding.day:
            stop = draft.plan.earlier.get((finding.day, finding.position or 0))
            if stop is not None and stop.title is not None and stop.state is StopState.TREATED:
                return Candidate(stop.id, stop.title, stop.meeting_day, is_same(stop.title, finding.title))
    return None


def _known_elsewhere(draft: Draft, point: AgendaPoint) -> Candidate | None:
    """An item that waits; or one of just that title at another meeting, where it may come back: somebody must say."""
    plan = draft.plan
    found = candidate_for(point.title, [stop for stop in plan.waiting if stop.id not in draft.matched])
    if found is None:
        coming = (stop for one in plan.coming for stop in plan.stops.get(one.id, ()))
        placed = (stop for stop in coming if stop.state is StopState.PLACED and stop.id not in draft.matched)
        known = candidate_for(point.title, placed)
        found = replace(known, is_exact=False) if known is not None and known.is_exact else None
    if found is not None:
        draft.matched.add(found.stop_id)
    return found


def _item(point: AgendaPoint) -> NewItem:
    texts = {name: text[: LONGEST[name]] for name, text in point.fields if name in TEXT_FIELDS}
    minutes = point.minutes if point.minutes and 1 <= point.minutes <= MOST_MINUTES else None
    return NewItem(
        title=one_line(point.title)[: LONGEST["title"]],
        minutes=minutes,
        starts_at=point.starts_at,
        case_number=one_line(point.case_number)[: LONGEST["case_number"]],
        case_officer=one_line(point.case_officer)[: LONGEST["case_officer"]],
        participants=point.participants[: LONGEST["participants"]],
        is_closed=point.is_closed,
        source_words=point.title,
        text=texts.get("text", ""),
        decision_theme=texts.get("decision_theme", ""),
        economy=texts.get("economy", ""),
        legal_basis=texts.get("legal_basis", ""),
        recommendation=texts.get("recommendation", ""),
    )


def _decide(draft: Draft, subject: Subject, findings: list[Finding]) -> None:
    said = [one for one in findings if one.kind is FindingKind.OUTCOME]
    words = subject.point.decision.strip()[:LONGEST_DECISION]
    outcomes = {one.outcome for one in said if one.outcome}
    sent_on = (one for one in findings if one.kind is FindingKind.SENT_ON and not not_decided(one, subject))
    outcomes |= {Outcome.SENT_ON} if any(sent_on) else set()
    if not words and not outcomes:
        return
    outcome = next((one for one in _STRONGEST if one in outcomes), None)
    stop = subject.stop
    if stop is not None and stop.state is not StopState.PLACED and not _may_be_corrected(stop, outcome, words):
        draft.known += 1
        return
    is_otherwise = stop is not None and stop.outcome is not None
    notes = [*subject.notes]
    notes += [Note(NoteKind.OTHERWISE, (stop.decision if stop else "")[:300])] if is_otherwise else []
    notes += [] if outcome else [Note(NoteKind.NO_OUTCOME)]
    source = next((one for one in said if one.outcome is outcome), None) or _decision_of(subject.point)
    proposal = draft.propose(
        ProposalKind.DECIDE,
        source,
        subject.point.title,
        is_certain=subject.is_certain and outcome is not None and not is_otherwise,
        **subject.about,
        outcome=outcome or Outcome.DISCUSSED,
        decision=words or source.words,
        notes=tuple(notes),
    )
    subject.decided_by = "" if stop is not None and stop.state in _DECIDED else proposal.key


def _may_be_corrected(stop: Stop, outcome: Outcome | None, words: str) -> bool:
    says_so = (outcome is None or outcome is stop.outcome) and (not words or fold(words) == fold(stop.decision))
    return stop.state in _DECIDED and not says_so


def _decision_of(point: AgendaPoint) -> Finding:
    return Finding(FindingKind.OUTCOME, point.decision, point.line, point.number, point.title)
