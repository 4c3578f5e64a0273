"""The wheel in a frame of another site: shown where the setting allows it, refused elsewhere, and nobody's own."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect
from sites import SAMPLE_USER, Site, copied, served

FRAME = "/embed/wheel/2026"


@dataclass
class Intranet:
    """Another site, with pages that frame what they are told to: `page_with(address)`."""

    address: str

    def page_with(self, framed: str, width: int = 900) -> str:
        return f"{self.address}/?width={width}&framed={framed}"


class Framing(BaseHTTPRequestHandler):
    """Answers with a page that has one frame, of what its address names."""

    def do_GET(self) -> None:
        width, _, framed = self.path.partition("width=")[2].partition("&framed=")
        frame = (
            f'<iframe src="{html.escape(framed)}" title="Årshjul" width="{html.escape(width)}" height="900"></iframe>'
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<!doctype html><title>Intranet</title><h1>Intranet</h1>{frame}".encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def intranet() -> Iterator[Intranet]:
    """By another name than the sites', so that it is another site to a browser, not only another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Framing)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Intranet(f"http://localhost:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def framed_site(sample_file: Path, tmp_path_factory: pytest.TempPathFactory, intranet: Intranet) -> Iterator[Site]:
    """A site that the intranet may frame."""
    file = copied(sample_file, tmp_path_factory.mktemp("framed"))
    with served(file, frame_ancestors=("https://intranet.example.dk", intranet.address)) as site:
        yield site


Look = Callable[..., Page]


@pytest.fixture
def look(new_context: Callable[..., BrowserContext]) -> Look:
    """Open a page of the intranet in a browser that somebody has perhaps signed in with: `look(address, at=site)`."""

    def open_page(address: str, *, at: Site | None = None, **options: Any) -> Page:
        context = new_context(viewport={"width": 1200, "height": 1000}, **{"locale": "da-DK", **options})
        if at:
            cookie = {"name": "session", "value": at.session_cookie(SAMPLE_USER), "url": at.address}
            context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        page.goto(address)
        return page

    return open_page


