"""Conflicts of a series with a year: a claim not met, a school holiday nobody entered, nothing to count from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wheel.core.calendar import Calendar
from wheel.core.claims import CountRule
from wheel.core.conflicts import Conflict, ConflictKind, Suggestion, WayOut
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Occurrence
from wheel.core.plan import Body
from wheel.core.relative import RelativeRule, SchoolHolidayRule
from wheel.core.rules import DateList, Rule
from wheel.core.schedule import Schedule
from wheel.core.series import Series


def claim_conflicts(
    held: Iterable[Occurrence], series: Mapping[str, Series], bodies: Mapping[str, Body], year: int
) -> Iterator[Conflict]:
    """Series that ask for a number of occurrences and have fewer or more; `held` are those of the year.

    Only what is asked for all year is missed: not if the rule is changed, or the series or its body ends, on the way.
    """
    by_series = _by_series(held)
    for series_id, claiming in series.items():
        rules = _rules_in(claiming.schedule, year)
        if len(rules) != 1 or not isinstance(rules[0], CountRule):
            continue
        occurrences = by_series.get(series_id, [])
        surplus = rules[0].surplus(year, len(occurrences))
        missing = rules[0].missing(year, len(occurrences))
        if surplus:
            yield _claim(ConflictKind.CLAIM_EXCEEDED, WayOut.CANCEL, series_id, occurrences, surplus)
        elif missing and _lasts_through(claiming, bodies, year):
            yield _claim(ConflictKind.CLAIM_NOT_MET, WayOut.ADD, series_id, occurrences, missing)


def _lasts_through(series: Series, bodies: Mapping[str, Body], year: int) -> bool:
    whole_year = DateSpan.of_year(year)
    body = bodies.get(series.body or "")
    ends_on = series.schedule.ends_on
    return (ends_on is None or whole_year.end <= ends_on) and (body is None or body.exists_on(whole_year))


def _claim(kind: ConflictKind, way_out: WayOut, series: str, held: Sequence[Occurrence], count: int) -> Conflict:
    ids = tuple(occurrence.id for occurrence in held)
    return Conflict(kind, (series,), ids, count=count, suggestion=Suggestion(way_out, series=series, count=count))


def holiday_conflicts(series: Mapping[str, Series], calendar: Calendar, year: int) -> Iterator[Conflict]:
    """School holidays that series count from, and that nobody has entered for the year; each holiday once."""
    unknown: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for series_id, counting in series.items():
        for rule in _rules_in(counting.schedule, year):
            is_asked = isinstance(rule, SchoolHolidayRule) and rule.years.include(year)
            if isinstance(rule, SchoolHolidayRule) and is_asked and not rule.slots(year, calendar):
                name = rule.holiday.strip()
                unknown[name.casefold()][series_id] = name
    for waiting in unknown.values():
        ids = tuple(waiting)
        enter = Suggestion(WayOut.ENTER, series=ids[0])
        yield Conflict(ConflictKind.HOLIDAY_UNKNOWN, ids, because=waiting[ids[0]], suggestion=enter)


def anchor_conflicts(
    held: Iterable[Occurrence], series: Mapping[str, Series], calendar: Calendar, year: int
) -> Iterator[Conflict]:
    """Series that count from one that is not there, or has nothing in the year though it should.

    A series that asks for nothing that year by itself (an election every fourth year) is not missed.
    """
    in_year = {occurrence.series_id for occurrence in held}
    for series_id, counting in series.items():
        for anchor in sorted(_anchors(counting.schedule, year)):
            if anchor not in series:
                yield Conflict(ConflictKind.ANCHOR_MISSING, (series_id,))
            elif anchor not in in_year and _is_due(series[anchor].schedule, calendar, year):
                add = Suggestion(WayOut.ADD, series=anchor, count=1)
                yield Conflict(ConflictKind.ANCHOR_MISSING, (series_id, anchor), suggestion=add)


def _anchors(schedule: Schedule, year: int) -> set[str]:
    rules = _rules_in(schedule, year)
    return {rule.series for rule in rules if isinstance(rule, RelativeRule) and rule.years.include(year)}


def _is_due(schedule: Schedule, calendar: Calendar, year: int) -> bool:
    """Whether something is expected of the year: the rule gives slots, or waits for somebody to give it its dates."""
    return any(_waits_for_dates(rule, year) for rule in _rules_in(schedule, year)) or bool(
        schedule.proposals(year, calendar)
    )


def _waits_for_dates(rule: Rule, year: int) -> bool:
    if isinstance(rule, DateList):
        return True
    return isinstance(rule, CountRule | RelativeRule | SchoolHolidayRule) and rule.years.include(year)


def _rules_in(schedule: Schedule, year: int) -> list[Rule]:
    """The rules that the schedule asks for on some day of the year, in order."""
    days = DateSpan.of_year(year)
    first, found = None, []
    for until, rule in (*((earlier.until, earlier.rule) for earlier in schedule.earlier), (None, schedule.rule)):
        ends = min((day for day in (until, schedule.ends_on) if day is not None), default=days.end)
        if (first is None or first < days.end) and ends > days.start and (first is None or first < ends):
            found.append(rule)
        first = until
    return found


def _by_series(occurrences: Iterable[Occurrence]) -> dict[str, list[Occurrence]]:
    found: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        found[occurrence.series_id].append(occurrence)
    return dict(found)
