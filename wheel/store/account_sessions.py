"""Signed-in browsers: each holds a random key, of which the database keeps the hash alone."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from wheel.store.accounts import Account, account_row, account_value
from wheel.store.tables import AccountRow, AccountSessionRow


@dataclass(frozen=True)
class AccountSession:
    """A signed-in browser. While it `awaits_second_factor`, it may do nothing but show that."""

    id: str
    account: Account
    began_at: datetime
    seen_at: datetime
    browser: str
    awaits_second_factor: bool
    is_from_provider: bool


def begin_session(
    session: Session,
    account_id: str,
    at: datetime,
    browser: str,
    *,
    awaits_second_factor: bool = False,
    is_from_provider: bool = False,
    id_token: str | None = None,
) -> str:
    """Begin one; the key for the browser, which is kept nowhere else. `id_token` comes encrypted."""
    key = secrets.token_urlsafe(32)
    session.add(
        AccountSessionRow(
            account_id=account_row(session, account_id).id,
            key_hash=_hash(key),
            began_at=at,
            seen_at=at,
            browser=browser[:80],
            awaits_second_factor=awaits_second_factor,
            is_from_provider=is_from_provider,
            id_token=id_token,
        )
    )
    session.flush()
    return key


def session_of_key(session: Session, key: str) -> AccountSession | None:
    """The session whose browser holds the key, whatever its age; the caller decides whether it still holds."""
    row = session.execute(
        select(AccountSessionRow, AccountRow)
        .join(AccountRow, AccountRow.id == AccountSessionRow.account_id)
        .where(AccountSessionRow.key_hash == _hash(key))
    ).one_or_none()
    return None if row is None else _value(*row)


def sessions_of_account(session: Session, account_id: str) -> tuple[AccountSession, ...]:
    """An account's sessions, the one seen latest first."""
    rows = session.execute(
        select(AccountSessionRow, AccountRow)
        .join(AccountRow, AccountRow.id == AccountSessionRow.account_id)
        .where(AccountRow.public_id == account_id)
        .order_by(AccountSessionRow.seen_at.desc(), AccountSessionRow.id.desc())
    )
    return tuple(_value(*row) for row in rows)


def note_seen(session: Session, session_id: str, at: datetime) -> None:
    session.execute(update(AccountSessionRow).where(AccountSessionRow.public_id == session_id).values(seen_at=at))


def end_session(session: Session, session_id: str) -> None:
    """End one; nothing happens when it is ended already."""
    session.execute(delete(AccountSessionRow).where(AccountSessionRow.public_id == session_id))


def end_sessions(session: Session, account_id: str, *, but: str | None = None) -> int:
    """End all of an account's sessions, `but` that one; how many."""
    row_id = account_row(session, account_id).id
    ended = delete(AccountSessionRow).where(AccountSessionRow.account_id == row_id)
    if but is not None:
        ended = ended.where(AccountSessionRow.public_id != but)
    return len(session.scalars(ended.returning(AccountSessionRow.id)).all())


def end_sessions_before(session: Session, began: datetime, seen: datetime) -> None:
    """Take away those that began before `began`, or were not seen since `seen`: they hold no more."""
    session.execute(
        delete(AccountSessionRow).where((AccountSessionRow.began_at < began) | (AccountSessionRow.seen_at < seen))
    )


def end_waiting_sessions_before(session: Session, began: datetime) -> None:
    """Take away those that began before then and still wait for their second factor."""
    session.execute(
        delete(AccountSessionRow).where(
            AccountSessionRow.awaits_second_factor.is_(True), AccountSessionRow.began_at < began
        )
    )


def _hash(key: str) -> str:
    # The key is random and long: a slow hash would add nothing.
    return hashlib.sha256(key.encode()).hexdigest()


def _value(row: AccountSessionRow, account: AccountRow) -> AccountSession:
    return AccountSession(
        id=row.public_id,
        account=account_value(account),
        began_at=row.began_at,
        seen_at=row.seen_at,
        browser=row.browser,
        awaits_second_factor=row.awaits_second_factor,
        is_from_provider=row.is_from_provider,
    )
