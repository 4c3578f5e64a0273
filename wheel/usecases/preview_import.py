"""Preview the import of a calendar file: what each of its events would do to the plan of each year."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from wheel.core.access import Viewer, require_planner
from wheel.core.imported_calendars import Problem
from wheel.core.imported_dates import (
    DateChange,
    DatesOfYear,
    StoredDate,
    changes_since,
    dates_to_change,
    decided_after,
    wanted_states,
)
from wheel.core.plan import Body, YearPlan
from wheel.core.plan_states import PlanState
from wheel.core.schedule_documents import schedule_to_document
from wheel.core.series import Series
from wheel.errors import RefusedError
from wheel.store.batches import in_batches
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.imported_series import planned_years
from wheel.store.organisation import load_calendar, year_plan
from wheel.store.planning import Planned, planned_in_years
from wheel.usecases.compare_calendar import Compared, ImportCalendar, Step, compare_calendar
from wheel.usecases.preview_series import ALL_YEARS

MOST_SERIES: Final = 2_000
MOST_DATES: Final = 10_000
"""What one import may make or change, so that nobody waits for it."""


@dataclass(frozen=True)
class ImportLine:
    """One event, and what taking it over does to the plan of each year. `decided` is what the file then has decided.

    `kept` are days that a person has decided otherwise than the file says: they stay so.
    """

    compared: Compared
    step: Step
    dates: Mapping[int, tuple[DateChange, ...]] = field(default_factory=dict)
    kept: tuple[date, ...] = ()
    decided: Mapping[date, PlanState] = field(default_factory=dict)

    @property
    def changes(self) -> tuple[DateChange, ...]:
        return tuple(change for year in sorted(self.dates) for change in self.dates[year])

    @property
    def is_to_write(self) -> bool:
        return self.step in (Step.NEW, Step.CHANGED)


@dataclass(frozen=True)
class YearLine:
    """What becomes of a year's plan: how many dates are made, changed and taken away."""

    plan: YearPlan
    new: int
    changed: int
    removed: int


