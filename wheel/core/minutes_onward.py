"""Proposes what comes after a point of minutes: the stop that follows, other bodies, follow-ups and attachments."""

from __future__ import annotations

from datetime import date
from typing import Final

from wheel.core.folding import fold
from wheel.core.item_content import LONGEST, one_line
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.minutes_checklist import AWAITING, HintKind, Note, NoteKind, ProposalKind, Task
from wheel.core.minutes_draft import Draft, Subject, where_to
from wheel.core.minutes_findings import Finding, FindingKind
from wheel.core.minutes_matching import candidate_for, post_called, resembles
from wheel.core.stops import NewItem, StopState


def go_on(draft: Draft, subject: Subject, finding: Finding, kind: ProposalKind) -> None:
    """Postponed there, or treated and to be taken up again: the stop that follows, at a meeting or waiting."""
    stop = subject.stop
    if stop is not None and (stop.followed_by or stop.state in (StopState.POSTPONED, StopState.WITHDRAWN)):
        draft.known += 1
        return
    to, look_again, notes = where_to(draft, finding, draft.plan.body.short_name)
    doubts = (*notes, *not_decided(finding, subject))
    notes = (*subject.notes, *doubts, *_missing_in_table(draft, finding, subject.point.title))
    is_certain = subject.is_certain and not doubts
    is_waiting = kind is ProposalKind.CONTINUE
    draft.propose(
        kind,
        finding,
        subject.point.title,
        is_certain=is_certain,
        **subject.about,
        needs=(subject.decided_by,) if is_waiting and subject.decided_by else (),
        body=draft.plan.body.short_name,
        to=to,
        look_again=look_again,
        notes=notes,
    )


def not_decided(finding: Finding, subject: Subject) -> tuple[Note, ...]:
    """What a case's text tells or expects is no decision, though it may be right."""
    is_decided = fold(finding.words) in fold(subject.point.decision)
    return () if is_decided else (Note(NoteKind.NOT_DECIDED),)


def _missing_in_table(draft: Draft, finding: Finding, title: str) -> tuple[Note, ...]:
    """What was put off must stand in the minutes' own table: on its day, or, without one, anywhere in it."""
    rows = [one for one in draft.read.findings if one.kind in (FindingKind.FORWARD, FindingKind.AWAITING)]
    if not any(one.kind is FindingKind.FORWARD for one in rows):
        return ()
    there = [one for one in rows if finding.day is None or one.day == finding.day]
    is_there = any(resembles(title, one.title or one.words) for one in there)
    return () if is_there else (Note(NoteKind.NOT_IN_TABLE, day=finding.day),)


def withdraw(draft: Draft, subject: Subject, finding: Finding) -> None:
    if subject.stop is not None and subject.stop.state is not StopState.PLACED:
        draft.known += 1
        return
    certain = subject.is_certain
    draft.propose(
        ProposalKind.WITHDRAW, finding, subject.point.title, is_certain=certain, **subject.about, notes=subject.notes
    )


def send_on(draft: Draft, subject: Subject, finding: Finding) -> None:
    """Where somebody else keeps the other body's agenda, the item awaits that its secretary finds it a meeting."""
    body = draft.plan.bodies.get(finding.body)
    if body is None or body.short_name == draft.plan.body.short_name:
        draft.hint(HintKind.OTHER_BODY, finding, finding.body)
        return
    journey = draft.plan.journeys.get(subject.stop.item_id or "", ()) if subject.stop else ()
    if any(other.body == body.short_name for other in journey):
        draft.known += 1
        return
    to, look_again, notes = where_to(draft, finding, body.short_name)
    to = to if body.short_name in draft.plan.keeps else AWAITING
    notes = (*notes, *not_decided(finding, subject))
    draft.propose(
        ProposalKind.SEND_ON,
        finding,
        subject.point.title,
        is_certain=subject.is_certain and not notes,
        **subject.about,
        body=body.short_name,
        to=to,
        look_again=look_again or LookAgain(LookKind.MEETING, body=body.short_name),
        notes=(*subject.notes, *notes),
    )


def follow_up(draft: Draft, subject: Subject, finding: Finding) -> None:
    stop = subject.stop
    if stop is not None and fold(finding.words) in draft.plan.tasks.get(stop.id, frozenset()):
        draft.known += 1
        return
    day = _due(finding)
    task = Task(
        what=finding.words.strip(),
        who=finding.who,
        post_id=post_called(finding.who, draft.plan.posts),
        recipient=finding.recipient,
        due_day=day,
        is_due_next_meeting=finding.is_next_meeting and day is None,
    )
    doubts = not_decided(finding, subject)
    draft.propose(
        ProposalKind.FOLLOW_UP,
        finding,
        subject.point.title,
        is_certain=subject.is_certain and bool(finding.who) and not doubts,
        **subject.about,
        task=task,
        notes=(*subject.notes, *doubts),
    )


def _due(finding: Finding) -> date | None:
    return finding.day or (finding.look_again.latest if finding.look_again else None)


def attach(draft: Draft, subject: Subject) -> None:
    known = draft.plan.attached.get(subject.stop.item_id or "", frozenset()) if subject.stop else frozenset()
    named = [one for one in subject.point.attachments if one.title.strip()]
    lacking = tuple(one for one in named if fold(one.document_number or one.title) not in known)
    if named and not lacking:
        draft.known += 1
    if lacking:
        draft.propose(
            ProposalKind.ATTACH,
            subject.point,
            subject.point.title,
            is_certain=subject.is_certain,
            **subject.about,
            attachments=lacking,
            notes=subject.notes,
        )


_LOOSE: Final = (FindingKind.SENT_ON, FindingKind.FOLLOW_UP, FindingKind.WITHDRAWN)


def propose_loose(draft: Draft, finding: Finding) -> None:
    """A matter within a point, or one that no point is about: at most an item that waits."""
    if finding.kind in (FindingKind.POSTPONED, FindingKind.CONTINUED, FindingKind.ON_HOLD) and finding.title:
        _wait_within(draft, finding)
    elif finding.kind in _LOOSE:
        body = draft.plan.bodies.get(finding.body)
        draft.hint(HintKind.LOOSE, finding, body.name if body else finding.body)


def _wait_within(draft: Draft, finding: Finding) -> None:
    is_hold = finding.kind is FindingKind.ON_HOLD
    kind = ProposalKind.HOLD if is_hold else ProposalKind.AWAIT
    plan = draft.plan
    coming = (stop for one in plan.coming for stop in plan.stops.get(one.id, ()) if stop.state is StopState.PLACED)
    candidate = candidate_for(finding.title, (*plan.waiting, *coming))
    stop = next((one for one in plan.waiting if candidate and one.id == candidate.stop_id), None)
    if stop is not None and (stop.state is StopState.ON_HOLD or not is_hold):
        draft.matched.add(stop.id)
        draft.known += 1
        return
    to, look_again, notes = where_to(draft, finding, plan.body.short_name)
    item = NewItem(title=one_line(finding.title)[: LONGEST["title"]], source_words=finding.words)
    told = {"body": plan.body.short_name, "to": AWAITING if is_hold else to, "look_again": look_again}
    draft.propose(
        kind,
        finding,
        finding.title,
        is_certain=False,
        **told,
        point=finding.point,
        item=item,
        candidate=candidate,
        notes=(Note(NoteKind.INNER), *notes),
    )
