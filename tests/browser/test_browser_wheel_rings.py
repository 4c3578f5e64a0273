"""Rings are shown and hidden from what is in the page; the address and everything that leads on follow."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit
from wheels import MARKS, REACHABLE, RING, ROWS, WHEEL, Sent, addresses, ring_marks

RINGS = ["politisk", "budget", "direktion", "med", "dialog", "frister"]
SEEN = "(parts) => parts.filter((part) => part.checkVisibility()).map((part) => part.dataset.ring)"


@pytest.fixture
def wheel(site: Site, visit: Visit, width: int) -> Page:
    return visit(site, WHEEL, width=width)


def seen(page: Page, parts: str) -> set[str]:
    return set(page.locator(parts).evaluate_all(SEEN))


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_a_ring_is_hidden_and_shown_again_without_asking_the_server(wheel: Page, site: Site) -> None:
    everything = {parts: seen(wheel, parts) for parts in (MARKS, ROWS, ".w-ground")}
    sent = Sent(wheel, site)
    wheel.locator("#ring-budget").uncheck()
    for parts, rings in everything.items():
        assert seen(wheel, parts) == rings - {"budget"}, parts
    expect(wheel.locator("#ring-budget")).to_be_focused()
    assert query(wheel.url) == {"chosen": ["1"], "rings": [ring for ring in RINGS if ring != "budget"]}
    wheel.locator("#ring-budget").check()
    for parts, rings in everything.items():
        assert seen(wheel, parts) == rings, parts
    expect(wheel).to_have_url(site.url(WHEEL))
    assert sent.paths == []


def test_everything_of_a_hidden_ring_is_hidden(wheel: Page) -> None:
    """Its name and its ghosts too, and the months of the list in which nothing is left."""
    wheel.locator("#ring-direktion").uncheck()
    expect(wheel.locator(".w-wheel :is(.w-tab, .w-ghost, .w-ground, a).r-direktion:visible")).to_have_count(0)
    for ring in RINGS:
        wheel.locator(f"#ring-{ring}").uncheck()
    expect(wheel.locator("#beside .months > section:visible")).to_have_count(0)
    expect(wheel.locator(".legend li:visible")).to_have_count(0)
    expect(wheel.locator(REACHABLE)).to_have_count(0)
    assert query(wheel.url) == {"chosen": ["1"]}
    wheel.locator("#ring-med").check()
    expect(wheel.locator(REACHABLE)).to_have_attribute("data-ring", "med")


def test_the_keyboard_passes_a_hidden_ring_over(site: Site, visit: Visit) -> None:
    page = visit(site, WHEEL)
    page.locator("#ring-budget").uncheck()
    ring_marks(page, "politisk").last.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(RING) == "direktion"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(RING) == "politisk"


def test_hiding_the_ring_that_tab_leads_to_leads_it_elsewhere(site: Site, visit: Visit) -> None:
    page = visit(site, WHEEL)
    ring = page.locator(REACHABLE).get_attribute("data-ring")
    page.locator(f"#ring-{ring}").uncheck()
    expect(page.locator(f"{REACHABLE}:visible")).to_have_count(1)


def test_what_leads_on_keeps_the_choice(wheel: Page, site: Site) -> None:
    wheel.locator("#ring-budget").uncheck()
    links = wheel.locator("a[data-keeps-filter]")
    assert links.count() > 4
    for address in addresses(links):
        assert "budget" not in query(address)["rings"], address
        assert query(address)["chosen"] == ["1"], address
    for value in wheel.locator("input[name=query]").evaluate_all("(fields) => fields.map((field) => field.value)"):
        assert parse_qs(value) == query(wheel.url)
    wheel.locator('a[rel="next"]').click()
    expect(wheel.locator("#year-title")).to_have_text("2027")
    expect(wheel.locator('.w-ground[data-ring="budget"]')).to_have_count(0)
    expect(wheel).to_have_url(re.compile(r"/wheel/2027\?.*rings=direktion"))
    expect(wheel.locator("#ring-budget")).not_to_be_checked()


def test_the_reloaded_page_shows_the_same_and_asks_for_what_it_lacks(wheel: Page, site: Site) -> None:
    wheel.locator("#ring-budget").uncheck()
    wheel.reload()
    expect(wheel.locator('[data-ring="budget"]')).to_have_count(0)
    expect(wheel.locator("#ring-budget")).not_to_be_checked()
    wheel.locator("#ring-budget").check()
    expect(wheel.locator('.w-ground[data-ring="budget"]')).to_have_count(1)
    expect(wheel.locator(f'{ROWS}[data-ring="budget"]').first).to_be_attached()
    expect(wheel.locator("#ring-budget")).to_be_focused()
    expect(wheel).to_have_url(site.url(WHEEL))
    expect(wheel.locator(REACHABLE)).to_have_count(1)


def test_other_filters_are_asked_of_the_server_with_the_rings_kept(site: Site, visit: Visit) -> None:
    page = visit(site, WHEEL, user=SAMPLE_USER)
    page.locator("#ring-budget").uncheck()
    page.locator(".filters > summary").click()
    page.locator("#kind-meeting").check()
    expect(page).to_have_url(re.compile("kinds=meeting"))
    assert query(page.url) == {
        "chosen": ["1"],
        "rings": [ring for ring in RINGS if ring != "budget"],
        "kinds": ["meeting"],
    }
    expect(page.locator(f"{MARKS}.w-mark:not(.w-meeting, .w-reading, .w-round)")).to_have_count(0)
    sent = Sent(page, site)
    page.locator("#ring-med").uncheck()
    assert query(page.url)["kinds"] == ["meeting"]
    assert sent.paths == []


def test_a_wide_open_choice_leaves_nothing_in_the_address(site: Site, visit: Visit) -> None:
    page = visit(site, f"{WHEEL}?chosen=1&rings=med")
    for ring in RINGS:
        page.locator(f"#ring-{ring}").check()
        expect(page.locator(f'.w-ground[data-ring="{ring}"]')).to_have_count(1)
    expect(page).to_have_url(site.url(WHEEL))


def test_the_list_alone_has_its_rings_too(site: Site, visit: Visit) -> None:
    page = visit(site, f"{WHEEL}?view=list")
    links = page.locator(".list a")
    before = links.count()
    page.locator("#ring-direktion").uncheck()
    expect(page.locator(".list a:visible")).not_to_have_count(before)
    assert query(page.url)["view"] == ["list"]
    page.locator("#ring-direktion").check()
    expect(page.locator(".list a:visible")).to_have_count(before)
    expect(page).to_have_url(site.url(f"{WHEEL}?view=list"))
