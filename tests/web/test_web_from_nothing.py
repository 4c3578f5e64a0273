"""A new service, from an empty database to a published year and a closed item on an agenda, by its pages alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from web_pages import Element, page
from web_site import Site, running_site

PASSWORD = "et-godt-kodeord-her"
ADMINISTRATOR = {"user_name": "stab", "password": PASSWORD}
SET_UP = ADMINISTRATOR | {
    "organisation": "Fjordby Kommune",
    "display_name": "Staben",
    "post": "Stabens chef",
    "password_again": PASSWORD,
}
BODY = {
    "name": "Direktionen",
    "kind": "executive_board",
    "visibility": "public",
    "default_start": "09:00",
    "default_end": "12:00",
    "notice": "weekday",
    "notice_weekday": "5",
}
SERIES = {
    "title": "Direktionsmøde",
    "kind": "meeting",
    "body": "direktionen",
    "ring": "direktion",
    "visibility": "public",
    "rule_kind": "weekly",
    "weekly_on_3": "1",
    "weekly_weeks": "even",
    "start": "2027-01-01",
    "length_days": "1",
    "every_years": "1",
    "on_closed": "skip",
    "closes_school_holidays": "1",
}
AUTUMN_HOLIDAY = {"kind": "school_holiday", "name": "Efterårsferie", "first": "2027-10-16", "last": "2027-10-24"}
EVEN_WEDNESDAYS = [date.fromisocalendar(2027, week, 3) for week in range(2, 53, 2) if week != 42]
AGENDA = "/bodies/direktionen/agenda?rows=all"
SECRETARY = {"user_name": "sekretær", "display_name": "Sekretæren", "role": "reader", "by": "link"}
CLOSED = "Forhandling om havnegrunden"


@pytest.fixture
def place(tmp_path: Path, empty_file: Path) -> Iterator[Site]:
    for site in running_site(tmp_path):
        yield site.filled_with(empty_file)


def test_a_year_is_planned_from_nothing_on_the_pages(place: Site) -> None:
    administrator = set_up(place)
    assert page(administrator.get("/wheel/2027")).find("next-steps") is not None
    plan(administrator)
    assert page(administrator.get("/wheel/2027")).find("next-steps") is None

    visitor = place.visitor(language="da")
    rows = [row for row in page(visitor.get("/wheel/2027?view=list")).find("year").all("tr") if row.all("a")]
    days = [re.match(r"\s*\w+\.\s+(\d+)\.", row.all("td")[1].text) for row in rows]
    assert [int(day[1]) for day in days if day] == [day.day for day in EVEN_WEDNESDAYS]
    assert all("Direktionsmøde" in row.text for row in rows)
    assert "Efterårsferie" in page(administrator.get(AGENDA)).text


def test_what_is_to_be_done_next_leads_through_all_of_it(place: Site) -> None:
    administrator = set_up(place)
    for address in ("/wheel/2027", "/administration/organisation"):
        steps = page(administrator.get(address)).find("next-steps")
        assert steps is not None
        assert [administrator.get(to, follow_redirects=True).status_code for to in sorted(steps.addresses)] == [200] * 6
    assert page(place.visitor().get("/wheel/2027")).find("next-steps") is None, "a visitor has nothing to do"


def test_the_secretary_of_a_body_keeps_what_is_closed_on_its_agenda(place: Site) -> None:
    """Who set the service up and planned the year holds no seat there, and sees no more of it than a visitor."""
    administrator = set_up(place)
    plan(administrator)
    secretary = let_in_a_secretary(place, administrator)
    form = page(secretary.get("/bodies/direktionen/items/new")).one("form", action="/bodies/direktionen/items")
    send(secretary, "/bodies/direktionen/items", form.sends() | {"title": CLOSED, "is_closed": "1"})
    assert CLOSED in page(secretary.get(AGENDA)).text
    for other in (administrator, place.visitor()):
        shown = page(other.get(AGENDA)).text
        assert CLOSED not in shown
        assert "Closed item" in shown


def set_up(place: Site) -> FlaskClient:
    """A browser in which the first administrator has signed in."""
    administrator = place.visitor()
    send(administrator, "/setup", SET_UP)
    send(administrator, "/sign-in", ADMINISTRATOR)
    return administrator


def plan(planner: FlaskClient) -> None:
    send(planner, "/settings/rings", {"name": "Direktion", "colour": "#3b4f91"})
    send(planner, "/settings/bodies", BODY)
    send(planner, "/settings/calendar/2027", AUTUMN_HOLIDAY)
    send(planner, "/series", SERIES)
    preview = page(planner.get("/plan/2027"))
    seen = preview.one("form", action="/plan/2027/plannings").sends()["seen"]
    send(planner, "/plan/2027/plannings", {"seen": seen, "publish": "1"})


def let_in_a_secretary(place: Site, administrator: FlaskClient) -> FlaskClient:
    """A post is made, given a seat and a holder, who chooses a password by the link and signs in."""
    post = send(administrator, "/administration/posts", {"title": "Direktionssekretæren"})
    seats = page(administrator.get(post)).one("form", action=f"{post}/seats")
    send(administrator, f"{post}/seats", seats.sends() | {"body": "direktionen", "seat": "secretary"})
    invited = administrator.post(
        "/administration/accounts", data=SECRETARY | {"post": post.rpartition("/")[2]}, follow_redirects=True
    )
    link = handed_over(page(invited))
    secretary = place.visitor()
    chosen = page(secretary.get(link)).one("form", action=link)
    send(secretary, link, chosen.sends() | {"password": PASSWORD, "password_again": PASSWORD})
    send(secretary, "/sign-in", {"user_name": SECRETARY["user_name"], "password": PASSWORD})
    return secretary


def handed_over(root: Element) -> str:
    """The address of the link that is shown once, without the host."""
    links = [value for value in _shown(root) if "/passwords/" in value]
    assert len(set(links)) == 1, links
    return urlsplit(links[0]).path


def _shown(root: Element) -> Iterator[str]:
    for element in root.walk():
        yield element.get("value") or element.get("href") or ""


def send(planner: FlaskClient, address: str, form: dict[str, str]) -> str:
    answer = planner.post(address, data=form)
    assert answer.status_code == 303, f"{address}: {answer.text}"
    return str(answer.location)
