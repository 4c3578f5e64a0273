from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.calendar import danish_calendar
from wheel.core.dates import DateSpan
from wheel.core.deadlines import DaysBefore, Notice, WeekdayBefore, WorkingDaysBefore, agenda_deadline
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.errors import InvalidInputError

CALENDAR = danish_calendar(range(2026, 2028))
CLOSED_AT_CHRISTMAS = danish_calendar(
    range(2026, 2028),
    local=[
        LocalDays(LocalDaysKind.CLOSING_DAY, "Jul", DateSpan.of_days(date(2026, 12, 24), date(2026, 12, 31))),
        LocalDays(
            LocalDaysKind.SCHOOL_HOLIDAY, "Efterårsferie", DateSpan.of_days(date(2026, 10, 10), date(2026, 10, 18))
        ),
    ],
)


@pytest.mark.parametrize(
    ("meeting", "working_days", "deadline", "reason"),
    [
        (date(2026, 9, 18), 4, date(2026, 9, 14), "Friday back to Monday, no weekend between"),
        (date(2026, 9, 16), 4, date(2026, 9, 10), "Wednesday: Tue, Mon, over the weekend, Fri, Thu"),
        (date(2026, 9, 14), 1, date(2026, 9, 11), "Monday: the day before is Friday"),
        (date(2026, 9, 13), 1, date(2026, 9, 11), "a meeting on a Sunday"),
        (date(2026, 4, 8), 4, date(2026, 3, 30), "over Easter: Thursday to Monday are public holidays"),
        (date(2026, 4, 7), 1, date(2026, 4, 1), "the Tuesday after Easter"),
        (date(2026, 5, 18), 2, date(2026, 5, 13), "over Ascension Day; the Friday after it is worked"),
        (date(2026, 6, 8), 1, date(2026, 6, 5), "5 June is a working day unless closed"),
        (date(2026, 12, 29), 4, date(2026, 12, 22), "over Christmas; 24 December is worked unless closed"),
        (date(2027, 1, 6), 4, date(2026, 12, 30), "over New Year's Day"),
    ],
)
def test_the_agenda_deadline_counts_back_working_days(
    meeting: date, working_days: int, deadline: date, reason: str
) -> None:
    assert agenda_deadline(meeting, WorkingDaysBefore(working_days), CALENDAR) == deadline


@pytest.mark.parametrize(
    ("meeting", "deadline", "reason"),
    [
        (date(2027, 1, 6), date(2026, 12, 22), "closed from 24 December to New Year"),
        (date(2026, 10, 14), date(2026, 10, 8), "people work in school holidays"),
    ],
)
def test_closing_days_do_not_count_but_school_holidays_do(meeting: date, deadline: date, reason: str) -> None:
    assert agenda_deadline(meeting, WorkingDaysBefore(4), CLOSED_AT_CHRISTMAS) == deadline


def test_a_calendar_of_one_year_is_enough_for_a_meeting_in_its_first_days() -> None:
    calendar = danish_calendar(range(2026, 2027))
    assert agenda_deadline(date(2026, 1, 2), WorkingDaysBefore(4), calendar) == date(2025, 12, 24)


@pytest.mark.parametrize(
    ("meeting", "notice", "deadline", "reason"),
    [
        (date(2026, 9, 16), DaysBefore(7), date(2026, 9, 9), "a week before"),
        (date(2026, 9, 14), DaysBefore(1), date(2026, 9, 13), "a Sunday: days are days"),
        (date(2026, 4, 7), DaysBefore(4), date(2026, 4, 3), "Good Friday: shown as a conflict, not moved in silence"),
        (date(2027, 1, 6), DaysBefore(30), date(2026, 12, 7), "into the year before"),
        (date(2026, 9, 16), WeekdayBefore(5), date(2026, 9, 11), "the Friday before a Wednesday"),
        (date(2026, 9, 19), WeekdayBefore(5), date(2026, 9, 18), "the Friday before a Saturday is the day before"),
        (date(2026, 9, 18), WeekdayBefore(5), date(2026, 9, 11), "the Friday before a Friday is a week before"),
        (
            date(2026, 4, 7),
            WeekdayBefore(5),
            date(2026, 4, 3),
            "the Friday before is Good Friday",
        ),
        (date(2027, 1, 4), WeekdayBefore(5), date(2027, 1, 1), "the Friday before is New Year's Day"),
    ],
)
def test_the_agenda_deadline_counts_back_days_or_to_a_weekday(
    meeting: date, notice: Notice, deadline: date, reason: str
) -> None:
    assert agenda_deadline(meeting, notice, CALENDAR) == deadline


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: WorkingDaysBefore(0), "working_days must be from 1 to 30"),
        (lambda: WorkingDaysBefore(31), "working_days must be from 1 to 30"),
        (lambda: DaysBefore(-1), "days must be from 1 to 30"),
        (lambda: DaysBefore(31), "days must be from 1 to 30"),
        (lambda: WeekdayBefore(0), "weekday must be from 1 to 7"),
        (lambda: WeekdayBefore(8), "weekday must be from 1 to 7"),
    ],
)
def test_a_notice_out_of_bounds_is_refused(make: Callable[[], Notice], sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        make()


@given(st.dates(date(2026, 3, 1), date(2027, 12, 31)), st.integers(1, 30))
def test_exactly_so_many_working_days_lie_from_the_deadline_up_to_the_meeting(meeting: date, working_days: int) -> None:
    deadline = agenda_deadline(meeting, WorkingDaysBefore(working_days), CALENDAR)
    assert CALENDAR.is_working_day(deadline)
    between = (deadline + timedelta(days=offset) for offset in range((meeting - deadline).days))
    assert sum(CALENDAR.is_working_day(day) for day in between) == working_days


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 7))
def test_the_weekday_before_lies_one_to_seven_days_back(meeting: date, weekday: int) -> None:
    deadline = agenda_deadline(meeting, WeekdayBefore(weekday), CALENDAR)
    assert deadline.isoweekday() == weekday
    assert 1 <= (meeting - deadline).days <= 7
