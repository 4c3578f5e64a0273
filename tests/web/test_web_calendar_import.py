"""The page of calendar files: one is handed in, its preview shown, and what it says is taken over."""

from __future__ import annotations

import io
from datetime import date

import pytest
from calendars_to_hand_in import BROKEN, CANCELLED, CHOIR, CONCERT, MOVED, NAME, OVER, calendar_text
from doors_of_calendar_import import ADDRESS, CHOSEN, previewed
from flask.testing import FlaskClient
from web_pages import fragment, page
from web_site import HTMX, Site

from wheel.core.access import OPERATOR, Role
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Visibility
from wheel.imports.calendar_command import LARGEST_FILE
from wheel.store.occurrences import occurrences_between

ALL = calendar_text(CONCERT, CHOIR, MOVED, CANCELLED, OVER, BROKEN)


@pytest.fixture
def planner(site: Site) -> FlaskClient:
    return site.visitor(Role.PLANNER)


def named(site: Site, title: str) -> list[Occurrence]:
    with site.database.reading() as session:
        found = occurrences_between(session, OPERATOR, DateSpan(date(2026, 1, 1), date(2028, 1, 1)))
    return [one for one in found if one.title == title]


def test_a_pasted_calendar_becomes_a_preview_and_nothing_is_written(site: Site, planner: FlaskClient) -> None:
    before = site.plan()
    answer = planner.post(ADDRESS, data={**CHOSEN, "text": ALL})
    root = page(answer)
    assert answer.status_code == 200
    assert f"{NAME}: 2 new events, 1 left out." in root.text
    for words in ("Moved by the file:", "Cancelled in the file:", "every Thursday from", "years that have no plan yet"):
        assert words in root.text
    assert "Tit The event is repeated every hour, minute or second, so it is left out." in root.text
    assert site.plan() == before


def test_a_file_goes_the_same_way_as_a_text(site: Site, planner: FlaskClient) -> None:
    file = (io.BytesIO(ALL.replace("\n", "\r\n").encode()), "kultur.ics")
    root = page(planner.post(ADDRESS, data={**CHOSEN, "file": file}, content_type="multipart/form-data"))
    assert root.one("input", name="name").get("value") == "kultur.ics"
    assert "2 new events" in root.text
    assert named(site, "Koncert") == []


def test_what_was_previewed_is_taken_over_and_said_once(site: Site, planner: FlaskClient) -> None:
    answer = planner.post(ADDRESS, data=previewed(site, ALL))
    assert (answer.status_code, answer.location) == (303, "/plan/2026")
    assert page(planner.get(answer.location)).status == "The calendar is taken over: 2 new events."
    (concert,) = named(site, "Koncert")
    assert (concert.ring, concert.kind, concert.place) == ("dialog", Kind.EVENT, "Torvet")
    assert "took 5 dates from the calendar Kulturkalender" in page(planner.get("/plan/2026")).text


