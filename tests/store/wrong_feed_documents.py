"""What may be wrong with feeds, and with what calendars have been sent."""

from __future__ import annotations

from document_changes import change, repeat

RING_KEYS = [f"{number:03}" for number in range(250)]

WRONG_FEEDS = [
    (
        change("feed_events", 1, occurrence="x"),
        'feed_events, record 1: occurrence: there is no "x" in "occ',
        "no such occurrence",
    ),
    (
        repeat("feeds", 1, id="x", address=None),
        'feeds, record 6: body: number 1 has the same "body" and "options" already.',
        "one feed a body",
    ),
    (
        repeat("feeds", 5, id="x", address=None, options="agenda=yes"),
        'feeds, record 6: item: number 5 has the same "item" and "options" already.',
        "the same options, written in another way",
    ),
    (
        repeat("feeds", 2, address="oeu"),
        'feeds, record 6: address: number 1 has the same "address"',
        "one address, one feed",
    ),
    (
        change("feeds", 1, item="item9"),
        'feeds, record 1: body: a feed with an "item" has no "body".',
        "about one thing",
    ),
    (change("feeds", 5, item="x"), 'feeds, record 5: item: there is no "x" in "items".', "no such item"),
    (
        change("feeds", 4, options="agenda=nø"),
        "feeds, record 4: options: must be a query of at most 100 pl",
        "not escaped",
    ),
    (
        change("feeds", 4, token_hash="x"),
        "feeds, record 4: token_hash: is not known here",
        "nobody's secret comes along",
    ),
    (
        change("feeds", 1, filter="q=x"),
        'feeds, record 1: body: a feed with a "filter" has no "body" and no "item".',
        "one or the other",
    ),
    (change("feeds", 3, filter=""), "feeds, record 3: filter: must be a query of at most 2000 plain cha", "empty"),
    (change("feeds", 3, filter="q=æ"), "feeds, record 3: filter: must be a query of at most 2000 plain", "not escaped"),
    (
        change("feeds", 3, filter="mine=1&nonsense=1"),
        "feeds, record 3: filter: must pick something out that visitors may ask for.",
        "a second feed of everything",
    ),
    (
        change("feeds", 3, filter="&".join(f"rings={','.join(RING_KEYS[n::5])}" for n in range(5))),
        "feeds, record 3: filter: must be at most 2000 characters in its usual form.",
        "the usual form is longer than what was handed in",
    ),
    (
        change("feeds", 2, filter="q=budget&kinds=meeting&kinds=meeting&bodies=%C3%98U&agenda=open"),
        'feeds, record 3: filter: number 2 has the same "filter" and "options" already.',
        "the same view, written in another way",
    ),
    (
        repeat("feed_events", 1),
        'feed_events, record 7: occurrence: number 1 has the same "occurrence" and "rendition" already.',
        "sent once",
    ),
    (
        change("feed_events", 1, rendition="feed:x"),
        "feed_events, record 1: rendition: must be options as they stand in an address",
        "what somebody's own calendar was sent is in no plan",
    ),
    (change("feed_slots", 1, stop="x"), 'feed_slots, record 1: stop: there is no "x" in "stops".', "no such stop"),
]
