"""One event: its page and panel, moving it and cancelling it."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from web_pages import fragment, page
from web_site import HTMX, Site

from wheel.core.occurrences import Kind, Status
from wheel.core.stops import StopState

UNKNOWN = ["findes-ikke", "0", "-1", "٣", "x" * 3000, "%3Cscript%3E"]


def test_a_meeting_shows_when_where_and_its_agenda(site: Site, anonymous: FlaskClient) -> None:
    meeting = site.meeting()
    root = page(anonymous.get(f"/occurrences/{meeting.id}"))
    assert root.find("panel-title").text == meeting.title
    for words in ("Wednesday 25 November 2026", "at 9:00–12:00", "Mødelokale 250, rådhuset", "week 48"):
        assert words in root.text
    assert "The agenda was to go out on Friday 20 November 2026." in root.text
    assert f"/items/{site.stop().item_id}" in root.addresses
    assert "Closed item" in root.text


def test_htmx_gets_the_panel_alone(site: Site, anonymous: FlaskClient) -> None:
    answer = anonymous.get(f"/occurrences/{site.meeting().id}", headers=HTMX)
    assert fragment(answer).all("article", class_="card panel")
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_event_has_a_page(site: Site, anonymous: FlaskClient, kind: Kind) -> None:
    event = next(one for one in site.occurrences(2027, with_blocked=True) if one.kind is kind)
    assert event.title in page(anonymous.get(f"/occurrences/{event.id}")).find("panel-title").text


def test_a_moved_a_cancelled_and_a_blocked_meeting_say_why(site: Site, anonymous: FlaskClient) -> None:
    moved = next(one for one in site.occurrences(2026) if one.is_moved)
    blocked = next(one for one in site.occurrences(2026, with_blocked=True) if one.status is Status.BLOCKED)
    cancelled = site.cancelled_meeting()
    assert "Moved from" in page(anonymous.get(f"/occurrences/{moved.id}")).text
    for gone in (cancelled, blocked):
        assert f"Because: {gone.because}" in page(anonymous.get(f"/occurrences/{gone.id}")).text


@pytest.mark.parametrize("wrong", UNKNOWN)
@pytest.mark.parametrize("rest", ["", "/moves", "/cancellations", "/reinstatements"])
def test_an_unknown_event_is_not_found(site: Site, secretary: FlaskClient, wrong: str, rest: str) -> None:
    before, method = site.plan(), "POST" if rest else "GET"
    data = {"to_day": "2026-12-01", "reason": "Ferie", "seen": "1"}
    answer = secretary.open(f"/occurrences/{wrong}{rest}", method=method, data=data)
    assert "There is no such event." in page(answer, 404).text
    assert site.plan() == before


def test_only_editors_see_the_forms(site: Site, reader: FlaskClient, secretary: FlaskClient) -> None:
    address = f"/occurrences/{site.meeting().id}"
    forms = {
        visitor: [form.get("action") for form in page(visitor.get(address)).find("main").all("form")]
        for visitor in (site.visitor(), reader, secretary)
    }
    assert list(forms.values()) == [[], [], [f"{address}/moves", f"{address}/cancellations"]]


def test_the_forms_as_they_stand_move_and_cancel_without_javascript(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    root = page(secretary.get(f"/occurrences/{meeting.id}"))
    move = root.one("form", action=f"/occurrences/{meeting.id}/moves")
    answer = secretary.post(move.get("action"), data=move.sends() | {"to_day": "2026-11-26"}, follow_redirects=True)
    assert page(answer).status == (
        "The event is moved to Thursday 26 November 2026. Its 5 items go along. "
        "The agenda must then be sent out by Monday 23 November 2026."
    )
    assert site.occurrence_now(meeting).span.start == date(2026, 11, 26)

    cancel = page(answer).one("form", action=f"/occurrences/{meeting.id}/cancellations")
    answer = secretary.post(cancel.get("action"), data=cancel.sends() | {"reason": "Ferie"}, follow_redirects=True)
    assert page(answer).status == "The event is cancelled. Its 5 items await a date."
    assert "Because: Ferie" in page(answer).text
    undo, reinstate = page(answer).find("main").all("form")
    assert undo.get("action") == f"/occurrences/{meeting.id}/undos"
    assert reinstate.get("action") == f"/occurrences/{meeting.id}/reinstatements", "it cannot be moved or cancelled"
    answer = secretary.post(reinstate.get("action"), data=reinstate.sends(), follow_redirects=True)
    assert page(answer).status == "The event takes place after all. Items that awaited a date still do."
    assert site.occurrence_now(meeting).status is Status.PLANNED


def test_what_is_on_its_agenda_follows_a_moved_meeting(site: Site, secretary: FlaskClient) -> None:
    meeting, stop = site.meeting(), site.stop()
    secretary.post(f"/occurrences/{meeting.id}/moves", data={"to_day": "2026-11-30", "seen": "1"})
    now = site.stop_now(stop)
    assert (now.meeting_id, now.meeting_day, now.position) == (meeting.id, date(2026, 11, 30), stop.position)


def test_what_was_on_a_cancelled_meetings_agenda_awaits_a_date_for_the_same_reason(
    site: Site, secretary: FlaskClient
) -> None:
    meeting = site.meeting()
    stops = next(row.stops for row in site.agenda().rows if row.meeting.id == meeting.id)
    secretary.post(f"/occurrences/{meeting.id}/cancellations", data={"reason": "  Ferie  ", "seen": "1"})
    now = [site.stop_now(stop) for stop in stops]
    assert len(now) == 5
    assert {(stop.state, stop.reason) for stop in now} == {(StopState.AWAITING, "Ferie")}
    assert {stop.id for stop in stops} <= {stop.id for stop in site.agenda().awaiting}


IN_ORDER = "Write the day as year-month-day: 2027-02-13."
BAD_DAYS = [
    ("", "Choose a date.", "nothing"),
    ("30-11-2026", IN_ORDER, "the Danish order"),
    ("2026-02-30", IN_ORDER, "no such day"),
    ("２０２６-１１-３０", IN_ORDER, "digits that are not ASCII"),
    ("2026-11-30T09:00", IN_ORDER, "a day with a time"),
    ("-2026-11-30", IN_ORDER, "before our era"),
    ("9" * 4000, IN_ORDER, "far too much"),
    ("<b>i morgen</b>", IN_ORDER, "markup"),
    ("9999-12-31", "Choose a year from 1900 to 2100.", "the last day there is, after which no span can end"),
    ("0001-01-01", "Choose a year from 1900 to 2100.", "the first day there is"),
    ("2091-01-01", "Choose a year from 1950 to 2090.", "a year that no wheel shows"),
]


@pytest.mark.parametrize(("typed", "sentence", "reason"), BAD_DAYS)
def test_a_wrong_day_is_said_beside_the_field_and_what_was_typed_is_kept(
    site: Site, secretary: FlaskClient, typed: str, sentence: str, reason: str
) -> None:
    before, address = site.plan(), f"/occurrences/{site.meeting().id}/moves"
    data = {"to_day": typed, "reason": 'Fordi "<>" & ø', "seen": "1"}
    for root in (
        page(secretary.post(address, data=data), 422),
        fragment(secretary.post(address, data=data, headers=HTMX), 422),
    ):
        form = root.one("form", action=address)
        assert form.mistake("to_day") == sentence, reason
        assert form.sends().items() >= data.items(), "what was typed is kept"
        assert "open" in root.all("details", class_="act")[0].attributes, "the form with the mistake is open"
    assert site.plan() == before


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write why it is cancelled."),
        (" \n\t ", "Write why it is cancelled."),
        ("x" * 1001, "Write at most 1000 characters."),
    ],
)
def test_cancelling_needs_a_reason(site: Site, secretary: FlaskClient, typed: str, sentence: str) -> None:
    before, address = site.plan(), f"/occurrences/{site.meeting().id}/cancellations"
    data = {"reason": typed, "seen": "1"}
    form = page(secretary.post(address, data=data), 422).one("form", action=address)
    assert form.mistake("reason") == sentence
    assert form.sends()["reason"] == typed
    assert fragment(secretary.post(address, data=data, headers=HTMX), 422).mistake("reason") == sentence
    assert site.plan() == before


def test_a_move_to_the_day_that_it_is_on_is_refused(site: Site, secretary: FlaskClient) -> None:
    before, meeting = site.plan(), site.meeting()
    data = {"to_day": meeting.span.start.isoformat(), "seen": "1"}
    answer = secretary.post(f"/occurrences/{meeting.id}/moves", data=data)
    assert page(answer, 422).refusal == "It is on that day already."
    assert site.plan() == before


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.BLOCKED])
@pytest.mark.parametrize(
    ("rest", "sentence"),
    [
        ("moves", "What does not take place cannot be moved."),
        ("cancellations", "It does not take place already."),
    ],
)
def test_what_does_not_take_place_is_neither_moved_nor_cancelled(
    site: Site, secretary: FlaskClient, status: Status, rest: str, sentence: str
) -> None:
    """Somebody else may have cancelled it while the form was open, so the refusal is said although the form is gone."""
    before = site.plan()
    gone = next(one for one in site.occurrences(2026, with_blocked=True) if one.status is status)
    data = {"to_day": "2026-11-30", "reason": "Ferie", "seen": str(gone.version)}
    assert page(secretary.post(f"/occurrences/{gone.id}/{rest}", data=data), 422).refusal == sentence
    answer = secretary.post(f"/occurrences/{gone.id}/{rest}", data=data, headers=HTMX)
    assert fragment(answer, 422).refusal == sentence
    assert site.plan() == before


@pytest.mark.parametrize("rest", ["moves", "cancellations"])
def test_what_somebody_else_has_changed_since_is_a_conflict_that_shows_it_as_it_is_now(
    site: Site, secretary: FlaskClient, rest: str
) -> None:
    meeting = site.meeting()
    secretary.post(f"/occurrences/{meeting.id}/moves", data={"to_day": "2026-11-27", "seen": "1"})
    before, data = site.plan(), {"to_day": "2026-11-30", "reason": "Ferie", "seen": "1"}
    root = page(secretary.post(f"/occurrences/{meeting.id}/{rest}", data=data), 409)
    assert "Somebody else changed this event while you were looking at it." in root.refusal
    assert "Friday 27 November 2026" in root.text
    assert site.plan() == before
    assert site.occurrence_now(meeting).version == 2
