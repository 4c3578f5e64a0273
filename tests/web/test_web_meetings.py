"""A meeting's page: its agenda and how far that is, sending it out, and who was absent; with htmx and without."""

from __future__ import annotations

import pytest
from doors_of_meetings import address, held, meeting_page, order_form, send_form, sent
from flask.testing import FlaskClient
from web_pages import fragment, page
from web_site import BODY, BODY_SECRETARY, HTMX, MARKER, MERE_PLANNER, THEN, Site

from wheel.core.access import OPERATOR, Role, sign
from wheel.core.stops import NewItem, Waiting
from wheel.store.stop_writing import add_item


def test_the_page_names_the_meeting_and_those_beside_it(site: Site, secretary: FlaskClient) -> None:
    shown = page(secretary.get(address(site)))
    assert shown.one("h1").text == "Direktionen"
    assert shown.one("a", rel="next").get("href") == f"/meetings/{site.meeting(1).id}"
    assert shown.all("a", rel="prev")
    assert f"/bodies/{BODY}/agenda#meeting-{site.meeting().id}" in shown.addresses


def test_items_stand_in_order_with_their_times_and_what_belongs_to_them(site: Site, secretary: FlaskClient) -> None:
    shown = page(secretary.get(address(site)))
    items = [one.text for one in shown.all("li") if (one.get("class") or "").startswith("item")]
    assert [text.split()[:2] for text in items[:2]] == [["1", "9:00–9:20"], ["2", "9:20–10:20"]]
    first = meeting_page(site).agenda.lines[0].stop
    assert str(first.title) in items[0]
    assert "3 attachments" in items[0]


def test_those_who_come_to_one_item_stand_beside_each_other(site: Site, secretary: FlaskClient) -> None:
    with site.database.writing() as session:
        item = NewItem("Havnens sag", participants="Anne Andersen\nBo Bentsen")
        add_item(session, item, BODY, site.meeting().id, Waiting(""), sign(OPERATOR, THEN))
    assert "for this item: Anne Andersen, Bo Bentsen" in page(secretary.get(address(site))).text


@pytest.mark.parametrize("who", [None, Role.READER, MERE_PLANNER])
def test_a_closed_item_has_a_number_and_minutes_alone(site: Site, who: Role | str | None) -> None:
    sent(site)
    closed = site.closed()
    for rest in ("", "/versions/1", "/decisions"):
        answer = site.visitor(who).get(address(site, rest))
        assert MARKER not in answer.text
    line = page(site.visitor(who).get(address(site))).find(f"stop-{closed.id}")
    assert line is not None
    assert line.text == f"{closed.position} Closed item"


def test_its_body_secretary_reads_it(site: Site) -> None:
    assert MARKER in site.visitor(BODY_SECRETARY).get(address(site)).text


def test_an_agenda_is_sent_changed_and_sent_again(site: Site, secretary: FlaskClient) -> None:
    shown = page(secretary.get(address(site)))
    assert "draft, not sent out" in shown.text
    assert secretary.post(address(site, "/versions"), data=send_form(site)).location == address(site)
    shown = page(secretary.get(address(site)))
    assert "written down as sent out" in shown.status
    assert shown.find("send") is None, "there is nothing to send again"
    secretary.post(address(site, "/positions"), data=order_form(site))
    shown = page(secretary.get(address(site)))
    assert "changed since it was sent out" in shown.text
    assert "is now item 1" in shown.text
    again = fragment(secretary.post(address(site, "/versions"), data=send_form(site), headers=HTMX))
    assert "The agenda of the meeting on 25 November 2026 was adjusted" in again.text
    assert "version 2" in again.status
    assert (
        page(secretary.get(address(site, "/versions/1"))).text != page(secretary.get(address(site, "/versions/2"))).text
    )


def test_unsent_changes_are_told_to_those_who_keep_the_agenda(site: Site, secretary: FlaskClient) -> None:
    sent(site)
    secretary.post(address(site, "/positions"), data=order_form(site))
    assert page(secretary.get(address(site))).find("unsent-title")
    assert page(site.visitor(Role.READER).get(address(site))).find("unsent-title") is None


def test_an_agenda_that_changed_meanwhile_is_not_sent(site: Site, secretary: FlaskClient) -> None:
    form = send_form(site)
    secretary.post(address(site, "/positions"), data=order_form(site))
    shown = page(secretary.post(address(site, "/versions"), data=form), 409)
    assert shown.refusal.startswith("Somebody else changed this agenda")
    assert shown.find("send") is not None
    assert meeting_page(site).sent == ()


def test_an_agenda_that_is_late_says_so(site: Site, secretary: FlaskClient) -> None:
    shown = page(secretary.get(address(site)))
    assert "The agenda was to be out on Friday 20 November 2026, and has not been sent." in shown.text
    sent(site)
    assert "has not been sent" not in page(secretary.get(address(site))).text


def test_an_item_is_moved_up_and_the_page_stays(site: Site, secretary: FlaskClient) -> None:
    form = order_form(site)
    shown = fragment(secretary.post(address(site, "/positions"), data=form, headers=HTMX))
    assert shown.status == "The item is now number 1."
    assert meeting_page(site).agenda.lines[0].stop.id == form["stop"]
    stale = fragment(secretary.post(address(site, "/positions"), data=form, headers=HTMX), 409)
    assert stale.refusal.startswith("Somebody else changed this item")


