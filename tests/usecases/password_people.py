"""Accounts whose passwords are chosen, forgotten and guessed, with hashes that cost little; for tests to import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from small_plan import MOMENT
from sqlalchemy import select, update

from wheel.core.access import Moment, Role, Viewer
from wheel.core.plan import Organisation
from wheel.store.account_sessions import begin_session, sessions_of_account
from wheel.store.accounts import Account, account_by_id, add_account, find_account
from wheel.store.database import Database
from wheel.store.organisation import find_organisation, save_organisation
from wheel.store.tables import AccountRow, AuditEntryRow
from wheel.usecases import passwords
from wheel.usecases.identify import viewer_of

NOW = MOMENT.at
OLD, NEW = "fire ord som ingen gætter", "fem andre ord i en anden rækkefølge"
USER, EMAIL = "sekretær-øst", "oest@fjordby.example"
SECRET = "keys the counts"


class CountingHasher(PasswordHasher):
    """A real hasher that costs little and counts its work."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verified = 0
        self.hashed = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - the library's name
        self.verified += 1
        return super().verify(hash, password)

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.hashed += 1
        return super().hash(password, salt=salt)


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> Iterator[CountingHasher]:
    hasher = CountingHasher()
    monkeypatch.setattr(passwords, "_hasher", hasher)
    passwords._nobodys_hash.cache_clear()
    yield hasher
    passwords._nobodys_hash.cache_clear()


@pytest.fixture
def office(database: Database, hasher: CountingHasher) -> Database:
    """An organisation, and an account that has a password and an e-mail address."""
    with database.writing() as session:
        save_organisation(
            session, Organisation("Fjordby Kommune", "Europe/Copenhagen", "da", "0.aarshjul", is_sample=False)
        )
        add_account(session, USER, "Mødesekretæren", hasher.hash(OLD), Role.PLANNER, email=EMAIL)
    return database


def account(database: Database, user_name: str = USER) -> Account:
    with database.reading() as session:
        found = find_account(session, user_name)
    assert found is not None
    return found


def change(database: Database, user_name: str = USER, **values: Any) -> None:
    """Write what no use case of these tests does."""
    with database.writing() as session:
        session.execute(update(AccountRow).where(AccountRow.user_name == user_name).values(values))


def change_organisation(database: Database, **values: Any) -> None:
    with database.writing() as session:
        organisation = find_organisation(session)
        assert organisation is not None
        save_organisation(session, replace(organisation, **values))


def sign_in_browser(database: Database, user_name: str = USER) -> Viewer:
    """Another browser of that account, as the use cases know it."""
    owner = account(database, user_name)
    with database.writing() as session:
        begin_session(session, owner.id, NOW, "Firefox, Linux")
        newest = max(sessions_of_account(session, owner.id), key=lambda one: one.began_at)
        return viewer_of(session, account_by_id(session, owner.id), MOMENT.today, newest.id)


def browsers(database: Database, user_name: str = USER) -> list[str]:
    with database.reading() as session:
        return [one.id for one in sessions_of_account(session, account(database, user_name).id)]


def audited(database: Database) -> list[tuple[str, str, dict[str, Any]]]:
    """The acts on accounts, with the actor of each and what is told."""
    with database.reading() as session:
        rows = session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id))
        return [(row.act, row.actor, row.told) for row in rows]


def later(**time: int) -> Moment:
    return Moment(NOW + timedelta(**time), MOMENT.today)
