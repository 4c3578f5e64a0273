"""The list of bodies, the search in it, and what becomes of links to bodies that are renamed, merged or closed."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from web_pages import Element, page
from web_site import BODY, CLOSED, HTMX, INTERNAL, MARKER, THEN, Site
from werkzeug.urls import iri_to_uri

from wheel.core.access import OPERATOR, Role
from wheel.store.tables import BodyRow
from wheel.usecases.close_body import CloseBody, close_body

AGENDA = f"/bodies/{BODY}/agenda"
YESTERDAY = date(2026, 11, 20)


def close(site: Site, into: str | None = None, last: date = YESTERDAY, body: str = BODY) -> None:
    with site.database.writing() as session:
        seen = session.scalars(select(BodyRow.version).where(BodyRow.short_name == body)).one()
        close_body(session, OPERATOR, CloseBody(body, seen, last, into), THEN)


def found(visitor: FlaskClient, wanted: str) -> Element:
    return page(visitor.get("/bodies", query_string={"q": wanted}))


def names(root: Element) -> list[str]:
    return [heading.text for heading in root.all("th", scope="row")]


@pytest.mark.parametrize(
    ("wanted", "bodies", "reason"),
    [
        ("direktør", ["Direktionen"], "part of an alias"),
        ("HOVEDUDVALG", ["HovedMED"], "without regard to case"),
        ("økonomi", ["Økonomiudvalget"], "with Danish letters"),
        ("okonomi", [], "which are letters of their own"),
        ("  byråd ", ["Kommunalbestyrelsen"], "with spaces round it"),
        ("Hoved-MED-udvalg", ["HovedMED"], "another word for the same kind of body"),
        (INTERNAL, [], "what is internal is not found"),
        ("PY", [], "by no other name either"),
        (CLOSED, [], "nor what is closed"),
    ],
)
def test_a_search_finds_a_body_by_every_name(
    anonymous: FlaskClient, wanted: str, bodies: list[str], reason: str
) -> None:
    root = found(anonymous, wanted)
    assert names(root) == bodies, reason
    assert root.find("main").one("form", role="search").sends()["q"] == wanted.strip(), "what was searched for stays"
    assert ("No body goes or went by" in root.text) is (bodies == []), reason


def test_who_may_see_what_is_internal_finds_it(site: Site) -> None:
    assert names(found(site.visitor(Role.READER), "py")) == [INTERNAL]
    assert names(found(site.visitor(Role.READER), CLOSED)) == []
    assert names(found(site.visitor(Role.PLANNER), CLOSED)) == [CLOSED]


def test_what_is_searched_for_is_text_and_no_markup(anonymous: FlaskClient) -> None:
    root = found(anonymous, '"><script>alert(1)</script>')
    assert "<script>alert(1)</script>" in root.text
    assert all("alert" not in script.text for script in root.all("script"))


def test_the_whole_list_is_one_link_away_from_a_search(anonymous: FlaskClient) -> None:
    assert "/bodies" in found(anonymous, "direktion").addresses
    assert "No body goes" not in page(anonymous.get("/bodies?q=")).text


def test_closed_bodies_stand_apart_with_what_became_of_them(site: Site, anonymous: FlaskClient) -> None:
    close(site, "chefforum")
    close(site, None, body="hovedmed")
    opened, closed = page(anonymous.get("/bodies")).all("tbody")
    assert "Direktionen" not in opened.text
    assert "HovedMED" not in opened.text
    merged, alone = closed.all("tr")
    assert merged.text.startswith("Direktionen Became part of Chefforum on Saturday 21 November 2026.")
    assert {AGENDA, "/bodies/chefforum/agenda"} <= merged.addresses
    assert alone.text.startswith("HovedMED Closed as of Saturday 21 November 2026.")


def test_a_closed_body_is_found_by_the_names_that_it_had(site: Site, anonymous: FlaskClient) -> None:
    close(site, "chefforum")
    assert names(found(anonymous, "Direktørgruppen")) == ["Direktionen"]
    assert anonymous.get("/bodies/DIR/agenda").location == AGENDA


def test_a_merged_body_keeps_its_pages_with_the_meetings_it_held(site: Site, anonymous: FlaskClient) -> None:
    past = site.past_meeting()
    assert page(anonymous.get(AGENDA)).find("held-title") is None, "while it meets, the coming ones are what matters"
    close(site, "chefforum")
    root = page(anonymous.get(AGENDA))
    assert "Became part of Chefforum on Saturday 21 November 2026." in root.text
    assert f"/meetings/{past.id}" in root.addresses
    assert past.title in page(anonymous.get(f"/meetings/{past.id}")).text
    assert MARKER not in root.text


def test_a_body_that_will_close_says_so_and_stays_among_the_open_ones(site: Site, anonymous: FlaskClient) -> None:
    close(site, "chefforum", date(2026, 12, 31))
    assert "Becomes part of Chefforum on Friday 1 January 2027." in page(anonymous.get(AGENDA)).text
    (opened,) = page(anonymous.get("/bodies")).all("tbody")
    assert "Direktionen" in opened.text
    close(site, None, date(2026, 12, 31))
    assert "Closes as of Friday 1 January 2027." in page(anonymous.get(AGENDA)).text


def test_who_may_not_know_of_the_one_that_took_over_reads_that_the_body_is_closed(site: Site) -> None:
    close(site, INTERNAL.lower())
    for address in (AGENDA, "/bodies", f"/bodies/{BODY}/feed"):
        assert INTERNAL.lower() not in site.visitor().get(address).text.lower(), address
    assert "Closed as of" in page(site.visitor().get(AGENDA)).text
    assert f"Became part of {INTERNAL}" in page(site.visitor(Role.READER).get(AGENDA)).text


@pytest.mark.parametrize(
    ("address", "to", "reason"),
    [
        ("/bodies/DIR/agenda?rows=all", f"{AGENDA}?rows=all", "the query goes with it"),
        ("/bodies/DIR/agenda?a=1&a=2&name=x", f"{AGENDA}?a=1&a=2&name=x", "whatever is in it"),
        ("/bodies/DIR/agenda?x=%0D%0ASet-Cookie:a=b", f"{AGENDA}?x=%0D%0ASet-Cookie:a=b", "as it was written"),
        ("/bodies/DIR/agenda", AGENDA, "no query, no question mark"),
        ("/bodies/Direktionen/feed?a=b", f"/bodies/{BODY}/feed?a=b", "the page of its feed"),
        ("/bodies/Direktionsmøde/feed", f"/bodies/{BODY}/feed", "another word for the same kind of body"),
        ("/settings/bodies/DIR?a=b", f"/settings/bodies/{BODY}?a=b", "its settings"),
    ],
)
def test_a_link_by_another_name_leads_to_the_same_page(
    secretary: FlaskClient, address: str, to: str, reason: str
) -> None:
    for headers in ({}, HTMX):
        answer = secretary.get(iri_to_uri(address), headers=headers)
        assert (answer.status_code, answer.location) == (302, to), reason


@pytest.mark.parametrize("name", [INTERNAL, INTERNAL.lower(), "PY", CLOSED, CLOSED.lower(), f"{CLOSED}et"])
@pytest.mark.parametrize("room", ["agenda", "feed"])
def test_no_name_leads_a_visitor_to_a_body_that_they_may_not_know_of(
    anonymous: FlaskClient, name: str, room: str
) -> None:
    answer = anonymous.get(f"/bodies/{name}/{room}")
    nobody = anonymous.get(f"/bodies/findes-ikke/{room}")
    assert (answer.status_code, answer.location) == (404, None)
    assert page(answer, 404).text.replace(name, "findes-ikke") == page(nobody, 404).text, (
        "nor does the answer tell that it is there"
    )


def test_a_hidden_body_does_not_make_a_word_for_its_kind_mean_nobody(site: Site, anonymous: FlaskClient) -> None:
    """Else a visitor could tell from a redirect that does not come that there is one."""
    with site.database.writing() as session:
        row = session.scalars(select(BodyRow).where(BodyRow.short_name == INTERNAL.lower())).one()
        row.name = "Direktørforum"
    assert anonymous.get(iri_to_uri("/bodies/direktionsmøde/agenda")).location == AGENDA
    assert site.visitor(Role.READER).get(iri_to_uri("/bodies/direktionsmøde/agenda")).status_code == 404, (
        "there are two"
    )
