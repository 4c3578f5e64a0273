"""What planning reads and writes: series with their rules, and the occurrences made from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from wheel.core.agenda import StopState
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Status, Visibility
from wheel.core.planning import Existing, PlanChanges
from wheel.core.rule_documents import rule_from_document, rule_to_document
from wheel.core.rules import Rule
from wheel.core.slots import Precision, Slot
from wheel.errors import NotFoundError
from wheel.store.bodies import body_row_id
from wheel.store.stamps import note_change
from wheel.store.tables import BodyRow, OccurrenceChangeRow, OccurrenceRow, RingRow, SeriesRow, StopRow


@dataclass(frozen=True)
class Series:
    """One planned recurring thing. Times and place left out are the body's."""

    title: str
    kind: Kind
    ring: str
    rule: Rule
    body: str | None = None
    start_time: time | None = None
    end_time: time | None = None
    place: str = ""
    note: str = ""
    reading: int | None = None
    visibility: Visibility = Visibility.PUBLIC
    id: str = ""


def add_series(session: Session, series: Series) -> str:
    """Add a series; its public id. Raises NotFoundError if its ring or body is not there."""
    ring_id = session.scalar(select(RingRow.id).where(RingRow.key == series.ring))
    if ring_id is None:
        raise NotFoundError("There is no ring called %(name)s.", name=series.ring)
    row = SeriesRow(
        title=series.title,
        kind=series.kind,
        body_id=body_row_id(session, series.body) if series.body else None,
        ring_id=ring_id,
        rule=rule_to_document(series.rule),
        start_time=series.start_time,
        end_time=series.end_time,
        place=series.place,
        note=series.note,
        reading=series.reading,
        visibility=series.visibility,
    )
    session.add(row)
    session.flush()
    return row.public_id


def replace_rule(session: Session, series_id: str, rule: Rule) -> None:
    """Give a series another rule; planning a year again then follows it."""
    session.scalars(select(SeriesRow).where(SeriesRow.public_id == series_id)).one().rule = rule_to_document(rule)
    session.flush()


def all_series(session: Session) -> tuple[Series, ...]:
    """Every series with its times and place, those left out taken from its body."""
    rows = session.execute(
        select(SeriesRow, RingRow.key, BodyRow)
        .join(RingRow, RingRow.id == SeriesRow.ring_id)
        .outerjoin(BodyRow, BodyRow.id == SeriesRow.body_id)
        .order_by(SeriesRow.id)
    )
    return tuple(_series(row, ring, body) for row, ring, body in rows)


def _series(row: SeriesRow, ring: str, body: BodyRow | None) -> Series:
    takes_times = body is not None and row.kind is Kind.MEETING and row.start_time is None
    return Series(
        id=row.public_id,
        title=row.title,
        kind=row.kind,
        ring=ring,
        rule=rule_from_document(row.rule),
        body=body.short_name if body else None,
        start_time=body.default_start if body and takes_times else row.start_time,
        end_time=body.default_end if body and takes_times else row.end_time,
        place=row.place or (body.default_place if body and row.kind is Kind.MEETING else ""),
        note=row.note,
        reading=row.reading,
        visibility=row.visibility,
    )


def existing_in_plan(session: Session, year: int) -> dict[str, list[Existing]]:
    """What is stored of the year's plan, by series id, for reconciling."""
    with_items = select(StopRow.occurrence_id).where(StopRow.state == StopState.PLACED)
    with_history = select(OccurrenceChangeRow.occurrence_id)
    rows = session.execute(
        select(SeriesRow.public_id, OccurrenceRow, OccurrenceRow.id.in_(with_items), OccurrenceRow.id.in_(with_history))
        .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .where(OccurrenceRow.plan_year == year)
    )
    found: dict[str, list[Existing]] = {}
    for series_id, row, has_items, has_history in rows:
        found.setdefault(series_id, []).append(_existing(row, has_items, has_history))
    return found


def _existing(row: OccurrenceRow, has_items: bool, has_history: bool) -> Existing:
    says = None
    if row.rule_says_start is not None and row.rule_says_end is not None:
        says = DateSpan(row.rule_says_start, row.rule_says_end)
    return Existing(
        id=row.public_id,
        slot=Slot(DateSpan(row.slot_start, row.slot_end), row.precision, row.words),
        span=DateSpan(row.start_day, row.end_day),
        is_moved=row.is_moved,
        is_cancelled=row.status is Status.CANCELLED,
        has_items=has_items,
        has_history=has_history,
        rule_says=says,
        is_unasked=row.is_unasked,
    )


