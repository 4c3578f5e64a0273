"""Somebody with a password to change, besides the people of the sample; for the tests of passwords to import."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update
from tour_of_passwords import WORDS
from web_site import Site

from wheel.core.access import Role
from wheel.store.accounts import add_account
from wheel.store.tables import AccountRow
from wheel.usecases.passwords import hash_password
from wheel.web.mail import mailer

USER, EMAIL, OLD = "leder", "leder@fjordby.example", "fem ord som ingen gætter"
CHOSEN = {"password": WORDS, "password_again": WORDS}


def add_leader(place: Site) -> None:
    with place.database.writing() as session:
        add_account(session, USER, "Lederen", hash_password(OLD), Role.READER, email=EMAIL)


def change(place: Site, user_name: str = USER, **values: Any) -> None:
    with place.database.writing() as session:
        session.execute(update(AccountRow).where(AccountRow.user_name == user_name).values(values))


def flush(place: Site) -> None:
    """Wait until all mail has been sent."""
    with place.app.app_context():
        post = mailer()
    if post is not None:
        post.flush()


def sign_in(place: Site, password: str, user_name: str = USER) -> int:
    answer = place.visitor().post("/sign-in", data={"user_name": user_name, "password": password})
    return answer.status_code
