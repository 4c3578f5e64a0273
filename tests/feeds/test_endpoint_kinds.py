"""What everybody can subscribe to by an address that speaks, and what they can choose of it there."""

from __future__ import annotations

from datetime import date, time

import pytest
from feed_site import DIRECTORS, FeedSite
from icalendar import Calendar, Event
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wheel.core.access import OPERATOR
from wheel.core.occurrences import Visibility
from wheel.store.stops import find_stop
from wheel.store.tables import FeedRow, ItemRow, RingRow


def fetched(site: FeedSite, address: str) -> dict[str, Event]:
    return in_file(site, f"/feeds/{address}")


def in_file(site: FeedSite, address: str) -> dict[str, Event]:
    answer = site.app.test_client().get(address)
    assert answer.status_code == 200, address
    return {str(one["UID"]).partition("@")[0]: one for one in Calendar.from_ical(answer.data).walk("VEVENT")}


def rows(site: FeedSite) -> int:
    with site.database.reading() as session:
        return session.scalar(select(func.count()).select_from(FeedRow)) or 0


def test_a_body_and_everything_have_short_addresses_beside_the_old_ones(site: FeedSite) -> None:
    for body, address in ((DIRECTORS, "direktionen.ics"), (None, "aarshjul.ics")):
        assert site.app.test_client().get(f"/feeds/{address}").data == site.bytes(body)


def test_a_rings_feed_holds_its_events_and_has_its_colour(site: FeedSite) -> None:
    found = fetched(site, "ring-politisk.ics")
    assert {event["CATEGORIES"].to_ical() for event in found.values()} == {b"Politisk"}
    assert found.keys() < fetched(site, "aarshjul.ics").keys()
    assert site.app.test_client().get("/feeds/ring-findes-ikke.ics").status_code == 404


def test_the_feed_of_deadlines_holds_them_and_the_days_on_which_agendas_go_out(site: FeedSite) -> None:
    found = fetched(site, "frister.ics")
    sent_out = [name for name in found if name.endswith("-dagsorden")]
    assert 0 < len(sent_out) < len(found)
    assert all(type(event["DTSTART"].dt) is date for event in found.values())
    meeting = site.meetings()[1]
    assert str(found[f"{meeting.id}-dagsorden"]["SUMMARY"]) == "Dagsordenen sendes ud: Direktionen"


def test_an_items_feed_follows_it_from_meeting_to_meeting(site: FeedSite) -> None:
    first, second = site.meetings()[:2]
    stop = site.add_item(first, "Klimaplan")
    with site.database.reading() as session:
        item = find_stop(session, OPERATOR, stop).item_id
    found = fetched(site, f"punkt-{item}.ics")
    assert found[stop]["DTSTART"].dt.date() == first.span.start
    assert str(found[stop]["SUMMARY"]).startswith("Klimaplan · ")
    site.clock.pass_by(hours=1)
    site.move_item(stop, second)
    moved = fetched(site, f"punkt-{item}.ics")[stop]
    assert (moved["DTSTART"].dt.date(), moved["SEQUENCE"]) == (second.span.start, 1)


def test_an_item_whose_meeting_is_cancelled_says_so_until_it_has_another(site_on_both: FeedSite) -> None:
    """A calendar that is empty from one day to the next is taken for a mistake, and shown as it was."""
    site, (first, second, *_) = site_on_both, site_on_both.meetings()
    before, stop = site.add_item(first, "Økonomi"), site.add_item(first, "Klimaplan")
    with site.database.reading() as session:
        item = find_stop(session, OPERATOR, stop).item_id
    addresses = f"/feeds/punkt-{item}.ics", f"/stops/{stop}.ics"
    (number,) = [line for line in in_file(site, addresses[0])[stop]["DESCRIPTION"].split("\n") if "Punkt" in line]
    site.clock.pass_by(hours=1)
    site.cancel(first, "for få sager")
    for address in addresses:
        event = in_file(site, address)[stop]
        assert str(event["SUMMARY"]).startswith("AFLYST: Klimaplan"), address
        assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
        assert event["DTSTART"].dt.date() == first.span.start
        assert number in event["DESCRIPTION"].split("\n")
        assert "for få sager" in event["DESCRIPTION"]
        assert before not in in_file(site, address), "it is another item's"
    site.move_item(stop, second)
    for address in addresses:
        event = in_file(site, address)[stop]
        assert (event["STATUS"], event["DTSTART"].dt.date()) == ("CONFIRMED", second.span.start)


def test_an_item_that_awaits_a_date_for_another_reason_has_no_time(site: FeedSite) -> None:
    meeting = site.meetings()[0]
    stop = site.add_item(meeting, "Klimaplan")
    with site.database.reading() as session:
        item = find_stop(session, OPERATOR, stop).item_id
    site.move_item(stop, None)
    site.cancel(meeting)
    assert fetched(site, f"punkt-{item}.ics") == {}
    assert site.app.test_client().get(f"/stops/{stop}.ics").status_code == 404


