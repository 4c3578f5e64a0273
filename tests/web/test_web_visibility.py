"""What is internal or not published yet is not there at all for those who may not see it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from web_doors import feed_address
from web_pages import page
from web_site import BODY, DRAFT_YEAR, HTMX, INTERNAL, THEN, Site

from wheel.core.access import OPERATOR, Role
from wheel.core.agenda import NewItem, Stop
from wheel.core.occurrences import Occurrence, Visibility
from wheel.store.agenda import find_stop
from wheel.usecases.add_item import AddItem, add_item

INTERNAL_BODY = INTERNAL.lower()


def internal_event(site: Site) -> Occurrence:
    return next(one for one in site.occurrences(2026, internal=True) if one.visibility is Visibility.INTERNAL)


def draft_meeting(site: Site) -> Occurrence:
    return next(row.meeting for row in site.agenda().rows if row.meeting.is_draft)


def item_at(site: Site, body: str, meeting: Occurrence | None) -> Stop:
    command = AddItem(body, NewItem("Et punkt"), meeting.id if meeting else None, "Fordi")
    with site.database.writing() as session:
        return find_stop(session, OPERATOR, add_item(session, OPERATOR, command, THEN))


def statuses(site: Site, address: str) -> list[int]:
    """What a visitor, a reader and a secretary are answered; as a page and as a fragment alike."""
    found = []
    for role in (None, Role.READER, Role.PLANNER):
        visitor = site.visitor(role)
        whole, piece = visitor.get(address).status_code, visitor.get(address, headers=HTMX).status_code
        assert whole == piece
        found.append(whole)
    return found


def test_an_internal_event_is_for_those_who_are_signed_in(site: Site) -> None:
    assert statuses(site, f"/occurrences/{internal_event(site).id}") == [404, 200, 200]


def test_an_internal_bodys_pages_are_for_those_who_are_signed_in(site: Site) -> None:
    meeting = site.meeting(0, INTERNAL_BODY)
    stop = item_at(site, INTERNAL_BODY, meeting)
    for address in (f"/bodies/{INTERNAL_BODY}/agenda", f"/occurrences/{meeting.id}", f"/items/{stop.item_id}"):
        assert statuses(site, address) == [404, 200, 200]


@pytest.mark.parametrize("name", ["PY", INTERNAL, INTERNAL_BODY.upper()])
def test_an_internal_bodys_other_names_do_not_give_it_away(site: Site, anonymous: FlaskClient, name: str) -> None:
    """A redirect to its short name would say that it exists."""
    unknown = page(anonymous.get("/bodies/findes-ikke/agenda"), 404).find("main").text
    told = page(anonymous.get(f"/bodies/{name}/agenda"), 404).find("main").text
    assert told == unknown.replace("findes-ikke", name)


@pytest.mark.parametrize(
    "address", ["/wheel/2026", "/wheel/2026?view=list", "/wheel/2027", "/bodies", "/feeds", f"/bodies/{BODY}/agenda"]
)
def test_nothing_internal_is_named_to_a_visitor(site: Site, anonymous: FlaskClient, address: str) -> None:
    for headers in ({}, HTMX):
        assert INTERNAL.casefold() not in anonymous.get(address, headers=headers).text.casefold()


def test_nothing_internal_and_no_draft_is_in_a_feed(site: Site, secretary: FlaskClient) -> None:
    """Its address is all that a calendar needs, so it holds what everybody may see, whoever asks."""
    for who in (site.visitor(), secretary):
        told = who.get(feed_address(site)).text.replace("\r\n ", "")
        assert INTERNAL not in told
        assert re.findall(rf"DTSTART[^:]*:{DRAFT_YEAR}\d+", told) == []
        assert re.findall(rf"DTSTART[^:]*:{DRAFT_YEAR - 1}\d+", told), "the year before is there"


def test_a_draft_year_is_empty_for_visitors_and_planned_for_those_who_are_signed_in(site: Site) -> None:
    address = f"/wheel/{DRAFT_YEAR}?view=list"
    years = {role: page(site.visitor(role).get(address)).find("year").all("tr") for role in (None, *Role)}
    rows = {role: [row.text for row in found if row.all("td")] for role, found in years.items()}
    assert [len(rows[role]) > 100 for role in (None, *Role)] == [False, True, True, True]
    (still,) = rows[None]
    assert "midtvejs i valgperioden" in still, "it began in the published year before"
    assert all("draft" in row for row in rows[Role.READER] if row != still)


def test_a_draft_meeting_is_for_those_who_are_signed_in(site: Site, anonymous: FlaskClient) -> None:
    meeting = draft_meeting(site)
    assert statuses(site, f"/occurrences/{meeting.id}") == [404, 200, 200]
    assert f"meeting-{meeting.id}" not in anonymous.get(f"/bodies/{BODY}/agenda?rows=all").text


def test_an_item_at_a_draft_meeting_does_not_give_its_day_away(site: Site) -> None:
    stop = item_at(site, BODY, draft_meeting(site))
    assert statuses(site, f"/items/{stop.item_id}") == [404, 200, 200]


def test_a_draft_is_no_visitors_next_meeting(site: Site, anonymous: FlaskClient) -> None:
    for meeting in site.agenda("hovedmed").choices:
        if not meeting.is_draft:
            site.cancel(meeting)
    rows = page(anonymous.get("/bodies")).all("tr")
    assert [row.all("td")[0].text for row in rows if "HovedMED" in row.text] == ["none planned"]


def test_a_visitor_cannot_tell_a_secret_id_from_one_that_is_not_there(site: Site, anonymous: FlaskClient) -> None:
    unknown = page(anonymous.get("/occurrences/findes-ikke"), 404).find("main").text
    for secret in (internal_event(site), draft_meeting(site), site.meeting(0, INTERNAL_BODY)):
        assert page(anonymous.get(f"/occurrences/{secret.id}"), 404).find("main").text == unknown
