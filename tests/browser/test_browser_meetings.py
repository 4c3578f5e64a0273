"""A meeting's page in a browser: its decisions are written by keyboard, in few actions, and with little to read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from meetings import EIGHT, held_with_eight_items
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from test_browser_accessibility import violations

from wheel.core.access import OPERATOR
from wheel.core.stops import Outcome, StopState
from wheel.services import Services
from wheel.store.stops import stops_at

MOST_ACTIONS = 20


class Keys:
    """Somebody who has a keyboard alone; what they do to one field is one action, and so is pressing a button."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def go_to(self, element: str) -> None:
        """Walk there with Tab, from wherever the focus is, forwards."""
        for _ in range(100):
            if self.page.evaluate("(wanted) => document.activeElement?.matches(wanted)", element):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab leads nowhere near {element}")

    def press(self, element: str) -> None:
        self.go_to(element)
        self.page.keyboard.press("Enter")
        self.actions += 1

    def choose(self, element: str, *keys: str) -> None:
        self.go_to(element)
        for key in keys:
            self.page.keyboard.press(key)
        self.actions += 1

    def write(self, element: str, words: str) -> None:
        self.go_to(element)
        self.page.keyboard.type(words)
        self.actions += 1


def stops_of(site: Site, meeting: str) -> list[tuple[StopState, Outcome | None, str]]:
    services: Services = site.app.extensions["aarshjul"]
    with services.database.reading() as session:
        return [(stop.state, stop.outcome, stop.decision) for stop in stops_at(session, OPERATOR, [meeting])[meeting]]


def test_a_meeting_of_eight_items_is_closed_by_keyboard_in_at_most_twenty_actions(own_site: Site, visit: Visit) -> None:
    meeting = held_with_eight_items(own_site)
    keys = Keys(visit(own_site, f"/meetings/{meeting.id}", user=SAMPLE_USER))
    keys.press("#write")
    expect(keys.page.locator("[id^=result-]").first).to_be_focused()
    ids = [
        (field.get_attribute("id") or "").removeprefix("result-") for field in keys.page.locator("[id^=result-]").all()
    ]
    assert len(ids) == EIGHT
    for number, stop in enumerate(ids[:6]):
        # The outcome of every other one is not the usual one.
        if number % 2:
            keys.choose(f"#result-{stop}", "ArrowDown")
        keys.write(f"#decision-{stop}", f"Beslutning {number + 1}")
    keys.choose(f"#result-{ids[6]}", "End", "ArrowUp")
    keys.choose(f"#result-{ids[7]}", "End")
    keys.write(f"#reason-{ids[7]}", "Er løst på anden vis")
    keys.press("#save")
    expect(keys.page.locator("#status")).not_to_be_empty()
    found = stops_of(own_site, meeting.id)
    assert [state for state, _, _ in found] == [*[StopState.TREATED] * 6, StopState.POSTPONED, StopState.WITHDRAWN]
    assert [words for _, _, words in found[:6]] == [f"Beslutning {number}" for number in range(1, 7)]
    assert keys.actions <= MOST_ACTIONS, keys.actions


def test_where_every_outcome_and_every_decision_is_written_it_is_still_twenty(own_site: Site, visit: Visit) -> None:
    meeting = held_with_eight_items(own_site)
    keys = Keys(visit(own_site, f"/meetings/{meeting.id}", user=SAMPLE_USER))
    keys.press("#write")
    keys.page.wait_for_url("**/decisions/new")
    for field in keys.page.locator("[id^=result-]").all():
        stop = (field.get_attribute("id") or "").removeprefix("result-")
        keys.choose(f"#result-{stop}", "ArrowDown")
        keys.write(f"#decision-{stop}", "Som indstillet")
    keys.press("#save")
    keys.page.wait_for_url("**/decisions")
    assert {state for state, _, _ in stops_of(own_site, meeting.id)} == {StopState.TREATED}
    assert keys.actions <= MOST_ACTIONS, keys.actions


