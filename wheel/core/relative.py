"""Rules that count from something else: another series' occurrences, or the local school holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from wheel.core.bounds import require_between, require_choice, require_length
from wheel.core.calendar import Calendar
from wheel.core.dates import ONE_DAY, DateSpan, month_day
from wheel.core.slots import Precision, Proposal, Slot
from wheel.core.year_days import EVERY_YEAR, Years, span_of_length
from wheel.errors import InvalidInputError

Side = Literal["before", "after"]
SIDES: tuple[Side, ...] = ("before", "after")
MOST_NTH = 60
MOST_WEEKS = 26
_SATURDAY = 6


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True)
class Offset:
    """So many days, weeks or working days before or after; 0 days is the same day.

    Before is counted from the first day, after from the last. At most 365 days, 52 weeks or 250 working days.
    """

    count: int
    unit: Unit
    side: Side

    def __post_init__(self) -> None:
        require_choice("side", self.side, SIDES)
        require_between("count", self.count, 0 if self.unit is Unit.DAYS else 1, MOST_OF[self.unit])

    def day_from(self, span: DateSpan, calendar: Calendar) -> date:
        day = span.start if self.side == "before" else span.last
        step = -ONE_DAY if self.side == "before" else ONE_DAY
        if self.unit is not Unit.WORKING_DAYS:
            return day + step * self.count * (7 if self.unit is Unit.WEEKS else 1)
        for _ in range(self.count):
            day = _next_working_day(day, step, calendar)
        return day


# None reaches past the neighbouring calendar year, whose occurrences are given as anchors.
MOST_OF = {Unit.DAYS: 365, Unit.WEEKS: 52, Unit.WORKING_DAYS: 250}


@dataclass(frozen=True)
class WeekdayOffset:
    """The nearest such weekday (1 is Monday, 7 Sunday) before the first day, or after the last: "the Friday before"."""

    weekday: int
    side: Side

    def __post_init__(self) -> None:
        require_between("weekday", self.weekday, 1, 7)
        require_choice("side", self.side, SIDES)

    def day_from(self, span: DateSpan, calendar: Calendar) -> date:  # noqa: ARG002 - as the other offset
        if self.side == "before":
            return span.start - timedelta(days=(span.start.isoweekday() - self.weekday - 1) % 7 + 1)
        return span.last + timedelta(days=(self.weekday - span.last.isoweekday() - 1) % 7 + 1)


def _next_working_day(day: date, step: timedelta, calendar: Calendar) -> date:
    day += step
    while not calendar.is_working_day(day):
        day += step
    return day


@dataclass(frozen=True)
class Anchor:
    """An occurrence that another series counts from: what its rule asked for, and when it is held.

    `held` is None where it is cancelled or has no exact date yet: nothing can be counted from it. `is_extra`: it was
    added by hand; `is_blocked`: its series leaves out the holiday it falls in, so there never was one. Neither is
    counted when occurrences are.
    """

    slot: DateSpan
    held: DateSpan | None
    is_extra: bool = False
    is_blocked: bool = False

    @classmethod
    def proposed(cls, proposal: Proposal) -> Anchor:
        """What can be counted from while nobody has decided otherwise."""
        is_dated = proposal.slot.precision is Precision.EXACT
        held = proposal.span if is_dated and not proposal.is_blocked else None
        return cls(proposal.slot.span, held, is_blocked=proposal.is_blocked)


Anchors = Mapping[str, Sequence[Anchor]]
"""By series id, the anchors of the year asked for, the year before and the year after."""


@dataclass(frozen=True)
class EveryNth:
    """Every `nth` one of each calendar year, by slot, counted anew from the year's first; 1: each, extra ones too.

    Cancelled ones are counted, so that cancelling one moves no other.
    """

    nth: int = 1

    def __post_init__(self) -> None:
        require_between("nth", self.nth, 1, MOST_NTH)


@dataclass(frozen=True)
class FirstAfter:
    """The first one after that day of each year ("the first council meeting after 1 October"), extra ones apart.

    It is one of that year's, or of the next year's where the year has had its last by then; a year that has none at
    all has no first one either.
    """

    month: int
    day: int

    def __post_init__(self) -> None:
        try:
            month_day(2024, self.month, self.day)
        except ValueError as error:
            raise InvalidInputError(
                "There is no day %(day)s in month %(month)s.", field="after_day", day=self.day, month=self.month
            ) from error


@dataclass(frozen=True)
class RelativeRule:
    """Days counted from the occurrences of another series (its public id).

    The slot is counted from what that series' rule asked for, so that it stays for ever; the proposal from where that
    occurrence is held, so that it follows when it is moved. For FirstAfter the proposal is counted from the first that
    is held after the day, which may be another than the first that was asked for. What is not held gives nothing.
    Where two give the same slot (the Friday before two meetings in one week), the first counts. `years` are those of
    the slot's first day.
    """

    series: str
    offset: Offset | WeekdayOffset
    choice: EveryNth | FirstAfter = EveryNth()
    length_days: int = 1
    years: Years = EVERY_YEAR

    def __post_init__(self) -> None:
        if not self.series:
            raise InvalidInputError("Choose the series to count from.", field="series")
        require_length(self.length_days)

    def proposals(self, year: int, calendar: Calendar, anchors: Anchors) -> tuple[Proposal, ...]:
        """One for each chosen anchor whose slot gives a day in `year`, sorted by slot, no two with the same start."""
        if not self.years.include(year):
            return ()
        found: dict[date, Proposal] = {}
        for asked, held in _chosen(self.choice, _by_year(anchors.get(self.series, ()))):
            proposal = Proposal(Slot(self._counted_from(asked, calendar)), self._counted_from(held, calendar))
            start = proposal.slot.span.start
            if start.year == year:
                found.setdefault(start, proposal)
        return tuple(found[start] for start in sorted(found))

    def _counted_from(self, span: DateSpan, calendar: Calendar) -> DateSpan:
        return span_of_length(self.offset.day_from(span, calendar), self.length_days)


_AnchorsOfYears = Mapping[int, Sequence[Anchor]]


def _by_year(anchors: Iterable[Anchor]) -> _AnchorsOfYears:
    """By the year of the slot, in order; a day that its series leaves out is none."""
    years: dict[int, list[Anchor]] = {}
    for anchor in sorted(anchors, key=lambda anchor: (anchor.slot, anchor.is_extra)):
        if not anchor.is_blocked:
            years.setdefault(anchor.slot.start.year, []).append(anchor)
    return years


def _chosen(choice: EveryNth | FirstAfter, years: _AnchorsOfYears) -> Iterator[tuple[DateSpan, DateSpan]]:
    """What was asked for and when it is held, of each one to count from."""
    match choice:
        case EveryNth(nth):
            for anchors in years.values():
                counted = anchors if nth == 1 else _ordinary(anchors)[nth - 1 :: nth]
                yield from ((anchor.slot, anchor.held) for anchor in counted if anchor.held is not None)
        case FirstAfter(month, day):
            for year in years:
                limit = month_day(year, month, day)
                coming = _ordinary((*years[year], *years.get(year + 1, ())))
                asked = min((one.slot for one in coming if one.slot.start > limit), default=None)
                held = min(
                    (one.held for one in coming if one.held is not None and one.held.start > limit), default=None
                )
                if asked is not None and held is not None:
                    yield asked, held


def _ordinary(anchors: Iterable[Anchor]) -> Sequence[Anchor]:
    return [anchor for anchor in anchors if not anchor.is_extra]


@dataclass(frozen=True)
class SchoolHolidayRule:
    """The weeks before or after a local school holiday, found by its name ("efter sommerferien").

    Without a `weekday` it is an imprecise window of `weeks` weeks next to the holiday, in the source's own `words`;
    with one it is the first such day after the holiday, or the last before it, and exact. A year whose holiday nobody
    has entered has no slot. The slot belongs to the year it starts in.

    A window never begins in a weekend, so it is the same whether the holiday was entered as ending on its last Friday
    or on the Sunday after.
    """

    holiday: str
    side: Side
    weeks: int = 2
    words: str = ""
    weekday: int | None = None
    years: Years = EVERY_YEAR

    def __post_init__(self) -> None:
        if not self.holiday.strip():
            raise InvalidInputError("Choose the school holiday to count from.", field="holiday")
        require_choice("side", self.side, SIDES)
        require_between("weeks", self.weeks, 1, MOST_WEEKS)
        if self.weekday is not None:
            require_between("weekday", self.weekday, 1, 7)
        elif not self.words.strip():
            raise InvalidInputError('Give the window its words, such as "efter sommerferien".', field="words")

    def slots(self, year: int, calendar: Calendar) -> tuple[Slot, ...]:
        wanted = self.holiday.strip().casefold()
        spans = [named.span for named in calendar.school_holidays if named.name.strip().casefold() == wanted]
        found = {
            slot.span.start: slot for span in spans if (slot := self._slot(span, calendar)).span.start.year == year
        }
        return tuple(found[start] for start in sorted(found)) if self.years.include(year) else ()

    def _slot(self, holiday: DateSpan, calendar: Calendar) -> Slot:
        if self.weekday is not None:
            return Slot(DateSpan.of_day(WeekdayOffset(self.weekday, self.side).day_from(holiday, calendar)))
        length = timedelta(days=7 * self.weeks)
        if self.side == "before":
            return Slot(DateSpan(_past_weekend(holiday.start - length), holiday.start), Precision.WEEK, self.words)
        first = _past_weekend(holiday.end)
        return Slot(DateSpan(first, first + length), Precision.WEEK, self.words)


def _past_weekend(day: date) -> date:
    """The day itself, or the Monday after if it is a Saturday or Sunday."""
    return day if day.isoweekday() < _SATURDAY else day + timedelta(days=8 - day.isoweekday())
