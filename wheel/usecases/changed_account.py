"""The account that an administrator is about to change, and what must hold of the others afterwards."""

from __future__ import annotations

from dataclasses import replace

from wheel.core.access import Role, Viewer, require
from wheel.core.accounts import Standing, require_administrator_left
from wheel.core.permissions import Right, Thing
from wheel.errors import ConflictError, RefusedError
from wheel.store.accounts import Account, account_by_id, all_accounts, lock_accounts
from wheel.store.database import Session
from wheel.store.organisation import find_organisation


def account_behind_lock(session: Session, viewer: Viewer, account_id: str, seen: int) -> Account:
    """The account, with everybody else who changes accounts made to wait.

    Raises ForbiddenError, NotFoundError, RefusedError for an anonymised account, and ConflictError if it is not as it
    was seen.
    """
    require(viewer, Right.CHANGE, Thing.ACCOUNT)
    lock_accounts(session)
    account = account_by_id(session, account_id)
    if account.version != seen:
        raise ConflictError("Somebody else changed this account while you were looking at it.")
    if account.is_anonymised:
        raise RefusedError("This account is deleted. Make a new one instead.")
    return account


def require_somebody_left(
    session: Session, account: Account, *, role: Role | None = None, is_closed: bool | None = None
) -> None:
    """Raise RefusedError if nobody could administer the service once the account had that role, or were closed."""
    organisation = find_organisation(session)
    allows_passwords = organisation is None or organisation.allows_passwords
    before = standing(account, allows_passwords=allows_passwords)
    after = replace(before, role=role or before.role, is_closed=before.is_closed if is_closed is None else is_closed)
    others = (other for other in all_accounts(session) if other.id != account.id)
    require_administrator_left(before, after, (standing(other, allows_passwords=allows_passwords) for other in others))


def standing(account: Account, *, allows_passwords: bool) -> Standing:
    """What the account counts for; a password is of use only where the organisation allows signing in with one."""
    can_sign_in = account.is_from_provider or (allows_passwords and account.password_hash is not None)
    return Standing(account.role, account.is_closed, can_sign_in)
