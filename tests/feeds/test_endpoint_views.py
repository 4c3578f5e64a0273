"""A view of the wheel as a calendar: it holds what its filter keeps of what everybody may see, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from feed_samples import raw_lines, unescaped
from feed_site import DIRECTORS, MOMENT, TODAY, FeedSite
from icalendar import Calendar, Event
from sqlalchemy import delete
from werkzeug.test import TestResponse

from wheel.core.access import ANONYMOUS, OPERATOR
from wheel.core.occurrences import Occurrence, Visibility
from wheel.core.wheel_filters import filter_of
from wheel.feeds.window import feed_window
from wheel.store.database import Session
from wheel.store.feeds import all_feeds
from wheel.store.organisation import all_rings, find_organisation, save_organisation
from wheel.store.stamps import read_stamp
from wheel.store.tables import BodyRow, FeedBodyRow, RingRow
from wheel.usecases.close_body import CloseBody, close_body
from wheel.usecases.filtered_events import filtered_events
from wheel.usecases.plan_year import plan_year
from wheel.usecases.save_ring import SaveRing, save_ring

DIRECTOR_MEETINGS = f"bodies={DIRECTORS}&kinds=meeting"
VIEWS = [
    "rings=budget",
    "rings=budget&rings=politisk",
    f"bodies={DIRECTORS}",
    f"bodies={DIRECTORS}&bodies=chefforum",
    "kinds=deadline&kinds=reading",
    "q=budget",
    f"{DIRECTOR_MEETINGS}&agenda=open",
    "agenda=open",
    "rings=frister&kinds=deadline&q=budget",
]


def poll(site: FeedSite, path: str, **headers: str) -> TestResponse:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.app.test_client().get(path, headers=sent)


def calendar(site: FeedSite, path: str) -> Calendar:
    answer = poll(site, path)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.data)


def events(site: FeedSite, path: str) -> dict[str, Event]:
    """By the occurrence's id."""
    return {str(event["UID"]).partition("@")[0]: event for event in calendar(site, path).walk("VEVENT")}


def name_of(site: FeedSite, path: str) -> str:
    return unescaped(str(calendar(site, path)["X-WR-CALNAME"]))


@pytest.mark.parametrize("query", VIEWS)
def test_it_holds_those_of_everythings_events_that_the_wheel_shows_a_visitor(site: FeedSite, query: str) -> None:
    with site.database.reading() as session:
        shown = filtered_events(session, ANONYMOUS, feed_window(TODAY), filter_of(query), TODAY)
    everything, held = site.events(), events(site, site.make_view(query))
    assert set(held) == {one.id for one in shown} & set(everything)
    assert 0 < len(held) < len(everything)
    assert {id_: event.to_ical() for id_, event in held.items()} == {id_: everything[id_].to_ical() for id_ in held}


def test_a_view_that_keeps_nothing_is_a_calendar_without_events(site: FeedSite) -> None:
    assert events(site, site.make_view("q=findes slet ikke i planen")) == {}


@pytest.mark.postgresql
def test_both_databases_hold_the_same_views(site_on_both: FeedSite) -> None:
    path = site_on_both.make_view(f"{DIRECTOR_MEETINGS}&q=DIREKTIONSMØDE")
    theirs = {id_ for id_, event in site_on_both.events(DIRECTORS).items() if "irektionsmøde" in event["SUMMARY"]}
    assert theirs
    assert set(events(site_on_both, path)) == theirs
    assert site_on_both.make_view(f"q=DIREKTIONSMØDE&{DIRECTOR_MEETINGS}&mine=1") == path


def test_an_unchanged_view_is_sent_once_and_with_the_same_bytes(site_on_both: FeedSite) -> None:
    path = site_on_both.make_view(DIRECTOR_MEETINGS)
    first = poll(site_on_both, path)
    site_on_both.clock.pass_by(minutes=10)
    assert poll(site_on_both, path).data == first.data
    assert poll(site_on_both, path, If_None_Match=first.headers["ETag"]).status_code == 304
    site_on_both.change(lambda session: session.execute(delete(FeedBodyRow)))
    again = poll(site_on_both, path)
    assert (again.data, again.headers["ETag"]) == (first.data, first.headers["ETag"])


def test_a_change_outside_the_view_leaves_its_bytes_alone(site: FeedSite) -> None:
    path = site.make_view(f"bodies={DIRECTORS}")
    first = poll(site, path)
    other = next(one for one in site.meetings("chefforum") if one.id in site.events())
    site.clock.pass_by(minutes=10)
    site.move(other, 1)
    again = poll(site, path)
    assert (again.headers["ETag"], again.last_modified) == (first.headers["ETag"], first.last_modified)


