"""The planning page as a test uses it: its dates, its forms, and a rule changed behind its back."""

from __future__ import annotations

from datetime import date

from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import HTMX, Site
from werkzeug.test import TestResponse

from wheel.core.dates import DateSpan
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.store.series import all_series, replace_schedule

YEAR = "/plan/2027"
DRAFT = "/plan/2028"
UNPLANNED = "/plan/2029"


def editor(client: FlaskClient, occurrence_id: str, year: str = YEAR) -> Element:
    return page(client.get(f"{year}?at={occurrence_id}")).find("editor")


def chips(root: Element) -> list[Element]:
    return [link for link in root.all("a") if (link.get("class") or "").split()[:1] == ["d"]]


def chip(root: Element, occurrence_id: str) -> Element:
    return next(one for one in chips(root) if f"at={occurrence_id}#" in (one.get("href") or ""))


def looks(root: Element, occurrence_id: str) -> set[str]:
    return set((chip(root, occurrence_id).get("class") or "").split()) - {"d"}


def rows(root: Element) -> list[str]:
    """The ids of the series shown."""
    found = [row.get("id") or "" for row in root.all("tr")]
    return [name.removeprefix("r-") for name in found if name.startswith("r-")]


def form_to(root: Element, ending: str) -> Element:
    """The first form that is sent to an address with that last word."""
    return next(form for form in root.all("form") if (form.get("action") or "").partition("?")[0].endswith(ending))


def move_form(root: Element) -> Element:
    """The editor's own form to move its date; a conflict's way out is another."""
    return next(form for form in root.all("form", class_="act") if "/moves" in (form.get("action") or ""))


def send(client: FlaskClient, form: Element, *, htmx: bool = False, **typed: str) -> TestResponse:
    return client.post(form.get("action") or "", data=form.sends() | typed, headers=HTMX if htmx else None)


def sent(client: FlaskClient, form: Element, *, htmx: bool = False, **typed: str) -> Element:
    """What the form's sender sees afterwards."""
    answer = send(client, form, htmx=htmx, **typed)
    return fragment(answer) if htmx else page(client.get(answer.location))


def series_called(site: Site, title: str) -> str:
    with site.database.reading() as session:
        return next(one.id for one in all_series(session) if one.title == title)


def change_rule(site: Site, series_id: str, *days: date) -> None:
    """Let the series ask for these days alone, as somebody at the series' own page would."""
    with site.database.writing() as session:
        schedule = Schedule(DateList(tuple(DateSpan.of_day(day) for day in days)))
        replace_schedule(session, series_id, schedule)
