"""How a feed is made from what the plan holds, and what is taken from the last time."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from feed_samples import VIEW_WORDS, WORDS, raw_lines
from icalendar import Calendar

from wheel.core.access import Moment
from wheel.core.dates import DateSpan
from wheel.core.feed_sources import FeedSource
from wheel.core.occurrences import Kind, Occurrence, Ring, Status
from wheel.core.plan import Organisation
from wheel.core.slots import Precision
from wheel.core.stops import Stop, StopState
from wheel.feeds import publishing
from wheel.feeds.making_events import EntryWords
from wheel.feeds.publishing import FeedPublisher
from wheel.feeds.surroundings import Wording
from wheel.store.kept_feeds import SentKind
from wheel.usecases.serve_feed import Feed, FeedContent, MeetingEntry, RenderedFor, Rendering

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DANISH = Wording(
    everything="Årshjulet",
    deadlines="Frister",
    about="Møder og datoer: %(name)s.",
    about_deadlines="Frister.",
    about_item="Punktets vej.",
    about_own="Din egen.",
    about_view="En visning.",
    closed="Kalenderen er lukket",
    about_closed="Fjern den.",
    words=WORDS,
    entries=EntryWords("Punkt", "Opfølgning", "Møde"),
    view=VIEW_WORDS,
)
PUBLISHER = FeedPublisher({"da": DANISH}, "https://aarshjul.example.dk", "settings", Moment(NOW, TODAY))
M1, M2 = ((SentKind.EVENT, name, "") for name in ("m1", "m2"))
ORGANISATION = Organisation("Fjordby", "Europe/Copenhagen", "da", "0123.aarshjul", is_sample=False)


def a_meeting(number: int, days: int = 10, **changes: object) -> Occurrence:
    day = DateSpan.of_day(TODAY + timedelta(days=days))
    meeting = Occurrence(
        id=f"m{number}",
        series_id="s",
        title="Økonomiudvalget",
        kind=Kind.MEETING,
        ring="politisk",
        span=day,
        slot=day,
        start_time=time(9),
    )
    return replace(meeting, **changes)  # type: ignore[arg-type]


def content(*entries: Occurrence | MeetingEntry, after: Rendering | None = None, **changes: object) -> FeedContent:
    """What there is to render; `after` is what was rendered before, and is kept."""
    found = FeedContent(
        feed=Feed("f"),
        rendered_for=RenderedFor(7, TODAY, "settings"),
        organisation=ORGANISATION,
        entries=tuple(one if isinstance(one, MeetingEntry) else MeetingEntry(one) for one in entries),
        rings={"politisk": Ring("politisk", "Politisk", "#0b5a8a")},
        rendition="",
        sent={event.key: event for event in after.changed} if after else {},
        kept=after.feed if after else None,
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def body(rendering: Rendering) -> bytes:
    return gzip.decompress(rendering.feed.gzipped)


def at(**later: int) -> FeedPublisher:
    return replace(PUBLISHER, moment=Moment(NOW + timedelta(**later), TODAY))


def test_what_did_not_change_keeps_its_bytes_and_is_not_rendered_again() -> None:
    first = PUBLISHER.render(content(a_meeting(1), a_meeting(2)))
    assert {event.key for event in first.changed} == {M1, M2}
    again = at(hours=1).render(content(a_meeting(1), a_meeting(2), after=first))
    assert again.changed == ()
    assert again.feed == first.feed


def test_what_is_kept_is_sent_as_it_is_and_only_while_its_source_is_the_same() -> None:
    first = PUBLISHER.render(content(a_meeting(1)))
    kept = replace(first.changed[0], vevent=b"BEGIN:VEVENT\r\nX-KEPT:yes\r\nEND:VEVENT\r\n")
    assert b"X-KEPT" in body(PUBLISHER.render(content(a_meeting(1), sent={M1: kept})))
    assert b"X-KEPT" not in body(PUBLISHER.render(content(a_meeting(1, place="Byrådssalen"), sent={M1: kept})))


def test_a_feed_is_written_in_the_zone_of_its_organisation() -> None:
    there = replace(ORGANISATION, time_zone="America/Nuuk")
    written = body(PUBLISHER.render(content(a_meeting(1), organisation=there)))
    assert b"X-WR-TIMEZONE:America/Nuuk" in written
    assert b"DTSTART;TZID=America/Nuuk:20261201T090000" in written
    assert b"Copenhagen" not in written


def test_only_what_changed_is_rendered_anew() -> None:
    first = PUBLISHER.render(content(a_meeting(1), a_meeting(2)))
    second = at(hours=1).render(content(a_meeting(1), a_meeting(2, place="Byrådssalen"), after=first))
    (changed,) = second.changed
    assert (changed.key, changed.sequence, changed.modified_at) == (M2, 1, NOW + timedelta(hours=1))
    assert second.feed.modified_at == NOW + timedelta(hours=1)
    assert second.feed.etag != first.feed.etag


def test_a_change_that_does_not_show_is_remembered_without_a_new_revision() -> None:
    """Blanks that are trimmed away; the next poll then finds the source as it was."""
    first = PUBLISHER.render(content(a_meeting(1)))
    second = at(hours=1).render(content(a_meeting(1, title="Økonomiudvalget "), after=first))
    (changed,) = second.changed
    assert changed == replace(first.changed[0], source_hash=changed.source_hash)
    assert second.feed == first.feed


def test_what_came_from_a_loaded_plan_is_rendered_to_the_same_bytes() -> None:
    """A document keeps hash, SEQUENCE and time, and leaves the bytes out."""
    first = PUBLISHER.render(content(a_meeting(1)))
    second = at(hours=1).render(content(a_meeting(1, place="Byrådssalen"), after=first))
    loaded = replace(second.changed[0], source_hash="", vevent=b"")
    again = at(days=30).render(content(a_meeting(1, place="Byrådssalen"), sent={M1: loaded}))
    assert again.changed == second.changed
    assert body(again) == body(second)


def test_another_way_of_rendering_renders_what_was_kept_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the next release; what shows the same keeps its revision all the same."""
    first = PUBLISHER.render(content(a_meeting(1)))
    monkeypatch.setattr(publishing, "RENDERING", publishing.RENDERING + 1)
    (changed,) = at(hours=1).render(content(a_meeting(1), after=first)).changed
    assert changed.source_hash != first.changed[0].source_hash
    assert changed.vevent == first.changed[0].vevent


