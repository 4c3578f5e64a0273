"""Import a calendar file: what the preview says of it is written as one act, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wheel.core.access import Moment, Signature, Viewer, require_planner, sign
from wheel.core.audit import Act, AuditThing
from wheel.core.imported_dates import DateChange
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.plan_history import EntryChange, PlanAction, Subject
from wheel.core.plan_states import ABSENT, UNTOUCHED, Layer, StateChange, Untouched
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.schedule_documents import schedule_to_document
from wheel.errors import ConflictError
from wheel.store.bodies import all_bodies, lock_body
from wheel.store.database import Session
from wheel.store.imported_series import KnownEvent, save_known_events
from wheel.store.organisation import lock_plan, year_plan
from wheel.store.plan_writing import new_public_id
from wheel.store.planning import Planned
from wheel.store.series import add_series, save_series
from wheel.usecases.audited import as_one_act
from wheel.usecases.compare_calendar import ImportCalendar, Step
from wheel.usecases.meeting_items import take_along
from wheel.usecases.plan_records import carry_out, change_year
from wheel.usecases.planned_occurrence import changes_to
from wheel.usecases.preview_import import ImportLine, ImportPreview, preview_import
from wheel.usecases.publish_year import lose_items, moved_days, note_history


@dataclass(frozen=True)
class Imported:
    """How many series were made, changed and ended, in which years' plans, and what became of items.

    `awaiting` is how many items await a date now, because the file cancels their meeting.
    """

    new: int = 0
    changed: int = 0
    ended: int = 0
    years: tuple[YearPlan, ...] = ()
    awaiting: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.ended)


def import_calendar(session: Session, viewer: Viewer, command: ImportCalendar, moment: Moment) -> Imported:
    """Do what `preview_import` says; an import that finds nothing new writes nothing.

    Series are made and changed; their dates come at once in the years that have a plan, seen by everybody where it is
    published, and other years become drafts. Each year's history has one entry, which can be undone. Raises
    ConflictError where the preview that was looked at (`seen`) is not what it would do any more.
    """
    require_planner(viewer)
    lock_plan(session)
    # In the order in which all lock them; nobody places an item at a meeting that the file moves.
    for body in all_bodies(session, viewer):
        lock_body(session, body.short_name)
    session.expire_all()
    preview = preview_import(session, viewer, command, moment.today)
    if command.seen is not None and command.seen != preview.seen:
        raise ConflictError("Something was changed while you were looking at the preview. This is how it is now.")
    ending = [line for line in preview.of(Step.GONE) if line.compared.series.id in command.ending]
    lines = [*(line for line in preview.lines if line.is_to_write), *ending]
    counts = {"new": len(preview.of(Step.NEW)), "changed": len(preview.of(Step.CHANGED)), "ended": len(ending)}
    if not lines:
        return Imported()
    plan = AuditThing.PLAN
    with as_one_act(session, viewer, moment, Act.CALENDAR_IMPORTED, plan, plan, **counts):
        series = _write_series(session, lines, preview.origin, moment)
        signature = sign(viewer, moment)
        years = _Years(session, viewer, signature, preview, series)
        awaiting = sum(years.write(year, lines) for year in sorted({year for line in lines for year in line.dates}))
    return Imported(**counts, years=tuple(years.done), awaiting=awaiting)


def _write_series(session: Session, lines: Iterable[ImportLine], origin: str, moment: Moment) -> dict[str, str]:
    """The series' public ids, by UID."""
    lines = tuple(lines)
    ids = {line.compared.uid: _write_one(session, line) for line in lines}
    said = ((line.compared.uid, line.compared.content_hash, line.decided) for line in lines)
    events = [KnownEvent(uid, ids[uid], origin, content_hash, decided) for uid, content_hash, decided in said]
    save_known_events(session, events, moment.at)
    return ids


def _write_one(session: Session, line: ImportLine) -> str:
    compared = line.compared
    if compared.stored is None:
        return add_series(session, compared.series)
    if compared.series != compared.stored:
        save_series(session, compared.series)
    return compared.stored.id


class _Years:
    """Writes what the import does to one year's plan after the other; `done` are those years, as they are then."""

    def __init__(
        self,
        session: Session,
        viewer: Viewer,
        signature: Signature,
        preview: ImportPreview,
        series: Mapping[str, str],
    ) -> None:
        self._session, self._viewer, self._signature = session, viewer, signature
        self._preview, self._series = preview, series
        self.done: list[YearPlan] = []

    def write(self, year: int, lines: Iterable[ImportLine]) -> int:
        """How many items await a date because of it."""
        in_year = [line for line in lines if year in line.dates]
        changes = [change for line in in_year for one in line.dates[year] for change in self._changes(line, one, year)]
        before = year_plan(self._session, year)
        plan = YearPlan(year, before.status or PlanStatus.DRAFT, before.has_draft)
        also = change_year(self._session, before, plan)
        also += [self._new_schedule(line) for line in in_year if min(line.dates) == year and _is_rescheduled(line)]
        note_history(self._session, changes, self._signature)
        lost = lose_items(self._session, self._viewer, changes, self._signature)
        told = _told(self._preview.origin, changes)
        carry_out(self._session, self._signature, PlanAction.ADDED, year, changes, told, also=also + lost)
        take_along(self._session, moved_days(changes), "", self._signature)
        self.done.append(plan)
        return len(lost)

    def _changes(self, line: ImportLine, one: DateChange, year: int) -> Iterator[StateChange]:
        series_id = self._series[line.compared.uid]
        if one.before is None and one.after is not None:
            yield StateChange(new_public_id(), series_id, year, Layer.PLAN, ABSENT, one.after)
            return
        planned = self._preview.planned[one.id]
        if one.after is not None:
            yield from changes_to(planned, one.after, in_draft=False)
            return
        yield from _gone(planned)

    def _new_schedule(self, line: ImportLine) -> EntryChange:
        """What the entry says of the series, whose new schedule is stored already."""
        compared = line.compared
        before = compared.stored.schedule if compared.stored else Schedule(DateList(()))
        documents = schedule_to_document(before), schedule_to_document(compared.series.schedule)
        return EntryChange(Subject.SERIES, self._series[compared.uid], *documents)


def _gone(planned: Planned) -> Iterator[StateChange]:
    """What the draft beside a published year says of it goes first."""
    if not planned.plan.is_in_draft and not isinstance(planned.draft, Untouched):
        yield planned.changed(Layer.DRAFT, UNTOUCHED)
    yield planned.changed(Layer.PLAN, ABSENT)


def _is_rescheduled(line: ImportLine) -> bool:
    stored = line.compared.stored
    return stored is None or stored.schedule != line.compared.series.schedule


def _told(origin: str, changes: Sequence[StateChange]) -> dict[str, object]:
    in_plan = [change for change in changes if change.layer is Layer.PLAN]
    new = sum(change.before == ABSENT for change in in_plan)
    removed = sum(change.after == ABSENT for change in in_plan)
    return {"imported": origin, "new": new, "changed": len(in_plan) - new - removed, "removed": removed}
