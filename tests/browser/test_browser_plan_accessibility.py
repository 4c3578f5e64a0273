"""Every state of the planning page passes axe's WCAG 2.1 A and AA rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations

CHIP = "#g-body-direktionen a.d"


def as_it_is(_page: Page) -> None:
    pass


def date_open(page: Page) -> None:
    page.locator(CHIP).nth(12).click()
    expect(page.locator("#editor-title")).to_be_focused()
    page.locator(".date-editor details summary").click()


def with_a_mistake(page: Page) -> None:
    date_open(page)
    page.locator("#end_time").fill("08:00")
    page.locator("#do-move").click()
    expect(page.locator("#mistake-end_time")).to_be_visible()


def in_conflict(page: Page) -> None:
    date_open(page)
    page.locator(".date-editor form.act [name=seen]").evaluate("(field) => { field.value = '0'; }")
    page.locator("#to_day").fill("2027-05-06")
    page.locator("#do-move").click()
    expect(page.locator(".versions")).to_be_visible()


def adding(page: Page) -> None:
    page.locator("#g-body-direktionen a.plus").first.click()
    expect(page.locator("#editor-title")).to_be_focused()


def everything_open(page: Page) -> None:
    page.evaluate("for (const part of document.querySelectorAll('#plan details')) part.open = true")


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "published": ("/plan/2027", everything_open),
    "not planned": ("/plan/2028", everything_open),
    "date open": ("/plan/2027", date_open),
    "mistake": ("/plan/2027", with_a_mistake),
    "conflict": ("/plan/2027", in_conflict),
    "adding": ("/plan/2027", adding),
    "nothing found": ("/plan/2027?q=findes+ikke", as_it_is),
}


@pytest.mark.parametrize("state", STATES)
def test_the_planning_page_keeps_nobody_out(site: Site, visit: Visit, width: int, state: str, advice: set[str]) -> None:
    path, reach = STATES[state]
    page = visit(site, path, width=width, user=SAMPLE_USER)
    reach(page)
    assert not violations(page, "html", advice)


def test_nor_does_a_draft_with_every_mark(own_site: Site, visit: Visit, width: int, advice: set[str]) -> None:
    page = visit(own_site, "/plan/2027", width=width, user=SAMPLE_USER)
    page.locator("#do-begin").click()
    expect(page.locator("#do-discard")).to_be_visible()
    page.locator(CHIP).nth(12).click()
    expect(page.locator("#editor-title")).to_be_focused()
    page.locator("#to_day").fill("2027-05-06")
    page.locator("#do-move").click()
    expect(page.locator("#part-differences .lines li")).to_have_count(1)
    page.locator(CHIP).nth(3).click()
    expect(page.locator("#editor-title")).to_be_focused()
    page.locator(".date-editor details summary").click()
    page.locator("#cancel-reason").fill("Ferie")
    page.locator("#do-cancel").click()
    expect(page.locator("#part-differences .lines li")).to_have_count(2)
    page.locator("#plan-table a.changed.moved").click()
    expect(page.locator("#plan-table a.changed.moved")).to_have_attribute("aria-current", "true")
    everything_open(page)
    assert not violations(page, "html", advice)
