"""A planner at the planning page: a year from nothing to published, a draft beside it, the grid by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sites import SAMPLE_USER, Site, Visit

YEAR, UNPLANNED = "/plan/2027", "/plan/2028"
BOARD = "#g-body-direktionen"
SAME = "() => { document.getElementById('status').isTheSame = true; }"
IS_SAME = "() => document.getElementById('status').isTheSame === true"


def opened(visit: Visit, site: Site, path: str = YEAR, **options: object) -> Page:
    page = visit(site, path, user=SAMPLE_USER, **options)
    page.evaluate(SAME)
    return page


def told(page: Page, sentence: str) -> None:
    """Said in the live region that was there from the start: a new one would not be read aloud."""
    expect(page.locator("#status[role=status]")).to_have_text(sentence)
    expect(page.locator(":focus")).to_have_count(1)
    assert page.evaluate(IS_SAME)


def board_meeting(page: Page, number: int) -> Locator:
    return page.locator(f"{BOARD} tr:not(.g)").first.locator("a.d").nth(number)


def open_date(page: Page, chip: Locator) -> str:
    """Open a date by its chip; its id."""
    address = chip.get_attribute("href") or ""
    chip.click()
    expect(page.locator("#editor-title")).to_be_focused()
    return address.partition("at=")[2].partition("#")[0]


def chip_of(page: Page, occurrence_id: str) -> Locator:
    return page.locator(f'#plan-table a.d[href*="at={occurrence_id}#"]')


def move(page: Page, day: str) -> None:
    page.locator("#to_day").fill(day)
    page.locator("#do-move").click()


def test_a_year_is_planned_from_nothing_mended_published_and_taken_back(own_site: Site, visit: Visit) -> None:
    page, says = opened(visit, own_site, UNPLANNED), own_site.says
    expect(page.locator("#plan-table .proposed").first).to_be_visible()
    page.locator("#do-plan").click()
    told(page, says("The dates are put into the draft of %(year)s.", year=2028))
    expect(page.locator("#plan-table .proposed")).to_have_count(0)

    # A meeting is put on Constitution Day, the conflict is seen, and its way out taken.
    date_id = open_date(page, board_meeting(page, 20))
    move(page, "2028-05-25")
    told(page, says("The event is moved."))
    expect(chip_of(page, date_id)).to_have_class(re.compile("moved.*clash"))
    page.locator(".date-editor .conflicts button").click()
    expect(chip_of(page, date_id)).not_to_have_class(re.compile("clash"))
    expect(page.locator("#editor-title")).to_be_focused()
    assert page.url.endswith(f"at={date_id}")

    page.locator("#do-publish").click()
    told(page, says("The plan of %(year)s is published.", year=2028))
    expect(page.locator("#do-begin")).to_be_visible()
    page.locator("#part-history summary").click()
    page.locator("#part-history button").first.click()
    told(page, says("The change is undone."))
    expect(page.locator("#do-publish")).to_be_visible()
    expect(page.locator("#part-history")).to_have_attribute("open", "")


def test_a_draft_beside_the_published_year_is_seen_by_nobody_else_and_discarded(own_site: Site, visit: Visit) -> None:
    page, says = opened(visit, own_site), own_site.says
    page.locator("#do-begin").click()
    told(page, says("The draft is begun: what you do now is seen by planners only until you publish it."))
    date_id = open_date(page, board_meeting(page, 12))
    move(page, "2027-07-30")
    told(page, says("The event is moved."))
    expect(page.locator("#part-differences .lines li")).to_have_count(1)
    expect(chip_of(page, date_id)).to_have_class(re.compile("changed"))

    everybody = visit(own_site, "/wheel/2027?view=list")
    expect(everybody.locator(".list")).not_to_contain_text("30. jul")

    page.locator("#do-discard").click()
    told(page, says("The draft is discarded. The published plan is as it was."))
    expect(chip_of(page, date_id)).not_to_have_class(re.compile("changed|moved"))
    expect(page.locator("#part-differences")).to_have_count(0)


def test_the_grid_is_walked_by_keyboard(own_site: Site, visit: Visit) -> None:
    page = opened(visit, own_site)
    table = page.get_by_role("grid")
    expect(table.locator("[tabindex='0']")).to_have_count(1)
    first = page.locator("#plan-table tr:not(.g) a.d").first
    page.locator("#fold-all").focus()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()

    page.keyboard.press("ArrowRight")
    expect(page.locator("#plan-table tr:not(.g) td").nth(1).locator("a.d")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("#plan-table tbody tr:not(.g)").first.locator("a.d").last).to_be_focused()
    page.keyboard.press("Home")
    expect(page.locator("#plan-table tbody tr:not(.g) th a").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#plan-table tbody tr:not(.g)").nth(1).locator("td").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    under = page.locator("#g-body-oekonomiudvalget tr:not(.g)").first.locator("td").first
    expect(under.locator("a.d")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    expect(table.locator("[tabindex='0']")).to_have_count(1)

    page.keyboard.press("Enter")
    expect(page.locator("#editor-title")).to_be_focused()
    expect(first).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    expect(first).to_be_focused()
    page.keyboard.press("Control+End")
    expect(page.locator("#plan-table tbody").last.locator("tr").last.locator(":focus")).to_have_count(1)


def test_enter_in_an_empty_cell_adds_a_date_in_its_month(own_site: Site, visit: Visit) -> None:
    page = opened(visit, own_site)
    july = page.locator("#g-body-oekonomiudvalget tr:not(.g)").first.locator("td").nth(6)
    expect(july).to_be_empty()
    july.click()
    expect(page.locator("#editor-title")).to_be_focused()
    expect(page.locator("#day")).to_have_value("2027-07-01")
    page.keyboard.press("Escape")
    expect(july).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#editor-title")).to_be_focused()
    page.locator("#day").fill("2027-07-06")
    page.locator("#do-add").click()
    told(page, own_site.says("The date is added."))
    expect(july.locator("a.d")).to_have_text("6.")
    expect(page.locator("#plan-table [tabindex='0']")).to_have_count(1)


def test_a_mistake_is_put_right_where_it_was_made(own_site: Site, visit: Visit, width: int) -> None:
    page = opened(visit, own_site, width=width)
    open_date(page, board_meeting(page, 3))
    page.locator("#end_time").fill("08:00")
    page.locator("#do-move").click()
    expect(page.locator("#end_time")).to_be_focused()
    expect(page.locator("#end_time")).to_have_accessible_description(own_site.says("It must end after it starts."))
    page.locator("#end_time").fill("13:00")
    page.locator("#do-move").click()
    told(page, own_site.says("The event is moved."))


def test_two_planners_at_once_both_versions_are_shown(own_site: Site, visit: Visit) -> None:
    mine, theirs = opened(visit, own_site), opened(visit, own_site)
    for page in (mine, theirs):
        date_id = open_date(page, board_meeting(page, 12))
    move(theirs, "2027-07-30")
    told(theirs, own_site.says("The event is moved."))
    move(mine, "2027-07-29")
    expect(mine.locator(".versions tbody tr")).to_contain_text(["30. juli 2027"])
    expect(mine.locator(".versions tbody tr")).to_contain_text(["29. juli 2027"])
    expect(mine.locator("#to_day")).to_have_value("2027-07-29")
    mine.locator("#do-move").click()
    told(mine, own_site.says("The event is moved."))
    expect(chip_of(mine, date_id)).to_have_text("29.")


def test_rows_are_chosen_while_one_types_and_the_address_follows(site: Site, visit: Visit, width: int) -> None:
    page = opened(visit, site, width=width)
    page.locator("#filter-text").press_sequentially("direktionsm")
    expect(page.locator("#plan-table tr:not(.g) th[scope=row]")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/plan/2027\?q=direktionsm$"))
    expect(page.locator("#filter-text")).to_be_focused()
    page.locator("#filter-text").fill("")
    page.locator("#filter-conflicts").check()
    expect(page).to_have_url(re.compile(r"/plan/2027\?conflicts=1$"))
    open_date(page, page.locator("#plan-table a.d").first)
    expect(page).to_have_url(re.compile(r"\?conflicts=1&at="))


def test_folded_groups_stay_folded(site: Site, visit: Visit) -> None:
    page = opened(visit, site)
    fold = page.locator(f"{BOARD} .fold")
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(page.locator(f"{BOARD} tr:not(.g)").first).to_be_hidden()
    page.reload()
    expect(fold).to_have_attribute("aria-expanded", "false")
    page.locator("#fold-all").click()
    expect(page.locator("#plan-table tr:not(.g) th[scope=row]").first).to_be_hidden()
    page.locator("#fold-all").click()
    expect(page.locator(f"{BOARD} tr:not(.g)").first).to_be_visible()


def test_the_heads_stay_in_sight_and_the_page_never_moves_sideways(site: Site, visit: Visit, width: int) -> None:
    page = opened(visit, site, width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#plan-table tbody").last.scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if width > 500:
        box = page.locator(".plan-box").bounding_box()
        head = page.locator("#plan-table thead th").nth(5).bounding_box()
        assert box is not None
        assert head is not None
        assert 0 <= head["y"] - box["y"] < 3


@pytest.fixture
def plain(own_site: Site, visit: Visit, width: int) -> Page:
    """The page in a browser that runs no JavaScript."""
    return visit(own_site, YEAR, width=width, user=SAMPLE_USER, java_script_enabled=False)


def test_without_javascript_a_date_is_opened_moved_and_taken_back(plain: Page, own_site: Site) -> None:
    chip = board_meeting(plain, 12)
    address = chip.get_attribute("href") or ""
    chip.click()
    expect(plain).to_have_url(own_site.url(address))
    expect(plain.locator("#editor-title")).to_be_in_viewport()
    move(plain, "2027-07-30")
    expect(plain.locator("#status")).to_have_text(own_site.says("The event is moved."))
    plain.locator("#part-history summary").click()
    plain.locator("#part-history button").first.click()
    expect(plain.locator("#status")).to_have_text(own_site.says("The change is undone."))


def test_without_javascript_a_date_is_added_by_the_rows_own_link(plain: Page, own_site: Site) -> None:
    plain.locator(f"{BOARD} a.plus").first.click()
    plain.locator("#day").fill("2027-07-06")
    plain.locator("#do-add").click()
    expect(plain.locator("#status")).to_have_text(own_site.says("The date is added."))
