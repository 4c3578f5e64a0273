"""What our feeds write is read back as it was planned."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from calendar_texts import WINDOW
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import DateSpan
from wheel.core.imported_calendars import ImportedCalendar
from wheel.core.occurrences import Kind
from wheel.core.zones import COPENHAGEN, FAROE, ZONES
from wheel.feeds.calendar import render_calendar, render_event
from wheel.feeds.events import FeedEvent, FeedWords
from wheel.feeds.text import one_line
from wheel.imports.ics.event_properties import NO_TITLE
from wheel.imports.ics.reading import read_calendar

Held = tuple[str, str, DateSpan, time | None, time | None, str, bool]

MODIFIED = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = replace(
    FeedWords(**{field.name: field.name for field in fields(FeedWords)}), locale="da_DK", cancelled_prefix="AFLYST: "
)
TEXTS = st.text(max_size=40)
# Where clocks change, one time of the night comes twice and another not at all; no plan has either.
TIMES = st.integers(4 * 60, 20 * 60).map(lambda minutes: time(minutes // 60, minutes % 60))


@st.composite
def events(draw: st.DrawFn) -> FeedEvent:
    begins = draw(st.none() | TIMES)
    ends = draw(st.none() | TIMES)
    start = draw(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
    return FeedEvent(
        uid=f"{draw(st.uuids())}@aarshjul.example",
        title=draw(TEXTS),
        span=DateSpan(start, start + timedelta(days=draw(st.integers(1, 4)))),
        kind=draw(st.sampled_from(Kind)),
        start_time=begins,
        end_time=ends if begins and ends and ends > begins else None,
        place=draw(TEXTS),
        note=draw(TEXTS),
        is_cancelled=draw(st.booleans()),
        is_at_its_time=draw(st.booleans()),
    )


@given(st.lists(events(), max_size=5, unique_by=lambda event: event.uid), st.sampled_from(ZONES))
def test_a_feed_is_read_back_as_it_was_planned(planned: list[FeedEvent], zone: str) -> None:
    assert held(read_back(planned, zone, zone)) == [expected(event) for event in planned]


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_a_feed_of_another_zone_is_held_at_the_same_moments_here(day: date) -> None:
    event = FeedEvent("a@b", "Møde", DateSpan.of_day(day), Kind.EVENT, start_time=time(12), end_time=time(13))
    assert [times[3:5] for times in held(read_back([event], FAROE, COPENHAGEN))] == [(time(13), time(14))]


def test_an_event_over_midnight_is_read_back_as_one_of_one_day() -> None:
    span = DateSpan.of_day(date(2026, 3, 4))
    event = FeedEvent("a@b", "Nat", span, Kind.EVENT, start_time=time(22), end_time=time(2))
    assert held(read_back([event], COPENHAGEN, COPENHAGEN)) == [("a@b", "Nat", span, time(22), time(2), "", False)]


@pytest.mark.parametrize(
    ("day", "reason"), [(date(2026, 3, 29), "clocks go forward"), (date(2026, 10, 25), "clocks go back")]
)
def test_times_are_right_on_the_days_when_clocks_change(day: date, reason: str) -> None:
    event = FeedEvent("a@b", "Møde", DateSpan.of_day(day), Kind.EVENT, start_time=time(1), end_time=time(4))
    (series,) = read_back([event], COPENHAGEN, COPENHAGEN).series
    assert (series.start_time, series.end_time) == (time(1), time(4)), reason


def read_back(planned: list[FeedEvent], written_in: str, zone: str) -> ImportedCalendar:
    in_zone = (replace(event, time_zone=written_in) for event in planned)
    written = [render_event(event, WORDS, sequence=1, modified=MODIFIED) for event in in_zone]
    file = render_calendar(name="Årshjul", description="", colour="", events=written, time_zone=written_in)
    return read_calendar(file, zone, WINDOW)


def held(found: ImportedCalendar) -> list[Held]:
    assert not any(problem.is_left_out for problem in found.problems)
    return [
        (series.uid, series.title, span, series.start_time, series.end_time, series.place, series.is_cancelled)
        for series in found.series
        for span in series.schedule.rule.spans  # type: ignore[union-attr]
    ]


def expected(event: FeedEvent) -> Held:
    """A feed gives an event without an end one hour, and writes no times of what fills its days."""
    title, place = one_line(event.title) or NO_TITLE, one_line(event.place)
    if event.start_time is None or event.is_all_day:
        return (event.uid, title, event.span, None, None, place, event.is_cancelled)
    ends = event.end_time or event.start_time.replace(hour=event.start_time.hour + 1)
    return (event.uid, title, event.span, event.start_time, ends, place, event.is_cancelled)
