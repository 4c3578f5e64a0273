"""Items and stops: read for a viewer with closed items redacted, and changed as core decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from wheel.core.access import Signature, Viewer, item_thing, may
from wheel.core.agenda import Decision
from wheel.core.permissions import Right
from wheel.core.stops import Action, NewItem, Stop, StopChange, StopState
from wheel.errors import NotFoundError
from wheel.store.bodies import body_row_id
from wheel.store.items import officer_row_id
from wheel.store.occurrences import occurrence_row
from wheel.store.tables import BodyRow, ItemRow, OccurrenceRow, SeriesRow, StopChangeRow, StopRow, YearPlanRow
from wheel.store.visibility import readable_item, visible_body, visible_occurrence


def stops_at(session: Session, viewer: Viewer, meetings: Collection[str]) -> dict[str, list[Stop]]:
    """The stops placed at these meetings (public ids), by meeting, in order."""
    query = _stops(viewer).where(OccurrenceRow.public_id.in_(meetings), StopRow.state == StopState.PLACED)
    found: dict[str, list[Stop]] = {meeting: [] for meeting in meetings}
    for row in session.execute(query.order_by(StopRow.position)):
        stop = _value(row, viewer)
        found[stop.meeting_id or ""].append(stop)
    return found


def awaiting_stops(session: Session, viewer: Viewer, body: str) -> tuple[Stop, ...]:
    """What awaits a date in a body, the longest-waiting first."""
    query = _stops(viewer).where(BodyRow.short_name == body, StopRow.state == StopState.AWAITING)
    # What is closed has no number on any agenda yet, so there is nothing of it that others may be shown.
    query = query.where(readable_item(viewer))
    return tuple(_value(row, viewer) for row in session.execute(query.order_by(StopRow.since, StopRow.id)))


def find_stop(session: Session, viewer: Viewer, stop_id: str) -> Stop:
    """Raises NotFoundError; also for what is closed and on no agenda, so that it has no number for others to know."""
    is_shown = or_(StopRow.state == StopState.PLACED, readable_item(viewer))
    row = session.execute(_stops(viewer).where(StopRow.public_id == stop_id, is_shown)).one_or_none()
    if row is None:
        raise NotFoundError("There is no such item.")
    return _value(row, viewer)


def stops_of_item(session: Session, viewer: Viewer, item_id: str) -> tuple[Stop, ...]:
    """An item's stops of which the viewer may see more than the number. Raises NotFoundError if there are none."""
    query = _stops(viewer).where(ItemRow.public_id == item_id, readable_item(viewer))
    stops = tuple(_value(row, viewer) for row in session.execute(query.order_by(StopRow.id)))
    if not stops:
        raise NotFoundError("There is no such item.")
    return stops


def open_stops_of_items(session: Session, viewer: Viewer, items: Collection[str], day: date) -> tuple[Stop, ...]:
    """The stops of these items, of which the viewer may see more than the number, that are still to come on that day.

    Those at a meeting come first, in the order of their days; then what awaits a date, the longest-waiting first.
    """
    is_to_come = or_(
        StopRow.state == StopState.AWAITING, and_(StopRow.state == StopState.PLACED, OccurrenceRow.end_day > day)
    )
    query = _stops(viewer).where(ItemRow.public_id.in_(items), readable_item(viewer), is_to_come)
    rows = session.execute(query.order_by(OccurrenceRow.start_day, StopRow.since, StopRow.id))
    return tuple(sorted((_value(row, viewer) for row in rows), key=lambda stop: stop.state is StopState.AWAITING))


def history_of(session: Session, stop_id: str) -> tuple[StopChange, ...]:
    """A stop's whole history, oldest first. Only for viewers who may see the item itself."""
    rows = session.scalars(
        select(StopChangeRow).join(StopRow).where(StopRow.public_id == stop_id).order_by(StopChangeRow.id)
    )
    return tuple(
        StopChange(
            at=row.at,
            actor=row.actor,
            action=row.action,
            from_day=row.from_day,
            to_day=row.to_day,
            from_position=row.from_position,
            to_position=row.to_position,
            reason=row.reason,
        )
        for row in rows
    )


def order_at(session: Session, meeting_id: str) -> tuple[str, ...]:
    """The stop ids at a meeting, in order, closed ones included."""
    return tuple(
        session.scalars(
            select(StopRow.public_id)
            .join(OccurrenceRow)
            .where(OccurrenceRow.public_id == meeting_id, StopRow.state == StopState.PLACED)
            .order_by(StopRow.position)
        )
    )


