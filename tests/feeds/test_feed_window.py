from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import DateSpan
from wheel.feeds.window import MAX_EVENTS, feed_window, in_feed_window, leaves_out, nearest_events

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Happening:
    span: DateSpan
    is_cancelled: bool = False


def on(day: date, *, is_cancelled: bool = False) -> Happening:
    return Happening(DateSpan.of_day(day), is_cancelled)


@pytest.mark.parametrize(
    ("today", "first", "last", "reason"),
    [
        (TODAY, date(2026, 8, 20), date(2028, 2, 20), "three months back, fifteen ahead"),
        (date(2026, 5, 31), date(2026, 2, 28), date(2027, 8, 31), "February has no 31st"),
        (date(2026, 11, 30), date(2026, 8, 30), date(2028, 2, 29), "a leap day can be the last"),
    ],
)
def test_the_window_runs_from_three_months_back_to_fifteen_ahead(
    today: date, first: date, last: date, reason: str
) -> None:
    assert feed_window(today) == DateSpan.of_days(first, last), reason


@pytest.mark.parametrize(
    ("span", "expected", "reason"),
    [
        (DateSpan.of_day(date(2026, 8, 19)), False, "the day before the window"),
        (DateSpan.of_day(date(2026, 8, 20)), True, "its first day"),
        (DateSpan.of_day(date(2028, 2, 20)), True, "its last day"),
        (DateSpan.of_day(date(2028, 2, 21)), False, "the day after"),
        (DateSpan.of_days(date(2026, 8, 1), date(2026, 8, 20)), True, "a phase that ends in the window"),
        (DateSpan.of_days(date(2025, 1, 1), date(2029, 1, 1)), True, "a phase that covers the window"),
    ],
)
def test_an_event_is_in_the_window_with_any_of_its_days(span: DateSpan, expected: bool, reason: str) -> None:
    assert in_feed_window(span, TODAY) is expected, reason


@pytest.mark.parametrize(
    ("happening", "expected", "reason"),
    [
        (on(date(2026, 10, 1)), False, "a past meeting that was held"),
        (on(date(2026, 10, 1), is_cancelled=True), True, "a cancelled one whose day has passed"),
        (on(TODAY, is_cancelled=True), False, "cancelled today: people must not turn up"),
        (on(TODAY - timedelta(days=1), is_cancelled=True), True, "cancelled yesterday"),
        (Happening(DateSpan.of_days(date(2026, 11, 18), TODAY), True), False, "a cancelled seminar ending today"),
        (on(date(2029, 1, 1)), True, "beyond the window"),
    ],
)
def test_a_feed_leaves_out_what_is_far_away_or_cancelled_and_over(
    happening: Happening, expected: bool, reason: str
) -> None:
    assert leaves_out(happening, TODAY) is expected, reason


@pytest.mark.parametrize(
    ("offsets", "limit", "expected", "reason"),
    [
        ([3, -1, 0, -2, 9], 10, [-2, -1, 0, 3, 9], "all fit: by start"),
        ([3, -1, 0, -2, 9], 4, [-1, 0, 3, 9], "the oldest past one goes first"),
        ([3, -1, 0, -2, 9], 3, [0, 3, 9], "exactly what is to come"),
        ([3, -1, 0, -2, 9], 2, [0, 3], "then the one furthest ahead"),
        ([-3, -1, -2], 2, [-2, -1], "only past ones: the latest"),
        ([], 2, [], "nothing at all"),
        ([1, -1], 0, [], "no room at all"),
    ],
)
def test_the_nearest_events_are_kept(offsets: list[int], limit: int, expected: list[int], reason: str) -> None:
    events = [on(TODAY + timedelta(days=offset)) for offset in offsets]
    assert nearest_events(events, TODAY, limit) == tuple(on(TODAY + timedelta(days=offset)) for offset in expected), (
        reason
    )


@given(st.lists(st.integers(min_value=-400, max_value=400), max_size=60), st.integers(min_value=0, max_value=60))
def test_no_past_event_is_kept_while_a_coming_one_is_dropped(offsets: list[int], limit: int) -> None:
    events = [on(TODAY + timedelta(days=offset)) for offset in offsets]
    kept = nearest_events(events, TODAY, limit)
    assert len(kept) == min(limit, len(events))
    assert list(kept) == sorted(kept, key=lambda event: event.span.start)
    coming = [event for event in events if event.span.end > TODAY]
    assert sum(event.span.end > TODAY for event in kept) == min(limit, len(coming))


def test_the_limit_stays_below_the_thousand_that_google_reads() -> None:
    events = [on(TODAY + timedelta(days=day % 300)) for day in range(1_200)]
    assert len(nearest_events(events, TODAY)) == MAX_EVENTS < 1_000
