from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_calendar import LOCAL_CALENDAR

from wheel.core.dates import DateSpan
from wheel.core.relative import Offset, Unit, WeekdayOffset
from wheel.errors import InvalidInputError

FRIDAY_BEFORE = WeekdayOffset(5, "before")


@pytest.mark.parametrize(
    ("offset", "day", "reason"),
    [
        (Offset(4, Unit.WORKING_DAYS, "before"), date(2026, 8, 26), "4 working days before, over a weekend"),
        (Offset(4, Unit.WORKING_DAYS, "after"), date(2026, 9, 8), "and after: Thu, Fri, Mon, Tue"),
        (Offset(3, Unit.WEEKS, "after"), date(2026, 9, 23), "the second reading three weeks after the first"),
        (Offset(2, Unit.WEEKS, "before"), date(2026, 8, 18), "two weeks before"),
        (Offset(10, Unit.DAYS, "before"), date(2026, 8, 22), "days are days: a Saturday"),
        (Offset(0, Unit.DAYS, "before"), date(2026, 9, 1), "on its first day"),
        (Offset(0, Unit.DAYS, "after"), date(2026, 9, 2), "on its last day"),
        (FRIDAY_BEFORE, date(2026, 8, 28), "the Friday before"),
        (WeekdayOffset(2, "before"), date(2026, 8, 25), "the Tuesday before a Tuesday"),
        (WeekdayOffset(3, "after"), date(2026, 9, 9), "the Wednesday after a Wednesday"),
        (WeekdayOffset(4, "after"), date(2026, 9, 3), "the Thursday after a Wednesday is the next day"),
        (WeekdayOffset(1, "after"), date(2026, 9, 7), "the Monday after"),
    ],
)
def test_before_counts_from_the_first_day_and_after_from_the_last(
    offset: Offset | WeekdayOffset, day: date, reason: str
) -> None:
    seminar = DateSpan.of_days(date(2026, 9, 1), date(2026, 9, 2))
    assert offset.day_from(seminar, LOCAL_CALENDAR) == day


@pytest.mark.parametrize(
    ("offset", "meeting", "day", "reason"),
    [
        (FRIDAY_BEFORE, date(2026, 4, 8), date(2026, 4, 3), "Good Friday: only a holiday policy moves it"),
        (Offset(4, Unit.WORKING_DAYS, "before"), date(2026, 4, 8), date(2026, 3, 30), "Easter does not count"),
        (Offset(1, Unit.WORKING_DAYS, "after"), date(2026, 12, 23), date(2027, 1, 4), "closed at Christmas"),
        (Offset(1, Unit.WORKING_DAYS, "before"), date(2026, 10, 19), date(2026, 10, 16), "a school holiday is worked"),
        (Offset(4, Unit.WORKING_DAYS, "before"), date(2028, 6, 6), date(2028, 5, 30), "over Whit Monday, 5 June 2028"),
        (Offset(4, Unit.WORKING_DAYS, "before"), date(2026, 6, 9), date(2026, 6, 3), "5 June 2026 is worked"),
    ],
)
def test_holidays_matter_to_working_days_only(
    offset: Offset | WeekdayOffset, meeting: date, day: date, reason: str
) -> None:
    assert offset.day_from(DateSpan.of_day(meeting), LOCAL_CALENDAR) == day


@given(st.dates(date(2021, 1, 1), date(2039, 12, 31)), st.integers(1, 60), st.sampled_from(["before", "after"]))
def test_so_many_working_days_back_and_forth_is_where_one_began(meeting: date, count: int, side: str) -> None:
    other = "after" if side == "before" else "before"
    there = Offset(count, Unit.WORKING_DAYS, side).day_from(  # type: ignore[arg-type]
        DateSpan.of_day(meeting), LOCAL_CALENDAR
    )
    back = Offset(count, Unit.WORKING_DAYS, other).day_from(  # type: ignore[arg-type]
        DateSpan.of_day(there), LOCAL_CALENDAR
    )
    assert LOCAL_CALENDAR.is_working_day(there)
    assert back == meeting or not LOCAL_CALENDAR.is_working_day(meeting)


@pytest.mark.parametrize(
    ("make", "field", "reason"),
    [
        (lambda: Offset(-1, Unit.DAYS, "before"), "count", "the side says which way"),
        (lambda: Offset(366, Unit.DAYS, "before"), "count", "past the next year"),
        (lambda: Offset(0, Unit.WEEKS, "after"), "count", "no weeks"),
        (lambda: Offset(0, Unit.WORKING_DAYS, "after"), "count", "no working days"),
        (lambda: Offset(1, Unit.DAYS, "beside"), "side", "no such side"),  # type: ignore[arg-type]
        (lambda: WeekdayOffset(8, "before"), "weekday", "seven days a week"),
        (lambda: WeekdayOffset(1, "beside"), "side", "no such side"),  # type: ignore[arg-type]
    ],
)
def test_an_offset_out_of_bounds_is_refused(make: Callable[[], object], field: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        make()
    assert refusal.value.field == field
