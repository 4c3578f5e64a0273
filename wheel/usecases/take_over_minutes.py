"""Take over what somebody has ticked in a checklist of minutes: all of it in one step, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import Act, AuditThing
from wheel.core.minutes_checklist import Proposal, ProposalKind
from wheel.core.minutes_findings import ReadMinutes
from wheel.core.permissions import Right, Thing
from wheel.core.stops import Outcome
from wheel.errors import ConflictError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.bodies import find_body, lock_body
from wheel.store.database import Session
from wheel.store.uploaded_minutes import remove_minutes
from wheel.usecases.audited import as_one_act
from wheel.usecases.hand_in_minutes import find_handed_in
from wheel.usecases.propose_from_minutes import MinutesProposals, ProposeFromMinutes, propose_from_minutes
from wheel.usecases.ticked_proposals import AwaitingReason, Ticking, carry_out


@dataclass(frozen=True)
class Tick:
    """A proposal's key, and what somebody has written or chosen otherwise; None and "" leave it as proposed.

    `to` is the id of a meeting, or AWAITING. `is_new`: the item is another one than what the plan calls so.
    """

    key: str
    title: str = ""
    to: str = ""
    outcome: Outcome | None = None
    is_new: bool = False


@dataclass(frozen=True)
class TakeOverMinutes:
    """`awaiting_reason` says, in the words of who ticks, why a line of a table or a list waits."""

    minutes_id: str
    read: ReadMinutes
    ticks: tuple[Tick, ...]
    awaiting_reason: AwaitingReason
    meeting_id: str | None = None


@dataclass(frozen=True)
class TakenOver:
    body: str
    counts: Mapping[ProposalKind, int] = field(default_factory=dict)


def take_over_minutes(session: Session, viewer: Viewer, command: TakeOverMinutes, moment: Moment) -> TakenOver:
    """Carry out what is ticked; the minutes are forgotten then.

    What was decided counts from the day of the meeting. Raises InvalidInputError whose field is "tick-" and the key of
    the proposal that cannot be carried out, and ConflictError where something ticked is proposed no longer.
    """
    minutes = find_handed_in(session, viewer, command.minutes_id, moment.at)
    body = find_body(session, viewer, minutes.body)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, body.short_name)
    lock_body(session, body.short_name)
    session.expire_all()
    found = propose_from_minutes(
        session, viewer, ProposeFromMinutes(body.short_name, command.read, command.meeting_id), moment.today
    )
    ticks = {tick.key: tick for tick in command.ticks}
    chosen = [_as_written(proposal, ticks.get(proposal.key)) for proposal in _chosen(found, command.ticks)]
    counts = Counter(proposal.kind for proposal in chosen)
    told = {kind.value: count for kind, count in counts.items()}
    ticking = Ticking(session, viewer, moment, found, command.awaiting_reason)
    with as_one_act(session, viewer, moment, Act.IMPORTED, AuditThing.BODY, body.short_name, **told):
        for proposal in chosen:
            _carry_out(ticking, proposal)
    remove_minutes(session, minutes.id)
    return TakenOver(body.short_name, counts)


def _chosen(found: MinutesProposals, ticks: Iterable[Tick]) -> list[Proposal]:
    keys = frozenset(tick.key for tick in ticks)
    if not keys:
        raise InvalidInputError("Tick what is to be taken over.", field="tick")
    if keys - {proposal.key for proposal in found.checklist.proposals}:
        raise ConflictError("The plan has changed since you looked. What is proposed now stands below: tick again.")
    if found.checklist.with_all_needed(keys) != keys:
        # Nothing is written that nobody has ticked, though it must go along.
        raise InvalidInputError(
            "What you ticked needs more than you ticked. That is ticked now, too: look at it, and take it over.",
            field="tick",
        )
    return [proposal for proposal in found.checklist.proposals if proposal.key in keys]


def _as_written(proposal: Proposal, tick: Tick | None) -> Proposal:
    """The proposal with what somebody has written or chosen otherwise."""
    if tick is None:
        return proposal
    item = replace(proposal.item, title=tick.title) if proposal.item and tick.title.strip() else proposal.item
    return replace(
        proposal.going_to(tick.to) if tick.to and proposal.to else proposal,
        item=item,
        outcome=tick.outcome or proposal.outcome,
        candidate=None if tick.is_new else proposal.candidate,
    )


def _carry_out(ticking: Ticking, proposal: Proposal) -> None:
    try:
        carry_out(ticking, proposal)
    except (ConflictError, InvalidInputError, NotFoundError, RefusedError) as error:
        # Beside the line that it is about, whatever its field is called where items are written one by one.
        raise InvalidInputError(error.message, field=f"tick-{proposal.key}", **error.details) from error
