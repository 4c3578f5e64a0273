"""Deadlines: dates counted back from a meeting. They are derived when needed, never stored."""

from __future__ import annotations

from datetime import date

from wheel.core.bounds import require_between
from wheel.core.calendar import Calendar
from wheel.core.dates import ONE_DAY

LONGEST_NOTICE = 30


def agenda_deadline(meeting_day: date, working_days: int, calendar: Calendar) -> date:
    """The last day to send the agenda: so many working days before the meeting, whose own day does not count.

    `working_days` is 1 to 30, else InvalidInputError. The framework agreement on co-influence and co-determination
    (MED), section 8(4), asks for the agenda 4 working days before a meeting, as far as possible; that is its wording
    of 1997, which a local agreement may replace. Whether a Saturday counts is not known: here it does not. The
    calendar must know the days before the meeting, also in the year before (`danish_calendar` sees to that).
    """
    require_between("working_days", working_days, 1, LONGEST_NOTICE)
    day = meeting_day
    for _ in range(working_days):
        day = _working_day_before(day, calendar)
    return day


def _working_day_before(day: date, calendar: Calendar) -> date:
    day -= ONE_DAY
    while not calendar.is_working_day(day):
        day -= ONE_DAY
    return day
