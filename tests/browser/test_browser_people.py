"""Accounts and posts in a browser: for everybody, on every screen, by keyboard, and by two administrators at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sites import NOW, READER, TODAY, Site, Visit, copied, served
from test_browser_accessibility import violations
from test_browser_layout import SIDEWAYS, STICKING_OUT

from wheel.core.access import OPERATOR, Moment, Role
from wheel.store.database import Database
from wheel.usecases.create_account import CreateAccount, create_account

ADMINISTRATOR = "stab"
ACCOUNTS, POSTS = "/administration/accounts", "/administration/posts"
PLACES = [ACCOUNTS, f"{ACCOUNTS}/new", POSTS, f"{POSTS}/new"]
SAVE = "#save"


@contextmanager
def with_administrator(file: Path) -> Iterator[Site]:
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        command = CreateAccount(ADMINISTRATOR, "Stabens konto", "ord-at-logge-ind-med", Role.ADMINISTRATOR)
        create_account(session, OPERATOR, command, Moment(NOW, TODAY))
    database.dispose()
    with served(file) as running:
        yield running


@pytest.fixture(scope="module")
def office(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """For tests that change nothing."""
    with with_administrator(copied(sample_file, tmp_path_factory.mktemp("office"))) as running:
        yield running


@pytest.fixture
def own_office(sample_file: Path, tmp_path: Path) -> Iterator[Site]:
    with with_administrator(copied(sample_file, tmp_path)) as running:
        yield running


def open_row(page: Page, name: str) -> None:
    page.locator("th a", has_text=name).first.click()
    expect(page.locator(SAVE)).to_be_visible()


def unfold(page: Page) -> None:
    for fold in page.locator("main details > summary").all():
        fold.click()


def check(page: Page, advice: set[str]) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "da")
    unfold(page)
    assert not violations(page, "html", advice)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(STICKING_OUT) == []


@pytest.mark.parametrize("path", PLACES)
def test_no_page_keeps_anybody_out_or_scrolls_sideways(
    office: Site, visit: Visit, width: int, path: str, advice: set[str]
) -> None:
    check(visit(office, path, width=width, user=ADMINISTRATOR), advice)


@pytest.mark.parametrize(("path", "name"), [(ACCOUNTS, "Sekretariatet"), (POSTS, "Sekretariatet")])
def test_nor_does_the_page_of_one(
    office: Site, visit: Visit, width: int, path: str, name: str, advice: set[str]
) -> None:
    page = visit(office, path, width=width, user=ADMINISTRATOR)
    open_row(page, name)
    check(page, advice)


def test_nor_does_what_is_asked_before_an_account_is_deleted(
    office: Site, visit: Visit, width: int, advice: set[str]
) -> None:
    page = visit(office, ACCOUNTS, width=width, user=ADMINISTRATOR)
    open_row(page, "Læseren")
    page.locator("#delete").click()
    expect(page.locator("#confirm")).to_be_visible()
    check(page, advice)


def test_nor_do_the_people_on_an_agenda(office: Site, visit: Visit, width: int, advice: set[str]) -> None:
    page = visit(office, "/bodies/direktionen/agenda", width=width, user=READER)
    expect(page.locator("main section", has_text="Kommunaldirektøren").first).to_be_visible()
    check(page, advice)


@pytest.mark.parametrize("script", [True, False])
def test_a_mistake_gets_the_focus_and_says_what_is_wrong(office: Site, visit: Visit, script: bool) -> None:
    page = visit(office, f"{ACCOUNTS}/new", user=ADMINISTRATOR, java_script_enabled=script)
    page.locator("#display_name").fill("Den nye")
    page.locator("#user_name").fill(READER)
    page.locator(SAVE).click()
    expect(page.locator("#user_name")).to_be_focused()
    expect(page.locator("#user_name")).to_have_accessible_description(page.locator(".mistake").inner_text())
    expect(page.locator("#display_name")).to_have_value("Den nye")


@pytest.mark.parametrize("script", [True, False])
def test_somebody_is_let_in_and_the_link_is_shown_once(own_office: Site, visit: Visit, script: bool) -> None:
    page = visit(own_office, f"{ACCOUNTS}/new", width=390, user=ADMINISTRATOR, java_script_enabled=script)
    page.locator("#display_name").fill("Den nye konto")
    page.locator("#user_name").fill("ny")
    page.locator(SAVE).click()
    expect(page.locator("#link")).to_be_visible()
    address = page.locator("#link").input_value()
    page.locator("a.primary").click()
    expect(page.locator("h1")).to_contain_text("Den nye konto")
    assert address not in page.content()
    newcomer = visit(own_office, address.removeprefix(own_office.address))
    expect(newcomer.locator("[name=password]")).to_be_visible()


def test_a_post_is_added_given_and_seated_by_keyboard_alone(own_office: Site, visit: Visit, width: int) -> None:
    page = visit(own_office, POSTS, width=width, user=ADMINISTRATOR)
    page.locator("a.primary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#title")).to_be_visible()
    page.locator("#title").focus()
    page.keyboard.type("Digitaliseringschefen")
    press_on(page, SAVE)
    expect(page.locator("#status[role=status]")).to_have_text(
        own_office.says("The post is added. Say who holds it, and where it sits.")
    )
    page.locator("#holder").focus()
    page.keyboard.type("Læs")
    press_on(page, "#give")
    expect(page.locator("#status[role=status]")).to_have_text(own_office.says("The post is given."))
    page.locator("#body").focus()
    page.keyboard.type("Direk")
    press_on(page, "#add-seat")
    expect(page.locator("#status[role=status]")).to_have_text(own_office.says("The seat is added."))
    reader = visit(own_office, "/bodies/direktionen/agenda", width=width, user=READER)
    expect(reader.locator("main")).to_contain_text("Digitaliseringschefen")


def press_on(page: Page, where: str) -> None:
    """Tab on until that button is reached, as somebody without a mouse does, and press it."""
    for _ in range(40):
        if page.locator(f"{where}:focus").count():
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {where}")


def test_the_second_administrator_sees_both_versions_and_saves_over_it(
    own_office: Site, visit: Visit, width: int, advice: set[str]
) -> None:
    first, second = (visit(own_office, ACCOUNTS, width=width, user=ADMINISTRATOR) for _ in range(2))
    for page in (first, second):
        open_row(page, "Læseren")
    first.locator("#email").fill("et@fjordby.test")
    first.locator(SAVE).click()
    expect(first.locator("#status")).to_have_text(own_office.says("The account is saved."))
    second.locator("#email").fill("to@fjordby.test")
    second.locator(SAVE).click()
    told = second.locator(".conflict")
    expect(told).to_be_focused()
    expect(told).to_contain_text("et@fjordby.test")
    expect(told).to_contain_text("to@fjordby.test")
    assert not violations(second, "#administration", advice)
    assert second.evaluate(STICKING_OUT) == []
    told.locator("button").click()
    expect(second.locator("#status")).to_have_text(own_office.says("The account is saved."))
    expect(second.locator("#email")).to_have_value("to@fjordby.test")


def test_whoever_is_shut_out_sees_it_at_the_next_click(own_office: Site, visit: Visit) -> None:
    reader = visit(own_office, "/me", user=READER)
    page = visit(own_office, ACCOUNTS, user=ADMINISTRATOR)
    open_row(page, "Læseren")
    page.locator("#close").click()
    expect(page.locator("#status")).to_have_text(own_office.says("The account is closed."))
    reader.reload()
    expect(reader.locator("[name=password]")).to_be_visible()
