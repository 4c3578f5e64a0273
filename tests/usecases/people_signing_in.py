"""Accounts with passwords and second factors to sign in with, and hashes that cost next to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pyotp
import pytest
from argon2 import PasswordHasher
from small_plan import MOMENT
from sqlalchemy import select

from wheel.core.access import Moment, Role, Viewer
from wheel.core.plan import Organisation
from wheel.store.account_sessions import begin_session, session_of_key
from wheel.store.accounts import account_by_id, add_account, find_account
from wheel.store.database import Database
from wheel.store.organisation import save_organisation
from wheel.store.tables import AccountRow, AuditEntryRow
from wheel.usecases import passwords
from wheel.usecases.identify import viewer_of
from wheel.usecases.own_proof import Proof
from wheel.usecases.second_factor import TurnOn, offer_key, turn_on

SECRET = "the service's secret key"
PASSWORD = "fire ord som ingen gætter"
ADDRESS = "192.0.2.1"
# Weak on purpose: what is tested is not how long a hash takes.
QUICK = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1)


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same algorithm with less of it."""
    monkeypatch.setattr(passwords, "_hasher", QUICK)
    passwords._nobodys_hash.cache_clear()
    yield
    passwords._nobodys_hash.cache_clear()


@pytest.fixture
def people(database: Database, quick_hashes: None) -> Database:
    """A secretary and an administrator with passwords, somebody without, and the account of a sample."""
    password_hash = QUICK.hash(PASSWORD)
    with database.writing() as session:
        save_organisation(session, Organisation("Fjordby", "Europe/Copenhagen", "da", "0.aarshjul", is_sample=False))
        add_account(session, "sekretær", "Sekretariatet", password_hash, Role.PLANNER)
        add_account(session, "administrator", "Stabschefen", password_hash, Role.ADMINISTRATOR)
        add_account(session, "uden", "Uden adgangskode", None, Role.READER)
        add_account(session, "proeve", "Prøven", password_hash, Role.PLANNER, is_sample=True)
    return database


def at(seconds: float = 0) -> Moment:
    """So long after the tests' moment."""
    instant = datetime.fromtimestamp(MOMENT.at.timestamp() + seconds, MOMENT.at.tzinfo)
    return Moment(instant, date.fromordinal(instant.toordinal()))


def browser_of(database: Database, user_name: str = "sekretær", moment: Moment = MOMENT) -> Viewer:
    """The viewer of a browser in which that account has just been signed in."""
    with database.writing() as session:
        account = find_account(session, user_name)
        assert account is not None
        begun = session_of_key(session, begin_session(session, account.id, moment.at, "Firefox, Linux"))
        assert begun is not None
        return viewer_of(session, account, moment.today, begun.id)


def proof(typed: str = PASSWORD, secret: str = SECRET) -> Proof:
    return Proof(typed, ADDRESS, secret)


def code(key: str, moment: Moment = MOMENT) -> str:
    """What the authenticator shows then."""
    return pyotp.TOTP(key).at(moment.at)


def offered(database: Database, viewer: Viewer) -> tuple[str, str]:
    """A new key, as the authenticator learns it, and as it is sent back."""
    with database.reading() as session:
        new = offer_key(session, viewer, SECRET)
    return new.groups.replace(" ", ""), new.sealed


def with_second_factor(database: Database, viewer: Viewer, typed: str = PASSWORD) -> tuple[str, tuple[str, ...]]:
    """Turn it on, with a code of a minute ago; the authenticator's key and the recovery codes."""
    key, sealed = offered(database, viewer)
    before = at(-60)
    return key, turn_on(database, viewer, TurnOn(sealed, code(key, before), proof(typed)), before)


def entries(database: Database, *acts: str) -> list[tuple[str, str, str, dict[str, object]]]:
    """What the audit says, of those acts if any are named: the act, whose, to which kind of thing, with what facts."""
    query = (
        select(AuditEntryRow, AccountRow.user_name)
        .outerjoin(AccountRow, AccountRow.id == AuditEntryRow.account_id)
        .order_by(AuditEntryRow.id)
    )
    with database.reading() as session:
        found = [(row.act, name or "", row.thing, row.told) for row, name in session.execute(query)]
    return [entry for entry in found if not acts or entry[0] in acts]


def version_of(database: Database, viewer: Viewer) -> int:
    assert viewer.account_id is not None
    with database.reading() as session:
        return account_by_id(session, viewer.account_id).version
