"""What a plan document may hold of feeds, and of what calendars have been sent."""

from __future__ import annotations

OF_BODY = {"id": "zfeed", "address": "oeu", "body": "ØU", "filter": None, "item": None, "options": ""}
OF_EVERYTHING = {**OF_BODY, "id": "afeed", "address": None, "body": None}
OF_VIEW = {**OF_EVERYTHING, "id": "view1", "filter": "agenda=open&bodies=%C3%98U&kinds=meeting&q=budget"}
CHOSEN = {**OF_BODY, "id": "bfeed", "address": "oeu?agenda=no&language=en", "options": "agenda=no&language=en"}
OF_ITEM = {**OF_EVERYTHING, "id": "ifeed", "address": "punkt-item9", "item": "item9"}
FEEDS = [OF_BODY, OF_EVERYTHING, OF_VIEW, CHOSEN, OF_ITEM]

SENT = {
    "occurrence": "occ-b",
    "rendition": "",
    "content_hash": "9f" * 32,
    "sequence": 3,
    "modified_at": "2026-06-01T08:31:02.000000Z",
}
# In the order in which the occurrences were added, and then of plain bytes: no language orders these.
FEED_EVENTS = [
    SENT,
    {**SENT, "rendition": "agenda=no", "sequence": 0},
    {**SENT, "rendition": "agenda=no&language=en", "sequence": 1},
    {**SENT, "rendition": "dagsorden|", "content_hash": "8e" * 32},
    {**SENT, "rendition": "deadlines=timed"},
    {**SENT, "occurrence": "occ-a", "content_hash": "7d" * 32},
]

_SENT = {name: value for name, value in SENT.items() if name != "occurrence"}
FEED_SLOTS = [{"stop": "stop5", **_SENT}, {"stop": "stop4", **_SENT, "rendition": "language=en", "sequence": 7}]
