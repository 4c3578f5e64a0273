"""Planned occurrences: what the plan says of each, what the draft beside a published year says otherwise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, select, union
from sqlalchemy.orm import Session

from wheel.core.dates import DateSpan
from wheel.core.plan_state_documents import state_from_document
from wheel.core.plan_states import ABSENT, UNTOUCHED, Layer, LayerState, PlanState, StateChange, effective
from wheel.errors import NotFoundError
from wheel.store.batches import in_batches
from wheel.store.tables import (
    AgendaVersionRow,
    BodyRow,
    MeetingRecordRow,
    OccurrenceChangeRow,
    OccurrenceDraftRow,
    OccurrenceRow,
    SeriesRow,
    StopChangeRow,
    StopRow,
)


@dataclass(frozen=True)
class Planned:
    """A stored occurrence with both layers. `version` rises whenever either changes."""

    id: str
    series_id: str
    plan_year: int
    plan: PlanState
    draft: LayerState
    has_items: bool
    has_history: bool
    version: int

    @property
    def state(self) -> PlanState | None:
        """What a planner works on; None if the draft takes it away."""
        found = effective(self.plan, self.draft)
        return found if isinstance(found, PlanState) else None

    def changed(self, layer: Layer, after: LayerState) -> StateChange:
        """The change that gives the layer that state. A draft that says what the plan says says nothing."""
        if layer is Layer.PLAN or self.plan.is_in_draft:
            return StateChange(self.id, self.series_id, self.plan_year, Layer.PLAN, self.plan, after)
        after = UNTOUCHED if after == self.plan else after
        return StateChange(self.id, self.series_id, self.plan_year, Layer.DRAFT, self.draft, after)


def planned_near(session: Session, year: int, by_hand: Collection[str]) -> list[Planned]:
    """The year's plan, and of the years before and after it what a planner of the year must see.

    That is what lies within a month of it, what a draft says something of, and last year's that no rule made: its
    extra occurrences and those of the series `by_hand` (public ids).
    """
    around = DateSpan(date(year - 1, 12, 1), date(year + 1, 2, 1))
    is_near = (OccurrenceRow.start_day < around.end) & (OccurrenceRow.end_day > around.start)
    is_by_hand = OccurrenceRow.is_extra | SeriesRow.public_id.in_(by_hand)
    has_draft = OccurrenceDraftRow.occurrence_id.is_not(None)
    beside = OccurrenceRow.plan_year.in_((year - 1, year + 1)) & (is_near | has_draft)
    before = (OccurrenceRow.plan_year == year - 1) & is_by_hand
    return _planned(session, (OccurrenceRow.plan_year == year) | beside | before)


def planned_in_years(session: Session, years: Collection[int], series: Collection[str] | None = None) -> list[Planned]:
    """The stored occurrences of those years' plans, of all series or of some (public ids), by slot."""
    wanted = [OccurrenceRow.plan_year.in_(years)]
    if series is not None:
        wanted.append(SeriesRow.public_id.in_(series))
    return _planned(session, *wanted)


def planned_by_ids(session: Session, occurrences: Collection[str]) -> dict[str, Planned]:
    """Those of the occurrences (public ids) that there are."""
    found = (_planned(session, OccurrenceRow.public_id.in_(some)) for some in in_batches(occurrences))
    return {planned.id: planned for several in found for planned in several}


def lock_agendas(session: Session, year: int) -> None:
    """Make everybody who places items at what the year's plan holds wait: what they place is seen after that.

    The bodies are locked in one order, so that no two people wait for each other.
    """
    with_meetings = (
        select(SeriesRow.body_id)
        .join(OccurrenceRow, OccurrenceRow.series_id == SeriesRow.id)
        .where(OccurrenceRow.plan_year == year)
    )
    session.execute(select(BodyRow.id).where(BodyRow.id.in_(with_meetings)).order_by(BodyRow.id).with_for_update())
    session.expire_all()


def find_planned(session: Session, occurrence_id: str) -> Planned:
    """Raises NotFoundError."""
    found = _planned(session, OccurrenceRow.public_id == occurrence_id)
    if not found:
        raise NotFoundError("There is no such event.")
    return found[0]


_PLAN_COLUMNS = (
    OccurrenceRow.slot_start,
    OccurrenceRow.slot_end,
    OccurrenceRow.start_day,
    OccurrenceRow.end_day,
    OccurrenceRow.precision,
    OccurrenceRow.words,
    OccurrenceRow.start_time,
    OccurrenceRow.end_time,
    OccurrenceRow.place,
    OccurrenceRow.note,
    OccurrenceRow.status,
    OccurrenceRow.because,
    OccurrenceRow.is_moved,
    OccurrenceRow.is_extra,
    OccurrenceRow.is_in_draft,
    OccurrenceRow.rule_says_start,
    OccurrenceRow.rule_says_end,
    OccurrenceRow.is_unasked,
)


def _planned(session: Session, *wanted: ColumnElement[bool]) -> list[Planned]:
    with_items = select(StopRow.occurrence_id).where(StopRow.occurrence_id.is_not(None))
    # What items once stood at, or was sent, or noted, is told of for ever.
    with_history: CompoundSelect[Any] = union(
        select(OccurrenceChangeRow.occurrence_id),
        select(StopChangeRow.occurrence_id).where(StopChangeRow.occurrence_id.is_not(None)),
        select(AgendaVersionRow.occurrence_id),
        select(MeetingRecordRow.occurrence_id),
    )
    rows = session.execute(
        select(
            OccurrenceRow.public_id,
            SeriesRow.public_id.label("series_id"),
            OccurrenceRow.plan_year,
            OccurrenceRow.version,
            OccurrenceRow.id.in_(with_items).label("has_items"),
            OccurrenceRow.id.in_(with_history).label("has_history"),
            OccurrenceDraftRow.occurrence_id.label("draft_of"),
            OccurrenceDraftRow.state.label("draft_state"),
            *_PLAN_COLUMNS,
        )
        .join(SeriesRow, SeriesRow.id == OccurrenceRow.series_id)
        .outerjoin(OccurrenceDraftRow, OccurrenceDraftRow.occurrence_id == OccurrenceRow.id)
        .where(*wanted)
        .order_by(OccurrenceRow.slot_start, OccurrenceRow.id)
    )
    return [
        Planned(
            id=row.public_id,
            series_id=row.series_id,
            plan_year=row.plan_year,
            plan=_plan_state(row),
            draft=_draft_state(row),
            has_items=bool(row.has_items),
            has_history=bool(row.has_history),
            version=row.version,
        )
        for row in rows
    ]


def _plan_state(row: Any) -> PlanState:
    says = None
    if row.rule_says_start is not None and row.rule_says_end is not None:
        says = DateSpan(row.rule_says_start, row.rule_says_end)
    return PlanState(
        slot=DateSpan(row.slot_start, row.slot_end),
        span=DateSpan(row.start_day, row.end_day),
        precision=row.precision,
        words=row.words,
        start_time=row.start_time,
        end_time=row.end_time,
        place=row.place,
        note=row.note,
        status=row.status,
        because=row.because,
        is_moved=row.is_moved,
        is_extra=row.is_extra,
        is_in_draft=row.is_in_draft,
        rule_says=says,
        is_unasked=row.is_unasked,
    )


def _draft_state(row: Any) -> LayerState:
    if row.draft_of is None:
        return UNTOUCHED
    return ABSENT if row.draft_state is None else state_from_document(row.draft_state)
