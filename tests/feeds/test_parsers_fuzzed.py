"""Whatever people write, a feed stays one that every reader takes, with each text as feeds/text.py says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

import pytest
from calendar_rules import broken_rules
from feed_samples import MEETING, MODIFIED, WORDS, a_meeting, rendered
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from three_readers import Reader, Seen, read_with_recurring_ical_events, read_with_vobject

from wheel.core.dates import DateSpan
from wheel.errors import InvalidInputError
from wheel.feeds.calendar import render_calendar
from wheel.feeds.events import FeedEvent, FeedItem
from wheel.feeds.text import many_lines, one_line

NEXT = a_meeting(uid="next@aarshjul.example", span=DateSpan.of_day(date(2026, 5, 5)))
# What people paste, and what somebody wrote who wishes to break it.
PIECES = [
    *("\r\n", "\n", "\r", "\x0b", "\x0c", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\t", "  ", "\x9b"),
    *(";", ",", "\\", '"', "'", ":", "^", "\\n", "\\;", "\\\\", "%(name)s", "{0}", "^n", "^^"),
    *("\r\nBEGIN:VALARM\r\n", "\r\nEND:VEVENT\r\n", "\nATTENDEE:mailto:x@example.org", "\r\n ", "\n\t", "X-A;B=c:d"),
    *("javascript:alert(1)", "<script>alert(1)</script>", "<b>fed</b>", "http://x.example/?a=b;c,d", "mailto:x"),
    *(
        "👩‍👩‍👧‍👦",
        "🇩🇰",
        "é",
        "e\u0301" * 5,
        "\u202eגב\u202c",
        "שלום",
        "مرحبا",
        "\u200f",
        "議会",
        "Ǆ",
        "\U0010ffff",
    ),
    *("\ud83d", "\udc00", "æøå" * 30, "x" * 80, "ø" * 37, "ord " * 40, "Økonomiudvalget", "Budget 2028"),
]
hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=9).map("".join)
long = st.builds(lambda text, times: (text * times)[:10_000], st.sampled_from(PIECES), st.integers(500, 3_000))
blank = st.sampled_from(["", " ", "\t\r\n", "\u2028\u2029", "\u00a0", "\x00\x1f"])
texts = hostile | long | blank

# Texts of 10,000 characters take minutes to make small again, and tell no more then.
thorough = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def calendar_of(name: str, description: str, *events: FeedEvent) -> bytes:
    return render_calendar(
        name=name, description=description, colour="#1f6f8b", events=[rendered(event) for event in events]
    )


events = st.builds(
    partial(a_meeting, moved_from=None),
    title=texts,
    place=texts,
    note=texts,
    category=texts,
    body_name=texts | st.none(),
    cancelled_because=texts,
    is_cancelled=st.booleans(),
    words=st.just("") | hostile,
    items=st.lists(
        st.builds(FeedItem, texts, st.none() | st.integers(1, 600), st.booleans(), st.booleans()), max_size=3
    ).map(tuple),
)


def meant(event: FeedEvent) -> tuple[str, str, tuple[str, ...]]:
    """The title, the place and the category as they are to be read; every kind of blank is one there."""
    prefix = WORDS.cancelled_prefix if event.is_cancelled else ""
    suffix = f" ({event.words})" if event.words else ""
    category = one_line(event.category)
    return one_line(f"{prefix}{event.title}{suffix}"), one_line(event.place), (category,) if category else ()


def shown(seen: Seen) -> tuple[str, str, tuple[str, ...]]:
    return seen.summary, seen.place, seen.categories


def by_uid(reader: Reader, data: bytes) -> dict[str, Seen]:
    seen = reader(data)
    assert len(seen) == 2
    return {one.uid: one for one in seen}


@thorough
@given(events, texts, texts)
def test_no_text_breaks_the_file(event: FeedEvent, name: str, description: str) -> None:
    broken = broken_rules(calendar_of(name or "Møder", description, event, NEXT), datetime(2026, 4, 1, tzinfo=UTC))
    # What people write in tags stays what they wrote; and a calendar without a name has none.
    assert {found.rule for found in broken} <= {"texts are no HTML", "the calendar has a name"}
    if any(found.rule == "the calendar has a name" for found in broken):
        assert not one_line(name or "Møder")


@pytest.mark.parametrize("read", [read_with_recurring_ical_events, read_with_vobject])
@thorough
@given(event=events, name=texts)
def test_each_text_comes_back_as_it_was_cleaned(read: Reader, event: FeedEvent, name: str) -> None:
    seen = by_uid(read, calendar_of(name, name, event, NEXT))
    assert shown(seen[event.uid]) == meant(event)
    assert shown(seen[NEXT.uid]) == meant(NEXT), "what stands behind it is as it was"
    assert len(seen[event.uid].description) < 8_000


@pytest.mark.node
@thorough
@given(event=events, name=texts)
def test_each_text_comes_back_from_thunderbirds_reader(ical_js_reader: Reader, event: FeedEvent, name: str) -> None:
    seen = by_uid(ical_js_reader, calendar_of(name, name, event, NEXT))
    assert shown(seen[event.uid]) == meant(event)
    assert shown(seen[NEXT.uid]) == meant(NEXT)


@pytest.mark.node
@thorough
@given(event=events)
def test_the_three_show_the_same(ical_js_reader: Reader, event: FeedEvent) -> None:
    data = calendar_of("Møder", "", event, NEXT)
    first = read_with_recurring_ical_events(data)
    for other in (read_with_vobject, ical_js_reader):
        assert {one.uid: one for one in other(data)} == {one.uid: one for one in first}


@given(hostile)
def test_a_note_keeps_its_lines(text: str) -> None:
    seen = by_uid(read_with_vobject, calendar_of("Møder", "", a_meeting(note=text, url=""), NEXT))
    lines = many_lines(text)
    assert f"\n\n{lines}\n\n" in seen[MEETING.uid].description or not lines


def test_a_byte_order_mark_in_a_text_is_taken_out() -> None:
    """It shows nowhere, and readers drop it where a text begins with it."""
    assert one_line("\ufeffBudget\ufeff 2028") == many_lines("\ufeffBudget 2028") == "Budget 2028"


HOSTILE_LINKS = [
    ("javascript:alert(1)", "a script"),
    ("JaVaScRiPt:alert(1)", "the same in other letters"),
    (" https://x.example/", "a blank before it"),
    ("https://x.example/\r\nBEGIN:VALARM", "a line of its own"),
    ("https://x.example/\u2028", "a line break of Unicode's"),
    ("https:///x", "no host"),
    ("data:text/html,x", "what is no address"),
    ("//x.example/", "no scheme"),
    ("https://x.example/ø", "letters that are to be escaped"),
    ("https://x.example/" + "x" * 2_000, "too long"),
]


@pytest.mark.parametrize(("url", "reason"), HOSTILE_LINKS)
def test_a_link_that_is_no_web_address_is_refused(url: str, reason: str) -> None:
    with pytest.raises(InvalidInputError):
        a_meeting(url=url)
    assert reason


def test_a_feed_of_nothing_but_hostile_texts_is_whole(reader: Reader) -> None:
    made = [
        a_meeting(uid=f"{number}@aarshjul.example", title=piece, place=piece, note=piece, body_name=piece)
        for number, piece in enumerate(PIECES)
    ]
    data = calendar_of("".join(PIECES[:12]), "".join(PIECES), *made)
    assert {one.uid: one.summary for one in reader(data)} == {event.uid: one_line(event.title) for event in made}
    assert MODIFIED.tzinfo is UTC
