"""Preview a series: the dates its schedule gives from today on, also while it is not stored yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer, require_planner
from wheel.core.calendar import FIRST_YEAR, LAST_YEAR, Calendar
from wheel.core.claims import CountRule
from wheel.core.closures import Closure, span_closed_by
from wheel.core.occurrences import Kind
from wheel.core.relative import RelativeRule, SchoolHolidayRule
from wheel.core.rules import DateList, Rule
from wheel.core.schedule import Schedule, require_no_circle
from wheel.core.series import Series
from wheel.core.slots import Precision, Proposal
from wheel.errors import InvalidInputError
from wheel.store.database import Session
from wheel.store.series import all_series
from wheel.usecases.propose_year import Proposer

ALL_YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
YEARS_AHEAD = 10
MOST_HELD, MOST_BLOCKED = 10, 10
# What the series is called among the others while it has no id of its own.
_UNSAVED = "unsaved"


@dataclass(frozen=True)
class PreviewDate:
    """One date that the schedule gives; `special` names what is special about the days it is held on, if anything."""

    proposal: Proposal
    special: str = ""

    @property
    def is_moved(self) -> bool:
        return not self.proposal.is_blocked and self.proposal.span != self.proposal.slot.span


@dataclass(frozen=True)
class SeriesPreview:
    """`names` are the titles of the series it may count from. `is_count`: it asks for a number, not for dates."""

    schedule: Schedule
    dates: tuple[PreviewDate, ...]
    names: Mapping[str, str]
    is_count: bool


def preview_series(
    session: Session, viewer: Viewer, schedule: Schedule, today: date, series_id: str = ""
) -> SeriesPreview:
    """The next ten dates that are held, and those between them that are not; ten years ahead at the most.

    `series_id` is the series whose schedule it would become. Raises InvalidInputError where it counts from itself.
    """
    require_planner(viewer)
    known = {one.id: one for one in all_series(session)}
    coming = (date for date in _dates(session, schedule, known, today.year, series_id) if _is_coming(date, today))
    names = {one.id: one.title for one in known.values()}
    return SeriesPreview(schedule, tuple(_next(coming)), names, isinstance(schedule.rule, CountRule))


def _is_coming(date: PreviewDate, today: date) -> bool:
    return today < max(date.proposal.slot.span.end, date.proposal.span.end)


def _next(dates: Iterator[PreviewDate]) -> Iterator[PreviewDate]:
    held = blocked = 0
    for one in dates:
        held += not one.proposal.is_blocked
        blocked += one.proposal.is_blocked
        if not one.proposal.is_blocked or blocked <= MOST_BLOCKED:
            yield one
        if held == MOST_HELD:
            return


def require_some_dates(session: Session, series: Series, today: date) -> None:
    """Raise InvalidInputError unless the rule has a date from this year to ten years ahead, or asks for a number."""
    rule = series.schedule.rule
    if isinstance(rule, CountRule):
        return
    known = {one.id: one for one in all_series(session)}
    # Ending a series, or giving it another rule from a day on, takes nothing from what the rule says by itself.
    alone = Schedule(rule, series.schedule.policy)
    is_blocked = [one.proposal.is_blocked for one in _dates(session, alone, known, today.year, series.id)]
    if not is_blocked:
        raise _nothing_from(rule)
    if all(is_blocked):
        raise InvalidInputError("All its dates fall on closed days, so nothing would be held.", field="on_closed")


def _nothing_from(rule: Rule) -> InvalidInputError:
    match rule:
        case DateList():
            return InvalidInputError("Write at least one date from this year or later.", field="dates")
        case RelativeRule():
            return InvalidInputError("There is nothing to count from in the next ten years.", field="series")
        case SchoolHolidayRule(holiday=name):
            return InvalidInputError(
                "Nobody has entered when %(name)s is. Do that under Holidays and closing days first.",
                field="holiday",
                name=name,
            )
        case _:
            return InvalidInputError("This gives no date in the next ten years.", field="rule_kind")


def _dates(
    session: Session, schedule: Schedule, known: Mapping[str, Series], first_year: int, series_id: str
) -> Iterator[PreviewDate]:
    """What the schedule gives from that year on, as long as somebody asks, ten years ahead at the most."""
    key = series_id or _UNSAVED
    series = {**known, key: Series("", Kind.MEETING, "", schedule, id=key)}
    require_no_circle({one.id: one.schedule for one in series.values()})
    # Nobody else's dates matter, and each takes its time.
    needed = {one: series[one] for one in _counted_from(key, series)}
    for year in range(first_year, min(first_year + YEARS_AHEAD, LAST_YEAR) + 1):
        proposer = Proposer(session, needed, year)
        for proposal in proposer.proposals(key, year):
            yield PreviewDate(proposal, _special(proposal, proposer.calendar))


def _counted_from(key: str, series: Mapping[str, Series]) -> set[str]:
    """The series and those it counts from, however far round."""
    found: set[str] = set()
    left = [key]
    while left:
        one = left.pop()
        if one in series and one not in found:
            found.add(one)
            left += series[one].schedule.anchors_needed()
    return found


def _special(proposal: Proposal, calendar: Calendar) -> str:
    if proposal.slot.precision is not Precision.EXACT:
        return ""
    return span_closed_by(proposal.span, frozenset(Closure), calendar) or ""
