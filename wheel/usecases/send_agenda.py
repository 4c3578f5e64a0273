"""Send a meeting's agenda out: keep it as it is sent, and make its items firm. Sent again, it has been adjusted."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import OPERATOR, Moment, Viewer, require, sign
from wheel.core.audit import AuditThing
from wheel.core.meeting_agenda import Timetable
from wheel.core.occurrences import Occurrence, Status
from wheel.core.permissions import Right, Thing
from wheel.core.sent_agendas import agenda_changes, lines_of, mark_of
from wheel.errors import ConflictError, RefusedError
from wheel.store.bodies import lock_body
from wheel.store.database import Session
from wheel.store.meetings import add_sent_agenda, sent_agendas
from wheel.store.stop_writing import make_firm
from wheel.usecases.audited import audit
from wheel.usecases.show_meeting import agenda_now, find_meeting


@dataclass(frozen=True)
class SendAgenda:
    """`seen` is the mark of the agenda that its sender saw."""

    meeting_id: str
    seen: str


def send_agenda(session: Session, viewer: Viewer, command: SendAgenda, moment: Moment) -> int:
    """The number of the version that was sent, from 1.

    Raises ConflictError if the agenda has changed since it was seen, and RefusedError if there is nothing to send.
    """
    meeting, body = find_meeting(session, viewer, command.meeting_id)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, body.short_name)
    lock_body(session, body.short_name)
    session.expire_all()
    if mark_of(lines_of(agenda_now(session, viewer, meeting))) != command.seen:
        raise ConflictError("Somebody else changed this agenda while you were looking at it.")
    # What is kept is the whole of it: what a reader may see of it is decided when it is read.
    agenda = agenda_now(session, OPERATOR, meeting)
    _require_to_come(meeting, agenda, moment)
    lines = lines_of(agenda)
    if not lines:
        raise RefusedError("There is nothing on the agenda yet.")
    sent = sent_agendas(session, OPERATOR, meeting.id)
    if sent and not agenda_changes(sent[-1].lines, lines):
        raise RefusedError("Nothing has changed since the agenda was sent.")
    number = add_sent_agenda(session, meeting.id, lines, sign(viewer, moment))
    make_firm(session, [line.stop for line in lines])
    act = "agenda sent" if number == 1 else "agenda sent again"
    audit(session, viewer, moment, act, AuditThing.OCCURRENCE, meeting.id)
    return number


def _require_to_come(meeting: Occurrence, agenda: Timetable, moment: Moment) -> None:
    if meeting.status is not Status.PLANNED:
        raise RefusedError("That meeting does not take place.")
    if meeting.span.end <= moment.today or agenda.is_written:
        raise RefusedError("That meeting is over.")
