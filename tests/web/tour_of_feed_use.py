"""A tour of which calendars are used, for the test of languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from doors_of_feed_use import CALENDARS, deletion
from doors_of_feed_views import made_view
from sqlalchemy import select
from web_site import BODY, NOW, Site

from wheel.core.calendar_clients import CalendarClient
from wheel.core.feed_options import USUAL, Deadlines, FeedOptions
from wheel.core.feed_sources import FeedSource
from wheel.store.database import Session
from wheel.store.feed_fetches import note_fetch
from wheel.store.feeds import DEADLINES_ALONE, add_feed
from wheel.store.tables import FeedRow, ItemRow
from wheel.usecases.show_feed_use import PAGE

Visit = tuple[str, dict[str, str] | None]

VIEW = "q=hentet"
OPTIONS = (
    FeedOptions(agenda=False, deadlines=Deadlines.TIMED, imprecise=True, language="da"),
    FeedOptions(deadlines=Deadlines.NONE, language="en"),
)


def all_kinds_of_use(session: Session) -> None:
    """Feeds about everything there is, and one that every kind of program has fetched, a day apart."""
    for options in OPTIONS:
        add_feed(session, FeedSource(body=BODY), options, f"{BODY}?{options.query}")
    for is_closed in (False, True):
        item = session.scalars(select(ItemRow.public_id).where(ItemRow.is_closed.is_(is_closed))).first()
        add_feed(session, FeedSource(item=item), USUAL, f"punkt-{item}")
    add_feed(session, FeedSource(query=DEADLINES_ALONE), USUAL, "frister")
    everything = session.scalars(select(FeedRow.public_id).where(FeedRow.address == "aarshjul")).one()
    for number, client in enumerate(CalendarClient):
        note_fetch(session, everything, client, NOW - timedelta(days=number), (200, 304, 410, 500)[number % 4])


def fetched_view(place: Site) -> str:
    """The id of the feed of a view that has been fetched today."""
    view = made_view(place, VIEW)
    with place.database.writing() as session:
        note_fetch(session, view, CalendarClient.GOOGLE, NOW, 200)
    return view


def feed_use_to_read(place: Site) -> Iterator[Visit]:
    yield CALENDARS, None
    fetched_view(place)
    with place.database.writing() as session:
        all_kinds_of_use(session)
    yield CALENDARS, None
    for number in range(PAGE):
        made_view(place, f"q={number}")
    yield f"{CALENDARS}?order=unused&page=2", None


def feed_use_mistakes(place: Site) -> Iterator[Visit]:
    fetched_view(place)
    yield deletion(place, VIEW), {}
    yield f"{CALENDARS}/0/deletions", {}


def feed_use_changes(place: Site) -> Iterator[Visit]:
    yield deletion(place, "q=ubrugt"), {}
