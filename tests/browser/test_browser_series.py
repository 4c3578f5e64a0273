"""Making a series and changing its rule: in sight of what the rule says and gives, by keyboard and without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from series_forms import (
    KINDS,
    NEW,
    dates,
    expect_focus,
    expect_no_sideways_scroll,
    save,
    sentence,
    series_address,
    tab_to,
)
from sites import SAMPLE_USER, Site, Visit


def open_form(visit: Visit, site: Site, address: str = NEW, **options: object) -> Page:
    page = visit(site, address, user=SAMPLE_USER, **options)
    expect(page.locator("#title")).to_be_visible()
    return page


def test_every_other_wednesday_outside_the_holidays_by_keyboard_alone(own_site: Site, visit: Visit, width: int) -> None:
    page = open_form(visit, own_site, width=width)
    tab_to(page, "#title")
    page.keyboard.type("Koordinering")
    wednesday = tab_to(page, "[name=weekly_on_3]")
    page.keyboard.press("Space")
    expect(sentence(page)).to_contain_text("nsdag")
    expect(dates(page)).to_have_count(10)
    expect(dates(page).nth(1)).to_contain_text("ons. 2. dec. 2026")
    expect_focus(wednesday)
    tab_to(page, "#weekly_weeks-every")
    page.keyboard.press("ArrowRight")
    expect(sentence(page)).to_contain_text("onsdag i lige uger", ignore_case=True)
    expect(dates(page).nth(1)).to_contain_text("ons. 9. dec. 2026")
    expect_focus(page.locator("#weekly_weeks-even"))
    tab_to(page, "#on_closed")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=closes_school_holidays]")
    page.keyboard.press("Space")
    expect(sentence(page)).to_contain_text("skolernes ferier")
    christmas = page.locator("#preview .dates li.blocked").first
    expect(christmas).to_contain_text("ons. 23. dec. 2026")
    expect(christmas).to_contain_text("Juleferie")
    expect(dates(page)).to_have_count(10)
    expect(page.locator("#spoken")).to_have_text(sentence(page).inner_text())
    expect(page.locator("#title")).to_have_value("Koordinering")
    expect_no_sideways_scroll(page, width)
    tab_to(page, ".save .primary")
    page.keyboard.press("Enter")
    told = own_site.says("The series is made. Its dates come into the plan when the year is planned.")
    expect(page.locator("#status")).to_have_text(told)
    page.get_by_role("link", name=own_site.says("plan of %(year)s", year=2027)).click()
    preview = page.locator("#part-preview")
    preview.locator(".step summary").first.click()
    expect(preview.get_by_role("link", name="Koordinering")).to_be_visible()
    expect(preview).to_contain_text("13. jan")


def test_a_rule_is_changed_from_a_day_on(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, "/plan/2027", user=SAMPLE_USER)
    address = series_address(page, own_site, "Chefforum")
    page.goto(own_site.url(address))
    before = sentence(page).inner_text()
    page.locator("#nth_weekday").select_option("3")
    page.locator("#counts_from").fill("2027-03-01")
    expect(sentence(page)).to_contain_text("onsdag")
    expect(dates(page).nth(0)).to_contain_text("tors. 3. dec. 2026")
    expect(page.locator("#preview .dates")).to_contain_text("ons. 3. mar. 2027")
    save(page)
    told = own_site.says("The series is saved. What is planned changes when the year is planned again.")
    expect(page.locator("#status")).to_have_text(told)
    expect(page.locator(".lasting")).to_contain_text(before.split()[0], ignore_case=True)
    page.get_by_role("link", name=own_site.says("plan of %(year)s", year=2027)).click()
    preview = page.locator("#part-preview")
    expect(preview.get_by_role("link", name="Chefforum").first).to_be_visible()
    expect(preview).to_contain_text("3. mar")


def test_a_mistake_stands_beside_its_field_while_it_is_typed_and_takes_nothing_away(
    site: Site, visit: Visit, width: int
) -> None:
    page = open_form(visit, site, width=width)
    page.locator("#rule_kind").select_option("dates")
    field = page.locator("#dates")
    field.focus()
    page.keyboard.type("9.9.2027\n31.2.2027")
    said = site.says(
        "Line %(line)s: write the date as 9.9.2026, or the first and the last day as 9.-11.9.2026.", line=2
    )
    expect(field).to_have_accessible_description(said)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#mistake-dates")).to_be_visible()
    expect_focus(field)
    for _ in "31.2.2027":
        page.keyboard.press("Backspace")
    page.keyboard.type("28.2.2027")
    expect(dates(page)).to_have_count(2)
    expect(page.locator("#mistake-dates")).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("9.9.2027\n28.2.2027")
    expect_focus(field)


def test_a_form_that_is_saved_with_mistakes_comes_back_at_the_first_of_them(site: Site, visit: Visit) -> None:
    page = open_form(visit, site)
    page.locator("[name=weekly_on_3]").check()
    page.locator("#length_days").evaluate("(field) => { field.value = '0'; }")
    save(page)
    expect_focus(page.locator("#length_days"))
    expect(page.locator("#length_days")).to_be_visible()
    page.locator("#length_days").fill("1")
    save(page)
    expect_focus(page.locator("#title"))
    expect(page.locator("#title")).to_have_accessible_description(site.says("Write what the series is called."))
    expect(page.locator("[name=weekly_on_3]")).to_be_checked()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_only_the_controls_of_the_chosen_kind_are_shown(
    site: Site, visit: Visit, width: int, java_script_enabled: bool
) -> None:
    page = open_form(visit, site, width=width, java_script_enabled=java_script_enabled)
    for kind in KINDS:
        page.locator("#rule_kind").select_option(kind)
        shown = page.locator("fieldset.group >> visible=true")
        expect(shown).to_have_count(1)
        expect(shown).to_have_attribute("data-for", kind)


def test_the_usual_words_follow_what_is_chosen(site: Site, visit: Visit) -> None:
    page = open_form(visit, site)
    page.locator("#rule_kind").select_option("window")
    page.locator("#window_month").select_option("10")
    page.locator("#window_third").select_option("ultimo")
    expect(page.locator("#window_words")).to_have_attribute("placeholder", "ultimo oktober")
    expect(sentence(page)).to_contain_text("Ultimo oktober")


def test_without_a_script_a_button_shows_the_dates(own_site: Site, visit: Visit, width: int) -> None:
    page = open_form(visit, own_site, width=width, java_script_enabled=False)
    page.locator("#title").fill("Koordinering")
    page.locator("[name=weekly_on_3]").check()
    page.locator("#weekly_weeks-odd").check()
    page.get_by_role("button", name=own_site.says("Show dates")).click()
    expect(sentence(page)).to_contain_text("onsdag i ulige uger", ignore_case=True)
    expect(dates(page)).to_have_count(10)
    expect(page.locator("#title")).to_have_value("Koordinering")
    save(page)
    expect(page).to_have_url(re.compile("/series/[a-z0-9]{16}$"))
    expect(page.locator("#weekly_weeks-odd")).to_be_checked()


def test_the_second_of_two_planners_sees_both_versions(own_site: Site, visit: Visit, width: int) -> None:
    first = visit(own_site, "/plan/2027", user=SAMPLE_USER, width=1440)
    address = series_address(first, own_site, "Lederseminar")
    first.goto(own_site.url(address))
    second = open_form(visit, own_site, address, width=width)
    first.locator("#title").fill("Seminar for ledere")
    save(first)
    expect(first.locator("#status")).not_to_be_empty()
    second.locator("#week").select_option("12")
    save(second)
    conflict = second.locator(".conflict[role=alert]")
    expect(conflict).to_contain_text("Seminar for ledere")
    expect(conflict).to_contain_text(own_site.says("What is stored now:"))
    expect(second.locator("#week")).to_have_value("12")
    expect(second.locator("#title")).to_have_value("Lederseminar")
    save(second)
    expect(second.locator("#status")).not_to_be_empty()
    expect(second.locator("h1")).to_have_text("Lederseminar")
