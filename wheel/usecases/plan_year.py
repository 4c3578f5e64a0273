"""Plan a year: every series' schedule proposes its occurrences, and what is stored is reconciled with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from wheel.core.access import Moment, Viewer, require_planner, sign
from wheel.core.audit import Act, AuditThing
from wheel.core.occurrences import Status
from wheel.core.plan import Body, PlanStatus, YearPlan
from wheel.core.plan_history import PlanAction
from wheel.core.plan_states import ABSENT, Layer, PlanState, StateChange
from wheel.core.planning import Existing, PlanChanges, reconcile
from wheel.core.series import Series
from wheel.core.slots import Precision, Proposal
from wheel.errors import ConflictError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.organisation import lock_plan, year_plan
from wheel.store.plan_writing import new_public_id
from wheel.store.planning import Planned, lock_agendas, planned_in_years
from wheel.store.series import all_series
from wheel.usecases.audited import audit
from wheel.usecases.plan_records import carry_out, change_year
from wheel.usecases.propose_year import Proposer, existing_of
from wheel.usecases.publish_year import publish_states


class Step(StrEnum):
    """FOLLOWED takes over what the rule says now; NOTED stays as a person left it, though the rule says otherwise."""

    NEW = "new"
    FOLLOWED = "followed"
    NOTED = "noted"
    REMOVED = "removed"


@dataclass(frozen=True)
class PlanLine:
    """One thing that planning would do. `id` is the occurrence's, made up beforehand for a new one."""

    step: Step
    id: str
    series: Series
    before: PlanState | None
    after: PlanState | None


@dataclass(frozen=True)
class PlanPreview:
    """What planning the year would do now, before anybody says yes. `kept` is how many it would leave as they are.

    `seen` names exactly this preview: planning with it is refused when something changed in between.
    """

    plan: YearPlan
    lines: tuple[PlanLine, ...]
    kept: int

    @cached_property
    def seen(self) -> str:
        """New occurrences have another made-up id each time, so their ids do not count."""
        said = [
            (line.step, line.series.id, "" if line.step is Step.NEW else line.id, line.before, line.after)
            for line in self.lines
        ]
        return hashlib.sha256(repr((self.plan, said)).encode()).hexdigest()[:16]

    @property
    def is_empty(self) -> bool:
        return not self.lines

    def count(self, step: Step) -> int:
        return sum(1 for line in self.lines if line.step is step)


@dataclass(frozen=True)
class PlannedYear:
    """How many occurrences planning a year made, kept, changed and took away, and how far the year has come."""

    plan: YearPlan
    new: int
    kept: int
    changed: int
    removed: int


def preview_plan(session: Session, viewer: Viewer, year: int, today: date) -> PlanPreview:
    """What planning `year` would do. Nothing is written."""
    require_planner(viewer)
    bodies = {body.short_name: body for body in all_bodies(session, viewer)}
    series = {one.id: one for one in all_series(session)}
    planned = planned_in_years(session, (year,))
    return preview_from(session, year_plan(session, year), series, bodies, planned, today)


def preview_from(
    session: Session,
    plan: YearPlan,
    series: Mapping[str, Series],
    bodies: Mapping[str, Body],
    planned: Iterable[Planned],
    today: date,
) -> PlanPreview:
    """The same, for who has read the series, the bodies and the year's plan already."""
    year, kept = plan.year, 0
    lines: list[PlanLine] = []
    proposer = Proposer(session, series, year)
    stored = _by_series(planned)
    for one in series.values():
        own = stored.get(one.id, {})
        existing = [found for each in own.values() if (found := existing_of(each)) is not None]
        changes = reconcile(existing, _worth_keeping(one, proposer.proposals(one.id, year)), today)
        held = one.held_by(bodies.get(one.body or ""))
        retimed = list(_retimed(held, own, existing, changes, today))
        lines += [*_lines(held, own, changes), *retimed]
        kept += len(changes.kept) - len(retimed)
    return PlanPreview(plan, tuple(lines), kept)


def _by_series(planned: Iterable[Planned]) -> dict[str, dict[str, Planned]]:
    found: dict[str, dict[str, Planned]] = {}
    for one in planned:
        found.setdefault(one.series_id, {})[one.id] = one
    return found


