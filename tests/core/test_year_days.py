from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import weeks_in_iso_year
from wheel.core.year_days import EVERY_YEAR, DaysOfYear, IsoWeeks, Years
from wheel.errors import InvalidInputError


@pytest.mark.parametrize(
    ("years", "included", "reason"),
    [
        (EVERY_YEAR, list(range(2020, 2041)), "every year"),
        (Years(first=2038), [2038, 2039, 2040], "from a year on"),
        (Years(last=2021), [2020, 2021], "up to and including a year"),
        (Years(2026, 2026), [2026], "one year only"),
        (Years(2023, every=2), [*range(2023, 2041, 2)], "hvert andet år, ulige"),
        (Years(2025, every=4), [2025, 2029, 2033, 2037], "hvert fjerde år"),
        (Years(2021, 2030, every=4), [2021, 2025, 2029], "hvert fjerde år, for a time"),
        (Years(1950, every=30), [2040], "counted from long ago"),
        (Years(2041), [], "not yet"),
    ],
)
def test_which_years_are_meant(years: Years, included: list[int], reason: str) -> None:
    assert [year for year in range(2020, 2041) if years.include(year)] == included


@pytest.mark.parametrize(
    ("weeks", "year", "spans", "reason"),
    [
        (IsoWeeks(52, 1), 2026, [(date(2026, 12, 21), date(2027, 1, 10))], "over a week 53 into the next ISO year"),
        (IsoWeeks(52, 53), 2027, [(date(2027, 12, 27), date(2028, 1, 2))], "the last week is 52 where there is no 53"),
        (IsoWeeks(53, 53), 2027, [], "no week 53: skipped"),
        (IsoWeeks(53, 53, "last"), 2027, [(date(2027, 12, 27), date(2028, 1, 2))], "or the last week"),
        (IsoWeeks(1, 1), 2025, [(date(2025, 12, 29), date(2026, 1, 4))], "begins in the year before"),
    ],
)
def test_windows_of_weeks_around_new_year(
    weeks: IsoWeeks, year: int, spans: list[tuple[date, date]], reason: str
) -> None:
    assert [(span.start, span.last) for span in weeks.spans_of(year, EVERY_YEAR)] == spans


@given(st.integers(1, 53), st.integers(0, 20), st.integers(1902, 2095), st.sampled_from(["skip", "last"]))
def test_a_span_of_weeks_is_whole_and_found_once_for_each_iso_year(
    first: int, more: int, year: int, without: str
) -> None:
    weeks = IsoWeeks(first, (first + more - 1) % 53 + 1, without)  # type: ignore[arg-type]
    found = [span for each in range(year, year + 5) for span in weeks.spans_of(each, EVERY_YEAR)]
    mondays = [
        date.fromisocalendar(iso_year, min(first, weeks_in_iso_year(iso_year)), 1)
        for iso_year in range(year - 1, year + 6)
        if without == "last" or first <= weeks_in_iso_year(iso_year)
    ]
    assert [span.start for span in found] == [day for day in mondays if year <= day.year <= year + 4]
    assert all(span.last.isoweekday() == 7 and span.day_count <= 22 * 7 for span in found)


@pytest.mark.parametrize(
    ("make", "field", "reason"),
    [
        (lambda: IsoWeeks(0, 1), "first_week", "no week 0"),
        (lambda: IsoWeeks(1, 54), "last_week", "no week 54"),
        (lambda: IsoWeeks(1, 1, "next"), "without_week_53", "no such choice"),  # type: ignore[arg-type]
        (lambda: DaysOfYear(2, 30, 3, 1), "first_day", "30 February"),
        (lambda: DaysOfYear(2, 1, 4, 31), "last_day", "31 April"),
        (lambda: Years(every=2), "first", "every second year from when?"),
        (lambda: Years(2026, every=0), "every", "never"),
        (lambda: Years(2026, every=101), "every", "once in a life at most"),
        (lambda: Years(2027, 2026), "last", "backwards"),
    ],
)
def test_what_cannot_be_right_is_refused(make: Callable[[], object], field: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        make()
    assert refusal.value.field == field
