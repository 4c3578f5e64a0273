"""Carry-over: what no rule will bring back next year is offered on the same weekday of the same week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wheel.core.dates import DateSpan, weeks_in_iso_year
from wheel.core.occurrences import Occurrence, Status
from wheel.core.rules import DateList
from wheel.core.series import Series

_ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class CarryOffer:
    """An occurrence of the year before, and where it would be. `key` is the occurrence's id, fit for a form.

    `is_ticked` is what the planner is shown to begin with.
    """

    key: str
    series_id: str
    occurrence_id: str
    from_span: DateSpan
    to_span: DateSpan
    is_ticked: bool


def offers(series: Mapping[str, Series], occurrences: Sequence[Occurrence], year: int) -> tuple[CarryOffer, ...]:
    """What could be carried into `year` from the year before, by time; `occurrences` are those of both years' plans.

    That is the occurrences of every series that is a list of dates, ticked if they were held, and every extra one that
    somebody added, unticked. Each keeps its length. One whose series already has a date in that week is not offered
    (an extra one: another extra in that week, or a date on that day), so carrying over twice changes nothing; nor is
    one that its series has ended before.
    """
    taken = _Taken(series, occurrences, year)
    found = []
    for occurrence in occurrences:
        carried = series.get(occurrence.series_id)
        if carried is None or occurrence.slot.start.year != year - 1 or not _is_by_hand(occurrence, carried):
            continue
        to_span = _carried(occurrence, year)
        is_over = carried.schedule.ends_on is not None and carried.schedule.ends_on <= to_span.start
        if not is_over and not taken.holds(occurrence, to_span.start):
            found.append(_offer(occurrence, to_span))
    return tuple(sorted(found, key=lambda offer: (offer.to_span, offer.series_id, offer.key)))


def _is_by_hand(occurrence: Occurrence, series: Series) -> bool:
    return occurrence.is_extra or isinstance(series.schedule.rule, DateList)


def _offer(occurrence: Occurrence, to_span: DateSpan) -> CarryOffer:
    return CarryOffer(
        key=occurrence.id,
        series_id=occurrence.series_id,
        occurrence_id=occurrence.id,
        from_span=occurrence.span,
        to_span=to_span,
        is_ticked=occurrence.status is Status.PLANNED and not occurrence.is_extra,
    )


def _carried(occurrence: Occurrence, year: int) -> DateSpan:
    """Its days a year on: from where somebody moved it, else from what was asked for before any holiday shifted it."""
    was_moved_within_year = occurrence.is_moved and occurrence.span.start.year == year - 1
    wanted = occurrence.span if was_moved_within_year else occurrence.slot
    return occurrence.span.moved_to(_same_weekday(wanted.start, year))


def _same_weekday(day: date, year: int) -> date:
    """The same ISO weekday of the same ISO week a year later, week 53 being the last week.

    Near New Year that may lie in another calendar year; then it is a week earlier or later, so that it is in `year`.
    """
    iso_year, week, weekday = day.isocalendar()
    found = date.fromisocalendar(iso_year + 1, min(week, weeks_in_iso_year(iso_year + 1)), weekday)
    if found.year == year:
        return found
    return found + _ONE_WEEK if found.year < year else found - _ONE_WEEK


class _Taken:
    """Where each series already has something in the year's plan, or is to."""

    def __init__(self, series: Mapping[str, Series], occurrences: Iterable[Occurrence], year: int) -> None:
        self._days: defaultdict[str, set[date]] = defaultdict(set)
        self._weeks: defaultdict[str, set[_Week]] = defaultdict(set)
        self._weeks_with_extra: defaultdict[str, set[_Week]] = defaultdict(set)
        for occurrence in occurrences:
            if occurrence.slot.start.year == year:
                self._add(occurrence.series_id, {occurrence.slot.start, occurrence.span.start}, occurrence.is_extra)
        for series_id, listing in series.items():
            if isinstance(listing.schedule.rule, DateList):
                self._add(series_id, {span.start for span in listing.schedule.rule.spans}, is_extra=False)

    def _add(self, series_id: str, days: set[date], is_extra: bool) -> None:
        weeks = {_week(day) for day in days}
        self._days[series_id] |= days
        self._weeks[series_id] |= weeks
        if is_extra:
            self._weeks_with_extra[series_id] |= weeks

    def holds(self, occurrence: Occurrence, day: date) -> bool:
        if not occurrence.is_extra:
            return _week(day) in self._weeks[occurrence.series_id]
        is_on_day = day in self._days[occurrence.series_id]
        return is_on_day or _week(day) in self._weeks_with_extra[occurrence.series_id]


_Week = tuple[int, int]


def _week(day: date) -> _Week:
    iso_year, week, _ = day.isocalendar()
    return iso_year, week
