"""Rules over the events of a calendar file: what each must say, may say and must not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from calendar_rules_reading import CalendarFile, Part, Rule, of_each_event, once_a_file

_UID = re.compile(r"[!-?A-~]+@[!-?A-~]+")
_NUMBER = re.compile(r"0|[1-9]\d*")
_HTML = re.compile(r"<(?:!doctype|html|body|div|span|br|p|a\s)|&(?:nbsp|amp|lt|gt|quot|#\d+);", re.IGNORECASE)
_FETCHED = re.compile(r"[!-~]+")
CANCELLED = ("AFLYST:", "CANCELLED:")
_ONCE = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP")
_AT_MOST_ONCE = ("DESCRIPTION", "LOCATION", "CATEGORIES", "URL", "COLOR", "CLASS", "CREATED", "PRIORITY")
_BUSY = "X-MICROSOFT-CDO-BUSYSTATUS"
_NEVER = {
    "ATTENDEE": "feeds.md, events: deadlines",
    "ORGANIZER": "feeds.md, events: deadlines",
    "ATTACH": "feeds.md, events: deadlines (Nextcloud strips it)",
    "RRULE": "feeds.md, events: one VEVENT per occurrence",
    "RDATE": "feeds.md, events: one VEVENT per occurrence",
    "EXDATE": "feeds.md, events: one VEVENT per occurrence",
    "RECURRENCE-ID": "feeds.md, events: one VEVENT per occurrence",
    "DURATION": "RFC 5545 3.6.1 (DTEND or DURATION)",
    "X-ALT-DESC": "feeds.md, events: DESCRIPTION",
    "X-MICROSOFT-CDO-ALLDAYEVENT": "feeds.md, events: all-day",
    "CLASS": "RFC 5545 3.8.1.3 (what is in a feed may be read)",
    "METHOD": "feeds.md, events: DTSTAMP",
    "REQUEST-STATUS": "RFC 5546 (it is no invitation)",
}
_KNOWN = {*_ONCE, *_AT_MOST_ONCE, *_NEVER, _BUSY, ""}


def _once(name: str) -> Rule:
    return of_each_event(f"an event has one {name}", "RFC 5545 3.6.1; feeds.md", lambda e: e.count(name) != 1)


def _at_most_once(name: str) -> Rule:
    return of_each_event(f"an event has at most one {name}", "RFC 5545 3.6.1", lambda e: e.count(name) > 1)


def _never(name: str, source: str) -> Rule:
    return of_each_event(f"an event has no {name}", source, lambda e: e.count(name))


def _twice(file: CalendarFile) -> Iterable[str]:
    count = Counter(event.value("UID") for event in file.events)
    return [uid for uid, number in count.items() if number > 1]


def _lines(text: str) -> str:
    """The text with its escaped line breaks as real ones; nothing else is unescaped."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def _is_one_line(event: Part, name: str) -> bool:
    return "\n" not in _lines(event.value(name))


def _is_no_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return parts.scheme not in {"http", "https"} or not parts.hostname


def _leans_on_nothing(event: Part) -> bool:
    return not any(event.value("SUMMARY").startswith(prefix) for prefix in CANCELLED)


