"""A screen on a wall: its browser stands in another zone than the organisation, and both its clock and the site's obey.

`wall(...)` opens one; `pass_by` lets time go by for both, in the browser as fast as it can.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, Request
from sites import Site

WALL = "/wheel/now"
# Half a minute before midnight in Copenhagen; the management meets on the 25th.
BEFORE_MIDNIGHT = datetime(2026, 11, 24, 22, 59, 30, tzinfo=UTC)
ELSEWHERE = "America/New_York"


@dataclass
class Clock:
    """The site's: it stands still until time passes by."""

    at: datetime = BEFORE_MIDNIGHT

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Wall:
    page: Page
    site: Site
    clock: Clock
    asked: list[str] = field(default_factory=list)
    """The answers to what the screen asked for, as "200 /wheel/now"; "lost" where none came."""

    def pass_by(self, **time: float) -> None:
        """Time goes by, a quarter of a minute or a sixtieth at a time, and what is asked meanwhile is answered."""
        left = timedelta(**time)
        step = max(timedelta(seconds=15), left / 60)
        while left > timedelta():
            passing = min(step, left)
            self.clock.at += passing
            self.page.clock.run_for(int(passing.total_seconds() * 1000))
            self.page.wait_for_function("() => !isAsking")
            left -= passing

    def asks(self, **time: float) -> None:
        """Time goes by in which the screen asks at least once, and gets an answer or none."""
        before = len(self.asked)
        self.pass_by(**time)
        assert len(self.asked) > before, "it did not ask"

    def lose_connection(self) -> None:
        self.page.context.set_offline(True)

    def find_connection(self) -> None:
        self.page.context.set_offline(False)

    @property
    def status(self) -> Locator:
        return self.page.locator("#wall-status")

    @property
    def needle(self) -> str:
        """How far the needle has been turned since it was drawn."""
        return self.page.locator(".w-needle").get_attribute("transform") or ""

    def events(self) -> list[str]:
        """When those that are listed are over."""
        return self.page.locator("#wall li[data-ends]").evaluate_all("(all) => all.map((one) => one.dataset.ends)")


def opened(page: Page, site: Site, clock: Clock, query: str = "", *, at: datetime | None = None) -> Wall:
    """The screen, its clock at the site's, or at `at` where it goes wrong."""
    wall = Wall(page, site, clock)
    page.clock.install(time=at or clock.at)
    page.on("response", lambda answer: _note(wall, answer.url, str(answer.status)))
    page.on("requestfailed", lambda request: _note_loss(wall, request))
    page.goto(site.url(WALL + query))
    page.wait_for_function("() => document.getElementById('wall-clock').textContent")
    return wall


def _note_loss(wall: Wall, request: Request) -> None:
    # Chromium says of an empty answer, a 304, that reading it has failed.
    if "DISCONNECTED" in (request.failure or ""):
        _note(wall, request.url, "lost")


def _note(wall: Wall, url: str, answer: str) -> None:
    if url.startswith(wall.site.url(WALL)):
        wall.asked.append(answer)
