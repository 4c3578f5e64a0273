"""A closed item is on its agenda as a closed item: nothing else of it is in anything that a reader can get."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from web_doors import feed_address
from web_pages import fragment, page
from web_site import BODY, HTMX, INTERNAL, MARKER, Site
from werkzeug.test import TestResponse

from wheel.core.access import Role

ADDRESS = re.compile(r'(?:href|hx-get|action|src)="([^"]+)"')
# The draft has as many events again, and no closed item.
NEAR_YEARS = (2026, 2027)


def said(answer: TestResponse) -> str:
    """Everything that a client is told, with the lines of a calendar put together again (RFC 5545, 3.1)."""
    body = gzip.decompress(answer.data) if answer.headers.get("Content-Encoding") == "gzip" else answer.data
    return f"{answer.headers}\n{body.decode('utf-8', 'replace')}".replace("\r\n ", "").replace("\n ", "")


def walk(client: FlaskClient, *starts: str) -> Iterator[tuple[str, str]]:
    """Every address that leads on from here by GET, with everything that is said there."""
    queue, seen = list(starts), set(starts)
    while queue:
        address = queue.pop()
        answer = client.get(address, buffered=True)
        text = said(answer)
        yield address, text
        found = {found.replace("&amp;", "&").partition("#")[0] for found in ADDRESS.findall(text)}
        new = {one for one in found if _is_near(one)} - seen
        seen |= new
        queue.extend(sorted(new))


def _is_near(address: str) -> bool:
    """Our own pages; of the wheels, the years that hold anything; the way to sign in not from each page anew."""
    year = re.match(r"/wheel/(\d+)", address)
    is_far = year is not None and int(year[1]) not in NEAR_YEARS
    return address.startswith("/") and not is_far and not address.startswith("/sign-in?")


@pytest.mark.parametrize("role", [None, Role.READER])
def test_no_page_that_can_be_reached_tells_of_it(site: Site, role: Role | None) -> None:
    ids = site.closed_item_ids()
    assert len(ids) == 8, "the sample's own, and those with the marker"
    visited = dict(walk(site.visitor(role), "/wheel/2026", "/sign-in"))
    kinds = {re.sub(r"\?.*", "", address).split("/")[1] for address in visited}
    assert kinds >= {"wheel", "occurrences", "bodies", "items", "feeds", "static", "sign-in"}
    assert len(visited) > 400
    told = {address for address, text in visited.items() if any(word in text for word in (MARKER, *ids))}
    assert told == set()


def test_the_walk_would_see_it(site: Site, secretary: FlaskClient) -> None:
    address = f"/bodies/{BODY}/agenda"
    found = [text for text in map(said, [secretary.get(address)]) if MARKER in text]
    assert len(found) == 1
    assert any(id_ in found[0] for id_ in site.closed_item_ids())


@pytest.mark.parametrize("role", [None, Role.READER])
def test_no_fragment_tells_of_it(site: Site, role: Role | None) -> None:
    visitor = site.visitor(role)
    meeting = site.meeting()
    for address in (f"/occurrences/{meeting.id}", f"/bodies/{BODY}/agenda?rows=all", "/wheel/2026", "/wheel/2027"):
        assert MARKER not in fragment(visitor.get(address, headers=HTMX)).text
    assert "Closed item" in fragment(visitor.get(f"/occurrences/{meeting.id}", headers=HTMX)).text


@pytest.mark.parametrize("role", [None, Role.READER])
def test_no_refusal_tells_of_it(site: Site, role: Role | None) -> None:
    visitor, closed = site.visitor(role), site.closed()
    addresses = [f"/items/{id_}" for id_ in site.closed_item_ids()]
    addresses += [f"/stops/{closed.id}/moves/new", f"/stops/{closed.id}", f"/items/{closed.id}"]
    for address in addresses:
        for answer in (visitor.get(address), visitor.get(address, headers=HTMX), visitor.delete(address)):
            assert answer.status_code in {303, 401, 403, 404, 405}
            assert MARKER not in said(answer)


@pytest.mark.parametrize("role", [None, Role.READER])
@pytest.mark.parametrize("rest", ["moves", "withdrawals", "positions"])
def test_nothing_that_is_tried_with_it_tells_of_it(site: Site, role: Role | None, rest: str) -> None:
    before, visitor, closed = site.plan(), site.visitor(role), site.closed()
    for data in (
        {"seen": closed.version, "to": "awaiting", "reason": "x", "position": 1},
        {"seen": closed.version + 1, "to": "awaiting", "reason": "x", "position": 1},
        {"seen": "x"},
        {},
    ):
        for headers in ({}, HTMX):
            answer = visitor.post(f"/stops/{closed.id}/{rest}", data=data, headers=headers)
            assert answer.status_code in {303, 401, 403, 404}
            assert MARKER not in said(answer)
    assert site.plan() == before


def test_what_awaits_a_date_is_not_even_counted(site: Site, reader: FlaskClient, secretary: FlaskClient) -> None:
    def counted(client: FlaskClient) -> list[str]:
        rows = page(client.get("/bodies")).all("tr")
        return [row.all("td")[1].text for row in rows if f"/bodies/{BODY}/agenda" in row.addresses]

    assert (counted(site.visitor()), counted(reader), counted(secretary)) == (["3"], ["3"], ["4"])


def test_feeds_say_that_there_is_a_closed_item_and_nothing_else(site: Site, anonymous: FlaskClient) -> None:
    told = said(anonymous.get(feed_address(site)))
    assert "Lukket punkt" in told or "Closed item" in told
    assert MARKER not in told
    for feed in page(anonymous.get(f"/bodies/{BODY}/feed")).all("link", type="text/calendar"):
        assert MARKER not in said(anonymous.get(feed.attributes["href"]))


def test_what_has_been_sent_of_a_cancelled_meetings_agenda_is_sent_no_more(site: Site, secretary: FlaskClient) -> None:
    address, meeting, title = feed_address(site), site.meeting(), site.stop().title or ""
    assert title in said(site.visitor().get(address))
    secretary.post(f"/occurrences/{meeting.id}/cancellations", data={"reason": "Ferie", "seen": "1"})
    after = said(site.visitor().get(address))
    assert "Ferie" in after
    assert title not in after
    assert MARKER not in after


@pytest.mark.parametrize("role", [None, Role.READER])
def test_when_its_meeting_is_cancelled_it_is_not_told_either(
    site: Site, secretary: FlaskClient, role: Role | None
) -> None:
    cancelled = site.meeting()
    secretary.post(f"/occurrences/{cancelled.id}/cancellations", data={"reason": "Ferie", "seen": "1"})
    visitor, meeting = site.visitor(role), f"/occurrences/{cancelled.id}"
    for address in (meeting, f"/bodies/{BODY}/agenda?rows=all", "/bodies", "/wheel/2026", feed_address(site)):
        assert MARKER not in said(visitor.get(address)), address


def test_the_internal_bodys_agenda_hides_it_from_readers_too(site: Site, reader: FlaskClient) -> None:
    assert MARKER not in said(reader.get(f"/bodies/{INTERNAL.lower()}/agenda"))
