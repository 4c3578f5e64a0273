"""Move an occurrence to other days or another time; give an imprecise one its date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from wheel.core.access import Moment, Signature, Viewer, require_planner, sign
from wheel.core.agenda import optional_reason
from wheel.core.audit import Act, AuditThing
from wheel.core.bounds import LONGEST_DAYS
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Status
from wheel.core.plan_history import PlanAction
from wheel.core.plan_states import PlanState
from wheel.core.slots import Precision
from wheel.errors import InvalidInputError, RefusedError
from wheel.store.database import Session
from wheel.store.occurrence_history import record_change
from wheel.store.series import find_series
from wheel.usecases.audited import audit
from wheel.usecases.meeting_items import ALONG, ItemsSent, send_items, take_along
from wheel.usecases.plan_records import carry_out
from wheel.usecases.planned_occurrence import changes_to, find_behind_lock, require_shown_year


@dataclass(frozen=True)
class NewTimes:
    """Start and end on the clock; None for no time."""

    start: time | None
    end: time | None


@dataclass(frozen=True)
class MoveOccurrence:
    """`last_day` is for another length, `times` for other times; None leaves them. `seen` is the version looked at.

    `items_to` is where what is on its agenda goes: ALONG, AWAIT, or the id of another coming meeting of the body.
    """

    occurrence_id: str
    to_day: date
    reason: str = ""
    last_day: date | None = None
    times: NewTimes | None = None
    seen: int | None = None
    in_draft: bool = False
    items_to: str = ALONG


def move_occurrence(session: Session, viewer: Viewer, command: MoveOccurrence, moment: Moment) -> ItemsSent:
    """Move it, and say what became of its items. It keeps its length unless told, its slot and its UID.

    An imprecise one becomes exact, a single day unless told, and keeps its words. Only another first day asks anything
    of its items; in a draft they are asked once it is published.
    """
    require_planner(viewer)
    planned, state = find_behind_lock(
        session, viewer, command.occurrence_id, seen=command.seen, in_draft=command.in_draft
    )
    if state.status is not Status.PLANNED:
        raise RefusedError("What does not take place cannot be moved.")
    after = moved_state(state, command)
    if after == state:
        raise RefusedError("It is on that day already.")
    reason = optional_reason(command.reason)
    told = {
        "title": find_series(session, planned.series_id).title,
        "from": state.span.start.isoformat(),
        "to": after.span.start.isoformat(),
        "reason": reason,
    }
    is_moved = after.span != state.span
    signature = sign(viewer, moment)
    sent = ItemsSent(to=ALONG) if command.in_draft else _left_behind(session, viewer, command, state, after, signature)
    action = PlanAction.MOVED if is_moved else PlanAction.CHANGED
    changes = changes_to(planned, after, in_draft=command.in_draft)
    carry_out(session, signature, action, planned.plan_year, changes, told, also=sent.changes)
    facts = {"from": told["from"], "to": told["to"], "in_draft": command.in_draft}
    act = Act.MOVED if is_moved else Act.RETIMED
    audit(session, viewer, moment, act, AuditThing.OCCURRENCE, planned.id, **facts)
    if command.in_draft:
        return sent
    days = {"from_day": state.span.start, "to_day": after.span.start, "reason": reason}
    record_change(session, planned.id, signature.at, signature.actor, action.value, **days)
    along = take_along(session, {planned.id: state.span.start}, reason, signature) if _leaves_day(state, after) else 0
    return ItemsSent(along, ALONG) if sent.to == ALONG else sent


def _left_behind(
    session: Session, viewer: Viewer, command: MoveOccurrence, state: PlanState, after: PlanState, signature: Signature
) -> ItemsSent:
    """What does not go along is sent away before the meeting moves."""
    if command.items_to == ALONG or not _leaves_day(state, after):
        return ItemsSent(to=ALONG)
    reason = optional_reason(command.reason)
    return send_items(session, viewer, command.occurrence_id, command.items_to, reason, signature)


def _leaves_day(state: PlanState, after: PlanState) -> bool:
    return after.span.start != state.span.start


def moved_state(state: PlanState, command: MoveOccurrence) -> PlanState:
    """The state on the days and at the times asked for; the same one where nothing changes."""
    span = _new_span(state, command)
    require_shown_year(span, "to_day")
    times = command.times or NewTimes(state.start_time, state.end_time)
    require_order(span, times)
    is_retimed = (times.start, times.end) != (state.start_time, state.end_time)
    if span == state.span and not is_retimed and state.precision is Precision.EXACT:
        return state
    return replace(
        state,
        span=span,
        precision=Precision.EXACT,
        start_time=times.start,
        end_time=times.end,
        # The holiday that a policy shifted it off is no longer why it is where it is.
        because="",
        is_moved=span != state.slot or is_retimed or state.precision is not Precision.EXACT,
        # Where it follows the rule after all, there is nothing left to note.
        rule_says=None if span == state.rule_says else state.rule_says,
    )


def _new_span(state: PlanState, command: MoveOccurrence) -> DateSpan:
    if command.last_day is not None:
        return span_from(command.to_day, command.last_day)
    if state.precision is not Precision.EXACT:
        return DateSpan.of_day(command.to_day)
    return state.span.moved_to(command.to_day)


def span_from(first: date, last: date) -> DateSpan:
    """The days from one to the other. Raises InvalidInputError for the field `last_day`, where there are none."""
    if last < first:
        raise InvalidInputError("The last day must not be before the first.", field="last_day")
    if (last - first).days >= LONGEST_DAYS:
        raise InvalidInputError("An event lasts at most %(count)s days.", field="last_day", count=LONGEST_DAYS)
    return DateSpan.of_days(first, last)


def require_order(span: DateSpan, times: NewTimes) -> None:
    if times.start is None and times.end is not None:
        raise InvalidInputError("Write when it starts, too.", field="start_time")
    is_one_day = span.day_count == 1
    if is_one_day and times.start is not None and times.end is not None and times.end <= times.start:
        raise InvalidInputError("It must end after it starts.", field="end_time")
