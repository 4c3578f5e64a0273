"""Ctrl+P: the wheel on one page in light colours, then every event in a table, and nothing that only a screen needs."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from sites import SAMPLE_USER, Site, Visit

WHEEL = "/wheel/2026"
CONTROLS = ".top, .zooms, .views, .uses, .rings, .filters, #panel, .w-needle, .years .button"
SEEN = """(selector) => [...document.querySelectorAll(selector)]
  .filter((part) => part.checkVisibility() && getComputedStyle(part).display !== "none")
  .map((part) => part.outerHTML.slice(0, 80))"""


def printed(page: Page) -> list[str]:
    """The text of each page of A4."""
    reader = PdfReader(BytesIO(page.pdf(format="A4", print_background=False)))
    return [sheet.extract_text() for sheet in reader.pages]


@pytest.mark.parametrize("period", ["2026", "2026-Q3", "2026-11", "budget-2027"])
def test_the_wheel_stands_alone_on_the_first_page(site: Site, visit: Visit, period: str) -> None:
    page = visit(site, f"/wheel/{period}")
    title = page.locator("#year-title").inner_text()
    heading = page.locator("#beside-title").inner_text()
    first, *rest = printed(page)
    assert title in first
    assert "Fjordby Kommune" in first
    assert heading not in first
    assert rest[0].lstrip().startswith(heading)


def test_the_table_names_every_event_once(site: Site, visit: Visit) -> None:
    page = visit(site, "/wheel/2026-11")
    titles = page.locator("#beside li a").all_inner_texts()
    _, *rest = printed(page)
    text = " ".join(" ".join(rest).split())
    assert len(titles) > 5
    assert all(text.count(title) >= titles.count(title) for title in titles)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_light_and_has_no_buttons(site: Site, visit: Visit, scheme: str) -> None:
    page = visit(site, WHEEL, user=SAMPLE_USER, color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    assert page.evaluate(SEEN, CONTROLS) == []
    assert page.evaluate("getComputedStyle(document.querySelector('.w-hub circle')).fill") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_list_is_printed_as_it_is_read(site: Site, visit: Visit) -> None:
    page = visit(site, "/wheel/2026-11?view=list")
    title = page.locator("#year-title").inner_text()
    events = page.locator(".list tbody a").all_inner_texts()
    text = " ".join(" ".join(printed(page)).split())
    assert title in text
    assert all(" ".join(event.split()) in text for event in events)
