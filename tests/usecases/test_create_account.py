"""Accounts are created by administrators, and the first one by setting the service up, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from databases import another
from small_plan import ADMINISTRATOR, READER, SECRETARY

from wheel.core.access import ANONYMOUS, OPERATOR, Role, Viewer
from wheel.core.plan import Organisation
from wheel.errors import ForbiddenError, InvalidInputError, RefusedError
from wheel.store.accounts import Account, find_account, has_accounts
from wheel.store.database import Database
from wheel.store.organisation import find_organisation
from wheel.usecases.create_account import CreateAccount, create_account, is_set_up, set_up
from wheel.usecases.passwords import LONGEST, SHORTEST, hash_password, is_password

COMMAND = CreateAccount(" Sekretær ", " Sekretariatet ", "fire ord som ingen gætter", Role.PLANNER)
FIRST = CreateAccount("stab", "Stabschefen", "andre ord som ingen gætter", Role.ADMINISTRATOR)


def create(database: Database, command: CreateAccount = COMMAND, viewer: Viewer = ADMINISTRATOR) -> None:
    with database.writing() as session:
        create_account(session, viewer, command)


def account(database: Database, user_name: str) -> Account | None:
    with database.reading() as session:
        return find_account(session, user_name)


def organisation(database: Database) -> Organisation | None:
    with database.reading() as session:
        return find_organisation(session)


def start(database: Database, name: str = "Fjordby Kommune", command: CreateAccount = FIRST) -> None:
    with database.writing() as session:
        set_up(session, name, command)


def test_an_account_holds_a_hash_and_a_key_of_its_own(database: Database) -> None:
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
    assert found.session_key != other.session_key


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


def test_setting_up_makes_the_first_administrator_and_the_organisation(database: Database) -> None:
    start(database, "  Fjordby Kommune ")
    first, made = account(database, "stab"), organisation(database)
    assert first is not None
    assert first.role is Role.ADMINISTRATOR
    assert made is not None
    assert (made.name, made.time_zone, made.locale, made.is_sample) == (
        "Fjordby Kommune",
        "Europe/Copenhagen",
        "da",
        False,
    )
    assert made.uid_domain.endswith(".aarshjul")


def test_it_is_done_once_only(database: Database) -> None:
    with database.reading() as session:
        assert not is_set_up(session)
    start(database)
    with database.reading() as session:
        assert is_set_up(session)
    before = organisation(database)
    with pytest.raises(RefusedError, match="The service is set up already"):
        start(database, "En anden", replace(FIRST, user_name="en anden"))
    assert account(database, "en anden") is None
    assert organisation(database) == before


def test_an_account_made_on_the_command_line_ends_setting_up_too(database: Database) -> None:
    create(database, viewer=OPERATOR)
    with pytest.raises(RefusedError):
        start(database)


@pytest.mark.parametrize(
    ("name", "command", "field"),
    [("  ", FIRST, "organisation"), ("Fjordby", replace(FIRST, password="kort"), "password")],
)
def test_a_mistake_leaves_everything_to_be_done_again(
    database: Database, name: str, command: CreateAccount, field: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        start(database, name, command)
    assert refusal.value.field == field
    assert organisation(database) is None
    start(database)
    assert account(database, "stab") is not None


def test_of_several_who_set_up_at_once_one_gets_through(database: Database) -> None:
    """Whoever came second must not become an administrator of the first one's organisation."""
    people = 4
    together = Barrier(people, timeout=60)

    def hurry(number: int) -> bool:
        with another(database) as own:
            together.wait()
            try:
                start(own, f"Kommune {number}", replace(FIRST, user_name=f"stab-{number}"))
            except RefusedError:
                return False
            return True

    with ThreadPoolExecutor(people) as pool:
        outcomes = list(pool.map(hurry, range(people)))
    assert outcomes.count(True) == 1
    winner = outcomes.index(True)
    made = [number for number in range(people) if account(database, f"stab-{number}")]
    found = organisation(database)
    assert made == [winner]
    assert found is not None
    assert found.name == f"Kommune {winner}"
