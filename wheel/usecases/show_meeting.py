"""Show one meeting: its agenda at its clock times, how far that is, and who meets; and which are to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wheel.core.access import Viewer, may
from wheel.core.dates import DateSpan
from wheel.core.meeting_agenda import Timetable
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.sent_agendas import (
    AgendaChange,
    AgendaState,
    SentAgenda,
    agenda_changes,
    agenda_state,
    lines_of,
    mark_of,
)
from wheel.core.stops import Stop
from wheel.errors import NotFoundError
from wheel.store.bodies import find_body
from wheel.store.database import Session
from wheel.store.meetings import (
    MeetingRecord,
    attachment_counts,
    count_unwritten,
    days_left_open,
    record_of,
    sent_agendas,
    stops_called,
)
from wheel.store.occurrences import find_occurrence, occurrences_between
from wheel.store.stops import stops_at
from wheel.usecases.agenda_states import agendas_now
from wheel.usecases.due_follow_ups import follow_ups_due_at
from wheel.usecases.show_item_content import FollowUpLine
from wheel.usecases.show_occurrence import notice_deadline
from wheel.usecases.show_posts import BodyPost, people_of_body

NEAR = timedelta(days=500)


@dataclass(frozen=True)
class MeetingPage:
    """`unsent` is what has changed since the agenda was sent last, until something that the meeting decided is written;
    `adjusted` is what that sending changed of the one before.

    `mark` is a word for the agenda as it is seen here. `attachments` are counts by item id; `followed_by` are the stops
    that go on with those here, by the id of the stop here. `left` is of how many items nothing is written, hidden ones
    too: it is for those who keep the agenda. `follow_ups` are due at this meeting, where it takes place.
    """

    meeting: Occurrence
    body: Body
    previous: Occurrence | None
    following: Occurrence | None
    agenda: Timetable
    state: AgendaState
    sent: tuple[SentAgenda, ...]
    unsent: tuple[AgendaChange, ...]
    adjusted: tuple[AgendaChange, ...]
    mark: str
    deadline: date | None
    people: tuple[BodyPost, ...]
    record: MeetingRecord
    attachments: Mapping[str, int]
    followed_by: Mapping[str, Stop]
    follow_ups: tuple[FollowUpLine, ...]
    has_begun: bool
    is_over: bool
    left: int

    @property
    def is_settled(self) -> bool:
        """Whether its agenda is what it was: the meeting is over, or something that it decided is written."""
        return self.is_over or self.agenda.is_written

    @property
    def may_be_sent(self) -> bool:
        """Whether there is an agenda to send of a meeting still to come."""
        return self.takes_place and not self.is_settled and bool(self.agenda.lines)

    @property
    def takes_place(self) -> bool:
        return takes_place(self.meeting)

    def is_late(self, today: date) -> bool:
        """Whether the agenda was to be out by now, and is not."""
        waits = self.state is AgendaState.DRAFT and not self.is_settled
        return waits and self.deadline is not None and self.deadline < today


def show_meeting(session: Session, viewer: Viewer, meeting_id: str, today: date) -> MeetingPage:
    """Raises NotFoundError also where the viewer may not know of the meeting, and for what has no agenda."""
    meeting, body = find_meeting(session, viewer, meeting_id)
    agenda = agenda_now(session, viewer, meeting)
    sent, lines = sent_agendas(session, viewer, meeting.id), lines_of(agenda)
    is_over = meeting.span.end <= today
    is_settled = is_over or agenda.is_written
    previous, following = _neighbours(session, viewer, meeting)
    return MeetingPage(
        meeting=meeting,
        body=body,
        previous=previous,
        following=following,
        agenda=agenda,
        state=AgendaState.SENT if sent and is_settled else agenda_state(sent, lines),
        sent=sent,
        unsent=agenda_changes(sent[-1].lines, lines) if sent and not is_settled else (),
        adjusted=agenda_changes(sent[-2].lines, sent[-1].lines) if len(sent) > 1 else (),
        mark=mark_of(lines),
        deadline=notice_deadline(session, body, meeting),
        people=people_of_body(session, viewer, body.short_name, meeting.span.start),
        record=_record(session, viewer, meeting),
        attachments=attachment_counts(session, {line.stop.item_id for line in agenda.lines if line.stop.item_id}),
        followed_by=_followed_by(session, viewer, agenda),
        follow_ups=follow_ups_due_at(session, viewer, meeting, today) if takes_place(meeting) else (),
        has_begun=meeting.span.start <= today,
        is_over=is_over,
        left=count_unwritten(session, meeting.id),
    )


def takes_place(meeting: Occurrence) -> bool:
    return meeting.status is Status.PLANNED


def find_meeting(session: Session, viewer: Viewer, meeting_id: str) -> tuple[Occurrence, Body]:
    """Raises NotFoundError also where the viewer may not know of it, and for what has no agenda."""
    meeting = find_occurrence(session, viewer, meeting_id)
    if meeting.body is None or not meeting.has_agenda:
        raise NotFoundError("There is no such meeting.")
    return meeting, find_body(session, viewer, meeting.body)


def agenda_now(session: Session, viewer: Viewer, meeting: Occurrence) -> Timetable:
    """The meeting's agenda as the viewer may see it, at the times that it has for everybody."""
    return agendas_now(session, [meeting], stops_at(session, viewer, [meeting.id]))[meeting.id]


def meetings_to_conclude(session: Session, viewer: Viewer, body: str, today: date) -> tuple[Occurrence, ...]:
    """The body's meetings that are over with items of which nothing is written, the oldest first.

    Only for those who may write it; nothing for others.
    """
    if not may(viewer, Right.CHANGE, Thing.OPEN_ITEM, body):
        return ()
    days = days_left_open(session, body, today)
    if not days:
        return ()
    span = DateSpan(min(days.values()), today)
    found = occurrences_between(session, viewer, span, bodies=(body,), kinds=(Kind.MEETING,))
    return tuple(meeting for meeting in found if meeting.id in days)


def _neighbours(session: Session, viewer: Viewer, meeting: Occurrence) -> tuple[Occurrence | None, Occurrence | None]:
    """The body's meetings before and after this one that take place, at most 500 days from it."""
    near = DateSpan(meeting.span.start - NEAR, meeting.span.end + NEAR)
    found = occurrences_between(session, viewer, near, bodies=(meeting.body or "",), kinds=(Kind.MEETING,))
    ids = [one.id for one in found]
    here = ids.index(meeting.id) if meeting.id in ids else len(ids)
    before = [one for one in found[:here] if one.status is Status.PLANNED]
    after = [one for one in found[here + 1 :] if one.status is Status.PLANNED]
    return (before[-1] if before else None), (after[0] if after else None)


def _followed_by(session: Session, viewer: Viewer, agenda: Timetable) -> dict[str, Stop]:
    """By stop of this agenda, the one that goes on with it, as far as the viewer may know of that."""
    following = {line.stop.id: line.stop.followed_by for line in agenda.lines if line.stop.followed_by}
    found = stops_called(session, viewer, frozenset(following.values()))
    return {stop_id: found[other] for stop_id, other in following.items() if other in found}


def _record(session: Session, viewer: Viewer, meeting: Occurrence) -> MeetingRecord:
    """Who was absent is for those who may know who sits in the body."""
    record = record_of(session, meeting.id)
    return record if may(viewer, Right.SEE, Thing.POST, meeting.body) else replace(record, absent="")
