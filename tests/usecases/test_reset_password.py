"""Asking for a new password: who is written to, how long the link lasts, and how often one may ask."""

from __future__ import annotations

from typing import Any

import pytest
from password_people import EMAIL, NOW, SECRET, USER, change, later
from small_plan import MOMENT
from sqlalchemy import select

from wheel.core.access import Moment
from wheel.errors import InvalidInputError, NotFoundError, RefusedError
from wheel.store.database import Database
from wheel.store.tables import AccountLinkRow
from wheel.usecases.choose_password import OpenLink, open_link
from wheel.usecases.reset_password import AskForReset, count_request, reset_letter


def works(database: Database, token: str, at: Moment = MOMENT) -> bool:
    try:
        return open_link(database, OpenLink(token, "192.0.2.1", SECRET), at).user_name == USER
    except NotFoundError:
        return False


def test_a_mailed_link_lasts_an_hour(office: Database) -> None:
    letter = reset_letter(office, USER, MOMENT)
    assert letter is not None
    assert works(office, letter.token, later(minutes=59))
    assert not works(office, letter.token, later(minutes=60))


@pytest.mark.parametrize("name", [USER, USER.upper(), f" {USER} ", EMAIL, EMAIL.upper(), f" {EMAIL}"])
def test_an_account_is_found_by_its_name_or_its_address(office: Database, name: str) -> None:
    letter = reset_letter(office, name, MOMENT)
    assert letter is not None
    assert (letter.email, letter.user_name, letter.organisation, letter.locale) == (
        EMAIL,
        USER,
        "Fjordby Kommune",
        "da",
    )
    assert works(office, letter.token)
    assert letter.token not in repr(letter)


@pytest.mark.parametrize(
    "name", ["", "  ", "nobody", "nobody@fjordby.example", "%", "oest@fjordby.example, x@y.example"]
)
def test_nobody_else_is_written_to(office: Database, name: str) -> None:
    assert reset_letter(office, name, MOMENT) is None


@pytest.mark.parametrize("values", [{"email": None}, {"is_closed": True}, {"is_sample": True}])
def test_an_account_without_an_address_or_a_use_for_it_is_not_written_to(
    office: Database, values: dict[str, Any]
) -> None:
    change(office, **values)
    assert reset_letter(office, USER, MOMENT) is None
    with office.reading() as session:
        assert session.scalars(select(AccountLinkRow)).all() == []


def test_who_was_invited_and_never_came_may_ask_too(office: Database) -> None:
    change(office, password_hash=None)
    assert reset_letter(office, EMAIL, MOMENT) is not None


@pytest.mark.parametrize("name", [USER, "nobody"])
def test_asking_is_throttled_alike_for_every_name(office: Database, name: str) -> None:
    for number in range(8):
        count_request(office, AskForReset(name, f"192.0.2.{number}", SECRET), NOW)
    with pytest.raises(RefusedError, match="Too many attempts"):
        count_request(office, AskForReset(name, "198.51.100.1", SECRET), NOW)
    count_request(office, AskForReset("another", "198.51.100.1", SECRET), NOW)
    count_request(office, AskForReset(name, "198.51.100.1", SECRET), later(minutes=15).at)


def test_asking_for_nobody_is_a_mistake(office: Database) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        count_request(office, AskForReset("  ", "192.0.2.1", SECRET), NOW)
    assert refusal.value.field == "name"
