"""The grid of a year's plan: bodies and series as rows, months as columns, dates in the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wheel.core.claims import CountRule
from wheel.core.occurrences import Occurrence, Ring, Status
from wheel.core.plan import Body
from wheel.core.plan_states import PlanState, Untouched
from wheel.core.series import Series
from wheel.store.planning import Planned
from wheel.usecases.plan_year import PlanPreview, Step


class Mark(StrEnum):
    """How the draft beside a published year differs from it in one date; PROPOSED is not planned at all yet."""

    NONE = ""
    PROPOSED = "proposed"
    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class PlanDate:
    """One date in a cell. `published` is what everybody sees instead, where the draft says otherwise."""

    occurrence: Occurrence
    plan_year: int
    mark: Mark = Mark.NONE
    published: PlanState | None = None
    has_conflict: bool = False

    @property
    def is_held(self) -> bool:
        return self.occurrence.status is Status.PLANNED and self.mark is not Mark.REMOVED

    @property
    def is_proposed(self) -> bool:
        """Whether it is not stored yet: its id is made up, and another one the next time."""
        return self.mark is Mark.PROPOSED


@dataclass(frozen=True)
class PlanRow:
    """A series and its dates by month, January first; `missing` is how many its claim still needs.

    A date that was moved into another year stands in the month of that year's end nearest to it.
    """

    series: Series
    months: tuple[tuple[PlanDate, ...], ...]
    missing: int = 0

    @property
    def dates(self) -> tuple[PlanDate, ...]:
        return tuple(one for month in self.months for one in month)

    @property
    def count(self) -> int:
        """How many take place."""
        return sum(1 for one in self.dates if one.is_held)


@dataclass(frozen=True)
class PlanGroup:
    """The series of one body, or of one ring for those without a body (`body` is None)."""

    key: str
    name: str
    colour: str
    body: Body | None
    rows: tuple[PlanRow, ...]


def stored_dates(
    planned: Iterable[Planned], series: Mapping[str, Series], bodies: Mapping[str, Body]
) -> Iterator[PlanDate]:
    """Every stored occurrence as the draft has it, those it takes away included."""
    for one in planned:
        state, mark = one.state, _mark(one)
        shown = state or one.plan
        items = int(one.has_items)
        occurrence = occurrence_of(one.id, shown, series[one.series_id], bodies, version=one.version, item_count=items)
        published = None if mark in (Mark.NONE, Mark.NEW) else one.plan
        yield PlanDate(occurrence, one.plan_year, mark, published)


def _mark(planned: Planned) -> Mark:
    if planned.plan.is_in_draft:
        return Mark.NEW
    if planned.state is None:
        return Mark.REMOVED
    return Mark.NONE if isinstance(planned.draft, Untouched) else Mark.CHANGED


def proposed_dates(preview: PlanPreview, bodies: Mapping[str, Body]) -> Iterator[PlanDate]:
    """What planning a year that has no plan yet would make."""
    if preview.plan.status is not None:
        return
    for line in preview.lines:
        if line.step is Step.NEW and line.after is not None:
            occurrence = occurrence_of(line.id, line.after, line.series, bodies)
            yield PlanDate(occurrence, preview.plan.year, Mark.PROPOSED)


def occurrence_of(
    occurrence_id: str,
    state: PlanState,
    series: Series,
    bodies: Mapping[str, Body],
    *,
    version: int = 1,
    item_count: int = 0,
) -> Occurrence:
    """A state as the rest of the product sees an occurrence."""
    body = bodies.get(series.body or "")
    return Occurrence(
        id=occurrence_id,
        series_id=series.id,
        title=series.title,
        kind=series.kind,
        ring=series.ring,
        span=state.span,
        slot=state.slot,
        precision=state.precision,
        words=state.words,
        start_time=state.start_time,
        end_time=state.end_time,
        place=state.place,
        note=state.note or series.note,
        status=state.status,
        because=state.because,
        is_moved=state.is_moved,
        rule_says=state.rule_says,
        is_unasked=state.is_unasked,
        reading=series.reading,
        body=series.body,
        body_name=body.name if body else None,
        visibility=series.visibility,
        is_draft=True,
        is_extra=state.is_extra,
        item_count=item_count,
        version=version,
    )


def grid(
    dates: Sequence[PlanDate],
    series: Mapping[str, Series],
    bodies: Mapping[str, Body],
    rings: Sequence[Ring],
    year: int,
) -> tuple[PlanGroup, ...]:
    """Every series as a row, also those without a date: bodies in their order first, then the rings' other series."""
    by_series: dict[str, list[PlanDate]] = {one: [] for one in series}
    for one in dates:
        by_series[one.occurrence.series_id].append(one)
    rows = [_row(series[series_id], found, year) for series_id, found in by_series.items()]
    colours = {ring.key: ring.colour for ring in rings}
    groups = [
        PlanGroup(f"body-{body.short_name}", body.name, _colour(own, colours), body, own)
        for body in bodies.values()
        if (own := tuple(row for row in rows if row.series.body == body.short_name))
    ]
    groups += [
        PlanGroup(f"ring-{ring.key}", ring.name, ring.colour, None, own)
        for ring in rings
        if (own := tuple(row for row in rows if row.series.body not in bodies and row.series.ring == ring.key))
    ]
    return tuple(groups)


def _colour(rows: Sequence[PlanRow], colours: Mapping[str, str]) -> str:
    return colours.get(rows[0].series.ring, "")


def _row(series: Series, dates: Sequence[PlanDate], year: int) -> PlanRow:
    months: list[list[PlanDate]] = [[] for _ in range(12)]
    for one in sorted(dates, key=lambda one: (one.occurrence.span, one.occurrence.id)):
        months[month_in(year, one.occurrence.span.start) - 1].append(one)
    row = PlanRow(series, tuple(map(tuple, months)))
    rule = series.schedule.rule
    return replace(row, missing=rule.missing(year, row.count)) if isinstance(rule, CountRule) else row


def month_in(year: int, day: date) -> int:
    """The day's month, or the one of the year that is nearest to it."""
    if day.year == year:
        return day.month
    return 1 if day.year < year else 12
