"""What a series from a calendar file asks of a year's plan, and what must change so that the plan holds it.

What a person decided of a date since stays as it is: the file is asked only about dates that are as it left them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from wheel.core.dates import DateSpan
from wheel.core.imported_calendars import LONGEST_NOTE, ImportedChange, ImportedSeries
from wheel.core.occurrences import Status
from wheel.core.plan_states import PlanState
from wheel.core.rules import DateList, RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.slots import Proposal

Decided = Mapping[date, PlanState]
"""Occurrences as a file moved or cancelled them, by the first day of their slot."""


@dataclass(frozen=True)
class StoredDate:
    """A stored occurrence of the series. `is_told_of`: items stand at it, or its history tells of something."""

    id: str
    state: PlanState
    is_told_of: bool = False

    @property
    def slot(self) -> date:
        return self.state.slot.start


@dataclass(frozen=True)
class DateChange:
    """One occurrence before and after; `id` is "" for one to be made, `after` is None for one that goes."""

    id: str
    before: PlanState | None
    after: PlanState | None

    @property
    def slot(self) -> date:
        state = self.after or self.before
        assert state is not None  # noqa: S101 - a change has one of them
        return state.slot.start


@dataclass(frozen=True)
class DatesOfYear:
    """`kept` are the slots of dates that a person has decided otherwise than the file says; they stay so."""

    changes: tuple[DateChange, ...] = ()
    kept: tuple[date, ...] = ()


def over_midnight(imported: ImportedSeries) -> ImportedSeries:
    """The same with its end on the day that it is on: of several days, the end is on the last."""
    changed = tuple(_change_over_midnight(change) for change in imported.changed)
    if imported.start_time is None or imported.end_time is None or imported.end_time > imported.start_time:
        return replace(imported, changed=changed)
    if imported.end_time == imported.start_time:
        end_time = None if _has_one_day(imported.schedule.rule) else imported.end_time
        return replace(imported, end_time=end_time, changed=changed)
    schedule = replace(imported.schedule, rule=_a_day_longer(imported.schedule.rule))
    return replace(imported, schedule=schedule, changed=changed)


def _has_one_day(rule: object) -> bool:
    """Whether what it gives lasts one day: of several, an end at the time of the start is on the last."""
    if isinstance(rule, DateList):
        return all(span.day_count == 1 for span in rule.spans)
    return isinstance(rule, RecurrenceRule) and rule.length_days == 1


def _a_day_longer(rule: object) -> RecurrenceRule | DateList:
    if isinstance(rule, RecurrenceRule):
        return replace(rule, length_days=rule.length_days + 1) if rule.length_days == 1 else rule
    assert isinstance(rule, DateList)  # noqa: S101 - a file asks for nothing else
    return DateList(tuple(DateSpan(one.start, _end(one)) for one in rule.spans))


def _end(span: DateSpan) -> date:
    return span.end if span.day_count > 1 else DateSpan.of_day(span.end).end


def _change_over_midnight(change: ImportedChange) -> ImportedChange:
    start, end = change.start_time, change.end_time
    if start is None or end is None or end > start:
        return change
    if start == end and change.span.day_count == 1:
        return replace(change, end_time=None)
    return replace(change, span=DateSpan(change.span.start, _end(change.span)))


def wanted_states(
    series: Series, imported: ImportedSeries | None, proposals: Iterable[Proposal], because: str
) -> dict[date, PlanState]:
    """The year's occurrences as the file has them, by the first day of their slot.

    `series` has the times and the place that its body gives it; without `imported` it is as its schedule says.
    `because` is the reason given for what the file cancels.
    """
    changed = {change.slot: change for change in imported.changed} if imported else {}
    found = {}
    for proposal in proposals:
        fresh = replace(series.on(proposal.slot.span), span=proposal.span)
        change = changed.get(fresh.slot.start)
        state = fresh if change is None or imported is None else _changed(fresh, change, imported, because)
        found[fresh.slot.start] = _cancelled(state, because) if imported and imported.is_cancelled else state
    return found


def _changed(fresh: PlanState, change: ImportedChange, imported: ImportedSeries, because: str) -> PlanState:
    """What the file leaves as it says of the whole series is the plan's, which may be the body's own."""
    is_retimed = (change.start_time, change.end_time) != (imported.start_time, imported.end_time)
    state = replace(
        fresh,
        span=change.span,
        start_time=change.start_time if is_retimed else fresh.start_time,
        end_time=change.end_time if is_retimed else fresh.end_time,
        place=change.place if change.place != imported.place else fresh.place,
        note=_note(change, imported),
        is_moved=is_retimed or change.span != fresh.slot,
    )
    return _cancelled(state, because) if change.is_cancelled else state


def _note(change: ImportedChange, imported: ImportedSeries) -> str:
    """An occurrence has its series' title, so one of its own is told in its note."""
    title = change.title if change.title != imported.title else ""
    note = change.note if change.note != imported.note else ""
    return "\n".join(filter(None, (title, note)))[:LONGEST_NOTE]


