"""Who moves to another server by a plan document moves nobody's calendar: each address gives the same bytes there."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from feed_site import DIRECTORS, FeedSite
from icalendar import Calendar

from wheel.core.access import ANONYMOUS, OPERATOR
from wheel.store.database import Database
from wheel.store.stops import find_stop
from wheel.usecases.dump_plan import dump_plan
from wheel.usecases.load_plan import load_plan

TITLE = "Lokaleplan"


@pytest.fixture
def other(site_on_both: FeedSite, new_sqlite: Callable[[], Database]) -> Iterator[FeedSite]:
    """A service on another, empty database, at the same time."""
    empty = new_sqlite()
    running = FeedSite(empty.engine.url.render_as_string(hide_password=False), site_on_both.clock)
    yield running
    running.database.dispose()


def fetched(site: FeedSite, addresses: list[str]) -> dict[str, bytes]:
    client = site.app.test_client()
    answers = {address: client.get(address) for address in addresses}
    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200} == {}
    return {address: answer.data for address, answer in answers.items()}


def with_a_life(site: FeedSite) -> list[str]:
    """Every kind of address for everybody, fetched before and after things changed: an event is at its second text."""
    first, second, *_ = site.meetings()
    stop = site.add_item(first, TITLE)
    with site.database.reading() as session:
        item = find_stop(session, ANONYMOUS, stop).item_id
    names = ["aarshjul", DIRECTORS, "frister", "ring-direktion", f"punkt-{item}"]
    asked = [f"/feeds/{name}.{form}{query}" for name in names for form, query in FORMS]
    addresses = [*asked, site.make_view("kinds=meeting&q=direktion"), site.address(DIRECTORS)]
    fetched(site, addresses)
    site.clock.pass_by(minutes=5)
    site.move_item(stop, second)
    site.move(first, 1)
    fetched(site, addresses)
    return addresses


FORMS = [
    ("ics", ""),
    ("json", ""),
    ("ics", "?agenda=no&language=en"),
    ("json", "?deadlines=timed&imprecise=yes"),
    ("ics", "?deadlines=none"),
]


def move(site: FeedSite, other: FeedSite) -> None:
    out = io.StringIO(newline="\n")
    with site.database.reading() as session:
        dump_plan(session, OPERATOR, out)
    site.clock.pass_by(minutes=5)
    with other.database.writing() as session:
        load_plan(session, OPERATOR, io.BytesIO(out.getvalue().encode()), site.clock.moment)


def test_every_address_gives_the_same_bytes_on_the_other_server(site_on_both: FeedSite, other: FeedSite) -> None:
    addresses = with_a_life(site_on_both)
    move(site_on_both, other)
    assert fetched(other, addresses) == fetched(site_on_both, addresses)


def test_what_was_changed_before_keeps_its_sequence_and_goes_on_from_there(
    site_on_both: FeedSite, other: FeedSite
) -> None:
    (journey,) = (one for one in with_a_life(site_on_both) if "/punkt-" in one and one.endswith(".ics"))
    (slot,) = Calendar.from_ical(fetched(site_on_both, [journey])[journey]).walk("VEVENT")
    assert slot["SEQUENCE"] > 0, "the item has moved"
    move(site_on_both, other)
    other.retitle_item(TITLE, "Lokaler")
    (after,) = Calendar.from_ical(fetched(other, [journey])[journey]).walk("VEVENT")
    assert (after["UID"], after["SEQUENCE"]) == (slot["UID"], slot["SEQUENCE"] + 1)
    assert after["LAST-MODIFIED"].dt > slot["LAST-MODIFIED"].dt
