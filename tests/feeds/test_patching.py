"""A calendar taken apart and put together again, and what may be put into it."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from feed_samples import MEETING, calendar_of, rendered
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import DateSpan
from wheel.feeds.events import FeedEvent
from wheel.feeds.patching import patched, place_of, taken_apart

TODAY = date(2026, 4, 7)


def an_event(number: int, day: int, at: time | None = time(9), **changes: object) -> FeedEvent:
    span = DateSpan.of_day(TODAY + timedelta(days=day))
    values = {"uid": f"m{number}@aarshjul.example", "span": span, "start_time": at, "end_time": None} | changes
    return FeedEvent(**(vars(MEETING) | values))  # type: ignore[arg-type]


def in_order(*events: FeedEvent) -> bytes:
    return calendar_of(sorted(events, key=place_of))


EVENTS = st.lists(
    st.builds(an_event, st.integers(0, 30), st.integers(-9, 9), st.sampled_from([None, time(9), time(13, 30)])),
    unique_by=lambda event: event.uid,
    max_size=12,
)


@given(EVENTS)
def test_put_together_again_it_is_the_same(events: list[FeedEvent]) -> None:
    calendar = in_order(*events)
    pieces = taken_apart(calendar)
    assert pieces.joined() == calendar
    assert pieces.size == len(calendar)
    assert set(pieces.events) == {place_of(event) for event in events}


@given(EVENTS, EVENTS)
def test_what_is_put_in_stands_where_it_would_in_a_new_one(before: list[FeedEvent], after: list[FeedEvent]) -> None:
    """`after` are the events as they are now: those that are gone are changed too."""
    found = patched(
        taken_apart(in_order(*before)),
        {event.uid.partition("@")[0] for event in (*before, *after)},
        {place_of(event): rendered(event) for event in after},
        today=TODAY,
        most=100,
    )
    assert found is not None
    assert found.joined() == in_order(*after)


@pytest.mark.parametrize("said", ["BEGIN:VEVENT", "Lokale BEGIN:VEVENT", "x" * 62 + "BEGIN:VEVENT", "END:VCALENDAR"])
@pytest.mark.parametrize("where", ["title", "place", "note", "category"])
def test_what_people_write_begins_no_event(where: str, said: str) -> None:
    events = [an_event(1, 0), an_event(2, 1, **{where: said}), an_event(3, 2)]
    pieces = taken_apart(in_order(*events))
    assert set(pieces.events) == set(map(place_of, events))
    assert pieces.joined() == in_order(*events)


FULL = [an_event(number, day) for number, day in enumerate((-5, -1, 0, 2, 5))]
FULL_CASES = [
    (an_event(3, 3), True, "it stays among the others, on the same side of today"),
    (an_event(3, 1, None), True, "it fills its day now"),
    (an_event(3, 6), False, "another one might be nearer now"),
    (an_event(3, 5), False, "on the last day there may be others that did not fit"),
    (an_event(3, -2), False, "one more is past, so another one to come has room"),
    (an_event(1, -5), False, "on the first day there may be others that did not fit"),
    (an_event(9, 1), False, "it is new, and one has to go"),
    (None, False, "one is gone, and another has room"),
]


@pytest.mark.parametrize(("event", "can_be", "reason"), FULL_CASES)
def test_a_full_calendar_takes_what_leaves_the_others_in_place(
    event: FeedEvent | None, can_be: bool, reason: str
) -> None:
    name = event.uid.partition("@")[0] if event else "m3"
    events = {place_of(event): rendered(event)} if event else {}
    found = patched(taken_apart(in_order(*FULL)), [name], events, today=TODAY, most=5)
    assert (found is not None) is can_be, reason


def test_a_uid_that_is_folded_is_read_all_the_same() -> None:
    long = an_event(1, 0, uid=f"m1@{'lang-adresse.' * 8}example.dk")
    assert [place[2] for place in taken_apart(in_order(long)).events] == [b"m1"]


def test_what_no_feed_has_made_is_not_taken_apart() -> None:
    with pytest.raises(ValueError, match="not an event of a feed"):
        taken_apart(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