def test_a_change_within_the_view_raises_that_event_alone(site: FeedSite) -> None:
    path, meeting = site.make_view(DIRECTOR_MEETINGS), site.meetings()[1]
    before = {id_: event["SEQUENCE"] for id_, event in events(site, path).items()}
    site.clock.pass_by(minutes=10)
    site.move(meeting, 1)
    after = {id_: event["SEQUENCE"] for id_, event in events(site, path).items()}
    assert after == before | {meeting.id: 1}
    assert site.revisions()[meeting.id][0] == 1, "in every feed the same"


def test_what_leaves_the_view_leaves_the_calendar_as_what_is_deleted_does(site: FeedSite) -> None:
    """It stands there no more: a client takes what a feed no longer names out of its copy."""
    path, meeting = site.make_view("q=direktionsmøde"), site.meetings()[0]
    first = poll(site, path)
    assert meeting.id in events(site, path)
    site.clock.pass_by(minutes=10)
    site.set_series(meeting.title, title="Ledermøde")
    gone = poll(site, path, If_None_Match=first.headers["ETag"])
    assert gone.status_code == 200
    assert gone.last_modified == site.clock.at
    assert meeting.id not in events(site, path)
    assert meeting.id in site.events()


def test_what_comes_back_has_the_newest_revision(site: FeedSite) -> None:
    path, meeting = site.make_view("q=direktionsmøde"), site.meetings()[0]
    titles = (meeting.title, "Ledermøde", meeting.title)
    for before, after in pairwise(titles):
        site.events()
        site.clock.pass_by(minutes=10)
        site.set_series(before, title=after)
    assert events(site, path)[meeting.id]["SEQUENCE"] == 2


def test_an_agenda_that_has_gone_out_is_open_no_longer_the_day_after(site: FeedSite) -> None:
    path = site.make_view(f"bodies={DIRECTORS}&agenda=open")
    first = poll(site, path)
    meeting = next(one for one in site.meetings() if one.id in events(site, path))
    held = set(events(site, path))
    while site.clock.moment.today <= meeting.span.start:
        site.clock.pass_by(days=1)
        left = set(events(site, path))
        if meeting.id not in left:
            break
    assert held - left == {meeting.id}
    assert poll(site, path, If_None_Match=first.headers["ETag"]).status_code == 200


def internal_body(site: FeedSite, _meeting: Occurrence) -> None:
    site.set_body(DIRECTORS, visibility=Visibility.INTERNAL)


def closed_body(site: FeedSite, _meeting: Occurrence) -> None:
    site.set_body(DIRECTORS, visibility=Visibility.CLOSED)


def internal_series(site: FeedSite, meeting: Occurrence) -> None:
    site.set_series(meeting.title, visibility=Visibility.INTERNAL)


@pytest.mark.parametrize("hide", [internal_body, closed_body, internal_series])
@pytest.mark.parametrize("query", [f"bodies={DIRECTORS}", "kinds=meeting", "q=direktionsmøde", "agenda=open"])
def test_what_is_hidden_is_gone_at_once(
    site: FeedSite, hide: Callable[[FeedSite, Occurrence], None], query: str
) -> None:
    path, meeting = site.make_view(query), site.meetings()[1]
    first = poll(site, path)
    assert meeting.id.encode() in first.data
    hide(site, meeting)
    again = poll(site, path, If_None_Match=first.headers["ETag"])
    assert again.status_code == 200
    assert meeting.id.encode() not in again.data


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.CLOSED])
def test_the_view_of_a_body_that_is_hidden_does_not_even_name_it(site: FeedSite, visibility: Visibility) -> None:
    path = site.make_view(f"bodies={DIRECTORS}&kinds=meeting")
    assert name_of(site, path) == "Årshjul: Direktionen, Møder"
    site.set_body(DIRECTORS, visibility=visibility)
    answer = poll(site, path)
    assert "irektion" not in answer.text
    assert name_of(site, path) == "Årshjulet"
    assert events(site, path) == {}


def test_without_a_public_part_the_views_are_gone(site: FeedSite) -> None:
    path = site.make_view("kinds=meeting")
    assert poll(site, path).status_code == 200

    def shut(session: Session) -> None:
        organisation = find_organisation(session)
        assert organisation is not None
        save_organisation(session, replace(organisation, has_public_part=False))

    site.change(shut)
    assert poll(site, path).status_code == 404


