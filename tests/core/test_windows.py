from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.calendar import Calendar
from wheel.core.dates import DateSpan
from wheel.core.slots import Precision
from wheel.core.windows import Third, Window
from wheel.core.year_days import DaysOfYear, Years
from wheel.errors import InvalidInputError

NO_CALENDAR = Calendar()
THIRDS: tuple[Third, ...] = get_args(Third)


@pytest.mark.parametrize(
    ("rule", "precision", "first", "last"),
    [
        (Window.of_year("i løbet af året"), Precision.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        (Window.of_half(2, "2. halvår"), Precision.HALF, date(2026, 7, 1), date(2026, 12, 31)),
        (Window.of_quarter(1, "1. kvartal"), Precision.QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        (Window.of_quarter(4, "4. kvartal"), Precision.QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
        (Window.of_season("spring", "foråret"), Precision.SEASON, date(2026, 3, 1), date(2026, 5, 31)),
        (Window.of_season("winter", "vinteren"), Precision.SEASON, date(2026, 12, 1), date(2027, 2, 28)),
        (Window.of_month(2, "februar"), Precision.MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        (Window.of_month(10, "primo oktober", third="primo"), Precision.MONTH, date(2026, 10, 1), date(2026, 10, 10)),
        (Window.of_month(10, "medio oktober", third="medio"), Precision.MONTH, date(2026, 10, 11), date(2026, 10, 20)),
        (
            Window.of_month(10, "ultimo oktober", third="ultimo"),
            Precision.MONTH,
            date(2026, 10, 21),
            date(2026, 10, 31),
        ),
        (Window.of_month(2, "ultimo februar", third="ultimo"), Precision.MONTH, date(2026, 2, 21), date(2026, 2, 28)),
        (Window.of_week(26, "uge 26-27", last_week=27), Precision.WEEK, date(2026, 6, 22), date(2026, 7, 5)),
        (Window.of_week(53, "uge 53"), Precision.WEEK, date(2026, 12, 28), date(2027, 1, 3)),
        (
            Window(Precision.MONTH, "marts-april", DaysOfYear(3, 1, 4, 30)),
            Precision.MONTH,
            date(2026, 3, 1),
            date(2026, 4, 30),
        ),
    ],
    ids=lambda value: value.words if isinstance(value, Window) else "",
)
def test_a_window_keeps_its_words(rule: Window, precision: Precision, first: date, last: date) -> None:
    (slot,) = rule.slots(2026, NO_CALENDAR)
    assert (slot.span, slot.precision, slot.words) == (DateSpan.of_days(first, last), precision, rule.words)


@pytest.mark.parametrize(
    ("rule", "precision", "first", "last"),
    [
        (Window.of_quarter(1, "primo 1. kvartal", third="primo"), Precision.QUARTER, (1, 1), (1, 31)),
        (Window.of_quarter(1, "medio 1. kvartal", third="medio"), Precision.QUARTER, (2, 1), (2, 29)),
        (Window.of_quarter(1, "ultimo 1. kvartal", third="ultimo"), Precision.QUARTER, (3, 1), (3, 31)),
        (Window.of_quarter(4, "ultimo 4. kvartal", third="ultimo"), Precision.QUARTER, (12, 1), (12, 31)),
        (Window.of_half(1, "primo 1. halvår", third="primo"), Precision.HALF, (1, 1), (2, 29)),
        (Window.of_half(1, "ultimo 1. halvår", third="ultimo"), Precision.HALF, (5, 1), (6, 30)),
        (Window.of_half(2, "medio 2. halvår", third="medio"), Precision.HALF, (9, 1), (10, 31)),
        (Window.of_season("spring", "ultimo foråret", third="ultimo"), Precision.SEASON, (5, 1), (5, 31)),
        (Window.of_season("autumn", "primo efteråret", third="primo"), Precision.SEASON, (9, 1), (9, 30)),
        (Window.of_season("winter", "primo vinteren", third="primo"), Precision.SEASON, (12, 1), (12, 31)),
        (Window.of_season("winter", "medio vinteren", third="medio"), Precision.SEASON, (1, 1), (1, 31)),
        (Window.of_season("winter", "ultimo vinteren", third="ultimo"), Precision.SEASON, (2, 1), (2, 29)),
        (Window.of_year("primo året", third="primo"), Precision.YEAR, (1, 1), (4, 30)),
        (Window.of_year("medio året", third="medio"), Precision.YEAR, (5, 1), (8, 31)),
        (Window.of_year("ultimo året", third="ultimo"), Precision.YEAR, (9, 1), (12, 31)),
    ],
    ids=lambda value: value.words if isinstance(value, Window) else "",
)
def test_a_third_of_a_longer_time_keeps_the_unit_that_is_named(
    rule: Window, precision: Precision, first: tuple[int, int], last: tuple[int, int]
) -> None:
    (slot,) = rule.slots(2028, NO_CALENDAR)
    assert (slot.span, slot.precision) == (DateSpan.of_days(date(2028, *first), date(2028, *last)), precision)


@given(st.integers(1, 12), st.integers(1, 4), st.integers(1, 2), st.integers(1900, 2099))
def test_the_thirds_of_a_time_follow_each_other_and_fill_it(month: int, quarter: int, half: int, year: int) -> None:
    makers: list[Callable[[Third | None], Window]] = [
        lambda third: Window.of_month(month, "?", third=third),
        lambda third: Window.of_quarter(quarter, "?", third=third),
        lambda third: Window.of_half(half, "?", third=third),
        lambda third: Window.of_season("summer", "?", third=third),
        lambda third: Window.of_year("?", third=third),
    ]
    for make in makers:
        (whole,) = make(None).slots(year, NO_CALENDAR)
        parts = [make(third).slots(year, NO_CALENDAR)[0].span for third in THIRDS]
        assert (parts[0].start, parts[-1].end) == (whole.span.start, whole.span.end)
        assert all(one.end == following.start for one, following in pairwise(parts))


def test_a_window_keeps_to_its_years() -> None:
    rule = Window.of_half(1, "1. halvår i lige år", Years(2026, 2030, every=2))
    assert [year for year in range(2020, 2041) if rule.slots(year, NO_CALENDAR)] == [2026, 2028, 2030]


@pytest.mark.parametrize(
    ("make", "field", "reason"),
    [
        (lambda: Window(Precision.EXACT, "2. maj", DaysOfYear(5, 2, 5, 2)), "precision", "exact is no window"),
        (lambda: Window.of_month(6, "  "), "words", "no words"),
        (lambda: Window.of_month(0, "?"), "month", "no month 0"),
        (lambda: Window.of_quarter(5, "?"), "quarter", "four quarters"),
        (lambda: Window.of_half(0, "?"), "half", "two halves"),
        (lambda: Window.of_season("rain", "?"), "season", "no such season"),  # type: ignore[arg-type]
        (lambda: Window.of_month(6, "?", third="ult"), "third", "no such third"),  # type: ignore[arg-type]
        (lambda: Window.of_year("?", third="ult"), "third", "no such third"),  # type: ignore[arg-type]
        (lambda: Window.of_week(54, "?"), "first_week", "no week 54"),
    ],
)
def test_a_window_that_cannot_be_right_is_refused(make: Callable[[], Window], field: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        make()
    assert refusal.value.field == field
