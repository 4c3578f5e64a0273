"""What is closed is told to nobody who may not know it: words planted in it are searched for in everything said.

A closed item is on its agenda as a closed item, with its number and minutes. A closed event, or a closed body, is not
there at all.
"""

from __future__ import annotations

import gzip
import io
import logging
import re
from collections.abc import Iterator

import pytest
from door import Door
from flask.testing import FlaskClient
from sqlalchemy import select
from web_doors import DOORS, feed_address
from web_pages import fragment, page
from web_site import (
    BODY,
    BODY_SECRETARY,
    CLOSED,
    GUEST,
    HTMX,
    INTERNAL,
    MARKER,
    MEMBER,
    MERE_PLANNER,
    OTHERS_SECRETARY,
    Site,
)
from werkzeug.test import TestResponse

from wheel.core.access import OPERATOR, Role
from wheel.errors import ForbiddenError
from wheel.store.tables import AttachmentRow, FollowUpRow, ItemRow, StopRow
from wheel.usecases.dump_plan import dump_plan

Who = Role | str | None
# Who may not know what: closed items are for those who treat them; closed events also for guests and planners.
UNTOLD: dict[Who, tuple[str, ...]] = {
    None: (MARKER, CLOSED),
    Role.READER: (MARKER, CLOSED),
    GUEST: (MARKER,),
    MERE_PLANNER: (MARKER,),
    Role.ADMINISTRATOR: (MARKER,),
}
WITHOUT_RIGHT = list(UNTOLD)
ADDRESS = re.compile(r'(?:href|hx-get|action|src)="([^"]+)"')
# The draft has as many events again, and no closed item.
NEAR_YEARS = (2026, 2027)
READ = [door for door in DOORS if door.method == "GET"]
SENT = [door for door in DOORS if door.method == "POST"]


def said(answer: TestResponse) -> str:
    """Everything that a client is told, with the lines of a calendar put together again (RFC 5545, 3.1)."""
    body = gzip.decompress(answer.data) if answer.headers.get("Content-Encoding") == "gzip" else answer.data
    return f"{answer.headers}\n{body.decode('utf-8', 'replace')}".replace("\r\n ", "").replace("\n ", "")


def told_too_much(who: Who, answer: TestResponse) -> list[str]:
    return [word for word in UNTOLD[who] if word.casefold() in said(answer).casefold()]


def walk(client: FlaskClient, *starts: str) -> Iterator[tuple[str, str]]:
    """Every address that leads on from here by GET, with everything that is said there."""
    queue, seen = list(starts), set(starts)
    while queue:
        address = queue.pop()
        text = said(client.get(address, buffered=True))
        yield address, text
        found = {found.replace("&amp;", "&").partition("#")[0] for found in ADDRESS.findall(text)}
        new = {one for one in found if _is_near(one)} - seen
        seen |= new
        queue.extend(sorted(new))


def _is_near(address: str) -> bool:
    """Our own pages; of the wheels, the years that hold anything; the way to sign in not from each page anew."""
    year = re.match(r"/wheel/(?:rolling-|school-)?(\d+)", address)
    is_far = year is not None and int(year[1]) not in NEAR_YEARS
    return address.startswith("/") and not is_far and not address.startswith("/sign-in?")


@pytest.mark.parametrize("who", [None, GUEST])
def test_no_page_that_can_be_reached_tells_of_it(site: Site, who: Who) -> None:
    ids = site.closed_item_ids()
    assert len(ids) == 8, "the sample's own, and those with the marker"
    words = (*UNTOLD[who], *ids)
    walked = walk(site.visitor(who), "/wheel/2026", "/sign-in")
    visited = {address: any(word in text for word in words) for address, text in walked}
    kinds = {re.sub(r"\?.*", "", address).split("/")[1] for address in visited}
    assert kinds >= {"wheel", "occurrences", "bodies", "items", "feeds", "static", "sign-in"}
    assert len(visited) > 400
    assert {address for address, is_told in visited.items() if is_told} == set()


@pytest.mark.parametrize("who", WITHOUT_RIGHT)
def test_no_door_tells_of_it_by_page_fragment_or_header(site: Site, who: Who) -> None:
    visitor = site.visitor(who)
    for door in READ:
        address = door.address_on(site)
        for method, headers in (("GET", {}), ("GET", HTMX), ("HEAD", {})):
            answer = visitor.open(address, method=method, headers=headers, buffered=True)
            assert told_too_much(who, answer) == [], door