def apply_changes(
    session: Session, series: Series, year: int, changes: PlanChanges, blocked: Mapping[date, str]
) -> None:
    """Write what planning decided. `blocked` gives the reason for slots (by first day) on which nothing is held."""
    series_row_id = session.scalars(select(SeriesRow.id).where(SeriesRow.public_id == series.id)).one()
    new = [_new_row(series, series_row_id, year, slot, blocked) for slot in changes.new]
    if new:
        session.execute(insert(OccurrenceRow), new)
    for followed in changes.followed:
        row = _row(session, followed.id)
        row.slot_end = row.end_day = followed.slot.span.end
        row.start_day = followed.slot.span.start
        row.precision, row.words = followed.slot.precision, followed.slot.words
        row.rule_says_start = row.rule_says_end = None
        row.is_unasked = False
    for noted in changes.noted:
        row = _row(session, noted.id)
        row.rule_says_start = noted.rule_says.start if noted.rule_says else None
        row.rule_says_end = noted.rule_says.end if noted.rule_says else None
        row.is_unasked = noted.is_unasked
    if changes.removed:
        session.execute(delete(OccurrenceRow).where(OccurrenceRow.public_id.in_(changes.removed)))
    if new or changes.removed:
        note_change(session)


def _new_row(
    series: Series, series_row_id: int, year: int, slot: Slot, blocked: Mapping[date, str]
) -> dict[str, object]:
    because = blocked.get(slot.span.start)
    is_dated = slot.precision is Precision.EXACT
    return {
        "series_id": series_row_id,
        "plan_year": year,
        "slot_start": slot.span.start,
        "slot_end": slot.span.end,
        "start_day": slot.span.start,
        "end_day": slot.span.end,
        "precision": slot.precision,
        "words": slot.words,
        "start_time": series.start_time if is_dated else None,
        "end_time": series.end_time if is_dated else None,
        "place": series.place,
        "note": "",
        "status": Status.PLANNED if because is None else Status.BLOCKED,
        "because": because or "",
        "is_moved": False,
        "is_unasked": False,
    }


def follow_blocked(session: Session, series: Series, year: int, blocked: Mapping[date, str]) -> int:
    """Block or unblock untouched occurrences whose holiday came, went or was renamed; how many changed."""
    rows = session.scalars(
        select(OccurrenceRow)
        .join(SeriesRow)
        .where(SeriesRow.public_id == series.id, OccurrenceRow.plan_year == year, OccurrenceRow.is_moved.is_(False))
        .where(OccurrenceRow.status.in_((Status.PLANNED, Status.BLOCKED)))
    ).all()
    used = set(session.scalars(select(StopRow.occurrence_id).where(StopRow.state == StopState.PLACED)))
    changed = 0
    for row in rows:
        because = blocked.get(row.slot_start)
        wanted = (Status.PLANNED, "") if because is None else (Status.BLOCKED, because)
        if row.id not in used and (row.status, row.because) != wanted:
            row.status, row.because = wanted
            changed += 1
    return changed


def record_change(
    session: Session, occurrence: OccurrenceRow, at: datetime, actor: str, action: str, **what: object
) -> None:
    """Append a line to the occurrence's history; `what` may hold from_day, to_day and reason."""
    session.add(OccurrenceChangeRow(occurrence_id=occurrence.id, at=at, actor=actor, action=action, **what))


def days_moved_between(session: Session, occurrences: Collection[str]) -> dict[str, set[date]]:
    """Every day that these occurrences (public ids) were ever moved from or to, by occurrence."""
    rows = session.execute(
        select(OccurrenceRow.public_id, OccurrenceChangeRow.from_day, OccurrenceChangeRow.to_day)
        .join(OccurrenceChangeRow, OccurrenceChangeRow.occurrence_id == OccurrenceRow.id)
        .where(OccurrenceRow.public_id.in_(occurrences))
    )
    found: dict[str, set[date]] = {}
    for public_id, *days in rows:
        found.setdefault(public_id, set()).update(day for day in days if day is not None)
    return found


def _row(session: Session, occurrence_id: str) -> OccurrenceRow:
    return session.scalars(select(OccurrenceRow).where(OccurrenceRow.public_id == occurrence_id)).one()


def add_occurrence(session: Session, series_id: str, spans: Iterable[tuple[DateSpan, str | None]]) -> None:
    """Add occurrences outside any rule's slots; a reason instead of None marks a day on which nothing is held."""
    series = next(series for series in all_series(session) if series.id == series_id)
    for span, because in spans:
        slot = Slot(span)
        changes = PlanChanges(new=(slot,), kept=(), followed=(), noted=(), removed=())
        apply_changes(session, series, span.start.year, changes, {} if because is None else {span.start: because})
