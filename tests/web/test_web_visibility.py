"""What is internal or not published yet is not there at all for those who may not see it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from web_doors import feed_address
from web_pages import page
from web_site import (
    BODY,
    BODY_SECRETARY,
    CLOSED,
    DRAFT_YEAR,
    GUEST,
    HTMX,
    INTERNAL,
    MEMBER,
    MERE_PLANNER,
    OTHERS_SECRETARY,
    THEN,
    Site,
)

from wheel.core.access import OPERATOR, Role
from wheel.core.occurrences import Occurrence, Visibility
from wheel.core.stops import NewItem, Stop, Waiting
from wheel.store.stops import find_stop
from wheel.usecases.add_item import AddItem, add_item

INTERNAL_BODY, CLOSED_BODY = INTERNAL.lower(), CLOSED.lower()
WHO = (
    None,
    Role.READER,
    OTHERS_SECRETARY,
    GUEST,
    MEMBER,
    BODY_SECRETARY,
    MERE_PLANNER,
    Role.PLANNER,
    Role.ADMINISTRATOR,
)
SIGNED_IN = [404, *[200] * (len(WHO) - 1)]
THOSE_WHO_COME = [404, 404, 404, 200, 200, 200, 200, 200, 200]
THOSE_WHO_PLAN_OR_ASK = [404, 404, 404, 404, 404, 200, 200, 200, 200]
THOSE_WHO_PLAN = [404, 404, 404, 404, 404, 404, 200, 200, 200]


def internal_event(site: Site) -> Occurrence:
    return next(one for one in site.occurrences(2026, internal=True) if one.visibility is Visibility.INTERNAL)


def draft_meeting(site: Site) -> Occurrence:
    return next(row.meeting for row in site.agenda().rows if row.meeting.is_draft)


def item_at(site: Site, body: str, meeting: Occurrence | None) -> Stop:
    command = AddItem(body, NewItem("Et punkt"), meeting.id if meeting else None, Waiting("Fordi"))
    with site.database.writing() as session:
        return find_stop(session, OPERATOR, add_item(session, OPERATOR, command, THEN))


def statuses(site: Site, address: str) -> list[int]:
    """What each of WHO is answered; as a page and as a fragment alike."""
    found = []
    for who in WHO:
        visitor = site.visitor(who)
        whole, piece = visitor.get(address).status_code, visitor.get(address, headers=HTMX).status_code
        assert whole == piece
        found.append(whole)
    return found


def test_an_internal_event_is_for_those_who_are_signed_in(site: Site) -> None:
    assert statuses(site, f"/occurrences/{internal_event(site).id}") == SIGNED_IN


def test_an_internal_bodys_pages_are_for_those_who_are_signed_in(site: Site) -> None:
    meeting = site.meeting(0, INTERNAL_BODY)
    stop = item_at(site, INTERNAL_BODY, meeting)
    for address in (f"/bodies/{INTERNAL_BODY}/agenda", f"/occurrences/{meeting.id}", f"/items/{stop.item_id}"):
        assert statuses(site, address) == SIGNED_IN


@pytest.mark.parametrize("name", ["PY", INTERNAL, INTERNAL_BODY.upper(), CLOSED, CLOSED_BODY, f"{CLOSED}et"])
def test_a_hidden_bodys_other_names_do_not_give_it_away(site: Site, anonymous: FlaskClient, name: str) -> None:
    """A redirect to its short name would say that it exists."""
    unknown = page(anonymous.get("/bodies/findes-ikke/agenda"), 404).find("main").text
    told = page(anonymous.get(f"/bodies/{name}/agenda"), 404).find("main").text
    assert told == unknown.replace("findes-ikke", name)


@pytest.mark.parametrize(
    "address", ["/wheel/2026", "/wheel/2026?view=list", "/wheel/2027", "/bodies", "/feeds", f"/bodies/{BODY}/agenda"]
)
def test_nothing_internal_or_closed_is_named_to_those_who_may_not_know_of_it(site: Site, address: str) -> None:
    for who, hidden in ((None, (INTERNAL, CLOSED)), (Role.READER, (CLOSED,)), (OTHERS_SECRETARY, (CLOSED,))):
        for headers in ({}, HTMX):
            said = site.visitor(who).get(address, headers=headers).text.casefold()
            assert not [name for name in hidden if name.casefold() in said]


def test_nothing_internal_and_no_draft_is_in_a_feed(site: Site, secretary: FlaskClient) -> None:
    """Its address is all that a calendar needs, so it holds what everybody may see, whoever asks."""
    for who in (site.visitor(), secretary):
        told = who.get(feed_address(site)).text.replace("\r\n ", "")
        assert INTERNAL not in told
        assert CLOSED not in told
        assert re.findall(rf"DTSTART[^:]*:{DRAFT_YEAR}\d+", told) == []
        assert re.findall(rf"DTSTART[^:]*:{DRAFT_YEAR - 1}\d+", told), "the year before is there"


def test_a_draft_year_is_empty_but_for_those_who_plan_it_or_ask_for_their_bodys_dates(site: Site) -> None:
    address = f"/wheel/{DRAFT_YEAR}?view=list"
    years = {who: page(site.visitor(who).get(address)).find("year").all("tr") for who in WHO}
    rows = {who: [row.text for row in found if row.all("a")] for who, found in years.items()}
    (still,) = rows[None]
    assert "midtvejs i valgperioden" in still, "it began in the published year before"
    for who in (Role.READER, GUEST, MEMBER):
        assert not [row for row in rows[who] if "draft" in row]
    for who in (MERE_PLANNER, Role.PLANNER, Role.ADMINISTRATOR):
        assert len(rows[who]) > 100
        assert all("draft" in row for row in rows[who] if row != still)
    own = [row for row in rows[BODY_SECRETARY] if "draft" in row]
    titles = {one.title for one in site.occurrences(DRAFT_YEAR, internal=True, body=BODY)}
    assert own
    assert all(any(title in row for title in titles) for row in own)


def test_a_draft_meeting_is_for_planners_and_the_bodys_secretary(site: Site, anonymous: FlaskClient) -> None:
    meeting = draft_meeting(site)
    assert statuses(site, f"/occurrences/{meeting.id}") == THOSE_WHO_PLAN_OR_ASK
    assert f"meeting-{meeting.id}" not in anonymous.get(f"/bodies/{BODY}/agenda?rows=all").text


def test_an_item_at_a_draft_meeting_does_not_give_its_day_away(site: Site) -> None:
    stop = item_at(site, BODY, draft_meeting(site))
    assert statuses(site, f"/items/{stop.item_id}") == THOSE_WHO_PLAN_OR_ASK


def closed_event(site: Site, body: str | None) -> Occurrence:
    events = [one for one in site.occurrences(2026, internal=True) if one.visibility is Visibility.CLOSED]
    return next(one for one in events if one.body == body)


def test_a_closed_event_is_for_those_who_come_to_it_and_those_who_plan(site: Site) -> None:
    assert statuses(site, f"/occurrences/{closed_event(site, BODY).id}") == THOSE_WHO_COME
    assert statuses(site, f"/occurrences/{closed_event(site, None).id}") == THOSE_WHO_PLAN


def test_a_closed_bodys_pages_are_for_those_who_sit_there_and_those_who_plan(site: Site) -> None:
    meeting = site.meeting(0, CLOSED_BODY)
    stop = item_at(site, CLOSED_BODY, meeting)
    for address in (f"/bodies/{CLOSED_BODY}/agenda", f"/occurrences/{meeting.id}", f"/items/{stop.item_id}"):
        assert statuses(site, address) == THOSE_WHO_PLAN
    assert statuses(site, f"/bodies/{CLOSED_BODY}/feed") == [404] * len(WHO), "it has no feed: anybody can read one"


def test_a_draft_is_no_visitors_next_meeting(site: Site, anonymous: FlaskClient) -> None:
    for meeting in site.agenda("hovedmed").choices:
        if not meeting.is_draft:
            site.cancel(meeting)
    rows = page(anonymous.get("/bodies")).all("tr")
    assert [row.all("td")[0].text for row in rows if "HovedMED" in row.text] == ["none planned"]


def test_a_visitor_cannot_tell_a_secret_id_from_one_that_is_not_there(site: Site, anonymous: FlaskClient) -> None:
    unknown = page(anonymous.get("/occurrences/findes-ikke"), 404).find("main").text
    hidden = (internal_event(site), draft_meeting(site), closed_event(site, BODY))
    for secret in (*hidden, site.meeting(0, INTERNAL_BODY), site.meeting(0, CLOSED_BODY)):
        assert page(anonymous.get(f"/occurrences/{secret.id}"), 404).find("main").text == unknown
