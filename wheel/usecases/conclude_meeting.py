"""Write what a meeting decided: all its items at once, or none of them; what was postponed goes on elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from wheel.core import agenda
from wheel.core.access import Moment, Viewer, item_thing, require, sign
from wheel.core.agenda import Decision
from wheel.core.audit import AuditThing
from wheel.core.occurrences import Occurrence
from wheel.core.permissions import Right, Thing
from wheel.core.sentences.wording import later
from wheel.core.stops import Outcome, Stop, Waiting
from wheel.errors import ConflictError, InvalidInputError, RefusedError, WheelError
from wheel.store.bodies import lock_body
from wheel.store.database import Session
from wheel.store.meetings import count_unwritten
from wheel.store.stop_writing import apply_decision
from wheel.store.stops import stops_at
from wheel.usecases.audited import audit
from wheel.usecases.chosen_meeting import chosen_meeting
from wheel.usecases.offer_waiting import usual_waiting
from wheel.usecases.show_meeting import find_meeting


@dataclass(frozen=True)
class Decided:
    outcome: Outcome
    words: str = ""


@dataclass(frozen=True)
class Postponed:
    """To the meeting `to`; None: it awaits a date, for which `waiting` gives the reason.

    Where that says neither who sees to it nor when to look at it again, it waits as is usual in the body.
    """

    to: str | None
    waiting: Waiting
    words: str = ""


@dataclass(frozen=True)
class Withdrawn:
    reason: str


Result = Decided | Postponed | Withdrawn


@dataclass(frozen=True)
class WrittenRow:
    """What came out of one item, decided on version `seen` of its stop."""

    stop_id: str
    seen: int
    result: Result


@dataclass(frozen=True)
class ConcludeMeeting:
    """Items of which nothing is written yet have no row, and stay as they are."""

    meeting_id: str
    rows: tuple[WrittenRow, ...]


_NOT_ALL: Final = later("Nothing was saved yet: see what is said beside the items.")


class RowsRefusedError(RefusedError):
    """Some rows were refused, so nothing was written; `rows` says why, by stop id."""

    def __init__(self, rows: Mapping[str, WheelError]) -> None:
        super().__init__(_NOT_ALL)
        self.rows = rows

    @property
    def is_conflict(self) -> bool:
        return any(isinstance(error, ConflictError) for error in self.rows.values())


@dataclass(frozen=True)
class Conclusion:
    """How many items were written of, and of how many nothing is written yet."""

    written: int
    left: int


def conclude_meeting(session: Session, viewer: Viewer, command: ConcludeMeeting, moment: Moment) -> Conclusion:
    """Raises RowsRefusedError with a sentence for each row that cannot be written, and RefusedError if none is new."""
    meeting, body = find_meeting(session, viewer, command.meeting_id)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, body.short_name)
    lock_body(session, body.short_name)
    session.expire_all()
    decisions = _decisions(session, viewer, command, moment)
    if not decisions:
        raise RefusedError("There is nothing new to save: say what came out of at least one item.")
    for decision in decisions:
        apply_decision(session, decision, sign(viewer, moment))
    left = count_unwritten(session, meeting.id)
    audit(session, viewer, moment, "decisions written", AuditThing.OCCURRENCE, meeting.id, count=len(decisions))
    return Conclusion(len(decisions), left)


def _decisions(session: Session, viewer: Viewer, command: ConcludeMeeting, moment: Moment) -> list[Decision]:
    """All rows decided, before anything is written."""
    stops = {stop.id: stop for stop in stops_at(session, viewer, [command.meeting_id])[command.meeting_id]}

    @cache
    def meeting_called(meeting_id: str) -> Occurrence:
        return chosen_meeting(session, viewer, meeting_id, "to")

    @cache
    def usual_in(body: str) -> Waiting:
        return usual_waiting(session, viewer, body, moment.today)

    found: list[Decision] = []
    mistakes: dict[str, WheelError] = {}
    for row in command.rows:
        try:
            stop = _stop_of(stops, row)
            require(viewer, Right.CHANGE, item_thing(stop.is_closed), stop.body)
            if not _says_so_already(stop, row.result):
                agenda.require_version(stop, row.seen)
                found.append(_decision(stop, row.result, meeting_called, usual_in, moment))
        except (ConflictError, InvalidInputError, RefusedError) as error:
            mistakes[row.stop_id] = error
    if mistakes:
        raise RowsRefusedError(mistakes)
    return found


def _stop_of(stops: Mapping[str, Stop], row: WrittenRow) -> Stop:
    if row.stop_id not in stops:
        raise ConflictError("Somebody else changed this item while you were looking at it.")
    return stops[row.stop_id]


def _says_so_already(stop: Stop, result: Result) -> bool:
    """Whether the form leaves it as it is: it shows what was written before as well."""
    return isinstance(result, Decided) and (stop.outcome, stop.decision) == (result.outcome, result.words.strip())


def _decision(
    stop: Stop,
    result: Result,
    meeting_called: Callable[[str], Occurrence],
    usual_in: Callable[[str], Waiting],
    moment: Moment,
) -> Decision:
    match result:
        case Decided(outcome, words):
            return agenda.decide(stop, outcome, words, moment.today)
        case Postponed(to, waiting, words):
            target = None if to is None else meeting_called(to)
            waits = _complete(waiting, stop, usual_in(stop.body)) if target is None else waiting
            return agenda.postpone_at_meeting(stop, target, waits, moment.today, words)
        case Withdrawn(reason):
            return agenda.withdraw(stop, reason)


def _complete(waiting: Waiting, stop: Stop, usual: Waiting) -> Waiting:
    """What awaits a date is always somebody's, and always comes up again."""
    look = waiting.look_again or usual.look_again
    return replace(waiting, look_again=look, owner=waiting.owner or stop.owner or usual.owner)
