"""What is kept of meetings besides their items: their agendas as they were sent, who was absent, what is unwritten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wheel.core.access import Signature, Viewer
from wheel.core.occurrences import Kind, Status
from wheel.core.sent_agendas import AgendaLine, SentAgenda
from wheel.core.stops import Stop, StopState
from wheel.store.batches import in_batches
from wheel.store.occurrences import occurrence_row
from wheel.store.stops import stop_values, stops_seen
from wheel.store.tables import (
    AgendaVersionRow,
    AttachmentRow,
    BodyRow,
    ItemRow,
    MeetingRecordRow,
    OccurrenceRow,
    SeriesRow,
    StopRow,
)
from wheel.store.visibility import readable_item


@dataclass(frozen=True)
class MeetingRecord:
    """What is noted of a meeting; `version` is 0 where nothing has been."""

    absent: str = ""
    version: int = 0


def record_of(session: Session, meeting_id: str) -> MeetingRecord:
    row = _record_row(session, meeting_id)
    return MeetingRecord(row.absent, row.version) if row else MeetingRecord()


def save_record(session: Session, meeting_id: str, absent: str) -> None:
    """Write who was absent; its version rises."""
    row = _record_row(session, meeting_id)
    if row is None:
        row = MeetingRecordRow(occurrence=occurrence_row(session, meeting_id), version=0)
        session.add(row)
    row.absent = absent
    row.version += 1
    session.flush()


def sent_agendas(session: Session, viewer: Viewer, meeting_id: str) -> tuple[SentAgenda, ...]:
    """The meeting's agendas as they were sent, the first one first.

    What the viewer may not see of an item today is not told of it as it was sent either, whatever it was then.
    """
    return sent_agendas_of(session, viewer, [meeting_id]).get(meeting_id, ())


def sent_agendas_of(session: Session, viewer: Viewer, meetings: Collection[str]) -> dict[str, tuple[SentAgenda, ...]]:
    """The same of several meetings (public ids) at once; of those alone of which one was sent."""
    found = session.execute(
        select(OccurrenceRow.public_id, AgendaVersionRow)
        .join(OccurrenceRow, OccurrenceRow.id == AgendaVersionRow.occurrence_id)
        .where(OccurrenceRow.public_id.in_(meetings))
        .order_by(AgendaVersionRow.number)
    ).all()
    readable = _readable(session, viewer, {line["stop"] for _, row in found for line in row.lines})
    sent: dict[str, tuple[SentAgenda, ...]] = {}
    for meeting, row in found:
        lines = tuple(_line(kept, place, readable) for place, kept in enumerate(row.lines, start=1))
        sent[meeting] = (*sent.get(meeting, ()), SentAgenda(row.number, row.at, row.actor, lines))
    return sent


def add_sent_agenda(session: Session, meeting_id: str, lines: Sequence[AgendaLine], signature: Signature) -> int:
    """Keep the agenda as it is sent, whole, with the titles of closed items; its number, from 1."""
    meeting = occurrence_row(session, meeting_id)
    last = session.scalar(select(func.max(AgendaVersionRow.number)).where(AgendaVersionRow.occurrence_id == meeting.id))
    number = (last or 0) + 1
    session.add(
        AgendaVersionRow(
            occurrence=meeting,
            number=number,
            at=signature.at,
            actor=signature.actor,
            lines=[_kept(line) for line in lines],
        )
    )
    session.flush()
    return number


def days_left_open(session: Session, body: str, before: date) -> dict[str, date]:
    """The body's meetings (public ids) over before that day with an item that nothing is written of; their days.

    Who may know of the meetings is not said here.
    """
    return dict(
        session.execute(
            select(OccurrenceRow.public_id, OccurrenceRow.start_day)
            .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
            .join(BodyRow, BodyRow.id == SeriesRow.body_id)
            .join(StopRow, StopRow.occurrence_id == OccurrenceRow.id)
            .where(BodyRow.short_name == body, SeriesRow.kind == Kind.MEETING, OccurrenceRow.end_day <= before)
            .where(OccurrenceRow.status == Status.PLANNED, StopRow.state == StopState.PLACED)
            .distinct()
        ).all()
    )


def count_unwritten(session: Session, meeting_id: str) -> int:
    """How many items of the meeting nothing is written of yet, those that a reader may not see too."""
    return session.scalars(
        select(func.count())
        .select_from(StopRow)
        .join(OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id)
        .where(OccurrenceRow.public_id == meeting_id, StopRow.state == StopState.PLACED)
    ).one()


def stops_called(session: Session, viewer: Viewer, stops: Collection[str]) -> dict[str, Stop]:
    """These stops (public ids), where the viewer may see more than the number; by id."""
    if not stops:
        return {}
    query = stops_seen(viewer).where(StopRow.public_id.in_(stops), readable_item(viewer))
    return {stop.id: stop for stop in stop_values(session, viewer, query)}


def attachment_counts(session: Session, items: Collection[str]) -> dict[str, int]:
    """How many attachments each of these items (public ids) has, closed ones too: whoever sees the item may count."""
    return dict(
        session.execute(
            select(ItemRow.public_id, func.count())
            .join(AttachmentRow, AttachmentRow.item_id == ItemRow.id)
            .where(ItemRow.public_id.in_(items))
            .group_by(ItemRow.public_id)
        ).all()
    )


def _record_row(session: Session, meeting_id: str) -> MeetingRecordRow | None:
    return session.scalar(
        select(MeetingRecordRow)
        .join(OccurrenceRow, OccurrenceRow.id == MeetingRecordRow.occurrence_id)
        .where(OccurrenceRow.public_id == meeting_id)
    )


def _readable(session: Session, viewer: Viewer, stops: Collection[str]) -> frozenset[str]:
    """Those of these stops (public ids) of whose items the viewer may see more than the number."""
    found: set[str] = set()
    for some in in_batches(stops):
        found.update(
            session.scalars(
                select(StopRow.public_id)
                .join(ItemRow, ItemRow.id == StopRow.item_id)
                .join(BodyRow, BodyRow.id == StopRow.body_id)
                .where(StopRow.public_id.in_(some), readable_item(viewer))
            )
        )
    return frozenset(found)


def _kept(line: AgendaLine) -> dict[str, Any]:
    return {
        "stop": line.stop,
        "title": line.title,
        "minutes": line.minutes,
        "starts_at": line.starts.isoformat("minutes") if line.starts else None,
        "state": (StopState.WITHDRAWN if line.is_withdrawn else StopState.PLACED).value,
    }


def _line(kept: dict[str, Any], number: int, readable: Collection[str]) -> AgendaLine:
    if kept["stop"] not in readable:
        return AgendaLine(kept["stop"], number, None, kept["minutes"], None)
    starts = time.fromisoformat(kept["starts_at"]) if kept["starts_at"] else None
    is_withdrawn = kept["state"] == StopState.WITHDRAWN
    return AgendaLine(kept["stop"], number, kept["title"], kept["minutes"], starts, is_withdrawn)
