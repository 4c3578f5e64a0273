"""A meeting that is cancelled or moved asks what becomes of its items, and says how many went where."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import HTMX, Site

from wheel.core.occurrences import Occurrence
from wheel.core.stops import StopState

WHEEL = HTMX | {"HX-Current-URL": "http://localhost/wheel/2026"}
TO_DAY, YEAR = "2026-11-27", 2027


def form_to(root: Element, address: str) -> Element:
    """The last: a conflict's way out on the planning page, whose addresses say besides which rows are shown, is one."""
    return [form for form in root.all("form") if (form.get("action") or "").partition("?")[0] == address][-1]


def two_meetings(site: Site, number: int) -> tuple[Occurrence, Occurrence]:
    """One with items, and the next. Of 2027 there is no draft, so what the planning page does is seen at once."""
    coming = [one for one in site.agenda().choices if one.span.start.year == YEAR]
    at = next(place for place, one in enumerate(coming) if site.order(one))
    return coming[at], coming[at + number]


@pytest.mark.parametrize("where", ["/occurrences", "/plan/occurrences"])
def test_a_cancelled_meetings_items_go_to_the_next_meeting_if_so_chosen(
    site: Site, secretary: FlaskClient, where: str
) -> None:
    meeting, other = two_meetings(site, 1)
    there, gone = site.order(other), site.order(meeting)
    shown = f"/plan/{YEAR}?at={meeting.id}" if where.startswith("/plan") else f"/occurrences/{meeting.id}"
    form = form_to(page(secretary.get(shown)), f"{where}/{meeting.id}/cancellations")
    sent = form.sends()
    assert (sent["items_to"], sent["items_meeting"]) == ("awaiting", other.id), "the next meeting stands ready"
    data = sent | {"reason": "Ferie", "items_to": "meeting"}
    root = page(secretary.post(form.get("action"), data=data, follow_redirects=True))
    assert root.status == "The event is cancelled. Its 2 items are on the agenda of Wednesday 13 January 2027 now."
    assert site.order(other) == [*there, *gone]


def test_a_moved_meetings_items_are_left_to_await_a_date_if_so_chosen(site: Site, secretary: FlaskClient) -> None:
    meeting, _ = two_meetings(site, 1)
    form = form_to(page(secretary.get(f"/plan/{YEAR}?at={meeting.id}")), f"/plan/occurrences/{meeting.id}/moves")
    assert form.sends()["items_to"] == "along"
    data = form.sends() | {"to_day": "2027-01-07", "items_to": "awaiting", "reason": "Lokalet er optaget"}
    root = page(secretary.post(form.get("action"), data=data, follow_redirects=True))
    assert root.status == "The event is moved. Its 2 items await a date."
    assert site.order(meeting) == []


@pytest.mark.parametrize("is_asked", [True, False], ids=["another day", "only longer"])
def test_the_question_of_a_drag_asks_of_the_items_where_the_day_is_another(
    site: Site, secretary: FlaskClient, is_asked: bool
) -> None:
    meeting = site.meeting()
    rest = TO_DAY if is_asked else f"{meeting.span.start.isoformat()}&last_day={TO_DAY}"
    root = fragment(secretary.get(f"/occurrences/{meeting.id}/moves/new?to_day={rest}", headers=WHEEL))
    assert bool(root.all("fieldset", class_="items-go")) == is_asked
    sent = root.one("form").sends()
    answer = secretary.post(f"/occurrences/{meeting.id}/moves", data=sent, headers=WHEEL)
    assert ("Its 5 items go along." in fragment(answer).find("status").text) == is_asked


def test_a_mistake_about_the_items_stands_in_the_question_with_what_was_chosen(
    site: Site, secretary: FlaskClient
) -> None:
    meeting, before = site.meeting(), site.plan()
    address = f"/occurrences/{meeting.id}/moves"
    sent = fragment(secretary.get(f"{address}/new?to_day={TO_DAY}", headers=WHEEL)).one("form").sends()
    wrong = sent | {"items_to": "meeting", "items_meeting": meeting.id}
    form = fragment(secretary.post(address, data=wrong, headers=WHEEL), 422).one("form")
    assert form.mistake("items_meeting") == "Choose another meeting than the one that the items are to leave."
    assert form.sends()["items_to"] == "meeting"
    form = fragment(secretary.post(address, data=sent | {"items_to": "awaiting"}, headers=WHEEL), 422).one("form")
    assert form.mistake("reason") == "Write why the items await a date."
    assert site.plan() == before


def test_a_draft_asks_nothing_and_publishing_it_says_what_it_did(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    form = form_to(page(secretary.get(f"/plan/2026?at={meeting.id}")), f"/plan/occurrences/{meeting.id}/cancellations")
    assert "items_to" not in form.sends()
    root = page(secretary.post(form.get("action"), data=form.sends() | {"reason": "Ferie"}, follow_redirects=True))
    assert root.status == "The event is cancelled."
    stops = next(row.stops for row in site.agenda().rows if row.meeting.id == meeting.id)
    assert {stop.state for stop in stops} == {StopState.PLACED}, "nobody has seen the draft yet"
    root = page(secretary.post("/plan/2026/publications", follow_redirects=True))
    assert root.status == "The plan of 2026 is published. 5 items of cancelled meetings await a date."
    assert {site.stop_now(stop).state for stop in stops} == {StopState.AWAITING}


def test_a_meeting_without_items_asks_nothing(site: Site, secretary: FlaskClient) -> None:
    empty = next(row.meeting for row in site.agenda().rows if not row.stops and row.meeting.status == "planned")
    assert not page(secretary.get(f"/occurrences/{empty.id}")).all("fieldset", class_="items-go")
