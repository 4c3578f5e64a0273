"""A site's people at the sign-in pages: with a password, with a second factor, and what they hold afterwards."""

from __future__ import annotations

from datetime import timedelta

import pyotp
from flask.testing import FlaskClient
from web_pages import page
from web_site import USERS, Site
from werkzeug.test import TestResponse

from wheel.core.access import Role
from wheel.store.accounts import find_account, set_password_hash
from wheel.usecases.passwords import hash_password

PASSWORD = "fire ord som ingen gætter"
OWN_PAGE = "/me/second-factor"


def give_password(site: Site, role: Role = Role.ADMINISTRATOR) -> None:
    with site.database.writing() as session:
        account = find_account(session, USERS[role])
        assert account is not None
        set_password_hash(session, account.id, hash_password(PASSWORD))


def show_password(browser: FlaskClient, role: Role = Role.ADMINISTRATOR, back: str = "") -> TestResponse:
    return browser.post("/sign-in", data={"user_name": USERS[role], "password": PASSWORD, "next": back})


def code(site: Site, key: str, seconds: int = 0) -> str:
    """What the authenticator shows so many seconds from now."""
    return pyotp.TOTP(key).at(site.clock.at + timedelta(seconds=seconds))


def with_second_factor(site: Site, browser: FlaskClient) -> tuple[str, list[str]]:
    """Turn it on in that browser, a minute ago; the authenticator's key and the recovery codes."""
    root = page(browser.get(OWN_PAGE))
    key = root.one("p", class_="groups").text.replace(" ", "")
    typed = {"code": code(site, key), "proof": PASSWORD}
    answer = page(browser.post(OWN_PAGE, data=root.one("form", action=OWN_PAGE).sends() | typed))
    site.clock.pass_by(timedelta(minutes=1))
    return key, [one.text for one in answer.one("ol", class_="recovery-codes").all("code")]


def who(browser: FlaskClient) -> str:
    """The name that the page shows of who is signed in."""
    names = page(browser.get("/bodies")).all("a", class_="name")
    return names[0].text if names else ""
