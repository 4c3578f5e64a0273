"""Sending an item on in a browser: by keyboard, on every screen, without JavaScript, for everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT

FORM = "#plan-form"


def item(site: Site, rest: str = "") -> str:
    return f"/items/{site.with_items()[0].stops[0].item_id}{rest}"


def looks_right(page: Page, piece: str, advice: set[str]) -> None:
    assert not violations(page, piece, advice)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(STICKING_OUT) == []


def fill_in(page: Page) -> None:
    page.locator("#body-0").select_option("*")
    page.locator("#body-1").select_option("oekonomiudvalget")
    page.locator("#body-2").select_option("kommunalbestyrelsen")


@pytest.mark.parametrize("path", ["/routes", "/routes/new"])
def test_the_pages_of_routes_keep_nobody_out(site: Site, visit: Visit, width: int, path: str, advice: set[str]) -> None:
    page = visit(site, path, width=width, user=SAMPLE_USER)
    looks_right(page, "#route", advice)


def test_the_way_there_and_the_days_found_keep_nobody_out(
    own_site: Site, visit: Visit, width: int, advice: set[str]
) -> None:
    page = visit(own_site, item(own_site, "/route"), width=width, user=SAMPLE_USER)
    looks_right(page, "#route", advice)
    fill_in(page)
    page.locator("#find").click()
    expect(page.locator("#found")).to_be_focused()
    looks_right(page, "#route", advice)
    page.locator("#send").click()
    expect(page.locator("#journey .halt")).to_have_count(9)
    looks_right(page, "#journey", advice)


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_an_item_is_sent_on_from_its_page(own_site: Site, visit: Visit, *, scripts: bool) -> None:
    page = visit(own_site, item(own_site), user=SAMPLE_USER, java_script_enabled=scripts)
    page.locator("#journey a[href$='/route']").click()
    fill_in(page)
    page.locator("#find").click()
    expect(page.locator(".route-found tbody tr")).to_have_count(8)
    page.locator("#send").click()
    expect(page.locator("#journey .halt")).to_have_count(9)


def test_a_route_is_kept_and_fills_in_the_lines_of_the_next_item(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, "/routes/new", user=SAMPLE_USER)
    page.locator("#name").fill("Alle fagudvalg → ØU → KB")
    fill_in(page)
    page.locator("#save").click()
    expect(page.locator(".route-list a", has_text="Alle fagudvalg → ØU → KB")).to_be_visible()
    page.goto(own_site.url(item(own_site, "/route")))
    page.locator("#template").select_option(label="Alle fagudvalg → ØU → KB")
    page.locator("#fetch").click()
    expect(page.locator("#body-2")).to_have_value("kommunalbestyrelsen")
