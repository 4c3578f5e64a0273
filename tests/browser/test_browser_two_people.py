"""Two people change the same item at once: nothing is lost in silence, and the second can go on."""

from __future__ import annotations

from agendas import awaiting, expect_told, items_at, move_form, open_agenda, withdraw_form
from playwright.sync_api import expect
from sites import SAMPLE_USER, Site, Visit


def test_the_second_sees_both_versions_and_can_go_on(own_site: Site, visit: Visit, width: int) -> None:
    first, second = open_agenda(visit, own_site, width=width), open_agenda(visit, own_site, width=width)
    stop = own_site.with_items()[0].stops[0]
    theirs, mine = own_site.agenda().rows[3].meeting, own_site.agenda().rows[2].meeting
    form = move_form(second, stop.id)
    form.locator("select").select_option(mine.id)
    first_form = move_form(first, stop.id)
    first_form.locator("select").select_option(theirs.id)
    first_form.locator(".primary").click()
    expect(items_at(first, theirs.id)).to_have_text([stop.title or ""])

    form.locator(".primary").click()
    conflict = second.locator(f"#form-{stop.id} .conflict[role=alert]")
    expect(conflict).to_contain_text(own_site.says("Somebody else changed this item while you were looking at it."))
    expect(conflict).to_contain_text("Sekretariatet")
    expect(conflict).to_contain_text(own_site.says("What they did:"))
    expect(conflict).to_contain_text(own_site.says("What you wanted:"))
    expect(conflict).to_contain_text(own_site.day(mine.span.start))
    expect(conflict).to_contain_text(own_site.day(theirs.span.start).partition(" den ")[2])
    expect(second.locator(f"#to-{stop.id}")).to_be_focused()
    expect(second.locator(f"#to-{stop.id}")).to_have_value(mine.id)

    second.locator(f"#form-{stop.id} .primary").click()
    expect_told(second, own_site.says("The item is moved to %(day)s.", day=own_site.day(mine.span.start)))
    expect(items_at(second, theirs.id)).to_have_count(0)
    expect(items_at(second, mine.id).last).to_have_text(stop.title or "")


def test_so_does_who_pressed_a_button(own_site: Site, visit: Visit) -> None:
    first, second = open_agenda(visit, own_site), open_agenda(visit, own_site)
    stop = own_site.with_items()[0].stops[1]
    first.locator(f"#up-{stop.id}").click()
    expect_told(first, own_site.says("The item is now number %(place)s.", place=1))
    second.locator(f"#down-{stop.id}").click()
    conflict = second.locator(f"#form-{stop.id} .conflict")
    expect(conflict).to_contain_text(own_site.says("place %(place)s on the agenda", place=3))
    second.locator(f"#why-{stop.id}").fill("Afventer høringen")
    second.keyboard.press("Enter")
    expect_told(second, own_site.says("The item now awaits a date."))
    expect(awaiting(second).last).to_have_text(stop.title or "")


def test_a_withdrawn_item_is_said_to_be_so(own_site: Site, visit: Visit) -> None:
    first, second = open_agenda(visit, own_site), open_agenda(visit, own_site)
    stop = own_site.with_items()[0].stops[0]
    form = move_form(second, stop.id)
    first_form = withdraw_form(first, stop.id)
    first_form.locator("[name=reason]").fill("Sagen er bortfaldet")
    first_form.locator(".danger").click()
    expect_told(first, own_site.says("The item is withdrawn."))
    form.locator(".primary").click()
    place = second.locator(f"#form-{stop.id}")
    expect(place).to_contain_text(own_site.says("withdrawn"))
    expect(place.locator("form")).to_have_count(0)
    expect(second.locator(":focus")).to_have_count(1)


def test_who_has_been_signed_out_signs_in_and_comes_back(own_site: Site, visit: Visit) -> None:
    page = open_agenda(visit, own_site)
    stop = own_site.with_items()[0].stops[0]
    page.context.clear_cookies(name="session")
    page.locator(f"#move-{stop.id}").click()
    expect(page.locator("#user_name")).to_be_visible()
    page.locator("#user_name").fill(SAMPLE_USER)
    page.locator("#password").fill("proev-aarshjulet")
    page.locator("main .primary").click()
    expect(page.locator(f"#to-{stop.id}")).to_be_visible()
