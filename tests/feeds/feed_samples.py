"""Samples for the feed tests, and a reader of raw content lines that shares no code with any iCalendar library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind
from wheel.feeds.calendar import render_calendar, render_event
from wheel.feeds.events import FeedEvent, FeedItem, FeedWords
from wheel.feeds.view_names import ViewWords

MODIFIED = datetime(2026, 1, 5, 12, 30, tzinfo=UTC)

WORDS = FeedWords(
    locale="da_DK",
    cancelled_prefix="AFLYST: ",
    cancelled_because="Aflyst fordi",
    moved_from="Flyttet fra",
    time="Tidspunkt",
    week="Uge",
    agenda_deadline="Frist for dagsorden",
    agenda="Dagsorden",
    closed_item="Lukket punkt",
    withdrawn="trukket",
    postponed="udsat",
    minutes="min.",
    closed="lukket",
)
VIEW_WORDS = ViewWords(
    named="Årshjul: %(what)s",
    nameless="Årshjulet",
    quoted="»%(what)s«",
    open_agenda="åbne dagsordener",
    kinds={
        Kind.MEETING: "Møder",
        Kind.READING: "Behandlinger",
        Kind.DIALOGUE: "Dialogmøder",
        Kind.EVENT: "Arrangementer",
        Kind.PHASE: "Faser",
        Kind.DEADLINE: "Frister",
        Kind.ROUND: "Politiske rul",
    },
)

MEETING = FeedEvent(
    uid="5f0e2f6e@aarshjul.example",
    title="Økonomiudvalget",
    span=DateSpan.of_day(date(2026, 4, 7)),
    kind=Kind.MEETING,
    start_time=time(9),
    end_time=time(11, 30),
    place="Mødelokale 1, rådhuset",
    body_name="Økonomiudvalget (ØU)",
    category="Politiske møder",
    items=(FeedItem("Budgetopfølgning", minutes=20), FeedItem("Salg af grund", minutes=10, is_closed=True)),
    agenda_deadline=date(2026, 3, 27),
    url="https://aarshjul.example/meetings/5f0e2f6e",
    note="Husk legitimation.",
    moved_from=date(2026, 4, 1),
)


def a_meeting(**changes: object) -> FeedEvent:
    return replace(MEETING, **changes)  # type: ignore[arg-type]


def rendered(event: FeedEvent) -> bytes:
    return render_event(event, WORDS, sequence=2, modified=MODIFIED)


def calendar_of(events: Iterable[FeedEvent], name: str = "Møder", description: str = "Udvalgenes møder") -> bytes:
    return render_calendar(
        name=name, description=description, colour="#1f6f8b", events=[rendered(event) for event in events]
    )


def raw_lines(data: bytes) -> list[str]:
    """The unfolded content lines (RFC 5545 section 3.1); asserts CRLF, 75 octets and whole characters on each line."""
    assert data.endswith(b"\r\n")
    folded = data.removesuffix(b"\r\n").split(b"\r\n")
    for line in folded:
        assert len(line) <= 75, f"longer than 75 octets: {line!r}"
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")  # raises where a character was cut in two
    return data.removesuffix(b"\r\n").decode("utf-8").replace("\r\n ", "").split("\r\n")


def raw_properties(event: bytes) -> dict[str, str]:
    """What stands before the first colon of each content line (parameters included) -> what stands after it."""
    properties = dict(line.split(":", 1) for line in raw_lines(event)[1:-1])
    assert len(properties) == len(raw_lines(event)) - 2, "a property stands there twice"
    return properties


def unescaped(text: str) -> str:
    """A TEXT value as RFC 5545 section 3.3.11 says it is to be read."""
    read, characters = [], iter(text)
    for character in characters:
        if character == "\\":
            escaped = next(characters)
            assert escaped in "\\;,nN", f"an unknown escape: {escaped!r}"
            character = "\n" if escaped in "nN" else escaped
        else:
            assert character not in ";,", f"left unescaped: {text!r}"
        read.append(character)
    return "".join(read)
