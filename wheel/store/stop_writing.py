"""Stops changed as core decided, each change appended to the stop's history in the same breath."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wheel.core.access import Signature
from wheel.core.agenda import Decision, Following
from wheel.core.folding import folded_item
from wheel.core.look_again import LookKind
from wheel.core.stops import Action, NewItem, Purpose, StopState, Waiting
from wheel.errors import InvalidInputError
from wheel.store.bodies import body_row_id
from wheel.store.items import item_row, officer_row_id
from wheel.store.occurrences import occurrence_row
from wheel.store.posts import post_row_id
from wheel.store.stops import order_at
from wheel.store.tables import ItemRow, StandingItemRow, StopChangeRow, StopRow

_ITEM_FIELDS = (
    *("title", "text", "case_number", "case_officer", "is_closed", "sub_date", "source_words"),
    *("decision_theme", "economy", "legal_basis", "recommendation", "participants"),
)


@dataclass(frozen=True)
class StopTerms:
    """How a new stop treats its item; `resumes` is the public id of the stop that it takes up again."""

    purpose: Purpose
    minutes: int | None = None
    starts_at: time | None = None
    is_provisional: bool = False
    step: int = 1
    lead_days: int = 0
    resumes: str | None = None


def add_item(
    session: Session, item: NewItem, body: str, meeting_id: str | None, waiting: Waiting, signature: Signature
) -> str:
    """Add an item with one stop: last at the meeting, or waiting; the stop's public id."""
    row = ItemRow(
        **{name: getattr(item, name) for name in _ITEM_FIELDS},
        tags=list(item.tags),
        folded=folded_item(item),
        case_officer_post_id=officer_row_id(session, item.case_officer, signature.today),
        standing_item_id=_standing_row_id(session, item.standing_item),
        standing_key=item.standing_key or None,
    )
    session.add(row)
    terms = StopTerms(item.purpose, item.minutes, item.starts_at, item.is_provisional)
    return _add(session, row, body, meeting_id, waiting, signature, terms)


def add_stop(
    session: Session,
    item_id: str,
    body: str,
    meeting_id: str | None,
    waiting: Waiting,
    signature: Signature,
    terms: StopTerms,
) -> str:
    """Add another stop to an item that is there: last at the meeting, or waiting; the stop's public id."""
    return _add(session, item_row(session, item_id), body, meeting_id, waiting, signature, terms)


def _add(
    session: Session,
    item: ItemRow,
    body: str,
    meeting_id: str | None,
    waiting: Waiting,
    signature: Signature,
    terms: StopTerms,
) -> str:
    meeting = occurrence_row(session, meeting_id) if meeting_id else None
    waits = _waiting_columns(session, waiting, signature.today)
    stop = StopRow(
        **waits,
        item=item,
        body_id=body_row_id(session, body),
        occurrence=meeting,
        position=len(order_at(session, meeting_id)) + 1 if meeting_id else None,
        state=StopState.PLACED if meeting else StopState.AWAITING,
        purpose=terms.purpose,
        minutes=terms.minutes,
        starts_at=terms.starts_at,
        is_provisional=terms.is_provisional,
        step=terms.step,
        lead_days=terms.lead_days,
        resumes_id=_stop_row(session, terms.resumes).id if terms.resumes else None,
        since=signature.today,
    )
    session.add(stop)
    session.flush()
    _append(stop, Action.ADDED, signature, None, None, stop.reason)
    session.flush()
    return stop.public_id


