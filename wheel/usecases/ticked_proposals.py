"""Carry out one ticked proposal of minutes: each as if somebody had done it by hand on the day of the meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from wheel.core.access import Moment, Viewer, item_thing, require, sign
from wheel.core.agenda import LONGEST_REASON, checked_waiting, require_placeable
from wheel.core.attachments import LONGEST, AttachmentContent
from wheel.core.follow_ups import LONGEST_WHAT, LONGEST_WHO, FollowUpContent
from wheel.core.item_content import checked_item
from wheel.core.minutes_checklist import AWAITING, Candidate, Proposal, ProposalKind
from wheel.core.occurrences import Occurrence
from wheel.core.permissions import Right
from wheel.core.stops import NewItem, Outcome, Stop, StopState, Waiting
from wheel.store.bodies import lock_body
from wheel.store.database import Session
from wheel.store.stop_writing import StopTerms, add_item, add_stop
from wheel.store.stops import find_stop
from wheel.usecases.chosen_meeting import chosen_meeting
from wheel.usecases.move_stop import (
    DecideStop,
    HoldStop,
    MoveStop,
    ResumeStop,
    WithdrawStop,
    decide_stop,
    hold_stop,
    move_stop,
    resume_stop,
    withdraw_stop,
)
from wheel.usecases.propose_from_minutes import MinutesProposals
from wheel.usecases.save_attachments import AddAttachment, add_attachment
from wheel.usecases.save_follow_up import AddFollowUp, add_follow_up

AwaitingReason = Callable[[Proposal], str]


@dataclass
class Ticking:
    """One taking over: who does it, and which stops have been made by now (by the key of what made them)."""

    session: Session
    viewer: Viewer
    moment: Moment
    found: MinutesProposals
    awaiting_reason: AwaitingReason
    made: dict[str, str] = field(default_factory=dict)

    @property
    def then(self) -> Moment:
        """What the minutes say is true since their meeting's day, whenever somebody gets round to ticking it."""
        return Moment(self.moment.at, self.found.as_of)

    def meeting(self, meeting_id: str) -> Occurrence:
        known = next((one for one in self.found.meetings if one.id == meeting_id), None)
        return known or chosen_meeting(self.session, self.viewer, meeting_id, "to")

    def stop_of(self, proposal: Proposal) -> Stop:
        stop_id = self.made[proposal.maker] if proposal.maker else proposal.stop_id or ""
        return find_stop(self.session, self.viewer, stop_id)


def carry_out(ticking: Ticking, proposal: Proposal) -> None:
    _ACTS[proposal.kind](ticking, proposal)


def _add(ticking: Ticking, proposal: Proposal) -> None:
    ticking.made[proposal.key] = _at_its_place(ticking, proposal)


def _at_its_place(ticking: Ticking, proposal: Proposal) -> str:
    """The stop's id: the candidate, moved to where the minutes say, or a new item there."""
    waiting = _waiting(ticking, proposal)
    if proposal.candidate is not None and (moved := _moved(ticking, proposal, proposal.candidate, waiting)):
        return moved
    return _added(ticking, proposal, waiting)


def _added(ticking: Ticking, proposal: Proposal, waiting: Waiting) -> str:
    """As `add_item` does it, but for what is known by now of the body and its meetings: there may be hundreds."""
    item, meeting_id = checked_item(proposal.item or NewItem(proposal.title)), _meeting(proposal)
    require(ticking.viewer, Right.CHANGE, item_thing(item.is_closed), proposal.body)
    if meeting_id is not None:
        require_placeable(ticking.meeting(meeting_id), proposal.body, ticking.then.today)
    checked = checked_waiting(waiting, is_waiting=meeting_id is None)
    signature = sign(ticking.viewer, ticking.then)
    return add_item(ticking.session, item, proposal.body, meeting_id, checked, signature)


def _moved(ticking: Ticking, proposal: Proposal, candidate: Candidate, waiting: Waiting) -> str | None:
    """None where it has been finished since: then the minutes speak of another item."""
    stop = find_stop(ticking.session, ticking.viewer, candidate.stop_id)
    to = _meeting(proposal)
    if stop.state is StopState.TREATED:
        resumed = ResumeStop(stop.id, stop.version, to, waiting)
        return resume_stop(ticking.session, ticking.viewer, resumed, ticking.then).id
    if stop.state is StopState.PLACED or stop.state.is_waiting:
        moved = MoveStop(stop.id, stop.version, to, waiting.reason, waiting)
        return move_stop(ticking.session, ticking.viewer, moved, ticking.then).id
    return None


def _decide(ticking: Ticking, proposal: Proposal) -> None:
    stop = ticking.stop_of(proposal)
    command = DecideStop(stop.id, stop.version, proposal.outcome or Outcome.DISCUSSED, proposal.decision)
    decide_stop(ticking.session, ticking.viewer, command, ticking.then)


