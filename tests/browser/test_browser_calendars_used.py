"""Which calendars are used, in a browser: on a phone, by axe's rules, and deleting one with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sites import NOW, Site, Visit, copied
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT
from test_browser_people import ADMINISTRATOR, unfold, with_administrator

from wheel.core.calendar_clients import CalendarClient
from wheel.store.database import Database
from wheel.store.feed_fetches import note_fetch
from wheel.store.feeds import add_view_feed

CALENDARS = "/administration/calendars"
LINE = "tr:has-text('i brug')"


@pytest.fixture
def used(sample_file: Path, tmp_path: Path) -> Iterator[Site]:
    """The sample with the calendars of two views, of which one was fetched by every kind of program."""
    file = copied(sample_file, tmp_path)
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        add_view_feed(session, "q=glemt")
        view = add_view_feed(session, "q=i+brug+af+mange+med+et+meget+langt+navn")
        for number, client in enumerate(CalendarClient):
            note_fetch(session, view, client, NOW - timedelta(days=number), 304)
    database.dispose()
    with with_administrator(file) as running:
        yield running


def check(page: Page, advice: set[str]) -> None:
    assert page.evaluate(SIDEWAYS) == 0
    assert not page.evaluate(STICKING_OUT)
    assert not violations(page, "html", advice)


def test_everybody_can_read_it_with_every_form_open(used: Site, visit: Visit, width: int, advice: set[str]) -> None:
    page = visit(used, CALENDARS, width=width, user=ADMINISTRATOR)
    expect(page.locator(".calendars tbody tr").first).to_contain_text("i brug")
    unfold(page)
    check(page, advice)


@pytest.mark.parametrize("with_script", [True, False])
def test_one_that_is_in_use_is_deleted_when_that_is_ticked(
    used: Site, visit: Visit, advice: set[str], with_script: bool
) -> None:
    page = visit(used, CALENDARS, user=ADMINISTRATOR, java_script_enabled=with_script)
    page.locator(f"{LINE} summary").click()
    page.locator(f"{LINE} button.danger").click()
    box = page.locator(f"{LINE} [name=even_so]")
    expect(page.locator("#mistake-even_so")).to_be_visible()
    expect(box).to_be_focused()
    if with_script:
        check(page, advice)
    page.keyboard.press("Space")
    page.locator(f"{LINE} button.danger").click()
    expect(page.locator(LINE)).to_have_count(0)
    expect(page.locator("tr:has-text('glemt')")).to_have_count(1)