def test_what_is_asked_of_a_postponed_item_shows_once_that_is_chosen(own_site: Site, visit: Visit) -> None:
    meeting = held_with_eight_items(own_site)
    page = visit(own_site, f"/meetings/{meeting.id}/decisions/new", user=SAMPLE_USER)
    row = page.locator(".decision-row").first
    to, reason, look = (row.locator(f"[name^={name}-]") for name in ("to", "reason", "look_day"))
    expect(to).to_be_hidden()
    row.locator("[name^=result-]").select_option("postponed")
    expect(to).to_be_visible()
    expect(reason).to_be_visible()
    expect(look).to_be_hidden()
    to.select_option("awaiting")
    expect(look).to_be_visible()
    row.locator("[name^=result-]").select_option("withdrawn")
    expect(to).to_be_hidden()
    expect(reason).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with a script", "without"])
def test_a_mistake_gets_the_focus_and_keeps_what_was_typed(own_site: Site, visit: Visit, javascript: bool) -> None:
    meeting = held_with_eight_items(own_site)
    path = f"/meetings/{meeting.id}/decisions/new"
    page = visit(own_site, path, user=SAMPLE_USER, java_script_enabled=javascript)
    row = page.locator(".decision-row").nth(2)
    page.locator("[name^=decision-]").first.fill("Godkendt")
    row.locator("[name^=result-]").select_option("withdrawn")
    page.locator("#save").click()
    expect(row.locator(".mistake")).to_be_visible()
    expect(row.locator("[name^=reason-]")).to_be_focused()
    expect(page.locator("[name^=decision-]").first).to_have_value("Godkendt")


def agenda(page: Page) -> None:
    expect(page.locator("#send")).to_be_visible()


def adjusted(page: Page) -> None:
    page.locator("#send").click()
    expect(page.locator("#status")).not_to_be_empty()
    page.locator("[id^=down-]").first.click()
    expect(page.locator("#unsent-title")).to_be_visible()
    page.locator("#send").click()
    expect(page.locator("#adjusted-title")).to_be_visible()
    page.locator("[id^=down-]").first.click()
    expect(page.locator("#unsent-title")).to_be_visible()


STATES: dict[str, Callable[[Page], None]] = {"an agenda": agenda, "an adjusted agenda": adjusted}


@pytest.mark.parametrize("state", STATES)
def test_no_agenda_keeps_anybody_out(own_site: Site, visit: Visit, width: int, state: str, advice: set[str]) -> None:
    meeting = own_site.with_items()[0].meeting
    page = visit(own_site, f"/meetings/{meeting.id}", width=width, user=SAMPLE_USER)
    STATES[state](page)
    for details in page.locator("main details").all():
        details.evaluate("(part) => { part.open = true; }")
    assert not violations(page, "html", advice)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("state", ["opened", "mistaken", "written"])
def test_no_form_of_decisions_keeps_anybody_out(
    own_site: Site, visit: Visit, width: int, state: str, advice: set[str]
) -> None:
    meeting = held_with_eight_items(own_site)
    page = visit(own_site, f"/meetings/{meeting.id}/decisions/new", width=width, user=SAMPLE_USER)
    if state == "mistaken":
        page.locator("[name^=result-]").first.select_option("withdrawn")
        page.locator("[name^=result-]").nth(1).select_option("postponed")
        page.locator("[name^=to-]").nth(1).select_option("awaiting")
    if state != "opened":
        page.locator("#save").click()
        expect(page.locator(".mistake, .outcome").first).to_be_visible()
    assert not violations(page, "html", advice)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_an_agenda_has_its_items_and_no_buttons(own_site: Site, visit: Visit) -> None:
    page = visit(own_site, f"/meetings/{own_site.with_items()[0].meeting.id}", user=SAMPLE_USER)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".item").first).to_be_visible()
    for shown in page.locator("main :is(button, .button, .neighbours, summary)").all():
        expect(shown).to_be_hidden()
