"""Three programs that read calendars and share no code: what each makes of a feed, with times as instants.

recurring-ical-events expands on top of icalendar and knows zones by their names. vobject, on top of dateutil, and
ical.js, which is Thunderbird's and Nextcloud's, count times from the VTIMEZONE that stands in the file.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import recurring_ical_events
import vobject
from icalendar import Calendar, Event
from node_packages import install_packages

HERE = Path(__file__).parent / "ical_js"
_FIRST, _LAST = date(2015, 1, 1), date(2045, 1, 1)


@dataclass(frozen=True)
class Seen:
    """What a reader shows of one event; days are days, and times are instants. `start` and `end` as they stand."""

    uid: str
    summary: str
    description: str
    place: str
    categories: tuple[str, ...]
    status: str
    start: date
    end: date


Reader = Callable[[bytes], list[Seen]]


def read_with_recurring_ical_events(data: bytes) -> list[Seen]:
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    found = recurring_ical_events.of(calendar).between(_FIRST, _LAST)
    return [_of_icalendar(event) for event in found]


def read_with_vobject(data: bytes) -> list[Seen]:
    (calendar,) = vobject.readComponents(data.decode())
    return [_of_vobject(event) for event in calendar.contents.get("vevent", ())]


@contextmanager
def ical_js(node: str) -> Iterator[Reader]:
    """A reader that runs in Node as long as it is needed."""
    install_packages(node, HERE)
    with subprocess.Popen(
        [node, "read.mjs"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            yield lambda data: [_of_ical_js(event) for event in _asked(process, data)]
        finally:
            process.terminate()


def _asked(process: subprocess.Popen[str], data: bytes) -> list[dict[str, Any]]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(data.decode()) + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    assert isinstance(answer, list), answer
    return answer


def _of_icalendar(event: Event) -> Seen:
    return Seen(
        uid=str(event["UID"]),
        summary=str(event["SUMMARY"]),
        description=str(event.get("DESCRIPTION", "")),
        place=str(event.get("LOCATION", "")),
        categories=tuple(map(str, event["CATEGORIES"].cats)) if "CATEGORIES" in event else (),
        status=str(event["STATUS"]),
        start=_instant(event["DTSTART"].dt),
        end=_instant(event["DTEND"].dt),
    )


def _of_vobject(event: Any) -> Seen:
    def value(name: str) -> Any:
        return event.contents[name][0].value if name in event.contents else ""

    assert event.getrruleset(addRDate=True) is None, "what has no rule happens once, when it starts"
    return Seen(
        uid=value("uid"),
        summary=value("summary"),
        description=value("description"),
        place=value("location"),
        categories=tuple(value("categories")),
        status=value("status"),
        start=_instant(event.dtstart.value),
        end=_instant(event.dtend.value),
    )


def _of_ical_js(event: dict[str, Any]) -> Seen:
    assert not event["isRecurring"]
    assert event["parts"] == []
    return Seen(
        uid=event["uid"],
        summary=event["summary"],
        description=event["description"] or "",
        place=event["location"] or "",
        categories=tuple(event["categories"]),
        status=event["status"],
        start=_read(event["start"], is_day=event["isAllDay"]),
        end=_read(event["end"], is_day=event["isAllDay"]),
    )


def _read(text: str, *, is_day: bool) -> date:
    return date.fromisoformat(text) if is_day else datetime.fromisoformat(text).astimezone(UTC)


def _instant(value: date) -> date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
