"""When something is to happen, from how minutes say it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.minutes_saying import look
from wheel.core.look_again import checked_look_again
from wheel.imports.named_times import DAYS_BACK, NamedTime, named_time

MEETING_DAY = date(2024, 9, 4)


def told(text: str, day: date | None = MEETING_DAY) -> object:
    time = named_time(text, day, body="Direktionen")
    return time.day or ("next" if time.is_next_meeting else time.look_again and look(time.look_again))


def days(first: tuple[int, int, int], last: tuple[int, int, int]) -> tuple[date, date]:
    return date(*first), date(*last)


TIMES = [
    ("den 18. september", date(2024, 9, 18)),
    ("d. 1. august", date(2024, 8, 1)),
    ("d. 1. februar", date(2025, 2, 1)),
    ("senest 2/1 2026", date(2026, 1, 2)),
    ("på næste møde", "next"),
    ("til næste direktionsmøde", "next"),
    ("på et kommende direktionsmøde", "Direktionen"),
    ("i næste uge", days((2024, 9, 9), (2024, 9, 15))),
    ("i oktober", days((2024, 10, 1), (2024, 10, 31))),
    ("ultimo oktober", days((2024, 10, 21), (2024, 10, 31))),
    ("i marts-april 2025", days((2025, 3, 1), (2025, 4, 30))),
    ("i december-januar", days((2024, 12, 1), (2025, 1, 31))),
    ("ultimo første kvartal 2025", days((2025, 3, 1), (2025, 3, 31))),
    ("i 4. kvartal", days((2024, 10, 1), (2024, 12, 31))),
    ("sommer 2025", days((2025, 6, 1), (2025, 8, 31))),
    ("i foråret", days((2025, 3, 1), (2025, 5, 31))),
    ("til 2025", days((2025, 1, 1), (2025, 12, 31))),
    ("med udgangen af 2024", days((2024, 12, 31), (2024, 12, 31))),
    ("i uge 42", days((2024, 10, 14), (2024, 10, 20))),
    ("i uge 6", days((2025, 2, 3), (2025, 2, 9))),
    ("efter sommerferien", days((2025, 8, 4), (2025, 9, 30))),
    ("inden sommerferien", days((2024, 9, 4), (2025, 6, 30))),
    ("efter nytår", days((2025, 1, 1), (2025, 1, 31))),
    ("Budgetopfølgning august", None),
    ("uge 60", None),
    ("for 2019-2023", None),
    ("Maj og Juni er navne", None),
    ("snart", None),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_a_time_is_told(text: str, expected: object) -> None:
    assert told(text) == expected


WITHOUT_A_DAY = [
    ("den 18. september", None),
    ("den 18. september 2024", date(2024, 9, 18)),
    ("i oktober", None),
    ("i oktober 2024", days((2024, 10, 1), (2024, 10, 31))),
    ("i næste uge", None),
    ("efter sommerferien", None),
    ("på næste møde", "next"),
]


@pytest.mark.parametrize(("text", "expected"), WITHOUT_A_DAY)
def test_without_the_meetings_day_only_what_names_its_year_is_told(text: str, expected: object) -> None:
    assert told(text, None) == expected


WORDS = [
    "i",
    "til",
    "ultimo",
    "næste",
    "uge",
    "53",
    "møde",
    "på",
    "oktober",
    "2024",
    "9999",
    "0000",
    "d.",
    "31.",
    "februar",
    "efter",
    "sommerferien",
    "første",
    "kvartal",
    "nytår",
    "vinteren",
    "-",
    "december",
    "med",
    "udgangen",
    "af",
]


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_time_told_is_one_that_a_stop_can_wait_for(text: str, day: date) -> None:
    time = named_time(text, day)
    if time.look_again is not None:
        assert checked_look_again(time.look_again) == time.look_again


@given(st.integers(1, 28), st.integers(1, 12), st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_a_day_without_a_year_lies_within_the_year_that_begins_a_little_before_the_meeting(
    number: int, month: int, meeting_day: date
) -> None:
    time = named_time(f"d. {number}/{month}", meeting_day)
    assert time != NamedTime()
    assert time.day is not None
    assert -DAYS_BACK <= (time.day - meeting_day).days <= 366 - DAYS_BACK
