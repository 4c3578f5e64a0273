"""Printing and downloading the wheel: what comes, for whom, and what is said when it cannot."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from xml.etree import ElementTree as Xml

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from web_pages import Element, page
from web_site import CLOSED, DRAFT_YEAR, INTERNAL, MARKER, OTHERS_SECRETARY, Site

from wheel.core.access import Role
from wheel.exports import typesetting

PAGE = "/wheel/2026/exports"
SVG = "{http://www.w3.org/2000/svg}"

NAMES = [
    ("/wheel/2026.pdf", "application/pdf", "aarshjul-2026.pdf"),
    ("/wheel/2026-03.png?width=1000", "image/png", "aarshjul-2026-03.png"),
    ("/wheel/school-2026.svg", "image/svg+xml", "aarshjul-school-2026.svg"),
]
MISTAKES = [
    ("/wheel/2026.pdf?paper=a9", "paper", "Choose one of these papers: A4, A3, A2."),
    ("/wheel/2026.png?width=999", "width", "Write a width from 1000 to 4000 pixels."),
    ("/wheel/2026.png?width=4001", "width", "Write a width from 1000 to 4000 pixels."),
    ("/wheel/2026.png?width=mange", "width", "Write a width from 1000 to 4000 pixels."),
]
NO_PERIODS = [
    ("/wheel/1800.pdf", 422),
    ("/wheel/1800/exports", 422),
    ("/wheel/i-aar.png", 404),
    ("/wheel/2026-13.svg", 404),
    ("/wheel/2026.pdf.pdf", 404),
    ("/wheel/2026.gif", 404),
]


def pdf(client: FlaskClient, address: str, language: str = "") -> PdfReader:
    answer = client.get(address, headers={"Accept-Language": language} if language else {})
    assert answer.status_code == 200, answer.text[-300:]
    return PdfReader(io.BytesIO(answer.data), strict=True)


def said(client: FlaskClient, address: str) -> str:
    """Everything that a file says, in its pages and about itself, without spaces and in small letters."""
    if ".pdf" in address:
        read = pdf(client, address)
        texts = [*(each.extract_text() for each in read.pages), *map(str, (read.metadata or {}).values())]
        texts.append(read.trailer["/Root"]["/Metadata"].get_data().decode())
        texts += list(_told(read.trailer["/Root"]["/StructTreeRoot"], depth=3))
        return "".join(" ".join(texts).split()).casefold()
    return "".join(client.get(address).get_data().decode("utf-8", "replace").split()).casefold()


def _told(element: dict[str, object], depth: int) -> Iterator[str]:
    """The words for those who cannot see what an element shows; figures stand near the root of its structure."""
    yield str(element.get("/Alt", ""))
    kids = element.get("/K", []) if depth else []
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, dict):
            yield from _told(found, depth - 1)


def form(root: Element, kind: str) -> Element:
    return next(found for found in root.all("form") if (found.get("action") or "").endswith(f".{kind}"))


@pytest.mark.parametrize(("address", "kind", "name"), NAMES)
def test_a_file_comes_with_its_kind_and_a_name_that_says_the_period(
    anonymous: FlaskClient, address: str, kind: str, name: str
) -> None:
    answer = anonymous.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == kind
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_what_was_made_for_somebody_signed_in_is_kept_by_no_browser(secretary: FlaskClient) -> None:
    assert secretary.get("/wheel/2026.svg").headers["Cache-Control"] == "no-store"


def test_the_pdf_holds_the_wheel_and_every_event_of_it(site: Site, anonymous: FlaskClient) -> None:
    whole = said(anonymous, "/wheel/2026.pdf")
    titles = {one.title for one in site.occurrences(2026)}
    assert len(titles) > 20
    assert not [title for title in titles if "".join(title.split()).casefold() not in whole]


def test_the_reader_chooses_the_paper_and_whether_the_table_comes_along(anonymous: FlaskClient) -> None:
    large = pdf(anonymous, "/wheel/2026.pdf?paper=A3&list=0")
    assert len(large.pages) == 1
    assert float(large.pages[0].mediabox.width) == pytest.approx(841.89, abs=0.1)


def test_it_is_in_the_readers_language(site: Site) -> None:
    client = site.visitor(language="da")
    danish, english = pdf(client, "/wheel/2026.pdf"), pdf(site.visitor(), "/wheel/2026.pdf")
    assert (danish.trailer["/Root"]["/Lang"], english.trailer["/Root"]["/Lang"]) == ("da", "en")
    assert "januar 2026" in danish.pages[1].extract_text()
    assert "January 2026" in english.pages[1].extract_text()


def test_a_file_keeps_the_filter(anonymous: FlaskClient) -> None:
    one = said(anonymous, "/wheel/2026.pdf?rings=med&q=HovedMED")
    assert "hovedmed-møde" in one
    assert "direktionsmøde" not in one
    assert "“hovedmed”" in one, "the sheet says what was left out"


def test_a_picture_is_as_wide_as_was_asked_for(anonymous: FlaskClient, reader: FlaskClient) -> None:
    for client, width in ((anonymous, 1000), (reader, 4001)):
        made = client.get(f"/wheel/2026-03.png?width={width}").data
        assert struct.unpack(">I", made[16:20]) == (width,)


def test_the_drawing_alone_leads_back_to_the_events_by_whole_addresses(site: Site, anonymous: FlaskClient) -> None:
    root = Xml.fromstring(anonymous.get("/wheel/2026.svg").data)  # noqa: S314 - made here
    addresses = {element.get("href", "") for element in root.iter(f"{SVG}a")}
    assert f"http://localhost/occurrences/{site.occurrences(2026)[0].id}" in addresses
    assert all(address.startswith("http://localhost/") for address in addresses)


def test_the_drawing_needs_nothing_else(anonymous: FlaskClient) -> None:
    text = anonymous.get("/wheel/2026.svg").text
    assert text.count("data:font/woff2;base64,") == 2
    for outside in ("<script", "hx-", "var(--", "url(http", "@import"):
        assert outside not in text


@pytest.mark.parametrize("kind", ["pdf", "svg"])
@pytest.mark.parametrize("period", ["2026-Q4", f"{DRAFT_YEAR}-Q1"])
def test_nothing_that_one_may_not_know_of_is_in_a_file(site: Site, kind: str, period: str) -> None:
    """Nor what is said of it, nor the fact that there is a draft."""
    address = f"/wheel/{period}.{kind}"
    for who, hidden in (
        (None, (INTERNAL, CLOSED, MARKER)),
        (Role.READER, (CLOSED, MARKER)),
        (OTHERS_SECRETARY, (CLOSED, MARKER)),
    ):
        whole = said(site.visitor(who), address)
        assert not [name for name in hidden if name.casefold() in whole]
    assert "draft" not in said(site.visitor(), address).replace("x-draft", "").replace("w-draft", "")


@pytest.mark.parametrize("kind", ["pdf", "svg"])
def test_those_who_may_know_of_it_find_it_there(site: Site, kind: str) -> None:
    whole = said(site.visitor(Role.PLANNER), f"/wheel/2026-Q4.{kind}")
    assert INTERNAL.casefold() in whole
    assert CLOSED.casefold() in whole


def test_a_filter_by_a_body_that_one_may_not_know_of_says_no_more_than_one_that_is_not_there(site: Site) -> None:
    hidden, unknown = (said(site.visitor(), f"/wheel/2026.pdf?bodies={name}") for name in (CLOSED.lower(), "findes-ej"))
    assert hidden == unknown


def test_a_draft_says_so_wherever_it_goes(secretary: FlaskClient) -> None:
    assert "draft" in pdf(secretary, f"/wheel/{DRAFT_YEAR}.pdf").pages[0].extract_text().casefold()
    texts = Xml.fromstring(secretary.get(f"/wheel/{DRAFT_YEAR}.svg").data).iter(f"{SVG}text")  # noqa: S314 - made here
    assert {"Draft", "DRAFT"} <= {element.text for element in texts}


def test_of_two_years_the_draft_is_named(secretary: FlaskClient) -> None:
    assert f"Draft: {DRAFT_YEAR}" in pdf(secretary, f"/wheel/budget-{DRAFT_YEAR}.pdf").pages[0].extract_text()


@pytest.mark.parametrize(("address", "field", "sentence"), MISTAKES)
def test_a_mistake_is_told_beside_its_field(anonymous: FlaskClient, address: str, field: str, sentence: str) -> None:
    root = page(anonymous.get(f"{address}&rings=med"), 422)
    told = root.find(f"mistake-{field}")
    assert told is not None
    assert told.text == sentence
    kind = "pdf" if field == "paper" else "png"
    assert form(root, kind).sends()["rings"] == "med", "the filter is kept"


def test_what_was_typed_stays_in_its_field(anonymous: FlaskClient) -> None:
    root = page(anonymous.get("/wheel/2026.png?width=mange"), 422)
    assert form(root, "png").sends()["width"] == "mange"
    assert root.mistake("width") == "Write a width from 1000 to 4000 pixels."


@pytest.mark.parametrize(("address", "status"), NO_PERIODS)
def test_a_period_that_is_none_gets_a_sentence(anonymous: FlaskClient, address: str, status: int) -> None:
    root = page(anonymous.get(address), status)
    assert root.find("main").text


def test_the_page_offers_each_kind_of_file_with_the_filter_kept(anonymous: FlaskClient) -> None:
    root = page(anonymous.get(f"{PAGE}?rings=med&chosen=1&q=m%C3%B8de&view=list"))
    for kind in ("pdf", "png", "svg"):
        sent = form(root, kind).sends()
        assert (sent["rings"], sent["chosen"], sent["q"]) == ("med", "1", "møde")
        answer = anonymous.get(form(root, kind).get("action"), query_string=sent)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].endswith(f".{kind}")


def test_the_page_leads_back_to_the_wheel_as_it_was(anonymous: FlaskClient) -> None:
    assert "/wheel/2026?chosen=1&rings=med" in page(anonymous.get(f"{PAGE}?rings=med")).addresses


def test_visitors_are_told_that_larger_pictures_are_for_those_who_sign_in(
    anonymous: FlaskClient, reader: FlaskClient
) -> None:
    assert "Sign in to make pictures up to 8000 pixels wide." in page(anonymous.get(PAGE)).text
    assert "Sign in to make pictures" not in page(reader.get(PAGE)).text
    assert "from 1000 to 8000" in page(reader.get(PAGE)).text


def test_whoever_must_wait_too_long_is_told_when_to_come_back(
    anonymous: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "PATIENCE", 0.01)
    with typesetting._own_turn():
        answer = anonymous.get("/wheel/2026.pdf")
        assert anonymous.get("/wheel/2026.svg").status_code == 200, "a drawing needs no turn"
    assert int(answer.headers["Retry-After"]) > 0
    assert "Other wheels are being made right now." in page(answer, 503).text
