"""Last year's local days suggested again: by Easter, by date or by week."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.calendar import easter_sunday
from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.next_year_days import Basis, suggest

SCHOOL, CLOSED = LocalDaysKind.SCHOOL_HOLIDAY, LocalDaysKind.CLOSING_DAY

CASES = [
    (SCHOOL, "2026-02-07", "2026-02-15", "2027-02-13", "2027-02-21", Basis.WEEKS, "the winter holiday is in week 7"),
    (SCHOOL, "2026-10-10", "2026-10-18", "2027-10-16", "2027-10-24", Basis.WEEKS, "the autumn holiday is in week 42"),
    (SCHOOL, "2026-06-27", "2026-08-09", "2027-06-26", "2027-08-15", Basis.SUMMER, "the summer holiday begins in June"),
    (SCHOOL, "2026-06-29", "2026-08-09", "2027-07-05", "2027-08-15", Basis.WEEKS, "one that begins otherwise"),
    (SCHOOL, "2026-03-28", "2026-04-06", "2027-03-20", "2027-03-29", Basis.EASTER, "the Easter holiday follows Easter"),
    (SCHOOL, "2026-12-19", "2027-01-03", "2027-12-19", "2028-01-03", Basis.DATES, "Christmas lies where it lies"),
    (CLOSED, "2026-05-15", "2026-05-15", "2027-05-07", "2027-05-07", Basis.EASTER, "the day after Ascension Day"),
    (CLOSED, "2026-04-01", "2026-04-01", "2027-03-24", "2027-03-24", Basis.EASTER, "the day before Maundy Thursday"),
    (CLOSED, "2026-06-05", "2026-06-05", "2027-06-05", "2027-06-05", Basis.DATES, "Constitution Day"),
    (CLOSED, "2025-06-05", "2025-06-05", "2026-06-05", "2026-06-05", Basis.DATES, "also when Whitsun is near"),
    (CLOSED, "2026-12-24", "2026-12-31", "2027-12-24", "2027-12-31", Basis.DATES, "between Christmas and New Year"),
    (CLOSED, "2026-07-13", "2026-07-24", "2027-07-19", "2027-07-30", Basis.WEEKS, "closed in weeks 29 and 30"),
    (CLOSED, "2028-02-29", "2028-02-29", "2029-02-28", "2029-02-28", Basis.DATES, "a leap day"),
    (CLOSED, "2028-02-28", "2028-02-28", "2029-02-28", "2029-02-28", Basis.DATES, "the day before one"),
    (SCHOOL, "2027-01-02", "2027-01-03", "2028-01-01", "2028-01-02", Basis.WEEKS, "the weekend of a week 53"),
]


@pytest.mark.parametrize(("kind", "first", "last", "new_first", "new_last", "basis", "reason"), CASES)
def test_days_are_suggested_for_the_next_year(
    kind: LocalDaysKind, first: str, last: str, new_first: str, new_last: str, basis: Basis, reason: str
) -> None:
    days = LocalDays(kind, "Dage", DateSpan.of_days(*map(date.fromisoformat, (first, last))), "an-id", 7)
    found = suggest(days, int(first[:4]) + 1)
    assert (found.days.span.start.isoformat(), found.days.span.last.isoformat()) == (new_first, new_last), reason
    assert found.basis is basis, reason
    assert (found.days.kind, found.days.name, found.days.id, found.days.version) == (kind, "Dage", "", 1)


@given(
    st.sampled_from(LocalDaysKind),
    st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    st.integers(1, 60),
    st.integers(1, 5),
)
def test_they_begin_in_the_year_and_keep_what_is_said(kind: LocalDaysKind, first: date, count: int, years: int) -> None:
    span = DateSpan(first, date.fromordinal(first.toordinal() + count))
    year = first.year + years
    found = suggest(LocalDays(kind, "Dage", span), year)
    now = found.days.span
    assert now.start.year == year
    assert abs(now.day_count - span.day_count) <= {Basis.DATES: 1, Basis.SUMMER: 14}.get(found.basis, 0)
    if found.basis is not Basis.DATES:
        assert now.start.weekday() == first.weekday()
    if found.basis is Basis.EASTER:
        assert now.start - easter_sunday(year) == first - easter_sunday(first.year)