def apply_decision(
    session: Session, decision: Decision, signature: Signature, *, from_day: date | None = None
) -> str | None:
    """Write what core decided of a stop, renumber the meetings it touches, and append to its history.

    The public id of the stop that was made in the same step, if one was. `from_day` is the day its meeting was on
    before, where that has been moved already.
    """
    stop = _stop_row(session, decision.stop_id)
    before = (from_day or (stop.occurrence.start_day if stop.occurrence else None), stop.position)
    meeting = occurrence_row(session, decision.meeting_id) if decision.meeting_id else None
    if (stop.state, stop.occurrence) != (decision.state, meeting):
        stop.since = decision.since or signature.today
    stop.state, stop.occurrence = decision.state, meeting
    stop.position = None if meeting is None else stop.position or 1
    stop.outcome, stop.decision = decision.outcome, decision.words
    if decision.action not in (Action.ORDERED, Action.MEETING_MOVED):
        # Another place on the same agenda, or another day for it, leaves the reason that the item is there for.
        stop.reason = decision.reason
    if decision.waiting is not None:
        for name, value in _waiting_columns(session, decision.waiting, signature.today).items():
            setattr(stop, name, value)
    stop.version += 1
    _renumber(session, decision.orders)
    made = _follow(session, stop, decision.following, signature) if decision.following else None
    _append(stop, decision.action, signature, *before, _told(decision), to_day=_day_of(made))
    session.flush()
    return made.public_id if made else None


def _told(decision: Decision) -> str:
    """What the history says besides: of a decision, its words."""
    return decision.words if decision.action in (Action.DECIDED, Action.CORRECTED) else decision.reason


def _follow(session: Session, stop: StopRow, following: Following, signature: Signature) -> StopRow:
    terms = StopTerms(
        stop.purpose,
        stop.minutes,
        is_provisional=stop.is_provisional,
        step=stop.step,
        lead_days=stop.lead_days,
        resumes=stop.public_id,
    )
    made = _add(session, stop.item, stop.body.short_name, following.meeting_id, following.waiting, signature, terms)
    return _stop_row(session, made)


def _day_of(stop: StopRow | None) -> date | None:
    return stop.occurrence.start_day if stop is not None and stop.occurrence else None


def make_firm(session: Session, stops: Collection[str]) -> None:
    """What is sent out is provisional no longer."""
    for row in session.scalars(select(StopRow).where(StopRow.public_id.in_(stops), StopRow.is_provisional)):
        row.is_provisional = False
        row.version += 1
        # The item's version covers how its stops treat it.
        row.item.version += 1
    session.flush()


def _waiting_columns(session: Session, waiting: Waiting, today: date) -> dict[str, Any]:
    look = waiting.look_again
    no_body = InvalidInputError("Choose the body whose next meeting it waits for.", field="look_body")
    no_post = InvalidInputError("Choose who sees to it.", field="owner")
    columns: dict[str, Any] = {
        "reason": waiting.reason,
        "look_kind": look.kind if look else None,
        "look_day": look.day if look else None,
        "look_until": look.until if look else None,
        "look_words": look.words if look else "",
        "look_body_id": body_row_id(session, look.body, no_body) if look and look.body else None,
        "owner_post_id": post_row_id(session, waiting.owner, no_post) if waiting.owner else None,
    }
    if look and look.kind is LookKind.MEETING:
        # The body's next meeting is the first one after the day on which this was asked for.
        columns["look_day"] = look.day or today
    return columns


def _append(
    stop: StopRow,
    action: Action,
    signature: Signature,
    from_day: date | None,
    from_position: int | None,
    reason: str,
    *,
    to_day: date | None = None,
) -> None:
    stop.changes.append(
        StopChangeRow(
            at=signature.at,
            actor=signature.actor,
            action=action,
            from_day=from_day,
            to_day=to_day or _day_of(stop),
            from_position=from_position,
            to_position=stop.position,
            reason=reason,
            state=stop.state,
            occurrence_id=stop.occurrence.id if stop.occurrence else None,
            outcome=stop.outcome,
        )
    )


def _renumber(session: Session, orders: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Positions are always 1..n within a meeting."""
    session.flush()
    for _meeting, order in orders:
        rows = session.scalars(select(StopRow).where(StopRow.public_id.in_(order)))
        for row in rows:
            row.position = order.index(row.public_id) + 1
    session.flush()


def _stop_row(session: Session, stop_id: str) -> StopRow:
    return session.scalars(select(StopRow).where(StopRow.public_id == stop_id)).one()


def _standing_row_id(session: Session, standing_item: str | None) -> int | None:
    if standing_item is None:
        return None
    return session.scalars(select(StandingItemRow.id).where(StandingItemRow.public_id == standing_item)).one()
