"""Attacks that belong to no room of their own: hostile text in everything people write, guessed ids, forged hosts."""

from __future__ import annotations

import gzip
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from door import Door
from flask.testing import FlaskClient
from sqlalchemy import select
from web_doors import CHANGES, LOOKS, PAGES, feed_address
from web_pages import Element, parse
from web_site import BODY, BODY_SECRETARY, HTMX, Site, running_site
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from wheel.core.access import Role
from wheel.store.tables import (
    AccountRow,
    AttachmentRow,
    BodyAliasRow,
    BodyRow,
    FollowUpRow,
    ItemRow,
    LocalDaysRow,
    OccurrenceRow,
    OrganisationRow,
    PostRow,
    RingRow,
    SeriesRow,
    StopRow,
)

# What ends a tag, an attribute, a header, a line of a calendar; what a template or a format string would work out.
HOSTILE = (
    "</title></textarea>'\"><img src=x onerror=alert(1)><script>alert(1)</script>"
    "\r\nSet-Cookie: evil=1\r\n\r\nBEGIN:VEVENT\r\n{{7*191}}{%% include 'x' %%}%(x)s{0.__class__}\u202e\u2028"
)
WRITTEN = {
    AccountRow: ("display_name",),
    AttachmentRow: ("title", "document_number"),
    BodyAliasRow: ("alias",),
    BodyRow: ("name", "default_place"),
    FollowUpRow: ("what",),
    ItemRow: ("title", "text", "case_number", "case_officer"),
    LocalDaysRow: ("name",),
    OccurrenceRow: ("place", "note", "because"),
    OrganisationRow: ("name",),
    PostRow: ("title", "unit"),
    RingRow: ("name",),
    SeriesRow: ("title", "place", "note"),
    StopRow: ("reason",),
}
SAFE_SCHEMES = {"", "http", "https", "webcal", "mailto", "otpauth"}
LEADING = ("href", "src", "action", "formaction", "hx-get", "hx-post", "data", "xlink:href")
WORKED_OUT = str(7 * 191)


def fill_with(site: Site, text: str) -> None:
    """Let everything that people write hold that text."""
    with site.database.writing() as session:
        for table, columns in WRITTEN.items():
            for row in session.scalars(select(table)):
                for column in columns:
                    # A body goes by no name twice.
                    setattr(row, column, f"{text}{row.id}" if table is BodyAliasRow else text)


def is_harmless(root: Element) -> bool:
    """Whether none of the text has become an element, an attribute or an address of its own."""
    for element in root.walk():
        assert not any(name.startswith("on") for name in element.attributes), element
        assert element.tag not in {"img", "iframe", "object", "embed", "base"} or "alert" not in str(element), element
        assert element.tag != "script" or (element.get("src") or "").startswith("/static/"), element
        if (element.get("src") or "").startswith("data:image/svg+xml") and element.tag == "img":
            # The QR code of a second factor: a picture in a page runs nothing.
            continue
        for name in LEADING:
            assert urlsplit(element.attributes.get(name, "")).scheme in SAFE_SCHEMES, element
    return True


def has_clean_headers(answer: TestResponse) -> bool:
    return "evil" not in str(answer.headers.getlist("Set-Cookie")) and not any(
        "\r" in value or "\n" in value for value in answer.headers.values()
    )


def is_ours(answer: TestResponse) -> bool:
    """Whether it is a page or a fragment that a template of ours has made; the body of a redirect is not."""
    return answer.mimetype == "text/html" and answer.status_code // 100 != 3


@pytest.mark.parametrize("who", [None, Role.PLANNER, Role.ADMINISTRATOR, BODY_SECRETARY], ids=str)
def test_what_people_write_stays_text_on_every_page(site: Site, who: Role | str | None) -> None:
    addresses = [door.address_on(site) for door in PAGES if door.method == "GET" and door.endpoint != "static"]
    fill_with(site, HOSTILE)
    visitor = site.visitor(who)
    seen = 0
    for address in addresses:
        for headers in ({}, HTMX):
            answer = visitor.get(address, headers=headers)
            assert answer.status_code < 500, address
            assert has_clean_headers(answer), address
            if is_ours(answer):
                text = answer.text
                assert is_harmless(parse(text)), address
                assert f"{WORKED_OUT}{{%" not in text, "no template is made of what people write"
                seen += "alert(1)" in text
    assert seen >= (8 if who is None else 20), "the text was on the pages"


