from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import DateSpan, month_day, weeks_in_iso_year

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
spans = st.builds(lambda one, other: DateSpan.of_days(min(one, other), max(one, other)), days, days)


@pytest.mark.parametrize(
    ("first", "end", "reason"),
    [
        (date(2026, 1, 2), date(2026, 1, 2), "no day at all"),
        (date(2026, 1, 2), date(2026, 1, 1), "backwards"),
    ],
)
def test_an_empty_span_is_refused(first: date, end: date, reason: str) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        DateSpan(first, end)


def test_a_span_holds_its_first_and_its_last_day_but_not_its_end() -> None:
    span = DateSpan.of_days(date(2025, 12, 30), date(2026, 1, 2))
    assert list(span.days()) == [date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)]
    assert (span.last, span.end, span.day_count) == (date(2026, 1, 2), date(2026, 1, 3), 4)
    assert span.contains(span.start)
    assert not span.contains(span.end)


@given(spans, days)
def test_a_moved_span_keeps_its_length(span: DateSpan, day: date) -> None:
    moved = span.moved_to(day)
    assert (moved.start, moved.day_count) == (day, span.day_count)


@given(spans, spans)
def test_clipping_gives_exactly_the_days_in_common(one: DateSpan, other: DateSpan) -> None:
    common = one.clipped_to(other)
    assert common == other.clipped_to(one)
    assert (common is not None) == one.overlaps(other)
    if common is not None:
        for day in (common.start, common.last):
            assert one.contains(day)
            assert other.contains(day)
        for day in (common.start.fromordinal(common.start.toordinal() - 1), common.end):
            assert not (one.contains(day) and other.contains(day))


@pytest.mark.parametrize(
    ("year", "weeks", "reason"),
    [
        (2020, 53, "a leap year that begins on a Wednesday"),
        (2024, 52, "a leap year that begins on a Monday"),
        (2026, 53, "begins on a Thursday"),
        (2027, 52, "begins in 2026's week 53"),
        (2032, 53, "a leap year that begins on a Thursday"),
    ],
)
def test_an_iso_year_has_52_or_53_weeks(year: int, weeks: int, reason: str) -> None:
    assert weeks_in_iso_year(year) == weeks


@given(st.integers(1900, 2100))
def test_the_week_after_the_last_one_is_week_1_of_the_next_year(year: int) -> None:
    last_sunday = date.fromisocalendar(year, weeks_in_iso_year(year), 7)
    following = DateSpan.of_day(last_sunday).end
    assert following.isocalendar()[:2] == (year + 1, 1)


@pytest.mark.parametrize(
    ("year", "found", "reason"),
    [
        (2024, date(2024, 2, 29), "a leap year has the day"),
        (2026, date(2026, 2, 28), "a common year takes the last day of February"),
        (2100, date(2100, 2, 28), "a century that is no leap year"),
        (2000, date(2000, 2, 29), "a century that is one"),
    ],
)
def test_29_february_is_the_28th_in_a_common_year(year: int, found: date, reason: str) -> None:
    assert month_day(year, 2, 29) == found


def test_a_day_no_year_has_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        month_day(2026, 2, 30)
