"""The wheel as the tests of its page find it."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Locator, Page, Request, expect
from sites import NOW, Site

WHEEL = "/wheel/2026"
MARKS = ".w-rings a[data-start]"
ROWS = "#beside li[data-ring]"
REACHABLE = f'{MARKS}[tabindex="0"]'
HREF = "() => document.activeElement.getAttribute('href') ?? ''"
START = "() => document.activeElement.dataset?.start ?? ''"
RING = "() => document.activeElement.dataset?.ring ?? ''"


def next_meeting(site: Site) -> str:
    """The address of the management's next meeting."""
    return f"/occurrences/{site.agenda().rows[0].meeting.id}"


def mark(page: Page, href: str) -> Locator:
    return page.locator(f'{MARKS}[href="{href}"]')


def row(page: Page, href: str) -> Locator:
    return page.locator(f'{ROWS}:has(a[href="{href}"])')


def ring_marks(page: Page, ring: str) -> Locator:
    return page.locator(f'{MARKS}[data-ring="{ring}"]')


def addresses(links: Locator) -> list[str]:
    return sorted(links.evaluate_all("(links) => links.map((link) => link.getAttribute('href'))"))


def open_panel(page: Page, href: str) -> None:
    mark(page, href).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel #panel-title")).to_be_focused()


def change_wheel(page: Page) -> None:
    """What the answer to a change tells the page; the wheel that is then put in is another one."""
    page.evaluate("() => { document.getElementById('wheel').isOld = true; }")
    page.evaluate("() => document.body.dispatchEvent(new CustomEvent('wheel-changed', { bubbles: true }))")
    page.wait_for_function("() => { const now = document.getElementById('wheel'); return now && !now.isOld; }")
    expect(page.locator(".htmx-request, .htmx-settling")).to_have_count(0)


def stop_clock(page: Page) -> None:
    """From now on the page's timers run only when the test says so."""
    page.clock.install(time=NOW)
    page.clock.pause_at(NOW + timedelta(hours=1))


class Sent:
    """What a page asks the server for, from now on, as paths with their queries.

    Chromium fetches a page's icon anew whenever the address changes; that is none of the page's doing.
    """

    def __init__(self, page: Page, site: Site) -> None:
        self.paths: list[str] = []
        self._home = site.address
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if "/static/" not in request.url:
            self.paths.append(request.url.removeprefix(self._home))
