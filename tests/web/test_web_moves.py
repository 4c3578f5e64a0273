"""Before an event is moved: the question that names both dates, what speaks against it, and what is done then."""

from __future__ import annotations

import json
from datetime import date

import pytest
from flask.testing import FlaskClient
from web_pages import fragment, page
from web_site import HTMX, Site

from wheel.core.occurrences import Kind, Occurrence
from wheel.core.slots import Precision

WHEEL = HTMX | {"HX-Current-URL": "http://localhost/wheel/2026?rings=direktion"}
TO_DAY = "2026-11-27"


def question(site: Site, occurrence: Occurrence, to_day: str = TO_DAY, last_day: str = "") -> str:
    rest = f"&last_day={last_day}" if last_day else ""
    return f"/occurrences/{occurrence.id}/moves/new?to_day={to_day}{rest}"


def test_the_question_names_both_dates_and_the_deadline(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    address = question(site, meeting)
    for root in (page(secretary.get(address)), fragment(secretary.get(address, headers=HTMX))):
        assert root.find("confirm-title").text == (
            f"Move {meeting.title} from Wednesday 25 November 2026 to Friday 27 November 2026?"
        )
        assert "The agenda must then be sent out by Tuesday 24 November 2026." in root.text
        assert root.one("form", action=f"/occurrences/{meeting.id}/moves").sends()["to_day"] == TO_DAY


def test_a_conflict_is_said_in_the_words_of_the_planning_page(site: Site, secretary: FlaskClient) -> None:
    first, second = site.meeting(), site.meeting(1)
    root = page(secretary.get(question(site, first, second.span.start.isoformat())))
    assert f"{first.title} Wednesday 2 December 2026 and {second.title} Wednesday 2 December 2026 overlap." in root.text


@pytest.mark.parametrize(
    ("to_day", "sentence"),
    [
        ("2026-12-25", "is on a day off: "),
        ("2026-12-05", "is at a weekend."),
        ("2026-12-23", "School holiday: "),
        ("2026-11-04", "That is in the past."),
        ("2026-11-23", "The agenda should have been sent out by "),
    ],
)
def test_what_is_special_about_the_day_is_said(site: Site, secretary: FlaskClient, to_day: str, sentence: str) -> None:
    notes = f"/occurrences/{site.meeting().id}/moves/notes?to_day={to_day}"
    found = [line.text for line in fragment(secretary.get(notes, headers=HTMX)).all("li")]
    assert sum(sentence in line for line in found) == 1


def test_the_notes_are_small_and_nothing_where_nothing_is_to_be_said(site: Site, secretary: FlaskClient) -> None:
    event = next(one for one in site.occurrences(2027) if one.kind is Kind.DIALOGUE)
    notes = f"/occurrences/{event.id}/moves/notes?to_day=2027-03-04"
    answer = secretary.get(notes, headers=HTMX)
    assert answer.text.strip() == ""
    assert "HX-Request" in answer.headers["Vary"]
    assert secretary.get(notes).location == notes.replace("notes", "new"), "a browser is led to the whole question"


def test_a_span_is_asked_about_with_both_its_days(site: Site, secretary: FlaskClient) -> None:
    phase = next(one for one in site.occurrences(2027) if one.kind is Kind.PHASE and one.precision is Precision.EXACT)
    first, last = phase.span.start, phase.span.last
    longer = date.fromordinal(last.toordinal() + 3)
    root = page(secretary.get(question(site, phase, first.isoformat(), longer.isoformat())))
    assert root.find("do-move").text == "Change the length"
    sent = root.one("form", action=f"/occurrences/{phase.id}/moves").sends()
    answer = secretary.post(f"/occurrences/{phase.id}/moves", data=sent, follow_redirects=True)
    assert page(answer).status.startswith("The event now lasts ")
    assert site.occurrence_now(phase).span.last == longer


def test_an_imprecise_one_is_asked_for_its_date(site: Site, secretary: FlaskClient) -> None:
    window = next(one for one in site.occurrences(2027) if one.precision is not Precision.EXACT)
    root = page(secretary.get(question(site, window, "2027-10-06")))
    assert root.find("confirm-title").text.startswith(f"Set the date of {window.title} ({window.words} 2027)")
    assert root.find("do-move").text == "Set the date"


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        ("", 422, "Choose a date."),
        ("to_day=30-11-2026", 422, "Write the day as year-month-day: 2027-02-13."),
        ("to_day=2095-01-01", 422, "Choose a year from 1950 to 2090."),
        ("to_day=2026-11-25", 422, "It is on that day already."),
        ("to_day=2026-11-27&last_day=2026-11-26", 422, "The last day must not be before the first."),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    site: Site, secretary: FlaskClient, asked: str, status: int, sentence: str
) -> None:
    for rest in ("new", "notes"):
        address = f"/occurrences/{site.meeting().id}/moves/{rest}?{asked}"
        assert sentence in page(secretary.get(address), status).text
        assert sentence in fragment(secretary.get(address, headers=HTMX), status).text


