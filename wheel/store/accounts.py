"""Accounts, and the counted failures to sign in that all processes share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from wheel.core.access import Role
from wheel.errors import NotFoundError
from wheel.store.tables import AccountRow, SignInAttemptRow, StampRow


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in, unless closed. `display_name` is the person's, or that of an account many share.

    `password_hash` is None until a password is chosen; `second_factor_since` None without a second factor.
    """

    id: str
    user_name: str
    display_name: str
    role: Role
    email: str | None = None
    password_hash: str | None = None
    second_factor_since: datetime | None = None
    is_from_provider: bool = False
    is_closed: bool = False
    is_anonymised: bool = False
    is_sample: bool = False
    version: int = 1


def find_account(session: Session, user_name: str) -> Account | None:
    """The account of that user name, without regard to case; closed ones included."""
    row = session.scalar(select(AccountRow).where(AccountRow.user_name == folded(user_name)))
    return account_value(row) if row else None


def account_by_id(session: Session, account_id: str) -> Account:
    """Raises NotFoundError."""
    return account_value(account_row(session, account_id))


def all_accounts(session: Session) -> tuple[Account, ...]:
    """Every account, closed and anonymised ones included, in the order in which they were made."""
    return tuple(account_value(row) for row in session.scalars(select(AccountRow).order_by(AccountRow.id)))


def find_account_by_email(session: Session, email: str) -> Account | None:
    """The account of that e-mail address, without regard to case; closed ones included."""
    row = session.scalar(select(AccountRow).where(AccountRow.email == folded(email)))
    return account_value(row) if row else None


def has_accounts(session: Session) -> bool:
    return session.scalar(select(func.count()).select_from(AccountRow)) != 0


def lock_accounts(session: Session) -> None:
    """Make everybody else wait who would make the first account, or sign in: on SQLite they do already."""
    session.execute(select(StampRow).with_for_update())


def add_account(
    session: Session,
    user_name: str,
    display_name: str,
    password_hash: str | None,
    role: Role,
    *,
    email: str | None = None,
    is_sample: bool = False,
) -> str:
    """Add an account; its public id."""
    row = AccountRow(
        user_name=folded(user_name),
        display_name=display_name,
        email=folded(email) if email else None,
        password_hash=password_hash,
        role=role,
        is_sample=is_sample,
    )
    session.add(row)
    session.flush()
    return row.public_id


def set_password_hash(session: Session, account_id: str, password_hash: str) -> None:
    account_row(session, account_id).password_hash = password_hash
    session.flush()


def change_account(
    session: Session, account_id: str, *, user_name: str, display_name: str, email: str | None, role: Role
) -> None:
    """Write what an administrator may change over it, and raise its version. The version is not checked here."""
    row = account_row(session, account_id)
    row.user_name = folded(user_name)
    row.display_name = display_name
    row.email = folded(email) if email else None
    row.role = role
    row.version += 1
    session.flush()


def set_closed(session: Session, account_id: str, *, is_closed: bool) -> None:
    """Close it or open it again, and raise its version."""
    row = account_row(session, account_id)
    row.is_closed = is_closed
    row.version += 1
    session.flush()


def account_row(session: Session, account_id: str) -> AccountRow:
    """For the store's own use. Raises NotFoundError."""
    row = session.scalar(select(AccountRow).where(AccountRow.public_id == account_id))
    if row is None:
        raise NotFoundError("There is no such account.")
    return row


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


def account_value(row: AccountRow) -> Account:
    return Account(
        id=row.public_id,
        user_name=row.user_name,
        display_name=row.display_name,
        role=row.role,
        email=row.email,
        password_hash=row.password_hash,
        second_factor_since=row.second_factor_since,
        is_from_provider=row.provider_issuer is not None,
        is_closed=row.is_closed,
        is_anonymised=row.is_anonymised,
        is_sample=row.is_sample,
        version=row.version,
    )
