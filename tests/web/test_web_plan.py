"""The planning page: the year's head, its grid, what is chosen of it, and the editor of a date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from planning_desk import (
    DRAFT,
    UNPLANNED,
    YEAR,
    chip,
    chips,
    editor,
    form_to,
    looks,
    move_form,
    rows,
    send,
    series_called,
)
from web_pages import Element, fragment, page
from web_site import HTMX, Site

from wheel.core.access import Role
from wheel.core.occurrences import Status
from wheel.web.plan import planning_year

MEETING = "Direktionsmøde"


def head(client: FlaskClient, address: str) -> Element:
    return page(client.get(address)).find("plan-head")


@pytest.mark.parametrize(
    ("day", "year", "reason"),
    [
        (date(2026, 7, 31), 2026, "before August it is this year that is worked on"),
        (date(2026, 8, 1), 2027, "from August on the next year is planned"),
        (date(2026, 12, 31), 2027, "the last day of the year"),
        (date(2027, 1, 1), 2027, "what was the next year is now this one"),
    ],
)
def test_planning_begins_with_the_year_that_is_being_planned(day: date, year: int, reason: str) -> None:
    assert planning_year(day) == year, reason


def test_the_menus_address_leads_to_that_year(secretary: FlaskClient) -> None:
    answer = secretary.get("/plan")
    assert (answer.status_code, answer.location) == (302, YEAR)


@pytest.mark.parametrize(
    ("address", "state", "buttons"),
    [
        (UNPLANNED, "not planned yet", ["Save as a draft", "Save and publish"]),
        (DRAFT, "draft", ["Publish 2028"]),
        (YEAR, "published", ["Begin a draft"]),
    ],
)
def test_a_year_says_how_far_it_has_come_and_what_is_next(
    secretary: FlaskClient, address: str, state: str, buttons: list[str]
) -> None:
    top = head(secretary, address)
    assert [tag.text for tag in top.all("span") if "tag" in (tag.get("class") or "")] == [state]
    assert [button.text for button in top.all("button")] == buttons
    assert len([button for button in top.all("button") if button.get("class") == "primary"]) == 1


def test_a_year_leads_to_its_neighbours_its_wheel_and_a_new_series(secretary: FlaskClient) -> None:
    wanted = {"/plan/2026", "/plan/2028", "/wheel/2027", "/series/new?year=2027"}
    assert wanted <= head(secretary, YEAR).addresses


def test_every_series_is_a_row_and_every_date_a_chip(site: Site, secretary: FlaskClient) -> None:
    root = page(secretary.get(YEAR))
    planned = [one for one in site.occurrences(2027, internal=True, with_blocked=True) if one.slot.start.year == 2027]
    shown = {(one.get("href") or "").partition("at=")[2].removesuffix("#editor") for one in chips(root)}
    assert {one.id for one in planned} <= shown
    assert len(rows(root)) == len(set(rows(root)))
    assert series_called(site, MEETING) in rows(root)


def test_a_chip_says_what_it_is_and_stands_under_its_month(site: Site, secretary: FlaskClient) -> None:
    meeting = next(one for one in site.occurrences(2027, body="direktionen") if one.title == MEETING)
    row = page(secretary.get(YEAR)).find(f"r-{meeting.series_id}")
    speech = chip(row, meeting.id).get("aria-label") or ""
    assert speech.startswith(f"{MEETING}, ")
    assert f"{meeting.span.start.day} January 2027, at 9:00" in speech
    assert chip(row.all("td")[0], meeting.id).text == str(meeting.span.start.day)


def test_a_meeting_left_out_says_why(site: Site, secretary: FlaskClient) -> None:
    blocked = next(one for one in site.occurrences(2027, with_blocked=True) if one.status is Status.BLOCKED)
    root = page(secretary.get(YEAR))
    assert "blocked" in looks(root, blocked.id)
    assert f"not held: {blocked.because}" in (chip(root, blocked.id).get("aria-label") or "")


def test_a_count_without_dates_says_how_much_of_it_is_met(site: Site, secretary: FlaskClient) -> None:
    row = page(secretary.get(YEAR)).find(f"r-{series_called(site, 'Ad hoc-møde i MED')}")
    assert [one.text for one in row.all("span", class_="n missing")] == ["0 of 1–2"]


def test_what_is_only_proposed_is_shown_but_leads_nowhere(secretary: FlaskClient) -> None:
    root = page(secretary.get(UNPLANNED)).find("plan-table")
    proposed = [one for one in root.all("span") if "proposed" in (one.get("class") or "").split()]
    assert len(proposed) > 100
    assert not chips(root)
    assert all("not planned yet" in one.text for one in proposed)


def test_rows_are_found_by_their_title_and_by_their_body(site: Site, secretary: FlaskClient) -> None:
    by_title = rows(page(secretary.get(f"{YEAR}?q=direktionsMØDE")))
    by_body = rows(page(secretary.get(f"{YEAR}?q=hovedmed")))
    assert by_title == [series_called(site, MEETING)]
    assert by_body
    assert by_title[0] not in by_body


def test_one_group_can_be_shown_alone(secretary: FlaskClient) -> None:
    root = page(secretary.get(f"{YEAR}?group=body-direktionen"))
    assert [body.get("id") for body in root.all("tbody") if (body.get("id") or "").startswith("g-")] == [
        "g-body-direktionen"
    ]


def test_only_what_has_conflicts_can_be_shown(site: Site, secretary: FlaskClient) -> None:
    every, some = rows(page(secretary.get(YEAR))), rows(page(secretary.get(f"{YEAR}?conflicts=1")))
    assert series_called(site, "Ad hoc-møde i MED") in some
    assert 0 < len(some) < len(every)


def test_what_nothing_fits_says_so_and_leads_back(secretary: FlaskClient) -> None:
    root = page(secretary.get(f"{YEAR}?q=findes+ikke"))
    assert "No series fits what you look for." in root.text
    assert not rows(root)


def test_the_filters_are_kept_where_a_date_is_opened_and_changed(site: Site, secretary: FlaskClient) -> None:
    meeting = next(one for one in site.occurrences(2027, body="direktionen") if one.title == MEETING)
    root = page(secretary.get(f"{YEAR}?q=direktion&at={meeting.id}"))
    assert chip(root, meeting.id).get("href") == f"{YEAR}?q=direktion&at={meeting.id}#editor"
    day = (meeting.span.start + timedelta(days=1)).isoformat()
    answer = send(secretary, move_form(root), to_day=day)
    assert answer.location == f"{YEAR}?at={meeting.id}&q=direktion"


@pytest.mark.parametrize(
    ("target", "there", "not_there"),
    [("plan-grid", "plan-table", "plan-head"), ("editor", "editor-title", "plan-table"), ("plan", "plan-head", "main")],
)
def test_htmx_gets_the_piece_that_it_asks_for(
    site: Site, secretary: FlaskClient, target: str, there: str, not_there: str
) -> None:
    meeting = site.occurrences(2027, body="direktionen")[0]
    answer = secretary.get(f"{YEAR}?at={meeting.id}", headers={**HTMX, "HX-Target": target})
    root = fragment(answer)
    assert root.find(there)
    assert not root.find(not_there)
    assert answer.headers["HX-Replace-Url"] == f"{YEAR}?at={meeting.id}"
    assert "HX-Target" in answer.headers["Vary"]


def test_the_editor_says_what_the_date_is_and_marks_its_chip(site: Site, secretary: FlaskClient) -> None:
    meeting = next(one for one in site.occurrences(2027, body="direktionen") if one.title == MEETING)
    root = page(secretary.get(f"{YEAR}?at={meeting.id}"))
    assert root.find("editor-title").text == MEETING
    assert f"/occurrences/{meeting.id}" in root.find("editor").addresses
    assert chip(root, meeting.id).get("aria-current") == "true"


def test_a_date_of_another_year_is_opened_on_that_years_page(site: Site, secretary: FlaskClient) -> None:
    meeting = site.occurrences(2026, body="direktionen")[-1]
    answer = secretary.get(f"{YEAR}?at={meeting.id}")
    assert (answer.status_code, answer.location) == (302, f"/plan/2026?at={meeting.id}")


@pytest.mark.parametrize("asked", ["at=findes-ikke", "add=findes-ikke", "at=%3Cscript%3E"])
def test_what_is_no_longer_there_is_said_beside_the_grid(secretary: FlaskClient, asked: str) -> None:
    root = page(secretary.get(f"{YEAR}?{asked}"))
    assert root.find("editor-title").text == "That is no longer in the plan"
    assert rows(root), "the grid is there all the same"


def test_the_form_to_add_a_date_begins_in_the_month_that_was_pointed_at(site: Site, secretary: FlaskClient) -> None:
    series = series_called(site, MEETING)
    form = form_to(page(secretary.get(f"{YEAR}?add={series}&month=5")).find("editor"), "occurrences")
    assert form.sends()["day"] == "2027-05-03", "the first is a Saturday"


@pytest.mark.parametrize("month", ["0", "13", "-1", "x", "9" * 400])
def test_a_month_that_is_none_leaves_the_day_open(site: Site, secretary: FlaskClient, month: str) -> None:
    series = series_called(site, MEETING)
    form = form_to(page(secretary.get(f"{YEAR}?add={series}&month={month}")).find("editor"), "occurrences")
    assert form.sends()["day"] == ""


@pytest.mark.parametrize("year", ["1949", "2091", "9999"])
def test_a_year_that_no_wheel_shows_is_refused(secretary: FlaskClient, year: str) -> None:
    assert "Choose a year from 1950 to 2090." in page(secretary.get(f"/plan/{year}"), 422).text


def test_a_reader_may_not_see_the_planning_page(reader: FlaskClient) -> None:
    assert "Sign in as a planner to change this." in page(reader.get(YEAR), 403).text
    assert page(reader.get("/plan"), 403)


def test_a_visitor_is_asked_to_sign_in_first(anonymous: FlaskClient) -> None:
    assert anonymous.get(YEAR).location.startswith("/sign-in?next=")


def test_an_administrator_plans_as_well(site: Site) -> None:
    meeting = site.occurrences(2027, body="direktionen")[0]
    assert editor(site.visitor(Role.ADMINISTRATOR), meeting.id).all("form")
