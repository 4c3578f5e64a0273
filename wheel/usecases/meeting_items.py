"""What becomes of a meeting's items when it is cancelled or moved: they go along, await a date, or go elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from wheel.core.access import OPERATOR, Signature, Viewer
from wheel.core.agenda import checked_reason, go_along, has_begun, lose_meeting, place, require_placeable, without
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.occurrences import Occurrence, Status
from wheel.core.plan_history import EntryChange, Subject
from wheel.core.stops import Action, Stop, StopChange, StopState, Waiting
from wheel.errors import InvalidInputError, RefusedError
from wheel.store.database import Session
from wheel.store.occurrences import find_occurrence
from wheel.store.stop_writing import apply_decision
from wheel.store.stops import find_stop, history_of, order_at, stops_at
from wheel.usecases.chosen_meeting import chosen_meeting
from wheel.usecases.offer_waiting import secretary_post
from wheel.usecases.show_agenda import coming_meetings, placeable

AWAIT, ALONG = "awaiting", "along"
"""Where items may go besides another meeting, which is named by its id."""

FIELD: Final = "items_meeting"


@dataclass(frozen=True)
class MeetingItems:
    """How many items a meeting has still to treat, closed ones too, and the coming meetings that they could go to.

    `usual` is the id of the one that comes next after it.
    """

    count: int = 0
    choices: tuple[Occurrence, ...] = ()
    usual: str | None = None


@dataclass(frozen=True)
class ItemsSent:
    """How many items went where: ALONG, AWAIT, or the meeting of `day`. `changes` are what the plan's history keeps."""

    count: int = 0
    to: str = AWAIT
    day: date | None = None
    changes: tuple[EntryChange, ...] = field(default=(), repr=False)


def meeting_items(session: Session, viewer: Viewer, meeting: Occurrence, today: date) -> MeetingItems:
    """What whoever cancels or moves the meeting is to be asked about; nothing where nothing is left to treat."""
    if not meeting.has_agenda or not meeting.item_count or meeting.status is not Status.PLANNED:
        return MeetingItems()
    count = len(_to_treat(session, meeting.id))
    if not count:
        return MeetingItems()
    coming = placeable(coming_meetings(session, viewer, meeting.body or "", today))
    others = tuple(other for other in coming if other.id != meeting.id)
    after = max(today, meeting.span.start)
    return MeetingItems(count, others, next((other.id for other in others if other.span.start > after), None))


def send_items(
    session: Session, viewer: Viewer, meeting_id: str, to: str, reason: str, signature: Signature
) -> ItemsSent:
    """Send what the meeting has still to treat to await a date, or to another meeting of the body; `to` says which.

    Closed items too, whoever cancels or moves the meeting, who need not see them for that. What was treated, postponed
    or withdrawn there stays there. Raises InvalidInputError for no reason to await a date, and for a wrong meeting.
    """
    stops = _to_treat(session, meeting_id)
    if not stops:
        return ItemsSent(to=to)
    target = None if to == AWAIT else _target(session, viewer, to, stops[0], signature.today)
    if target is None:
        reason = checked_reason(reason, "Write why the items await a date.")
    if target is None or has_begun(stops[0], signature.today):
        # What was on today's agenda, or an earlier one, goes to another only because that meeting is lost.
        _lose(session, stops, reason, signature)
    if target is not None:
        _place(session, stops, target, reason, signature)
    return ItemsSent(len(stops), to, target.span.start if target else None, _changes(session, stops, meeting_id))


def take_along(session: Session, was: Mapping[str, date], reason: str, signature: Signature) -> int:
    """Note in the history of all that is on these meetings' agendas that they have moved; how many are still to treat.

    `was` are the days that the meetings (public ids) were on before; they are on their new ones already.
    """
    count = 0
    for meeting_id, stops in stops_at(session, OPERATOR, was).items():
        count += sum(1 for stop in stops if stop.state is StopState.PLACED)
        for stop in stops:
            apply_decision(session, go_along(stop, reason), signature, from_day=was[meeting_id])
    return count


def bring_back(session: Session, viewer: Viewer, lost: Collection[tuple[str, int, str]], signature: Signature) -> None:
    """Place stops (their ids, the versions they were left in, and their meetings) where they were.

    Only what nobody has touched since, and not what has been treated, or was to be, where it went.
    """
    for stop_id, version, meeting_id in lost:
        # A closed item goes back with its meeting as well, whoever brings that back.
        stop = find_stop(session, OPERATOR, stop_id)
        meeting = find_occurrence(session, viewer, meeting_id)
        can_leave = stop.state.is_waiting or (stop.state is StopState.PLACED and not has_begun(stop, signature.today))
        if stop.version == version and can_leave and meeting.span.end > signature.today:
            source = order_at(session, stop.meeting_id) if stop.meeting_id else ()
            back = replace(stop, reason=_reason_there(history_of(session, stop.id), meeting.id))
            decision = place(back, meeting, source, order_at(session, meeting.id), signature.today)
            apply_decision(session, decision, signature)


def _reason_there(history: Iterable[StopChange], meeting_id: str) -> str:
    """Why it was on that agenda, before it had to leave: the reason to leave is none to be there again."""
    given = there = ""
    for change in history:
        if change.action not in (Action.ORDERED, Action.MEETING_MOVED):
            given = change.reason
        if change.meeting_id == meeting_id:
            there = given
    return there


def _to_treat(session: Session, meeting_id: str) -> list[Stop]:
    stops = stops_at(session, OPERATOR, [meeting_id])[meeting_id]
    return [stop for stop in stops if stop.state is StopState.PLACED]


def _target(session: Session, viewer: Viewer, to: str, stop: Stop, today: date) -> Occurrence:
    target = chosen_meeting(session, viewer, to, FIELD)
    try:
        if target.id != stop.meeting_id:
            require_placeable(target, stop.body, today)
            return target
    except RefusedError as error:
        raise InvalidInputError(error.message, field=FIELD, **error.details) from error
    raise InvalidInputError("Choose another meeting than the one that the items are to leave.", field=FIELD)


def _lose(session: Session, stops: list[Stop], reason: str, signature: Signature) -> None:
    """They are to be looked at again before the body's next meeting, by whom they had, or by the body's secretary."""
    secretary = secretary_post(session, stops[0].body, signature.today)
    # From the last to the first, so that each leaves from the number that it had.
    for stop in reversed(stops):
        waiting = Waiting(reason, LookAgain(LookKind.MEETING, body=stop.body), stop.owner or secretary)
        meeting = stop.meeting_id or ""
        orders = ((meeting, without(order_at(session, meeting), stop.id)),)
        apply_decision(session, replace(lose_meeting(stop, waiting), orders=orders), signature)


def _place(session: Session, stops: list[Stop], target: Occurrence, reason: str, signature: Signature) -> None:
    for one in stops:
        stop = replace(find_stop(session, OPERATOR, one.id), reason=reason)
        source = order_at(session, stop.meeting_id) if stop.meeting_id else ()
        decision = place(stop, target, source, order_at(session, target.id), signature.today)
        apply_decision(session, decision, signature)


def _changes(session: Session, stops: list[Stop], meeting_id: str) -> tuple[EntryChange, ...]:
    now = (find_stop(session, OPERATOR, stop.id) for stop in stops)
    return tuple(EntryChange(Subject.STOP, stop.id, {"meeting": meeting_id}, {"version": stop.version}) for stop in now)
