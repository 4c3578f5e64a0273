"""Gather what whoever keeps a body's agenda has to see to: decisions to write, standing items to place, follow-ups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer
from wheel.core.occurrences import Occurrence
from wheel.core.stops import StopState
from wheel.store.database import Session
from wheel.store.stops import stops_at
from wheel.usecases.due_follow_ups import overdue_follow_ups
from wheel.usecases.show_item_content import FollowUpLine
from wheel.usecases.show_meeting import meetings_to_conclude
from wheel.usecases.show_standing import standing_to_place


@dataclass(frozen=True)
class MeetingToWrite:
    """A meeting that was held, and of how many items nothing is written; hidden ones are not counted."""

    meeting: Occurrence
    left: int


@dataclass(frozen=True)
class AgendaNotices:
    """`to_write` begins with the latest meeting; `to_place` counts standing items that the coming meetings lack."""

    to_write: tuple[MeetingToWrite, ...] = ()
    to_place: int = 0
    overdue: tuple[FollowUpLine, ...] = ()


def agenda_notices(session: Session, viewer: Viewer, body: str, today: date) -> AgendaNotices:
    """For the body of that short name; nothing for who does not keep its agenda."""
    if not viewer.may_keep_agenda(body):
        return AgendaNotices()
    return AgendaNotices(
        to_write=_to_write(session, viewer, body, today),
        to_place=standing_to_place(session, viewer, body, today),
        overdue=overdue_follow_ups(session, viewer, body, today),
    )


def _to_write(session: Session, viewer: Viewer, body: str, today: date) -> tuple[MeetingToWrite, ...]:
    meetings = meetings_to_conclude(session, viewer, body, today)
    stops = stops_at(session, viewer, [meeting.id for meeting in meetings]) if meetings else {}
    left = {
        meeting: sum(stop.state is StopState.PLACED and stop.title is not None for stop in found)
        for meeting, found in stops.items()
    }
    return tuple(MeetingToWrite(meeting, left[meeting.id]) for meeting in reversed(meetings))
