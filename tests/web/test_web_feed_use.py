"""The administrators' page of which calendars are used: what it tells, what it leaves out, and deleting a view's."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from doors_of_feed_use import CALENDARS, deletion
from doors_of_feed_views import made_view
from flask import render_template
from flask.testing import FlaskClient
from flask_babel import force_locale
from tour_of_feed_use import VIEW, all_kinds_of_use, fetched_view
from web_pages import Element, fragment, page, parse
from web_site import HTMX, MARKER, NOW, Site

from wheel.core.access import Role
from wheel.core.calendar_clients import CalendarClient, Fetch
from wheel.store.feed_fetches import note_fetch
from wheel.usecases.show_feed_use import PAGE


@pytest.fixture
def administrator(site: Site) -> FlaskClient:
    return site.visitor(Role.ADMINISTRATOR)


def lines(found: Element) -> dict[str, list[str]]:
    """The cells of each line, by what its calendar is called."""
    rows = found.one("table").all("tr")[1:]
    return {row.all("th")[0].text: [cell.text for cell in row.all("td")] for row in rows}


def fetched(site: Site, feed_id: str, at: datetime, client: CalendarClient = CalendarClient.OUTLOOK) -> None:
    with site.database.writing() as session:
        note_fetch(session, feed_id, client, at, 200)


def test_a_line_says_when_and_by_what_a_calendar_was_fetched(site: Site, administrator: FlaskClient) -> None:
    view = made_view(site, VIEW)
    fetched(site, view, NOW - timedelta(hours=3))
    fetched(site, view, NOW - timedelta(days=2), CalendarClient.GOOGLE)
    cells = lines(page(administrator.get(CALENDARS)))["Annual wheel: “hentet”"]
    assert cells[:2] == ["today at 10:00", "Outlook, Google Calendar 2 kinds of program within 30 days"]


def test_what_nobody_uses_is_tagged_and_can_stand_first(site: Site, administrator: FlaskClient) -> None:
    fetched(site, made_view(site, VIEW), NOW)
    old = made_view(site, "q=gammel")
    fetched(site, old, NOW - timedelta(days=91))
    usual, turned = (
        list(lines(page(administrator.get(f"{CALENDARS}{order}"))).items()) for order in ("", "?order=unused")
    )
    assert usual[0][0] == "Annual wheel: “hentet”"
    assert usual[1] == (
        "Annual wheel: “gammel”",
        ["on 22 August 2026 at 14:00 Nobody uses it", "Outlook", usual[1][1][2]],
    )
    assert [name for name, _ in turned[-2:]] == ["Annual wheel: “gammel”", "Annual wheel: “hentet”"]
    assert turned[0][1][0] == "not within the last year Nobody uses it"


def test_every_kind_of_calendar_is_named_and_a_closed_item_is_not(site: Site, administrator: FlaskClient) -> None:
    with site.database.writing() as session:
        all_kinds_of_use(session)
    answer = administrator.get(CALENDARS)
    names = list(lines(page(answer)))
    assert names[0] == "Everything public"
    assert "Deadlines" in names
    assert "An item that is not public now" in names
    assert (
        "Direktionen without the agenda, deadlines at their time of day, also what has no exact date, in Danish"
        in names
    )
    assert "Direktionen no deadlines, in English" in names
    assert MARKER not in answer.text


def test_the_next_fifty_are_on_the_next_page_in_the_same_order(site: Site, administrator: FlaskClient) -> None:
    for number in range(PAGE):
        made_view(site, f"q={number}")
    first = page(administrator.get(f"{CALENDARS}?order=unused"))
    assert f"{CALENDARS}?order=unused&page=2" in first.addresses
    second = page(administrator.get(f"{CALENDARS}?order=unused&page=2"))
    assert f"{CALENDARS}?order=unused&page=1" in second.addresses
    assert not set(lines(first)) & set(lines(second))


@pytest.mark.parametrize("asked", ["page=0", "page=-1", "page=x", "page=²", "page=99999999", "order=x", "page=1"])
def test_nonsense_in_the_address_shows_the_usual_page(site: Site, administrator: FlaskClient, asked: str) -> None:
    assert lines(page(administrator.get(f"{CALENDARS}?{asked}"))) == lines(page(administrator.get(CALENDARS)))


def test_a_view_that_nobody_uses_is_deleted_and_its_address_leads_nowhere(site: Site) -> None:
    view = made_view(site, VIEW)
    assert site.visitor().get(f"/feeds/{view}/x.ics").status_code == 200
    site.clock.pass_by(timedelta(days=31))
    administrator = site.visitor(Role.ADMINISTRATOR)
    answer = administrator.post(deletion(site, VIEW), data={"order": "unused", "page": "2"})
    assert (answer.status_code, answer.location) == (303, f"{CALENDARS}?order=unused&page=2")
    assert "The calendar is deleted." in administrator.get(CALENDARS).text
    assert site.visitor().get(f"/feeds/{view}/x.ics").status_code == 404


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_one_that_is_in_use_must_be_ticked(site: Site, administrator: FlaskClient, headers: dict[str, str]) -> None:
    view = fetched_view(site)
    answer = administrator.post(deletion(site, VIEW), headers=headers)
    found = fragment(answer, 422) if headers else page(answer, 422)
    assert found.mistake("even_so").startswith("Calendar programs have fetched this within 30 days.")
    answer = administrator.post(deletion(site, VIEW), headers=headers, data={"even_so": "1"})
    assert (answer.status_code, answer.headers.get("HX-Redirect")) == ((204, CALENDARS) if headers else (303, None))
    assert view not in administrator.get(CALENDARS).text


def test_the_mistake_is_told_also_where_the_line_stands_on_another_page(site: Site, administrator: FlaskClient) -> None:
    fetched_view(site)
    for number in range(PAGE):
        made_view(site, f"q={number}")
    answer = administrator.post(deletion(site, VIEW), data={"order": "unused"})
    assert page(answer, 422).one("p", role="alert").text.startswith("Calendar programs have fetched this")


def test_a_calendar_that_is_no_views_has_no_form_and_is_not_found(site: Site, administrator: FlaskClient) -> None:
    found = page(administrator.get(CALENDARS))
    assert not [form for form in found.all("form") if "deletions" in form.attributes.get("action", "")]
    assert administrator.post(f"{CALENDARS}/nothing/deletions").status_code == 404


@pytest.mark.parametrize(
    ("fetches", "said"),
    [
        ((), "Not fetched yet. Some programs take a day before they look for the first time."),
        ((Fetch(CalendarClient.OUTLOOK, NOW, 304),), "Fetched today at 13:00 by Outlook – nothing new."),
        (
            (
                Fetch(CalendarClient.APPLE, NOW - timedelta(hours=20), 200),
                Fetch(CalendarClient.NONE, NOW - timedelta(days=5), 500),
            ),
            (
                "Fetched yesterday at 17:00 by an iPhone or iPad – it got the whole calendar\n"
                "Fetched on 16 November 2026 at 13:00 by a program that does not say what it is – the answer was 500"
            ),
        ),
        (
            (Fetch(CalendarClient.GOOGLE, NOW, 410),),
            "Fetched today at 13:00 by Google Calendar – it was told that the calendar is closed.",
        ),
    ],
)
def test_the_fetches_of_one_calendar_are_sentences(site: Site, fetches: tuple[Fetch, ...], said: str) -> None:
    with site.app.test_request_context(), force_locale("en_GB"):
        html = render_template("subscriptions/_fetches.html", fetches=fetches)
    assert parse(html).text == " ".join(said.split())
