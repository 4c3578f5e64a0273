"""Show what is to be followed up: what a meeting ought to ask about, what is overdue, and what nobody has yet."""

from __future__ import annotations

from datetime import date

from wheel.core.access import Viewer
from wheel.core.follow_ups import FollowUp
from wheel.core.occurrences import Occurrence
from wheel.store.database import Session
from wheel.store.follow_ups import open_follow_ups
from wheel.usecases.show_item_content import FollowUpLine, follow_up_line


def follow_ups_due_at(session: Session, viewer: Viewer, meeting: Occurrence, today: date) -> tuple[FollowUpLine, ...]:
    """What the meeting's body asked for, is not done, and is due on the meeting's day or before; the oldest first.

    Nothing for who may not see follow-ups there, and nothing of what they may not see of its agendas.
    """
    if meeting.body is None:
        return ()
    found = open_follow_ups(session, viewer, meeting.body)
    return _lines(viewer, [one for one in found if one.is_due_at(meeting.span.start)], today)


def overdue_follow_ups(session: Session, viewer: Viewer, body: str | None, today: date) -> tuple[FollowUpLine, ...]:
    """What is overdue of what the body (its short name) asked for, or any body; the oldest first."""
    found = open_follow_ups(session, viewer, body)
    return _lines(viewer, [one for one in found if one.is_overdue(today)], today)


def ownerless_follow_ups(session: Session, viewer: Viewer, today: date) -> tuple[FollowUpLine, ...]:
    """What nobody is to do yet, in the bodies that the viewer is the secretary of: they are to find somebody."""
    if not viewer.secretary_of:
        return ()
    found = open_follow_ups(session, viewer)
    return _lines(viewer, [one for one in found if one.is_ownerless and _keeps(viewer, one)], today)


def _keeps(viewer: Viewer, found: FollowUp) -> bool:
    return found.place is not None and found.place.body in viewer.secretary_of


def _lines(viewer: Viewer, found: list[FollowUp], today: date) -> tuple[FollowUpLine, ...]:
    return tuple(follow_up_line(viewer, one, today) for one in found)