def known_source_words(session: Session, body: str) -> set[tuple[str, date | None]]:
    """What has been imported for a body: the source's words and the day of the meeting (None: awaiting)."""
    return set(
        session.execute(
            select(ItemRow.source_words, StopChangeRow.to_day)
            .join(StopRow, StopRow.item_id == ItemRow.id)
            .join(BodyRow, BodyRow.id == StopRow.body_id)
            .join(StopChangeRow, StopChangeRow.stop_id == StopRow.id)
            .where(BodyRow.short_name == body, ItemRow.source_words != "", StopChangeRow.action == Action.ADDED)
        )
    )


def add_item(
    session: Session, item: NewItem, body: str, meeting_id: str | None, reason: str, signature: Signature
) -> str:
    """Add an item with one stop: last at the meeting, or awaiting; the stop's public id."""
    meeting = occurrence_row(session, meeting_id) if meeting_id else None
    position = len(order_at(session, meeting_id)) + 1 if meeting_id else None
    stop = StopRow(
        item=ItemRow(
            **{name: getattr(item, name) for name in _ITEM_FIELDS},
            case_officer_post_id=officer_row_id(session, item.case_officer, signature.today),
        ),
        body_id=body_row_id(session, body),
        occurrence=meeting,
        position=position,
        state=StopState.PLACED if meeting else StopState.AWAITING,
        purpose=item.purpose,
        minutes=item.minutes,
        reason=reason,
        since=signature.today,
    )
    to_day = meeting.start_day if meeting else None
    stop.changes.append(
        StopChangeRow(
            at=signature.at,
            actor=signature.actor,
            action=Action.ADDED,
            to_day=to_day,
            to_position=position,
            reason=reason,
        )
    )
    session.add(stop)
    session.flush()
    return stop.public_id


_ITEM_FIELDS = ("title", "text", "case_number", "case_officer", "is_closed", "sub_date", "source_words")


def apply_decision(session: Session, decision: Decision, signature: Signature) -> None:
    """Write what core decided of a stop, renumber the meetings it touches, and append to its history."""
    stop = session.scalars(select(StopRow).where(StopRow.public_id == decision.stop_id)).one()
    before_day = stop.occurrence.start_day if stop.occurrence else None
    before_position = stop.position
    meeting = occurrence_row(session, decision.meeting_id) if decision.meeting_id else None
    if (stop.state, stop.occurrence) != (decision.state, meeting):
        stop.since = signature.today
    stop.state, stop.occurrence = decision.state, meeting
    if decision.action is not Action.ORDERED:
        # Another place on the same agenda leaves the reason that the item is there for.
        stop.reason = decision.reason
    stop.position = None if meeting is None else before_position or 1
    stop.version += 1
    _renumber(session, decision.orders)
    stop.changes.append(
        StopChangeRow(
            at=signature.at,
            actor=signature.actor,
            action=decision.action,
            from_day=before_day,
            to_day=meeting.start_day if meeting else None,
            from_position=before_position,
            to_position=stop.position,
            reason=decision.reason,
        )
    )
    session.flush()


def _renumber(session: Session, orders: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Positions are always 1..n within a meeting."""
    session.flush()
    for _meeting, order in orders:
        rows = session.scalars(select(StopRow).where(StopRow.public_id.in_(order)))
        for row in rows:
            row.position = order.index(row.public_id) + 1
    session.flush()


def _stops(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(StopRow, ItemRow, BodyRow.short_name, OccurrenceRow.public_id, OccurrenceRow.start_day)
        .join(ItemRow, ItemRow.id == StopRow.item_id)
        .join(BodyRow, BodyRow.id == StopRow.body_id)
        .outerjoin(OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id)
        .outerjoin(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(visible_body(viewer), or_(StopRow.occurrence_id.is_(None), visible_occurrence(viewer)))
    )


def _value(row: Row[*tuple[Any, ...]], viewer: Viewer) -> Stop:
    stop, item, body, meeting_id, meeting_day = row
    placed = {
        "id": stop.public_id,
        "is_closed": item.is_closed,
        "body": body,
        "state": stop.state,
        "meeting_id": meeting_id,
        "meeting_day": meeting_day,
        "position": stop.position,
        "minutes": stop.minutes,
        "version": stop.version,
    }
    if not may(viewer, Right.SEE, item_thing(item.is_closed), body):
        # Its place and its minutes, and nothing else of a closed item, leave the store: not how often it was changed.
        return Stop(**placed | {"version": 0}, title=None)
    return Stop(
        **placed,
        item_id=item.public_id,
        item_version=item.version,
        title=item.title,
        purpose=stop.purpose,
        since=stop.since,
        reason=stop.reason,
        text=item.text,
        case_number=item.case_number,
        case_officer=item.case_officer,
        sub_date=item.sub_date,
    )