@pytest.mark.parametrize("who", WITHOUT_RIGHT)
def test_nothing_that_is_sent_anywhere_is_answered_with_it(site: Site, who: Who) -> None:
    """Downloads that are asked for by a form too."""
    sent: list[tuple[Door, str, dict[str, str]]] = [(door, door.address_on(site), door.form_on(site)) for door in SENT]
    visitor = site.visitor(who)
    for door, address, form in sent:
        answer = visitor.post(address, data=form, buffered=True)
        assert told_too_much(who, answer) == [], door


def closed_ids(site: Site) -> dict[str, list[str]]:
    """The ids of everything that belongs to a closed item, by the name that rules give such an id."""
    with site.database.reading() as session:
        closed = select(ItemRow.id).where(ItemRow.is_closed.is_(True), ItemRow.title.contains(MARKER))
        stops = select(StopRow.id).where(StopRow.item_id.in_(closed))
        queries = {
            "item_id": select(ItemRow.public_id).where(ItemRow.id.in_(closed)),
            "stop_id": select(StopRow.public_id).where(StopRow.id.in_(stops)),
            "attachment_id": select(AttachmentRow.public_id).where(AttachmentRow.title.contains(MARKER)),
            "follow_up_id": select(FollowUpRow.public_id).where(FollowUpRow.stop_id.in_(stops)),
        }
        return {name: list(session.scalars(query)) for name, query in queries.items()}


def addresses_of_closed(site: Site) -> list[tuple[str, str]]:
    """Every method and address that can be made with such an id."""
    found = [
        (method, rule.rule.replace(f"<{name}>", id_))
        for rule in site.app.url_map.iter_rules()
        for name, ids in closed_ids(site).items()
        if f"<{name}>" in rule.rule
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        # Those at a meeting, in another body, and those that await a date.
        for id_ in ids[::2]
    ]
    assert len(found) > 40
    return found


FORMS: tuple[dict[str, str], ...] = (
    {"seen": "1", "to": "awaiting", "reason": "x", "position": "1", "title": "x", "what": "x", "done": "1"},
    {"seen": "99", "to": "awaiting", "reason": "x", "position": "1", "title": "x", "what": "x"},
    {"seen": "x"},
    {},
)


