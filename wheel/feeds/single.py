"""One event alone as iCalendar bytes, to be put into a calendar by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wheel.feeds.calendar import PRODUCT, event_content_hash, render_event
from wheel.feeds.making_events import Frame, event_of
from wheel.feeds.names import name_in_address
from wheel.feeds.revisions import revision_of
from wheel.feeds.surroundings import Wording, domain_of, zone_of
from wheel.feeds.timezone import feed_zone
from wheel.usecases.serve_event import EventContent, MeetingEntry, SentEvent, SlotEntry

# No NAME and no refreshing: with those, some programs make a calendar of its own of the file (Outlook and Apple's). No
# METHOD either: with REQUEST or CANCEL it would be mail from an organiser (RFC 5546).
_HEAD: Final = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\nCALSCALE:GREGORIAN\r\n".encode("ascii")
_END: Final = b"END:VCALENDAR\r\n"


@dataclass(frozen=True)
class SinglePublisher:
    """Makes files of single events, `at` that instant.

    The same as feeds make of them: where a feed has sent just this, the file has its SEQUENCE and LAST-MODIFIED, and
    the next change raises both, whoever fetches it first. Thus a file that is imported again replaces the one before.
    """

    wordings: Mapping[str, Wording]
    public_url: str
    at: datetime

    def event_sent(self, content: EventContent) -> SentEvent:
        """What was sent before, where it shows the same; else it rendered anew."""
        words = self._wording(content).words
        event = event_of(content.entry, self._frame(content))
        shown = event_content_hash(event, words)
        before = content.sent
        if before is not None and before.content_hash == shown and before.vevent:
            return before
        sequence, modified = revision_of(before, shown, self.at)
        vevent = render_event(event, words, sequence=sequence, modified=modified)
        # What it was made from is said by feeds alone; the next one that holds it looks at what it shows.
        return SentEvent(content.key, "", shown, sequence, modified, vevent)

    def _frame(self, content: EventContent) -> Frame:
        wording = self._wording(content)
        return Frame(
            words=wording.words,
            entry_words=wording.entries,
            domain=domain_of(content.organisation),
            public_url=self.public_url,
            time_zone=zone_of(content.organisation),
            rings=content.rings,
            options=content.options,
        )

    def _wording(self, content: EventContent) -> Wording:
        organisation = content.organisation
        return self.wordings[content.options.language or (organisation.locale if organisation else "da")]


def single_calendar(content: EventContent, event: SentEvent) -> bytes:
    """A whole VCALENDAR round one event."""
    return b"".join((_HEAD, feed_zone(zone_of(content.organisation)).vtimezone, event.vevent, _END))


def single_name(content: EventContent) -> str:
    """What the file is called: "direktionen-2026-11-24.ics"; never after a closed item."""
    return f"{name_in_address(_called(content.entry))}-{content.entry.span.start.isoformat()}.ics"


def _called(entry: MeetingEntry | SlotEntry) -> str:
    if isinstance(entry, SlotEntry) and not entry.line.stop.is_closed:
        return entry.line.stop.title or ""
    return entry.occurrence.title
