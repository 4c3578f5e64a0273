"""What a change of the plan does to the feeds: to the event that changed, and to nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from feed_site import DIRECTORS, NOW, TODAY, FeedSite
from icalendar import Calendar

from wheel.core.occurrences import Occurrence
from wheel.store.tables import RingRow

FIRST = (0, NOW)

Changed = dict[str, int]


def changed(site: FeedSite, before: dict[str, tuple[int, datetime]], body: str | None = None) -> Changed:
    """The events whose revision is another one now, with their SEQUENCE; asserts that LAST-MODIFIED went with it."""
    after = site.revisions(body)
    found = {id_: revision for id_, revision in after.items() if revision != before.get(id_)}
    for id_, (sequence, modified) in found.items():
        if id_ in before:
            assert sequence == before[id_][0] + 1
            assert modified > before[id_][1]
            assert modified == site.clock.at
    return {id_: sequence for id_, (sequence, _) in found.items()}


def test_an_event_begins_at_sequence_0_and_was_stamped_when_it_changed(site: FeedSite) -> None:
    events = site.events()
    assert len(events) > 100
    for event in events.values():
        assert (event["SEQUENCE"], event["LAST-MODIFIED"].dt) == FIRST
        assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt


def moves_it(site: FeedSite, meeting: Occurrence) -> None:
    site.move(meeting, 1)


def cancels_it(site: FeedSite, meeting: Occurrence) -> None:
    site.cancel(meeting)


def adds_an_item(site: FeedSite, meeting: Occurrence) -> None:
    site.add_item(meeting, "Budget 2028")


def adds_a_closed_item(site: FeedSite, meeting: Occurrence) -> None:
    site.add_item(meeting, "Fortrolig sag", is_closed=True)


def gives_it_another_place(site: FeedSite, meeting: Occurrence) -> None:
    site.set_occurrence(meeting.id, place="Byrådssalen")


def begins_it_earlier(site: FeedSite, meeting: Occurrence) -> None:
    site.set_occurrence(meeting.id, start_time=time(7))


CHANGES = [moves_it, cancels_it, adds_an_item, adds_a_closed_item, gives_it_another_place, begins_it_earlier]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_raises_the_event_that_changed_and_no_other(
    site: FeedSite, change: Callable[[FeedSite, Occurrence], None]
) -> None:
    before, own_before = site.revisions(), site.revisions(DIRECTORS)
    first = site.poll()
    site.clock.pass_by(minutes=10)
    meeting = site.meetings()[3]
    change(site, meeting)
    assert changed(site, before) == {meeting.id: 1}
    assert changed(site, own_before, DIRECTORS) == {meeting.id: 1}
    again = site.poll(If_None_Match=first.headers["ETag"])
    assert again.status_code == 200
    assert again.last_modified == site.clock.at


def test_a_second_change_raises_it_again(site: FeedSite) -> None:
    site.bytes()
    for sequence, days in enumerate((1, 1, -2), start=1):
        site.clock.pass_by(minutes=1)
        site.move(next(m for m in site.meetings() if m.id == site.meetings()[5].id), days)
        assert sequence in dict(site.revisions().values())


def test_an_item_that_moves_raises_the_meeting_it_left_and_the_one_it_came_to(site: FeedSite) -> None:
    here, there = site.meetings()[3:5]
    stop = site.add_item(here, "Budget 2028")
    before = site.revisions()
    site.clock.pass_by(minutes=10)
    site.move_item(stop, there)
    assert changed(site, before) == {here.id: 1, there.id: 1}
    assert "Budget 2028" in site.events()[there.id]["DESCRIPTION"]
    assert "Budget 2028" not in site.events()[here.id]["DESCRIPTION"]


def test_an_item_with_another_title_raises_its_meeting(site: FeedSite) -> None:
    meeting = site.meetings()[3]
    site.add_item(meeting, "Budget 2028")
    before = site.revisions()
    site.clock.pass_by(minutes=10)
    site.retitle_item("Budget 2028", "Budget 2028, 1. behandling")
    assert changed(site, before) == {meeting.id: 1}
    assert "Budget 2028, 1. behandling" in site.events()[meeting.id]["DESCRIPTION"]


def test_a_closed_item_with_another_title_changes_nothing(site: FeedSite) -> None:
    meeting = site.meetings()[3]
    site.add_item(meeting, "Fortrolig sag", is_closed=True)
    first = site.poll()
    site.retitle_item("Fortrolig sag", "Fortrolig ansættelse")
    assert site.poll(If_None_Match=first.headers["ETag"]).status_code == 304


def test_two_changes_within_a_second_are_two_revisions(site: FeedSite) -> None:
    """ICSx5 takes an event again only when LAST-MODIFIED, in whole seconds, is newer than the one it has."""
    meeting = site.meetings()[3]
    seen = [site.revisions()[meeting.id]]
    dates = [site.poll().headers["Last-Modified"]]
    for days in (1, 2, 3):
        site.move(next(m for m in site.meetings() if m.id == meeting.id), days)
        seen.append(site.revisions()[meeting.id])
        dates.append(site.poll().headers["Last-Modified"])
    assert [sequence for sequence, _ in seen] == [0, 1, 2, 3]
    assert len({modified for _, modified in seen}) == len(set(dates)) == 4
    assert seen == sorted(seen)


def test_a_clock_that_was_set_back_does_not_make_a_change_older(site: FeedSite) -> None:
    meeting = site.meetings()[3]
    before, date_before = site.revisions()[meeting.id], site.poll().last_modified
    site.clock.pass_by(hours=-1)
    site.move(meeting, 1)
    sequence, modified = site.revisions()[meeting.id]
    assert sequence == 1
    assert modified > before[1]
    assert date_before is not None
    assert site.poll().last_modified > date_before


def test_an_uid_is_the_same_in_every_feed_and_after_a_move(site: FeedSite) -> None:
    meeting = site.meetings()[3]
    uid = site.events()[meeting.id]["UID"]
    assert site.events(DIRECTORS)[meeting.id]["UID"] == uid
    site.move(meeting, 2)
    moved = site.events(DIRECTORS)[meeting.id]
    assert moved["UID"] == uid
    assert moved["DTSTART"].dt.date() == meeting.span.start + timedelta(days=2)
    assert site.events()[meeting.id].to_ical() == moved.to_ical()


def test_a_cancelled_meeting_stays_until_its_day_has_passed(site: FeedSite) -> None:
    meeting = site.meetings()[0]
    site.add_item(meeting, "Budget 2028")
    site.cancel(meeting, "for få sager")
    event = site.events()[meeting.id]
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"].startswith("AFLYST: ")
    assert "for få sager" in event["DESCRIPTION"]
    assert "Budget 2028" not in event["DESCRIPTION"], "its items await a date"
    site.clock.pass_by(days=(meeting.span.end - TODAY).days)
    assert meeting.id not in site.events()


def test_the_date_of_change_moves_when_an_event_leaves(site: FeedSite) -> None:
    """A program that asks with the date alone would otherwise keep the event for ever."""
    meeting = site.meetings()[0]
    site.cancel(meeting)
    first = site.poll()
    site.clock.pass_by(days=(meeting.span.end - TODAY).days)
    again = site.poll(If_Modified_Since=first.headers["Last-Modified"])
    assert again.status_code == 200
    assert again.last_modified == site.clock.at


def test_a_day_on_which_nothing_comes_or_goes_changes_nothing(site: FeedSite) -> None:
    """Hours, processes and restarts neither."""
    etags = {body: site.poll(body).headers["ETag"] for body in (None, DIRECTORS, "hovedmed")}
    bytes_before = {body: site.bytes(body) for body in etags}
    for hours in (1, 9, 24, 3):
        site.clock.pass_by(hours=hours)
        process = site.another()
        for body, etag in etags.items():
            assert process.poll(body, If_None_Match=etag).status_code == 304
            response = process.poll(body)
            assert response.data == bytes_before[body]
            assert response.last_modified == NOW
        process.database.dispose()


def test_what_shows_in_no_feed_changes_none(site: FeedSite) -> None:
    etag = site.poll().headers["ETag"]
    site.change(lambda session: session.add(RingRow(key="ny", name="Ny", colour="#123456", position=99)))
    site.set_body(DIRECTORS, default_place="Et andet sted")
    assert site.poll(If_None_Match=etag).status_code == 304


def test_another_public_address_changes_every_link_once(site: FeedSite) -> None:
    before = site.revisions(DIRECTORS)
    elsewhere = site.another(public_url="https://hjul.example.dk")
    site.clock.pass_by(minutes=1)
    for _ in range(2):
        assert {sequence for sequence, _ in elsewhere.revisions(DIRECTORS).values()} == {1}
    assert elsewhere.revisions(DIRECTORS).keys() == before.keys()
    event = next(iter(elsewhere.events(DIRECTORS).values()))
    assert event["URL"].startswith("https://hjul.example.dk/occurrences/")
    elsewhere.database.dispose()


def test_without_a_public_address_there_is_no_link(site: FeedSite) -> None:
    """The Host that one poll came with must not end up in everybody's calendar."""
    nameless = site.another(public_url="")
    response = nameless.app.test_client().get(site.address(), base_url="http://evil.example")
    assert response.status_code == 200
    assert b"evil.example" not in response.data
    assert not any("URL" in event for event in Calendar.from_ical(response.data).walk("VEVENT"))
    nameless.database.dispose()
