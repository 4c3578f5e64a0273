"""Making a feed: the first time, and after a change, beside icalendar making every event of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from icalendar import Calendar, Event

from bench.municipality import MOMENT, NOW, TODAY, feed_id
from bench.timing import Line, race
from wheel.app import create_app
from wheel.core.access import ANONYMOUS, OPERATOR
from wheel.core.feed_sources import FeedForm
from wheel.core.occurrences import Occurrence
from wheel.core.zones import COPENHAGEN
from wheel.feeds.publishing import FeedPublisher
from wheel.feeds.timezone import feed_zone
from wheel.feeds.window import feed_window
from wheel.feeds.wording import wordings
from wheel.settings import Settings
from wheel.store.database import Database
from wheel.store.occurrences import occurrences_between
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.serve_feed import Asked, FeedKey, serve_feed

BODY = "thousand"
PUBLIC_URL = "https://aarshjul.example.dk"


def measure_rendering(database: Database, url: str) -> list[Line]:
    app = create_app(Settings(url, secret_key="bench", public_url=PUBLIC_URL))  # noqa: S106 - opens nothing
    publisher = FeedPublisher(wordings(app), PUBLIC_URL, "bench", MOMENT)
    with database.reading() as session:
        occurrences = publisher.choose(occurrences_between(session, ANONYMOUS, feed_window(TODAY), bodies=(BODY,)))

    def serve(_: int) -> None:
        serve_feed(database, Asked(FeedKey.ID, feed_id(BODY), FeedForm.ICALENDAR), publisher)

    def render_all(_: int) -> None:
        with_icalendar_alone(occurrences)

    def forget(_: int) -> None:
        with database.engine.begin() as connection:
            for table in ("feed_events", "feed_bodies"):
                connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608

    def change(number: int) -> None:
        meeting = occurrences[number + 1]
        move = MoveOccurrence(meeting.id, meeting.span.start + timedelta(days=1))
        with database.writing() as session:
            move_occurrence(session, OPERATOR, move, MOMENT)

    n = f"n={len(occurrences)}"
    return [
        race(f"{n}: the first time", "≥ 1", ours=serve, yardstick=render_all, ready=forget),
        race(f"{n}: after one event changed", "≥ 10 → 100", ours=serve, yardstick=render_all, ready=change),
    ]


def with_icalendar_alone(occurrences: Iterable[Occurrence]) -> bytes:
    """The same meetings as any program would write them with the library."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//bench//bench//EN")
    zone = feed_zone(COPENHAGEN).clock
    for occurrence in occurrences:
        event = Event()
        start = datetime.combine(occurrence.span.start, occurrence.start_time or time(9), tzinfo=zone)
        event.add("uid", f"{occurrence.id}@example.dk")
        event.add("summary", occurrence.title)
        event.add("description", f"{occurrence.body_name}\n\n{PUBLIC_URL}/occurrences/{occurrence.id}")
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(hours=2))
        event.add("location", occurrence.place)
        event.add("categories", [occurrence.ring])
        event.add("url", f"{PUBLIC_URL}/occurrences/{occurrence.id}")
        event.add("status", "CONFIRMED")
        event.add("dtstamp", NOW)
        event.add("last-modified", NOW)
        event.add("sequence", 0)
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data
