"""How the draft beside a published year differs from it, date by date: before and after."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.occurrences import Occurrence, Status
from wheel.core.plan_states import PlanState
from wheel.usecases.plan_grid import Mark, PlanDate
from wheel.usecases.show_plan import PlanPage
from wheel.web.planning.state_words import state_day, state_times
from wheel.web.translation import gettext


@dataclass(frozen=True)
class Differences:
    """The draft's dates of one mark, each with what is said of it."""

    mark: Mark
    lines: tuple[tuple[PlanDate, str], ...]


def draft_differences(page: PlanPage) -> tuple[Differences, ...]:
    """What publishing the draft would change for everybody else: new, changed, taken away."""
    found = []
    for mark in (Mark.NEW, Mark.CHANGED, Mark.REMOVED):
        lines = tuple((one, difference_words(one)) for one in page.differences if one.mark is mark)
        found.append(Differences(mark, lines))
    return tuple(one for one in found if one.lines)


def difference_words(one: PlanDate) -> str:
    """ "lør. 5. jun → man. 7. jun"; the day alone of what is new or taken away."""
    if one.mark is Mark.CHANGED and one.published is not None:
        return _changed(one.published, one.occurrence)
    return state_day(one.occurrence)


def _changed(before: PlanState, after: Occurrence) -> str:
    was, now = state_day(before), state_day(after)
    if after.status is not before.status:
        return f"{now}: {_status(after)}"
    if was != now:
        return f"{was} → {now}"
    if state_times(before) != state_times(after):
        return f"{now}: {state_times(before)} → {state_times(after)}"
    return f"{now}: {before.place} → {after.place}" if before.place != after.place else now


def _status(now: Occurrence) -> str:
    return {
        Status.CANCELLED: gettext("cancelled: %(reason)s", reason=now.because),
        Status.BLOCKED: gettext("not held: %(reason)s", reason=now.because),
        Status.PLANNED: gettext("takes place after all"),
    }[now.status]