@dataclass(frozen=True)
class ImportPreview:
    """What the import would do now. `seen` names exactly this: importing is refused when something changed since.

    `why_none_gone` is an English msgid that says why what is missing in the file is not taken to be gone, if so.
    """

    origin: str
    lines: tuple[ImportLine, ...]
    years: tuple[YearLine, ...]
    problems: tuple[Problem, ...]
    why_none_gone: str
    bodies: Mapping[str, Body] = field(repr=False, compare=False)
    planned: Mapping[str, Planned] = field(repr=False, compare=False)

    @cached_property
    def seen(self) -> str:
        said = [
            (line.step, line.compared.uid, _written(line.compared.series), sorted(line.dates.items()))
            for line in self.lines
        ]
        return hashlib.sha256(repr((said, self.years)).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def of(self, step: Step) -> tuple[ImportLine, ...]:
        return tuple(line for line in self.lines if line.step is step)


def _written(series: Series) -> tuple[object, ...]:
    rule = json.dumps(schedule_to_document(series.schedule), sort_keys=True)
    told = (series.title, series.start_time, series.end_time, series.place, series.note)
    return series.id, series.version, series.ring, series.body, series.kind, series.visibility, rule, told


def preview_import(session: Session, viewer: Viewer, command: ImportCalendar, today: date) -> ImportPreview:
    """What importing the file would do. Nothing is written.

    Raises InvalidInputError naming the field for a wrong choice, and RefusedError for too much at a time.
    """
    require_planner(viewer)
    bodies = {body.short_name: body for body in all_bodies(session, viewer)}
    comparison = compare_calendar(session, viewer, command, today)
    compared = comparison.events
    _require_few(sum(one.step is Step.NEW for one in compared))
    stored = _stored_dates(session, [one.stored.id for one in compared if one.stored])
    reckoner = _Reckoner(session, bodies, stored, command.because, today)
    lines = tuple(_bounded(reckoner.line(one) for one in compared))
    written = {year for line in lines if line.is_to_write for year in line.dates}
    years = tuple(_year_line(session, year, lines) for year in sorted(written))
    planned = {one.id: one for several in stored.values() for one in several}
    problems, why_none_gone = command.calendar.problems, comparison.why_none_gone
    return ImportPreview(command.origin, lines, years, problems, why_none_gone, bodies, planned)


def _stored_dates(session: Session, series: Iterable[str]) -> dict[str, list[Planned]]:
    found: dict[str, list[Planned]] = {}
    for some in in_batches(series):
        for planned in planned_in_years(session, ALL_YEARS, some):
            found.setdefault(planned.series_id, []).append(planned)
    return found


class _Reckoner:
    """Works out line by line what an event does to the years' plans."""

    def __init__(
        self,
        session: Session,
        bodies: Mapping[str, Body],
        stored: Mapping[str, list[Planned]],
        because: str,
        today: date,
    ) -> None:
        self._bodies, self._stored, self._because, self._today = bodies, stored, because, today
        self._planned_years = planned_years(session)
        # Rules of files know nothing of holidays, so any year's calendar does.
        self._calendar = load_calendar(session, today.year, today.year)

    def line(self, compared: Compared) -> ImportLine:
        if compared.step is Step.LEFT_OUT:
            return ImportLine(compared, compared.step)
        own = self._stored.get(compared.series.id, []) if compared.stored else []
        decided = dict(compared.known.decided) if compared.known else {}
        after = dict(decided)
        dates: dict[int, tuple[DateChange, ...]] = {}
        kept: list[date] = []
        for year in sorted({*compared.years, *(one.plan_year for one in own)}):
            found, left = self._year(compared, year, own, decided)
            after = {slot: state for slot, state in after.items() if slot.year != year} | left
            kept += found.kept
            if found.changes:
                dates[year] = found.changes
        return ImportLine(compared, _step(compared, bool(dates)), dates, tuple(kept), after)

    def _year(
        self, compared: Compared, year: int, own: Iterable[Planned], decided: Mapping[date, PlanState]
    ) -> tuple[DatesOfYear, dict[date, PlanState]]:
        held = compared.series.held_by(self._bodies.get(compared.series.body or ""))
        proposals = held.schedule.proposals(year, self._calendar)
        imported = compared.imported
        wanted = wanted_states(held, imported, proposals, self._because)
        stored = [_stored_date(one) for one in own if one.plan_year == year]
        of_year = {slot: state for slot, state in decided.items() if slot.year == year}
        found = dates_to_change(wanted, stored, of_year, self._today)
        # Nobody has decided anything of a past year that has no plan, so what is asked for of it is all new.
        is_past = year < self._today.year and year not in self._planned_years
        is_asked_anew = is_past and year in compared.years
        if compared.step is Step.SAME and imported and not is_asked_anew:
            slots = set(wanted) if imported.is_cancelled else {change.slot for change in imported.changed}
            found = changes_since(found, of_year, slots)
            there = {change.slot for change in found.changes}
            changed = {slot: state for slot, state in wanted.items() if slot in there}
            return found, of_year | decided_after(of_year, changed, stored, found)
        return found, decided_after(of_year, wanted, stored, found)


def _stored_date(planned: Planned) -> StoredDate:
    return StoredDate(planned.id, planned.plan, planned.has_items or planned.has_history)


def _step(compared: Compared, has_dates: bool) -> Step:
    if compared.step is Step.CHANGED or (compared.step is Step.SAME and has_dates):
        is_changed = has_dates or (compared.step is Step.CHANGED and compared.series != compared.stored)
        return Step.CHANGED if is_changed else Step.SAME
    return compared.step


def _bounded(lines: Iterable[ImportLine]) -> Iterator[ImportLine]:
    """The lines, counted while they are made: what is too much is never made whole."""
    series = dates = 0
    for line in lines:
        series += line.is_to_write
        dates += len(line.changes) if line.is_to_write else 0
        _require_few(series)
        if dates > MOST_DATES:
            raise RefusedError(
                "The file's events are on too many dates: at most %(count)s at a time.", count=MOST_DATES
            )
        yield line


def _require_few(series: int) -> None:
    if series > MOST_SERIES:
        raise RefusedError("The file has too many events: take at most %(count)s at a time.", count=MOST_SERIES)


def _year_line(session: Session, year: int, lines: Iterable[ImportLine]) -> YearLine:
    changes = [change for line in lines if line.is_to_write for change in line.dates.get(year, ())]
    new = sum(change.before is None for change in changes)
    removed = sum(change.after is None for change in changes)
    return YearLine(year_plan(session, year), new, len(changes) - new - removed, removed)