def _worth_keeping(series: Series, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """A body that skips a week in the holidays still wants to see that week, and why; other series just leave it."""
    shows_blocked = series.kind.has_agenda and series.body is not None
    return (proposal for proposal in proposals if shows_blocked or not proposal.is_blocked)


def _lines(series: Series, own: Mapping[str, Planned], changes: PlanChanges) -> Iterator[PlanLine]:
    taken_away = {one.plan.slot.start: one for one in own.values() if one.state is None and not one.plan.is_extra}
    for proposal in changes.new:
        back = taken_away.get(proposal.slot.span.start)
        made = _new_state(series, proposal) if back is None else _timed(back.plan.following(proposal), series)
        yield PlanLine(Step.NEW, back.id if back else new_public_id(), series, None, made)
    for followed in changes.followed:
        before = own[followed.id].state
        after = before.following(followed.proposal) if before else None
        yield PlanLine(Step.FOLLOWED, followed.id, series, before, _timed(after, series) if after else None)
    for noted in changes.noted:
        before = own[noted.id].state
        after = replace(before, rule_says=noted.rule_says, is_unasked=noted.is_unasked) if before else None
        yield PlanLine(Step.NOTED, noted.id, series, before, after)
    for gone in changes.removed:
        yield PlanLine(Step.REMOVED, gone, series, own[gone].state, None)


def _new_state(series: Series, proposal: Proposal) -> PlanState:
    is_dated = proposal.slot.precision is Precision.EXACT
    return PlanState(
        slot=proposal.slot.span,
        span=proposal.span,
        precision=proposal.slot.precision,
        words=proposal.slot.words,
        start_time=series.start_time if is_dated else None,
        end_time=series.end_time if is_dated else None,
        place=series.place,
        status=Status.BLOCKED if proposal.is_blocked else Status.PLANNED,
        because=proposal.because,
    )


def _timed(state: PlanState, series: Series) -> PlanState:
    """The state with the series' times and place; what has no known day has no times."""
    is_dated = state.precision is Precision.EXACT
    return replace(
        state,
        start_time=series.start_time if is_dated else None,
        end_time=series.end_time if is_dated else None,
        place=series.place,
    )


def _retimed(
    series: Series, own: Mapping[str, Planned], existing: Iterable[Existing], changes: PlanChanges, today: date
) -> Iterator[PlanLine]:
    """What nobody touched takes over other times and another place of its series too."""
    kept = set(changes.kept)
    for one in existing:
        state = own[one.id].state
        if one.id not in kept or one.is_touched or one.is_past(today) or state is None:
            continue
        after = _timed(state, series)
        if after != state:
            yield PlanLine(Step.FOLLOWED, one.id, series, state, after)


def plan_year(
    session: Session, viewer: Viewer, year: int, moment: Moment, *, publish: bool = False, seen: str | None = None
) -> PlannedYear:
    """Plan `year`, and publish it if asked to. Planning it again changes nothing.

    Of a published year it makes or updates the draft beside it, unless that is to be published at once. Raises
    ConflictError if `seen` is given and the preview has changed since.
    """
    require_planner(viewer)
    lock_plan(session)
    lock_agendas(session, year)
    preview = preview_plan(session, viewer, year, moment.today)
    if seen is not None and seen != preview.seen:
        raise ConflictError("Something was changed while you were looking at the preview. This is how it is now.")
    before = preview.plan
    is_published = before.status is PlanStatus.PUBLISHED
    layer = Layer.DRAFT if is_published else Layer.PLAN
    changes = _state_changes(session, year, preview, layer)
    has_draft = is_published and (before.has_draft or bool(changes))
    after = YearPlan(year, before.status or PlanStatus.DRAFT, has_draft)
    if changes or before != after:
        also = change_year(session, before, after)
        carry_out(session, sign(viewer, moment), PlanAction.PLANNED, year, changes, _told(preview), also=also)
    if publish:
        publish_states(session, viewer, year, moment)
    done = counted(preview, year_plan(session, year))
    if changes or before != done.plan:
        counts = {"new": done.new, "changed": done.changed, "removed": done.removed, "published": publish}
        audit(session, viewer, moment, Act.PLANNED, AuditThing.YEAR, str(year), **counts)
    return done


def _state_changes(session: Session, year: int, preview: PlanPreview, layer: Layer) -> list[StateChange]:
    if preview.is_empty:
        return []
    planned = {one.id: one for one in planned_in_years(session, (year,))}
    changes = []
    for line in preview.lines:
        if line.id not in planned and line.after is not None:
            state = replace(line.after, is_in_draft=True) if layer is Layer.DRAFT else line.after
            changes.append(StateChange(line.id, line.series.id, year, Layer.PLAN, ABSENT, state))
        else:
            changes.append(planned[line.id].changed(layer, ABSENT if line.after is None else line.after))
    return changes


def _told(preview: PlanPreview) -> dict[str, int]:
    return {step.value: preview.count(step) for step in Step}


def counted(preview: PlanPreview, plan: YearPlan) -> PlannedYear:
    """What the preview would do, as numbers; `plan` is how far the year has come then."""
    return PlannedYear(
        plan=plan,
        new=preview.count(Step.NEW),
        kept=preview.kept,
        changed=preview.count(Step.FOLLOWED) + preview.count(Step.NOTED),
        removed=preview.count(Step.REMOVED),
    )
