"""Proposes what to take over from minutes' forward table and list of what awaits a date."""

from __future__ import annotations

from collections.abc import Iterable

from wheel.core.item_content import LONGEST, one_line
from wheel.core.minutes_checklist import AWAITING, Candidate, HintKind, Note, NoteKind, ProposalKind
from wheel.core.minutes_draft import Draft, look_again_of, look_on
from wheel.core.minutes_findings import Finding, FindingKind
from wheel.core.minutes_matching import candidate_for, is_same, resembles
from wheel.core.occurrences import Occurrence
from wheel.core.stops import NewItem, Stop, StopState

# What a point's own proposal brings to a meeting, or onto the list, needs no proposal from the table as well.
_MAKES = (ProposalKind.POSTPONE, ProposalKind.CONTINUE)


def propose_forward(draft: Draft) -> None:
    """What the minutes' table and list hold and the plan lacks; comes after what the points propose."""
    rows = [one for one in draft.read.findings if one.kind is FindingKind.FORWARD]
    without: set[object] = set()
    for finding in rows:
        meeting = draft.plan.on(finding.day, draft.plan.meetings)
        if meeting is None and finding.day not in without:
            without.add(finding.day)
            draft.hint(HintKind.NO_MEETING, finding, draft.plan.body.name)
        if finding.title or finding.words:
            _propose_row(draft, finding, meeting)
    for finding in draft.read.findings:
        if finding.kind is FindingKind.AWAITING:
            _propose_awaiting(draft, finding)


def _propose_row(draft: Draft, finding: Finding, meeting: Occurrence | None) -> None:
    plan, title = draft.plan, _title(finding)
    there = plan.stops.get(meeting.id, ()) if meeting else ()
    if _is_known(draft, title, there) or (finding.words, finding.day) in plan.known_words:
        return
    if meeting is None and (finding.words, None) in plan.known_words and _is_known(draft, title, plan.waiting):
        return
    to = meeting.id if meeting else AWAITING
    if meeting is not None and _is_proposed(draft, title, to):
        return
    candidate = _elsewhere(draft, title, finding)
    notes = () if meeting else (Note(NoteKind.NO_MEETING, day=finding.day),)
    if candidate is not None and not candidate.is_exact:
        notes = (*notes, Note(NoteKind.SIMILAR, candidate.title, candidate.day))
    draft.propose(
        ProposalKind.PLACE if meeting else ProposalKind.AWAIT,
        finding,
        title,
        is_certain=not notes,
        body=plan.body.short_name,
        to=to,
        look_again=None if meeting else look_on(finding.day, plan),
        item=_item(finding, title),
        candidate=candidate,
        notes=notes,
        day=finding.day,
    )


def _propose_awaiting(draft: Draft, finding: Finding) -> None:
    plan, title = draft.plan, _title(finding)
    if not title or _is_known(draft, title, plan.waiting) or (finding.words, None) in plan.known_words:
        return
    if _is_proposed(draft, title, AWAITING):
        return
    placed = (stop for one in plan.coming for stop in plan.stops.get(one.id, ()) if stop.state is StopState.PLACED)
    candidate = candidate_for(title, placed)
    draft.propose(
        ProposalKind.AWAIT,
        finding,
        title,
        is_certain=candidate is None,
        body=plan.body.short_name,
        to=AWAITING,
        look_again=look_again_of(finding, plan),
        item=_item(finding, title),
        candidate=candidate,
        notes=(Note(NoteKind.SIMILAR, candidate.title, candidate.day),) if candidate else (),
    )


def _is_known(draft: Draft, title: str, there: Iterable[Stop]) -> bool:
    """Whether one of these stops is it. Each is one line of the minutes, unless both say the same."""
    known = [stop for stop in there if stop.title is not None]
    exact = [stop for stop in known if is_same(title, stop.title or "")]
    free = (stop for stop in known if stop.id not in draft.matched and resembles(title, stop.title or ""))
    found = exact[0] if exact else next(free, None)
    if found is None:
        return False
    draft.matched.add(found.id)
    draft.known += 1
    return True


def _is_proposed(draft: Draft, title: str, to: str) -> bool:
    made = (one for one in draft.proposals if one.to == to and one.kind in _MAKES)
    return any(is_same(title, one.title) or resembles(title, one.title) for one in made)


def _elsewhere(draft: Draft, title: str, finding: Finding) -> Candidate | None:
    """The item that waits, or stands at another meeting although the table does not say so."""
    plan = draft.plan
    waiting = candidate_for(title, (stop for stop in plan.waiting if stop.id not in draft.matched))
    if waiting is not None:
        draft.matched.add(waiting.stop_id)
        return waiting
    days = {one.day for one in draft.read.findings if one.kind is FindingKind.FORWARD and is_same(title, _title(one))}
    coming = (
        stop
        for one in plan.coming
        if one.span.start != finding.day and one.span.start not in days
        for stop in plan.stops.get(one.id, ())
        if stop.state is StopState.PLACED and stop.id not in draft.matched
    )
    found = candidate_for(title, coming)
    if found is None or not found.is_exact:
        # Dialogue meetings and reports of one kind are called nearly alike: these are other items.
        return None
    draft.matched.add(found.stop_id)
    return Candidate(found.stop_id, found.title, found.day, is_exact=False)


def _title(finding: Finding) -> str:
    return one_line(finding.title or finding.words)[: LONGEST["title"]]


def _item(finding: Finding, title: str) -> NewItem:
    words = one_line(finding.words)
    text = words.removeprefix(title).lstrip(" .:") if words.startswith(title) else ""
    return NewItem(title=title, text=text[: LONGEST["text"]], source_words=finding.words)
