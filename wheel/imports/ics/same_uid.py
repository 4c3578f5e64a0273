"""Which events of a file belong together: by UID, an event and the changes of its days (RFC 5545, section 3.8.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from wheel.core.sentences.wording import later
from wheel.imports.ics.event_properties import WrittenEvent
from wheel.imports.ics.reports import Reports


@dataclass
class EventsOfUid:
    """`master` is None where the file has only changes of an event that stands elsewhere."""

    uid: str
    master: WrittenEvent | None = None
    changes: list[WrittenEvent] = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.master.line if self.master else self.changes[0].line


def by_uid(events: Iterable[WrittenEvent], reports: Reports) -> list[EventsOfUid]:
    """In the order of the file. Of several versions of an event the highest SEQUENCE counts; events that are not
    versions of each other, though they share a UID, each get one of their own."""
    found: dict[str, EventsOfUid] = {}
    for event in events:
        group = found.setdefault(event.uid, EventsOfUid(event.uid))
        if event.slot is not None:
            group.changes.append(event)
        elif group.master is None or group.master.sequence < event.sequence:
            group.master = event
        elif group.master.sequence == event.sequence and group.master.content != event.content:
            _add_apart(event, found, reports)
    return list(found.values())


def _add_apart(event: WrittenEvent, found: dict[str, EventsOfUid], reports: Reports) -> None:
    written = f"{event.uid}\n{event.start.at.isoformat()}\n{event.title}"
    uid = hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()
    sentence = later("Another event in the file has the same UID: this one is taken to be an event of its own.")
    reports.note(event.line, sentence)
    found.setdefault(uid, EventsOfUid(uid, replace(event, uid=uid)))