@pytest.mark.parametrize("who", WITHOUT_RIGHT)
def test_nothing_that_is_tried_with_its_ids_tells_of_it_or_changes_it(
    site: Site, who: Who, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor, addresses = site.visitor(who), addresses_of_closed(site)
    before = site.everything()
    for method, address in addresses:
        for form in FORMS if method == "POST" else ({},):
            for headers in ({}, HTMX):
                answer = visitor.open(address, method=method, data=form, headers=headers)
                # 422: what was sent makes no sense, whatever it is sent to.
                assert answer.status_code in {303, 401, 403, 404, 422}, address
                assert told_too_much(who, answer) == [], address
    assert site.everything() == before
    assert MARKER not in caplog.text


@pytest.mark.parametrize("who", WITHOUT_RIGHT)
def test_an_id_of_something_closed_is_as_one_that_is_not_there(site: Site, who: Who) -> None:
    visitor = site.visitor(who)
    for id_ in site.closed_item_ids():
        known, unknown = (visitor.get(f"/items/{one}") for one in (id_, "findes-ikke"))
        assert page(known, 404).find("main").text == page(unknown, 404).find("main").text


def test_not_even_what_its_own_secretary_does_with_it_is_logged(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secretary, closed = site.visitor(BODY_SECRETARY), site.closed()
    new = {"title": f"{MARKER} ny", "meeting": site.meeting().id, "is_closed": "1", "case_number": MARKER}
    for form in (new, new | {"title": MARKER * 60}, new | {"meeting": MARKER}, new | {"minutes": MARKER}):
        secretary.post(f"/bodies/{BODY}/items", data=form)
    for seen in ("1", "99"):
        secretary.post(f"/stops/{closed.id}/withdrawals", data={"seen": seen, "reason": f"{MARKER} grund"})
    secretary.get(f"/items/{closed.item_id}?{MARKER}")
    assert site.stop_now(closed).state == "withdrawn"
    assert MARKER not in caplog.text


def test_what_was_to_be_written_is_not_logged_when_the_database_fails(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with site.database.writing() as session:
        fails = "CREATE TRIGGER fails BEFORE INSERT ON items BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        session.connection().exec_driver_sql(fails)
    form = {"title": f"{MARKER} ny", "meeting": site.meeting().id, "is_closed": "1"}
    answer = site.visitor(BODY_SECRETARY).post(f"/bodies/{BODY}/items", data=form)
    assert answer.status_code == 500
    assert "the disk is full" in caplog.text
    assert MARKER not in caplog.text


@pytest.mark.parametrize("who", [MEMBER, BODY_SECRETARY, Role.PLANNER])
def test_those_who_treat_it_see_it(site: Site, who: Who) -> None:
    """So the tests above would see it as well."""
    visitor, closed = site.visitor(who), site.closed()
    for address in (f"/bodies/{BODY}/agenda", f"/occurrences/{site.meeting().id}", f"/items/{closed.item_id}"):
        assert MARKER in said(visitor.get(address)), address
        assert MARKER in said(visitor.get(address, headers=HTMX)), address
    assert page(visitor.get(f"/items/{closed.item_id}")).find("main").one("h1").text == closed.title


@pytest.mark.parametrize("who", [MEMBER, BODY_SECRETARY])
def test_they_see_what_is_closed_in_their_own_body_alone(site: Site, who: Who) -> None:
    visitor = site.visitor(who)
    elsewhere = next(row for row in site.agenda("hovedmed").rows if any(stop.is_closed for stop in row.stops)).meeting
    for address in ("/bodies/hovedmed/agenda?rows=all", f"/occurrences/{elsewhere.id}"):
        told = visitor.get(address)
        assert MARKER not in said(told)
        assert "Closed item" in told.text
    assert MARKER in said(site.visitor(OTHERS_SECRETARY).get("/bodies/hovedmed/agenda?rows=all"))


@pytest.mark.parametrize("who", WITHOUT_RIGHT)
def test_its_number_and_minutes_stand_on_the_agenda(site: Site, who: Who) -> None:
    told = fragment(site.visitor(who).get(f"/occurrences/{site.meeting().id}", headers=HTMX))
    assert "Closed item" in told.text


def test_what_awaits_a_date_is_not_even_counted(site: Site) -> None:
    def counted(who: Who) -> list[str]:
        rows = page(site.visitor(who).get("/bodies")).all("tr")
        return [row.all("td")[1].text for row in rows if f"/bodies/{BODY}/agenda" in row.addresses]

    assert {who: counted(who) for who in WITHOUT_RIGHT} == {who: ["3 1 overdue"] for who in WITHOUT_RIGHT}
    assert counted(MEMBER) == counted(BODY_SECRETARY) == ["4 1 overdue"]


def test_feeds_say_that_there_is_a_closed_item_and_nothing_else(site: Site, anonymous: FlaskClient) -> None:
    told = said(anonymous.get(feed_address(site)))
    assert "Lukket punkt" in told or "Closed item" in told
    for who in (None, MEMBER, Role.PLANNER):
        for address in ("/feeds", f"/bodies/{BODY}/feed"):
            for feed in page(site.visitor(who).get(address)).all("link", type="text/calendar"):
                answer = said(site.visitor(who).get(feed.attributes["href"]))
                assert MARKER not in answer
                assert CLOSED not in answer


def test_what_has_been_sent_of_a_cancelled_meetings_agenda_is_sent_no_more(site: Site, secretary: FlaskClient) -> None:
    address, meeting, title = feed_address(site), site.meeting(), site.stop().title or ""
    assert title in said(site.visitor().get(address))
    secretary.post(f"/occurrences/{meeting.id}/cancellations", data={"reason": "Ferie", "seen": "1"})
    after = said(site.visitor().get(address))
    assert "Ferie" in after
    assert title not in after
    assert MARKER not in after


@pytest.mark.parametrize("who", WITHOUT_RIGHT)
def test_when_its_meeting_is_cancelled_it_is_not_told_either(site: Site, secretary: FlaskClient, who: Who) -> None:
    cancelled = site.meeting()
    secretary.post(f"/occurrences/{cancelled.id}/cancellations", data={"reason": "Ferie", "seen": "1"})
    visitor, meeting = site.visitor(who), f"/occurrences/{cancelled.id}"
    for address in (meeting, f"/bodies/{BODY}/agenda?rows=all", "/bodies", "/wheel/2026", feed_address(site)):
        assert MARKER not in said(visitor.get(address)), address


def test_the_internal_bodys_agenda_hides_it_from_everybody_here(site: Site) -> None:
    for who in (*WITHOUT_RIGHT, MEMBER, BODY_SECRETARY, Role.PLANNER):
        assert MARKER not in said(site.visitor(who).get(f"/bodies/{INTERNAL.lower()}/agenda"))


@pytest.mark.parametrize("who", [*WITHOUT_RIGHT, MEMBER, BODY_SECRETARY, Role.PLANNER])
def test_the_whole_plan_is_dumped_by_the_operator_alone(site: Site, who: Who) -> None:
    assert MARKER in site.plan()
    out = io.StringIO()
    with site.database.reading() as session, pytest.raises(ForbiddenError):
        dump_plan(session, site.viewer(who), out)
    assert out.getvalue() == ""
    assert OPERATOR.is_operator
