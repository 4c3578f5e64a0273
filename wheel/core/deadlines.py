"""Deadlines: dates counted back from a meeting by its body's notice rule. Derived when needed, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.bounds import require_between
from wheel.core.calendar import Calendar
from wheel.core.dates import DateSpan
from wheel.core.relative import Offset, Unit, WeekdayOffset

LONGEST_NOTICE = 30


@dataclass(frozen=True)
class WorkingDaysBefore:
    """So many working days before the meeting, whose own day does not count; 1 to 30.

    The framework agreement on co-influence and co-determination (MED), section 8(4), asks for the agenda 4 working
    days before a meeting, as far as possible; that is its wording of 1997, which a local agreement may replace.
    Whether a Saturday counts is not known: here it does not.
    """

    count: int

    def __post_init__(self) -> None:
        require_between("working_days", self.count, 1, LONGEST_NOTICE)


@dataclass(frozen=True)
class DaysBefore:
    """So many days before the meeting, whatever days those are; 1 to 30. The deadline may fall on a closed day."""

    count: int

    def __post_init__(self) -> None:
        require_between("days", self.count, 1, LONGEST_NOTICE)


@dataclass(frozen=True)
class WeekdayBefore:
    """The last such weekday before the meeting (1 is Monday, 7 Sunday): "fredagen inden mødet"."""

    weekday: int

    def __post_init__(self) -> None:
        require_between("weekday", self.weekday, 1, 7)


Notice = WorkingDaysBefore | DaysBefore | WeekdayBefore


def agenda_deadline(meeting_day: date, notice: Notice, calendar: Calendar) -> date:
    """The last day to send the agenda of a meeting on `meeting_day`.

    The calendar must know the days before the meeting, also in the year before (`danish_calendar` sees to that).
    """
    return _offset(notice).day_from(DateSpan.of_day(meeting_day), calendar)


def _offset(notice: Notice) -> Offset | WeekdayOffset:
    match notice:
        case WorkingDaysBefore(count):
            return Offset(count, Unit.WORKING_DAYS, "before")
        case DaysBefore(count):
            return Offset(count, Unit.DAYS, "before")
        case WeekdayBefore(weekday):
            return WeekdayOffset(weekday, "before")
