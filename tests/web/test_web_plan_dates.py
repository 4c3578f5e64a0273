"""Moving, cancelling, reinstating and adding dates on the planning page, with and without JavaScript."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from flask.testing import FlaskClient
from planning_desk import YEAR, change_rule, chip, editor, form_to, looks, move_form, send, sent, series_called
from web_pages import fragment, page
from web_site import HTMX, Site

from wheel.core.access import Role
from wheel.core.occurrences import Occurrence, Status

MEETING = "Direktionsmøde"


@pytest.fixture
def meeting(site: Site) -> Occurrence:
    """A meeting in May of the published year 2027."""
    wanted = (one for one in site.occurrences(2027, body="direktionen") if one.title == MEETING)
    return next(one for one in wanted if one.span.start.month == 5)


@pytest.fixture
def other(site: Site) -> FlaskClient:
    return site.visitor(Role.ADMINISTRATOR)


def next_day(meeting: Occurrence, days: int = 1) -> date:
    return meeting.span.start + timedelta(days=days)


@pytest.mark.parametrize("htmx", [False, True])
def test_a_date_is_moved_with_new_times_and_a_reason(
    site: Site, secretary: FlaskClient, meeting: Occurrence, htmx: bool
) -> None:
    form, day = move_form(editor(secretary, meeting.id)), next_day(meeting)
    typed = {"to_day": day.isoformat(), "start_time": "13:00", "end_time": "15:30", "reason": "Byrådsseminar"}
    root = sent(secretary, form, htmx=htmx, **typed)
    now = site.occurrence_now(meeting)
    assert (now.span.start, now.start_time, now.end_time) == (day, time(13), time(15, 30))
    assert root.status == "The event is moved."
    assert "Moved from" in root.text
    assert "moved" in looks(root, meeting.id)
    assert "Byrådsseminar" in root.find("part-history").text


def test_htmx_gets_the_editor_and_what_else_has_changed(secretary: FlaskClient, meeting: Occurrence) -> None:
    form = move_form(editor(secretary, meeting.id))
    answer = send(secretary, form, htmx=True, to_day=next_day(meeting).isoformat())
    root = fragment(answer)
    elsewhere = [one.get("id") for one in root.walk() if one.get("hx-swap-oob") and one.tag != "p"]
    assert elsewhere == ["plan-head", "plan-parts", f"r-{meeting.series_id}"]
    assert answer.headers["HX-Replace-Url"] == f"{YEAR}?at={meeting.id}"


def test_the_rows_of_those_it_no_longer_clashes_with_are_drawn_anew_too(
    site: Site, secretary: FlaskClient, meeting: Occurrence
) -> None:
    # Hidden in the form, since after the move nothing of the plan says so any more.
    form = move_form(editor(secretary, meeting.id))
    another = series_called(site, "Kommunalbestyrelsesmøde")
    root = fragment(send(secretary, form, htmx=True, to_day=next_day(meeting).isoformat(), rows=another))
    assert {row.get("id") for row in root.all("tr", hx_swap_oob="true")} == {f"r-{meeting.series_id}", f"r-{another}"}


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("to_day", "", "Choose a date."),
        ("to_day", "31-05-2027", "Write the day as year-month-day: 2027-02-13."),
        ("to_day", "2091-01-01", "Choose a year from 1950 to 2090."),
        ("last_day", "2027-01-01", "The last day must not be before the first."),
        ("start_time", "25:00", "Write the time as hours:minutes: 13:30."),
        ("end_time", "08:00", "It must end after it starts."),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_is_kept(
    site: Site, secretary: FlaskClient, meeting: Occurrence, name: str, typed: str, sentence: str, htmx: bool
) -> None:
    before, form = site.plan(), move_form(editor(secretary, meeting.id))
    answer = send(secretary, form, htmx=htmx, **{"reason": "Fordi", name: typed})
    root = (fragment if htmx else page)(answer, 422)
    assert root.mistake(name) == sentence
    again = move_form(root).sends()
    assert (again[name], again["reason"]) == (typed, "Fordi")
    assert site.plan() == before


def test_a_form_that_does_not_say_what_was_seen_is_refused(
    site: Site, secretary: FlaskClient, meeting: Occurrence
) -> None:
    before, day = site.plan(), next_day(meeting).isoformat()
    for data in ({"to_day": day}, {"to_day": day, "seen": "1"}, {"to_day": day, "seen": "1", "in_draft": "?"}):
        answer = secretary.post(f"/plan/occurrences/{meeting.id}/moves?year=2027", data=data)
        assert "The form is incomplete. Load the page again." in page(answer, 422).text, data
    assert site.plan() == before


@pytest.mark.parametrize("htmx", [False, True])
def test_the_second_planner_sees_both_versions_and_can_go_on_from_there(
    site: Site, secretary: FlaskClient, other: FlaskClient, meeting: Occurrence, htmx: bool
) -> None:
    mine, theirs = (move_form(editor(who, meeting.id)) for who in (secretary, other))
    send(other, theirs, to_day=next_day(meeting, 7).isoformat(), reason="Ferie")
    after_them = site.plan()

    answer = send(secretary, mine, htmx=htmx, to_day=next_day(meeting).isoformat(), reason="Seminar")
    root = (fragment if htmx else page)(answer, 409)
    assert "Somebody else changed this event while you were looking at it." in root.refusal
    versions = [row.text for row in root.one("table", class_="versions").all("tr")]
    assert str(next_day(meeting, 7).day) in versions[1]
    assert str(next_day(meeting).day) in versions[1]
    assert "Seminar" in versions[2]
    assert site.plan() == after_them, "theirs stands"

    sent(secretary, move_form(root))
    assert site.occurrence_now(meeting).span.start == next_day(meeting), "mine counts once I have seen theirs"


def test_a_date_is_cancelled_and_reinstated(site: Site, secretary: FlaskClient, meeting: Occurrence) -> None:
    root = sent(secretary, form_to(editor(secretary, meeting.id), "cancellations"), reason="Valg")
    assert root.status == "The event is cancelled."
    assert "cancelled: Valg" in (chip(root, meeting.id).get("aria-label") or "")
    assert site.occurrence_now(meeting).status is Status.CANCELLED
    assert not [form for form in root.find("editor").all("form") if "moves" in (form.get("action") or "")]

    root = sent(secretary, form_to(root.find("editor"), "reinstatements"))
    assert root.status == "The event takes place after all."
    assert site.occurrence_now(meeting).status is Status.PLANNED


def test_why_it_is_cancelled_must_be_written(site: Site, secretary: FlaskClient, meeting: Occurrence) -> None:
    before, form = site.plan(), form_to(editor(secretary, meeting.id), "cancellations")
    root = page(send(secretary, form, reason="  "), 422)
    assert root.mistake("reason") == "Write why it is cancelled."
    assert [part.get("open") for part in root.find("editor").all("details")] == [""], "the form stays open"
    assert site.plan() == before


@pytest.mark.parametrize("htmx", [False, True])
def test_an_extraordinary_meeting_is_added(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    series = series_called(site, MEETING)
    form = form_to(page(secretary.get(f"{YEAR}?add={series}&month=7")).find("editor"), "occurrences")
    root = sent(secretary, form, htmx=htmx, day="2027-07-06", note="Budgettet")
    assert root.status == "The date is added."
    added = next(one for one in site.occurrences(2027, body="direktionen") if one.span.start == date(2027, 7, 6))
    assert (added.is_extra, added.start_time, added.note) == (True, time(9), "Budgettet")
    assert "extra" in (chip(root, added.id).get("aria-label") or "")


def test_two_on_one_day_are_refused_and_what_was_typed_is_kept(site: Site, secretary: FlaskClient) -> None:
    form = form_to(page(secretary.get(f"{YEAR}?add={series_called(site, MEETING)}")).find("editor"), "occurrences")
    send(secretary, form, day="2027-07-06")
    root = page(send(secretary, form, day="2027-07-06", note="Igen"), 422)
    assert root.mistake("day") == "There is an extra one on that day already."
    assert form_to(root.find("editor"), "occurrences").sends()["note"] == "Igen"


def test_a_date_added_in_another_year_is_shown_there(site: Site, secretary: FlaskClient) -> None:
    form = form_to(page(secretary.get(f"{YEAR}?add={series_called(site, MEETING)}")).find("editor"), "occurrences")
    answer = send(secretary, form, day="2026-12-29")
    there = secretary.get(answer.location)
    assert there.location.startswith("/plan/2026?at=")


def test_a_touched_date_says_that_the_rule_no_longer_asks_for_it(
    site: Site, secretary: FlaskClient, meeting: Occurrence
) -> None:
    sent(secretary, move_form(editor(secretary, meeting.id)), to_day=next_day(meeting).isoformat())
    change_rule(site, meeting.series_id, date(2027, 2, 3))
    root = page(secretary.get(YEAR)).find("part-preview")
    assert "the rule no longer asks for it" in root.text
    planned = form_to(root, "plannings")
    sent(secretary, planned)
    assert "The rule no longer asks for this one." in editor(secretary, meeting.id).text


@pytest.mark.parametrize("rest", ["moves", "cancellations", "reinstatements"])
def test_an_unknown_date_is_not_found(site: Site, secretary: FlaskClient, rest: str) -> None:
    before = site.plan()
    data = {"to_day": "2027-12-01", "reason": "Ferie", "seen": "1", "in_draft": "0"}
    answer = secretary.post(f"/plan/occurrences/findes-ikke/{rest}?year=2027", data=data)
    assert "There is no such event." in page(answer, 404).text
    assert fragment(secretary.post(f"/plan/occurrences/findes-ikke/{rest}", data=data, headers=HTMX), 404).refusal
    assert site.plan() == before
