"""The second factor of accounts: the sealed key of the authenticator, and the recovery codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from wheel.store.accounts import account_row
from wheel.store.tables import AccountRow, RecoveryCodeRow


@dataclass(frozen=True)
class SecondFactor:
    """In use `since` then."""

    sealed_key: str
    since: datetime


def second_factor_of(session: Session, account_id: str) -> SecondFactor | None:
    """The account's second factor, or None while it has none. Raises NotFoundError for no account."""
    row = account_row(session, account_id)
    if row.second_factor_key is None or row.second_factor_since is None:
        return None
    return SecondFactor(row.second_factor_key, row.second_factor_since)


def set_second_factor(session: Session, account_id: str, sealed_key: str, at: datetime, step: int) -> None:
    """Begin to use it; `step` is the time step of the code by which it was shown to work."""
    row = account_row(session, account_id)
    row.second_factor_key, row.second_factor_since, row.second_factor_step = sealed_key, at, step
    row.version += 1
    session.flush()


def remove_second_factor(session: Session, account_id: str) -> None:
    """Take it off, and its recovery codes."""
    row = account_row(session, account_id)
    row.second_factor_key = row.second_factor_since = row.second_factor_step = None
    row.version += 1
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == row.id))
    session.flush()


def use_step(session: Session, account_id: str, step: int) -> bool:
    """Use up the time step, and all before it; False if it is used up already. Of two at once, one gets it."""
    used = (
        update(AccountRow)
        .where(
            AccountRow.public_id == account_id,
            AccountRow.second_factor_step.is_(None) | (AccountRow.second_factor_step < step),
        )
        .values(second_factor_step=step)
    )
    return session.scalar(used.returning(AccountRow.id)) is not None


def replace_recovery_codes(session: Session, account_id: str, hashes: Iterable[str]) -> None:
    """Let these codes, known by their keyed hashes, take the place of all earlier ones."""
    row_id = account_row(session, account_id).id
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == row_id))
    session.add_all(RecoveryCodeRow(account_id=row_id, code_hash=code_hash) for code_hash in hashes)
    session.flush()


def use_recovery_code(session: Session, account_id: str, code_hash: str, at: datetime) -> bool:
    """Use up a code; False if there is no such code that is unused. Of two at once, one gets it."""
    used = (
        update(RecoveryCodeRow)
        .where(
            RecoveryCodeRow.account_id == account_row(session, account_id).id,
            RecoveryCodeRow.code_hash == code_hash,
            RecoveryCodeRow.used_at.is_(None),
        )
        .values(used_at=at)
    )
    return session.scalar(used.returning(RecoveryCodeRow.id)) is not None


def unused_recovery_codes(session: Session, account_id: str) -> int:
    """How many are left."""
    query = select(func.count()).where(
        RecoveryCodeRow.account_id == account_row(session, account_id).id, RecoveryCodeRow.used_at.is_(None)
    )
    return session.scalar(query) or 0
