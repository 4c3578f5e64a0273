"""Adding an event: where one pointed, one more of a series or something new, and taken back again."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, DRAFT_YEAR, HTMX, Site

from wheel.core.occurrences import Kind, Occurrence

WHEEL = HTMX | {"HX-Current-URL": "http://localhost/wheel/2026"}
NEW = "/events/new?ring=politisk&day=2026-12-09"
EVENT = {
    "series": "",
    "title": "Fælles temadag",
    "kind": "event",
    "visibility": "public",
    "ring": "politisk",
    "day": "2026-12-09",
    "last_day": "",
    "start_time": "13:00",
    "end_time": "15:00",
    "place": "Salen",
    "body": "",
}


def form_on(root: Element) -> Element:
    return root.one("form", action="/events")


def added(site: Site, title: str = "Fælles temadag", year: int = 2026) -> list[Occurrence]:
    return [one for one in site.occurrences(year, internal=True) if one.title == title]


def chosen(root: Element, field: str) -> str | None:
    (select,) = [one for one in form_on(root).all("select") if one.get("name") == field]
    return next((one.get("value") for one in select.all("option") if "selected" in one.attributes), None)


def test_the_form_knows_where_one_pointed(site: Site, secretary: FlaskClient) -> None:
    for root in (page(secretary.get(NEW)), fragment(secretary.get(NEW, headers=HTMX))):
        assert root.find("panel-title").text == "New event"
        assert form_on(root).find("add-day").get("value") == "2026-12-09"
        assert chosen(root, "ring") == "politisk"
        groups = [group.get("label") for group in form_on(root).all("optgroup")]
        assert groups[0] == "One more of these: Politisk", "the ring that was pointed at comes first"
        assert len(groups) > 3


@pytest.mark.parametrize("day", ["", "i-dag", "2026-02-30", "9999-01-01"])
def test_a_day_that_is_none_is_left_open(site: Site, secretary: FlaskClient, day: str) -> None:
    root = page(secretary.get(f"/events/new?ring=findes-ikke&day={day}"))
    assert form_on(root).find("add-day").get("value") == ""


def test_something_new_is_added_and_shown_without_javascript(site: Site, secretary: FlaskClient) -> None:
    answer = secretary.post("/events", data=EVENT, follow_redirects=True)
    assert page(answer).status == "The event is added."
    (event,) = added(site)
    assert page(answer).find("panel-title").text == "Fælles temadag"
    assert (event.kind, event.ring, event.place) == (Kind.EVENT, "politisk", "Salen")
    back = page(answer).one("form", action=f"/occurrences/{event.id}/undos")
    assert "Undo adding it" in back.text
    answer = secretary.post(back.get("action"), data=back.sends(), follow_redirects=True)
    assert page(answer).status == "The change is undone."
    assert answer.request.path == "/wheel/2026", "its page is gone"
    assert added(site) == []


def test_beside_the_wheel_the_wheel_is_told_and_it_can_be_taken_back(site: Site, secretary: FlaskClient) -> None:
    answer = secretary.post("/events", data=EVENT, headers=WHEEL)
    root, (event,) = fragment(answer), added(site)
    assert root.find("status").text == "The event is added. Undo"
    assert json.loads(answer.headers["HX-Trigger"]) == {"wheel-changed": {"id": event.id}}
    undo = root.find("status").one("button")
    answer = secretary.post(undo.get("hx-post"), data=json.loads(undo.get("hx-vals") or ""), headers=WHEEL)
    assert fragment(answer).find("panel-title").text == "The event is gone again"
    assert "wheel-changed" in answer.headers["HX-Trigger"]
    assert added(site) == []


def test_one_more_of_a_series_takes_what_the_series_says(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    data = EVENT | {"series": meeting.series_id, "title": "Overset", "start_time": "", "end_time": ""}
    secretary.post("/events", data=data)
    (extra,) = [
        one for one in added(site, meeting.title) if one.is_extra and one.span.start.isoformat() == "2026-12-09"
    ]
    assert (extra.start_time, extra.body, extra.place) == (meeting.start_time, BODY, meeting.place)
    assert added(site, "Overset") == []


def test_in_a_year_that_is_a_draft_the_answer_says_who_sees_it(site: Site, secretary: FlaskClient) -> None:
    for year in (DRAFT_YEAR, 2034):
        answer = secretary.post("/events", data=EVENT | {"day": f"{year}-03-01"}, follow_redirects=True)
        assert page(answer).status == f"The event is added. The plan for {year} is a draft, so only planners see it."


Form = Mapping[str, str]
MISTAKES: list[tuple[Form, str, str]] = [
    ({"title": " "}, "title", "Write what the series is called."),
    ({"day": ""}, "day", "Choose a date."),
    ({"day": "2025-12-09"}, "day", "Choose a day from 2026 to 2036."),
    ({"last_day": "2026-12-08"}, "last_day", "The last day must not be before the first."),
    ({"start_time": "25:00"}, "start_time", "Write the time as hours:minutes: 13:30."),
    ({"end_time": "12:00"}, "end_time", "It must end after it starts."),
    ({"kind": "meeting"}, "body", "Choose whose meeting it is."),
    ({"ring": "findes-ikke"}, "ring", "Choose a ring from the list."),
    ({"kind": "?"}, "kind", "Choose one from the list."),
    ({"place": "x" * 201}, "place", "Write at most 200 characters."),
]


@pytest.mark.parametrize(("typed", "field", "sentence"), MISTAKES)
def test_a_mistake_is_said_beside_its_field_and_everything_is_kept(
    site: Site, secretary: FlaskClient, typed: Form, field: str, sentence: str
) -> None:
    before, data = site.plan(), EVENT | typed
    for root in (
        page(secretary.post("/events", data=data), 422),
        fragment(secretary.post("/events", data=data, headers=WHEEL), 422),
    ):
        assert root.mistake(field) == sentence
        kept = {name: data[name] for name in ("title", "day", "last_day", "start_time", "end_time", "place")}
        inputs = {one.get("name"): one.get("value") for one in form_on(root).all("input")}
        assert {name: inputs[name] for name in kept} == kept
    assert site.plan() == before


def test_a_second_extra_on_one_day_is_refused_beside_the_day(site: Site, secretary: FlaskClient) -> None:
    data = EVENT | {"series": site.meeting().series_id}
    secretary.post("/events", data=data)
    root = page(secretary.post("/events", data=data), 422)
    assert root.mistake("day") == "There is an extra one on that day already."
    assert chosen(root, "series") == site.meeting().series_id


def test_from_an_events_panel_one_adds_another_on_the_same_day(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    link = fragment(secretary.get(f"/occurrences/{meeting.id}", headers=HTMX)).find("add-same-day")
    assert link.get("href") == f"/events/new?ring={meeting.ring}&day=2026-11-25"
    assert page(secretary.get(link.get("href"))).find("add-day").get("value") == "2026-11-25"


def test_a_reader_adds_nothing(site: Site, reader: FlaskClient) -> None:
    before = site.plan()
    assert page(reader.get(NEW), 403)
    assert page(reader.post("/events", data=EVENT), 403)
    assert site.plan() == before
