"""What a feed has room for: its stretch of time, its number of events, and when a cancelled event leaves it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final, Protocol, TypeVar

from dateutil.relativedelta import relativedelta

from wheel.core.dates import DateSpan

MONTHS_BACK: Final = 3
MONTHS_AHEAD: Final = 15
# Google drops what comes after the first 1,000 events, or after 1 MB.
MAX_EVENTS: Final = 990


class Dated(Protocol):
    @property
    def span(self) -> DateSpan: ...


class Cancellable(Dated, Protocol):
    @property
    def is_cancelled(self) -> bool: ...


SomeDated = TypeVar("SomeDated", bound=Dated)


@lru_cache(maxsize=2)
def feed_window(today: date) -> DateSpan:
    """The days a feed shows: from 3 months before `today` up to and including the day 15 months after it.

    A month too short for the day of the month ends at its last day.
    """
    return DateSpan.of_days(today - relativedelta(months=MONTHS_BACK), today + relativedelta(months=MONTHS_AHEAD))


def in_feed_window(span: DateSpan, today: date) -> bool:
    """Whether any day of the span is in the window."""
    return span.overlaps(feed_window(today))


def leaves_out(event: Cancellable, today: date) -> bool:
    """Whether a feed fetched `today` has no place for the event.

    It has none outside the window. A cancelled event stays, as cancelled, until its last day has passed: so long it
    tells people not to turn up, and after that it tells them nothing.
    """
    return not in_feed_window(event.span, today) or (event.is_cancelled and event.span.end <= today)


def nearest_events(events: Iterable[SomeDated], today: date, limit: int = MAX_EVENTS) -> tuple[SomeDated, ...]:
    """At most `limit` of the events, by start: the next ones first, then as many of the latest past ones as fit.

    What goes on today is not past. Events that start on the same day keep the order they came in.
    """
    by_start = sorted(events, key=lambda event: event.span.start)
    past = [event for event in by_start if event.span.end <= today]
    coming = [event for event in by_start if event.span.end > today][:limit]
    room = limit - len(coming)
    kept = past[-room:] + coming if room > 0 else coming
    return tuple(sorted(kept, key=lambda event: event.span.start))