def _cancelled(state: PlanState, because: str) -> PlanState:
    return replace(state, status=Status.CANCELLED, because=because)


def is_decided(state: PlanState) -> bool:
    """Whether somebody, or a file, has moved or cancelled it."""
    return state.is_moved or state.status is not Status.PLANNED


def dates_to_change(
    wanted: Mapping[date, PlanState],
    stored: Iterable[StoredDate],
    decided: Decided,
    today: date,
) -> DatesOfYear:
    """What must change so that the plan holds what is wanted.

    A date is left as it is where it is over, was added besides the rule, or was decided otherwise here. Where one date
    takes the place of one other it is that occurrence, held on another day. What else is no longer wanted goes, unless
    something is told of it: then it stays, and says that nothing asks for it. Carrying the changes out and asking again
    gives none.
    """
    own = [one for one in stored if not one.state.is_extra]
    known = {one.slot for one in own}
    new = [state for slot, state in wanted.items() if slot not in known]
    coming = [one for one in own if one.state.span.end > today]
    free = [one for one in coming if not _is_decided_here(one, decided)]
    unwanted = [one for one in free if one.slot not in wanted]
    if len(new) == len(unwanted) == 1:
        changes = [*_change(unwanted[0], new[0])]
    else:
        changes = [DateChange("", None, state) for state in new]
        changes += [change for one in unwanted for change in _change(one, None)]
    changes += [change for one in free if one.slot in wanted for change in _change(one, wanted[one.slot])]
    kept = [one.slot for one in coming if one not in free and not _agrees(wanted.get(one.slot), one.state)]
    return DatesOfYear(tuple(sorted(changes, key=lambda change: change.slot)), tuple(sorted(kept)))


def _is_decided_here(one: StoredDate, decided: Decided) -> bool:
    left = decided.get(one.slot)
    return is_decided(one.state) if left is None else not _is_same(left, one.state)


def _agrees(wanted: PlanState | None, state: PlanState) -> bool:
    return wanted is not None and _is_same(wanted, state)


def _is_same(one: PlanState, other: PlanState) -> bool:
    return _when(one) == _when(other)


def _when(state: PlanState) -> tuple[object, ...]:
    return state.span, state.start_time, state.end_time, state.status


def _change(one: StoredDate, wanted: PlanState | None) -> Iterator[DateChange]:
    if wanted is None:
        after = replace(one.state, is_unasked=True) if one.is_told_of else None
    else:
        after = replace(wanted, is_in_draft=one.state.is_in_draft)
    if after != one.state:
        yield DateChange(one.id, one.state, after)


def changes_since(dates: DatesOfYear, decided: Decided, changed: Iterable[date]) -> DatesOfYear:
    """Of a file that says what it said before: only what it changed of dates that were not planned then."""
    missing = set(changed).difference(decided)
    return replace(dates, changes=tuple(one for one in dates.changes if one.slot in missing and one.before))


def decided_after(
    decided: Decided, wanted: Mapping[date, PlanState], stored: Iterable[StoredDate], dates: DatesOfYear
) -> dict[date, PlanState]:
    """What the file has decided of the year's occurrences, once the changes are carried out."""
    there = {one.slot: one.state for one in stored} | {one.slot: one.after for one in dates.changes if one.after}
    gone = {one.slot for one in dates.changes if one.after is None}
    found = {slot: state for slot, state in wanted.items() if is_decided(state) and slot in there and slot not in gone}
    kept = {slot: decided[slot] for slot in dates.kept if slot in decided}
    return {**found, **kept}


def is_endless(schedule: Schedule) -> bool:
    rule = schedule.rule
    return isinstance(rule, RecurrenceRule) and not {"UNTIL", "COUNT"}.intersection(
        part.partition("=")[0].upper() for part in rule.rrule.split(";")
    )