def _postpone(ticking: Ticking, proposal: Proposal) -> None:
    stop, waiting = ticking.stop_of(proposal), _waiting(ticking, proposal)
    command = MoveStop(stop.id, stop.version, _meeting(proposal), waiting.reason, waiting)
    move_stop(ticking.session, ticking.viewer, command, ticking.then)


def _continue(ticking: Ticking, proposal: Proposal) -> None:
    stop = ticking.stop_of(proposal)
    command = ResumeStop(stop.id, stop.version, _meeting(proposal), _waiting(ticking, proposal))
    resume_stop(ticking.session, ticking.viewer, command, ticking.then)


def _withdraw(ticking: Ticking, proposal: Proposal) -> None:
    stop = ticking.stop_of(proposal)
    command = WithdrawStop(stop.id, stop.version, proposal.words[:LONGEST_REASON])
    withdraw_stop(ticking.session, ticking.viewer, command, ticking.then)


def _send_on(ticking: Ticking, proposal: Proposal) -> None:
    """Another stop of the item, a step further, in another body: placed there, or awaiting its secretary."""
    stop, session = ticking.stop_of(proposal), ticking.session
    require(ticking.viewer, Right.CHANGE, item_thing(stop.is_closed), stop.body)
    lock_body(session, proposal.body)
    meeting_id = _meeting(proposal)
    if meeting_id is not None:
        # Only who keeps the other body's agenda puts anything on it; from others its secretary gets it to place.
        require(ticking.viewer, Right.CHANGE, item_thing(stop.is_closed), proposal.body)
        require_placeable(ticking.meeting(meeting_id), proposal.body, ticking.then.today)
    waiting = checked_waiting(_waiting(ticking, proposal), is_waiting=meeting_id is None)
    terms = StopTerms(stop.purpose or NewItem("").purpose, step=stop.step + 1)
    signature = sign(ticking.viewer, ticking.then)
    add_stop(session, stop.item_id or "", proposal.body, meeting_id, waiting, signature, terms)


def _follow_up(ticking: Ticking, proposal: Proposal) -> None:
    task = proposal.task
    if task is None:
        return
    content = FollowUpContent(
        what=task.what[:LONGEST_WHAT],
        post_id=task.post_id,
        due_day=task.due_day,
        who="" if task.post_id else task.who[:LONGEST_WHO],
        recipient=task.recipient[:LONGEST_WHO],
        is_due_next_meeting=task.is_due_next_meeting,
    )
    command = AddFollowUp(ticking.stop_of(proposal).id, content)
    # Posts are those of today: it is the present holder who has to do it.
    add_follow_up(ticking.session, ticking.viewer, command, ticking.moment)


def _attach(ticking: Ticking, proposal: Proposal) -> None:
    for one in proposal.attachments:
        stop = ticking.stop_of(proposal)
        content = AttachmentContent(
            one.title[: LONGEST["title"]], one.document_number[: LONGEST["document_number"]], is_closed=one.is_closed
        )
        command = AddAttachment(stop.item_id or "", stop.item_version or 0, content)
        add_attachment(ticking.session, ticking.viewer, command, ticking.then)


def _place(ticking: Ticking, proposal: Proposal) -> None:
    _at_its_place(ticking, proposal)


def _hold(ticking: Ticking, proposal: Proposal) -> None:
    candidate = proposal.candidate
    stop_id = candidate.stop_id if candidate else _at_its_place(ticking, proposal)
    stop = find_stop(ticking.session, ticking.viewer, stop_id)
    command = HoldStop(stop.id, stop.version, _waiting(ticking, proposal))
    hold_stop(ticking.session, ticking.viewer, command, ticking.then)


def _meeting(proposal: Proposal) -> str | None:
    return None if proposal.to == AWAITING else proposal.to


def _waiting(ticking: Ticking, proposal: Proposal) -> Waiting:
    """The sentence says why; of a line of a table or a list, only how it stood there. A new item has no reason."""
    is_waiting = proposal.to == AWAITING
    if proposal.kind in (ProposalKind.PLACE, ProposalKind.AWAIT):
        reason = ticking.awaiting_reason(proposal) if is_waiting else ""
    else:
        reason = "" if proposal.kind is ProposalKind.ADD else proposal.words[:LONGEST_REASON]
    return Waiting(reason, proposal.look_again if is_waiting else None)


_ACTS: Final[Mapping[ProposalKind, Callable[[Ticking, Proposal], None]]] = MappingProxyType(
    {
        ProposalKind.ADD: _add,
        ProposalKind.DECIDE: _decide,
        ProposalKind.POSTPONE: _postpone,
        ProposalKind.CONTINUE: _continue,
        ProposalKind.WITHDRAW: _withdraw,
        ProposalKind.SEND_ON: _send_on,
        ProposalKind.FOLLOW_UP: _follow_up,
        ProposalKind.ATTACH: _attach,
        ProposalKind.PLACE: _place,
        ProposalKind.AWAIT: _place,
        ProposalKind.HOLD: _hold,
    }
)