def test_an_item_that_was_never_public_has_no_feed(site: FeedSite) -> None:
    stop = site.add_item(site.meetings()[0], "Zebrafinke", is_closed=True)
    with site.database.reading() as session:
        item = find_stop(session, OPERATOR, stop).item_id
    answer = site.app.test_client().get(f"/feeds/punkt-{item}.ics")
    assert answer.status_code == 404
    assert answer.data == site.app.test_client().get(f"/feeds/punkt-{'x' * 16}.ics").data


def test_an_item_that_is_closed_later_leaves_the_calendars_that_hold_it(site: FeedSite) -> None:
    """What answers 404 would be shown as it was last, and its title with it."""
    stop = site.add_item(site.meetings()[0], "Zebrafinke")
    with site.database.reading() as session:
        item = find_stop(session, OPERATOR, stop).item_id
    assert set(fetched(site, f"punkt-{item}.ics?language=en")) == {stop}

    def close(session: Session) -> None:
        session.scalars(select(ItemRow).where(ItemRow.public_id == item)).one().is_closed = True

    site.change(close)
    for query in ("", "?language=en", "?agenda=no"):
        answer = site.app.test_client().get(f"/feeds/punkt-{item}.ics{query}")
        assert (answer.status_code, answer.data.count(b"BEGIN:VEVENT")) == (200, 1)
        assert b"Zebrafinke" not in answer.data
        assert "Zebrafinke" not in site.app.test_client().get(f"/feeds/punkt-{item}.json{query}").text


CHOICES = [
    ("agenda=no", "the agendas are left out"),
    ("deadlines=timed", "deadlines stand at their time of day"),
    ("deadlines=none", "there are no deadlines"),
    ("imprecise=yes", "there is what has no exact date"),
    ("language=en", "it is in English"),
]


@pytest.mark.parametrize(("query", "reason"), CHOICES)
def test_each_choice_makes_a_difference_and_one_row(site: FeedSite, query: str, reason: str) -> None:
    site.add_item(site.meetings()[0], "Budget 2028")
    deadline = next(name for name in fetched(site, "frister.ics") if not name.endswith("-dagsorden"))
    site.set_occurrence(deadline, start_time=time(12))
    usual, before = site.bytes(), rows(site)
    for address in (f"aarshjul.ics?{query}", f"aarshjul.ics?utm_source=x&{query}"):
        assert site.app.test_client().get(f"/feeds/{address}").data != usual, reason
    assert rows(site) == before + 1


def test_what_is_chosen_of_drafts_or_closed_titles_changes_nothing_for_everybody(site: FeedSite) -> None:
    before = rows(site)
    answer = site.app.test_client().get("/feeds/aarshjul.ics?drafts=yes&closed=yes")
    assert answer.data == site.bytes()
    assert rows(site) == before


def test_of_an_items_feed_there_are_no_more_rows_than_languages(site: FeedSite) -> None:
    stop = site.add_item(site.meetings()[0], "Klimaplan")
    with site.database.reading() as session:
        item = find_stop(session, OPERATOR, stop).item_id
    before = rows(site)
    for query in ("", "agenda=no", "imprecise=yes", "deadlines=none", "language=en", "language=en&agenda=no"):
        fetched(site, f"punkt-{item}.ics?{query}")
    assert rows(site) == before + 2


def test_a_view_keeps_its_address_when_its_ring_is_fetched_by_name(site: FeedSite) -> None:
    view = site.make_view("chosen=1&rings=politisk")
    by_id = site.app.test_client().get(view).data
    assert site.app.test_client().get("/feeds/ring-politisk.ics").data == by_id
    assert site.app.test_client().get(view).data == by_id


def test_what_becomes_internal_is_closed_at_every_address(site: FeedSite) -> None:
    addresses = ("direktionen.ics", "direktionen.ics?agenda=no", "direktionen.json")
    for address in addresses:
        assert site.app.test_client().get(f"/feeds/{address}").status_code == 200
    site.set_body(DIRECTORS, visibility=Visibility.INTERNAL)
    for address in addresses:
        answer = site.app.test_client().get(f"/feeds/{address}")
        assert answer.status_code == 200
        assert answer.data.count(b"lukket@") == 1
        assert b"Direktion" not in answer.data


def test_a_ring_that_is_renamed_keeps_its_address(site: FeedSite) -> None:
    before = fetched(site, "ring-politisk.ics")
    site.change(lambda session: setattr(session.query(RingRow).filter_by(key="politisk").one(), "name", "Politik"))
    assert fetched(site, "ring-politisk.ics").keys() == before.keys()
