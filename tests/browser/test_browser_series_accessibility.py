"""The series form in each of its states passes axe's rules, and never scrolls sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from series_forms import KINDS, NEW, expect_no_sideways_scroll, save, series_address
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations


@pytest.fixture
def form(site: Site, visit: Visit, width: int) -> Page:
    return visit(site, NEW, width=width, user=SAMPLE_USER)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_rule_keeps_anybody_out(form: Page, width: int, kind: str, advice: set[str]) -> None:
    with form.expect_response("**/series/previews"):
        form.locator("#rule_kind").select_option(kind)
    # What is on its way in or out is half transparent for a moment.
    expect(form.locator(".htmx-swapping, .htmx-request, .htmx-settling")).to_have_count(0)
    form.evaluate("() => document.querySelectorAll('details').forEach((more) => { more.open = true; })")
    form.locator("#on_closed").evaluate("(field) => { field.value = 'skip'; }")
    expect_no_sideways_scroll(form, width)
    assert not violations(form, "html", advice)


def test_nor_does_a_preview_with_moved_dates(form: Page, width: int, advice: set[str]) -> None:
    form.locator("#rule_kind").select_option("easter")
    form.locator("#on_closed").select_option("later_working_day")
    expect(form.locator("#preview .dates .moved")).to_have_count(10)
    expect_no_sideways_scroll(form, width)
    assert not violations(form, "#preview", advice)


def test_nor_do_mistakes(form: Page, width: int, advice: set[str]) -> None:
    save(form)
    expect(form.locator("#mistake-weekly_on")).to_be_visible()
    expect_no_sideways_scroll(form, width)
    assert not violations(form, "html", advice)


def test_nor_does_a_stored_series_that_has_changed_meanwhile(
    own_site: Site, visit: Visit, width: int, advice: set[str]
) -> None:
    page = visit(own_site, "/plan/2027", width=width, user=SAMPLE_USER)
    page.goto(own_site.url(series_address(page, own_site, "Direktionsmøde")))
    page.locator(".removal summary").click()
    assert not violations(page, "html", advice)
    page.locator("[name=seen]").evaluate("(field) => { field.value = '0'; }")
    save(page)
    expect(page.locator(".conflict")).to_be_visible()
    expect_no_sideways_scroll(page, width)
    assert not violations(page, "html", advice)
