"""A new service, from an empty database to a published year that a visitor sees, by its pages alone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from flask.testing import FlaskClient
from web_pages import page
from web_site import Site

PASSWORD = "et-godt-kodeord-her"
ADMINISTRATOR = {"user_name": "stab", "display_name": "Staben", "password": PASSWORD}
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


def test_a_year_is_planned_from_nothing_on_the_pages(site: Site, empty_file: Path) -> None:
    place = site.filled_with(empty_file)
    planner = place.visitor()
    send(planner, "/setup", ADMINISTRATOR | {"organisation": "Fjordby Kommune", "password_again": PASSWORD})
    send(planner, "/sign-in", ADMINISTRATOR)
    send(planner, "/settings/rings", {"name": "Direktion", "colour": "#3b4f91"})
    send(planner, "/settings/bodies", BODY)
    send(planner, "/settings/calendar/2027", AUTUMN_HOLIDAY)
    send(planner, "/series", SERIES)
    preview = page(planner.get("/plan/2027"))
    seen = preview.one("form", action="/plan/2027/plannings").sends()["seen"]
    send(planner, "/plan/2027/plannings", {"seen": seen, "publish": "1"})

    visitor = place.visitor(language="da")
    rows = [row.text for row in page(visitor.get("/wheel/2027?view=list")).find("year").all("tr") if row.all("td")]
    days = [re.match(r"\s*\w+\.\s+(\d+)\.", row) for row in rows]
    assert [int(day[1]) for day in days if day] == [day.day for day in EVEN_WEDNESDAYS]
    assert all("Direktionsmøde" in row for row in rows)
    assert "Efterårsferie" in page(planner.get("/bodies/direktionen/agenda?rows=all")).text


def send(planner: FlaskClient, address: str, form: dict[str, str]) -> None:
    answer = planner.post(address, data=form)
    assert answer.status_code == 303, f"{address}: {answer.text}"
