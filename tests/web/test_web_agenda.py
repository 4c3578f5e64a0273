"""The bodies, and a body's forward agenda."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, HTMX, INTERNAL, MARKER, TODAY, Site
from werkzeug.urls import iri_to_uri

from wheel.core.occurrences import Status
from wheel.usecases.show_agenda import FIRST_ROWS

AGENDA = f"/bodies/{BODY}/agenda"


def meetings(root: Element) -> list[Element]:
    return [item for item in root.all("li") if (item.get("id") or "").startswith("meeting-")]


def test_the_bodies_are_listed_with_their_next_meeting_and_what_awaits_a_date(anonymous: FlaskClient) -> None:
    root = page(anonymous.get("/bodies"))
    lines = {row.one("a").get("href"): [cell.text for cell in row.all("td")] for row in root.all("tr") if row.all("a")}
    assert len(lines) == 11
    assert lines[AGENDA] == ["Wed 25 Nov at 9:00 · 5 items", "3 1 overdue"]
    assert lines["/bodies/hovedmed/agenda"][1] == "", "nothing is not written as 0"


def test_a_body_without_a_coming_meeting_says_so(site: Site, anonymous: FlaskClient) -> None:
    for meeting in site.agenda("chefforum").choices:
        site.cancel(meeting)
    rows = page(anonymous.get("/bodies")).all("tr")
    assert [row.all("td")[0].text for row in rows if "Chefforum" in row.text] == ["none planned"]


def test_the_first_coming_meetings_are_shown_and_the_rest_on_demand(site: Site, anonymous: FlaskClient) -> None:
    first = page(anonymous.get(AGENDA))
    assert len(meetings(first)) == FIRST_ROWS
    more = next(link for link in first.all("a") if "more meetings" in link.text)
    every = page(anonymous.get(more.get("href") or ""))
    public = [row for row in site.agenda().rows if not row.meeting.is_draft]
    assert more.text == f"Show {len(public) - FIRST_ROWS} more meetings"
    assert [item.get("id") for item in meetings(every)] == [f"meeting-{row.meeting.id}" for row in public]
    assert "more meeting" not in every.text
    assert every.find("agenda").get("data-rows") == "all"


@pytest.mark.parametrize("rows", ["", "ALL", "1", "-1", "all ", "x" * 2000])
def test_any_other_wish_for_rows_is_the_usual_ones(anonymous: FlaskClient, rows: str) -> None:
    assert len(meetings(page(anonymous.get(f"{AGENDA}?rows={rows}")))) == FIRST_ROWS


def test_htmx_gets_the_agenda_alone(anonymous: FlaskClient) -> None:
    answer = anonymous.get(f"{AGENDA}?rows=all", headers=HTMX)
    assert [child.get("id") for child in fragment(answer).children if isinstance(child, Element)] == ["agenda"]
    assert "HX-Request" in answer.headers["Vary"]


def test_items_stand_in_their_order_with_their_minutes(site: Site, anonymous: FlaskClient) -> None:
    first = meetings(page(anonymous.get(AGENDA)))[0]
    stops = [item for item in first.all("li") if (item.get("id") or "").startswith("stop-")]
    numbers = [stop.one("span", class_="number").text for stop in stops]
    titles = [stop.one("span", class_="title").text for stop in stops]
    assert numbers == ["1", "2", "3", "4", "5"]
    assert titles[0].startswith("Økonomi: budgetopfølgning for oktober")
    assert [title for title in titles if title == "Closed item"] == ["Closed item", "Closed item"]
    assert "of 180 min" in first.text


def test_a_meeting_that_does_not_take_place_says_why(site: Site, anonymous: FlaskClient) -> None:
    blocked = next(row.meeting for row in site.agenda().rows if row.meeting.status is Status.BLOCKED)
    line = page(anonymous.get(f"{AGENDA}?rows=all")).find(f"meeting-{blocked.id}")
    assert f"{blocked.because} – no meeting" in line.text
    assert line.addresses == set(), "there is nothing to read about it, and nothing to add"


def test_what_awaits_a_date_says_why_and_for_how_long(site: Site, anonymous: FlaskClient) -> None:
    waiting = site.awaiting()
    line = page(anonymous.get(AGENDA)).find(f"stop-{waiting.id}")
    assert waiting.reason in line.text
    assert (TODAY - waiting.since).days == 74
    assert "2 months" in line.text


@pytest.mark.parametrize("visitor", ["anonymous", "reader"])
def test_who_may_not_edit_is_offered_nothing_to_do(request: pytest.FixtureRequest, visitor: str) -> None:
    root = page(request.getfixturevalue(visitor).get(AGENDA)).find("agenda")
    assert not root.all("form")
    assert not root.all("button")
    assert not any("moves" in address or "items/new" in address for address in root.addresses)
    assert not [item for item in root.all("li") if item.get("data-stop")], "nothing can be dragged"


def test_a_secretary_can_move_every_item_and_add_one_to_every_meeting_held(site: Site, secretary: FlaskClient) -> None:
    root, agenda = page(secretary.get(f"{AGENDA}?rows=all")), site.agenda()
    stops = [stop for row in agenda.rows for stop in row.stops] + list(agenda.awaiting)
    assert {f"/stops/{stop.id}/moves/new?rows=all" for stop in stops} <= root.addresses
    assert {f"/bodies/{BODY}/items/new?meeting={one.id}&rows=all" for one in agenda.choices} <= root.addresses
    assert MARKER in root.text, "the secretariat sees the closed items"


def test_the_buttons_up_and_down_stop_at_the_ends(site: Site, secretary: FlaskClient) -> None:
    first = meetings(page(secretary.get(AGENDA)))[0]
    buttons = [button for button in first.all("button") if button.get("name") == "position"]
    off = [button.text for button in buttons if "disabled" in button.attributes]
    assert (len(buttons), off) == (10, ["↑", "↓"])


@pytest.mark.parametrize("name", ["DIR", "Direktørgruppen", "Direktionen", "dir", " DIR ", "DIREKTIONEN"])
def test_a_bodys_other_names_lead_to_its_own(anonymous: FlaskClient, name: str) -> None:
    answer = anonymous.get(iri_to_uri(f"/bodies/{name}/agenda"))
    assert (answer.status_code, answer.location) == (302, AGENDA)


def test_a_name_with_danish_letters_leads_there_too(anonymous: FlaskClient) -> None:
    answer = anonymous.get("/bodies/%C3%98U/agenda", follow_redirects=True)
    assert page(answer).find("main").one("h1").text == "Økonomiudvalget"


@pytest.mark.parametrize("name", ["findes-ikke", "%20", "%00", "<script>alert(1)</script>", "100%", "%(x)s", "ø" * 500])
@pytest.mark.parametrize("rest", ["agenda", "items/new", "feed"])
def test_an_unknown_body_is_not_found(secretary: FlaskClient, name: str, rest: str) -> None:
    answer = secretary.get(iri_to_uri(f"/bodies/{name.replace('%', '%25') if '(' in name else name}/{rest}"))
    root = page(answer, 404)
    assert "There is no" in root.find("main").text
    assert not root.find("main").all("script")


def test_the_internal_bodys_agenda_is_for_those_who_are_signed_in(site: Site, reader: FlaskClient) -> None:
    address = f"/bodies/{INTERNAL.lower()}/agenda"
    assert page(reader.get(address)).find("main").one("h1").text == INTERNAL
    assert address in page(reader.get("/bodies")).addresses
    assert "There is no body called" in page(site.visitor().get(address), 404).text


def test_before_anything_is_set_up_there_are_no_bodies(empty_site: Site) -> None:
    assert "There are no bodies yet." in page(empty_site.visitor().get("/bodies")).text
