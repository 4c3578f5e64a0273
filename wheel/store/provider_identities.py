"""Who accounts are at the sign-in provider, and what sessions keep of signing in there."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from wheel.core.access import Role
from wheel.store.accounts import Account, account_row, account_value
from wheel.store.tables import AccountRow, AccountSessionRow


def account_of_identity(session: Session, issuer: str, subject: str) -> Account | None:
    """The account of whom the issuer calls that; closed ones included. Both are compared letter by letter."""
    row = session.scalar(
        select(AccountRow).where(AccountRow.provider_issuer == issuer, AccountRow.provider_subject == subject)
    )
    return account_value(row) if row else None


def set_identity(session: Session, account_id: str, issuer: str, subject: str) -> None:
    """Say who the account is at the provider. No two accounts are the same there."""
    row = account_row(session, account_id)
    row.provider_issuer, row.provider_subject = issuer, subject
    row.version += 1
    session.flush()


def clear_identity(session: Session, account_id: str) -> None:
    row = account_row(session, account_id)
    row.provider_issuer = row.provider_subject = None
    row.version += 1
    session.flush()


def set_role(session: Session, account_id: str, role: Role) -> None:
    row = account_row(session, account_id)
    row.role = role
    row.version += 1
    session.flush()


def kept_id_token(session: Session, session_id: str) -> str | None:
    """The provider's id token, sealed, of the session that began with it; None for any other."""
    return session.scalar(select(AccountSessionRow.id_token).where(AccountSessionRow.public_id == session_id))


def began_at_provider(session: Session, session_id: str | None) -> bool:
    """Whether that session began by signing in at the provider."""
    query = select(AccountSessionRow.is_from_provider).where(AccountSessionRow.public_id == session_id)
    return session_id is not None and bool(session.scalar(query))