def test_htmx_gets_the_preview_alone_and_is_sent_on_after_the_import(site: Site, planner: FlaskClient) -> None:
    part = fragment(planner.post(ADDRESS, data={**CHOSEN, "text": ALL}, headers=HTMX))
    assert part.find("imports") is not None
    answer = planner.post(ADDRESS, data=previewed(site, ALL), headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/plan/2026")


def test_other_choices_are_previewed_before_they_count(site: Site, planner: FlaskClient) -> None:
    chosen = previewed(site, ALL) | {"body": "direktionen", "ring": "direktion", "again": "1"}
    root = page(planner.post(ADDRESS, data=chosen))
    assert root.one("select", id="body").one("option", selected="").get("value") == "direktionen"
    assert named(site, "Koncert") == []
    planner.post(ADDRESS, data=root.one("form", action=ADDRESS, method="post").sends() | {"again": ""})
    (concert,) = named(site, "Koncert")
    assert (concert.body, concert.kind) == ("direktionen", Kind.MEETING)


def test_what_is_private_in_the_file_is_for_everybody_only_if_that_is_chosen(site: Site, planner: FlaskClient) -> None:
    text = calendar_text(CONCERT + "CLASS:CONFIDENTIAL\n", CHOIR)
    usual = page(planner.get(ADDRESS)).one("form", action=ADDRESS, method="post").sends()
    for chosen, count in (({"visibility": "public"}, 0), ({"visibility": usual["visibility"]}, 1)):
        root = page(planner.post(ADDRESS, data={"ring": "dialog", **chosen, "text": text}))
        assert root.text.count("Not everybody will see it.") == count
    planner.post(ADDRESS, data=root.one("form", action=ADDRESS, method="post").sends() | {"again": ""})
    assert {one.visibility for one in named(site, "Koncert")} == {Visibility.INTERNAL}
    assert {one.visibility for one in named(site, "Kor")} == {Visibility.PUBLIC}


def test_what_is_over_is_taken_when_it_is_asked_for(site: Site, planner: FlaskClient) -> None:
    root = page(planner.post(ADDRESS, data={**CHOSEN, "text": ALL, "with_past": "1"}))
    assert "3 new events" in root.text
    assert "2018: 1 new date" in root.text


def test_the_same_calendar_again_has_nothing_to_take_over(site: Site, planner: FlaskClient) -> None:
    planner.post(ADDRESS, data=previewed(site, ALL))
    before = site.plan()
    root = page(planner.post(ADDRESS, data={**CHOSEN, "text": ALL}))
    assert "2 as before, 1 left out." in root.text
    assert root.find("do-import") is None
    assert page(planner.get(planner.post(ADDRESS, data=previewed(site, ALL)).location)).status == (
        "There was nothing to change: the plan has it all."
    )
    assert site.plan() == before


def test_a_change_is_shown_beside_what_the_plan_has(site: Site, planner: FlaskClient) -> None:
    planner.post(ADDRESS, data=previewed(site, ALL))
    later = calendar_text(CONCERT.replace("Torvet", "Salen"), CHOIR, MOVED, CANCELLED)
    root = page(planner.post(ADDRESS, data={**CHOSEN, "text": later}))
    assert (root.one("del").text, root.one("ins").text) == ("Torvet", "Salen")
    planner.post(ADDRESS, data=previewed(site, later))
    assert [one.place for one in named(site, "Koncert")] == ["Salen"]


def test_what_is_gone_ends_only_where_it_is_ticked(site: Site, planner: FlaskClient) -> None:
    planner.post(ADDRESS, data=previewed(site, ALL))
    later = calendar_text(CHOIR, MOVED, CANCELLED)
    root = page(planner.post(ADDRESS, data={**CHOSEN, "text": later}))
    box = root.one("input", name="end")
    assert "checked" not in box.attributes
    planner.post(ADDRESS, data=previewed(site, later))
    assert len(named(site, "Koncert")) == 1
    planner.post(ADDRESS, data=previewed(site, later) | {"end": str(box.get("value"))})
    assert named(site, "Koncert") == []


def test_nothing_is_offered_as_gone_where_not_all_of_the_file_was_read(site: Site, planner: FlaskClient) -> None:
    planner.post(ADDRESS, data=previewed(site, ALL))
    root = page(planner.post(ADDRESS, data={**CHOSEN, "text": calendar_text(CHOIR, BROKEN)}))
    assert root.find("gone-title") is None
    assert "Not all of the file could be read, so what is missing in it is not taken to be gone." in root.text


def test_a_stale_preview_is_refused_and_shown_as_it_is_now(site: Site, planner: FlaskClient) -> None:
    stale = previewed(site, ALL)
    planner.post(ADDRESS, data=previewed(site, calendar_text(CONCERT.replace("Torvet", "Salen"))))
    before = site.plan()
    answer = planner.post(ADDRESS, data=stale)
    root = page(answer, 409)
    assert "Something was changed while you were looking at the preview." in root.text
    assert (root.one("del").text, root.one("ins").text) == ("Salen", "Torvet")
    assert site.plan() == before


MISTAKES = [
    pytest.param({}, "file", id="nothing is handed in"),
    pytest.param({"text": "Referat af mødet"}, "file", id="no calendar"),
    pytest.param({"text": "x" * (LARGEST_FILE + 1)}, "file", id="more than is read"),
    pytest.param({"content": "!"}, "file", id="a form that was tampered with"),
    pytest.param({"content": "eJw="}, "file", id="packed, but broken off"),
    pytest.param({"text": ALL, "ring": "findes-ikke"}, "ring", id="a ring that is gone"),
    pytest.param({"text": ALL, "body": "findes-ikke"}, "body", id="a body that is gone"),
    pytest.param({"text": ALL, "kind": "meeting"}, "body", id="nobody's meeting"),
    pytest.param({"text": ALL, "kind": "?"}, "kind", id="no kind of event"),
    pytest.param({"text": ALL, "visibility": "?"}, "visibility", id="seen by nobody knows whom"),
]


@pytest.mark.parametrize(("sent", "field"), MISTAKES)
def test_a_mistake_stands_by_its_field_and_nothing_is_written(
    site: Site, planner: FlaskClient, sent: dict[str, str], field: str
) -> None:
    before = site.plan()
    answer = planner.post(ADDRESS, data=CHOSEN | sent)
    root = page(answer, 422)
    assert root.find(f"mistake-{field}") is not None
    if len(sent.get("text", "")) < LARGEST_FILE:
        assert root.one("textarea", name="text").text == " ".join(sent.get("text", "").split())
    assert site.plan() == before


def test_a_file_handed_in_with_a_wrong_choice_need_not_be_chosen_again(site: Site, planner: FlaskClient) -> None:
    file = (io.BytesIO(ALL.encode()), "kultur.ics")
    wrong = {**CHOSEN, "kind": "meeting", "file": file}
    root = page(planner.post(ADDRESS, data=wrong, content_type="multipart/form-data"), 422)
    sent = root.one("form", action=ADDRESS, method="post").sends() | {"kind": ""}
    again = page(planner.post(ADDRESS, data={name: value for name, value in sent.items() if name != "file"}))
    assert "2 new events" in again.text


@pytest.mark.parametrize(("role", "size"), [(Role.PLANNER, LARGEST_FILE * 2), (Role.READER, 1_100_000)])
def test_what_is_far_too_big_is_refused_before_it_is_read(guarded_site: Site, role: Role, size: int) -> None:
    assert guarded_site.visitor(role).post(ADDRESS, data={"text": "x" * size}).status_code == 413


def test_what_an_event_is_called_never_becomes_markup(planner: FlaskClient) -> None:
    hostile = calendar_text(CONCERT.replace("Koncert", "<script>alert(1)</script>"))
    answer = planner.post(ADDRESS, data={**CHOSEN, "text": hostile})
    assert "<script>alert" not in answer.text
    assert "<script>alert(1)</script>" in page(answer).text


@pytest.mark.parametrize("role", [None, Role.READER])
def test_only_planners_get_in(site: Site, role: Role | None) -> None:
    visitor = site.visitor(role)
    for answer in (visitor.get(ADDRESS), visitor.post(ADDRESS, data={**CHOSEN, "text": ALL})):
        assert answer.status_code in (303, 401, 403)
    assert named(site, "Koncert") == []


def test_planning_leads_there(planner: FlaskClient) -> None:
    assert page(planner.get("/plan/2026")).all("a", href=ADDRESS)
