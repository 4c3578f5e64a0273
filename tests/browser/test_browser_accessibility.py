"""Every page and every state of it passes axe's WCAG 2.1 A and AA rules; its other advice is told at the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from agendas import AGENDA
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit

WHEEL = "/wheel/2026"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": [*RULES, "best-practice"]}
Open = Callable[[str, str], Page]
State = tuple[Page, str]
"""A page, and the piece of it that the state is about: the rest of the page is looked at on its own."""


def plain(path: str, user: str = "") -> Callable[[Open, Site], State]:
    return lambda open_, _site: (open_(path, user), "html")


def panel(open_: Open, site: Site, user: str = "") -> State:
    page = open_(WHEEL, user)
    page.locator(f'a.w-mark[href="/occurrences/{site.agenda().rows[0].meeting.id}"]').click()
    expect(page.locator("#panel-title")).to_be_focused()
    return page, "aside"


def panel_with_forms(open_: Open, site: Site) -> State:
    page, piece = panel(open_, site, SAMPLE_USER)
    for summary in page.locator("details.act summary").all():
        summary.click()
    return page, piece


def move_form(open_: Open, site: Site) -> State:
    page = open_(AGENDA, SAMPLE_USER)
    page.locator(f"#move-{site.with_items()[0].stops[0].id}").click()
    expect(page.locator(".move-form").first).to_be_visible()
    return page, ".stop:has(.move-form)"


def move_form_with_a_mistake(open_: Open, site: Site) -> State:
    page = open_(AGENDA, SAMPLE_USER)
    page.locator(f"#postpone-{site.with_items()[0].stops[0].id}").click()
    page.locator(".move-form .primary").click()
    expect(page.locator(".move-form .mistake")).to_be_visible()
    return page, ".stop:has(.move-form)"


def conflict(open_: Open, site: Site) -> State:
    page, piece = move_form(open_, site)
    page.locator(".move-form [name=seen]").first.evaluate("(field) => { field.value = '0'; }")
    page.locator(".move-form .primary").click()
    expect(page.locator(".conflict")).to_be_visible()
    return page, piece


def new_item_with_a_mistake(open_: Open, _site: Site) -> State:
    page = open_(AGENDA, SAMPLE_USER)
    page.locator("#add-item").click()
    page.locator(".item-form .primary").click()
    expect(page.locator("#mistake-title")).to_be_visible()
    return page, ".item-form"


def item(open_: Open, site: Site) -> State:
    return open_(f"/items/{site.with_items()[0].stops[1].item_id}", SAMPLE_USER), "html"


def occurrence(open_: Open, site: Site) -> State:
    return open_(f"/occurrences/{site.with_items()[0].meeting.id}", SAMPLE_USER), "html"


def move_form_on_its_own(open_: Open, site: Site) -> State:
    return open_(f"/stops/{site.with_items()[0].stops[0].id}/moves/new", SAMPLE_USER), "html"


def sign_in_with_a_mistake(open_: Open, _site: Site) -> State:
    page = open_("/sign-in", "")
    page.locator("#user_name").fill("nobody")
    page.locator("#password").fill("nothing")
    page.locator("main .primary").click()
    expect(page.locator(".mistake")).to_be_visible()
    return page, "html"


def view_with_an_address(open_: Open, _site: Site) -> State:
    page = open_("/feeds/views?rings=budget&kinds=deadline", "")
    made = page.locator("#view form[method=post]")
    if made.count():
        made.get_by_role("button").click()
    expect(page.locator("input.address")).to_be_visible()
    page.locator(".on-a-phone summary").click()
    return page, "html"


def everything_open(path: str, user: str = "") -> Callable[[Open, Site], State]:
    """With every menu, filter and legend unfolded."""

    def reach(open_: Open, _site: Site) -> State:
        page = open_(path, user)
        page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
        return page, "html"

    return reach


def pointed_at(open_: Open, site: Site) -> State:
    page = open_(WHEEL, "")
    page.locator(f'a.w-mark[href="/occurrences/{site.agenda().rows[0].meeting.id}"]').hover()
    expect(page.locator("#tip")).to_be_visible()
    return page, "html"


STATES: dict[str, Callable[[Open, Site], State]] = {
    "wheel": plain(WHEEL),
    "wheel, everything open": everything_open(WHEEL, SAMPLE_USER),
    "wheel, pointed at": pointed_at,
    "wheel of a month": plain("/wheel/2026-11"),
    "list": plain(f"{WHEEL}?view=list"),
    "unplanned year": plain("/wheel/2029"),
    "panel": panel,
    "panel with forms": panel_with_forms,
    "occurrence": occurrence,
    "bodies": plain("/bodies"),
    "bodies found": plain("/bodies?q=hoved"),
    "no body found": plain("/bodies?q=findes-ikke"),
    "agenda, anonymous": plain(AGENDA),
    "agenda, signed in": plain(AGENDA, SAMPLE_USER),
    "move form": move_form,
    "move form with a mistake": move_form_with_a_mistake,
    "conflict": conflict,
    "move form on its own": move_form_on_its_own,
    "new item": plain("/bodies/direktionen/items/new", SAMPLE_USER),
    "new item with a mistake": new_item_with_a_mistake,
    "item": item,
    "subscriptions": plain("/feeds"),
    "one subscription": plain("/bodies/direktionen/feed"),
    "a view to subscribe to": plain("/feeds/views?rings=budget&agenda=open&q=regnskab"),
    "a view's address": view_with_an_address,
    "sign-in with a mistake": sign_in_with_a_mistake,
    "error": plain("/nothing-here"),
}


@pytest.mark.parametrize("state", STATES)
def test_no_page_keeps_anybody_out(site: Site, visit: Visit, width: int, state: str, advice: set[str]) -> None:
    page, piece = STATES[state](lambda path, user: visit(site, path, width=width, user=user), site)
    assert not violations(page, piece, advice)


def test_the_rules_are_really_tried(site: Site, visit: Visit, advice: set[str]) -> None:
    """Under the pages' own security policy as well, which must not keep axe from looking."""
    page = visit(site, "/sign-in")
    page.locator("label").first.evaluate("(label) => label.remove()")
    found = violations(page, "html", advice)
    assert len(found) == 1
    assert found[0].startswith("label: ")


def violations(page: Page, piece: str, advice: set[str]) -> list[str]:
    """What breaks a rule; what is only axe's advice is put into `advice`."""
    found = Axe().run(page, context=piece, options=OPTIONS).response["violations"]
    lines = [
        (violation, f"{violation['id']}: {violation['help']}: {node['html'][:200]}")
        for violation in found
        for node in violation["nodes"]
    ]
    advice |= {line for violation, line in lines if "best-practice" in violation["tags"]}
    return [line for violation, line in lines if "best-practice" not in violation["tags"]]
