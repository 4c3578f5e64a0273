"""Standing items in a browser: the form follows what is chosen, its dates follow what is typed, and all of it fits."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from series_forms import expect_focus, expect_no_sideways_scroll, tab_to
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations

STANDING = "/bodies/direktionen/standing"
NEW = f"{STANDING}/new"
PLACEMENTS = f"{STANDING}/2027/placements"
KINDS = (
    *("every_meeting", "nth_meeting", "first_of_quarter", "first_in_months", "report", "after_series"),
    "once_per_post",
)


def dates(page: Page) -> Locator:
    return page.locator("#preview .dates li")


def row(page: Page, title: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=title, exact=True))


def add_quarterly(page: Page, title: str = "Status på IT, {kvartal}") -> None:
    page.locator("#title").fill(title)
    page.locator("#kind").select_option("first_of_quarter")
    page.locator("#save").click()
    expect(row(page, title)).to_be_visible()


def test_one_is_added_by_keyboard_alone_in_sight_of_its_dates(own_site: Site, visit: Visit, width: int) -> None:
    page = visit(own_site, NEW, width=width, user=SAMPLE_USER)
    tab_to(page, "#title")
    page.keyboard.type("Rapport nr. {nr} pr. {dato}")
    tab_to(page, "#kind").select_option("report")
    tab_to(page, "#status_dates")
    page.keyboard.type("30-4, 31-8")
    working_days = tab_to(page, "#working_days")
    page.keyboard.type("10")
    expect(dates(page)).to_have_count(2)
    expect(dates(page).first).to_have_text("ons. 19. maj 2027 Rapport nr. 1 pr. 30. april")
    expect_focus(working_days)
    expect_no_sideways_scroll(page, width)
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text(own_site.says("The standing item is added."))
    expect(row(page, "Rapport nr. {nr} pr. {dato}")).to_contain_text("ons. 19. maj 2027")


def test_the_fields_of_other_kinds_are_out_of_the_way(site: Site, visit: Visit) -> None:
    page = visit(site, NEW, user=SAMPLE_USER)
    for kind in KINDS:
        page.locator("#kind").select_option(kind)
        shown = [one.get_attribute("data-for") for one in page.locator("[data-for]").all() if one.is_visible()]
        assert shown == ([kind] if page.locator(f'[data-for="{kind}"]').count() else [])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_years_items_are_placed_in_few_clicks(own_site: Site, visit: Visit, width: int, script: bool) -> None:
    page = visit(own_site, NEW, width=width, user=SAMPLE_USER, java_script_enabled=script)
    add_quarterly(page)
    page.goto(own_site.url(f"{STANDING}?year=2027"))
    page.locator("#to-place").click()
    mine = page.locator("label").filter(has_text="Status på IT").locator("[name=place]")
    expect(mine).to_have_count(4)
    mine.last.uncheck()
    expect_no_sideways_scroll(page, width)
    page.locator("#place").click()
    expect(page.locator("#to-place")).to_be_visible()
    links = row(page, "Status på IT, {kvartal}").locator(".next-dates a")
    expect(links).to_have_text(["ons. 6. jan. 2027", "ons. 7. apr. 2027", "ons. 18. aug. 2027"])


def test_without_a_script_the_dates_are_a_click_away(site: Site, visit: Visit, width: int) -> None:
    page = visit(site, NEW, width=width, user=SAMPLE_USER, java_script_enabled=False)
    page.locator("#title").fill("Status, {kvartal}")
    page.locator("#kind").select_option("first_of_quarter")
    page.locator("#show-dates").click()
    expect(dates(page).first).to_have_text("ons. 6. jan. 2027 Status, 1. kvartal")
    expect(page.locator("#title")).to_have_value("Status, {kvartal}")
    expect_no_sideways_scroll(page, width)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_keeps_anybody_out(site: Site, visit: Visit, width: int, kind: str, advice: set[str]) -> None:
    page = visit(site, NEW, width=width, user=SAMPLE_USER)
    with page.expect_response("**/standing/previews"):
        page.locator("#kind").select_option(kind)
    expect(page.locator(".htmx-swapping, .htmx-request, .htmx-settling")).to_have_count(0)
    page.locator(".places-in-titles summary").click()
    expect_no_sideways_scroll(page, width)
    assert not violations(page, "html", advice)


def test_nor_do_the_list_its_roster_a_mistake_or_a_conflict(
    own_site: Site, visit: Visit, width: int, advice: set[str]
) -> None:
    page = visit(own_site, NEW, width=width, user=SAMPLE_USER)
    page.locator("#title").fill("Dialogmøde med {post}")
    page.locator("#kind").select_option("once_per_post")
    page.locator("#save").click()
    expect(page.locator("#mistake-posts")).to_be_visible()
    assert not violations(page, "html", advice)
    for box in page.locator('[name^="post-"]').all():
        box.check()
    page.locator("#save").click()
    expect(page.locator(".cover").last).to_be_visible()
    expect_no_sideways_scroll(page, width)
    assert not violations(page, "html", advice)
    page.goto(own_site.url(PLACEMENTS))
    assert not violations(page, "html", advice)
    page.goto(own_site.url(STANDING))
    row(page, "Dialogmøde med {post}").get_by_role("link").first.click()
    page.locator("#save-form [name=seen]").evaluate("(field) => { field.value = '0'; }")
    page.locator("#title").fill("Andet")
    page.locator("#save").click()
    expect(page.locator(".conflict")).to_be_visible()
    expect_no_sideways_scroll(page, width)
    assert not violations(page, "html", advice)
