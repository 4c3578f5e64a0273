"""A checklist of minutes as lines for whoever typed the command: each proposal with the sentence it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from wheel.core.minutes_checklist import (
    AWAITING,
    Checklist,
    Hint,
    HintKind,
    Lack,
    LackKind,
    Note,
    NoteKind,
    PlanBeside,
    Proposal,
    ProposalKind,
)

_KINDS = {
    ProposalKind.ADD: "add the point",
    ProposalKind.DECIDE: "decide",
    ProposalKind.POSTPONE: "postpone",
    ProposalKind.CONTINUE: "take up again",
    ProposalKind.WITHDRAW: "withdraw",
    ProposalKind.SEND_ON: "send on",
    ProposalKind.FOLLOW_UP: "follow up",
    ProposalKind.ATTACH: "attach",
    ProposalKind.PLACE: "place",
    ProposalKind.AWAIT: "let wait",
    ProposalKind.HOLD: "put on hold",
}

_NOTES = {
    NoteKind.SIMILAR: "the plan has “{told}”",
    NoteKind.NO_MEETING: "no meeting is planned on that day",
    NoteKind.NO_OUTCOME: "what came out of it is not said clearly",
    NoteKind.OTHERWISE: "the plan says “{told}”",
    NoteKind.NOT_IN_TABLE: "missing in the minutes' own table",
    NoteKind.NOT_DECIDED: "not from the decision",
    NoteKind.PART: "its parts are items themselves",
    NoteKind.INNER: "a matter within the point",
}

_HINTS = {
    HintKind.STANDING: "comes back regularly",
    HintKind.EVENT: "not in the plan",
    HintKind.CANCELLED: "cancelled, but planned",
    HintKind.NO_MEETING: "no meeting that day",
    HintKind.OTHER_BODY: "goes on in a body that the plan lacks",
    HintKind.LOOSE: "belongs to no item",
}

_LACKS = {
    LackKind.AT_MEETING: "on the agenda, but not in the minutes",
    LackKind.COMING: "at a coming meeting, but not in the minutes",
    LackKind.WAITING: "awaits a date, but not in the minutes",
}


def words_of_checklist(checklist: Checklist, plan: PlanBeside) -> Iterator[str]:
    """One line for each proposal, marked + where it is certain and ? where it is not, and its sentence below."""
    days = {one.id: one.span.start.isoformat() for one in (*plan.meetings, *sum(plan.next_meetings.values(), ()))}
    for proposal in checklist.proposals:
        yield _words_of_proposal(proposal, days)
        if proposal.words != proposal.title:
            yield f"      line {proposal.line}: “{' '.join(proposal.words.split())}”"
    yield from map(_words_of_lack, checklist.lacks)
    yield from map(_words_of_hint, checklist.hints)


def _words_of_proposal(proposal: Proposal, days: dict[str, str]) -> str:
    mark = "+" if proposal.is_certain else "?"
    outcome = f": {proposal.outcome.value}" if proposal.outcome else ""
    to = f" -> {'awaiting' if proposal.to == AWAITING else days.get(proposal.to or '', '')}" if proposal.to else ""
    notes = "".join(f" ({_words_of_note(note)})" for note in proposal.notes)
    point = f"{proposal.point} " if proposal.point else ""
    return f"  {mark} {_KINDS[proposal.kind]:<13} {point}{proposal.title}{outcome}{to}{notes}"


def _words_of_note(note: Note) -> str:
    return _NOTES[note.kind].format(told=note.told)


def _words_of_lack(lack: Lack) -> str:
    day = f"{lack.stop.meeting_day.isoformat()} " if lack.stop.meeting_day else ""
    return f"  - {_LACKS[lack.kind]}: {day}{lack.stop.title}"


def _words_of_hint(hint: Hint) -> str:
    day = f"{hint.day.isoformat()} " if hint.day else ""
    return f"  ! {_HINTS[hint.kind]}: {day}{' '.join(hint.words.split())} (line {hint.line})"