def test_what_people_write_stays_text_in_the_feeds(site: Site) -> None:
    address = feed_address(site)
    fill_with(site, HOSTILE)
    answer = site.visitor().get(address, headers={"Accept-Encoding": "gzip"})
    lines = gzip.decompress(answer.data).decode().split("\r\n")
    assert has_clean_headers(answer)
    assert not [line for line in lines if line.startswith("Set-Cookie")]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
    assert not [line for line in lines if re.search("[\u2028\r\n]", line)], "no sign breaks a line"


@pytest.mark.parametrize("door", CHANGES, ids=str)
def test_hostile_text_in_every_field_is_refused_or_kept_as_text(site: Site, door: Door) -> None:
    address = door.address_on(site)
    form = dict.fromkeys(door.form_on(site), HOSTILE)
    for who in (Role.ADMINISTRATOR, BODY_SECRETARY):
        for headers in ({}, HTMX):
            answer = site.visitor(who).open(address, method=door.method, data=form, headers=headers)
            assert answer.status_code < 500
            assert has_clean_headers(answer)
            assert urlsplit(answer.headers.get("Location", "")).netloc in {"", "localhost"}
            if is_ours(answer):
                assert is_harmless(parse(answer.text))


def addressed_by_id(site: Site) -> list[tuple[Rule, str]]:
    """Every rule with a part of the address that names one thing, and that part."""
    rules = [rule for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.build_only]
    return [(rule, name) for rule in rules for name in rule.arguments - {"filename", "year"}]


@pytest.mark.parametrize("guess", ["1", "2", "3", "0", "-1", "1 OR 1=1", "' OR ''='", "%", "_" * 16, "null", "../1"])
def test_a_row_number_or_a_pattern_is_nobodys_address(site: Site, guess: str) -> None:
    """Ids in addresses are random; what a database counts by, or would take for a condition, opens nothing."""
    visitor = site.visitor(Role.ADMINISTRATOR)
    # The kind of a file is one of a few words: the address itself takes no other. What is numbered counts from 1.
    rules = [(rule, name) for rule, name in addressed_by_id(site) if name not in ("kind", "number")]
    assert len(rules) > 15
    with site.app.test_request_context():
        urls = site.app.url_map.bind("localhost")
        for rule, name in rules:
            kind = "docx" if rule.endpoint == "agenda_table.download" else "svg"
            others = dict.fromkeys(rule.arguments - {name}, "2026") | {"to_day": "2026-12-01", "kind": kind}
            answer = visitor.get(urls.build(rule.endpoint, {name: guess, **others}, method="GET"))
            assert answer.status_code in {303, 404}, rule
            assert answer.status_code == 404 or answer.location.startswith("/sign-in"), rule


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"])
def test_no_page_leads_to_a_host_that_a_request_makes_up(sample_file: Path, tmp_path: Path, header: str) -> None:
    for site in running_site(tmp_path, public_url="https://aarshjul.example.dk"):
        visitor = site.filled_with(sample_file).visitor(Role.ADMINISTRATOR)
        for door in LOOKS:
            answer = visitor.get(door.address_on(site), headers={header: "evil.example"})
            assert b"evil.example" not in answer.data, door
            assert "evil.example" not in str(answer.headers), door


@pytest.mark.parametrize("door", [*LOOKS, *CHANGES], ids=str)
def test_no_other_site_is_let_read_an_answer(site: Site, door: Door) -> None:
    """No answer names another origin, with or without being asked beforehand (CORS)."""
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": door.method}
    for method in (door.method, "OPTIONS"):
        answer = site.visitor().open(door.address_on(site), method=method, headers=asked)
        assert not [name for name in answer.headers.keys() if name.lower().startswith("access-control")]  # noqa: SIM118


def test_a_form_of_very_many_parts_is_refused(anonymous: FlaskClient) -> None:
    parts = {f"field{number}": "x" for number in range(1_500)}
    assert anonymous.post("/sign-in", data=parts, content_type="multipart/form-data").status_code == 413


def test_an_archive_is_no_plan_document(empty_site: Site) -> None:
    """Nothing is ever unpacked, so there is no bomb to unpack."""
    bomb = gzip.compress(b"0" * 1_000_000)
    form = {
        "organisation": "Fjordby",
        "display_name": "Stabschefen",
        "user_name": "stab",
        "password": "fire rolige heste gumler",
        "password_again": "fire rolige heste gumler",
        "start": "document",
        "document": (BytesIO(bomb), "plan.json"),
    }
    answer = empty_site.visitor().post("/setup", data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "document" in answer.text


def test_searching_for_a_pattern_finds_no_more_than_its_letters(anonymous: FlaskClient) -> None:
    for pattern in ("%", "_", "*", ".*", "' OR 1=1 --", "\\"):
        answer = anonymous.get("/bodies", query_string={"q": pattern})
        assert f"/bodies/{BODY}/agenda" not in answer.text, pattern
