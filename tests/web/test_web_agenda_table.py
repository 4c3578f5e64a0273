"""The table for the minutes as a page to copy from and as files, and that nothing closed is in it by accident."""

from __future__ import annotations

import io

import pytest
from docx import Document
from flask.testing import FlaskClient
from web_pages import Element, page
from web_site import BODY, BODY_SECRETARY, INTERNAL, MARKER, MEMBER, MERE_PLANNER, Site
from werkzeug.urls import iri_to_uri

from wheel.core.access import Role
from wheel.imports.minutes import read_minutes
from wheel.imports.minutes_files import text_of_file

TABLE = f"/bodies/{BODY}/agenda/table"
KINDS = ("html", "docx", "txt")


def sheet(root: Element) -> Element:
    return root.find("minutes-table")


def words(client: FlaskClient, kind: str, query: str = "") -> str:
    answer = client.get(f"{TABLE}.{kind}{query}")
    assert answer.status_code == 200
    if kind == "docx":
        return text_of_file(answer.data)
    return sheet(page(answer)).text + page(answer).find("table-text").text if kind == "html" else answer.text


def test_the_page_shows_the_table_in_danish_whatever_the_readers_language(site: Site) -> None:
    for language in ("da", "en"):
        root = sheet(page(site.visitor(language=language).get(f"{TABLE}.html")))
        assert root.get("lang") == "da"
        assert "Til de kommende direktionsmøder er der foreløbigt følgende punkter:" in root.text
        heads = [row.one("th").text for row in root.all("tr")]
        assert heads[:3] == ["Dato", "25. Nov.", "2. Dec."]


def test_rows_have_their_items_as_bullets_and_days_off_their_reason(anonymous: FlaskClient) -> None:
    root = sheet(page(anonymous.get(f"{TABLE}.html")))
    rows = {row.one("th").text: row.one("td") for row in root.all("tr")}
    assert [item.text for item in rows["9. Dec."].all("li")] == [
        "Direktionens årsplan og den strategiske udmøntningsplan",
        "Evaluering af budgetprocessen",
    ]
    assert rows["23. Dec."].text.strip() == "Juleferie"
    assert rows["16. Dec."].text.strip() == ""


def test_the_text_and_the_document_are_files_that_our_own_reader_reads(site: Site, anonymous: FlaskClient) -> None:
    text, document = anonymous.get(f"{TABLE}.txt"), anonymous.get(f"{TABLE}.docx")
    assert text.headers["Content-Disposition"] == "attachment; filename=punkter-direktionen-2026-11-22.txt"
    assert text.content_type == "text/plain; charset=utf-8"
    assert document.headers["Content-Disposition"] == "attachment; filename=punkter-direktionen-2026-11-22.docx"
    read = [read_minutes(words, year_hint=2026) for words in (text.text, text_of_file(document.data))]
    assert read[0].rows
    assert [row.items for row in read[0].rows] == [row.items for row in read[1].rows]
    titles = [item.text for item in read[0].awaiting]
    assert len(titles) == len([stop for stop in site.agenda().awaiting if not stop.is_closed])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("query", ["", "?closed=1", "?titles=1", "?closed=0", "?closed=1&closed=0"])
@pytest.mark.parametrize("who", [None, Role.READER, Role.ADMINISTRATOR, MERE_PLANNER])
def test_who_may_not_see_a_closed_item_finds_it_in_no_table(
    site: Site, who: Role | str | None, query: str, kind: str
) -> None:
    found = words(site.visitor(who), kind, query)
    assert MARKER not in found
    assert "Lukket punkt" in found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", [MEMBER, BODY_SECRETARY, Role.PLANNER])
def test_a_member_gets_closed_titles_only_by_asking_for_them(site: Site, who: Role | str, kind: str) -> None:
    assert MARKER not in words(site.visitor(who), kind)
    assert MARKER in words(site.visitor(who), kind, "?closed=1")


def test_only_who_may_see_closed_items_is_offered_them_and_is_warned(site: Site) -> None:
    for who, offered in ((None, False), (MERE_PLANNER, False), (MEMBER, True)):
        root = page(site.visitor(who).get(f"{TABLE}.html?closed=1"))
        boxes = [box for box in root.all("input") if box.get("name") == "closed"]
        assert bool(boxes) is offered
        assert ("Do not publish it." in root.text) is offered


def test_what_was_chosen_is_in_the_form_and_in_the_files_addresses(site: Site, anonymous: FlaskClient) -> None:
    root = page(anonymous.get(f"{TABLE}.html?from=2026-12-01&n=2&titles=1"))
    form = next(form for form in root.all("form") if "table.html" in (form.get("action") or ""))
    assert form.sends() == {"from": "2026-12-01", "n": "2", "titles": "1"}
    files = {address for address in root.addresses if "table.docx" in address or "table.txt" in address}
    assert len(files) == 2
    assert all("from=2026-12-01" in address and "n=2" in address and "titles=1" in address for address in files)
    assert [row.one("th").text for row in sheet(root).all("tr")] == ["Dato", "2. Dec.", "9. Dec."]


MISTAKES = [
    ("n=0", "n", "Choose from 1 to 60 meetings."),
    ("n=61", "n", "Choose from 1 to 60 meetings."),
    ("n=en", "n", "Choose from 1 to 60 meetings."),
    ("from=i+morgen", "from", "Write the day as year-month-day: 2027-02-13."),
    ("from=0001-01-01", "from", "Choose a year from"),
    ("from=9999-12-31", "from", "Choose a year from"),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("query", "field", "sentence"), MISTAKES)
def test_a_wish_that_cannot_be_met_is_told_beside_its_field(
    anonymous: FlaskClient, query: str, field: str, sentence: str, kind: str
) -> None:
    root = page(anonymous.get(f"{TABLE}.{kind}?{query}"), 422)
    assert sentence in root.find(f"mistake-{field}").text
    assert root.find(field).get("value") == query.partition("=")[2].replace("+", " ")


def test_an_old_day_gives_the_meetings_after_it(anonymous: FlaskClient) -> None:
    root = page(anonymous.get(f"{TABLE}.html?from=2026-01-01&n=2"))
    assert [row.one("th").text for row in sheet(root).all("tr")] == ["Dato", "7. Jan.", "14. Jan."]


@pytest.mark.parametrize("kind", KINDS)
def test_the_internal_bodys_table_is_for_those_who_are_signed_in(site: Site, kind: str) -> None:
    address = iri_to_uri(f"/bodies/{INTERNAL.lower()}/agenda/table.{kind}")
    assert site.visitor().get(address).status_code == 404
    assert site.visitor(Role.READER).get(address).status_code == 200


@pytest.mark.parametrize("kind", ["pdf", "exe", "HTML", "docx.exe", ""])
def test_no_other_kind_of_file_is_there(anonymous: FlaskClient, kind: str) -> None:
    assert anonymous.get(f"{TABLE}.{kind}").status_code == 404


def test_the_document_opens_with_its_header_row(anonymous: FlaskClient) -> None:
    (table,) = Document(io.BytesIO(anonymous.get(f"{TABLE}.docx").data)).tables
    assert table.rows[0].cells[0].text == "Dato"
