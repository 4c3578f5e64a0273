"""Months, weeks and days are right around every period, at New Year too."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.drawn_wheels import MONTHS, WEEKDAYS, measure, wheel_of
from wheel.core.dates import DateSpan
from wheel.core.drawing.frame import CalendarNames, frame_of, months_in, weeks_in

NAMES = CalendarNames(MONTHS, WEEKDAYS)


@pytest.mark.parametrize(
    ("key", "first", "last", "count", "reason"),
    [
        ("2026", "1", "53", 53, "2026 has 53 weeks; the last is cut but wide enough"),
        ("2027", "53", "52", 53, "opens with three days of the old week 53"),
        ("2023", None, "52", 53, "a single Sunday is too narrow for its number"),
        ("2024", "1", "1", 53, "ends with two days of next year's week 1"),
        ("2021", "53", "52", 53, "week 53 at the start"),
        ("2020", "1", "53", 53, "a leap year with week 53 at its end"),
        ("rolling-2026-12", "49", None, 53, "over New Year, with a single Monday of week 48 at its end"),
        ("school-2026", None, "30", 53, "1 August is a Saturday: two days of week 31"),
        ("2026-02", "5", "9", 5, "a Sunday, four weeks but for one day"),
        ("budget-2027", "1", "52", 105, "two years, in which the week at New Year is but one"),
    ],
)
def test_iso_weeks_are_right_at_both_ends(
    key: str, first: str | None, last: str | None, count: int, reason: str
) -> None:
    weeks = wheel_of([], key=key).frame.weeks
    texts = [week.label.text if week.label else None for week in weeks]
    assert (texts[0], texts[-1], len(texts)) == (first, last, count), reason


@pytest.mark.parametrize(
    ("key", "shown", "reason"),
    [
        ("2026", ("januar", "februar", "december"), "one year needs no year"),
        ("2026-02", ("februar", "februar", "februar"), "a single month is the whole circle"),
        ("2026-H2", ("juli", "august", "december"), "six months"),
        ("school-2026", ("august 2026", "september", "juli"), "the first says its year"),
        ("budget-2027", ("jan 2026", "februar", "december"), "shortened, rather than without its year"),
    ],
)
def test_months_are_named(key: str, shown: tuple[str, ...], reason: str) -> None:
    texts = [month.label.text for month in wheel_of([], key=key).frame.months if month.label]
    assert (texts[0], texts[1 % len(texts)], texts[-1]) == shown, reason


def test_both_januaries_of_a_budget_say_which_they_are() -> None:
    texts = [month.label.text for month in wheel_of([], key="budget-2027").frame.months if month.label]
    assert [text for text in texts if text.startswith("jan")] == ["jan 2026", "jan 2027"]
    assert len(texts) == 24


@pytest.mark.parametrize(
    ("key", "count", "first", "reason"),
    [
        ("2026", 0, None, "a day in a year is too narrow for two digits"),
        ("2026-H1", 181, "1", "a day of half a year is wide enough"),
        ("2026-Q1", 90, "1", "of a quarter as well"),
        ("2026-02", 28, "sø 1", "in a month there is room for the day of the week"),
        ("2028-02", 29, "ti 1", "a leap day too"),
    ],
)
def test_days_stand_where_there_is_room_for_them(key: str, count: int, first: str | None, reason: str) -> None:
    days = wheel_of([], key=key).frame.days
    assert len(days) == count, reason
    assert all(day.label for day in days)
    if days and days[0].label:
        assert days[0].label.text == first, reason


def test_weekends_are_told() -> None:
    days = wheel_of([], key="2026-02").frame.days
    assert [number for number, day in enumerate(days, 1) if "w-weekend" in day.classes] == [1, 7, 8, 14, 15, 21, 22, 28]


def test_the_rings_begin_below_the_days() -> None:
    assert wheel_of([], key="2026-Q1").frame.rings_outer < wheel_of([]).frame.rings_outer - 15


@pytest.mark.parametrize(
    ("key", "months", "days", "reason"),
    [
        ("2026", ["november"], [], "no ring of days"),
        ("2026-Q4", ["november"], ["21"], "a day without its weekday"),
        ("2026-11", [], ["lø 21"], "today is a Saturday, and there is but one month"),
    ],
)
def test_now_is_marked_only_where_it_is_in_sight(key: str, months: list[str], days: list[str], reason: str) -> None:
    now, other = wheel_of([], key=key), wheel_of([], key="2027")
    assert [month.label.text for month in now.frame.months if "w-now" in month.classes and month.label] == months, (
        reason
    )
    assert [week.label.text for week in now.frame.weeks if "w-now" in week.classes and week.label] == ["47"]
    assert [day.label.text for day in now.frame.days if "w-now" in day.classes and day.label] == days, reason
    assert now.needle is not None
    assert other.needle is None
    assert not any("w-now" in part.classes for part in (*other.frame.months, *other.frame.weeks))


@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)), st.integers(1, 800))
def test_months_and_weeks_cover_any_span_exactly(first: date, days: int) -> None:
    span = DateSpan(first, date.fromordinal(first.toordinal() + days))
    for parts in (list(months_in(span)), list(weeks_in(span))):
        assert [day for part in parts for day in part.days()] == list(span.days())


@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)), st.integers(1, 800))
def test_no_number_and_no_name_leaves_its_place(first: date, days: int) -> None:
    frame = frame_of(DateSpan(first, date.fromordinal(first.toordinal() + days)), first, NAMES, measure)
    assert all(month.label.width <= month.label.room for month in frame.months if month.label)
    assert not any("nan" in part.path for part in (*frame.months, *frame.weeks, *frame.days))


def test_a_month_that_is_the_whole_circle_is_drawn_in_strokes_that_a_browser_draws() -> None:
    """An arc whose ends fall on the same written point would not be drawn at all."""
    (month,) = wheel_of([], key="2026-03").frame.months
    assert len(re.findall("A490", month.path)) == 3


def test_the_same_period_and_day_give_the_same_frame() -> None:
    assert wheel_of([]).frame is wheel_of([]).frame
