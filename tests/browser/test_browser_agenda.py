"""The forward agenda in use, by keyboard and by its forms."""

from __future__ import annotations

from agendas import AGENDA, awaiting, expect_told, items_at, move_form, open_agenda, wait_form, withdraw_form
from playwright.sync_api import expect
from sites import READER, Site, Visit, titles


def test_an_item_is_added_by_keyboard_alone(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    meeting = own_site.agenda().rows[1]
    while page.evaluate("document.activeElement.id") != "add-item":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#title")).to_be_focused()
    page.keyboard.type("Ny lokalplan")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("25")
    page.keyboard.press("Enter")
    expect_told(page, own_site.says("The item is added."))
    expect(items_at(page, meeting.meeting.id)).to_have_text([*titles(meeting.stops), "Ny lokalplan"])
    expect(page.locator("#add-item")).to_be_focused()


def test_an_item_without_a_title_is_refused_beside_the_field(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    meeting = own_site.agenda().rows[3].meeting
    page.locator(f"#open-{meeting.id}").click()
    expect(page.locator("#title")).to_be_focused()
    expect(page.locator("#meeting")).to_have_value(meeting.id)
    page.locator("#minutes").fill("45")
    page.locator(".item-form details summary").first.click()
    page.locator("#text").fill("Det skal vi tale om")
    page.locator("#purpose").select_option("decision")
    page.locator("[name=is_closed]").check()
    page.locator(".item-form .primary").click()
    title = page.locator("#title")
    expect(title).to_be_focused()
    expect(title).to_have_accessible_description(own_site.says("Write what the item is about."))
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#mistake-title")).to_be_visible()
    expect(page.locator("#minutes")).to_have_value("45")
    expect(page.locator("#text")).to_have_value("Det skal vi tale om")
    expect(page.locator("#purpose")).to_have_value("decision")
    expect(page.locator("#meeting")).to_have_value(meeting.id)
    expect(page.locator("[name=is_closed]")).to_be_checked()
    expect(page.locator("#agenda .meeting")).to_have_count(len(own_site.agenda().rows))
    title.fill("Nu med titel")
    page.locator(".item-form .primary").dblclick()
    expect_told(page, own_site.says("The item is added."))
    expect(items_at(page, meeting.id)).to_have_text(["Nu med titel"])
    expect(page.locator(f"#open-{meeting.id}")).to_be_focused()


def test_a_form_is_closed_again_and_only_one_is_open(site: Site, visit: Visit) -> None:
    page = open_agenda(visit, site)
    first, second = site.with_items()[0].stops[:2]
    move_form(page, first.id)
    move_form(page, second.id)
    expect(page.locator(".form-place:has(.move-form)")).to_have_count(1)
    page.locator(f"#form-{second.id} [data-close-form]").first.click()
    expect(page.locator(".move-form")).to_have_count(0)
    expect(page.locator(f"#move-{second.id}")).to_be_focused()
    page.locator("#add-item").click()
    page.locator(".item-form [data-close-form]").click()
    expect(page.locator(".item-form")).to_have_count(0)
    expect(page.locator("#add-item")).to_be_focused()


def test_escape_closes_a_form_and_gives_the_focus_back_to_its_button(site: Site, visit: Visit) -> None:
    page = open_agenda(visit, site)
    row = site.with_items()[0]
    for button in (f"open-{row.meeting.id}", f"move-{row.stops[0].id}", f"postpone-{row.stops[0].id}"):
        page.locator(f"#{button}").click()
        expect(page.locator(".form-place :focus")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator(".form-place form")).to_have_count(0)
        expect(page.locator(f"#{button}")).to_be_focused()


def test_escape_loses_nothing_that_is_written(site: Site, visit: Visit) -> None:
    page = open_agenda(visit, site)
    page.locator(f"#open-{site.agenda().rows[0].meeting.id}").click()
    form = page.locator(".item-form")
    title = form.locator("#title")
    expect(title).to_be_focused()
    form.locator(".more-fields summary").click()
    for field, change, back in (
        (title, "Skrevet", ""),
        (form.locator("#text"), "Skrevet", ""),
        (form.locator("#purpose"), "decision", "discussion"),
    ):
        choose = field.select_option if field.evaluate("(field) => field.matches('select')") else field.fill
        choose(change)
        field.press("Escape")
        expect(form).to_have_count(1)
        choose(back)
    form.locator("[name=is_closed]").check()
    page.keyboard.press("Escape")
    expect(form).to_have_count(1)
    form.locator("[name=is_closed]").uncheck()
    form.locator(".primary").click()
    expect(title).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Escape")
    expect(form).to_have_count(1)


def test_what_is_half_written_goes_along_to_the_meeting_that_is_chosen_then(own_site: Site, visit: Visit) -> None:
    page = open_agenda(visit, own_site)
    first, second = own_site.agenda().rows[:2]
    page.locator(f"#open-{first.meeting.id}").click()
    page.locator(".item-form #title").fill("Halvt skrevet")
    page.locator(".item-form .more-fields summary").click()
    page.locator(".item-form #case_number").fill("00.30.00-S00-12-26")
    page.locator(".item-form [name=is_closed]").check()
    page.locator(f"#open-{second.meeting.id}").click()
    form = page.locator(f"#add-{second.meeting.id} .item-form")
    expect(form.locator("#title")).to_have_value("Halvt skrevet")
    expect(form.locator("#title")).to_be_focused()
    expect(form.locator("#case_number")).to_be_visible()
    expect(form.locator("#case_number")).to_have_value("00.30.00-S00-12-26")
    expect(form.locator("[name=is_closed]")).to_be_checked()
    expect(form.locator("#meeting")).to_have_value(second.meeting.id)
    expect(page.locator(".item-form")).to_have_count(1)


def test_an_item_is_moved_to_another_meeting(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    here, there = own_site.with_items()[:2]
    moved = here.stops[0]
    form = move_form(page, moved.id)
    form.locator("select").select_option(there.meeting.id)
    form.locator(".primary").click()
    expect_told(page, own_site.says("The item is moved to %(day)s.", day=own_site.day(there.meeting.span.start)))
    expect(items_at(page, here.meeting.id)).to_have_text(titles(here.stops[1:]))
    expect(items_at(page, there.meeting.id)).to_have_text([*titles(there.stops), moved.title or ""])
    expect(page.locator(f"#move-{moved.id}")).to_be_focused()
    expect(page.locator(f"#move-{moved.id}")).to_be_in_viewport()


def test_an_item_awaits_a_date_only_for_a_reason(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    moved = own_site.with_items()[0].stops[1]
    wait_form(page, moved.id).locator(".primary").click()
    reason = page.locator(f"#why-{moved.id}")
    expect(reason).to_be_focused()
    expect(reason).to_have_accessible_description(own_site.says("Write why the item awaits a date."))
    expect(page.locator("#agenda .meeting")).to_have_count(len(own_site.agenda().rows))
    page.keyboard.type("Afventer høringen")
    page.keyboard.press("Enter")
    expect_told(page, own_site.says("The item now awaits a date."))
    expect(awaiting(page).last).to_have_text(moved.title or "")
    expect(page.locator(f"#stop-{moved.id}")).to_contain_text("Afventer høringen")
    expect(page.locator(f"#move-{moved.id}")).to_be_focused()


def test_an_awaiting_item_gets_a_date(own_site: Site, visit: Visit) -> None:
    page = open_agenda(visit, own_site)
    waiting, meeting = own_site.agenda().awaiting, own_site.agenda().rows[3].meeting
    form = move_form(page, waiting[0].id)
    form.locator("select").select_option(meeting.id)
    form.locator(".primary").click()
    expect_told(page, own_site.says("The item is moved to %(day)s.", day=own_site.day(meeting.span.start)))
    expect(items_at(page, meeting.id)).to_have_text(titles(waiting[:1]))
    expect(awaiting(page)).to_have_text(titles(waiting[1:]))


def test_the_buttons_keep_the_focus_while_an_item_moves_down_and_up(own_site: Site, visit: Visit, width: int) -> None:
    page = open_agenda(visit, own_site, width=width)
    row = own_site.with_items()[0]
    first, *others = titles(row.stops)
    down, up = page.locator(f"#down-{row.stops[0].id}"), page.locator(f"#up-{row.stops[0].id}")
    expect(up).to_be_disabled()
    down.focus()
    for place in range(1, len(row.stops)):
        page.keyboard.press("Enter")
        expect_told(page, own_site.says("The item is now number %(place)s.", place=place + 1))
        expect(items_at(page, row.meeting.id)).to_have_text([*others[:place], first, *others[place:]])
        expect(down if place < len(others) else up).to_be_focused()
    expect(down).to_be_disabled()
    page.keyboard.press("Enter")
    expect_told(page, own_site.says("The item is now number %(place)s.", place=len(others)))
    expect(up).to_be_focused()


def test_an_item_is_withdrawn_for_a_reason_and_keeps_its_number(own_site: Site, visit: Visit) -> None:
    page = open_agenda(visit, own_site)
    row = own_site.with_items()[0]
    gone = row.stops[0]
    withdraw_form(page, gone.id).locator(".danger").click()
    reason = page.locator(f"#withdraw-{gone.id}")
    expect(reason).to_have_accessible_description(own_site.says("Write why the item is withdrawn."))
    reason.fill("Sagen er bortfaldet")
    page.locator(f"#form-{gone.id} .danger").click()
    expect_told(page, own_site.says("The item is withdrawn."))
    expect(items_at(page, row.meeting.id)).to_have_text(titles(row.stops))
    expect(page.locator(f"#stop-{gone.id}")).to_contain_text(own_site.says("withdrawn"))
    expect(page.locator(f"#stop-{gone.id} :is(.grip, button)")).to_have_count(0)
    page.goto(own_site.url(f"/items/{gone.item_id}"))
    expect(page.locator("main")).to_contain_text("Sagen er bortfaldet")


def test_the_rest_of_the_meetings_stay_shown_after_a_change(own_site: Site, visit: Visit) -> None:
    page = open_agenda(visit, own_site)
    count = page.locator("#agenda .meeting").count()
    page.locator('#agenda a[href$="rows=all"]').click()
    expect(page.locator("#agenda .meeting")).not_to_have_count(count)
    expect(page.locator(":focus")).to_have_count(1)
    all_of_them = page.locator("#agenda .meeting").count()
    page.locator(f"#down-{own_site.with_items()[0].stops[0].id}").click()
    expect_told(page, own_site.says("The item is now number %(place)s.", place=2))
    expect(page.locator("#agenda .meeting")).to_have_count(all_of_them)


def test_who_may_not_change_it_is_offered_nothing(site: Site, visit: Visit) -> None:
    for user in ("", READER):
        page = visit(site, AGENDA, user=user)
        expect(page.locator("#agenda .stop").first).to_be_visible()
        expect(page.locator("#agenda :is(form, button, .grip, .stop-actions, #add-item)")).to_have_count(0)
        shown = page.locator("main").inner_text()
        assert "Ansættelse i en ledende stilling" not in shown, "it is a closed item"
        assert site.says("Closed item") in shown
