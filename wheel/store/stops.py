"""Stops, read for a viewer with closed items redacted, and the append-only history of every stop."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from wheel.core.access import Viewer, item_thing, may
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.occurrences import Kind, Status
from wheel.core.permissions import Right, Thing
from wheel.core.stops import Action, BackReference, Stop, StopChange, StopState
from wheel.errors import NotFoundError
from wheel.store.tables import (
    BodyRow,
    ItemRow,
    OccurrenceRow,
    PostRow,
    SeriesRow,
    StandingItemRow,
    StopChangeRow,
    StopRow,
    YearPlanRow,
)
from wheel.store.visibility import readable_item, visible_body, visible_occurrence

WAITING = tuple(state for state in StopState if state.is_waiting)

_Owner = aliased(PostRow)
_Officer = aliased(PostRow)
_Following = aliased(StopRow)


def stops_at(session: Session, viewer: Viewer, meetings: Collection[str]) -> dict[str, list[Stop]]:
    """All that is on these meetings' agendas (public ids), by meeting, in order: what was withdrawn there too."""
    query = stops_seen(viewer).where(OccurrenceRow.public_id.in_(meetings))
    found: dict[str, list[Stop]] = {meeting: [] for meeting in meetings}
    for stop in stop_values(session, viewer, query.order_by(StopRow.position)):
        found[stop.meeting_id or ""].append(stop)
    return found


def awaiting_stops(session: Session, viewer: Viewer, body: str) -> tuple[Stop, ...]:
    """What awaits a date in a body, or is on hold: the longest-waiting first."""
    query = stops_seen(viewer).where(BodyRow.short_name == body, StopRow.state.in_(WAITING))
    # What is closed has no number on any agenda yet, so there is nothing of it that others may be shown.
    query = query.where(readable_item(viewer))
    return stop_values(session, viewer, query.order_by(StopRow.since, StopRow.id))


def find_stop(session: Session, viewer: Viewer, stop_id: str) -> Stop:
    """Raises NotFoundError; also for what is closed and on no agenda, so that it has no number for others to know."""
    is_shown = or_(StopRow.occurrence_id.is_not(None), readable_item(viewer))
    found = stop_values(session, viewer, stops_seen(viewer).where(StopRow.public_id == stop_id, is_shown))
    if not found:
        raise NotFoundError("There is no such item.")
    return found[0]


def stops_of_item(session: Session, viewer: Viewer, item_id: str) -> tuple[Stop, ...]:
    """An item's stops of which the viewer may see more than the number. Raises NotFoundError if there are none."""
    query = stops_seen(viewer).where(ItemRow.public_id == item_id, readable_item(viewer))
    stops = stop_values(session, viewer, query.order_by(StopRow.step, StopRow.id))
    if not stops:
        raise NotFoundError("There is no such item.")
    return stops


def open_stops_of_items(session: Session, viewer: Viewer, items: Collection[str], day: date) -> tuple[Stop, ...]:
    """The stops of these items, of which the viewer may see more than the number, that are still to come on that day.

    Those at a meeting come first, in the order of their days; then what waits, the longest-waiting first.
    """
    is_to_come = or_(StopRow.state.in_(WAITING), and_(StopRow.state == StopState.PLACED, OccurrenceRow.end_day > day))
    query = stops_seen(viewer).where(ItemRow.public_id.in_(items), readable_item(viewer), is_to_come)
    stops = stop_values(session, viewer, query.order_by(OccurrenceRow.start_day, StopRow.since, StopRow.id))
    return tuple(sorted(stops, key=lambda stop: stop.state.is_waiting))


def order_at(session: Session, meeting_id: str) -> tuple[str, ...]:
    """The stop ids at a meeting, in order, closed and withdrawn ones included."""
    return tuple(
        session.scalars(
            select(StopRow.public_id)
            .join(OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id)
            .where(OccurrenceRow.public_id == meeting_id)
            .order_by(StopRow.position)
        )
    )


def history_of(session: Session, stop_id: str) -> tuple[StopChange, ...]:
    """A stop's whole history, oldest first. Only for viewers who may see the item itself."""
    return histories_of(session, [stop_id])[stop_id]


def histories_of(session: Session, stops: Collection[str]) -> dict[str, tuple[StopChange, ...]]:
    """As `history_of`, of several stops at once, by their ids."""
    rows = session.execute(
        select(StopChangeRow, OccurrenceRow.public_id, StopRow.public_id)
        .join(StopRow, StopRow.id == StopChangeRow.stop_id)
        .outerjoin(OccurrenceRow, OccurrenceRow.id == StopChangeRow.occurrence_id)
        .where(StopRow.public_id.in_(stops))
        .order_by(StopChangeRow.id)
    )
    found: dict[str, list[StopChange]] = {stop_id: [] for stop_id in stops}
    for row, meeting_id, stop_id in rows:
        found[stop_id].append(_change(row, meeting_id))
    return {stop_id: tuple(changes) for stop_id, changes in found.items()}


