"""Accounts are created by administrators; passwords are kept as hashes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_plan import ADMINISTRATOR, MOMENT, READER, SECRETARY

from wheel.core.access import ANONYMOUS, Role, Viewer
from wheel.errors import ForbiddenError, InvalidInputError
from wheel.store.accounts import Account, find_account, has_accounts
from wheel.store.database import Database
from wheel.usecases.create_account import CreateAccount, create_account
from wheel.usecases.passwords import LONGEST, SHORTEST, hash_password, is_password

COMMAND = CreateAccount(" Sekretær ", " Sekretariatet ", "fire ord som ingen gætter", Role.PLANNER)


def create(database: Database, command: CreateAccount = COMMAND, viewer: Viewer = ADMINISTRATOR) -> None:
    with database.writing() as session:
        create_account(session, viewer, command, MOMENT)


def account(database: Database, user_name: str) -> Account | None:
    with database.reading() as session:
        return find_account(session, user_name)


def test_an_account_holds_a_hash_of_its_own(database: Database) -> None:
    create(database)
    create(database, replace(COMMAND, user_name="en anden"))
    found, other = account(database, "sekretær"), account(database, "en anden")
    assert found is not None
    assert other is not None
    assert (found.user_name, found.display_name, found.role) == ("sekretær", "Sekretariatet", Role.PLANNER)
    assert not found.is_sample
    assert COMMAND.password not in found.password_hash
    assert is_password(found.password_hash, COMMAND.password)
    assert found.password_hash != other.password_hash, "the same password, with another salt"
    assert found.id != other.id


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER, SECRETARY])
def test_only_administrators_create_accounts(database: Database, viewer: Viewer) -> None:
    with pytest.raises(ForbiddenError):
        create(database, viewer=viewer)
    with database.reading() as session:
        assert not has_accounts(session)


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"user_name": "  "}, "user_name", "no user name"),
        ({"user_name": "x" * 201}, "user_name", "too long a user name"),
        ({"display_name": ""}, "display_name", "no post"),
        ({"display_name": "x" * 201}, "display_name", "too long a post"),
        ({"password": "x" * (SHORTEST - 1)}, "password", "too short a password"),
        ({"password": "x" * (LONGEST + 1)}, "password", "too long a password"),
        ({"user_name": "SEKRETÆR"}, "user_name", "taken, in other letters"),
    ],
)
def test_what_cannot_be_names_the_field(database: Database, change: dict[str, str], field: str, reason: str) -> None:
    create(database)
    with pytest.raises(InvalidInputError) as refusal:
        create(database, replace(COMMAND, **({"user_name": "ny"} | change)))
    assert refusal.value.field == field, reason


@pytest.mark.parametrize("length", [SHORTEST, LONGEST])
def test_the_shortest_and_the_longest_password_are_taken_whole(length: int) -> None:
    password = "ø" * length
    password_hash = hash_password(password)
    assert is_password(password_hash, password)
    assert not is_password(password_hash, password[:-1])


def test_what_is_no_hash_fits_no_password() -> None:
    for password_hash in (None, "", "hash", "$argon2id$v=19$m=8,t=1,p=1$x$y"):
        assert not is_password(password_hash, "nobody has this password")