def test_the_same_plan_gives_the_same_bytes_gzipped_or_not() -> None:
    one, other = (at(hours=hours).render(content(a_meeting(1), after=None)) for hours in (0, 0))
    assert one == other


def test_a_feed_without_events_is_a_calendar_all_the_same() -> None:
    empty = PUBLISHER.render(content())
    assert Calendar.from_ical(body(empty)).walk("VEVENT") == []
    nothing = PUBLISHER.render(content(organisation=None, rings={}))
    assert "X-WR-CALNAME:Årshjulet" in raw_lines(body(nothing))


def test_a_feed_is_named_after_its_body_and_the_organisation() -> None:
    lines = raw_lines(
        body(PUBLISHER.render(content(feed=Feed("f", FeedSource(body="oeu"), name="Økonomiudvalget, 100 %"))))
    )
    assert r"X-WR-CALNAME:Økonomiudvalget\, 100 % · Fjordby" in lines
    assert r"X-WR-CALDESC:Møder og datoer: Økonomiudvalget\, 100 %." in lines
    assert "COLOR:teal" in lines


def test_an_event_shows_its_agenda_deadline_ring_and_link() -> None:
    stops = (a_stop("Budget"), a_stop(None))
    rendering = PUBLISHER.render(content(MeetingEntry(a_meeting(1), stops, date(2026, 11, 25))))
    (event,) = Calendar.from_ical(body(rendering)).walk("VEVENT")
    assert event["UID"] == "m1@0123.aarshjul"
    assert event["URL"] == "https://aarshjul.example.dk/occurrences/m1"
    assert event["CATEGORIES"].to_ical() == b"Politisk"
    for line in ("Frist for dagsorden: onsdag den 25. november 2026", "1. Budget", "2. Lukket punkt"):
        assert line in event["DESCRIPTION"].splitlines()


def a_stop(title: str | None) -> Stop:
    return Stop("t", title, title is None, "oeu", StopState.PLACED, 1)


LEFT_OUT = [
    (a_meeting(1, precision=Precision.MONTH), "it has no exact date"),
    (a_meeting(1, words="primo december"), "its source gives no exact date"),
    (a_meeting(1, days=-1, status=Status.CANCELLED), "it is cancelled, and its day has passed"),
    (a_meeting(1, days=-93), "it is more than three months ago"),
    (a_meeting(1, days=460), "it is more than fifteen months ahead"),
]


@pytest.mark.parametrize(("occurrence", "reason"), LEFT_OUT)
def test_what_no_calendar_can_use_is_not_chosen(occurrence: Occurrence, reason: str) -> None:
    shown = a_meeting(2, status=Status.CANCELLED)
    assert PUBLISHER.choose([occurrence, shown]) == (shown,), reason


def test_the_nearest_events_are_chosen_when_there_are_too_many() -> None:
    many = [a_meeting(number, days=number - 50) for number in range(100)]
    chosen = replace(PUBLISHER, most_events=60).choose(many)
    assert [one.id for one in chosen] == [f"m{number}" for number in range(40, 100)]


def sizes(monkeypatch: pytest.MonkeyPatch, room: int, *days: int) -> list[str]:
    """The ids of the meetings on those days that a feed with room for so many of them shows."""
    entries = [a_meeting(number, days=day) for number, day in enumerate(days)]
    one = len(PUBLISHER.render(content(entries[0])).changed[0].vevent)
    monkeypatch.setattr(publishing, "LARGEST_FEED", 5_000 + room * one + one // 2)
    events = Calendar.from_ical(body(PUBLISHER.render(content(*entries)))).walk("VEVENT")
    return [str(event["UID"]).partition("@")[0] for event in events]


@pytest.mark.parametrize(
    ("room", "kept", "reason"),
    [
        (5, ["m0", "m1", "m2", "m3", "m4"], "there is room for all"),
        (4, ["m1", "m2", "m3", "m4"], "the oldest goes first"),
        (3, ["m2", "m3", "m4"], "then what is past altogether"),
        (2, ["m2", "m3"], "and only then the last of what is to come"),
        (0, [], "nothing fits"),
    ],
)
def test_a_feed_that_would_be_too_large_keeps_what_is_nearest(
    monkeypatch: pytest.MonkeyPatch, room: int, kept: list[str], reason: str
) -> None:
    assert sizes(monkeypatch, room, -20, -10, 0, 10, 20) == kept, reason