def _change(row: StopChangeRow, meeting_id: str | None) -> StopChange:
    return StopChange(
        at=row.at,
        actor=row.actor,
        action=row.action,
        from_day=row.from_day,
        to_day=row.to_day,
        from_position=row.from_position,
        to_position=row.to_position,
        reason=row.reason,
        state=row.state,
        meeting_id=meeting_id,
        outcome=row.outcome,
        id=row.id,
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


def stops_seen(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """The query that all readings of stops begin with: at meetings, and in bodies, that the viewer may know of.

    It joins items, bodies, occurrences, series and year plans, so the conditions of `store/visibility.py` go with it.
    """
    return (
        select(
            StopRow,
            ItemRow,
            BodyRow.short_name,
            OccurrenceRow.public_id.label("meeting_id"),
            OccurrenceRow.start_day,
            _Owner.public_id.label("owner"),
            _Owner.title.label("owner_title"),
            _Officer.public_id.label("officer"),
            _Following.public_id.label("followed_by"),
            StandingItemRow.public_id.label("standing_item"),
            _look_body(viewer).label("look_body"),
            look_by(viewer).label("look_by"),
        )
        .join(ItemRow, ItemRow.id == StopRow.item_id)
        .join(BodyRow, BodyRow.id == StopRow.body_id)
        .outerjoin(OccurrenceRow, OccurrenceRow.id == StopRow.occurrence_id)
        .outerjoin(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .outerjoin(_Owner, _Owner.id == StopRow.owner_post_id)
        .outerjoin(_Officer, _Officer.id == ItemRow.case_officer_post_id)
        .outerjoin(_Following, _Following.resumes_id == StopRow.id)
        .outerjoin(StandingItemRow, StandingItemRow.id == ItemRow.standing_item_id)
        .where(visible_body(viewer), or_(StopRow.occurrence_id.is_(None), visible_occurrence(viewer)))
    )


def look_by(viewer: Viewer) -> ColumnElement[date | None]:
    """The last day by which to look at a stop again; before a body's next meeting, that meeting's day in the plan."""
    meeting = (
        select(func.min(OccurrenceRow.start_day))
        .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .join(BodyRow, BodyRow.id == SeriesRow.body_id)
        .outerjoin(YearPlanRow, YearPlanRow.year == OccurrenceRow.plan_year)
        .where(SeriesRow.body_id == StopRow.look_body_id, SeriesRow.kind == Kind.MEETING)
        .where(OccurrenceRow.status == Status.PLANNED, visible_occurrence(viewer))
        .where(OccurrenceRow.start_day > func.coalesce(StopRow.look_day, StopRow.since))
        .correlate(StopRow)
        .scalar_subquery()
    )
    said = func.coalesce(StopRow.look_until, StopRow.look_day)
    return case((StopRow.look_kind == LookKind.MEETING, meeting), else_=said)


def _look_body(viewer: Viewer) -> ColumnElement[str]:
    """The body whose next meeting a stop waits for, where the viewer may know of it."""
    return (
        select(BodyRow.short_name)
        .where(BodyRow.id == StopRow.look_body_id, visible_body(viewer))
        .correlate(StopRow)
        .scalar_subquery()
    )


def stop_values(session: Session, viewer: Viewer, query: Select[*tuple[Any, ...]]) -> tuple[Stop, ...]:
    """What a query that begins with `stops_seen` finds, in its order."""
    rows = session.execute(query).all()
    values = [_value(row, viewer) for row in rows]
    resumed = {row.StopRow.resumes_id for row in rows if row.StopRow.resumes_id is not None}
    if resumed:
        earlier = _back_references(session, viewer, resumed)
        values = [
            replace(value, resumes=earlier.get(row.StopRow.resumes_id)) if value.title is not None else value
            for value, row in zip(values, rows, strict=True)
        ]
    return tuple(values)


def _back_references(session: Session, viewer: Viewer, row_ids: Collection[int]) -> dict[int, BackReference]:
    query = stops_seen(viewer).where(StopRow.id.in_(row_ids), readable_item(viewer))
    return {
        row.StopRow.id: BackReference(row.StopRow.public_id, row.short_name, row.start_day, row.StopRow.position)
        for row in session.execute(query)
    }


def _value(row: Row[*tuple[Any, ...]], viewer: Viewer) -> Stop:
    stop, item, body = row.StopRow, row.ItemRow, row.short_name
    placed = {
        "id": stop.public_id,
        "is_closed": item.is_closed,
        "body": body,
        "meeting_id": row.meeting_id,
        "meeting_day": row.start_day,
        "position": stop.position,
        "minutes": stop.minutes,
    }
    if not may(viewer, Right.SEE, item_thing(item.is_closed), body):
        # Its place and its minutes, and nothing else of a closed item, leave the store: not what became of it.
        state = StopState.PLACED if stop.occurrence_id is not None else StopState.AWAITING
        return Stop(**placed, state=state, version=0, title=None)
    return Stop(
        **placed,
        **_of_item(row),
        **_waiting(row, may_see_posts=may(viewer, Right.SEE, Thing.POST)),
        state=stop.state,
        version=stop.version,
        purpose=stop.purpose,
        starts_at=stop.starts_at,
        since=stop.since,
        is_provisional=stop.is_provisional,
        reason=stop.reason,
        outcome=stop.outcome,
        decision=stop.decision,
        followed_by=row.followed_by,
        step=stop.step,
        lead_days=stop.lead_days,
    )


def _of_item(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    item = row.ItemRow
    same = ("title", "text", "case_number", "case_officer", "participants", "sub_date")
    return {name: getattr(item, name) for name in same} | {
        "item_id": item.public_id,
        "item_version": item.version,
        "tags": tuple(item.tags),
        "standing_item": row.standing_item,
    }


def _waiting(row: Row[*tuple[Any, ...]], *, may_see_posts: bool) -> dict[str, Any]:
    stop, look = row.StopRow, None
    if stop.look_kind is not None:
        look = LookAgain(stop.look_kind, stop.look_day, stop.look_until, stop.look_words, row.look_body)
    posts = {"owner": row.owner, "owner_title": row.owner_title or "", "case_officer_post": row.officer}
    return {"look_again": look, "look_by": row.look_by, **(posts if may_see_posts else {})}