def test_a_draft_year_stands_in_no_view(site: FeedSite) -> None:
    path = site.make_view("kinds=meeting")
    before = set(events(site, path))
    site.change(lambda session: plan_year(session, OPERATOR, 2028, MOMENT))
    assert set(events(site, path)) == before


def test_a_ring_that_is_renamed_keeps_its_views(site: FeedSite) -> None:
    path = site.make_view("rings=budget")
    held = set(events(site, path))
    assert name_of(site, path) == "Årshjul: Budget"

    def rename(session: Session) -> None:
        ring = next(ring for ring in all_rings(session) if ring.key == "budget")
        save_ring(session, OPERATOR, SaveRing(ring.key, "Penge", ring.colour, ring.version), site.clock.moment)

    site.change(rename)
    assert name_of(site, path) == "Årshjul: Penge"
    assert set(events(site, path)) == held


def test_a_view_of_a_ring_that_is_deleted_is_empty_and_of_no_other_rings_events(site: FeedSite) -> None:
    site.change(lambda session: session.add(RingRow(key="ny", name="Ny", colour="#123456", position=99)))
    path = site.make_view("rings=ny")
    assert name_of(site, path) == "Årshjul: Ny"
    site.change(lambda session: session.execute(delete(RingRow).where(RingRow.key == "ny")))
    site.set_body(DIRECTORS, name="Direktionen")
    assert events(site, path) == {}


def test_a_view_goes_on_with_the_body_that_took_over(site: FeedSite) -> None:
    path = site.make_view(f"bodies={DIRECTORS}")
    theirs = next(one for one in site.meetings("chefforum") if one.span.start >= date(2027, 1, 1))
    assert theirs.id not in events(site, path)

    def merge(session: Session) -> None:
        seen = session.query(BodyRow.version).filter_by(short_name=DIRECTORS).scalar()
        command = CloseBody(DIRECTORS, seen, date(2026, 12, 31), "chefforum")
        close_body(session, OPERATOR, command, site.clock.moment)

    site.change(merge)
    assert theirs.id in events(site, path)
    site.clock.pass_by(days=60)
    assert name_of(site, path) == "Årshjul: Chefforum"


def test_a_view_stands_in_no_list_of_feeds(site: FeedSite) -> None:
    with site.database.reading() as session:
        before = all_feeds(session, OPERATOR)
    path = site.make_view("kinds=meeting")
    with site.database.reading() as session:
        assert all_feeds(session, OPERATOR) == before
    assert path.split("/")[2] not in site.app.test_client().get("/feeds").text


def test_making_a_view_has_no_other_feed_rendered_anew(site: FeedSite) -> None:
    site.poll()
    with site.database.reading() as session:
        before = read_stamp(session)
    site.make_view("kinds=meeting")
    with site.database.reading() as session:
        assert read_stamp(session) == before


def test_a_view_of_a_ring_has_that_rings_colour(site: FeedSite) -> None:
    colours = {key: str(calendar(site, site.make_view(f"rings={key}"))["COLOR"]) for key in ("politisk", "budget")}
    assert len(set(colours.values())) == 2
    assert str(calendar(site, site.address())["COLOR"]) == colours["politisk"]


@pytest.mark.parametrize("text", ["a\r\nATTENDEE:mailto:x@y", '; , \\ : "', "\x00\x0b\u2028", "æ" * 80])
def test_whatever_is_searched_for_the_calendar_is_sound(site: FeedSite, text: str) -> None:
    answer = poll(site, site.make_view(urlencode({"q": text})))
    lines = raw_lines(answer.data)
    assert sum(line.startswith(("NAME", "X-WR-CALNAME")) for line in lines) == 2
    assert not any(line.startswith("ATTENDEE") for line in lines)


def test_a_view_of_rare_events_finds_them_however_many_others_there_are(site: FeedSite) -> None:
    """Everything's feed reads the nearest 990 events; a view must not look among those alone."""
    far = TODAY + timedelta(days=400)
    for number in range(3):
        site.add_days(f"Dagligt møde {number}", [TODAY + timedelta(days=n) for n in range(1, 390)])
    site.add_days("Meget sjælden dag", [far])
    found = events(site, site.make_view("q=sjælden"))
    assert [event["SUMMARY"] for event in found.values()] == ["Meget sjælden dag"]
