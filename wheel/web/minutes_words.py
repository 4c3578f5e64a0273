"""What a checklist of minutes proposes and doubts, and what was taken over from it, in the reader's words."""

from __future__ import annotations

from flask_babel import lazy_gettext as later

from wheel.core.look_again import LookAgain, LookKind
from wheel.core.minutes_checklist import HintKind, LackKind, Note, NoteKind, Proposal, ProposalKind
from wheel.core.stops import Stop, StopState
from wheel.usecases.take_over_minutes import TakenOver
from wheel.web.translation import gettext
from wheel.web.waiting_words import look_words
from wheel.web.words import day_words, plain_day

KINDS = {
    ProposalKind.ADD: later("Put it on the agenda of the meeting"),
    ProposalKind.DECIDE: later("Write the decision"),
    ProposalKind.POSTPONE: later("Postpone it"),
    ProposalKind.CONTINUE: later("Take it up again"),
    ProposalKind.WITHDRAW: later("Withdraw it"),
    ProposalKind.SEND_ON: later("Send it on"),
    ProposalKind.FOLLOW_UP: later("Add a follow-up"),
    ProposalKind.ATTACH: later("Add the attachments"),
    ProposalKind.PLACE: later("Put it on the agenda"),
    ProposalKind.AWAIT: later("Let it await a date"),
    ProposalKind.HOLD: later("Put it on hold"),
}

LACKS = {
    LackKind.AT_MEETING: later("On the agenda of the meeting, but not in the minutes"),
    LackKind.COMING: later("At coming meetings, but not in the minutes’ table"),
    LackKind.WAITING: later("Awaits a date, but not in the minutes’ list"),
}

HINTS = {
    HintKind.NO_MEETING: later("Days with no meeting in the plan"),
    HintKind.CANCELLED: later("Cancelled in the minutes, still in the plan"),
    HintKind.OTHER_BODY: later("Goes on in a body that the plan lacks"),
    HintKind.STANDING: later("Comes back regularly: perhaps a standing item"),
    HintKind.EVENT: later("Meetings and events that the plan lacks"),
    HintKind.LOOSE: later("Belongs to no item"),
}


def kind_words(kind: ProposalKind) -> str:
    return str(KINDS[kind])


def note_words(note: Note) -> str:
    sentences = {
        NoteKind.SIMILAR: gettext("the plan has “%(title)s”", title=note.told),
        NoteKind.NO_MEETING: gettext("no meeting is planned on that day"),
        NoteKind.NO_OUTCOME: gettext("the minutes do not say clearly what came out of it"),
        NoteKind.OTHERWISE: gettext("the plan says something else: “%(words)s”", words=note.told),
        NoteKind.NOT_IN_TABLE: gettext("missing in the minutes’ own table and list"),
        NoteKind.PART: gettext("its parts are items themselves"),
        NoteKind.INNER: gettext("a matter within the point, not an item in the plan"),
        NoteKind.NOT_DECIDED: gettext("from the case’s text, not from the decision"),
    }
    said = sentences[note.kind]
    if note.kind is NoteKind.NOT_IN_TABLE and note.day:
        return gettext("missing in the minutes’ own table on %(day)s", day=day_words(note.day))
    if note.kind is NoteKind.SIMILAR and note.day:
        return gettext("the plan has “%(title)s” on %(day)s", title=note.told, day=day_words(note.day))
    return said


def again_words(look: LookAgain | None, names: dict[str, str]) -> str:
    """When to look again at what waits; empty where nothing is said."""
    if look is not None and look.kind is LookKind.MEETING:
        return gettext("the next meeting of %(body)s", body=names.get(look.body or "", look.body))
    waiting = Stop(id="", title="", is_closed=False, body="", state=StopState.AWAITING, version=0, look_again=look)
    return look_words(waiting, names)


def awaiting_words(proposal: Proposal) -> str:
    """Why a line of the table, or of the list, is put among what awaits a date."""
    if proposal.day is None:
        return gettext("Stood without a date in the minutes.")
    if proposal.lacks_meeting:
        return gettext("The minutes say %(day)s, but there is no meeting on that day.", day=plain_day(proposal.day))
    return gettext("The minutes say %(day)s.", day=plain_day(proposal.day))


def done_words(taken: TakenOver) -> str:
    """How much was taken over, kind by kind."""
    counted = [f"{count} × {_DONE[kind]}" for kind, count in taken.counts.items()]
    return gettext("Taken over from the minutes: %(what)s.", what=", ".join(counted))


_DONE = {
    ProposalKind.ADD: later("added to the agenda of the meeting"),
    ProposalKind.DECIDE: later("decision written"),
    ProposalKind.POSTPONE: later("postponed"),
    ProposalKind.CONTINUE: later("to be taken up again"),
    ProposalKind.WITHDRAW: later("withdrawn"),
    ProposalKind.SEND_ON: later("sent on"),
    ProposalKind.FOLLOW_UP: later("follow-up added"),
    ProposalKind.ATTACH: later("attachments added"),
    ProposalKind.PLACE: later("put on a coming agenda"),
    ProposalKind.AWAIT: later("awaits a date"),
    ProposalKind.HOLD: later("put on hold"),
}
