from datetime import date, datetime, time
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_recurrences import STARTS, rules
from recurrence_oracle import NAMES, expected_days

from wheel.core.recurrence import check_recurrence, recurrence_days
from wheel.errors import InvalidInputError

YEARS = 4


def days_over(rule: str, start: date, years: range) -> list[date]:
    return [day for year in years for day in recurrence_days(rule, start, year)]


@settings(max_examples=250, derandomize=True, deadline=None, database=None)
@given(rule=rules(), start=STARTS)
def test_every_rule_gives_the_days_that_the_words_of_the_rfc_give(rule: str, start: date) -> None:
    years = range(start.year, start.year + YEARS)
    assert days_over(rule, start, years) == expected_days(rule, start, date(years[-1], 12, 31))


@settings(max_examples=120, derandomize=True, deadline=None, database=None)
@given(rule=rules(frequencies=["YEARLY"], without=frozenset({"BYMONTH"})), start=STARTS)
def test_yearly_rules_by_week_or_day_of_the_year_follow_the_rfc(rule: str, start: date) -> None:
    years = range(start.year, start.year + 2 * YEARS)
    assert days_over(rule, start, years) == expected_days(rule, start, date(years[-1], 12, 31))


@pytest.mark.parametrize("start", [date(1900, 1, 1), date(1903, 12, 30), date(2094, 3, 31), date(2096, 2, 29)])
@settings(max_examples=25, derandomize=True, deadline=None, database=None)
@given(rule=rules())
def test_the_first_and_last_years_of_the_calendar_are_like_the_others(start: date, rule: str) -> None:
    years = range(start.year, min(start.year + YEARS, 2101))
    assert days_over(rule, start, years) == expected_days(rule, start, date(years[-1], 12, 31))


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(rule=rules(), start=st.dates(date(1900, 1, 1), date(2100, 12, 31)), year=st.integers(1900, 2100))
def test_a_far_year_found_directly_is_the_one_reached_by_counting_through(rule: str, start: date, year: int) -> None:
    assume("COUNT" not in rule and "UNTIL" not in rule)
    assert recurrence_days(rule, start, year) == recurrence_days(f"{rule};COUNT=999999", start, year)


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(rule=rules(without=frozenset({"BYWEEKNO"})), start=STARTS)
def test_dateutil_agrees_where_it_follows_the_rfc(rule: str, start: date) -> None:
    parts = dict(part.split("=") for part in rule.split(";"))
    mixes = len({text[:-2] == "" for text in parts.get("BYDAY", "MO").split(",")}) > 1
    cut_short = parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts and parts.get("WKST", "MO") != NAMES[start.weekday()]
    assume(not mixes and not cut_short)
    ours = days_over(rule, start, range(start.year, start.year + YEARS))
    theirs = rrulestr(rule, dtstart=datetime.combine(start, time.min))
    # Only as many as are known to exist: dateutil looks for the next one up to the year 9999.
    assert [moment.date() for moment in islice(theirs, len(ours))] == ours


@settings(max_examples=80, derandomize=True, deadline=None, database=None)
@given(rule=rules(), start=STARTS, order=st.permutations(range(2018, 2030)))
def test_no_year_depends_on_which_was_asked_for_first(rule: str, start: date, order: list[int]) -> None:
    found = {year: recurrence_days(rule, start, year) for year in order}
    assert all(day.year == year and day >= start for year, days in found.items() for day in days)
    assert found == {year: recurrence_days(rule, start, year) for year in found}


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(rule=rules(), start=st.dates(date(2080, 1, 1), date(2100, 12, 31)))
def test_a_rule_is_refused_exactly_when_it_gives_no_day_to_the_end_of_2100(rule: str, start: date) -> None:
    assume("BYWEEKNO" not in rule or "INTERVAL" not in rule)
    if expected_days(rule, start, date(2100, 12, 31)):
        check_recurrence(rule, start)
        assert days_over(rule, start, range(start.year, 2101))
    else:
        with pytest.raises(InvalidInputError, match="never gives a day"):
            check_recurrence(rule, start)
