"""Sign in with a user name and a password, throttled across processes."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from wheel.errors import RefusedError
from wheel.store.account_sessions import begin_session
from wheel.store.accounts import (
    Account,
    count_failure,
    failures_since,
    find_account,
    folded,
    forget_failures,
    forget_failures_before,
    forget_latest_failure,
    lock_accounts,
    set_password_hash,
)
from wheel.store.database import Database, Session
from wheel.store.organisation import find_organisation
from wheel.usecases.passwords import hash_password, is_password, wants_new_hash

WINDOW = timedelta(minutes=15)
MOST_PER_NAME = 8
MOST_PER_ADDRESS = 60


@dataclass(frozen=True)
class SignIn:
    """`address` is where the attempt comes from; `secret` keys the hashes under which failures are counted.

    `browser` says in a few words what is signed in with.
    """

    user_name: str
    password: str
    address: str
    secret: str
    browser: str = ""


def sign_in(database: Database, command: SignIn, now: datetime) -> str:
    """The key of a new session, for the browser.

    Raises RefusedError, in the same words whether the name or the password was wrong, or when throttled.

    The slow password check runs between two short transactions, so that nobody's write waits for it.
    """
    name, address = _subject(command.secret, folded(command.user_name)), _subject(command.secret, command.address)
    with database.writing() as session:
        _count_attempt(session, name, address, now)
        account = _usable(session, command.user_name)
    password_hash = account.password_hash if account else None
    if not is_password(password_hash, command.password) or account is None or password_hash is None:
        raise RefusedError("The user name or the password is wrong.")
    with database.writing() as session:
        forget_failures(session, name)
        forget_latest_failure(session, address)
        if wants_new_hash(password_hash):
            set_password_hash(session, account.id, hash_password(command.password))
        return begin_session(session, account.id, now, command.browser)


def _count_attempt(session: Session, name: str, address: str, now: datetime) -> None:
    """Count the attempt as a failure before it is tried, so that many at once cannot slip past."""
    lock_accounts(session)
    since = now - WINDOW
    forget_failures_before(session, since)
    if (
        failures_since(session, name, since) >= MOST_PER_NAME
        or failures_since(session, address, since) >= MOST_PER_ADDRESS
    ):
        raise RefusedError("Too many attempts to sign in. Wait a quarter of an hour and try again.")
    count_failure(session, name, now)
    count_failure(session, address, now)


def _usable(session: Session, user_name: str) -> Account | None:
    """The account of that name, unless it is closed; the sample's own only in a sample database."""
    account = find_account(session, user_name)
    organisation = find_organisation(session)
    is_sample = organisation is not None and organisation.is_sample
    if account is None or account.is_closed or (account.is_sample and not is_sample):
        return None
    return account


def _subject(secret: str, value: str) -> str:
    return hmac.new(secret.encode(), value.encode(), hashlib.sha256).hexdigest()
