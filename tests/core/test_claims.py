from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_calendar import LOCAL_CALENDAR

from wheel.core.claims import CountRule
from wheel.core.year_days import Years
from wheel.errors import InvalidInputError


@pytest.mark.parametrize(
    ("rule", "held", "missing", "surplus", "reason"),
    [
        (CountRule(1, 2), 0, 1, 0, "1-2 a year: none yet"),
        (CountRule(1, 2), 1, 0, 0, "one is enough"),
        (CountRule(1, 2), 2, 0, 0, "two are allowed"),
        (CountRule(1, 2), 3, 0, 1, "three are not"),
        (CountRule(4), 0, 4, 0, "at least 4 a year"),
        (CountRule(4), 3, 1, 0, "one more"),
        (CountRule(4), 12, 0, 0, "or more"),
        (CountRule(2, 2), 1, 1, 0, "twice a year"),
        (CountRule(1, 1, Years(2025, every=2)), 0, 0, 0, "hvert andet år, not in 2026"),
        (CountRule(1, 1, Years(2024, every=2)), 0, 1, 0, "hvert andet år, in 2026"),
        (CountRule(1, 1, Years(2025, every=2)), 2, 0, 0, "nothing is said about a year that is not meant"),
    ],
)
def test_a_claim_is_open_until_so_many_take_place(
    rule: CountRule, held: int, missing: int, surplus: int, reason: str
) -> None:
    assert (rule.missing(2026, held), rule.surplus(2026, held)) == (missing, surplus)


@given(st.integers(1, 366), st.none() | st.integers(0, 100), st.integers(0, 400), st.integers(1900, 2100))
def test_a_claim_asks_for_no_slots_and_never_for_both_more_and_fewer(
    lowest: int, more: int | None, held: int, year: int
) -> None:
    rule = CountRule(lowest, None if more is None else min(lowest + more, 366))
    assert rule.slots(year, LOCAL_CALENDAR) == ()
    missing, surplus = rule.missing(year, held), rule.surplus(year, held)
    assert min(missing, surplus) == 0
    assert (rule.missing(year, held + missing), rule.surplus(year, held - surplus)) == (0, 0)


@pytest.mark.parametrize(
    ("make", "field", "reason"),
    [
        (lambda: CountRule(0), "at_least", "at least none says nothing"),
        (lambda: CountRule(367), "at_least", "more than the days of a year"),
        (lambda: CountRule(3, 2), "at_most", "backwards"),
        (lambda: CountRule(3, 400), "at_most", "more than the days of a year"),
    ],
)
def test_a_claim_that_cannot_be_right_is_refused(make: Callable[[], CountRule], field: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        make()
    assert refusal.value.field == field
