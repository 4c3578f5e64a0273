"""One meeting, or one item's time at it, as a calendar file: who gets it, and what it tells whom."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar, Event
from web_pages import page
from web_site import (
    BODY,
    BODY_SECRETARY,
    CLOSED,
    DRAFT_YEAR,
    GUEST,
    INTERNAL,
    MARKER,
    MEMBER,
    MERE_PLANNER,
    OTHERS_SECRETARY,
    THEN,
    Site,
)
from werkzeug.test import TestResponse

from wheel.core.access import OPERATOR, Role
from wheel.core.occurrences import Kind
from wheel.core.stops import NewItem
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.move_stop import WithdrawStop, withdraw_stop

EVERYBODY = (None, Role.READER, GUEST, MEMBER, BODY_SECRETARY, MERE_PLANNER, Role.PLANNER, Role.ADMINISTRATOR)
INSIDERS = (MEMBER, BODY_SECRETARY, Role.PLANNER)
OUTSIDERS = (None, Role.READER, GUEST, MERE_PLANNER, Role.ADMINISTRATOR, OTHERS_SECRETARY)


def event_file(site: Site, address: str, who: Role | str | None = None) -> TestResponse:
    answer = site.visitor(who).get(address)
    assert answer.status_code == 200, answer.text[-500:]
    return answer


def event_in(answer: TestResponse) -> Event:
    calendar = Calendar.from_ical(answer.data)
    assert calendar.errors == []
    (event,) = calendar.walk("VEVENT")
    return event


def meeting_address(site: Site) -> str:
    return f"/occurrences/{site.meeting().id}.ics"


def add(site: Site, title: str, **values: object) -> str:
    """Put another item last on the next meeting's agenda; its stop's id."""
    with site.database.writing() as session:
        item = AddItem(BODY, NewItem(title, **values), site.meeting().id)  # type: ignore[arg-type]
        return add_item(session, OPERATOR, item, THEN)


def withdraw(site: Site, stop_id: str) -> None:
    with site.database.writing() as session:
        withdraw_stop(session, OPERATOR, WithdrawStop(stop_id, 1, "Ikke aktuel"), THEN)


def test_a_meeting_comes_as_a_file_with_its_time_place_and_agenda(site: Site) -> None:
    meeting, stop = site.meeting(), site.stop()
    answer = event_file(site, meeting_address(site))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f"attachment; filename=direktionsmoede-{meeting.span.start}.ics"
    event = event_in(answer)
    assert str(event["UID"]).startswith(f"{meeting.id}@")
    assert str(event["SUMMARY"]) == meeting.title
    assert event["DTSTART"].dt.replace(tzinfo=None) == datetime.combine(
        meeting.span.start, meeting.start_time or time()
    )
    assert str(event["LOCATION"]) == meeting.place
    assert stop.title in str(event["DESCRIPTION"])


def test_the_file_says_its_zone_and_makes_no_calendar_of_its_own(site: Site) -> None:
    """With a METHOD it would be mail of an organiser, and with a name some programs subscribe instead of importing."""
    text = event_file(site, meeting_address(site)).text
    assert "DTSTART;TZID=Europe/Copenhagen:" in text
    assert text.index("BEGIN:VTIMEZONE") < text.index("BEGIN:VEVENT")
    names = {line.partition(":")[0] for line in text.partition("BEGIN:VTIMEZONE")[0].split("\r\n")}
    assert names == {"BEGIN", "VERSION", "PRODID", "CALSCALE", ""}
    assert not {"METHOD", "ORGANIZER", "ATTENDEE", "VALARM"} & {line.partition(":")[0] for line in text.split("\r\n")}


def test_the_event_is_the_one_that_feeds_send(site: Site) -> None:
    file = event_file(site, meeting_address(site)).data
    event = file[file.index(b"BEGIN:VEVENT") : file.index(b"END:VCALENDAR")]
    assert event in event_file(site, f"/feeds/{BODY}.ics").data


def test_a_file_is_the_same_for_all_who_may_have_it(site: Site) -> None:
    """Also for those who may see what is closed: a calendar is often open to colleagues."""
    closed = add(site, f"{MARKER} trukket", is_closed=True)
    withdraw(site, closed)
    files = {event_file(site, meeting_address(site), who).data for who in EVERYBODY}
    assert len(files) == 1
    assert MARKER.encode() not in files.pop()


def test_whoever_may_see_what_is_closed_can_ask_for_that(site: Site) -> None:
    address = f"{meeting_address(site)}?closed=yes"
    for who in INSIDERS:
        assert MARKER in str(event_in(event_file(site, address, who))["DESCRIPTION"]), who
    for who in OUTSIDERS:
        assert MARKER not in event_file(site, address, who).text, who


@pytest.mark.parametrize("who", [None, MEMBER])
def test_an_address_with_what_is_closed_is_one_file_whatever_comes_onto_the_agenda(
    site: Site, who: Role | str | None
) -> None:
    later = site.meeting(2)
    sequences = []
    for is_closed in (False, True, False):
        with site.database.writing() as session:
            add_item(session, OPERATOR, AddItem(BODY, NewItem("Nyt", is_closed=is_closed), later.id), THEN)
        sequences.append(event_in(event_file(site, f"/occurrences/{later.id}.ics?closed=yes", who))["SEQUENCE"])
    assert sequences == [0, 1, 2]


@pytest.mark.parametrize(
    ("query", "is_told", "reason"),
    [
        ("", True, "the agenda"),
        ("?agenda=no", False, "or not"),
        ("?agenda=nonsense&x=1", True, "nonsense is passed over"),
    ],
)
def test_a_file_has_the_options_of_a_feed(site: Site, query: str, is_told: bool, reason: str) -> None:
    told = str(event_in(event_file(site, meeting_address(site) + query))["DESCRIPTION"])
    assert (site.stop().title in told) is is_told, reason


def test_a_file_is_in_the_organisations_language_unless_another_is_asked_for(site: Site) -> None:
    address = f"/occurrences/{site.cancelled_meeting().id}.ics"
    assert str(event_in(event_file(site, address))["SUMMARY"]).startswith("AFLYST: ")
    event = event_in(event_file(site, f"{address}?language=en"))
    assert str(event["SUMMARY"]).startswith("CANCELLED: ")
    assert str(event["STATUS"]) == "CANCELLED"


@pytest.mark.parametrize(
    ("name", "knowing", "others"),
    [
        (INTERNAL, (Role.READER, GUEST, MERE_PLANNER), (None,)),
        (CLOSED, (MERE_PLANNER, Role.PLANNER), (None, Role.READER, OTHERS_SECRETARY)),
    ],
)
def test_what_not_everybody_may_know_of_is_not_there_for_them(
    site: Site, name: str, knowing: tuple[Role | str, ...], others: tuple[Role | str | None, ...]
) -> None:
    found = next(one for one in site.occurrences(2026, internal=True) if name in one.title)
    address = f"/occurrences/{found.id}.ics"
    for who in knowing:
        assert name in str(event_in(event_file(site, address, who))["SUMMARY"])
    for who in others:
        answer = site.visitor(who).get(address)
        assert answer.status_code == 404
        assert name not in answer.text


def test_a_draft_is_for_those_who_may_see_it(site: Site) -> None:
    draft = next(one for one in site.occurrences(DRAFT_YEAR, internal=True) if one.is_draft)
    assert site.visitor(Role.READER).get(f"/occurrences/{draft.id}.ics").status_code == 404
    assert event_in(event_file(site, f"/occurrences/{draft.id}.ics", Role.PLANNER))["SUMMARY"]


@pytest.mark.parametrize("address", ["/occurrences/findes-ikke.ics", "/stops/findes-ikke.ics"])
def test_what_is_not_there_is_answered_with_404(anonymous: FlaskClient, address: str) -> None:
    assert page(anonymous.get(address), 404).text


def test_every_kind_of_event_has_a_file(site: Site) -> None:
    first = {one.kind: one for one in site.occurrences(2026)}
    assert {Kind.MEETING, Kind.DEADLINE} <= set(first)
    for kind, one in first.items():
        event = event_in(event_file(site, f"/occurrences/{one.id}.ics"))
        assert str(event["UID"]).startswith(f"{one.id}@"), kind


def test_whoever_has_a_file_is_told_that_nothing_has_changed(site: Site) -> None:
    answer = event_file(site, meeting_address(site))
    site.clock.pass_by(timedelta(hours=1))
    for header, value in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        again = site.visitor().get(meeting_address(site), headers={header: answer.headers[value]})
        assert (again.status_code, again.data) == (304, b""), header
    head = site.visitor().head(meeting_address(site))
    assert (head.status_code, head.data) == (200, b"")
    assert {name: head.headers[name] for name in ("ETag", "Last-Modified", "Content-Length")} == {
        name: answer.headers[name] for name in ("ETag", "Last-Modified", "Content-Length")
    }


def test_an_items_file_holds_its_own_time_and_nothing_else_of_the_agenda(site: Site) -> None:
    meeting, second = site.meeting(), site.stop(1)
    answer = event_file(site, f"/stops/{second.id}.ics")
    event = event_in(answer)
    assert str(event["UID"]).startswith(f"{second.id}@")
    assert str(event["SUMMARY"]) == f"{second.title} · {meeting.body_name}"
    assert str(event["LOCATION"]) == meeting.place
    assert event["DTSTART"].dt.date() == meeting.span.start
    others = [title for title in site.order(meeting) if title and title != second.title]
    assert others
    assert not [title for title in others if title in answer.text.replace("\r\n ", "")]


def test_an_item_with_a_fixed_time_is_at_that_time(site: Site) -> None:
    stop = add(site, "Besøg af revisionen", starts_at=time(10, 15), minutes=20)
    event = event_in(event_file(site, f"/stops/{stop}.ics"))
    day = site.meeting().span.start
    assert [event[name].dt.replace(tzinfo=None) for name in ("DTSTART", "DTEND")] == [
        datetime.combine(day, time(10, 15)),
        datetime.combine(day, time(10, 35)),
    ]


def test_an_item_whose_time_is_not_known_is_over_the_whole_meeting(site: Site) -> None:
    add(site, "Åben drøftelse")
    stop, meeting = add(site, "Kommer efter noget uden tid"), site.meeting()
    event = event_in(event_file(site, f"/stops/{stop}.ics"))
    assert [event[name].dt.time() for name in ("DTSTART", "DTEND")] == [meeting.start_time, meeting.end_time]


def test_a_withdrawn_item_is_cancelled_in_its_file(site: Site) -> None:
    stop = add(site, "Trækkes igen", minutes=5)
    before = event_in(event_file(site, f"/stops/{stop}.ics"))
    withdraw(site, stop)
    after = event_in(event_file(site, f"/stops/{stop}.ics"))
    assert (str(after["UID"]), str(after["STATUS"])) == (str(before["UID"]), "CANCELLED")
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt


def test_an_item_without_a_meeting_has_no_file(site: Site) -> None:
    assert site.visitor(Role.PLANNER).get(f"/stops/{site.awaiting().id}.ics").status_code == 404


def test_a_closed_items_file_is_for_those_who_may_see_the_item(site: Site) -> None:
    closed = site.closed()
    for who in INSIDERS:
        answer = event_file(site, f"/stops/{closed.id}.ics", who)
        assert MARKER in str(event_in(answer)["SUMMARY"])
        assert MARKER.lower() not in answer.headers["Content-Disposition"].lower(), "a file's name is seen by others"
    for who in OUTSIDERS:
        answer = site.visitor(who).get(f"/stops/{closed.id}.ics")
        assert answer.status_code == 404
        assert MARKER not in answer.text


def test_a_title_can_hold_nothing_that_breaks_the_file_or_its_name(site: Site) -> None:
    stop = add(site, "Sag\r\nSet-Cookie: x=1; \"'; BEGIN:VEVENT 👩‍💼 ﷽")
    answer = event_file(site, f"/stops/{stop}.ics")
    assert "Set-Cookie" not in answer.headers
    assert "BEGIN:VEVENT" in str(event_in(answer)["SUMMARY"])
    assert answer.headers["Content-Disposition"].isascii()


def test_the_panel_links_to_the_meetings_file(site: Site) -> None:
    link = page(site.visitor().get(f"/occurrences/{site.meeting().id}")).one("a", href=meeting_address(site))
    assert link.text == "Download it as a calendar file"


def test_the_page_of_an_item_and_that_of_its_meeting_link_to_its_time(site: Site) -> None:
    stop, closed = site.stop(), site.closed()
    address = f"/stops/{stop.id}.ics"
    assert page(site.visitor().get(f"/items/{stop.item_id}")).one("a", href=address).text
    agenda = page(site.visitor().get(f"/meetings/{site.meeting().id}"))
    link = agenda.one("a", href=address)
    assert (link.text, link.get("aria-label")) == ("Calendar file", f"Calendar file of the time: {stop.title}")
    assert f"/stops/{closed.id}.ics" not in agenda.addresses


def test_what_is_over_or_waits_has_no_link_to_a_time(site: Site) -> None:
    waiting = page(site.visitor().get(f"/items/{site.awaiting().item_id}"))
    past = page(site.visitor().get(f"/meetings/{site.past_meeting().id}/decisions"))
    for found in (waiting, past):
        assert not [address for address in found.addresses if address.endswith(".ics") and "/stops/" in address]


def test_a_file_changes_nothing_but_what_is_remembered_of_it(site: Site) -> None:
    before = site.everything()
    event_file(site, meeting_address(site))
    event_file(site, f"/stops/{site.stop().id}.ics")
    assert site.everything() == before
