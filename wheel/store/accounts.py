"""Accounts, and the counted failures to sign in that all processes share."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from wheel.core.access import Role
from wheel.store.tables import AccountRow, SignInAttemptRow, StampRow


@dataclass(frozen=True)
class Account:
    """`session_key` is what a signed-in browser holds."""

    id: str
    user_name: str
    display_name: str
    password_hash: str
    role: Role
    session_key: str
    is_sample: bool


def find_account(session: Session, user_name: str) -> Account | None:
    return _account(session.scalar(select(AccountRow).where(AccountRow.user_name == folded(user_name))))


def account_of_session(session: Session, session_key: str) -> Account | None:
    return _account(session.scalar(select(AccountRow).where(AccountRow.session_key == session_key)))


def has_accounts(session: Session) -> bool:
    return session.scalar(select(func.count()).select_from(AccountRow)) != 0


def lock_accounts(session: Session) -> None:
    """Make everybody else wait who would make the first account, or sign in: on SQLite they do already."""
    session.execute(select(StampRow).with_for_update())


def add_account(
    session: Session, user_name: str, display_name: str, password_hash: str, role: Role, *, is_sample: bool = False
) -> None:
    session.add(
        AccountRow(
            user_name=folded(user_name),
            display_name=display_name,
            password_hash=password_hash,
            role=role,
            session_key=secrets.token_urlsafe(32),
            is_sample=is_sample,
        )
    )
    session.flush()


def set_password_hash(session: Session, account_id: str, password_hash: str) -> None:
    row = session.scalars(select(AccountRow).where(AccountRow.public_id == account_id)).one()
    row.password_hash = password_hash


def failures_since(session: Session, subject: str, since: datetime) -> int:
    """How often signing in as or from `subject` has failed since then."""
    query = select(func.count()).where(SignInAttemptRow.subject == subject, SignInAttemptRow.at > since)
    return session.scalar(query) or 0


def count_failure(session: Session, subject: str, at: datetime) -> None:
    session.add(SignInAttemptRow(subject=subject, at=at))


def forget_failures(session: Session, subject: str) -> None:
    session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.subject == subject))


def forget_latest_failure(session: Session, subject: str) -> None:
    """Take one back: many people who sign in rightly may share an address."""
    latest = select(func.max(SignInAttemptRow.id)).where(SignInAttemptRow.subject == subject).scalar_subquery()
    session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.id == latest))


def forget_failures_before(session: Session, at: datetime) -> None:
    session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.at < at))


def folded(user_name: str) -> str:
    """User names are the same whatever their case. Folded here: SQLite's own lower() leaves Æ, Ø and Å alone."""
    return user_name.strip().casefold()


def _account(row: AccountRow | None) -> Account | None:
    if row is None:
        return None
    return Account(
        id=row.public_id,
        user_name=row.user_name,
        display_name=row.display_name,
        password_hash=row.password_hash,
        role=row.role,
        session_key=row.session_key,
        is_sample=row.is_sample,
    )
