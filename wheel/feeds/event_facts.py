"""What every form of a feed says alike of an event: its one line, its status, and when it begins and ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from wheel.feeds.events import FeedEvent, FeedWords, is_dated
from wheel.feeds.text import one_line
from wheel.feeds.timezone import feed_zone

DEFAULT_LENGTH: Final = timedelta(hours=1)


def summary_of(event: FeedEvent, words: FeedWords) -> str:
    """One line: the title, said to be cancelled if it is, with the words of a date that is not exact."""
    prefix = words.cancelled_prefix if event.is_cancelled else ""
    suffix = f" ({event.words})" if event.words else ""
    return one_line(f"{prefix}{event.title}{suffix}")


def status_of(event: FeedEvent) -> str:
    """CANCELLED, CONFIRMED, or TENTATIVE where the date is not exact (RFC 5545 section 3.8.1.11)."""
    if event.is_cancelled:
        return "CANCELLED"
    return "CONFIRMED" if is_dated(event) else "TENTATIVE"


def bounds_of(event: FeedEvent) -> tuple[date, date]:
    """Its start and its exclusive end: days if it fills them, else moments in its zone.

    It lasts one hour where no end is given, or one that takes no time; an end before the start is on the next day.
    """
    if event.start_time is None or event.is_all_day:
        return event.span.start, event.span.end
    start = datetime.combine(event.span.start, event.start_time, tzinfo=feed_zone(event.time_zone).clock)
    return start, _end(start, event.end_time)


def _end(start: datetime, end_time: time | None) -> datetime:
    if end_time is None or end_time == start.time():
        return start + DEFAULT_LENGTH
    end = datetime.combine(start.date(), end_time, tzinfo=start.tzinfo)
    return end if end > start else end + timedelta(days=1)
