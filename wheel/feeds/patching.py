"""Put what has changed into a calendar that was kept, so that the rest need not be looked at again.

What comes out is, byte for byte, what rendering everything anew would give: events stand in the order of `place_of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from wheel.feeds.event_facts import bounds_of
from wheel.feeds.events import FeedEvent

Place = tuple[bytes, bytes, bytes]
"""Where an event stands in a calendar: by its day, its time (what fills its days comes first), and its id."""

_LINE_END: Final = b"\r\n"
_BEGIN: Final = b"BEGIN:VEVENT\r\n"
_END: Final = b"END:VCALENDAR\r\n"
_STARTS: Final = re.compile(rb"\r\nDTSTART(?:;[^:\r]*)?:([0-9]{8})(?:T([0-9]{6}))?\r\n")
_ID: Final = re.compile(rb"\r\nUID:([^@\r]+)@")


@dataclass(frozen=True)
class Pieces:
    """A calendar taken apart: what stands before its events, and these, by their place."""

    head: bytes
    events: Mapping[Place, bytes]

    @property
    def size(self) -> int:
        return len(self.head) + sum(map(len, self.events.values())) + len(_END)

    def joined(self) -> bytes:
        return b"".join((self.head, *(self.events[place] for place in sorted(self.events)), _END))


def place_of(event: FeedEvent) -> Place:
    start, _ = bounds_of(event)
    time = f"{start:%H%M%S}" if isinstance(start, datetime) else ""
    return _day(start), time.encode(), event.uid.partition("@")[0].encode()


def taken_apart(calendar: bytes) -> Pieces:
    """One that `calendar.render_calendar` has made. Only what stands at the start of a line begins an event: a title
    may say the same.
    """
    head, *events = calendar.removesuffix(_LINE_END + _END).split(_LINE_END + _BEGIN)
    whole = (_BEGIN + event + _LINE_END for event in events)
    return Pieces(head + _LINE_END, {_place_in(event): event for event in whole})


def patched(
    pieces: Pieces, changed: Iterable[str], events: Mapping[Place, bytes], *, today: date, most: int
) -> Pieces | None:
    """With these events in place of all whose id is among the `changed`.

    None where it would hold more than the `most` events that fit, or did hold as many and might now hold others.
    """
    ids = {name.encode() for name in changed}
    left = {place: event for place, event in pieces.events.items() if place[2] not in ids}
    found = Pieces(pieces.head, left | dict(events))
    is_full = len(pieces.events) >= most or len(found.events) > most
    return None if is_full and not _holds_the_same(pieces, found, today) else found


def _holds_the_same(before: Pieces, after: Pieces, today: date) -> bool:
    """Whether as many are still to come, and none has gone past the first or the last: then none comes in its stead."""
    places, old = sorted(after.events), sorted(before.events)
    is_within = old[0][0] <= places[0][0] and places[-1][0] <= old[-1][0]
    same = {place[2] for place in places} == {place[2] for place in old}
    moved = set(places) - set(old)
    is_inside = all(old[0][0] < place[0] < old[-1][0] for place in moved)
    return same and is_within and is_inside and _coming(places, today) == _coming(old, today)


def _coming(places: Iterable[Place], today: date) -> int:
    now = _day(today)
    return sum(place[0] >= now for place in places)


def _place_in(event: bytes) -> Place:
    before = b"\r\n" + event
    starts, name = _STARTS.search(before), _ID.search(before)
    if starts is None or name is None:
        raise ValueError("not an event of a feed")
    return starts[1], starts[2] or b"", name[1]


def _day(day: date) -> bytes:
    return f"{day:%Y%m%d}".encode()
