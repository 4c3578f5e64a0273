"""Note who was absent from a meeting, in the secretary's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import AuditThing
from wheel.core.permissions import Right, Thing
from wheel.errors import ConflictError, InvalidInputError
from wheel.store.bodies import lock_body
from wheel.store.database import Session
from wheel.store.meetings import record_of, save_record
from wheel.usecases.audited import audit
from wheel.usecases.show_meeting import find_meeting

LONGEST_ABSENT: Final = 1000


@dataclass(frozen=True)
class NoteAbsent:
    """`seen` is the version of the meeting's record that was changed; 0 where there was none."""

    meeting_id: str
    seen: int
    absent: str


def note_absent(session: Session, viewer: Viewer, command: NoteAbsent, moment: Moment) -> None:
    """Raises ConflictError if somebody else has noted it since, and InvalidInputError if it is too long."""
    meeting, body = find_meeting(session, viewer, command.meeting_id)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, body.short_name)
    lock_body(session, body.short_name)
    session.expire_all()
    if record_of(session, meeting.id).version != command.seen:
        raise ConflictError("Somebody else noted who was absent while you were looking at it.")
    absent = command.absent.strip()
    if len(absent) > LONGEST_ABSENT:
        raise InvalidInputError("Write at most %(count)s characters.", field="absent", count=LONGEST_ABSENT)
    save_record(session, meeting.id, absent)
    audit(session, viewer, moment, "absence noted", AuditThing.OCCURRENCE, meeting.id)
