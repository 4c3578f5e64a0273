"""The audit and what is stored about oneself, in a browser: on a phone, by keyboard, and by axe's rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sites import SAMPLE_USER, Site, Visit, copied, served
from test_browser_accessibility import OPTIONS

from wheel.core.access import Role
from wheel.store.accounts import account_row, find_account
from wheel.store.database import Database

AUDIT, OWN_DATA = "/administration/audit", "/me/data"


@pytest.fixture
def audited_site(sample_file: Path, tmp_path: Path) -> Iterator[Site]:
    """The sample, whose secretariat is an administrator too."""
    file = copied(sample_file, tmp_path)
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        account = find_account(session, SAMPLE_USER)
        assert account is not None
        account_row(session, account.id).role = Role.ADMINISTRATOR
    database.dispose()
    with served(file) as running:
        yield running


def is_as_wide_as_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [one["id"] for one in found if set(one["tags"]) & {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa"}]


@pytest.mark.parametrize(
    "path", [AUDIT, f"{AUDIT}?thing=ring&id=med", f"{AUDIT}?from=2027-01-02&to=2027-01-01", OWN_DATA]
)
def test_the_pages_fit_and_can_be_used_by_everybody(audited_site: Site, visit: Visit, width: int, path: str) -> None:
    page = visit(audited_site, path, width=width, user=SAMPLE_USER)
    assert is_as_wide_as_the_screen(page)
    assert violations(page) == []


def test_the_filter_is_used_by_keyboard_and_stands_in_the_address(audited_site: Site, visit: Visit) -> None:
    page = visit(audited_site, AUDIT, user=SAMPLE_USER)
    page.locator("#thing").focus()
    page.locator("#thing").select_option("account")
    page.keyboard.press("Tab")
    page.locator("#filter").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#thing")).to_have_value("account")
    assert "thing=account" in page.url
    expect(page.locator(".audit-lines tbody tr")).to_have_count(1)


@pytest.mark.parametrize("with_script", [True, False])
def test_the_file_comes_with_the_filter_that_is_shown(audited_site: Site, visit: Visit, with_script: bool) -> None:
    page = visit(audited_site, f"{AUDIT}?thing=account", user=SAMPLE_USER, java_script_enabled=with_script)
    with page.expect_download() as coming:
        page.locator("#export").click()
    file = coming.value
    assert file.suggested_filename == "audit.csv"
    assert len(Path(file.path()).read_text("utf-8-sig").splitlines()) == 2


def test_what_is_stored_is_downloaded(audited_site: Site, visit: Visit) -> None:
    page = visit(audited_site, OWN_DATA, user=SAMPLE_USER)
    with page.expect_download() as coming:
        page.locator(f'a[href="{OWN_DATA}.json"]').click()
    assert coming.value.suggested_filename == "stored-about-me.json"
