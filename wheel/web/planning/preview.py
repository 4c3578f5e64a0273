"""What planning would do: summed by body and month, and each change in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from wheel.core.occurrences import Status
from wheel.core.plan_states import PlanState
from wheel.usecases.plan_grid import month_in
from wheel.usecases.plan_year import PlanLine, Step
from wheel.usecases.show_plan import PlanPage
from wheel.web.planning.state_words import state_day, state_times
from wheel.web.translation import gettext
from wheel.web.words import short_day


@dataclass(frozen=True)
class FollowRule:
    """The move that gives a date its rule's days after all."""

    occurrence_id: str
    to_day: str
    last_day: str
    version: int


@dataclass(frozen=True)
class ChangeLine:
    words: str
    id: str = ""
    follow: FollowRule | None = None


@dataclass(frozen=True)
class SeriesChanges:
    series_id: str
    title: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class StepChanges:
    step: Step
    count: int
    series: tuple[SeriesChanges, ...]


@dataclass(frozen=True)
class PreviewView:
    """`groups` and `months` sum everything that would change; `steps` tell it, except what the grid itself shows."""

    steps: tuple[StepChanges, ...]
    groups: tuple[tuple[str, int], ...]
    months: tuple[int, ...]
    kept: int
    seen: str


def preview_view(page: PlanPage) -> PreviewView | None:
    """None if planning would change nothing, and has been done."""
    preview = page.preview
    if preview.is_empty and preview.plan.status is not None:
        return None
    names = dict(page.all_groups)
    by_group = Counter(_group(line, names) for line in preview.lines)
    by_month = Counter(_month(line, page.year) for line in preview.lines)
    steps = (_step(step, page) for step in Step)
    return PreviewView(
        steps=tuple(step for step in steps if step.count),
        groups=tuple((name, by_group[key]) for key, name in names.items() if by_group[key]),
        months=tuple(by_month[number] for number in range(1, 13)),
        kept=preview.kept,
        seen=preview.seen,
    )


def _group(line: PlanLine, names: Mapping[str, str]) -> str:
    of_body = f"body-{line.series.body}"
    return of_body if of_body in names else f"ring-{line.series.ring}"


def _month(line: PlanLine, year: int) -> int:
    return month_in(year, next(state.span.start for state in (line.after, line.before) if state is not None))


def _step(step: Step, page: PlanPage) -> StepChanges:
    lines = [line for line in page.preview.lines if line.step is step]
    is_in_grid = page.plan.status is None
    by_series: dict[str, list[PlanLine]] = {}
    for line in () if is_in_grid else lines:
        by_series.setdefault(line.series.id, []).append(line)
    series = tuple(
        SeriesChanges(series_id, own[0].series.title, tuple(_change(line, page) for line in own))
        for series_id, own in by_series.items()
    )
    return StepChanges(step, len(lines), series)


def _change(line: PlanLine, page: PlanPage) -> ChangeLine:
    before, after = line.before, line.after
    if before is None:
        return ChangeLine(state_day(after) if after else "")
    if after is None:
        return ChangeLine(state_day(before), line.id)
    if line.step is Step.NOTED:
        return ChangeLine(_noted(before, after), line.id, _follow(line.id, after, page))
    return ChangeLine(_followed(before, after), line.id)


def _followed(before: PlanState, after: PlanState) -> str:
    if after.status is Status.BLOCKED and before.status is not Status.BLOCKED:
        return gettext("%(day)s: not held, %(reason)s", day=state_day(before), reason=after.because)
    if before.span != after.span or before.precision is not after.precision:
        return f"{state_day(before)} → {state_day(after)}"
    if state_times(before) != state_times(after):
        return f"{state_day(after)}: {state_times(before)} → {state_times(after)}"
    if before.place != after.place:
        return f"{state_day(after)}: {before.place or '–'} → {after.place or '–'}"
    return gettext("%(day)s: as the rule says again", day=state_day(after))


def _noted(before: PlanState, after: PlanState) -> str:
    if after.is_unasked:
        return gettext("%(day)s: the rule no longer asks for it", day=state_day(before))
    if after.rule_says is not None:
        says = short_day(after.rule_says.start)
        return gettext("%(day)s: the rule now says %(other)s", day=state_day(before), other=says)
    return gettext("%(day)s: as the rule says again", day=state_day(before))


def _follow(occurrence_id: str, after: PlanState, page: PlanPage) -> FollowRule | None:
    says = after.rule_says
    if says is None or after.status is not Status.PLANNED:
        return None
    version = page.dates[occurrence_id].occurrence.version
    return FollowRule(occurrence_id, says.start.isoformat(), says.last.isoformat(), version)
