"""Show the form in which a meeting's decisions are written: each item, and the meetings it can be postponed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer, require
from wheel.core.occurrences import Occurrence
from wheel.core.permissions import Right, Thing
from wheel.errors import RefusedError
from wheel.store.database import Session
from wheel.usecases.show_agenda import coming_meetings, placeable
from wheel.usecases.show_meeting import MeetingPage, show_meeting


@dataclass(frozen=True)
class DecisionsPage:
    """`choices` are the body's other coming meetings; the first of them is where what was postponed goes usually."""

    page: MeetingPage
    choices: tuple[Occurrence, ...]


def show_decisions(session: Session, viewer: Viewer, meeting_id: str, today: date) -> DecisionsPage:
    """For whoever keeps the agenda, once the meeting has begun."""
    page = show_meeting(session, viewer, meeting_id, today)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, page.body.short_name)
    if not page.has_begun:
        raise RefusedError("The meeting has not been held yet.")
    coming = placeable(coming_meetings(session, viewer, page.body.short_name, today))
    return DecisionsPage(page, tuple(meeting for meeting in coming if meeting.id != meeting_id))
