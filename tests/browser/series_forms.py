"""The series form as a planner has it open in a browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect
from sites import Site

NEW = "/series/new?body=direktionen"
KINDS = (
    *("weekly", "nth", "relative", "dates", "monthly_day", "yearly_weekday", "yearly_date", "iso_week", "yearly_span"),
    *("easter", "school_holiday", "window", "term", "count", "advanced"),
)
MOST_STOPS = 60


def tab_to(page: Page, field: str) -> Locator:
    """Go on with the Tab key until the field is reached."""
    for _ in range(MOST_STOPS):
        if page.evaluate("(field) => document.activeElement.matches(field)", field):
            return page.locator(field)
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never reaches {field}")


def sentence(page: Page) -> Locator:
    return page.locator("#preview .sentence")


def dates(page: Page) -> Locator:
    """Those that are held."""
    return page.locator("#preview .dates li:not(.blocked)")


def save(page: Page) -> None:
    page.locator(".save .primary").click()


def series_address(page: Page, site: Site, title: str) -> str:
    """Where the series is changed, as the plan of the year leads there."""
    page.goto(site.url("/plan/2027"))
    return str(page.get_by_role("rowheader").get_by_role("link", name=title, exact=True).get_attribute("href"))


def expect_no_sideways_scroll(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def expect_focus(field: Locator) -> None:
    expect(field).to_be_focused()
