"""Links to choose a password: each a random token, of which the database keeps the hash alone."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wheel.core.sign_in import LinkPurpose
from wheel.store.accounts import Account, account_row, account_value
from wheel.store.tables import AccountLinkRow, AccountRow

_BYTES = 32


@dataclass(frozen=True)
class AccountLink:
    """Lets whoever has its token choose the account's password once, before `expires_at`."""

    account: Account
    purpose: LinkPurpose
    expires_at: datetime


def add_link(session: Session, account_id: str, purpose: LinkPurpose, at: datetime, expires_at: datetime) -> str:
    """Make one in the place of an earlier one for the same; its token, of 256 random bits, which is kept nowhere."""
    row_id = account_row(session, account_id).id
    earlier = (AccountLinkRow.account_id == row_id) & (AccountLinkRow.purpose == purpose)
    session.execute(delete(AccountLinkRow).where(earlier | (AccountLinkRow.expires_at <= at)))
    token = secrets.token_urlsafe(_BYTES)
    session.add(
        AccountLinkRow(account_id=row_id, purpose=purpose, token_hash=_hash(token), made_at=at, expires_at=expires_at)
    )
    session.flush()
    return token


def link_of_token(session: Session, token: str, at: datetime) -> AccountLink | None:
    """The link, unless it has expired, has been used, has been replaced, or never was."""
    row = session.execute(
        select(AccountLinkRow, AccountRow)
        .join(AccountRow, AccountRow.id == AccountLinkRow.account_id)
        .where(AccountLinkRow.token_hash == _hash(token), AccountLinkRow.expires_at > at)
    ).one_or_none()
    if row is None:
        return None
    link, account = row
    return AccountLink(account_value(account), link.purpose, link.expires_at)


def end_links(session: Session, account_id: str) -> None:
    """End all of an account's links."""
    row_id = account_row(session, account_id).id
    session.execute(delete(AccountLinkRow).where(AccountLinkRow.account_id == row_id))


def _hash(token: str) -> str:
    # The token is random and long: a slow hash would add nothing.
    return hashlib.sha256(token.encode()).hexdigest()
