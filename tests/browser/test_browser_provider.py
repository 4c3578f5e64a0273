"""Signing in and out in a browser at a real, certified provider."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from running_provider import running_provider
from sites import READER, Site, copied, served

from wheel.app import now
from wheel.core.access import OPERATOR, Moment, Role
from wheel.settings import OidcSettings
from wheel.store.accounts import find_account
from wheel.store.database import Database
from wheel.store.posts import add_post, posts_held_by
from wheel.usecases.claim_rules import AddClaimRule, add_rule
from wheel.usecases.create_account import CreateAccount, create_account

pytestmark = pytest.mark.node

PASSWORD = "correct horse"
READERS_PASSWORD = "ord-at-logge-ind-med"
PEOPLE = {
    "kim": {
        "password": PASSWORD,
        "claims": {"name": "Kim Øst", "preferred_username": "kim.oest", "groups": ["planlaeggere", "direktion"]},
    },
    "bo": {"password": PASSWORD, "claims": {"name": "Bo Vest", "preferred_username": "bo", "groups": []}},
}


@dataclass(frozen=True)
class Place:
    site: Site
    database: Database
    post_id: str


@pytest.fixture
def place(node_path: str, sample_file: Path, tmp_path: Path) -> Iterator[Place]:
    secret = secrets.token_urlsafe(24)
    with running_provider(node_path) as provider:
        oidc = OidcSettings(provider.issuer, "aarshjul", secret, "Kommunens login")
        with served(copied(sample_file, tmp_path), now, oidc=oidc) as site:
            provider.serve(
                {
                    "client_id": "aarshjul",
                    "client_secret": secret,
                    "redirect_uris": [site.url("/sign-in/provider/callback")],
                    "post_logout_redirect_uris": [site.url("/sign-in/provider/signed-out")],
                },
                PEOPLE,
            )
            database = site.app.extensions["aarshjul"].database
            yield Place(site, database, _with_rules(database, site.app.extensions["aarshjul"].moment()))


def _with_rules(database: Database, moment: Moment) -> str:
    with database.writing() as session:
        post_id = add_post(session, "Direktøren")
        add_rule(session, OPERATOR, AddClaimRule("groups", "planlaeggere", role=Role.PLANNER), moment)
        add_rule(session, OPERATOR, AddClaimRule("groups", "direktion", post_id=post_id), moment)
    return post_id


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(locale="da-DK", viewport={"width": 390, "height": 844}).new_page()


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """At the provider."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_somebody_signs_in_at_the_provider_and_out_again(place: Place, page: Page) -> None:
    page.goto(place.site.url("/sign-in?next=/plan"))
    page.locator("#provider").click()
    expect(page).to_have_title("The provider")
    log_in(page, "kim", "wrong")
    expect(page.get_by_role("alert")).to_have_text("Wrong name or password")
    log_in(page, "kim")
    page.wait_for_url(place.site.url("/plan**"))
    expect(page.locator("header.top")).to_contain_text("Kim Øst")
    _assert_first_account(place)
    page.get_by_role("button", name=place.site.says("Sign out")).click()
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.locator("#status")).to_contain_text(place.site.says("You are signed out."))
    page.goto(place.site.url("/plan"))
    page.locator("#provider").click()
    # The provider has forgotten the browser too, and asks again.
    log_in(page, "kim")
    page.wait_for_url(place.site.url("/plan**"))


def _assert_first_account(place: Place) -> None:
    with place.database.reading() as session:
        account = find_account(session, "kim.oest")
        assert account is not None
        assert (account.role, account.is_from_provider, account.password_hash) == (Role.PLANNER, True, None)
        held = posts_held_by(session, account.id, place.site.app.extensions["aarshjul"].moment().today)
    assert [post.id for post in held] == [place.post_id]


def test_who_says_no_at_the_provider_reads_a_calm_page(place: Place, page: Page) -> None:
    page.goto(place.site.url("/sign-in/provider"))
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("alert")).to_have_text(
        place.site.says("You did not sign in there, so you are not signed in here.")
    )
    assert_accessible(page)


def test_an_owner_connects_their_account_in_the_browser(place: Place, page: Page) -> None:
    sign_in_with_password(page, place, READER, "/me/provider")
    assert_accessible(page)
    page.fill("#proof", READERS_PASSWORD)
    page.locator("main button.primary").click()
    log_in(page, "bo")
    page.wait_for_url(place.site.url("/me/provider"))
    expect(page.locator("#status")).to_contain_text(place.site.says("Your account is connected."))
    assert_accessible(page)


def test_an_administrator_sees_how_people_sign_in(place: Place, page: Page) -> None:
    moment = place.site.app.extensions["aarshjul"].moment()
    with place.database.writing() as session:
        create_account(session, OPERATOR, CreateAccount("chef", "Chef", READERS_PASSWORD, Role.ADMINISTRATOR), moment)
    sign_in_with_password(page, place, "chef", "/administration/sign-in")
    assert_accessible(page)
    page.locator("#check").click()
    expect(page.locator("#status")).to_contain_text(place.site.says("The provider answers as it must."))
    page.locator("#add").click()
    expect(page.locator("#claim")).to_be_focused()
    assert_accessible(page)


def sign_in_with_password(page: Page, place: Place, user_name: str, to: str) -> None:
    page.goto(place.site.url(f"/sign-in?next={to}"))
    page.fill("#user_name", user_name)
    page.fill("#password", READERS_PASSWORD)
    page.locator("main form button.primary").click()
    page.wait_for_url(place.site.url(to))


def assert_accessible(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert not found.response["violations"], json.dumps(found.response["violations"], indent=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
