"""The windows that people name lie where the calendar has them, and only those that are still to come are offered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from local_calendar import BARE_CALENDAR, LOCAL_CALENDAR

from wheel.core.calendar import Calendar, NamedSpan
from wheel.core.dates import DateSpan
from wheel.core.look_again import LookAgain, LookKind, checked_look_again
from wheel.core.look_windows import WindowGroup, WindowKind, offered_windows
from wheel.core.sentences.wording import Wording

DANISH = {
    "before %(holiday)s": "før %(holiday)s",
    "after %(holiday)s": "efter %(holiday)s",
    "before Christmas": "før jul",
    "after New Year": "efter nytår",
    "before Easter": "før påske",
    "after Easter": "efter påske",
    "at the beginning of %(time)s": "primo %(time)s",
    "in the middle of %(time)s": "medio %(time)s",
    "at the end of %(time)s": "ultimo %(time)s",
    "in %(time)s": "i %(time)s",
    "quarter %(number)s of %(year)s": "%(number)s. kvartal %(year)s",
    "in the spring of %(year)s": "i foråret %(year)s",
    "in the summer of %(year)s": "i sommeren %(year)s",
    "in the autumn of %(year)s": "i efteråret %(year)s",
    "in the winter of %(year)s": "i vinteren %(year)s",
}
MONTHS = tuple(Locale.parse("da").months["format"]["wide"].values())
WORDING = Wording(DANISH.__getitem__, MONTHS, ())
NOVEMBER, JUNE, JULY = date(2026, 11, 21), date(2027, 6, 10), date(2027, 7, 14)


def offered(today: date, calendar: Calendar = LOCAL_CALENDAR) -> tuple[WindowGroup, ...]:
    return offered_windows(today, calendar, WORDING)


def days(words: str, today: date, calendar: Calendar = LOCAL_CALENDAR) -> tuple[date | None, date | None] | None:
    found = called(words, offered(today, calendar))
    return found and (found.day, found.until)


def called(words: str, groups: Iterable[WindowGroup]) -> LookAgain | None:
    return next((window for group in groups for window in group.windows if window.words == words), None)


@pytest.mark.parametrize(
    ("words", "today", "first", "last", "reason"),
    [
        ("efter sommerferien", NOVEMBER, date(2027, 8, 16), date(2027, 8, 29), "two weeks from the Monday after"),
        ("før sommerferien", NOVEMBER, date(2027, 6, 21), date(2027, 7, 2), "the weeks up to its first day"),
        ("før sommerferien", JUNE, date(2027, 6, 21), date(2027, 7, 2), "still ahead a fortnight before"),
        ("før sommerferien", JULY, date(2028, 6, 19), date(2028, 6, 30), "within it, the next one is meant"),
        ("efter sommerferien", JULY, date(2027, 8, 16), date(2027, 8, 29), "within it, its own end is meant"),
        ("efter efterårsferien", NOVEMBER, date(2027, 10, 25), date(2027, 11, 7), "this year's is over"),
        ("efter vinterferien", NOVEMBER, date(2027, 2, 22), date(2027, 3, 7), "week 7 has ended"),
        ("før jul", NOVEMBER, date(2026, 12, 10), date(2026, 12, 23), "up to the day before Christmas Eve"),
        ("efter nytår", NOVEMBER, date(2027, 1, 4), date(2027, 1, 17), "past the weekend that follows"),
        ("efter påske", NOVEMBER, date(2027, 3, 30), date(2027, 4, 12), "from the Tuesday after Easter Monday"),
        ("før påske", NOVEMBER, date(2027, 3, 11), date(2027, 3, 24), "up to the day before Maundy Thursday"),
        ("primo december", NOVEMBER, date(2026, 12, 1), date(2026, 12, 10), "a third of this year's month"),
        ("medio december", NOVEMBER, date(2026, 12, 11), date(2026, 12, 20), "the middle third"),
        ("ultimo januar 2027", NOVEMBER, date(2027, 1, 21), date(2027, 1, 31), "next year's says its year"),
        ("ultimo november", NOVEMBER, date(2026, 11, 21), date(2026, 11, 30), "begun today"),
        ("medio november", NOVEMBER, None, None, "over since yesterday, and no other November is offered in parts"),
        ("i februar 2027", NOVEMBER, date(2027, 2, 1), date(2027, 2, 28), "a whole month"),
        ("i november", NOVEMBER, date(2026, 11, 1), date(2026, 11, 30), "the one that is running"),
        ("i 1. kvartal 2027", NOVEMBER, date(2027, 1, 1), date(2027, 3, 31), "a whole quarter"),
        ("ultimo 1. kvartal 2027", NOVEMBER, date(2027, 3, 1), date(2027, 3, 31), "its last month"),
        ("i 4. kvartal 2026", NOVEMBER, date(2026, 10, 1), date(2026, 12, 31), "the one that is running"),
        ("i foråret 2027", NOVEMBER, date(2027, 3, 1), date(2027, 5, 31), "the meteorological spring"),
        ("i vinteren 2026", date(2027, 1, 5), date(2026, 12, 1), date(2027, 2, 28), "last year's winter is running"),
        ("i 2027", NOVEMBER, date(2027, 1, 1), date(2027, 12, 31), "a year"),
    ],
)
def test_each_window_lies_where_people_mean_it(
    words: str, today: date, first: date | None, last: date | None, reason: str
) -> None:
    assert days(words, today) == (None if first is None else (first, last)), reason


def test_without_local_school_holidays_only_the_feasts_are_offered() -> None:
    (holidays,) = (group for group in offered(NOVEMBER, BARE_CALENDAR) if group.kind is WindowKind.HOLIDAY)
    assert [window.words for window in holidays.windows] == ["før jul", "efter nytår", "før påske", "efter påske"]


def test_a_school_holiday_around_a_feast_makes_the_feast_as_long() -> None:
    christmas = NamedSpan("Juleferie", DateSpan.of_days(date(2026, 12, 19), date(2027, 1, 3)))
    easter = NamedSpan("Påskeferie", DateSpan.of_days(date(2027, 3, 20), date(2027, 3, 29)))
    local = Calendar(school_holidays=(christmas, easter))
    assert days("før jul", NOVEMBER, local) == (date(2026, 12, 7), date(2026, 12, 18))
    assert days("efter nytår", NOVEMBER, local) == (date(2027, 1, 4), date(2027, 1, 17))
    assert days("før påske", NOVEMBER, local) == (date(2027, 3, 8), date(2027, 3, 19))
    assert days("efter juleferien", NOVEMBER, local) is None, "nobody says it both ways"


def test_a_holiday_of_another_name_keeps_it_as_it_is_written() -> None:
    local = Calendar(school_holidays=(NamedSpan("Uge 42", DateSpan.of_days(date(2027, 10, 18), date(2027, 10, 22))),))
    assert days("efter Uge 42", NOVEMBER, local) == (date(2027, 10, 25), date(2027, 11, 7))


@given(today=st.dates(date(2020, 1, 1), date(2038, 12, 31)))
def test_whatever_the_day_what_is_offered_is_still_ahead_called_once_and_can_be_chosen(today: date) -> None:
    groups = offered(today)
    windows = [window for group in groups for window in group.windows]
    assert [group.kind for group in groups] == list(WindowKind)
    assert len({window.words for window in windows}) == len(windows)
    for group in groups:
        assert [window.until for window in group.windows] == sorted(window.until for window in group.windows)  # type: ignore[type-var]
    for window in windows:
        assert window.kind is LookKind.WINDOW
        assert window.day is not None
        assert window.until is not None
        assert today <= window.until <= today + timedelta(days=1096)
        assert window.day <= window.until
        assert called(window.words, groups) == window
        assert checked_look_again(window) == window


def test_the_last_years_of_the_calendar_are_no_trap() -> None:
    """Easter is known up to 2100, and nothing is asked of the years after."""
    assert isinstance(called("i 2100", offered(date(2099, 12, 30), BARE_CALENDAR)), LookAgain)