def test_an_item_moved_from_here_comes_back_here_and_can_be_taken_back(site: Site, secretary: FlaskClient) -> None:
    stop, other = site.stop(), site.meeting(1)
    opened = next(one for one in page(secretary.get(address(site))).addresses if f"/stops/{stop.id}/moves/new" in one)
    form = page(secretary.get(opened))
    assert address(site) in form.addresses
    sent_on = next(one for one in form.all("form", action=f"/stops/{stop.id}/moves") if one.all("select", name="to"))
    mistaken = page(secretary.post(f"/stops/{stop.id}/moves", data=sent_on.sends() | {"to": ""}), 422)
    assert address(site) in mistaken.addresses, "it still comes back here"
    answer = secretary.post(f"/stops/{stop.id}/moves", data=sent_on.sends() | {"to": other.id})
    assert answer.location == f"{address(site)}?undo={stop.id}"
    text = secretary.get(answer.location)
    shown, said = page(text), "The item is moved to Wednesday 2 December 2026."
    assert (shown.status, shown.text.count(said)) == (said, 1)
    back = shown.one("form", action=f"/stops/{stop.id}/undos").sends()
    answer = secretary.post(f"/stops/{stop.id}/undos", data=back, follow_redirects=True)
    assert page(answer).status == "The change is undone."
    assert page(answer).find(f"stop-{stop.id}") is not None


@pytest.mark.parametrize("tampered", ["", "//elders.dk/", "findes-ikke", "another body's"])
def test_a_move_leads_to_no_other_place_than_a_meeting_of_the_body(
    site: Site, secretary: FlaskClient, tampered: str
) -> None:
    stop = site.stop()
    meeting = site.meeting(0, "hovedmed").id if tampered == "another body's" else tampered
    data = {"seen": stop.version, "to": site.meeting(1).id, "back": "meeting", "meeting": meeting}
    page(secretary.get(f"/stops/{stop.id}/moves/new", query_string={"back": "meeting", "meeting": meeting}))
    answer = secretary.post(f"/stops/{stop.id}/moves", data=data)
    assert answer.location == f"/bodies/{BODY}/agenda?undo={stop.id}"


def test_who_was_absent_is_noted_and_a_stale_note_is_refused(site: Site, secretary: FlaskClient) -> None:
    form = {"seen": "0", "absent": "Havnechefen"}
    secretary.post(address(site, "/absences"), data=form)
    shown = page(secretary.get(address(site)))
    assert "Absent: Havnechefen" in shown.text
    stale = page(secretary.post(address(site, "/absences"), data=form | {"absent": "Ingen"}), 409)
    assert "Stored now: Havnechefen" in stale.refusal
    sent_again = next(one for one in stale.all("form") if (one.get("action") or "").endswith("/absences")).sends()
    assert (sent_again["absent"], sent_again["seen"]) == ("Ingen", "1")
    assert secretary.post(address(site, "/absences"), data=sent_again).status_code == 303
    assert "Ingen" not in site.visitor().get(address(site)).text


def test_a_note_that_is_too_long_keeps_what_was_typed(site: Site, secretary: FlaskClient) -> None:
    typed = "x" * 1001
    shown = page(secretary.post(address(site, "/absences"), data={"seen": "0", "absent": typed}), 422)
    assert shown.mistake("absent") == "Write at most 1000 characters."
    assert shown.one("input", name="absent").get("value") == typed


def test_the_wheels_panel_leads_to_the_meetings_agenda(site: Site, secretary: FlaskClient) -> None:
    assert address(site) in page(secretary.get(f"/occurrences/{site.meeting().id}")).addresses


@pytest.mark.parametrize(("who", "may"), [(None, False), (BODY_SECRETARY, False), (MERE_PLANNER, True)])
def test_who_may_move_or_cancel_the_meeting_finds_where(site: Site, who: str | None, may: bool) -> None:
    where = f"/occurrences/{site.meeting().id}"
    visitor = site.visitor(who)
    assert (where in page(visitor.get(address(site))).addresses) is may
    assert (f"{where}/cancellations" in visitor.get(where).text) is may
    site.cancel(site.meeting())
    assert where not in page(visitor.get(f"/meetings/{where.rpartition('/')[2]}")).addresses


def test_a_cancelled_meeting_has_a_page_and_nothing_to_send(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting(3)
    site.cancel(meeting)
    shown = page(secretary.get(f"/meetings/{meeting.id}"))
    assert "cancelled" in shown.text
    assert shown.find("send") is None


@pytest.mark.parametrize("who", [None, BODY_SECRETARY])
def test_a_cancelled_meeting_says_where_its_items_went(site: Site, who: str | None) -> None:
    meeting = site.meeting()
    site.cancel(meeting)
    for shown in (f"/meetings/{meeting.id}", f"/occurrences/{meeting.id}"):
        root = page(site.visitor(who).get(shown))
        assert "What was on its agenda awaits a date, or is moved to another meeting." in root.text
        assert "No items yet" not in root.text
        assert f"/bodies/{BODY}/agenda#awaiting-title" in root.addresses
        assert root.find("due-follow-ups-title") is None
    assert page(site.visitor(who).get(f"/bodies/{BODY}/agenda")).find("awaiting-title") is not None


def test_there_is_no_page_of_what_is_no_meeting(site: Site, secretary: FlaskClient) -> None:
    event = next(one for one in site.occurrences(2026) if not one.has_agenda)
    for meeting in (event.id, "0"):
        page(secretary.get(f"/meetings/{meeting}"), 404)
    page(secretary.get(address(site, "/versions/7")), 404)


def test_a_meeting_that_was_held_offers_to_write_what_was_decided(site: Site, secretary: FlaskClient) -> None:
    shown = page(secretary.get(f"/meetings/{held(site).id}"))
    assert "Nothing is written of 3 items yet." in shown.text
    assert f"/meetings/{held(site).id}/decisions/new" in shown.addresses
    assert shown.find("send") is None
