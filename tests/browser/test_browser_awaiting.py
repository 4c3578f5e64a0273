"""What awaits a date, in a browser: by keyboard, on a phone, without a script, and for those who listen to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations

AWAITING = "/awaiting"


def first_id(page: Page) -> str:
    return (page.locator(".waiting-line").first.get_attribute("id") or "").removeprefix("stop-")


def as_it_is(_page: Page) -> None:
    pass


def written_anew(page: Page) -> None:
    page.locator("[id^=anew-]").first.click()
    expect(page.locator("[id^=why-]")).to_be_focused()


def with_a_condition(page: Page) -> None:
    written_anew(page)
    page.locator("[id^=look-kind-]").select_option("condition")


def with_a_mistake(page: Page) -> None:
    written_anew(page)
    page.locator("[id^=why-]").fill("")
    page.keyboard.press("Enter")
    expect(page.locator("[id^=why-][aria-invalid]")).to_be_focused()


def overdue(page: Page) -> None:
    """Nobody changes a shared site: the line only looks so."""
    page.evaluate("document.querySelector('.waiting-line').classList.add('overdue')")


STATES: dict[str, Callable[[Page], None]] = {
    "the list": as_it_is,
    "overdue": overdue,
    "written anew": written_anew,
    "a condition": with_a_condition,
    "a mistake": with_a_mistake,
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_passes_axe_and_fits_the_screen(
    site: Site, visit: Visit, width: int, state: str, advice: set[str]
) -> None:
    page = visit(site, AWAITING, user=SAMPLE_USER, width=width)
    STATES[state](page)
    assert violations(page, "html", advice) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_only_the_field_of_what_was_chosen_is_shown(site: Site, visit: Visit) -> None:
    page = visit(site, AWAITING, user=SAMPLE_USER)
    written_anew(page)
    fields = {"day": "look-day", "window": "look-window", "meeting": "look-body", "condition": "look-words"}
    for kind in (*fields, ""):
        page.locator("[id^=look-kind-]").select_option(kind)
        shown = {name for name, start in fields.items() if page.locator(f"[id^={start}-]").is_visible()}
        assert shown == ({kind} if kind else set())


def test_an_item_is_placed_and_taken_back_by_keyboard_with_the_focus_kept(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, AWAITING, user=SAMPLE_USER)
    stop = first_id(page)
    page.locator(f"#stop-{stop} form button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#undo")).to_be_focused()
    expect(page.locator(f"#stop-{stop}")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(f"#stop-{stop}")).to_have_count(1)
    expect(page.locator(":focus")).to_have_count(1)


def test_the_key_takes_back_what_was_done_last(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, AWAITING, user=SAMPLE_USER)
    stop = first_id(page)
    page.locator(f"#stop-{stop} form button").click()
    expect(page.locator("#undo")).to_have_attribute("aria-keyshortcuts", "Control+Z")
    expect(page.locator(f"#stop-{stop}")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator(f"#stop-{stop}")).to_have_count(1)
    expect(page.locator("#undo")).to_have_count(0)
    expect(page.locator("#awaiting-count")).to_be_focused()


def test_what_it_waits_for_is_written_anew_by_keyboard(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, AWAITING, user=SAMPLE_USER)
    stop = first_id(page)
    page.locator(f"#anew-{stop}").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#why-{stop}")).to_be_focused()
    page.locator(f"#why-{stop}").fill("Ny høringsfrist")
    page.keyboard.press("Enter")
    expect(page.locator("#awaiting-count")).to_be_focused()
    expect(page.locator(f"#stop-{stop}")).to_contain_text("Ny høringsfrist")


def test_escape_closes_a_form_that_nothing_is_written_in(site: Site, visit: Visit) -> None:
    page = visit(site, AWAITING, user=SAMPLE_USER)
    stop = first_id(page)
    written_anew(page)
    page.keyboard.press("Escape")
    expect(page.locator(f"#why-{stop}")).to_have_count(0)
    expect(page.locator(f"#anew-{stop}")).to_be_focused()
    written_anew(page)
    page.locator(f"#why-{stop}").fill("Ny høringsfrist")
    page.keyboard.press("Escape")
    expect(page.locator(f"#why-{stop}")).to_have_value("Ny høringsfrist")


def test_an_open_list_of_choices_is_closed_before_its_form(site: Site, visit: Visit) -> None:
    page = visit(site, AWAITING, user=SAMPLE_USER)
    stop = first_id(page)
    written_anew(page)
    kind = page.locator(f"#look-kind-{stop}")
    kind.press("Alt+ArrowDown")
    kind.press("Escape")
    expect(kind).to_have_count(1)
    kind.press("Escape")
    expect(kind).to_have_count(0)


def test_everything_works_without_a_script(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, AWAITING, user=SAMPLE_USER, java_script_enabled=False)
    stop = first_id(page)
    page.locator(f"#anew-{stop}").click()
    page.locator(f"#why-{stop}").fill("Ny høringsfrist")
    page.locator(f"#look-kind-{stop}").select_option("day")
    page.locator(f"#look-day-{stop}").fill("2027-02-01")
    page.locator(f"#why-{stop}").press("Enter")
    expect(page.locator(f"#stop-{stop}")).to_contain_text("Ny høringsfrist")
    page.locator(f"#stop-{stop} form button").click()
    expect(page.locator(f"#stop-{stop}")).to_have_count(0)
    page.locator("#undo").click()
    expect(page.locator(f"#stop-{stop}")).to_have_count(1)
