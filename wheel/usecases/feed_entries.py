"""What a feed holds: occurrences with their agendas, slots of items, follow-ups, and days on which agendas go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.dates import DateSpan
from wheel.core.follow_ups import FollowUp
from wheel.core.meeting_agenda import TimedStop
from wheel.core.occurrences import Occurrence
from wheel.core.stops import Stop
from wheel.store.kept_feeds import SentKey, SentKind

_SENDING = "dagsorden|"
# What goes out is an event of its own beside the meeting, and so has a revision of its own.


@dataclass(frozen=True)
class MeetingEntry:
    """One occurrence of any kind with its agenda, and the day on which that goes out."""

    occurrence: Occurrence
    stops: tuple[Stop, ...] = ()
    deadline: date | None = None

    @property
    def span(self) -> DateSpan:
        return self.occurrence.span

    def key(self, rendition: str) -> SentKey:
        return SentKind.EVENT, self.occurrence.id, rendition


@dataclass(frozen=True)
class SlotEntry:
    """One item at one meeting, at the time that it has there."""

    occurrence: Occurrence
    line: TimedStop

    @property
    def span(self) -> DateSpan:
        return self.occurrence.span

    def key(self, rendition: str) -> SentKey:
        return SentKind.SLOT, self.line.stop.id, rendition


@dataclass(frozen=True)
class TaskEntry:
    """A follow-up, on the last day on which it is in time."""

    follow_up: FollowUp
    day: date

    @property
    def span(self) -> DateSpan:
        return DateSpan.of_days(self.day, self.day)

    def key(self, rendition: str) -> SentKey:
        return SentKind.TASK, self.follow_up.id, rendition


@dataclass(frozen=True)
class SendingEntry:
    """The day on which a meeting's agenda goes out."""

    occurrence: Occurrence
    day: date

    @property
    def span(self) -> DateSpan:
        return DateSpan.of_days(self.day, self.day)

    def key(self, rendition: str) -> SentKey:
        return SentKind.EVENT, self.occurrence.id, f"{_SENDING}{rendition}"


Entry = MeetingEntry | SlotEntry | TaskEntry | SendingEntry