EVENT_RULES = [
    *map(_once, _ONCE),
    *map(_at_most_once, _AT_MOST_ONCE),
    *(_never(name, source) for name, source in _NEVER.items()),
    of_each_event("an event has one busy status", "feeds.md, events: all-day", lambda e: e.count(_BUSY) != 1),
    of_each_event("an event has no parts, such as VALARM", "feeds.md, events: deadlines", lambda e: e.parts),
    of_each_event(
        "an event has no property that no one knows",
        "RFC 5545 3.6.1",
        lambda e: {line.name for line in e.lines} - _KNOWN,
    ),
    of_each_event(
        "no property of an event is empty, but for a title",
        "RFC 5545 3.1",
        lambda e: any(not line.value for line in e.lines if line.name != "SUMMARY"),
    ),
    of_each_event("a UID is an id at a domain", "feeds.md, events: UID", lambda e: not _UID.fullmatch(e.value("UID"))),
    of_each_event("a UID has at most 255 octets", "RFC 7986 5.3", lambda e: len(e.value("UID").encode()) > 255),
    Rule("a UID stands there once", "RFC 5545 3.8.4.7", _twice),
    of_each_event(
        "SEQUENCE is a number from 0", "RFC 5545 3.8.7.4", lambda e: not _NUMBER.fullmatch(e.value("SEQUENCE"))
    ),
    of_each_event(
        "SEQUENCE fits into 31 bits", "RFC 5545 3.3.8", lambda e: len(e.value("SEQUENCE")) > 10 or _sequence(e) >= 2**31
    ),
    of_each_event("DTSTAMP is in UTC", "RFC 5545 3.8.7.2", lambda e: not e.first("DTSTAMP").is_utc),
    of_each_event("LAST-MODIFIED is in UTC", "RFC 5545 3.8.7.3", lambda e: not e.first("LAST-MODIFIED").is_utc),
    of_each_event(
        "DTSTAMP is LAST-MODIFIED",
        "feeds.md, events: DTSTAMP",
        lambda e: e.value("DTSTAMP") != e.value("LAST-MODIFIED"),
    ),
    of_each_event(
        "STATUS is one of an event's",
        "RFC 5545 3.8.1.11",
        lambda e: e.value("STATUS") not in {"CONFIRMED", "CANCELLED", "TENTATIVE"},
    ),
    of_each_event(
        "TRANSP is OPAQUE or TRANSPARENT",
        "RFC 5545 3.8.2.7",
        lambda e: e.value("TRANSP") not in {"OPAQUE", "TRANSPARENT"},
    ),
    of_each_event(
        "the busy status is FREE or BUSY",
        "MS-OXCICAL 2.1.3.1.1.20.31",
        lambda e: e.value(_BUSY) not in {"FREE", "BUSY"},
    ),
    of_each_event(
        "the busy status agrees with TRANSP",
        "feeds.md, events: all-day",
        lambda e: (e.value(_BUSY) == "FREE") != (e.value("TRANSP") == "TRANSPARENT"),
    ),
    of_each_event(
        "what is cancelled takes nobody's time",
        "feeds.md, events: cancelled",
        lambda e: e.value("STATUS") == "CANCELLED" and e.value("TRANSP") != "TRANSPARENT",
    ),
    of_each_event(
        "what is cancelled says so in its title",
        "feeds.md, events: cancelled",
        lambda e: e.value("STATUS") == "CANCELLED" and _leans_on_nothing(e),
    ),
    of_each_event("a title is one line", "RFC 5545 3.8.1.12", lambda e: not _is_one_line(e, "SUMMARY")),
    of_each_event("a place is one line", "RFC 5545 3.8.1.7", lambda e: not _is_one_line(e, "LOCATION")),
    of_each_event("a category is one line", "RFC 5545 3.8.1.2", lambda e: not _is_one_line(e, "CATEGORIES")),
    of_each_event(
        "a description has fewer than 8,000 characters",
        "feeds.md, events: DESCRIPTION",
        lambda e: len(_lines(e.value("DESCRIPTION"))) >= 8_000,
    ),
    of_each_event(
        "texts are no HTML",
        "feeds.md, events: DESCRIPTION",
        lambda e: any(_HTML.search(_lines(e.value(name))) for name in ("SUMMARY", "DESCRIPTION", "LOCATION")),
    ),
    of_each_event(
        "a link is a web address",
        "feeds.md, events; RFC 5545 3.8.4.6",
        lambda e: any(_is_no_address(line.value) for line in e.all("URL")),
    ),
    of_each_event(
        "a link is visible ASCII of at most 2,000 characters",
        "RFC 3986 2",
        lambda e: any(not _FETCHED.fullmatch(line.value) or len(line.value) > 2_000 for line in e.all("URL")),
    ),
    of_each_event(
        "the link stands in the description too, for those who show no URL",
        "feeds.md, events: DESCRIPTION",
        lambda e: e.count("URL") and not _lines(e.value("DESCRIPTION")).endswith(e.value("URL")),
    ),
    once_a_file("there are fewer than 1,000 events", "feeds.md, calendar: window", lambda f: len(f.events) >= 1_000),
]


def _sequence(event: Part) -> int:
    return int(event.value("SEQUENCE")) if _NUMBER.fullmatch(event.value("SEQUENCE")) else 0
