"""Say how far the agendas of several meetings are: not sent yet, sent as they stand, or changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wheel.core.access import OPERATOR, Viewer
from wheel.core.meeting_agenda import Timetable, as_seen, timetable
from wheel.core.occurrences import Occurrence
from wheel.core.sent_agendas import AgendaState, SentAgenda, agenda_state, lines_of
from wheel.core.stops import Stop
from wheel.store.database import Session
from wheel.store.meetings import sent_agendas_of
from wheel.store.stops import stops_at


def agenda_states(
    session: Session, viewer: Viewer, meetings: Sequence[Occurrence], stops: Mapping[str, Sequence[Stop]]
) -> dict[str, AgendaState]:
    """By meeting (its id); `stops` are those on its agenda as the viewer sees them.

    A change of a closed item that the viewer may not see is none to them. Once something that the meeting decided is
    written, its agenda stays as it was sent.
    """
    sent = sent_agendas_of(session, viewer, [meeting.id for meeting in meetings])
    agendas = agendas_now(session, [meeting for meeting in meetings if meeting.id in sent], stops)
    of_sent = {name: _state_of(sent[name], agenda) for name, agenda in agendas.items()}
    return {meeting.id: of_sent.get(meeting.id, AgendaState.DRAFT) for meeting in meetings}


def agendas_now(
    session: Session, meetings: Sequence[Occurrence], stops: Mapping[str, Sequence[Stop]]
) -> dict[str, Timetable]:
    """The agendas of meetings by their ids; `stops` as the viewer may see them.

    With the clock times that they have for everybody, so that what is hidden moves nothing.
    """
    hiding = [one.id for one in meetings if any(stop.title is None for stop in stops[one.id])]
    whole = dict(stops) | (stops_at(session, OPERATOR, hiding) if hiding else {})
    return {one.id: as_seen(timetable(one, whole[one.id]), stops[one.id]) for one in meetings}


def _state_of(sent: Sequence[SentAgenda], agenda: Timetable) -> AgendaState:
    return AgendaState.SENT if agenda.is_written else agenda_state(sent, lines_of(agenda))
