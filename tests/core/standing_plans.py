"""Meetings to reckon standing items against: a body that meets on Wednesdays, and posts for its rosters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from wheel.core.calendar import danish_calendar
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.posts import Post
from wheel.core.standing import Frame
from wheel.core.standing_items import StandingItem
from wheel.core.standing_rules import Pattern, StandingRule

BODY = "direktionen"
YEAR = 2027
CALENDAR = danish_calendar(range(2025, 2029))


def a_meeting(day: date, **changes: object) -> Occurrence:
    span = DateSpan.of_day(day)
    meeting = Occurrence(f"at {day}", "series", "Direktionsmøde", Kind.MEETING, "direktion", span, span, body=BODY)
    return replace(meeting, **changes)  # type: ignore[arg-type]


def moved(meeting: Occurrence, day: date) -> Occurrence:
    """The same meeting, held on another day."""
    return replace(meeting, span=DateSpan.of_day(day), is_moved=True)


def cancelled(meeting: Occurrence) -> Occurrence:
    return replace(meeting, status=Status.CANCELLED)


def weekly(first: date, count: int) -> tuple[Occurrence, ...]:
    return tuple(a_meeting(first + timedelta(weeks=week)) for week in range(count))


# Every second Wednesday from December 2026 on: 16 and 30 December, 13 and 27 January, ... , 29 December 2027.
MEETINGS = tuple(a_meeting(date(2026, 12, 16) + timedelta(weeks=2 * number)) for number in range(28))


def a_frame(meetings: Iterable[Occurrence] = MEETINGS, **anchors: tuple[Occurrence, ...]) -> Frame:
    return Frame(tuple(sorted(meetings, key=lambda one: one.span.start)), CALENDAR, anchors)


def an_item(pattern: Pattern, title: str = "Status", **changes: object) -> StandingItem:
    return replace(StandingItem("standing", BODY, title, StandingRule(pattern)), **changes)  # type: ignore[arg-type]


def posts(count: int) -> tuple[Post, ...]:
    return tuple(Post(f"post{number}", f"Chef {number}") for number in range(count))
