"""Periods: what a wheel can show, the keys they stand under, and the way from one to the next."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import DateSpan
from wheel.core.periods import Period, Zoom, is_shown, period_from
from wheel.errors import InvalidInputError, NotFoundError

DAYS = st.dates(date(1953, 1, 1), date(2087, 12, 31))
ZOOMS = st.sampled_from(Zoom)


@pytest.mark.parametrize(
    ("key", "first", "last", "reason"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "a calendar year"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "a leap year"),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "a first half"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "a second half"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "a first quarter"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "a last quarter"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "a leap year's February"),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31), "a December, after which the year ends"),
        ("rolling-2026-03", date(2026, 3, 1), date(2027, 2, 28), "twelve months over New Year"),
        ("rolling-2026-01", date(2026, 1, 1), date(2026, 12, 31), "twelve months that are a calendar year"),
        ("school-2026", date(2026, 8, 1), date(2027, 7, 31), "a school year is named after the year it begins in"),
        ("budget-2027", date(2026, 1, 1), date(2027, 12, 31), "a budget's year, and the one that it is made in"),
    ],
)
def test_a_key_names_its_days(key: str, first: date, last: date, reason: str) -> None:
    period = period_from(key)
    assert period.span == DateSpan.of_days(first, last), reason
    assert period.key == key


@pytest.mark.parametrize(
    "key",
    [
        *("", "26", "20266", "2026-", "2026-H0", "2026-H3", "2026-Q0", "2026-Q5", "2026-00", "2026-13", "2026-1"),
        *("2026-h1", "rolling-2026", "rolling-2026-13", "school-26", "budget-", "now", "../2026", "2026\n", "２０２６"),
        "0000",
    ],
)
def test_what_names_no_days_is_no_period(key: str) -> None:
    with pytest.raises(NotFoundError):
        period_from(key)


@pytest.mark.parametrize(
    "key", ["1949", "2091", "9999", "school-2090", "budget-1950", "rolling-2090-02", "2091-01", "1949-Q4"]
)
def test_days_that_no_wheel_shows_are_refused_with_the_bounds(key: str) -> None:
    with pytest.raises(InvalidInputError, match="Choose a year"):
        period_from(key)


@given(ZOOMS, DAYS)
def test_a_period_holds_the_day_it_was_asked_for_and_is_found_again_by_its_key(zoom: Zoom, day: date) -> None:
    period = Period.containing(zoom, day)
    assert period.span.contains(day)
    assert period_from(period.key) == period


def test_a_budget_is_that_which_is_made_in_the_year() -> None:
    assert Period.containing(Zoom.BUDGET, date(2026, 11, 22)).key == "budget-2027"


@given(ZOOMS, DAYS)
def test_the_one_after_the_one_before_is_the_same(zoom: Zoom, day: date) -> None:
    period = Period.containing(zoom, day)
    assert period.before is not None
    assert period.before.after == period


@pytest.mark.parametrize(
    ("key", "before", "after", "reason"),
    [
        ("2026-Q1", "2025-Q4", "2026-Q2", "over New Year"),
        ("2026-12", "2026-11", "2027-01", "months"),
        ("rolling-2026-12", "rolling-2026-11", "rolling-2027-01", "twelve months are moved by one"),
        ("budget-2027", "budget-2026", "budget-2028", "every year has its budget"),
        ("school-2026", "school-2025", "school-2027", "school years"),
        ("1950", None, "1951", "nothing is shown before"),
        ("2090", "2089", None, "nor after"),
        ("school-2089", "school-2088", None, "the next would end where nothing is shown"),
    ],
)
def test_what_is_before_and_after(key: str, before: str | None, after: str | None, reason: str) -> None:
    period = period_from(key)
    found = [each.key if each else None for each in (period.before, period.after)]
    assert found == [before, after], reason


@pytest.mark.parametrize(
    ("key", "today", "focus", "reason"),
    [
        ("2026", date(2026, 11, 22), date(2026, 11, 22), "today, where it is in sight"),
        ("2027", date(2026, 11, 22), date(2027, 1, 1), "else where the period begins"),
        ("budget-2028", date(2026, 11, 22), date(2027, 1, 1), "a budget begins with the year in which it is made"),
    ],
)
def test_another_zoom_opens_where_the_reader_looks(key: str, today: date, focus: date, reason: str) -> None:
    assert period_from(key).focus(today) == focus, reason


def test_a_span_is_shown_only_whole() -> None:
    assert is_shown(DateSpan.of_year(1950))
    assert not is_shown(DateSpan(date(1949, 12, 31), date(1950, 1, 2)))
    assert not is_shown(DateSpan(date(2090, 12, 31), date(2091, 1, 2)))