def framed(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def mark(page: Page, site: Site) -> Any:
    return framed(page).locator(f'.w-mark[href$="{site.agenda().rows[0].meeting.id}"]')


def test_a_page_that_the_setting_names_shows_it(framed_site: Site, intranet: Intranet, look: Look) -> None:
    page = look(intranet.page_with(framed_site.url(FRAME)))
    expect(framed(page).locator("#year-title")).to_have_text("2026")
    expect(framed(page).locator(".w-wheel")).to_be_visible()
    assert page.context.cookies() == []


@pytest.mark.parametrize("path", ["/wheel/2026", "/wheel/now", "/", "/sign-in", "/embed", "/embed/nothing"])
def test_no_other_page_lets_itself_be_framed(framed_site: Site, intranet: Intranet, look: Look, path: str) -> None:
    page = look(intranet.page_with(framed_site.url(path)), at=framed_site)
    expect(page.locator("h1")).to_have_text("Intranet")
    assert refused(page)


def test_a_page_that_the_setting_does_not_name_shows_nothing(site: Site, intranet: Intranet, look: Look) -> None:
    """Neither where nobody is named."""
    assert refused(look(intranet.page_with(site.url(FRAME))))


def test_another_name_of_the_same_page_is_another_page(framed_site: Site, intranet: Intranet, look: Look) -> None:
    elsewhere = intranet.address.replace("localhost", "127.0.0.1")
    assert refused(look(Intranet(elsewhere).page_with(framed_site.url(FRAME))))


def refused(page: Page) -> bool:
    """Whether the browser shows a page of its own in the place of what was to be framed."""
    frame = page.frames[1]
    frame.wait_for_url(lambda url: url not in {"", "about:blank"})
    return frame.url.startswith("chrome-error://")


def test_who_has_signed_in_sees_no_more_and_not_in_the_card_either(framed_site: Site, look: Look) -> None:
    """On the same site, where the browser would send the session along."""
    page = look(framed_site.url(f"{FRAME}?language=en"), at=framed_site)
    sent = []
    page.on("request", lambda request: sent.append(request) if request.url.endswith("/card") else None)
    page.locator(".w-mark.w-meeting").first.hover()
    expect(page.locator("#tip")).to_be_visible()
    page.wait_for_function("() => cards.size > 0")
    assert [request.all_headers().get("cookie") for request in sent] == [None]
    assert sent[0].all_headers()["accept-language"] == "en", "the card speaks as the frame does"


def test_what_is_pointed_at_says_what_it_is(framed_site: Site, intranet: Intranet, look: Look) -> None:
    page = look(intranet.page_with(framed_site.url(FRAME)))
    tip = framed(page).locator("#tip")
    expect(tip).to_be_hidden()
    mark(page, framed_site).hover()
    expect(tip).to_contain_text("Direktionsmøde")
    framed(page).locator("h1").hover()
    expect(tip).to_be_hidden()
    mark(page, framed_site).focus()
    page.keyboard.press("ArrowRight")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_the_tab_key_stops_at_the_wheel_once(framed_site: Site, look: Look) -> None:
    page = look(framed_site.url(FRAME))
    expect(page.locator('.w-rings a[href][tabindex="0"]')).to_have_count(1)
    page.locator('.w-rings a[tabindex="0"]').focus()
    first = page.evaluate("() => document.activeElement.getAttribute('href')")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => document.activeElement.getAttribute('href')") != first
    page.keyboard.press("Home")
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == first
    page.keyboard.press("Tab")
    assert not page.evaluate("() => document.activeElement.closest('.w-rings') !== null")


@pytest.mark.parametrize("with_script", [True, False])
def test_an_event_opens_in_a_new_tab_and_the_frame_stays(
    framed_site: Site, intranet: Intranet, look: Look, with_script: bool
) -> None:
    page = look(intranet.page_with(framed_site.url(FRAME)), java_script_enabled=with_script)
    with page.context.expect_page() as opened:
        mark(page, framed_site).click()
    expect(opened.value.locator("#panel-title")).to_have_text("Direktionsmøde")
    assert opened.value.url.startswith(framed_site.url("/occurrences/"))
    expect(framed(page).locator("#year-title")).to_have_text("2026")


def test_periods_zooms_and_the_list_stay_within_the_frame(framed_site: Site, intranet: Intranet, look: Look) -> None:
    page = look(intranet.page_with(framed_site.url(f"{FRAME}?theme=dark")), java_script_enabled=False)
    inside = framed(page)
    inside.locator('a[rel="next"]').click()
    expect(inside.locator("#year-title")).to_have_text("2027")
    inside.locator(".embed-zooms a").nth(2).click()
    expect(inside.locator(".w-wheel")).to_have_attribute("data-zoom", "quarter")
    inside.locator(".embed-view").click()
    expect(inside.locator("table.list")).to_be_visible()
    expect(inside.locator("html")).to_have_attribute("data-theme", "dark")
    with page.context.expect_page() as opened:
        inside.locator("table.list a").first.click()
    assert opened.value.url.startswith(framed_site.url("/occurrences/"))


@pytest.mark.parametrize("width", [320, 768, 1600])
@pytest.mark.parametrize("query", ["", "?view=list"])
def test_it_fits_the_frame(framed_site: Site, intranet: Intranet, look: Look, width: int, query: str) -> None:
    page = look(intranet.page_with(framed_site.url(FRAME + query), width))
    expect(framed(page).locator("#year-title")).to_be_visible()
    root = framed(page).locator("html")
    assert root.evaluate("(root) => root.scrollWidth - root.clientWidth") <= 0
    if not query:
        box = framed(page).locator(".w-wheel").bounding_box()
        assert box is not None
        assert box["width"] >= min(width - 40, 480)
        assert box["height"] <= 900
