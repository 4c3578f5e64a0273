"""What a reader learns of each event of a feed, from its iCalendar bytes and from its JSON, to be compared."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from babel.dates import format_date
from feed_samples import WORDS
from icalendar import Calendar, Event

from wheel.feeds.description import MAX_CHARACTERS
from wheel.feeds.events import FeedWords


@dataclass(frozen=True)
class Told:
    """Of one event. `facts` are the lines that its description must hold, and `agenda` its numbered ones."""

    uid: str
    sequence: int
    modified: datetime
    summary: str
    status: str
    start: date
    end: date
    place: str
    ring: str
    url: str
    agenda: tuple[str, ...]


_NUMBERED = re.compile(r"\d+\. ")
Feed = tuple[str, str, list[Told]]


def told_by_calendar(data: bytes, words: FeedWords = WORDS) -> Feed:
    """The name, the description and the events of the iCalendar bytes."""
    calendar = Calendar.from_ical(data)
    events = [_of_component(event, words) for event in calendar.walk("VEVENT")]
    return str(calendar["NAME"]), str(calendar.get("DESCRIPTION", "")), events


def told_by_json(data: bytes, words: FeedWords = WORDS) -> Feed:
    feed = json.loads(data)
    return feed["name"], feed["description"], [_of_object(event, words) for event in feed["events"]]


def json_events(data: bytes) -> list[dict[str, Any]]:
    return list(json.loads(data)["events"])


def untold(json_data: bytes, calendar_data: bytes, words: FeedWords = WORDS) -> list[str]:
    """The texts of the JSON's events that stand nowhere in the same events of the calendar."""
    descriptions = {
        str(event["UID"]): str(event["DESCRIPTION"]) for event in Calendar.from_ical(calendar_data).walk("VEVENT")
    }
    return [
        f"{event['uid']}: {text}"
        for event in json_events(json_data)
        for text in _texts(event, words)
        if text not in descriptions[event["uid"]] and len(descriptions[event["uid"]]) < MAX_CHARACTERS
    ]


def _texts(event: dict[str, Any], words: FeedWords) -> list[str]:
    """What only the description tells in a calendar; a body that is called as the event stands in its title."""
    body = [] if event["body"] == event["title"] else [event["body"]]
    days = [
        format_date(date.fromisoformat(event[name]), "full", locale=words.locale)
        for name in ("moved_from", "agenda_deadline")
        if event[name]
    ]
    titles = [item["title"] for item in event["agenda"] if item["title"]]
    return [text for text in (*body, *days, event["cancelled_because"], event["note"], event["url"], *titles) if text]


def _of_component(event: Event, words: FeedWords) -> Told:
    heading = f"{words.agenda}:\n"
    _, _, rest = str(event["DESCRIPTION"]).rpartition(heading)
    agenda = rest.partition("\n\n")[0].split("\n") if heading in str(event["DESCRIPTION"]) else []
    return Told(
        uid=str(event["UID"]),
        sequence=int(event["SEQUENCE"]),
        modified=event["LAST-MODIFIED"].dt,
        summary=str(event["SUMMARY"]),
        status=str(event["STATUS"]).lower(),
        start=_instant(event["DTSTART"].dt),
        end=_instant(event["DTEND"].dt),
        place=str(event.get("LOCATION", "")),
        ring=str(event["CATEGORIES"].cats[0]) if "CATEGORIES" in event else "",
        url=str(event.get("URL", "")),
        agenda=tuple(agenda),
    )


def _of_object(event: dict[str, Any], words: FeedWords) -> Told:
    read = date.fromisoformat if event["is_all_day"] else datetime.fromisoformat
    return Told(
        uid=event["uid"],
        sequence=event["sequence"],
        modified=datetime.fromisoformat(event["modified"]),
        summary=event["summary"],
        status=event["status"],
        start=_instant(read(event["start"])),
        end=_instant(read(event["end"])),
        place=event["place"] or "",
        ring=event["ring"] or "",
        url=event["url"] or "",
        agenda=tuple(_line(item, words) for item in event["agenda"]),
    )


def _line(item: dict[str, Any], words: FeedWords) -> str:
    title = words.closed_item if item["title"] is None else item["title"]
    if item["is_closed"] and item["title"] is not None:
        title = f"{title} ({words.closed})"
    states = {"withdrawn": words.withdrawn, "postponed": words.postponed}
    said = states.get(item["state"]) or (f"{item['minutes']} {words.minutes}" if item["minutes"] is not None else "")
    return f"{item['number']}. {title}" + (f" ({said})" if said else "")


def _instant(value: date) -> date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