def test_confirmed_beside_the_wheel_the_wheel_is_told_and_it_can_be_taken_back(
    site: Site, secretary: FlaskClient
) -> None:
    meeting = site.meeting()
    sent = fragment(secretary.get(question(site, meeting), headers=WHEEL)).one("form").sends()
    answer = secretary.post(f"/occurrences/{meeting.id}/moves", data=sent, headers=WHEEL)
    root = fragment(answer)
    assert root.find("status").text == "The event is moved to Friday 27 November 2026. Its 5 items go along. Undo"
    assert root.find("panel-title").text == meeting.title
    assert answer.headers["HX-Retarget"] == "#panel"
    assert json.loads(answer.headers["HX-Trigger"]) == {"wheel-changed": {"id": meeting.id}}

    undo = root.find("status").one("button")
    entry = json.loads(undo.get("hx-vals") or "")
    answer = secretary.post(undo.get("hx-post"), data=entry, headers=WHEEL)
    assert fragment(answer).find("status").text == "The change is undone."
    assert "wheel-changed" in answer.headers["HX-Trigger"]
    assert site.occurrence_now(meeting).span == meeting.span


def test_without_javascript_it_is_confirmed_and_taken_back_on_pages(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    form = page(secretary.get(question(site, meeting))).one("form", action=f"/occurrences/{meeting.id}/moves")
    answer = secretary.post(form.get("action"), data=form.sends() | {"reason": "Ferie"}, follow_redirects=True)
    back = page(answer).one("form", action=f"/occurrences/{meeting.id}/undos")
    assert "Undo the move" in back.text
    answer = secretary.post(back.get("action"), data=back.sends(), follow_redirects=True)
    assert page(answer).status == "The change is undone."
    assert site.occurrence_now(meeting).span == meeting.span
    assert not page(answer).all("form", action=f"/occurrences/{meeting.id}/undos"), "it is undone once"


def test_somebody_elses_move_is_shown_beside_ones_own(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    sent = fragment(secretary.get(question(site, meeting), headers=WHEEL)).one("form").sends()
    secretary.post(f"/occurrences/{meeting.id}/moves", data={"to_day": "2026-11-26", "seen": "1"})
    sent = {name: sent[name] for name in ("confirmed", "to_day")} | {"seen": "1", "reason": "Lokalet er optaget"}
    before = site.plan()
    for answer in (
        secretary.post(f"/occurrences/{meeting.id}/moves", data=sent),
        secretary.post(f"/occurrences/{meeting.id}/moves", data=sent, headers=WHEEL),
    ):
        root = page(answer, 409) if "<html" in answer.text else fragment(answer, 409)
        assert "Somebody else changed this event while you were looking at it." in root.refusal
        assert [cell.text for cell in root.one("tbody").all("td")] == [
            "Thursday 26 November 2026",
            "Friday 27 November 2026",
        ]
        form = root.one("form", action=f"/occurrences/{meeting.id}/moves")
        assert form.sends().items() >= (sent | {"seen": "2"}).items(), "once seen, it can be moved all the same"
    assert site.plan() == before


def test_a_mistake_in_the_confirmation_keeps_what_was_typed(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    sent = fragment(secretary.get(question(site, meeting), headers=WHEEL)).one("form").sends()
    answer = secretary.post(f"/occurrences/{meeting.id}/moves", data=sent | {"reason": "x" * 1001}, headers=WHEEL)
    form = fragment(answer, 422).one("form", action=f"/occurrences/{meeting.id}/moves")
    assert form.mistake("reason") == "Write at most 1000 characters."
    assert form.sends()["reason"] == "x" * 1001


def test_what_was_cancelled_meanwhile_cannot_be_moved(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    sent = fragment(secretary.get(question(site, meeting), headers=WHEEL)).one("form").sends()
    site.cancel(meeting)
    answer = secretary.post(f"/occurrences/{meeting.id}/moves", data=sent, headers=WHEEL)
    assert "What does not take place cannot be moved." in fragment(answer, 422).text


def test_what_was_changed_again_cannot_be_undone(site: Site, secretary: FlaskClient) -> None:
    meeting, address = site.meeting(), f"/occurrences/{site.meeting().id}"
    secretary.post(f"{address}/moves", data={"to_day": "2026-11-26", "seen": "1"})
    entry = page(secretary.get(address)).one("form", action=f"{address}/undos").sends()["entry"]
    secretary.post(f"{address}/moves", data={"to_day": TO_DAY, "seen": "2"})
    before = site.plan()
    for answer in (
        page(secretary.post(f"{address}/undos", data={"entry": entry}), 409),
        fragment(secretary.post(f"{address}/undos", data={"entry": entry}, headers=WHEEL), 409),
    ):
        assert "changed again since" in answer.refusal
    assert page(secretary.post(f"{address}/undos", data={"entry": "findes-ikke"}), 404)
    assert (site.plan(), site.occurrence_now(meeting).span.start.isoformat()) == (before, TO_DAY)


def test_a_reader_is_asked_nothing_and_moves_nothing(site: Site, reader: FlaskClient) -> None:
    meeting, before = site.meeting(), site.plan()
    for rest in ("new", "notes"):
        assert page(reader.get(f"/occurrences/{meeting.id}/moves/{rest}?to_day={TO_DAY}"), 403)
    assert page(reader.post(f"/occurrences/{meeting.id}/moves", data={"to_day": TO_DAY, "seen": "1"}), 403)
    assert page(reader.post(f"/occurrences/{meeting.id}/undos", data={"entry": "0"}), 403)
    assert site.plan() == before


def test_a_page_elsewhere_is_sent_to_the_event(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    elsewhere = HTMX | {"HX-Current-URL": f"http://localhost/occurrences/{meeting.id}"}
    data = {"to_day": TO_DAY, "seen": "1"}
    answer = secretary.post(f"/occurrences/{meeting.id}/moves", data=data, headers=elsewhere)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/occurrences/{meeting.id}")
    assert "HX-Trigger" not in answer.headers


def test_a_new_time_alone_is_no_move(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    form = page(secretary.get(f"/occurrences/{meeting.id}")).one("form", action=f"/occurrences/{meeting.id}/moves")
    data = form.sends() | {"start_time": "10:00"}
    answer = secretary.post(form.get("action"), data=data, follow_redirects=True)
    assert page(answer).status == "The event has another time now."
    assert "Undo the change" in page(answer).text


@pytest.mark.parametrize("headers", [None, WHEEL])
def test_moved_without_the_question_the_receipt_says_what_speaks_against_it(
    site: Site, secretary: FlaskClient, headers: dict[str, str] | None
) -> None:
    address = f"/occurrences/{site.meeting().id}"
    notes = fragment(secretary.get(f"{address}/moves/notes?to_day=2026-12-06", headers=HTMX)).all("li")
    form = page(secretary.get(address)).one("form", action=f"{address}/moves")
    answer = secretary.post(form.get("action"), data=form.sends() | {"to_day": "2026-12-06"}, headers=headers)
    root = fragment(answer) if headers else page(secretary.get(address))
    said = root.find("status").text
    assert said.startswith("The event is moved to Sunday 6 December 2026. Its 5 items go along. ")
    assert "at a weekend" in said
    assert "must then be sent out by" in said
    assert all(note.text in said for note in notes)


def test_the_form_asks_about_another_day_as_soon_as_it_is_chosen(site: Site, secretary: FlaskClient) -> None:
    address = f"/occurrences/{site.meeting().id}"
    form = page(secretary.get(address)).one("form", action=f"{address}/moves")
    (asks,) = [piece for piece in form.walk() if piece.get("hx-get")]
    assert asks.get("hx-get") == f"{address}/moves/notes"
    assert asks.get("hx-include") == "#to_day, #last_day", "and nothing else of the form stands in an address"
    assert {form.one("input", name=name).get("id") for name in ("to_day", "last_day")} == {"to_day", "last_day"}
