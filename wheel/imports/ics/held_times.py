"""When one instance of an event is held, in days and times of the organisation's zone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from wheel.core.dates import ONE_DAY, DateSpan
from wheel.imports.ics.written_times import MIDNIGHT, Written, Zone

_LAST_MINUTE: Final = time(23, 59)


@dataclass(frozen=True)
class Held:
    """Without a start it fills its days. An end on one day that is not after the start is on the next day."""

    span: DateSpan
    start_time: time | None = None
    end_time: time | None = None

    def of_rule(self) -> Held:
        """As a rule says it, whose end is on its last day: what runs over midnight takes two days."""
        if self.start_time is None or self.end_time is None or self.span.day_count > 1:
            return self
        if self.end_time > self.start_time:
            return self
        return replace(self, span=DateSpan(self.span.start, self.span.end + ONE_DAY))


def held(start: Written, length: timedelta | None, own: Zone) -> Held:
    """`length` is by the wall-clock of the zone that `start` is written in. From midnight to midnight is whole days."""
    if start.is_day:
        return Held(DateSpan(start.day, start.day + (length or ONE_DAY)))
    begins = start.in_zone(own).replace(second=0)
    ends = start.plus(length or timedelta(0)).in_zone(own).replace(second=0)
    if ends <= begins:
        return Held(DateSpan.of_day(begins.date()), begins.time())
    if begins.time() == ends.time() == MIDNIGHT:
        return Held(DateSpan(begins.date(), ends.date()))
    return _timed(begins, ends)


def _timed(begins: datetime, ends: datetime) -> Held:
    """Less than a day counts to the day on which it begins, though it may run over midnight.

    An end at midnight is not on the day that begins then: that day is not one of the event's.
    """
    if ends.time() == MIDNIGHT:
        return _until_midnight(begins, DateSpan(begins.date(), ends.date()))
    if ends - begins < ONE_DAY:
        return Held(DateSpan.of_day(begins.date()), begins.time(), ends.time())
    return Held(DateSpan.of_days(begins.date(), ends.date()), begins.time(), ends.time())


def _until_midnight(begins: datetime, span: DateSpan) -> Held:
    """Until the last minute of its last day; what begins in that minute is a moment."""
    is_moment = span.day_count == 1 and begins.time() == _LAST_MINUTE
    return Held(span, begins.time(), None if is_moment else _LAST_MINUTE)
